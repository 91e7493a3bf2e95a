"""Records in the schema.org vocabulary: each an Event, an agreement with its stages as an Event with subEvent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.outputs.event_words import agreement_name, event_description, event_name
from standfirst.outputs.text import uri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from standfirst.config import Config
    from standfirst.exchange import Exchange
    from standfirst.languages import Language

    Address = Callable[[Exchange], str | None]
    """Gives the address of a record's page, below the site's root; None where it has none."""

Node = dict[str, Any]
"""A JSON-LD node."""

MOST = 100
"""Events on one page: more would weigh more than the page."""

_KNOWN = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO 8601 date are known."""


def about(records: Iterable[Exchange], address: Address, config: Config, language: Language) -> list[Node]:
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
            found.append(_agreement(agreement, group, address, config, language))
        else:
            found += [event(record, address, config, language) for record in group]
    return found


def event(record: Exchange, address: Address, config: Config, language: Language) -> Node:
    """One record as Event. What was only proposed has no date: schema.org takes a dated Event for a scheduled one."""
    page = address(record)
    url = page and uri(config.absolute(page))
    dated = record.status != "proposed"
    node = {
        "@type": "Event",
        "@id": url and f"{url}#event",
        "name": event_name(record, language),
        "description": event_description(record, language),
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


def _agreement(
    agreement: str, records: Sequence[Exchange], address: Address, config: Config, language: Language
) -> Node:
    stages = [record.stage for record in records if record.stage]
    # Its first and last day are known only where every stage is at hand.
    whole = {stage.number for stage in stages} >= set(range(1, max((stage.of or 0 for stage in stages), default=0) + 1))
    whole = whole and all(stage.of for stage in stages) and len(stages) == len(records)
    first = min(records, key=lambda record: record.date)
    last = max(records, key=lambda record: record.date_end or record.date)
    node = {
        "@type": "Event",
        "name": agreement_name(agreement, language),
        "identifier": agreement,
        "startDate": _known(first.date, first) if whole else None,
        "endDate": _known(last.date_end or last.date, last) if whole else None,
        "subEvent": [
            event(record, address, config, language) for record in sorted(records, key=lambda record: record.date)
        ],
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
