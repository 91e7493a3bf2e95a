"""Which pages a build takes away because the articles say so: what has expired or became a draft, and listings of nothing else."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from standfirst.exchanges.register import record_url
from standfirst.pelican_site.addresses import index_addresses, period_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

LATER_PART = re.compile(r"[0-9]*(?=\.html$)")
"""The number that Pelican puts into the name of the second and later pages of a listing."""


def meant_to_go(
    desk: Desk, stories: Mapping[str, Story], manuscripts: Mapping[str, Manuscript], settings: dict[str, Any]
) -> Callable[[str], bool]:
    """Tells of an output file that is there no more whether an article in the content folder took it away.

    One that only waits for its time took nothing: what was out cannot be still to come, unless the clock is wrong.
    """
    names: set[str] = set()
    for path, story in stories.items():
        standing = desk.standing(story)
        if standing in {"draft", "expired"} or story.status == "hidden":
            names.update(_listings(story, settings))
        if standing in {"draft", "expired"}:
            with suppress(ValueError):
                names.add(desk.addresses.story(manuscripts[path], replace(story, status="published"))[1])
    if names:
        names.update(_file(url) for url in (settings["INDEX_SAVE_AS"], *index_addresses(settings).values()) if url)
    return lambda name: name in names or LATER_PART.sub("", name) in names


def _listings(story: Story, settings: dict[str, Any]) -> Iterator[str]:
    """Output files of the listings that a story stood in, and of its own records."""
    urls = [author.url for author in story.authors]
    urls += [place.url for place in (story.topic, *story.tags) if place]
    urls += [record_url(record) for record in story.records]
    if story.date:
        period_url = period_addresses(settings)
        urls += [period_url(story.date.year), period_url(story.date.year, story.date.month)]
    return (_file(url) for url in urls if url)


def _file(url: str) -> str:
    """The output file that an address leads to."""
    path = unquote(url)
    return f"{path}index.html" if path.endswith("/") else path
