"""The table of old addresses beside the content: rows of `from,to`, both paths from the site's root."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from standfirst.desk.importing.addresses import old_path
from standfirst.desk.importing.files import write_whole
from standfirst.redirects.addresses import AddressError, encoded, former_path, same_page
from standfirst.redirects.table import HEADS, NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HERE = "https://old.invalid"
"""Any site: the addresses are paths on it."""


def add_redirects(content: Path, found: Mapping[str, str], *, dry: bool) -> tuple[int, list[tuple[str, str]]]:
    """Add rows to the table: old path -> new path, both from the site's root. Rows that are there are never changed.

    Returns how many are new, and the old paths without one, each with the reason. Raises OSError.
    """
    rows = [row for row in _rows(content) if len(row) > 1 and (row[0].strip(), row[1].strip()) not in HEADS]
    known = {_key(row[0].strip()): row[1].strip() for row in rows}
    fresh: dict[str, str] = {}
    without = []
    for old, new in found.items():
        written = encoded(old) if "%" in old else old
        try:
            path = former_path(written, HERE)
        except AddressError as error:
            without.append((old, f"no redirect leads on from it: {error.message}"))
            continue
        if same_page(path) == same_page(str(old_path(new))) or old == old_path(new):
            continue
        there = known.setdefault(same_page(path), new)
        if there is new:
            fresh[written] = new
        elif there != new:
            without.append((old, f"the redirect stays as it is; it would now lead to {new}"))
    if fresh and not dry:
        write_whole(content, NAME, with_redirects(content, fresh))
    return len(fresh), without


def with_redirects(content: Path, fresh: Mapping[str, str]) -> str:
    """The table's text with more rows. Raises OSError."""
    text = io.StringIO(newline="")
    rows = [*(_rows(content) or [list(HEADS[0])]), *([old, new] for old, new in fresh.items())]
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _key(written: str) -> str:
    try:
        return same_page(former_path(written, HERE))
    except AddressError:
        return written


def _rows(content: Path) -> list[list[str]]:
    file = content / NAME
    if not file.is_file():
        return []
    return list(csv.reader(io.StringIO(file.read_text("utf-8-sig", "replace"), newline="")))
