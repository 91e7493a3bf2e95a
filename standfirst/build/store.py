"""What a build keeps for the next one: rows in one SQLite file.

They are made from the sources, so losing them costs time and nothing else: a file of another version, a damaged file and
no file at all are an empty store. A sum of the whole file lies beside it: SQLite sees where its own structure is broken, and
not where a value has become another one.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

VERSION = 3
"""Goes up with each change to the tables, and to how the values in them are computed."""

TABLES = """
CREATE TABLE texts (
    id        INTEGER PRIMARY KEY,   -- hash of the key: the same whatever the order of writing
    key       TEXT NOT NULL,         -- what the caller calls the text
    digest    INTEGER NOT NULL,      -- hash of all that the rows of this text were made from
    words     INTEGER NOT NULL,      -- hash of its words alone
    size      INTEGER NOT NULL,      -- number of its rows in shingles
    text      TEXT NOT NULL,
    sentences BLOB NOT NULL          -- hashes of its rows in sentences, 8 bytes each
);
CREATE INDEX texts_by_words ON texts (words);
CREATE TABLE shingles (
    hash      INTEGER NOT NULL,
    text      INTEGER NOT NULL,      -- texts.id
    position  INTEGER NOT NULL,      -- of its first word, counted from 0
    PRIMARY KEY (hash, text)
) WITHOUT ROWID;
CREATE TABLE sentences (
    hash      INTEGER NOT NULL,
    text      INTEGER NOT NULL,      -- texts.id
    PRIMARY KEY (hash, text)
) WITHOUT ROWID;
CREATE TABLE compared (              -- pairs of texts that were compared word by word
    one       INTEGER NOT NULL,      -- texts.id
    other     INTEGER NOT NULL,      -- texts.id
    made      INTEGER NOT NULL,      -- hash of all that the comparison was made from
    found     TEXT NOT NULL,         -- JSON
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE kept (                  -- what was made from one file
    name      TEXT PRIMARY KEY,      -- the file
    size      INTEGER NOT NULL,      -- its size in bytes
    changed   INTEGER NOT NULL,      -- its date in nanoseconds; -1 where it was written too lately to tell by its date
    source    TEXT NOT NULL,         -- digest of its bytes
    made_from TEXT NOT NULL,         -- digest of all else that had a part in it
    facts     TEXT NOT NULL,         -- JSON
    body      TEXT NOT NULL
);
CREATE TABLE artifacts (             -- files of the output that templates made
    name      TEXT PRIMARY KEY,
    size      INTEGER NOT NULL,      -- bytes
    changed   INTEGER NOT NULL,      -- its date in nanoseconds
    digest    TEXT NOT NULL,
    template  TEXT NOT NULL,
    reads     TEXT NOT NULL,         -- JSON: the sources that it was made from, and the print of each
    why       TEXT NOT NULL          -- what last made it be made anew
);
CREATE TABLE templates (
    name      TEXT PRIMARY KEY,      -- "" stands for what all pages are made from
    print     TEXT NOT NULL
);
CREATE TABLE asked (
    template  TEXT NOT NULL,
    digest    TEXT NOT NULL,         -- of its source
    asks      TEXT NOT NULL,         -- a template that it extends, includes or imports, whether it is there or not
    PRIMARY KEY (template, digest, asks)
) WITHOUT ROWID;
CREATE TABLE outcomes (              -- what came of work on the whole site
    name      TEXT PRIMARY KEY,      -- the work
    made_from TEXT NOT NULL,         -- digest of all that had a part in it
    found     TEXT NOT NULL          -- JSON
);
"""

APPLICATION = 0x53464253
"""Written into the file's header, so that a file of another program is never taken for a store."""

CACHE = 32_768
"""Kilobytes of the file that are held in memory at the most."""

WAIT = 10.0
"""Seconds to wait for another build that is writing."""

SUM = "-sum"
"""How the name of the file ends that has the sum."""
ENDINGS = ("", "-wal", "-shm", "-journal", SUM)
BLOCK = 1 << 20

UNSUPPORTED = "unsupported file format"
"""What SQLite says of a header in which a number is too high, with the code that it has for faulty SQL too."""
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}


class Store:
    """An open store, closed by a `with` block. What is written within `writing` is kept; there is no other way to write."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` is made with its folder if need be; None is a store in memory.

        Raises OSError or sqlite3.OperationalError where the file cannot be made, read or locked.
        """
        self.path = path
        self.rebuilt = False
        """Whether a file was there and could not be used."""
        self._unsummed = False
        """Whether what is in the file has no sum yet."""
        try:
            if self._is_summed():
                self.rows = self._open()
            if "rows" not in self.__dict__ or not self._usable():
                self._start_again()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                raise
            self._start_again()  # SQLite's message of a broken table can be no text

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        unsummed = self.rows.total_changes or self._unsummed
        self.rows.close()
        if unsummed and self.path is not None:
            with suppress(OSError):  # without a sum the next build starts again
                Path(f"{self.path}{SUM}").write_text(_sum_of(self.path), "ascii")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept or, on any error, nothing."""
        if self.rows.in_transaction:
            yield self.rows
            return
        self.rows.execute("BEGIN IMMEDIATE")
        try:
            yield self.rows
        except BaseException:
            self.rows.rollback()
            raise
        self.rows.commit()

    def start_again(self) -> None:
        """Empty the store: all rows are gone, and the file is new."""
        self._start_again()

    def _open(self) -> sqlite3.Connection:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        rows = sqlite3.connect(self.path or ":memory:", timeout=WAIT, isolation_level=None)
        try:
            if not rows.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._make(rows)
            rows.execute("PRAGMA journal_mode = WAL")
            # A power cut may lose the last build's rows but never mix them: the sources are still there.
            rows.execute("PRAGMA synchronous = NORMAL")
            rows.execute(f"PRAGMA cache_size = -{CACHE}")
        except BaseException:
            rows.close()
            raise
        return rows

    def _is_summed(self) -> bool:
        """Whether the file is as it was closed. One that was never closed has a log, whose parts SQLite sums itself."""
        if self.path is None or not self.path.exists() or Path(f"{self.path}-wal").is_file():
            self._unsummed = True
            return True
        if any(Path(f"{self.path}{ending}").is_dir() for ending in ENDINGS):
            return False
        try:
            return Path(f"{self.path}{SUM}").read_bytes() == _sum_of(self.path).encode("ascii")
        except FileNotFoundError:
            return False

    def _make(self, rows: sqlite3.Connection) -> None:
        self._unsummed = True
        rows.execute("BEGIN IMMEDIATE")
        if not rows.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in TABLES.split(";\n"):
                rows.execute(statement)
            rows.execute(f"PRAGMA application_id = {APPLICATION}")
            rows.execute(f"PRAGMA user_version = {VERSION}")
        rows.commit()

    def _usable(self) -> bool:
        application = self.rows.execute("PRAGMA application_id").fetchone()[0]
        version = self.rows.execute("PRAGMA user_version").fetchone()[0]
        if (application, version) != (APPLICATION, VERSION):
            return False
        if not self._unsummed:
            return True  # the file is as it was closed, to the last byte
        return bool(self.rows.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

    def _start_again(self) -> None:
        if "rows" in self.__dict__:
            self.rows.close()
        if self.path is not None:
            for ending in ENDINGS:
                file = Path(f"{self.path}{ending}")
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)  # the folder is ours, and so is whatever has this name in it
                else:
                    file.unlink(missing_ok=True)
        self.rebuilt = True
        self.rows = self._open()


def _sum_of(path: Path) -> str:
    """A sum of a file's bytes: against accidents, for whoever may write the file may write its sum."""
    total = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            total = zlib.crc32(block, total)
    return f"{total:08x}\n"


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is broken, and not that it is locked, read-only or on a full disk."""
    code = getattr(error, "sqlite_errorcode", None)
    return (code is not None and code & 0xFF in DAMAGED) or UNSUPPORTED in str(error)
