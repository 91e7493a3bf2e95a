"""A store is never in the way: whatever is found in its place, it opens, and what it held is made again."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.build import store as module
from standfirst.build.store import Store, run_on

if TYPE_CHECKING:
    from pathlib import Path

ROW = "INSERT INTO sentences VALUES (?, ?)"


def fill(store: Store) -> int:
    with store.writing() as rows:
        rows.executemany(f"{ROW} ON CONFLICT DO NOTHING", [(number, number % 7) for number in range(5000)])
    return count(store)


def count(store: Store) -> int:
    return int(store.rows.execute("SELECT count(*) FROM sentences").fetchone()[0])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("store") / "store.db"
    with Store(path) as store:
        fill(store)
    return path.read_bytes()


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
    share=st.floats(0, 1),
    garbage=st.binary(max_size=300),
    way=st.sampled_from(["cut", "overwritten", "replaced"]),
    log=st.booleans(),
)
def test_a_damaged_file_is_an_empty_store_or_a_whole_one(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, share: float, garbage: bytes, way: str, *, log: bool
) -> None:
    """Cut off anywhere, overwritten anywhere, or not a database at all: it opens, works, and opens again."""
    at = int(share * len(whole))
    overwritten = whole[:at] + garbage + whole[at + len(garbage) :]
    path = tmp_path_factory.mktemp("damaged") / "store.db"
    path.write_bytes({"cut": whole[:at], "overwritten": overwritten, "replaced": garbage}[way])
    if log:
        path.with_name("store.db-wal").write_bytes(garbage)
    with Store(path) as store:
        assert run_on(store, fill) >= 5000
    with Store(path) as store:
        assert count(store) >= 5000
        assert not store.rebuilt


def test_damage_that_opening_did_not_show_costs_one_more_run(tmp_path: Path) -> None:
    runs = []

    def work(store: Store) -> int:
        runs.append(count(store))
        if len(runs) == 1:
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        return fill(store)

    with Store(tmp_path / "store.db") as store:
        fill(store)
        assert run_on(store, work) == 5000
    assert runs == [5000, 0]


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
            run_on(second, fill)
        assert not second.rebuilt
    with Store(path) as store:
        assert count(store) == 1
