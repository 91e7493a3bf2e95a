"""Teasers read against each other: each story's card is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from standfirst.build.store import Store
from standfirst.crossread import cross_read
from tests.unit.newsroom import article, edit, read

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.manuscript import Manuscript

LEAD = "Prisoners came home from the north in eleven white buses."
MORE = ["Families waited for hours at the gate of the barracks.", "Nobody slept much that night in the whole town."]


def _cards(root: Path, articles: list[str], **settings: Any) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Cards of articles given from the newest to the oldest, and findings: file, verdict, action."""
    files = {f"{number}.md": text for number, text in enumerate(articles)}
    edited = edit(root, dict(files), **settings)
    edited.desk.repeats.clear()
    manuscripts: dict[str, Manuscript] = {}
    for path, text in files.items():
        manuscript, _ = read(text, path=path)
        assert manuscript
        manuscripts[path] = manuscript
    with Store(None) as store:
        cross_read(edited.desk, edited.stories, manuscripts, store)
    found = [(each.path, each.verdict, action) for each, action in edited.desk.repeats]
    return [edited.stories[path].teaser.card for path in files], found


def _dated(*bodies: str, **fields: str) -> list[str]:
    return [article(f"A{n}", body, date=f"2025-05-{20 - n:02}", **fields) for n, body in enumerate(bodies)]


def test_each_sentence_is_on_one_card_alone_and_the_newest_has_it(tmp_path: Path) -> None:
    """A sentence, not only a card: the older story goes on where the newer one's words end."""
    bodies = [f"{LEAD} {MORE[0]}", f"{LEAD} {MORE[1]}", f"{LEAD}\n\n{MORE[0]}", f"{LEAD}\n\nIt rained."]
    cards, _ = _cards(tmp_path, _dated(*bodies))
    assert cards == [f"{LEAD} {MORE[0]}", MORE[1], "", "It rained."]


def test_phrases_may_stand_on_many_cards(tmp_path: Path) -> None:
    cards, _ = _cards(tmp_path, _dated(f"He was 41. {MORE[0]}", f"He was 41. {MORE[1]}"))
    assert cards == [f"He was 41. {MORE[0]}", f"He was 41. {MORE[1]}"]


def test_a_headline_that_was_taken_out_of_the_text_is_no_card(tmp_path: Path) -> None:
    cards, _ = _cards(tmp_path, _dated(LEAD, f"A1\n\n{LEAD}\n\n{MORE[0]}"))
    assert cards == [LEAD, MORE[0]]


@pytest.mark.parametrize(("action", "shown"), [("settle", False), ("warn", True), ("ignore", True)])
def test_boilerplate_is_left_out_where_it_is_settled(tmp_path: Path, action: str, shown: bool) -> None:
    stock = "Forecasts come from the national institute in the capital."
    bodies = [f"{stock} {word} has rain and a cold wind from the sea." for word in ("Odesa", "Lviv", "Sumy")]
    cards, found = _cards(tmp_path, _dated(*bodies), boilerplate=3, repeats={"boilerplate": action})
    assert (stock in cards[0]) is shown
    assert all("has rain" in card for card in cards)
    assert [item for item in found if item[1] == "boilerplate"] == [
        (f"{n}.md", "boilerplate", action) for n in range(3)
    ]


def test_of_two_alike_the_newer_is_reported_and_a_draft_is_not_read(tmp_path: Path) -> None:
    summary = "The oldest champion of the country gives up tournament chess after sixty years at the board."
    texts = _dated("He teaches.", "She wins.", summary=summary)
    texts.append(article("Draft", "Nothing.", date="2025-05-01", status="draft", summary=summary))
    _, found = _cards(tmp_path, texts)
    assert found == [("0.md", "copy", "warn")]
