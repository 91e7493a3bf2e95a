from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from standfirst.redirects.moves import find_moves, read_released
from standfirst.redirects.settle import Redirect

if TYPE_CHECKING:
    from pathlib import Path


def moves(released: dict[str, str], current: dict[str, str], *redirects: Redirect) -> list[str]:
    desk = SimpleNamespace(
        config=SimpleNamespace(site_url="https://news.example/paper"),
        folder=SimpleNamespace(where=lambda path: f"content/{path}"),
        unread=set(),
        faulty={"faulty.md"},
    )
    manuscript = SimpleNamespace(named_by="slug", at=lambda name: {"slug": (4, 7), "status": (5, 9)}[name])
    manuscripts = dict.fromkeys((*current, "draft.md"), manuscript)
    return [
        str(found)
        for found in find_moves(released, current, redirects, list(current.values()), desk, manuscripts)  # type: ignore[arg-type]
    ]


def test_a_changed_slug_is_told_with_the_line_that_mends_it() -> None:
    (found,) = moves({"a.md": "news/old one.html"}, {"a.md": "news/new.html"})
    assert found == (
        "content/a.md:4:7: SF135 '/news/old one.html' was published and is now '/news/new.html' "
        "(add redirects: [/news/old%20one.html], or let standfirst check --fix add "
        "/news/old%20one.html,/news/new.html to content/redirects.csv)"
    )


@pytest.mark.parametrize("address", ["news/a.html", "/news/a.html", "https://news.example/paper/news/a.html"])
def test_a_withdrawn_article_is_told_with_the_row_that_mends_it(address: str) -> None:
    row = "add a row to content/redirects.csv: /news/a.html,<where readers are to go, or nothing where it is gone for good>"
    assert moves({"a.md": address, "draft.md": address}, {}) == [
        f"content/a.md:1:1: SF135 '/news/a.html' was published and is gone ({row})",
        f"content/draft.md:5:9: SF135 '/news/a.html' was published and is not published any more ({row})",
    ]


def test_what_is_led_on_or_said_to_be_gone_is_no_move() -> None:
    led = Redirect("/news/a.html", "/news/b.html", ("/news/a.html",))
    gone = Redirect("/news/a.html", "", ("/news/a.html",))
    assert moves({"a.md": "news/a.html"}, {"a.md": "news/b.html"}, led) == []
    assert moves({"a.md": "news/a.html"}, {}, gone) == []


def test_an_address_that_another_file_has_taken_over_is_no_move() -> None:
    """A file that was renamed and kept its slug."""
    assert moves({"a.md": "news/a.html"}, {"b.md": "news/a.html"}) == []


def test_an_article_with_something_wrong_is_told_of_once() -> None:
    assert moves({"faulty.md": "news/a.html"}, {}) == []


@pytest.mark.parametrize("text", ["", "[]", '{"stories": []}', '{"stories": 1}', "\x00"])
def test_a_record_of_the_last_release_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "released.json").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_released(tmp_path)
