"""Whether files that are being read are still as they were when the reading began."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Seen = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files below one folder at one moment, by size, date and identity."""

    root: Path
    files: dict[str, Seen | None]

    def changed(self) -> list[str]:
        """The files that have changed or gone since, in the order in which they were named."""
        return [name for name, before in self.files.items() if _look(self.root, name) != before]


def take_snapshot(root: Path, names: Iterable[str]) -> Snapshot:
    """The present state of the files `names` below `root`."""
    return Snapshot(root, {name: _look(root, name) for name in names})


def _look(root: Path, name: str) -> Seen | None:
    try:
        found = os.stat(f"{root}/{name}")  # noqa: PTH116 - a Path for each of 100,000 files takes a second
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_mode
