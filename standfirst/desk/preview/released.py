"""What has changed since the site was last published, by what the release wrote down of itself and by what git knows."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.desk.changed import NoHistoryError, changed_files

if TYPE_CHECKING:
    from collections.abc import Mapping

RELEASED = "released.json"
"""In the state folder, written by `standfirst publish`: {"stories": {source path: address}, "commit": …}."""
DIRTY = "-dirty"
"""How a commit's name ends in a release of files that were not committed."""


def changes_since_release(state: Path, content: str, pages: Mapping[str, Mapping[str, Any]], build: str) -> Any:  # noqa: ANN401 - JSON
    """New, edited, moved and gone stories, each as title and address; None where no release is on record.

    `pages` are the facts of the preview's pages: those that readers would see are compared. A page cannot be compared by its
    bytes, as a preview has other links than the site; `content` is the folder in which git is asked for edited files, once
    for each `build`.
    """
    released = _read(state / RELEASED)
    if released is None:
        return None
    before, commit = released["stories"], str(released.get("commit", ""))
    after = {facts["path"]: facts for facts in pages.values() if facts["standing"] == "out"}
    changed = _edited(content, commit.removesuffix(DIRTY), build) if commit and content else None
    known = after.keys() & before.keys()
    return {
        "new": [_named(after[path]) for path in sorted(after.keys() - before.keys())],
        "edited": [_named(after[path]) for path in sorted(known & (changed or frozenset()))],
        "moved": [_named(after[p]) for p in sorted(known) if str(before[p]).removeprefix("/") != after[p]["url"]],
        "gone": [{"title": path, "url": ""} for path in sorted(before.keys() - after.keys())],
        "edits_known": changed is not None and not commit.endswith(DIRTY),
    }


def _named(facts: Mapping[str, Any]) -> dict[str, str]:
    return {"title": facts["title"], "url": facts["url"]}


@lru_cache(maxsize=4)
def _edited(content: str, commit: str, build: str) -> frozenset[str] | None:
    """Files below the content folder that differ from a commit; None where git cannot say."""
    del build  # the same for as long as it is
    root = Path(content)
    try:
        return frozenset(file.relative_to(root).as_posix() for file in changed_files(root, commit))
    except (NoHistoryError, OSError, ValueError):
        return None


def _read(file: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text("utf-8"))
        if isinstance(found, dict) and isinstance(found.get("stories"), dict):
            return found
    return None
