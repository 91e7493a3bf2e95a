"""What was made once is not made again; what is not as it was written is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from standfirst.build.derived import DerivedFiles

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"a.bin": b"first", "b.bin": b"second"}


class Maker:
    """Makes the same files each time, and counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[dict[str, bytes], Any]:
        self.times += 1
        return dict(FILES), {"size": [3, 2]}


def test_an_entry_is_made_once_and_remembered(tmp_path: Path) -> None:
    make = Maker()
    for _ in range(2):
        derived = DerivedFiles(tmp_path / "state")
        for _ in range(2):
            entry = derived.entry("key", make)
            assert (entry.files, entry.notes) == (frozenset(FILES), {"size": [3, 2]})
            assert {name: (entry.folder / name).read_bytes() for name in entry.files} == FILES
    assert make.times == 1


@pytest.mark.parametrize("damage", ["bytes", "length", "gone", "list", "no list", "file"])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: str) -> None:
    make = Maker()
    entry = DerivedFiles(tmp_path).entry("key", make)
    if damage == "bytes":
        (entry.folder / "a.bin").write_bytes(b"fir$t")
        os.utime(entry.folder / "a.bin", ns=(0, 1))
    elif damage == "length":
        (entry.folder / "a.bin").write_bytes(b"")
    elif damage == "gone":
        (entry.folder / "a.bin").unlink()
    elif damage == "list":
        (entry.folder / "list.json").write_text('{"files": {"a.bin": [5')
    elif damage == "no list":
        (entry.folder / "list.json").unlink()
    else:
        for file in entry.folder.iterdir():
            file.unlink()
        entry.folder.rmdir()
        entry.folder.write_text("in the way")
    again = DerivedFiles(tmp_path).entry("key", make)
    assert make.times == 2
    assert (again.folder / "a.bin").read_bytes() == b"first"


def test_files_with_other_dates_and_the_same_bytes_are_as_good(tmp_path: Path) -> None:
    """A cache that was packed and unpacked elsewhere has lost its dates."""
    make = Maker()
    entry = DerivedFiles(tmp_path).entry("key", make)
    for file in entry.folder.iterdir():
        os.utime(file, ns=(0, 1))
    DerivedFiles(tmp_path).entry("key", make)
    assert make.times == 1


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> tuple[dict[str, bytes], Any]:
        raise ValueError

    with pytest.raises(ValueError):
        DerivedFiles(tmp_path).entry("key", fail)
    with pytest.raises(TypeError):
        DerivedFiles(tmp_path).entry("key", lambda: ({"a": b""}, object()))
    assert list(tmp_path.iterdir()) == []


def test_sweeping_leaves_what_was_asked_for_and_what_another_process_is_writing(tmp_path: Path) -> None:
    derived, make = DerivedFiles(tmp_path), Maker()
    for key in ("kept", "stale"):
        derived.entry(key, make)
    (tmp_path / f"unfinished-{os.getpid()}-x").mkdir()
    (tmp_path / "unfinished-99999999-x").mkdir()
    derived = DerivedFiles(tmp_path)
    derived.entry("kept", make)
    derived.sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", f"unfinished-{os.getpid()}-x"]


def test_where_nothing_can_be_kept_files_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    derived, make = DerivedFiles(tmp_path / "state" / "images"), Maker()
    derived.publish(derived.entry("key", make), "a.bin", tmp_path / "out" / "a.bin")
    assert (tmp_path / "out" / "a.bin").read_bytes() == b"first"
    derived.sweep()


def test_publishing_replaces_what_is_there_and_leaves_the_entry_whole(tmp_path: Path) -> None:
    derived, make = DerivedFiles(tmp_path / "state"), Maker()
    (tmp_path / "a.bin").write_bytes(b"old")
    derived.publish(derived.entry("key", make), "a.bin", tmp_path / "a.bin")
    assert (tmp_path / "a.bin").read_bytes() == b"first"
    (tmp_path / "a.bin").unlink()
    assert derived.entry("key", make).files == frozenset(FILES)
    assert make.times == 1
