"""What a pasted page says of itself: bylines, dates, teasers, labels, in the forms that pages have."""

from __future__ import annotations

import pytest

from standfirst.desk.importing.found import Found, Note
from standfirst.desk.importing.page_words import byline, dateline, is_furniture, name_in_portrait
from standfirst.desk.importing.pasted import read_pasted


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Published: 2025-05-24T10:00+03:00", ("date", "2025-05-24T10:00+03:00")),
        ("Updated 24.05.2025 at 3:05 pm", ("modified", "2025-05-24T15:05")),
        ("24 травня 2025, 10:00", ("date", "2025-05-24T10:00")),
        ("Wed, May 24, 2025", ("date", "2025-05-24")),
        ("Оновлено 24 травня 2025 року", ("modified", "2025-05-24")),
        ("05/04/2025", None),
        ("Seven returned on 24 May 2025", None),
        ("24 May", None),
    ],
)
def test_a_line_that_is_a_date_and_nothing_else(line: str, said: tuple[str, str] | None) -> None:
    """A date that can be read in two ways is none."""
    assert dateline(line) == said


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Liam", ("Liam",)),
        ("by Liam and Olena Koval", ("Liam", "Olena Koval")),
        ("Автор: Олена Коваль", ("Олена Коваль",)),
        ("By the end of May", ()),
        ("By Liam, who was there.", ()),
    ],
)
def test_a_byline_is_names_and_nothing_else(line: str, names: tuple[str, ...]) -> None:
    assert byline(line) == names


def test_labels_are_told_from_text() -> None:
    assert name_in_portrait("Olena Koval Avatar") == "Olena Koval"
    assert name_in_portrait("The last avatar") is None
    assert all(map(is_furniture, ["3 min read", "Share on Facebook", "12 comments", "Home > News > Exchanges"]))
    assert not any(map(is_furniture, ["Three minutes were enough.", "Nobody would comment."]))


def read(text: str) -> Found:
    found = read_pasted(text, "p.txt", "page:x")
    assert isinstance(found, Found)
    return found


def test_lines_that_were_broken_to_a_width_are_one_paragraph_again() -> None:
    found = read(
        "The headline of it\n\nBy Liam, 24 May 2025\n\nThis is a long paragraph which a mail program has broken\n"
        "into lines of some sixty characters each, as they do, and it\nends here.\n\nA second one.\n"
    )
    assert found.body == (
        "This is a long paragraph which a mail program has broken into lines of some sixty characters each, as they do, and it "
        "ends here.\n\nA second one.\n"
    )
    assert (found.authors, found.date) == (("Liam",), "2025-05-24")


def test_a_teaser_of_its_own_is_kept_and_what_is_not_known_is_said() -> None:
    found = read(
        "The headline of it\n\nIt says what the text does not say at all.\nBy Liam\nThe text begins here, and says other things.\n"
    )
    assert found.summary == "It says what the text does not say at all."
    assert found.date is None
    unsigned = read("The headline of it\n\nThe text begins here, and says other things.\n")
    assert [note.what for note in unsigned.notes] == ["no author found"]


def test_every_line_is_in_the_article_or_in_a_note() -> None:
    lines = [
        "Menu",
        "News",
        "A headline of words",
        "A headline of words",
        "5 min read",
        "The text of it is short.",
        "© 2025",
    ]
    found = read("\n".join(lines))
    told = " ".join([found.title, found.body, *map(str, found.notes)])
    assert [text for text in lines if text not in told] == []


@pytest.mark.parametrize("text", ["", " \n\n", "\x00"])
def test_no_text_is_told(text: str) -> None:
    assert isinstance(read_pasted(text, "p.txt", "x"), Note)
