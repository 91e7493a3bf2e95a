"""A file's bytes decide whether what was made of it still holds; its date only spares the reading."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from standfirst.build.fingerprint import digest
from standfirst.build.kept import SETTLED, KeptFiles
from standfirst.build.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_made_of_a_file_holds_until_its_bytes_change(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one", "utf-8")
    with Store(None) as store:
        kept = KeptFiles(store)
        kept.keep("a.md", kept.look("a.md", str(file)), digest(b"one"), "settings", "facts", "body")
        kept.write({"a.md"})
        kept = KeptFiles(store)
        os.utime(file, (1, 1))
        row = kept.row("a.md", kept.look("a.md", str(file)), "settings")
        assert row is not None
        assert (row.facts, row.body) == ("facts", "body")
        assert kept.row("a.md", kept.look("a.md", str(file)), "other settings") is None
        file.write_text("two", "utf-8")
        assert kept.row("a.md", kept.look("a.md", str(file)), "settings") is None


@pytest.mark.parametrize("age", [0, 2 * SETTLED])
def test_a_change_too_soon_to_show_in_the_date_is_seen(tmp_path: Path, age: int) -> None:
    """Same size, same date, other bytes: only of a file that was at rest is the date believed."""
    file = tmp_path / "a.md"
    file.write_text("one", "utf-8")
    moment = file.stat().st_mtime_ns - age
    os.utime(file, ns=(moment, moment))
    with Store(None) as store:
        kept = KeptFiles(store)
        kept.keep("a.md", kept.look("a.md", str(file)), digest(b"one"), "", "", "")
        kept.write({"a.md"})
        file.write_text("two", "utf-8")
        os.utime(file, ns=(moment, moment))
        kept = KeptFiles(store)
        seen = kept.row("a.md", kept.look("a.md", str(file)), "") is None
        assert seen == (age == 0)


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one", "utf-8")
    with Store(None) as store:
        kept = KeptFiles(store)
        kept.keep("a.md", kept.look("a.md", str(file)), digest(b"one"), "", "", "")
        kept.write({"a.md"})
        KeptFiles(store).write(set())
        assert store.rows.execute("SELECT count(*) FROM kept").fetchone() == (0,)
