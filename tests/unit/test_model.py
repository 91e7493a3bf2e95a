"""Records are closed and frozen; the schema of the exchange record is held to the same examples."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from standfirst import model
from standfirst.described import descriptions
from standfirst.exchange import Count, Exchange
from standfirst.fields import Record, Source
from standfirst.model import Correction
from tests.unit.outputs.samples import story

if TYPE_CHECKING:
    from collections.abc import Iterator


def records(cls: type[Record] = Record) -> Iterator[type[Record]]:
    for child in cls.__subclasses__():
        yield child
        yield from records(child)


def test_every_field_of_every_record_says_what_it_means() -> None:
    silent = [f"{r.__name__}.{name}" for r in records() for name in r.model_fields if not descriptions(r).get(name)]
    assert silent == []


def test_a_record_is_closed_and_frozen() -> None:
    count = Count(total=390)
    with pytest.raises(ValidationError):
        count.total = 391  # type: ignore[misc]  # that is the point
    with pytest.raises(ValidationError):
        Count.model_validate({"totl": 1})


def test_a_figure_that_is_left_out_is_unknown_and_not_0() -> None:
    count = Count.model_validate({"total": "0", "civilian": "120"})
    assert (count.total, count.civilian, count.military) == (0, 120, None)


@pytest.mark.parametrize(
    "url",
    [
        "www.x.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///x",
        "https://x y",
        "mailto:x",
        " https://x",
        "https://x\n",
    ],
)
def test_a_source_has_an_address_that_a_reader_can_open_safely(url: str) -> None:
    with pytest.raises(ValidationError):
        Source(title="a", url=url)


@pytest.mark.parametrize(
    "value", ["2025-5-23", "2025-02-29", "20250523", "2025-05-23T00:00", "1748000000", "", "٢٠٢٥-٠٥-٢٣"]
)
def test_a_day_is_a_day_of_the_calendar_in_one_form(value: str) -> None:
    with pytest.raises(ValidationError):
        Correction.model_validate({"date": value, "text": "a"})
    assert Correction.model_validate({"date": date(2025, 5, 23), "text": "a"}).date == date(2025, 5, 23)


@pytest.mark.parametrize("number", [1748000000, 1.5, True])
def test_a_day_is_never_made_of_a_number(number: float) -> None:
    with pytest.raises(ValidationError):
        Correction.model_validate({"date": number, "text": "a"})


@pytest.mark.parametrize("identifier", ["2025", "2025-5-23", "2025-05-23-", "2025-05-23-Bodies", "x", "../2025-05"])
def test_an_id_is_a_date_and_perhaps_a_suffix(identifier: str) -> None:
    field = {"kind": "exchange", "date": "2025-05-23", "status": "completed", "parties": ["UA", "RU"]}
    sources = [{"title": "a", "url": "https://x.example/"}]
    assert Exchange.model_validate({**field, "id": "2025-05-23-bodies", "sources": sources}).keys == (
        "2025-05-23-bodies",
    )
    with pytest.raises(ValidationError):
        Exchange.model_validate({**field, "id": identifier, "sources": sources})


def test_reading_time_is_whole_minutes_and_at_least_one() -> None:
    assert [story(words=n).minutes for n in (0, 1, model.WORDS_PER_MINUTE, model.WORDS_PER_MINUTE + 1)] == [1, 1, 1, 2]
