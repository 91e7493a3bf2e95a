"""An article as a writer names it -> its manuscript."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.desk.names import RefusedError, near_names

if TYPE_CHECKING:
    from standfirst.manuscript import Manuscript
    from standfirst.pelican_site.newsroom import Newsroom


def find_article(newsroom: Newsroom, given: str) -> Manuscript:
    """The article or page of a file, from here or below the content folder; of a slug, an address, or a file's name alone.

    Raises RefusedError where there is none, or more than one.
    """
    root, manuscripts = newsroom.desk.folder.root, newsroom.manuscripts
    here = os.path.realpath(given)
    for path, manuscript in manuscripts.items():
        if given == path or here == os.path.realpath(root / path):
            return manuscript
    unread = [path for path in newsroom.sources.unread if given == path or here == os.path.realpath(root / path)]
    if unread:
        where = newsroom.desk.folder.where(unread[0])
        raise RefusedError(f"{where} has mistakes (standfirst check {where} tells which)")
    address = urlsplit(given).path.lstrip("/")
    stories = [(manuscripts[path], story) for path, story in newsroom.stories.items()]
    named = [one for one, story in stories if story.slug == given] or [
        one for one, story in stories if story.url == address
    ]
    named = named or [
        one for one in manuscripts.values() if given in {PurePosixPath(one.path).stem, PurePosixPath(one.path).name}
    ]
    if len(named) == 1:
        return named[0]
    if named:
        raise RefusedError(f"'{given}' may be any of these: {', '.join(m.where for m in named)}")
    near = near_names(given, [*(story.slug for _, story in stories), *manuscripts])
    hint = f"did you mean {near[0]}?" if near else "name it by its file or its slug"
    raise RefusedError(f"there is no article '{given}' ({hint})")


def unpublished(newsroom: Newsroom, manuscript: Manuscript) -> str:
    """Why a correction of an article would tell nobody anything, with the place; empty where it would."""
    story = newsroom.stories.get(manuscript.path)
    if story is None or newsroom.desk.is_out(story):
        return ""
    if newsroom.desk.standing(story) == "expired":
        line, column = manuscript.at("expires")
        return f"{manuscript.where}:{line}:{column}: it has expired: nobody would see the correction"
    name = "status" if story.status == "draft" else "embargo" if manuscript.header.values.embargo else "date"
    why = "it is a draft" if story.status == "draft" else "it is not published yet"
    line, column = manuscript.at(name)
    return f"{manuscript.where}:{line}:{column}: {why}: change the text itself, nobody has read it"
