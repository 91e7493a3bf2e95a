"""Addresses that readers know from the last release and that lead to nothing now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from standfirst.desk.importing.redirects import NAME, read_redirects
from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from standfirst.pelican_site.site import Newsroom

RELEASED = "released.json"
"""In the state folder, written by `standfirst publish`: {"files": …, "stories": {source path: address}}."""
MAX_RELEASED = 256 * 1024 * 1024


def read_released(state: Path) -> dict[str, str]:
    """Source path -> address of the stories of the last release; nothing where there was none.

    Raises ValueError where the file is not what `publish` writes, OSError where it cannot be read.
    """
    file = state / RELEASED
    if not file.is_file():
        return {}
    if file.stat().st_size > MAX_RELEASED:
        raise ValueError("it is too long")
    said = json.loads(file.read_text("utf-8"))
    stories = said.get("stories", {}) if isinstance(said, dict) else None
    if not isinstance(stories, dict):
        raise ValueError("it has no stories")  # noqa: TRY004 - not a mistake of the caller
    return {str(path): address for path, address in stories.items() if isinstance(address, str)}


def check_moved(newsroom: Newsroom, released: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report each address of the last release that no story has now and no redirect leads on from."""
    desk = newsroom.desk
    base = urlsplit(desk.config.site_url).path
    now = {bare(story.url, base) for story in newsroom.stories.values() if desk.is_out(story)}
    led = {bare(old, "") for old in read_redirects(desk.folder.root)} | set(_led_in_fields(newsroom))
    for path, address in sorted(released.items()):
        old = bare(address, base)
        if old in now or old in led:
            continue
        story, manuscript = newsroom.stories.get(path), newsroom.manuscripts.get(path)
        if path in desk.unread or path in desk.faulty:
            continue  # what is wrong with it is told; its address may well be the old one
        where = desk.folder.where(path)
        table = desk.folder.where(NAME)
        if story and manuscript and desk.is_out(story):
            place, message = manuscript.at(manuscript.named_by), f"the address was /{old} and is /{story.url}"
            hint = f"--fix adds this row to {table}: /{old},/{story.url}"
        else:
            place = manuscript.at("status") if manuscript else (1, 1)
            what = "is not published any more" if manuscript else "is gone"
            message, hint = (
                f"/{old} was published and {what}",
                f"add a row to {table}: /{old},/<where readers are to go>",
            )
        yield Diagnostic(where, *place, "SF135", message, hint, text=f"/{old}")


def missing_redirects(newsroom: Newsroom, released: Mapping[str, str]) -> dict[str, str]:
    """Old address -> new one of each story that has moved without a redirect: what is safe to add."""
    moved = list(check_moved(newsroom, released))
    by_old = {
        f"/{bare(address, urlsplit(newsroom.desk.config.site_url).path)}": path for path, address in released.items()
    }
    added = {}
    for found in moved:
        story = newsroom.stories.get(by_old[found.text])
        if story and newsroom.desk.is_out(story):
            added[found.text] = f"/{story.url}"
    return added


def bare(address: str, base: str) -> str:
    """An address in the one form that all its spellings have: a path below the site's root, without index.html."""
    path = unquote(urlsplit(address).path) if "//" in address else unquote(address.partition("?")[0].partition("#")[0])
    root = base.strip("/")
    path = path.lstrip("/")
    if root and "//" in address:
        path = path.removeprefix(root).lstrip("/")
    return path.removesuffix("index.html")


def _led_in_fields(newsroom: Newsroom) -> Iterator[str]:
    """Old addresses that articles name in their own field."""
    for manuscript in newsroom.manuscripts.values():
        for old in getattr(manuscript.header.values, "redirects", None) or ():
            yield bare(str(old), "")
