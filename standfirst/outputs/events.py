"""Records in the schema.org vocabulary: each an Event, an agreement with its stages as an Event with subEvent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date

from standfirst.exchanges.register import HAPPENED
from standfirst.exchanges.tally import is_withheld, people
from standfirst.outputs.text import uri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from standfirst.config import Config
    from standfirst.exchange import Exchange

    Address = Callable[[Exchange], str | None]
    """Gives the address of a record's page, below the site's root; None where it has none."""

Node = dict[str, Any]
"""A JSON-LD node."""

MOST = 100
"""Events on one page: more would weigh more than the page."""
ENGLISH = Locale("en", "GB")
KINDS = {
    "exchange": "Exchange",
    "exchange_wounded_sick": "Exchange of wounded and sick",
    "civilian_release": "Release of civilians",
    "repatriation_wounded_sick": "Repatriation of wounded and sick",
    "repatriation_bodies": "Repatriation of bodies",
    "accommodation_neutral_country": "Accommodation in a neutral country",
    "return_of_children": "Return of children",
}
"""What happened, in words."""

_KNOWN = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO 8601 date are known."""
_PATTERN = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}
_ID_OF_AGREEMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def about(records: Iterable[Exchange], address: Address, config: Config) -> list[Node]:
    """What a page on these records is about. The stages of one agreement are one Event, and each of them its subEvent.

    A page on more records than MOST is about none of them, but about them all: that is left to its words.
    """
    records = tuple(records)
    if len(records) > MOST:
        return []
    groups: dict[tuple[str | None, str], list[Exchange]] = {}
    for record in records:
        groups.setdefault((record.agreement, "" if record.agreement else record.id), []).append(record)
    found = []
    for (agreement, _), group in groups.items():
        if agreement and (len(group) > 1 or group[0].stage):
            found.append(_agreement(agreement, group, address, config))
        else:
            found += [event(record, address, config) for record in group]
    return found


def event(record: Exchange, address: Address, config: Config) -> Node:
    """One record as Event. What was only proposed has no date: schema.org takes a dated Event for a scheduled one."""
    page = address(record)
    url = page and uri(config.absolute(page))
    dated = record.status != "proposed"
    node = {
        "@type": "Event",
        "@id": url and f"{url}#event",
        "name": event_name(record),
        "description": event_description(record),
        "url": url,
        "startDate": _known(record.date, record) if dated else None,
        "endDate": _known(record.date_end or record.date, record) if dated else None,
        # For whatever took place the vocabulary's own default, EventScheduled, is right and need not be said.
        "eventStatus": "https://schema.org/EventCancelled" if record.status == "cancelled" else None,
        "location": _place(record),
    }
    return {name: value for name, value in node.items() if value}


def no_address(_: Exchange) -> None:
    """The Address of records without pages."""


def event_name(record: Exchange) -> str:
    """What happened, between whom and when: Exchange, Ukraine and Russia, 23 May 2025."""
    day = str(format_date(record.date, _PATTERN[record.date_precision], locale=ENGLISH))
    return f"{KINDS[record.kind]}, {' and '.join(map(country, record.parties))}, {day}"


def event_description(record: Exchange) -> str:
    """The figures of what took place, in one sentence; an empty string where none is known. What is withheld is said to be."""
    parts = []
    if record.status not in HAPPENED:
        return ""
    for party in record.parties:
        figure = people(record, party)
        if figure is not None:
            roughly = "about " if record.returned[party].approximate else ""
            who = "person" if figure == 1 else "people"
            parts.append(f"{roughly}{figure:,} {who} returned to {country(party)}")
        elif is_withheld(record, party):
            parts.append(f"the number returned to {country(party)} was not disclosed")
        if party in record.bodies:
            number = record.bodies[party]
            parts.append(f"{number:,} {'body' if number == 1 else 'bodies'} repatriated to {country(party)}")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def agreement_name(agreement: str) -> str:
    """An agreement's id in words: Agreement Istanbul 2025-05-16. What is no id stays as it was written."""
    if not _ID_OF_AGREEMENT.fullmatch(agreement):
        return agreement
    words = [part.capitalize() for part in agreement.split("-")]
    return "Agreement " + re.sub(r"(?<=\d) (?=\d)", "-", " ".join(words))


def country(code: str) -> str:
    """A country's English name; the code itself where there is none."""
    return str(ENGLISH.territories.get(code, code))


def _agreement(agreement: str, records: Sequence[Exchange], address: Address, config: Config) -> Node:
    stages = [record.stage for record in records if record.stage]
    # Its first and last day are known only where every stage is at hand.
    whole = {stage.number for stage in stages} >= set(range(1, max((stage.of or 0 for stage in stages), default=0) + 1))
    whole = whole and all(stage.of for stage in stages) and len(stages) == len(records)
    first = min(records, key=lambda record: record.date)
    last = max(records, key=lambda record: record.date_end or record.date)
    node = {
        "@type": "Event",
        "name": agreement_name(agreement),
        "identifier": agreement,
        "startDate": _known(first.date, first) if whole else None,
        "endDate": _known(last.date_end or last.date, last) if whole else None,
        "subEvent": [event(record, address, config) for record in sorted(records, key=lambda record: record.date)],
    }
    return {name: value for name, value in node.items() if value}


def _known(day: date, record: Exchange) -> str:
    return day.isoformat()[: _KNOWN[record.date_precision]]


def _place(record: Exchange) -> Node | None:
    """Where people were handed over; where they came home to is another place."""
    here = record.location
    if not here or not (here.handover or (here.lat is not None and here.lon is not None)):
        return None
    place: Node = {"@type": "Place"}
    if here.handover:
        place["name"] = here.handover
    if here.lat is not None and here.lon is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": here.lat, "longitude": here.lon}
    return place
