"""Everything that one article says twice is found, with its place in the source, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst import defaults
from standfirst.prose import Block, Renderer, without_shortcodes
from standfirst.teasers.near import Wording
from standfirst.teasers.repeats import Repeat, find_repeats
from standfirst.teasers.scraps import is_scrap
from tests.harness import HANG

RENDERER = Renderer(defaults.MARKDOWN)
LONG = "They had been held for two years in a camp near Horlivka, their families said."


def find(
    source: str, title: str = "Ten come home", summary: str | None = None, authors: tuple[str, ...] = ()
) -> list[Repeat]:
    return list(
        find_repeats(title, summary, source, Wording(RENDERER.body(without_shortcodes(source)).blocks), authors)
    )


def shown(source: str, found: list[Repeat]) -> list[tuple[str, str]]:
    return [(repeat.verdict, source[repeat.place.start : repeat.place.end]) for repeat in found]


PAGE = """# Ten come home!

![Liam Stone](stone.png) Liam Stone Avatar

By

**Officials in Kyiv** said on [Friday](http://a.example/) that &ldquo;ten people&rdquo; had come home.

Share on Facebook

They had been held for *two years* in a camp near Horlivka, their families said.

* First
* Second

They had been held for two years in a camp near [Horlivka](http://h.example), their families said.

Advertisement
"""


def test_a_page_from_a_content_system_is_taken_apart() -> None:
    found = find(PAGE, summary="Officials in Kyiv said on Friday that ‘ten people’ had come h…")
    assert shown(PAGE, found) == [
        ("headline", "Ten come home!"),
        ("scrap", "Liam Stone Avatar"),
        ("scrap", "By"),
        (
            "truncated",
            "Officials in Kyiv** said on [Friday](http://a.example/) that &ldquo;ten people&rdquo; had come home.",
        ),
        ("scrap", "Share on Facebook"),
        (
            "paragraph",
            "They had been held for two years in a camp near [Horlivka](http://h.example), their families said.",
        ),
        ("scrap", "Advertisement"),
    ]
    truncated, paragraph = found[3], found[5]
    assert (truncated.repeats, truncated.other, truncated.place.line) == ("summary", None, 7)
    assert truncated.text == "Officials in Kyiv said on Friday that “ten people” had come home."
    assert paragraph.other is not None
    assert (paragraph.other.line, paragraph.other.column, paragraph.place.line) == (11, 1, 16)
    assert all(repeat.message for repeat in found)


def test_a_near_teaser_is_shown_with_both_sides_of_each_stretch() -> None:
    summary = "Their families said they had been held for two years in a camp near Horlivka."
    (found,) = [repeat for repeat in find(PAGE, summary=summary) if repeat.repeats == "summary"]
    assert found.verdict == "near"
    assert found.text == "They had been held for two years in a camp near Horlivka,"
    (mark,) = found.marks
    assert summary[slice(*mark.summary)] == "they had been held for two years in a camp near Horlivka"
    assert mark.place == found.place


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("# Ten come home\n\nText", "Ten come home"),
        ("Text\n\n### *Ten* come “home”\n\nText", "Ten* come “home”"),
        ("Ten come home\n\nText", "Ten come home"),
        ("**Ten come home.**\nText goes on", "Ten come home."),
        ("<p>Ten come home<br>Text goes on</p>", "Ten come home"),
        ("TEN COME HOME\n=====\n\nText", "TEN COME HOME"),
        ("Ten come home, officials said.", None),
        ("Text\n\nTen come home\n\nText", None),
        ("# Ten come home at last", None),
        ("", None),
    ],
)
def test_the_headline_is_found_as_a_heading_or_as_the_first_line(source: str, written: str | None) -> None:
    assert shown(source, find(source)) == ([("headline", written)] if written else [])


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("p", "Liam Avatar"), ("p", "Anna-Maria O’Neil avatar"), ("p", "Аватар Олени Коваль"), ("div", "Олена Коваль аватар"),
        ("li", "Share on Facebook"), ("p", "SHARE"), ("p", "Tweet"), ("p", "Поділитися"), ("p", "Поділитися у Facebook"),
        ("h4", "Share this article:"), ("p", "By"), ("p", "By:"), ("p", "Автор:"), ("p", "— Реклама —"), ("p", "ADVERTISEMENT"),
        ("p", "Поделиться в Telegram"), ("li", "known author Avatar"),
    ],
)  # fmt: skip
def test_a_label_in_a_block_of_its_own_is_a_scrap(tag: str, text: str) -> None:
    assert is_scrap(Block(tag, text), [("known", "author")])


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("p", "Avatar"), ("h2", "Avatar"), ("li", "James Cameron Avatar"), ("p", "The Avatar"), ("p", "He calls it an avatar"),
        ("p", "By bus"), ("p", "Share your story with us"), ("td", "Share"), ("li", "Print"), ("h2", "Advertising"),
        ("p", "Facebook"), ("p", "Share prices fell on Friday"), ("p", "Реклама зросла"), ("pre", "Share on Facebook"), ("p", "…"),
    ],
)  # fmt: skip
def test_a_block_that_says_something_is_none(tag: str, text: str) -> None:
    assert not is_scrap(Block(tag, text), [("known", "author")])


@pytest.mark.parametrize(
    "source",
    [
        f"{LONG}\n\n{LONG.replace('two', 'three')}",
        "Yes, he said.\n\nYes, he said.",
        "**How long had you been held in that camp?**\n\nTwo years.\n\n**How long had you been held in that camp?**",
        f"    {LONG}\n\nText\n\n    {LONG}",
        f"| a | b |\n|---|---|\n| {LONG} | {LONG} |",
    ],
)
def test_what_may_stand_twice_is_let_stand(source: str) -> None:
    assert find(source) == []


def test_each_further_paragraph_points_to_the_first() -> None:
    source = "\n\n".join([LONG, "Text.", LONG.upper(), f"* {LONG}"])
    found = find(source)
    assert [(r.place.line, r.other.line if r.other else None) for r in found] == [(5, 1), (7, 1)]


@given(st.text(max_size=30), st.text(max_size=60), st.text("Ten come home. By Avatar\n#*[](){}<>%&;|-", max_size=120))
def test_no_article_stops_it_and_all_places_are_inside(title: str, summary: str, source: str) -> None:
    for repeat in find(source, title, summary):
        for place in [repeat.place, *([repeat.other] if repeat.other else []), *(mark.place for mark in repeat.marks)]:
            assert 0 <= place.start <= place.end <= len(source)
        for mark in repeat.marks:
            assert 0 <= mark.summary[0] < mark.summary[1] <= len(summary)


@pytest.mark.parametrize(
    ("summary", "texts"),
    [
        (LONG, [LONG] * 10_000),
        ("word " * 1_000, ["word " * 1_000_000]),
        (LONG.replace("two", "three"), [f"{LONG} " * 1_300]),
    ],
)
def test_a_pathological_article_is_read_soon(summary: str, texts: list[str]) -> None:
    source = "\n\n".join(texts)
    began = time.process_time()
    assert find_repeats("T", summary, source, Wording([Block("p", text.strip()) for text in texts]))
    assert time.process_time() - began < HANG
