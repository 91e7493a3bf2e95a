"""What was made from single files, kept for the next build: a file's bytes and what else had a part in it decide, not its date."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from standfirst.build.fingerprint import digest

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.build.store import Store

SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file must show in its date. Some file systems count in whole seconds, some in two."""
NEVER = -1


class Row(NamedTuple):
    """What the store has of one file."""

    size: int
    changed: int
    source: str
    made_from: str
    facts: str
    body: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is now."""

    size: int
    changed: int
    """Its date in nanoseconds; NEVER where a later change might not show in it."""
    digest: str


class KeptFiles:
    """Rows by file name. They are read at once and written at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        found = store.rows.execute("SELECT name, size, changed, source, made_from, facts, body FROM kept")
        self._rows = {name: Row(*row) for name, *row in found}
        self._new: dict[str, Row] = {}

    def look(self, name: str, file: Path) -> Source:
        """The file's present state. It is read only where its size or date is not as before. Raises OSError."""
        seen = file.stat()
        row = self._rows.get(name)
        if row and row.changed == seen.st_mtime_ns and row.size == seen.st_size:
            return Source(row.size, row.changed, row.source)
        now = time.time_ns()
        data = file.read_bytes()
        changed = seen.st_mtime_ns if seen.st_mtime_ns < now - SETTLED and len(data) == seen.st_size else NEVER
        return Source(len(data), changed, digest(data))

    def row(self, name: str, source: Source, made_from: str) -> Row | None:
        """What was made of this file in this state from these things; None where nothing was."""
        row = self._rows.get(name)
        if row is None or row.source != source.digest or row.made_from != made_from:
            return None
        if (row.size, row.changed) != (source.size, source.changed):
            self._new[name] = row._replace(size=source.size, changed=source.changed)
        return row

    def keep(self, name: str, source: Source, made_from: str, facts: str, body: str) -> None:
        """Remember what was made of a file."""
        self._new[name] = Row(source.size, source.changed, source.digest, made_from, facts, body)

    def write(self, names: set[str]) -> None:
        """Write what is new; forget files other than `names`."""
        gone = self._rows.keys() - names
        if not (self._new or gone):
            return
        with self._store.writing() as rows:
            rows.executemany("DELETE FROM kept WHERE name = ?", ((name,) for name in gone))
            rows.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((name, *row) for name, row in self._new.items()),
            )
