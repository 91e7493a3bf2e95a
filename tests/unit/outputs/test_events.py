from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from standfirst.exchange import Exchange
from standfirst.exchanges.records import read_record
from standfirst.exchanges.register import record_url
from standfirst.outputs.event_words import KINDS, agreement_name, event_description, event_name
from standfirst.outputs.events import MOST, about, event, no_address
from standfirst.outputs.structured_data import article, page
from tests.harness import ROOT
from tests.unit.outputs.samples import ENGLISH, config, edition, story
from tests.unit.outputs.samples import page as standing
from tests.validators.structured_data import json_ld_problems

SITE = "https://news.example"


def record(**changes: Any) -> Exchange:
    """A record; figures are made up."""
    values: dict[str, Any] = {
        "id": "2025-05-23",
        "kind": "exchange",
        "date": "2025-05-23",
        "status": "completed",
        "parties": ["UA", "RU"],
        "returned": {"UA": {"total": 390}, "RU": {"total": 1}},
        "sources": [{"title": "Statement", "url": "https://mod.example/1"}],
    }
    return Exchange.model_validate(values | changes)


def stage(number: int, of: int | None = 3, **changes: Any) -> Exchange:
    day = f"2025-05-{22 + number}"
    place = {"number": number} | ({"of": of} if of else {})
    return record(**{"id": day, "date": day, "agreement": "istanbul-2025-05-16", "stage": place} | changes)


def test_a_record_is_an_event_with_its_day_place_and_figures() -> None:
    made = record(location={"handover": "Border", "arrival": "Chernihiv", "lat": 0.0, "lon": 31.5}, bodies={"RU": 27})
    assert event(made, record_url, config(), ENGLISH) == {
        "@type": "Event",
        "@id": f"{SITE}/exchanges/2025-05-23.html#event",
        "name": "Exchange, Ukraine and Russia, 23 May 2025",
        "description": "390 people returned to Ukraine; 1 person returned to Russia; 27 bodies repatriated to Russia.",
        "url": f"{SITE}/exchanges/2025-05-23.html",
        "startDate": "2025-05-23",
        "endDate": "2025-05-23",
        "location": {
            "@type": "Place",
            "name": "Border",
            "geo": {"@type": "GeoCoordinates", "latitude": 0.0, "longitude": 31.5},
        },
    }


@pytest.mark.parametrize(("precision", "name", "day"), [("month", "March 2022", "2022-03"), ("year", "2022", "2022")])
def test_no_day_is_made_up_where_only_the_month_or_year_is_known(precision: str, name: str, day: str) -> None:
    made = record(date="2022-03-01", date_precision=precision)
    data = event(made, no_address, config(), ENGLISH)
    assert (data["startDate"], data["endDate"]) == (day, day)
    assert event_name(made, ENGLISH) == f"Exchange, Ukraine and Russia, {name}"
    assert json_ld_problems({"@context": "https://schema.org", **data}) == []


def test_what_is_unknown_or_withheld_is_never_a_number() -> None:
    assert event_description(record(returned={}), ENGLISH) == ""
    withheld = record(returned={"UA": {"undisclosed": True}, "RU": {"total": 1200, "approximate": True}})
    told = "The number returned to Ukraine was not disclosed; about 1,200 people returned to Russia."
    assert event_description(withheld, ENGLISH) == told
    assert "location" not in event(record(location={"arrival": "Kyiv"}), no_address, config(), ENGLISH)


def test_what_has_not_taken_place_is_not_told_as_if_it_had() -> None:
    """A dated Event without a status counts as scheduled, so a mere proposal gets no date."""
    proposed = event(record(status="proposed"), no_address, config(), ENGLISH)
    assert not proposed.keys() & {"startDate", "endDate", "description", "eventStatus"}
    cancelled = event(record(status="cancelled"), no_address, config(), ENGLISH)
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert "description" not in cancelled


def test_the_stages_of_an_agreement_are_sub_events_of_one_event() -> None:
    other = record(id="2025-05-06", date="2025-05-06")
    data = about([stage(2), other, stage(3), stage(1)], record_url, config(), ENGLISH)
    assert [item["name"] for item in data] == [
        "Agreement Istanbul 2025-05-16",
        "Exchange, Ukraine and Russia, 6 May 2025",
    ]
    assert [item["url"] for item in data[0]["subEvent"]] == [
        f"{SITE}/exchanges/2025-05-{day}.html" for day in (23, 24, 25)
    ]
    assert (data[0]["startDate"], data[0]["endDate"]) == ("2025-05-23", "2025-05-25")
    assert "subEvent" not in data[1]


@pytest.mark.parametrize("records", [[stage(1)], [stage(1), stage(3)], [stage(1, None), stage(2, None)]])
def test_an_agreement_has_no_first_or_last_day_while_stages_are_missing(records: list[Exchange]) -> None:
    (data,) = about(records, no_address, config(), ENGLISH)
    assert len(data["subEvent"]) == len(records)
    assert not data.keys() & {"startDate", "endDate"}


def test_a_record_that_names_an_agreement_without_a_stage_stands_alone() -> None:
    (data,) = about([record(agreement="talks")], no_address, config(), ENGLISH)
    assert data["name"] == "Exchange, Ukraine and Russia, 23 May 2025"


@pytest.mark.parametrize(
    ("agreement", "name"),
    [
        ("istanbul-2025-05-16", "Agreement Istanbul 2025-05-16"),
        ("abu-dhabi-talks", "Agreement Abu Dhabi Talks"),
        ("Talks of May (all for all)", "Talks of May (all for all)"),
    ],
)
def test_an_agreement_is_named_by_its_id(agreement: str, name: str) -> None:
    assert agreement_name(agreement, ENGLISH) == name


def test_articles_and_pages_are_about_the_events_of_their_records() -> None:
    records = (stage(1), stage(2))
    for data in (
        article(story(records=records), edition(), ENGLISH, record_url),
        page(standing(records=records), edition(), ENGLISH, record_url),
    ):
        assert [item["@id"] for item in data["about"][0]["subEvent"]] == [
            f"{SITE}/exchanges/2025-05-{day}.html#event" for day in (23, 24)
        ]
        assert json_ld_problems(data) == []
    assert "about" not in article(story(), edition(), ENGLISH, record_url)


def test_a_record_without_a_page_has_no_address() -> None:
    (data,) = article(story(records=(record(),)), edition(), ENGLISH)["about"]
    assert not data.keys() & {"@id", "url"}


def test_a_page_on_more_records_than_a_reader_can_take_in_does_not_list_their_events() -> None:
    records = [record(id=f"2025-05-23-{number}") for number in range(MOST + 1)]
    assert len(about(records[1:], no_address, config(), ENGLISH)) == MOST
    assert about(records, no_address, config(), ENGLISH) == []


def test_every_kind_has_words() -> None:
    assert set(KINDS) == set(get_args(Exchange.model_fields["kind"].annotation))


@pytest.mark.parametrize("path", sorted((ROOT / "content/exchanges").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_record_of_the_demo_is_an_event_of_the_vocabulary(path: Path) -> None:
    kept, _ = read_record(path.read_text("utf-8"), path.name)
    assert kept
    data = about([kept.record], record_url, config(), ENGLISH)
    assert json_ld_problems({"@context": "https://schema.org", "@graph": data}) == []
    first = date.fromisoformat(f"{kept.record.date:%Y-%m-%d}")
    assert str(first.year) in str(data)
