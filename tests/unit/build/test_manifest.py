"""The list of what a build wrote knows its own files and no others, and tells nobody their names."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.build import manifest

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text(min_size=1, max_size=30).filter(lambda name: "\0" not in name)


@given(st.sets(NAMES), st.sets(NAMES))
def test_exactly_the_names_that_were_written_are_listed(
    tmp_path_factory: pytest.TempPathFactory, ours: set[str], others: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("output")
    manifest.write_manifest(folder, ours)
    known = manifest.read_manifest(folder)
    assert known
    assert all(known.lists(name) for name in ours)
    folded = {unicodedata.normalize("NFC", name) for name in (*ours, manifest.NAME)}
    assert not any(known.lists(name) for name in others if unicodedata.normalize("NFC", name) not in folded)


def test_the_list_is_the_same_for_the_same_names_and_holds_none(tmp_path: Path) -> None:
    """An article that is listed nowhere must not be found in a list of files."""
    manifest.write_manifest(tmp_path, ["news/secret-address.html", "index.html"])
    first = (tmp_path / manifest.NAME).read_bytes()
    manifest.write_manifest(tmp_path, ["index.html", "news/secret-address.html", "index.html"])
    assert (tmp_path / manifest.NAME).read_bytes() == first
    assert b"secret" not in first
    assert b"index" not in first


def test_a_name_is_known_in_either_unicode_form_and_in_any_bytes(tmp_path: Path) -> None:
    manifest.write_manifest(tmp_path, ["Їжа.html", "caf\udce9.html"])
    known = manifest.read_manifest(tmp_path)
    assert known
    assert known.lists(unicodedata.normalize("NFD", "Їжа.html"))
    assert known.lists("caf\udce9.html")


@pytest.mark.parametrize("text", [b"", b"\0\0\0", b"\xff", b"Some notes of mine\n", manifest.HEAD.encode()])
def test_any_other_file_of_the_name_is_no_list(tmp_path: Path, text: bytes) -> None:
    (tmp_path / manifest.NAME).write_bytes(text)
    assert manifest.read_manifest(tmp_path) is None
    assert manifest.foreign_files(tmp_path, frozenset()) == [manifest.NAME]


def test_a_list_that_lost_its_end_makes_files_foreign_and_never_the_other_way(tmp_path: Path) -> None:
    names = [f"{n}.html" for n in range(50)]
    for name in names:
        (tmp_path / name).write_text("x", "utf-8")
    manifest.write_manifest(tmp_path, names)
    assert manifest.foreign_files(tmp_path, frozenset()) == []
    text = (tmp_path / manifest.NAME).read_bytes()
    for end in range(0, len(text), 37):
        (tmp_path / manifest.NAME).write_bytes(text[:end])
        assert manifest.foreign_files(tmp_path, frozenset())


def test_a_link_that_stands_for_the_list_is_none(tmp_path: Path) -> None:
    manifest.write_manifest(tmp_path, ["index.html"])
    (tmp_path / manifest.NAME).rename(tmp_path / "elsewhere")
    (tmp_path / manifest.NAME).symlink_to("elsewhere")
    assert manifest.read_manifest(tmp_path) is None
