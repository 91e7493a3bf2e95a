"""What was published at the last release and is no longer at its address, with nothing that leads on from there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from standfirst.copydesk import address_key
from standfirst.diagnostics import Diagnostic
from standfirst.redirects.addresses import AddressError, encoded, files_of, former_path, same_page
from standfirst.redirects.table import NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.redirects.settle import Redirect

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


def find_moves(
    released: Mapping[str, str],
    current: Mapping[str, str],
    redirects: Collection[Redirect],
    files: Collection[str],
    desk: Desk,
    manuscripts: Mapping[str, Manuscript],
) -> Iterator[Diagnostic]:
    """Each released address at which there is nothing now, told where it can be mended; `text` is the old path.

    `released` and `current` are addresses by source path; `files` are output files. What has something wrong with it is
    passed over: its address may well be the old one.
    """
    live = {address_key(name) for name in files}
    led = {same_page(form) for redirect in redirects for form in redirect.forms}
    table = desk.folder.where(NAME)
    for path, address in sorted(released.items()):
        try:
            old = former_path(address, desk.config.site_url)
        except AddressError:
            continue
        there = any(address_key(name) in live for name in files_of(old))
        if there or same_page(old) in led or path in desk.unread | desk.faulty:
            continue
        manuscript, written = manuscripts.get(path), encoded(old)
        if manuscript and path in current:
            place = manuscript.at(manuscript.named_by)
            message = f"'{old}' was published and is now '/{current[path]}'"
            hint = (
                f"add redirects: [{written}], or let standfirst check --fix add {written},/{current[path]} to {table}"
            )
        else:
            place = manuscript.at("status") if manuscript else (1, 1)
            message = f"'{old}' was published and is {'not published any more' if manuscript else 'gone'}"
            hint = f"add a row to {table}: {written},<where readers are to go, or nothing where it is gone for good>"
        yield Diagnostic(desk.folder.where(path), *place, "SF135", message, hint, text=old)
