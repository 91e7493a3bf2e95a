"""What has changed since the site was last published, by what the release wrote down of itself.

The record is `released.json` in the state folder: `{"files": {output path: {"sha256", "size"}}, "stories": {source path below
the content folder: address}, "sources": {source path: SHA-256 of the file}}`. Pages cannot be compared by their bytes: a
preview has other links than the site. Without `sources` it cannot be told which stories were edited.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

RELEASED = "released.json"


def changes_since_release(state: Path, pages: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    """New, edited, moved and gone stories, each as title and address; None where no release is on record.

    `pages` are the facts of the preview's pages: those that readers would see are compared.
    """
    released = _read(state / RELEASED)
    if released is None:
        return None
    before, sources = released["stories"], released.get("sources")
    after = {facts["path"]: facts for facts in pages.values() if facts["standing"] == "out"}
    edited = []
    if isinstance(sources, dict):
        edited = [p for p in after if p in before and p in sources and _digest(after[p]["file"]) != sources[p]]
    return {
        "new": [_named(after[path]) for path in sorted(after.keys() - before.keys())],
        "edited": [_named(after[path]) for path in sorted(edited)],
        "moved": [_named(after[p]) for p in sorted(after) if p in before and _address(before[p]) != after[p]["url"]],
        "gone": [{"title": path, "url": ""} for path in sorted(before.keys() - after.keys())],
        "edits_known": isinstance(sources, dict),
    }


def _named(facts: Mapping[str, Any]) -> dict[str, str]:
    return {"title": facts["title"], "url": facts["url"]}


def _address(given: object) -> str:
    return str(given).removeprefix("/")


def _digest(file: str) -> str:
    with suppress(OSError):
        return hashlib.sha256(Path(file).read_bytes()).hexdigest()
    return ""


def _read(file: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text("utf-8"))
        if isinstance(found, dict) and isinstance(found.get("stories"), dict):
            return found
    return None
