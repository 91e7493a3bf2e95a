"""What the fuzzers call: whatever the bytes, no exception that a writer would see as a traceback, and nothing unsafe."""

from __future__ import annotations

from standfirst import defaults
from standfirst.clean import Cleaner, unclosed
from standfirst.drawings import BadDrawingError, clean_drawing
from standfirst.exchanges.records import read_record
from standfirst.manuscript import read_manuscript
from standfirst.prose import Renderer
from standfirst.weight import TooHeavyError, heaviest_line, is_light

RENDERER = Renderer(defaults.MARKDOWN)
CLEANER = Cleaner(embeds=("frames.example",), reserved=("page-main",))


def front_matter(data: bytes) -> None:
    """A whole file: every problem has a place in it."""
    text = data.decode("utf-8", "replace")
    if not is_light(text):
        return  # that it ends is the next one's to show
    try:
        manuscript, problems = read_manuscript(
            text, "a.md", "a.md", "article", RENDERER, defaults={}, allowed={"*"}, must_have_header=True
        )
    except RecursionError:
        return  # the reader of the folder tells it
    lines = text.count("\n") + 2
    assert manuscript is not None or problems
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems), problems


def record(data: bytes) -> None:
    """A record's file."""
    found, problems = read_record(data.decode("utf-8", "replace"), "a.yaml")
    assert found is not None or problems


def markdown_guard(data: bytes) -> None:
    """The first look at a text, and the text converted: what is called light is converted in a moment."""
    text = data.decode("utf-8", "replace")
    assert 0 <= heaviest_line(text) <= text.count("\n")
    if is_light(text):
        try:
            html = RENDERER.html(text)
        except (TooHeavyError, RecursionError):
            return
        assert CLEANER.clean(html) == html or "page-main" in html


def html(data: bytes) -> None:
    """HTML, cleaned: clean a second time it is the same, and it is whole."""
    clean = CLEANER.clean(data.decode("utf-8", "replace"))
    assert CLEANER.clean(clean) == clean
    assert unclosed(clean) is None
    assert "<script" not in clean


def drawing(data: bytes) -> None:
    """An SVG file."""
    try:
        made = clean_drawing(data)
    except BadDrawingError:
        return
    assert clean_drawing(made) == made


TARGETS = {target.__name__: target for target in (front_matter, record, markdown_guard, html, drawing)}
