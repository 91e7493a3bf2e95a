from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.redirects.moves import find_moves, released_stories
from standfirst.redirects.settle import Redirect

if TYPE_CHECKING:
    from pathlib import Path


def moves(released: dict[str, str], current: dict[str, str], *redirects: Redirect) -> list[str]:
    def place(path: str) -> tuple[str, int, int] | None:
        return (path, 4, 7) if path in current else None

    files = list(current.values())
    return [str(each) for each in find_moves(released, current, redirects, files, place, "content/redirects.csv")]


def test_a_changed_slug_is_told_with_the_line_that_mends_it() -> None:
    assert moves({"a.md": "news/old one.html"}, {"a.md": "news/new.html"}) == [
        (
            "a.md:4:7: SF155 '/news/old one.html' was published and is now '/news/new.html' "
            "(add redirects: [/news/old%20one.html])"
        )
    ]


def test_a_withdrawn_article_is_told_with_the_row_that_mends_it() -> None:
    assert moves({"a.md": "news/a.html"}, {}) == [
        (
            "content/redirects.csv:1:1: SF155 '/news/a.html' was published and is gone (add to content/redirects.csv: "
            "/news/a.html,/where/it/is.html; nothing after the comma says that it is gone)"
        )
    ]


def test_what_is_led_on_or_said_to_be_gone_is_no_move() -> None:
    led = Redirect("/news/a.html", "/news/b.html", ("/news/a.html",))
    gone = Redirect("/news/a.html", "", ("/news/a.html",))
    assert moves({"a.md": "news/a.html"}, {"a.md": "news/b.html"}, led) == []
    assert moves({"a.md": "news/a.html"}, {}, gone) == []


def test_an_address_that_another_file_has_taken_over_is_no_move() -> None:
    """A file that was renamed and kept its slug."""
    assert moves({"a.md": "news/a.html"}, {"b.md": "news/a.html"}) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"stories": []}', '{"stories": 1}', "\x00", '{"stories": {"a": null}}']
)
def test_a_record_of_the_last_release_that_is_none_is_read_as_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "released.json").write_text(text, "utf-8")
    assert set(released_stories(tmp_path)) <= {"a"}
