"""A store is never in the way: whatever is found in its place, it opens, and what it held is made again."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.build import store as module
from standfirst.build.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ROW = "INSERT INTO sentences VALUES (?, ?)"


def fill(store: Store) -> int:
    with store.writing() as rows:
        rows.executemany(f"{ROW} ON CONFLICT DO NOTHING", [(number, number % 7) for number in range(5000)])
    return count(store)


def count(store: Store) -> int:
    return int(store.rows.execute("SELECT count(*) FROM sentences").fetchone()[0])


def test_rows_outlive_the_process_that_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "store.db"
    with Store(path) as store:
        assert fill(store) == 5000
        assert not store.rebuilt
    with Store(path) as store:
        assert (count(store), store.rebuilt) == (5000, False)
        assert store.rows.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_file_of_another_version_is_refused_and_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    with Store(path) as store:
        fill(store)
    monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    with Store(path) as store:
        assert (count(store), store.rebuilt) == (0, True)
    with Store(path) as store:
        assert not store.rebuilt


def test_the_database_of_another_program_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE sentences (hash, text)")
    with Store(path) as store:
        assert store.rebuilt
        assert fill(store) == 5000


@given(
    share=st.floats(0, 1, exclude_max=True),
    garbage=st.binary(min_size=1, max_size=300),
    way=st.sampled_from(["cut", "overwritten", "replaced", "sum"]),
)
def test_a_damaged_file_is_an_empty_store(
    tmp_path_factory: pytest.TempPathFactory, share: float, garbage: bytes, way: str
) -> None:
    """Cut off anywhere, overwritten anywhere, not a database at all, or with another file's sum: it opens and is empty."""
    path = tmp_path_factory.mktemp("damaged") / "store.db"
    with Store(path) as store:
        fill(store)
    whole, summed = path.read_bytes(), path.with_name("store.db-sum")
    at = int(share * len(whole))
    overwritten = (whole[:at] + garbage + whole[at + len(garbage) :])[: len(whole)]
    path.write_bytes({"cut": whole[:at], "overwritten": overwritten, "replaced": garbage}.get(way, whole))
    if way == "sum":
        summed.write_bytes(garbage)
    with Store(path) as store:
        assert store.rebuilt == (way != "overwritten" or overwritten != whole)
        assert count(store) == (0 if store.rebuilt else 5000)
        assert fill(store) == 5000
    with Store(path) as store:
        assert (count(store), store.rebuilt) == (5000, False)


@given(share=st.floats(0, 1), garbage=st.binary(max_size=300), log=st.binary(max_size=300))
def test_a_damaged_file_with_a_log_opens_and_works(
    tmp_path_factory: pytest.TempPathFactory, share: float, garbage: bytes, log: bytes
) -> None:
    """A log says that the last process was killed: there is no sum yet, and SQLite's own checks must do."""
    path = tmp_path_factory.mktemp("damaged") / "store.db"
    with Store(path) as store:
        fill(store)
    whole = path.read_bytes()
    at = int(share * len(whole))
    path.write_bytes(whole[:at] + garbage + whole[at + len(garbage) :])
    path.with_name("store.db-wal").write_bytes(log)
    with Store(path) as store, contextlib.suppress(sqlite3.DatabaseError):
        fill(store)
    with Store(path) as store:
        assert fill(store) >= 5000


def test_what_a_killed_process_wrote_is_not_lost(tmp_path: Path) -> None:
    """Its log holds whole transactions, and no sum is there to tell against them."""
    code = f"""
import os, sys
from pathlib import Path
from standfirst.build.store import Store
store = Store(Path(sys.argv[1]))
with store.writing() as rows:
    rows.executemany({ROW!r}, [(n, n % 7) for n in range(5000)])
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "store.db")], check=False)
    assert killed.returncode == -9
    for _ in range(2):
        with Store(tmp_path / "store.db") as store:
            assert (count(store), store.rebuilt) == (5000, False)


@pytest.mark.parametrize("ending", ["", "-sum", "-wal"])
def test_a_folder_in_the_place_of_a_file_is_taken_away(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "store.db"
    if ending:
        Store(path).close()
        path.with_name(f"store.db{ending}").unlink(missing_ok=True)
    (tmp_path / f"store.db{ending}" / "sub").mkdir(parents=True)
    with Store(path) as store:
        assert fill(store) == 5000
    with Store(path) as store:
        assert (count(store), store.rebuilt) == (5000, False)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        with pytest.raises(sqlite3.IntegrityError), store.writing() as rows:
            rows.executemany(ROW, [(1, 1), (2, 2), (1, 1)])
        assert count(store) == 0


def test_a_file_that_another_build_is_writing_is_waited_for_and_never_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT", 0.05)
    path = tmp_path / "store.db"
    with Store(path) as first, Store(path) as second, first.writing() as rows:
        rows.execute(ROW, (1, 1))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            fill(second)
        assert not second.rebuilt
    with Store(path) as store:
        assert count(store) == 1
