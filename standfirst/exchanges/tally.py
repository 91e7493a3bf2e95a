"""What records add up to for each party. What is unknown or withheld adds nothing, and is counted apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standfirst.exchange import Exchange

DEAD = "repatriation_bodies"
"""The kind of record that is about no living person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One party's figures of several records, added up."""

    known: int | None = None
    """The sum of what is known; None where no record gives a figure."""
    unknown: int = 0
    """Records whose figure is in no source on hand."""
    withheld: int = 0
    """Records whose figure the parties kept to themselves."""
    approximate: bool = False
    """Whether one of the figures is round or uncertain."""

    @property
    def missing(self) -> int:
        """Records that add nothing because their figure is unknown or withheld."""
        return self.unknown + self.withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What several records add up to, by party."""

    number: int
    """How many records there are."""
    people: Mapping[str, Sum]
    bodies: Mapping[str, Sum]


def people(record: Exchange, party: str) -> int | None:
    """How many people returned to a party: the total, or the sum of its two parts; None where that is not known."""
    count = record.returned.get(party)
    if count is None or count.total is not None:
        return count.total if count else None
    if count.undisclosed or count.military is None or count.civilian is None:
        return None
    return count.military + count.civilian


def is_withheld(record: Exchange, party: str | None = None) -> bool:
    """Whether the number of those who returned to a party, or to any, was kept from the public."""
    counts = record.returned.items()
    return any(count.undisclosed for name, count in counts if party in {None, name})


def add_up(records: Iterable[Exchange], parties: Sequence[str]) -> Tally:
    """The sums of records that were carried out."""
    records = list(records)
    return Tally(
        number=len(records),
        people={party: _people(records, party) for party in parties},
        bodies={party: _bodies(records, party) for party in parties},
    )


def _people(records: Iterable[Exchange], party: str) -> Sum:
    figures: list[int] = []
    unknown = withheld = 0
    approximate = False
    for record in records:
        if record.kind == DEAD or party not in record.parties:
            continue
        figure = people(record, party)
        if figure is not None:
            figures.append(figure)
            approximate |= record.returned[party].approximate
        elif is_withheld(record, party):
            withheld += 1
        else:
            unknown += 1
    known = sum(figures) if figures else None
    return Sum(known=known, unknown=unknown, withheld=withheld, approximate=approximate)


def _bodies(records: Iterable[Exchange], party: str) -> Sum:
    of_party = [record for record in records if party in record.parties]
    figures = [record.bodies[party] for record in of_party if party in record.bodies]
    unknown = sum(record.kind == DEAD and party not in record.bodies for record in of_party)
    return Sum(known=sum(figures) if figures else None, unknown=unknown)
