"""The table of old addresses beside the content: rows of `from,to`, both paths from the site's root."""

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
HEAD = ("from", "to")
HEADS = frozenset({HEAD, ("old", "new")})
"""First rows that are no redirect; tables written by an earlier version have the second."""


def read_redirects(content: Path) -> dict[str, str]:
    """Old path -> new path, as the table says; nothing where there is none. Raises OSError."""
    return _known(_rows(content))


def add_redirects(content: Path, found: Mapping[str, str], *, dry: bool) -> tuple[int, list[tuple[str, str]]]:
    """Add rows to the table: old path -> new path, both from the site's root. Rows that are there are never changed.

    Returns how many are new, and the rows (old, new) that contradict one which is there. Raises OSError.
    """
    known = read_redirects(content)
    moved = {old: new for old, new in found.items() if old != old_path(new)}
    fresh = {old: new for old, new in moved.items() if old not in known}
    if fresh and not dry:
        write_whole(content, NAME, with_redirects(content, fresh))
    return len(fresh), [(old, new) for old, new in moved.items() if known.get(old, new) != new]


def with_redirects(content: Path, fresh: Mapping[str, str]) -> str:
    """The table's text with more rows. Raises OSError."""
    text = io.StringIO(newline="")
    rows = [*(_rows(content) or [list(HEAD)]), *([old, new] for old, new in fresh.items())]
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _rows(content: Path) -> list[list[str]]:
    file = content / NAME
    if not file.is_file():
        return []
    return list(csv.reader(io.StringIO(file.read_text("utf-8-sig", "replace"), newline="")))


def _known(rows: list[list[str]]) -> dict[str, str]:
    return {row[0].strip(): row[1].strip() for row in rows if len(row) > 1 and tuple(row[:2]) not in HEADS}
