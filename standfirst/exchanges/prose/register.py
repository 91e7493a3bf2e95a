"""All records of a site by their figures and days: which exchange a number belongs to."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from standfirst.exchanges.mentions.days import find_days
from standfirst.exchanges.mentions.numerals import find_numerals
from standfirst.exchanges.mentions.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from standfirst.exchange import Exchange
    from standfirst.exchanges.records import Kept

COUNTS = ("total", "military", "civilian", "women", "men", "officers")
LONGEST = 62
"""Days of an exchange that are listed at the most."""

Held = tuple["Kept", tuple[str, ...]]
"""A record, and the path of the value in it."""


class Register:
    """Indexes, made once for all articles of a site."""

    def __init__(self, kept: Mapping[str, Kept]) -> None:
        """All records by id."""
        self.kept = kept
        self.holders: dict[tuple[str, int], list[Held]] = defaultdict(list)
        """By field and value; the field of an ordinal within a year has the year in its name."""
        self.days: dict[date, list[Kept]] = defaultdict(list)
        self.months: dict[tuple[int, int], list[Kept]] = defaultdict(list)
        self.agreements: dict[str, list[Kept]] = defaultdict(list)
        self.years: dict[int, list[Kept]] = defaultdict(list)
        totals: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for item in sorted(kept.values(), key=lambda each: (each.record.date, each.record.id)):
            record = item.record
            for field, value, path in figures(record):
                self.holders[field, value].append((item, path))
            for party, number in record.cumulative.items():
                totals[party].append((record.date, number))
            for day in days_of(record):
                self.days[day].append(item)
            self.months[record.date.year, record.date.month].append(item)
            self.years[record.date.year].append(item)
            if record.agreement:
                self.agreements[record.agreement].append(item)
        self.neighbours: dict[tuple[str, date], set[int]] = defaultdict(set)
        """Running totals published just before and after a day on which one was."""
        for party, chain in totals.items():
            for (day, number), (later, rise) in pairwise(chain):
                self.neighbours[party, later].add(number)
                self.neighbours[party, day].add(rise)
        self.totals = dict(totals)
        # What records' notes and sources say is read once for all articles.
        self.numerals = cache(find_numerals)
        self.mentioned_days = cache(find_days)
        self.mentioned_places = cache(find_places)

    def kin(self, record: Exchange) -> list[Kept]:
        """Other records of its agreement, and of its days."""
        found = {item.record.id: item for item in self.agreements.get(record.agreement or "", [])}
        found |= {item.record.id: item for day in days_of(record) for item in self.days[day]}
        found.pop(record.id, None)
        return list(found.values())


def figures(record: Exchange) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Every figure of a record: field, value, and the path of the value."""
    for party, count in record.returned.items():
        for field in COUNTS:
            value = getattr(count, field)
            if value is not None:
                yield field, value, ("returned", party, field)
    for party, number in record.bodies.items():
        yield "bodies", number, ("bodies", party)
    for party, number in record.cumulative.items():
        yield "cumulative", number, ("cumulative", party)
    if record.sequence and record.sequence.since_invasion:
        yield "ordinal", record.sequence.since_invasion, ("sequence", "since_invasion")
    if record.sequence and record.sequence.in_year:
        yield f"ordinal in {record.date.year}", record.sequence.in_year, ("sequence", "in_year")


def days_of(record: Exchange) -> list[date]:
    """The days of an exchange; none where only the month is known."""
    if record.date_precision != "day":
        return []
    length = (record.date_end - record.date).days if record.date_end else 0
    return [record.date + timedelta(days=n) for n in range(min(max(length, 0), LONGEST) + 1)]
