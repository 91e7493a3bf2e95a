"""The old addresses of what was imported, in a table beside the content: no feature reads it yet, every host can."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from standfirst.desk.importing.addresses import old_path
from standfirst.desk.importing.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "redirects.csv"
HEAD = ("old", "new")


def add_redirects(content: Path, found: Mapping[str, str], *, dry: bool) -> tuple[int, list[tuple[str, str]]]:
    """Add rows to the table: old path -> new path, both from the site's root. Rows that are there are never changed.

    Returns how many are new, and the rows (old, new) that contradict one which is there. Raises OSError.
    """
    file = content / NAME
    rows: list[list[str]] = []
    if file.is_file():
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig", "replace"), newline="")))
    known = {row[0]: row[1] for row in rows if len(row) > 1}
    moved = {old: new for old, new in found.items() if old != old_path(new)}
    fresh = {old: new for old, new in moved.items() if old not in known}
    if fresh and not dry:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(
            [*(rows or [list(HEAD)]), *([old, new] for old, new in fresh.items())]
        )
        write_whole(content, NAME, text.getvalue())
    return len(fresh), [(old, new) for old, new in moved.items() if known.get(old, new) != new]
