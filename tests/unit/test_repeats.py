"""Repeats as findings: the place to mend first, then the other, and the words."""

from __future__ import annotations

from standfirst.repeats import finding, within_finding
from standfirst.teasers.near import Wording
from standfirst.teasers.repeats import find_repeats
from tests.unit.newsroom import article, read

LONG = (
    "Buses with one hundred and forty-six people crossed the border before noon on Sunday, and families were waiting."
)


def _found(text: str, verdict: str) -> list[tuple[tuple[int, int], tuple[str, int, int] | tuple[()], str, str]]:
    manuscript, problems = read(text)
    assert manuscript, problems
    values = manuscript.header.values
    repeats = find_repeats(values.title, manuscript.summary, manuscript.text, Wording(manuscript.body.blocks))
    made = [within_finding(manuscript, repeat, "warn")[0] for repeat in repeats if repeat.verdict == verdict]
    return [((each.line, each.column), each.other, each.text, each.level) for each in made]


def test_a_teaser_is_mended_in_the_header_and_a_headline_in_the_text() -> None:
    assert _found(article(body=f"\n{LONG}", summary=LONG), "exact") == [((4, 10), ("x.md", 7, 1), LONG, "warning")]
    headline = article("Sunday at noon", f"\n\n# Sunday at noon\n\n{LONG}")
    assert _found(headline, "headline") == [((7, 3), ("x.md", 2, 8), "Sunday at noon", "warning")]


def test_a_paragraph_is_mended_where_it_comes_back_and_a_scrap_where_it_is() -> None:
    text = article(body=f"{LONG}\n\nAdvertisement\n\n*{LONG}*")
    assert _found(text, "paragraph") == [((9, 2), ("x.md", 5, 1), LONG, "warning")]
    assert _found(text, "scrap") == [((7, 1), (), "Advertisement", "warning")]


def test_the_message_shows_the_words_and_not_too_many() -> None:
    made = finding("a.md", (1, 2), "copy", "said", "x" * 300, ("b.md", 3, 4), "error")
    assert made.message == f"said, at b.md:3:4: «{'x' * 100}…»"
    assert (made.text, made.level, made.code) == ("x" * 300, "error", "SF308")
    assert finding("a.md", (1, 2), "scrap", "said", "By", (), "settle").message == "said: «By»"
