"""What was made from single files, kept for the next build: a file's bytes and what else had a part in it decide, not its date."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from standfirst.build.fingerprint import digest

if TYPE_CHECKING:
    from standfirst.build.store import Store

SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file must show in its date. Some file systems count in whole seconds, some in two."""
NEVER = -1


BATCH = 256
"""Rows that wait in memory to be written."""


class Row(NamedTuple):
    """What the store has of one file."""

    size: int
    changed: int
    source: str
    made_from: str
    facts: str
    body: str


class Seen(NamedTuple):
    """The same without what was made of it."""

    size: int
    changed: int
    source: str
    made_from: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is now."""

    size: int
    changed: int
    """Its date in nanoseconds; NEVER where a later change might not show in it."""
    digest: str | None
    """None where there is nothing to compare it with, and it was not read."""


class KeptFiles:
    """Rows by file name. What was made is read when it is asked for: all of it at once would fill the memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        found = store.rows.execute("SELECT name, size, changed, source, made_from FROM kept")
        self._seen = {name: Seen(*row) for name, *row in found}
        self._dates: dict[str, tuple[int, int]] = {}
        self._new: dict[str, Row] = {}

    def look(self, name: str, file: str) -> Source:
        """The file's present state. It is read only where its size or date is not as before. Raises OSError."""
        now = time.time_ns()
        seen = os.stat(file)  # noqa: PTH116 - a Path for each of 100,000 files takes a second
        known = self._seen.get(name)
        if known and known.changed == seen.st_mtime_ns and known.size == seen.st_size:
            return Source(known.size, known.changed, known.source)
        changed = seen.st_mtime_ns if seen.st_mtime_ns < now - SETTLED else NEVER
        if known is None:
            return Source(seen.st_size, changed, None)
        data = Path(file).read_bytes()
        return Source(len(data), changed if len(data) == seen.st_size else NEVER, digest(data))

    def row(self, name: str, source: Source, made_from: str) -> Row | None:
        """What was made of this file in this state from these things; None where nothing was."""
        known = self._seen.get(name)
        if known is None or known.source != source.digest or known.made_from != made_from:
            return None
        if (known.size, known.changed) != (source.size, source.changed):
            self._dates[name] = source.size, source.changed
        found = self._store.rows.execute("SELECT facts, body FROM kept WHERE name = ?", (name,)).fetchone()
        return Row(*known, *found) if found else None

    def keep(self, name: str, source: Source, read: str, made_from: str, facts: str, body: str) -> None:
        """Remember what was made of a file; `read` is the digest of the bytes that it was made of."""
        if source.digest in {None, read}:
            self._new[name] = Row(source.size, source.changed, read, made_from, facts, body)
        if len(self._new) >= BATCH:
            self._write_new()

    def write(self, names: set[str]) -> None:
        """Write what is new; forget files other than `names`."""
        self._write_new()
        gone = self._seen.keys() - names
        if not (self._dates or gone):
            return
        with self._store.writing() as rows:
            rows.executemany("DELETE FROM kept WHERE name = ?", ((name,) for name in gone))
            rows.executemany(
                "UPDATE kept SET size = ?, changed = ? WHERE name = ?",
                ((*facts, name) for name, facts in self._dates.items()),
            )

    def _write_new(self) -> None:
        if not self._new:
            return
        with self._store.writing() as rows:
            rows.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((name, *row) for name, row in self._new.items()),
            )
        self._new.clear()
