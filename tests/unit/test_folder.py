"""The content folder as files, on a real file system."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from standfirst.folder import MAX_FILE, Folder
from tests.unit.newsroom import shown, write

if TYPE_CHECKING:
    from pathlib import Path


def test_files_come_sorted_with_forward_slashes_and_without_those_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"b/c.md": "", "b/a.md": "", "A.md": "", ".hidden.md": "", ".git/x": "", "b/~c.md": "", "drafts/x": ""},
    )
    (tmp_path / "empty").mkdir()
    folder = Folder(tmp_path, "content", ("~*", "**/drafts"))
    assert folder.files == ("A.md", "b/a.md", "b/c.md")
    assert folder.known == {"A.md", "b/a.md", "b/c.md"}


def test_a_link_to_nothing_and_what_is_no_file_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.md")
    assert Folder(tmp_path, "content").files == ()


def test_a_folder_is_chosen_by_whole_names(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/a.md": "", "articles2/b.md": "", "pages/c.md": "", "d.md": ""})
    assert folder.below(["articles"]) == folder.below(["articles/"]) == ["articles/a.md"]
    assert folder.below([""], ["pages", "articles"]) == ["articles2/b.md", "d.md"]
    assert folder.below([""], [""]) == list(folder.files)
    assert (folder.where("d.md"), Folder(tmp_path, ".").where("d.md")) == ("content/d.md", "d.md")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("Обмін 🙂\u2028".encode(), "Обмін 🙂\u2028"),
        (b"", ""),
    ],
)
def test_text_is_utf_8_with_one_kind_of_line_end(tmp_path: Path, data: bytes, expected: str) -> None:
    assert write(tmp_path, {"x.md": data}).read_text("x.md") == (expected, [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Обмін\n🙂 ".encode() + b"\xe9t\xe9", "2:3: SF001 not UTF-8: 0xe9 (save the file as UTF-8)"),
        ("Обмін\r\n🙂 ".encode() + b"\xe9t\xe9", "2:3: SF001 not UTF-8: 0xe9 (save the file as UTF-8)"),
        ("Обмін\r🙂 ".encode() + b"\xe9t\xe9", "2:3: SF001 not UTF-8: 0xe9 (save the file as UTF-8)"),
        (b"\xef\xbb\xbf" + "Обмін\n🙂 ".encode() + b"\xe9t\xe9", "2:3: SF001 not UTF-8: 0xe9 (save the file as UTF-8)"),
        (b"\xef\xbb\xbfa\xff", "1:2: SF001 not UTF-8: 0xff (save the file as UTF-8)"),
        (b"\xff\xfea\x00", "1:1: SF001 not UTF-8: 0xff (save the file as UTF-8)"),
        ("їж\r\nі 🙂\x08".encode(), "2:4: SF001 holds the control character U+0008 (delete it)"),
        (b"a\x00", "1:2: SF001 holds the control character U+0000 (delete it)"),
        ("a\ufffe".encode(), "1:2: SF001 holds the control character U+FFFE (delete it)"),
    ],
)
def test_text_that_no_page_can_hold_is_refused_at_its_place(tmp_path: Path, data: bytes, expected: str) -> None:
    text, problems = write(tmp_path, {"x.md": data}).read_text("x.md")
    assert (text, shown(problems)) == (None, [f"content/x.md:{expected}"])


def test_a_file_that_cannot_be_read_or_is_too_long_is_reported(tmp_path: Path) -> None:
    folder = write(tmp_path, {"long.md": b"x" * (MAX_FILE + 1), "most.md": b"x" * MAX_FILE})
    assert shown(folder.read_text("gone.md")[1]) == [
        "content/gone.md:1:1: SF902 cannot be read: No such file or directory"
    ]
    assert shown(folder.read_text("long.md")[1]) == ["content/long.md:1:1: SF006 2.0 MiB of text (the limit is 2 MiB)"]
    assert folder.read_text("most.md")[1] == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\x00\x00\x00\x00\x00\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        b"BM" + b"\xff" * 60,
        b"II*\x00\xff\xff\xff\xff",
        b"\x00\x00\x01\x00\x01\x00",
        b"P6\n-1 5\n255\n",
        b"P6\n99999999999 99999999999\n255\n",
        b"8BPS\x00\x01" + b"\x00" * 20,
        b"qoif\x00",
        b"DDS " + b"\x00" * 10,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 nan 5\n",
        b"words",
    ],
)
def test_what_is_no_picture_has_no_size_and_raises_nothing(tmp_path: Path, data: bytes) -> None:
    folder = write(tmp_path, {"x.png": data or b"x", "y.png": ""})
    assert folder.image_size("x.png") is None
    assert folder.image_size("gone.png") is None
    assert folder.image_size("y.png") == (3, 2)
