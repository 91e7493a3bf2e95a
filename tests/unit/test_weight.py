"""What may be converted where nothing can end it."""

from __future__ import annotations

import contextlib
import time

import pytest

from standfirst import defaults, prose
from standfirst.prose import Renderer
from standfirst.weight import TooHeavyError, check_depth, heaviest_line, is_light
from tests.harness import HANG, ROOT
from tests.sites_invalid.made import SLOW, text_of


def test_good_articles_are_light() -> None:
    assert all(is_light(path.read_text("utf-8")) for path in (ROOT / "content").rglob("*.md"))
    assert is_light("Words and *more* words, [a link](https://x.example/).\n\n" * 60)


def test_no_light_text_takes_long() -> None:
    """The longest light text of each mark, all of them together, in the time of one text that is stopped."""
    renderer = Renderer(defaults.MARKDOWN)
    started = time.process_time()
    for mark in SLOW:
        size = max((2**n for n in range(18) if is_light(text_of(2**n, mark)())), default=0)
        with contextlib.suppress(RecursionError):
            renderer.unbounded(text_of(size, mark)())
    assert time.process_time() - started < HANG


def test_what_cannot_be_converted_in_time_is_stopped_and_the_next_text_is_none_the_worse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prose, "MOST_SECONDS", 0.2)
    renderer = Renderer(defaults.MARKDOWN)
    with pytest.raises(TooHeavyError, match="takes more than"):
        renderer.html("[" * 20_000)
    assert renderer.html("*a*") == "<p><em>a</em></p>"
    assert renderer.html("[x] " * 400).count("[x]") == 400


def test_what_becomes_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "LONGEST_HTML", 1_000)
    with pytest.raises(TooHeavyError, match="characters of HTML"):
        Renderer(defaults.MARKDOWN).html("[x] " * 400)


def test_elements_that_are_never_closed_have_a_bound() -> None:
    check_depth("<div>" * 90 + "</div>" * 90 + "<p>a<li>b<br>" * 10_000)
    for html in ("<div>" * 200, "<b>" * 99 + "<i></i>" * 20_000):
        with pytest.raises(TooHeavyError):
            check_depth(html)


def test_the_line_is_that_of_the_heaviest_block() -> None:
    assert heaviest_line("One.\n\n[[[\n[[[\n\nTwo.") == 2
    assert heaviest_line("") == 0
