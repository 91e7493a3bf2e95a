"""Which files are copied."""

import pytest

from standfirst.statics import is_disguised, may_be_published


@pytest.mark.parametrize("path", ["images/a.png", "a.PDF", "data/x.csv", "b.tar.gz", "c d.svg", "_a.jpg", "images/v1.2.png"])
def test_what_browsers_show_or_save_is_copied(path: str) -> None:
    assert may_be_published(path, ())


@pytest.mark.parametrize(
    "path", ["a.php", "a.PHP", "a.php.jpg", "a.html", "a.js", "CNAME", "_headers", "a", ".png", "robots.txt", "sw.js", "a.xml", "x/.htaccess"]
)
def test_what_runs_or_steers_is_not_unless_it_is_named(path: str) -> None:
    assert not may_be_published(path, ())
    assert may_be_published(path, (path,))


def test_patterns_name_files_or_paths() -> None:
    assert may_be_published("maps/a.html", ("*.html",))
    assert may_be_published("maps/a.html", ("maps/*.html",))
    assert not may_be_published("other/a.html", ("maps/*.html",))


def test_a_page_is_no_picture_whatever_it_calls_itself() -> None:
    assert is_disguised("a.png", b"  \n<html>")
    assert is_disguised("a.JPG", b"#!/bin/sh")
    assert not is_disguised("a.png", b"\x89PNG\r\n")
    assert not is_disguised("a.svg", b"<svg")
