"""What was published at the last release and is no longer at its address, with nothing that leads on from there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from standfirst.copydesk import address_key
from standfirst.diagnostics import Diagnostic
from standfirst.redirects.addresses import encoded, files_of, same_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from standfirst.redirects.settle import Redirect

RELEASED = "released.json"
"""What the last release published: a file of the state folder."""


def released_stories(state: Path) -> dict[str, str]:
    """Address (from the site's root, without a leading slash) of each story of the last release, by source path.

    Empty where nothing was released, or where the file is not one of ours.
    """
    try:
        stories = json.loads((state / RELEASED).read_text("utf-8"))["stories"]
        return {str(path): str(address).lstrip("/") for path, address in stories.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def find_moves(
    released: Mapping[str, str],
    current: Mapping[str, str],
    redirects: Collection[Redirect],
    files: Collection[str],
    place: Callable[[str], tuple[str, int, int] | None],
    table: str,
) -> list[Diagnostic]:
    """Each released address at which there is nothing now.

    `released` and `current` are addresses by source path; `files` are output files; `place` names the file, line and
    column that give a story its address, or None where there is no such story; `table` is how messages name redirects.csv.
    """
    live = {address_key(name) for name in files}
    led = {same_page(form) for redirect in redirects for form in redirect.forms}
    found = []
    for path, address in sorted(released.items()):
        old = f"/{address}"
        gone = not any(address_key(name) in live for name in files_of(old))
        if current.get(path) == address or not gone or same_page(old) in led:
            continue
        written = encoded(old)
        where = place(path)
        if path in current and where:
            message = f"'{old}' was published and is now '/{current[path]}'"
            found.append(Diagnostic(*where, "SF155", message, f"add redirects: [{written}]"))
        else:
            message = f"'{old}' was published and is gone"
            hint = f"add to {table}: {written},/where/it/is.html; nothing after the comma says that it is gone"
            found.append(Diagnostic(*(where or (table, 1, 1)), "SF155", message, hint))
    return found
