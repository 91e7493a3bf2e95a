"""The register as values: its records by date, year, month and agreement, what they add up to, and what they cannot say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from standfirst.exchanges.chain import intervals
from standfirst.exchanges.tally import Tally, add_up, is_withheld, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from standfirst.exchange import Exchange
    from standfirst.exchanges.chain import Interval

FOLDER = "exchanges"
REGISTER_URL = f"{FOLDER}.html"
HAPPENED = frozenset({"completed", "under_way"})
"""What counts in a sum: all else is an intention."""
ROWS = 250
"""Most records in one table: more would make a page that is slow to open."""
SUFFIX = re.compile(r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?-?")
"""What of an id is a date."""
MOST_MONTHS = 180
"""Months that a chart can hold."""


def record_url(record: Exchange) -> str:
    """Address of a record's page, below the site's root."""
    return f"{FOLDER}/{record.id}.html"


def year_url(year: int, part: int = 1) -> str:
    """Address of a year's page, below the site's root; of one of its parts where it has several."""
    return f"{FOLDER}/{year}.html" if part == 1 else f"{FOLDER}/{year}/{part}.html"


def public_records(files: Iterable[Exchange], reported: Iterable[Exchange], today: date) -> tuple[Exchange, ...]:
    """Records for the public: those of files and those of stories that are out, each once.

    What is said to have happened after `today` waits, like a story whose date has not come.
    """
    found = {record.id: record for record in (*reported, *files)}
    return tuple(record for record in found.values() if record.status not in HAPPENED or record.date <= today)


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year, and its records, oldest first."""

    year: int
    month: int | None
    """1 to 12; None for a whole year."""
    records: tuple[Exchange, ...]
    tally: Tally
    """Of those that were carried out."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running total after a record."""

    record: Exchange
    total: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Records of one agreement, oldest first."""

    id: str
    records: tuple[Exchange, ...]
    tally: Tally
    agreed: Mapping[str, int]
    """How many people it is to return, by party."""
    of: int | None
    """How many stages it has."""

    def near(self, record: Exchange, most: int = 60) -> tuple[Exchange, ...]:
        """Its records; of many, those about one of them."""
        here = next(number for number, other in enumerate(self.records) if other.id == record.id)
        start = max(0, min(here - most // 2, len(self.records) - most))
        return self.records[start : start + most]


@dataclass(frozen=True)
class Register:
    """All public records."""

    records: tuple[Exchange, ...]

    @cached_property
    def by_date(self) -> tuple[Exchange, ...]:
        """Oldest first; stages of one day by their number."""
        return tuple(sorted(self.records, key=_order))

    @cached_property
    def by_id(self) -> Mapping[str, Exchange]:
        """A record by its id."""
        return {record.id: record for record in self.records}

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Country codes, those of most records first."""
        counted = Counter(party for record in self.by_date for party in record.parties)
        return tuple(sorted(counted, key=lambda party: -counted[party]))

    @cached_property
    def happened(self) -> tuple[Exchange, ...]:
        """Records that count, oldest first."""
        return tuple(record for record in self.by_date if record.status in HAPPENED)

    @cached_property
    def open(self) -> tuple[Exchange, ...]:
        """Records of what was proposed, agreed, suspended or cancelled, oldest first."""
        return tuple(record for record in self.by_date if record.status not in HAPPENED)

    @cached_property
    def last(self) -> Exchange | None:
        """The last one that was completed."""
        return max(
            (r for r in self.happened if r.status == "completed"), key=lambda r: (_end(r), _order(r)), default=None
        )

    @property
    def as_of(self) -> date | None:
        """The day up to which the register goes."""
        return _end(self.last) if self.last else None

    @cached_property
    def tally(self) -> Tally:
        """What all records add up to."""
        return add_up(self.happened, self.parties)

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """Newest first; only years with a record."""
        found: dict[int, list[Exchange]] = {}
        for record in self.by_date:
            found.setdefault(record.date.year, []).append(record)
        return tuple(self._period(year, None, found[year]) for year in sorted(found, reverse=True))

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """Every month from the first record to the last one that was carried out, oldest first, empty ones too.

        Records of which only the year is known stand in none.
        """
        found: dict[tuple[int, int], list[Exchange]] = {}
        for record in self.happened:
            if record.date_precision != "year":
                found.setdefault((record.date.year, record.date.month), []).append(record)
        if not found:
            return ()
        first, last = (year * 12 + month - 1 for year, month in (min(found), max(found)))
        spans = ((at // 12, at % 12 + 1) for at in range(first, last + 1))
        return tuple(self._period(year, month, found.get((year, month), ())) for year, month in spans)

    @property
    def timeline(self) -> tuple[Period, ...]:
        """Months, oldest first; years where there are too many months to be told apart."""
        return self.months if len(self.months) <= MOST_MONTHS else self.years[::-1]

    def months_of(self, year: int) -> tuple[Period, ...]:
        """The twelve months of a year."""
        known = {period.month: period for period in self.months if period.year == year}
        return tuple(known.get(month) or self._period(year, month, ()) for month in range(1, 13))

    def _period(self, year: int, month: int | None, records: Iterable[Exchange]) -> Period:
        kept = tuple(records)
        return Period(year, month, kept, add_up((r for r in kept if r.status in HAPPENED), self.parties))

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """By id: those of more than one record."""
        found: dict[str, list[Exchange]] = {}
        for record in self.by_date:
            if record.agreement:
                found.setdefault(record.agreement, []).append(record)
        return {name: self._agreement(name, records) for name, records in found.items() if len(records) > 1}

    def _agreement(self, name: str, records: list[Exchange]) -> Agreement:
        agreed: dict[str, int] = {}
        for record in records:
            agreed |= record.agreed
        of = max((record.stage.of for record in records if record.stage and record.stage.of), default=None)
        tally = add_up((record for record in records if record.status in HAPPENED), self.parties)
        return Agreement(name, tuple(records), tally, agreed, of)

    @cached_property
    def intervals(self) -> Mapping[str, tuple[Interval, ...]]:
        """From each published running total to the next, by party."""
        return {party: intervals(self.by_date, party) for party in self.parties}

    @cached_property
    def gaps(self) -> tuple[Interval, ...]:
        """Where the official total rose by a number that the records cannot add up to, in order of date."""
        found = (interval for part in self.intervals.values() for interval in part if not interval.fits)
        return tuple(sorted(found, key=lambda interval: _order(interval.start)))

    @cached_property
    def official(self) -> Mapping[str, tuple[Running, ...]]:
        """The published running totals by party, oldest first; only parties that have one."""
        found = {
            party: tuple(Running(r, r.cumulative[party]) for r in self.happened if party in r.cumulative)
            for party in self.parties
        }
        return {party: totals for party, totals in found.items() if totals}

    def sums(self, party: str) -> tuple[Running, ...]:
        """The first published total of a party, and what it would be after each later record of the official count."""
        first = self.official[party][0]
        later = self.by_date[self._position[first.record.id] + 1 :]
        counted = [(r, people(r, party)) for r in later if r.status in HAPPENED and r.is_counted]
        known = [(first.record, first.total), *((r, n) for r, n in counted if n is not None)]
        return tuple(map(Running, (r for r, _ in known), accumulate(n for _, n in known)))

    @cached_property
    def withheld(self) -> tuple[Exchange, ...]:
        """Records whose number the parties kept to themselves, oldest first."""
        return tuple(record for record in self.happened if is_withheld(record))

    @cached_property
    def withheld_stages(self) -> tuple[int, ...]:
        """How many of them belong together, for each agreement with more than one."""
        counted = Counter(record.agreement for record in self.withheld if record.agreement)
        return tuple(number for number in counted.values() if number > 1)

    @cached_property
    def disputed(self) -> tuple[Exchange, ...]:
        """Records on which sources disagree, newest first."""
        return tuple(record for record in reversed(self.by_date) if record.disputed or record.claims)

    @cached_property
    def _namesakes(self) -> Mapping[tuple[object, ...], int]:
        return Counter(_name(record) for record in self.records)

    def suffix(self, record: Exchange) -> str:
        """What tells a record from another of its kind and day: the words that end its id; mostly nothing."""
        alone = self._namesakes[_name(record)] == 1
        return "" if alone else SUFFIX.sub("", record.id).replace("-", " ")

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {record.id: number for number, record in enumerate(self.by_date)}

    def earlier(self, record: Exchange) -> Exchange | None:
        """The one before it by date."""
        here = self._position[record.id]
        return self.by_date[here - 1] if here else None

    def later(self, record: Exchange) -> Exchange | None:
        """The one after it by date."""
        here = self._position[record.id] + 1
        return self.by_date[here] if here < len(self.by_date) else None


def _name(record: Exchange) -> tuple[object, ...]:
    return record.kind, record.date, record.date_end, record.date_precision, record.stage


def _order(record: Exchange) -> tuple[date, int, str]:
    return record.date, record.stage.number if record.stage else 0, record.id


def _end(record: Exchange) -> date:
    return record.date_end or record.date
