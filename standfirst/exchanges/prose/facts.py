"""What the records of an article give: their figures, what follows from them, and what their notes and claims say."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from standfirst.exchanges.prose.register import COUNTS, figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.mentions.numerals import Numeral
    from standfirst.exchanges.mentions.numwords import Bound
    from standfirst.exchanges.prose.register import Register

RUN = 60
"""Records of a group whose runs are all added up; of longer groups only beginnings and ends are."""
ROUND = 1000
"""From here on a number may be rounded more."""
SLACK: dict[Bound, tuple[float, float]] = {
    "exact": (1.0, 1.0),
    "about": (0.9, 1.1),
    "almost": (0.9, 1.0),
    "over": (1.0, 1.25),
    "under": (0.8, 1.0),
}
"""By how much the true value may lie below and above a number that is not said to be exact."""


def fits(value: int, bound: Bound, known: Iterable[int]) -> bool:
    """Whether a number says one of the known values, as exactly as it claims to."""
    low, high = (value * slack for slack in SLACK[bound])
    if bound == "exact" and value >= ROUND // 2 and value % 100 == 0:
        # "Swapped 500" of 492: a headline's round number.
        slack = 0.05 if value % 500 == 0 else 0.02
        low, high = value * (1 - slack), value * (1 + slack)
    return any(low <= each <= high for each in known)


class Facts:
    """The figures that an article may give as those of its own exchange."""

    def __init__(self, records: Sequence[Exchange], register: Register, until: date | None = None) -> None:
        """`until` is the last day that the article can know of. Nothing is added up before it is asked for."""
        self.own = sorted(records, key=lambda record: (record.date, record.id))
        self._register = register
        kin = {item.record.id: item.record for record in self.own for item in register.kin(record)}
        for record in self.own:
            kin.pop(record.id, None)
        last = max((until or date.max), *(record.date for record in self.own))
        self.kin = [record for record in kin.values() if record.date <= last]
        days = {record.date for record in self.own}
        self.beside = [record for record in self.kin if record.date in days]
        """What else happened on the same day."""
        self.stages = [record for record in kin.values() if record.date not in days]
        """Other stages of the same agreement."""

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Those of all its records."""
        return tuple(dict.fromkeys(party for record in self.own for party in record.parties))

    def values(self, field: str, party: str = "") -> set[int]:
        """A field of its own records, to one party or to any."""
        return set(_values(self.own, field, party))

    def is_known(self, field: str, party: str = "") -> bool:
        """Whether each of its records that returned people gives the field, so that another value contradicts it."""
        moved = [record for record in self.own if record.kind != "repatriation_bodies"]
        return bool(moved) and all(_values([record], field, party) for record in moved)

    @cached_property
    def said(self) -> frozenset[int]:
        """Numbers in notes and the titles of the records' sources, and in claims on others of their days and agreements.

        Whatever they count, they are known; not so the figures of records, which say themselves what they count.
        """
        claims = {claim.value for record in self.kin for claim in record.claims if isinstance(claim.value, int)}
        claimed = {claim.value for record in self.own for claim in record.claims}
        own = {value for record in (*self.own, *self.stages) for _, value, _ in figures(record)}
        return (frozenset(numeral.value for numeral in self._noted) | claims) - own - claimed

    @cached_property
    def said_ordinals(self) -> frozenset[int]:
        """Ordinals in notes and titles."""
        return frozenset(numeral.value for numeral in self._noted if numeral.kind == "ordinal")

    @cached_property
    def _noted(self) -> Sequence[Numeral]:
        notes = (record.note for record in (*self.own, *self.kin) if record.note)
        titles = (source.title for record in self.own for source in record.sources)
        return [numeral for text in (*notes, *titles) for numeral in self._register.numerals(text)]

    def claimed(self, field: str, party: str = "") -> set[int]:
        """What sources claim of a field of its own records."""
        found: set[int] = set()
        for record in self.own:
            for claim in record.claims:
                of, _, path = claim.field.partition(".")
                name = path.rpartition(".")[2] if of == "returned" else of
                to = path.partition(".")[0]
                if isinstance(claim.value, int) and name == field and (of == "sequence" or party in {to, ""}):
                    found.add(claim.value)
        return found

    def sums(self, field: str, party: str = "", *, stages: bool = True) -> set[int]:
        """What follows from a field: its records, its stages so far or those of a day together.

        Without a party those of both too, and the difference of their totals.
        """
        key = field, party, stages
        if key not in self._sums:
            self._sums[key] = self._add_up(field, [party] if party else [*self.parties, ""], stages=stages)
        return self._sums[key]

    @cached_property
    def _sums(self) -> dict[tuple[str, str, bool], set[int]]:
        return {}

    def _add_up(self, field: str, parties: Sequence[str], *, stages: bool) -> set[int]:
        found: set[int] = set()
        groups = [self.own, [*self.own, *self.beside]]
        for record in self.own:
            if record.agreement and stages:
                kept = self._register.agreements.get(record.agreement, [])
                groups.append([item.record for item in kept if item.record.date <= self.own[-1].date])
            groups.append([record, *(other for other in self.beside if other.date == record.date)])
        for group in groups:
            counted = [record for record in group if record.is_counted]
            for chosen in (group, counted) if len(counted) < len(group) else (group,):
                for party in parties:
                    found |= _runs([_sum(record, field, party) for record in chosen])
        for record in self.own if "" in parties and field == "total" else ():
            both = [_sum(record, field, party) for party in record.parties]
            found.add(abs(both[0] - both[1]))
        return found - {0}

    @cached_property
    def parts(self) -> set[int]:
        """The numbers of those of each kind."""
        return {value for field in ("military", "civilian", "women", "men") for value in self.values(field)}

    @cached_property
    def whole(self) -> set[int]:
        """The numbers of its agreements as wholes."""
        found: set[int] = set()
        for record in self.own:
            stages = [item.record for item in self._register.agreements.get(record.agreement or "", [])]
            found |= {number for stage in stages for number in stage.agreed.values()}
            found |= {sum(_sum(stage, "total", party) for stage in stages) for party in record.parties}
        return found

    @cached_property
    def agreed(self) -> set[int]:
        """Numbers of the agreement as a whole, what is left of them after each stage, and what both parties get of them."""
        found: set[int] = set()
        for record in self.own:
            stages = [item.record for item in self._register.agreements.get(record.agreement or "", [])]
            for party in record.parties:
                counts = [_sum(stage, "total", party) for stage in stages]
                wholes = {stage.agreed[party] for stage in (*stages, record) if party in stage.agreed} | {sum(counts)}
                for whole in wholes:
                    found |= {whole, 2 * whole, *(whole - done for done in accumulate(counts))}
                found |= _runs(counts) if len(counts) > 1 else set()
        return {value for value in found if value > 0}

    def year_sums(self) -> set[int]:
        """Sums of the years of its records, up to each of the year's records."""
        found: set[int] = set()
        for year in {record.date.year for record in self.own}:
            records = [item.record for item in self._register.years[year]]
            for chosen in (records, [record for record in records if record.is_counted]):
                for party in self.parties:
                    for field in ("total", "civilian", "military"):
                        found |= set(accumulate(_sum(record, field, party) for record in chosen))
        return found - {0}

    def running(self, party: str, *, around: bool) -> set[int]:
        """Its official running totals; with those published before and after them where a text looks around."""
        found = set(_values(self.own, "cumulative", party)) | self.claimed("cumulative", party)
        if around or not found:
            found |= set(_values(self.kin, "cumulative", party))
        if around:
            for record in self.own:
                for name in [party] if party else record.parties:
                    found |= self._register.neighbours.get((name, record.date), set())
        return found

    def running_range(self, party: str) -> tuple[int, int] | None:
        """The running totals between which its own must lie, where none was published with it."""
        bounds = []
        for name in [party] if party else self.parties:
            chain = self._register.totals.get(name, [])
            lower = [number for day, number in chain if day <= self.own[0].date]
            upper = [number for day, number in chain if day >= self.own[-1].date]
            if chain:
                bounds.append((lower[-1] if lower else 0, upper[0] if upper else 10**9))
        return (min(low for low, _ in bounds), max(high for _, high in bounds)) if bounds else None

    @cached_property
    def ordinals(self) -> set[int]:
        """Its numbers in the official count."""
        given = (record.sequence.since_invasion for record in (*self.own, *self.kin) if record.sequence)
        return {number for number in given if number} | self.claimed("sequence")

    @cached_property
    def ordinals_in_year(self) -> set[int]:
        """Its numbers in the count of the year."""
        given = (record.sequence.in_year for record in (*self.own, *self.kin) if record.sequence)
        return {number for number in given if number}


def _values(records: Iterable[Exchange], field: str, party: str) -> Iterable[int]:
    return [value for record in records for value in _of(record, field, party)]


def _of(record: Exchange, field: str, party: str) -> Iterator[int]:
    if field in COUNTS:
        for name, count in record.returned.items():
            value: int | None = getattr(count, field)
            if value is not None and party in {name, ""}:
                yield value
    else:
        numbers = record.bodies if field == "bodies" else record.cumulative
        yield from (number for name, number in numbers.items() if party in {name, ""})


def _sum(record: Exchange, field: str, party: str) -> int:
    return sum(_of(record, field, party))


def _runs(numbers: Sequence[int]) -> set[int]:
    """Sums of neighbours."""
    if len(numbers) > RUN:
        return {*accumulate(numbers), *accumulate(reversed(numbers))}
    return {total for start in range(len(numbers)) for total in accumulate(numbers[start:])}
