from datetime import date as Date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.mentions.days import find_days


def days(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(found.day, found.month, found.year) for found in find_days(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "on 23 May 2025, May 23, May 23rd, 2025 and the 23rd of May",
            [(23, 5, 2025), (23, 5, None), (23, 5, 2025), (23, 5, None)],
        ),
        ("23-25 May 2025; May 23–25, 2025", [(23, 5, 2025), (25, 5, 2025)] * 2),
        ("23, 24 and 25 May", [(23, 5, None), (24, 5, None), (25, 5, None)]),
        ("from 30 April to 2 May; Jan 6, 19 March", [(30, 4, None), (2, 5, None), (6, 1, None), (19, 3, None)]),
        ("May 23 and 24 June", [(23, 5, None), (24, 6, None)]),
        (
            "2025-05-23, 23.05.2025, 5/20/2025, 24.02.2022 р.",
            [(23, 5, 2025), (23, 5, 2025), (20, 5, 2025), (24, 2, 2022)],
        ),
        ("Sept. 11, 2025; MAY 23", [(11, 9, 2025), (23, 5, None)]),
        (
            "23 травня 2025 року, 24-го лютого, 24 мая, 5 квіт. 2025",
            [(23, 5, 2025), (24, 2, None), (24, 5, None), (5, 4, 2025)],
        ),
        (
            "in May 2025; in May, last March; у травні 2025; в марте",
            [(None, 5, 2025), (None, 5, None), (None, 3, None), (None, 5, 2025), (None, 3, None)],
        ),
        (
            "in 2024; 2024 року, 2022–2024",
            [(None, None, 2024), (None, None, 2024), (None, None, 2022), (None, None, 2024)],
        ),
        ("It may 23. May they return. March on. лютий ворог, 3/4/2025", []),
        ("2,025 people; 2025 people; more than 2025; 2000 for 2000; 32 May 390", []),
        ("In May 20 people returned", [(None, 5, None)]),
    ],
)
def test_dates_are_read_and_verbs_and_counts_are_none(
    text: str, expected: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert days(text) == expected


@given(
    st.dates(min_value=Date(1990, 1, 1), max_value=Date(2039, 12, 31)),
    st.sampled_from(["en", "en_GB", "uk", "ru"]),
    st.sampled_from(["long", "medium"]),
)
def test_every_day_that_cldr_writes_is_read(date: Date, locale: str, form: str) -> None:
    text = format_date(date, form, locale=locale)
    assert days(f"({text})") == [(date.day, date.month, date.year)]


def test_the_place_of_a_span_is_that_of_each_end() -> None:
    text = "On 23-25 May 2025 they met."
    assert [text[found.start : found.end] for found in find_days(text)] == ["23", "25 May 2025"]
