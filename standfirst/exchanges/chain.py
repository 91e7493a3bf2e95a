"""The official running total against the records between one publication and the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.ordinals import NAMED, PLANS, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from standfirst.exchange import Exchange
    from standfirst.exchanges.records import Kept

TRIED = 10
"""How many records of an uncertain day are tried on either side of a total, one by one: their subsets double with each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Two running totals to one party, one published after the other, and the records between."""

    party: str
    start: Exchange
    end: Exchange
    between: tuple[Exchange, ...]
    """The counted records after the start, up to and including the end."""
    stated: int
    """By how much the official total rises."""
    counted: int
    """How many people the records between returned, as far as their totals are known."""
    withheld: tuple[Exchange, ...]
    """The records between without a total for the party."""
    fits: bool
    """Whether the rise can be what the records returned, given what is not known of them: totals that are withheld or
    approximate, and days that do not say on which side of a total a record stands."""

    @property
    def gap(self) -> int:
        """How many more people the official total counts than the records do."""
        return self.stated - self.counted

    @property
    def is_known(self) -> bool:
        """Whether the record that ends it says how many are unaccounted for, and rightly."""
        return self.end.unaccounted.get(self.party) == self.gap


def intervals(records: Iterable[Exchange], party: str) -> tuple[Interval, ...]:
    """The running total to a party from one publication to the next, in order of time.

    A total belongs to two parties: the other's exchanges with a third country are no part of it.
    """
    chains: dict[frozenset[str], list[Exchange]] = defaultdict(list)
    for record in records:
        if party in record.parties and record.status not in PLANS:
            chains[frozenset(record.parties)].append(record)
    return tuple(found for chain in chains.values() for found in _intervals(_in_order(chain, party), party))


def chain_summary(records: Sequence[Exchange]) -> list[str]:
    """One line for each party with a running total: how many of its intervals the records account for, and which they do not."""
    lines = []
    for party in sorted({party for record in records for party in record.cumulative}):
        if found := intervals(records, party):
            open_ = [f"{i.start.id} to {i.end.id} ({i.gap:+,})" for i in found if i.gap and not i.withheld]
            held = [f"{i.start.id} to {i.end.id}" for i in found if i.withheld]
            rest = f"; not {', '.join(open_)}" if open_ else ""
            rest += f"; counts withheld: {', '.join(held)}" if held else ""
            whole = len(found) - len(open_) - len(held)
            lines.append(f"Running total to {party}: {whole} of {len(found)} intervals add up{rest}.")
    return lines


def _closing_day(record: Exchange) -> date:
    return max(record.date, record.date_end or record.date)


def _in_order(records: Iterable[Exchange], party: str) -> list[Exchange]:
    """By day. A total is told at the end of its day: it takes in the day's others, but no later stage of its agreement."""
    ranked = []
    reached: dict[tuple[date, str], int] = {}
    for record in sorted(
        records, key=lambda record: (_closing_day(record), record.stage.number if record.stage else 0)
    ):
        day, stage, total = (
            _closing_day(record),
            record.stage.number if record.stage else 0,
            record.cumulative.get(party),
        )
        if record.agreement and stage:
            total = reached.get((day, record.agreement), -1) if total is None else total
            reached[day, record.agreement] = total
        ranked.append((day, -1 if total is None else total, stage, record.id, record))
    return [record for *_, record in sorted(ranked, key=lambda rank: rank[:-1])]


def _intervals(chain: Sequence[Exchange], party: str) -> Iterator[Interval]:
    ends = [position for position, record in enumerate(chain) if party in record.cumulative]
    uncertain = _uncertain(chain, [_closing_day(chain[end]) for end in ends], party) if len(ends) > 1 else {}
    for turn in range(1, len(ends)):
        start, end = chain[ends[turn - 1]], chain[ends[turn]]
        between = tuple(record for record in chain[ends[turn - 1] + 1 : ends[turn] + 1] if record.is_counted)
        stated = end.cumulative[party] - start.cumulative[party]
        is_dated = start.date_precision == end.date_precision == "day"
        yield Interval(
            party=party,
            start=start,
            end=end,
            between=between,
            stated=stated,
            counted=sum(_total(record, party) or 0 for record in between),
            withheld=tuple(record for record in between if _total(record, party) is None),
            fits=_can_be(stated, between, uncertain.get(turn, ()), party) if is_dated else stated >= 0,
        )


def _total(record: Exchange, party: str) -> int | None:
    count = record.returned.get(party)
    return count.total if count else None


def _uncertain(chain: Sequence[Exchange], ends: Sequence[date], party: str) -> dict[int, list[Exchange]]:
    """For each interval, by the number of the total that ends it: the counted records that may belong to it or to another."""
    found = defaultdict(list)
    for record in chain:
        if not record.is_counted or party in record.cumulative or (record.stage and record.date_precision == "day"):
            continue
        first, last = days(record)
        turns = bisect_left(ends, last if record.date_precision == "day" else first), bisect_right(ends, last)
        if turns[0] < turns[1]:
            for turn in range(turns[0], turns[1] + 1):
                found[turn].append(record)
    return found


def _can_be(stated: int, between: Sequence[Exchange], uncertain: Sequence[Exchange], party: str) -> bool:
    """Whether the records can add up to what is stated."""
    counts = [record.returned.get(party) for record in between]
    counted = sum(count.total or 0 for count in counts if count)
    doubt = sum(count.total or 0 for count in counts if count and count.approximate)
    inside = {record.id for record in between}
    changes = [-(_total(record, party) or 0) if record.id in inside else _total(record, party) for record in uncertain]
    known = [change for change in changes if change is not None]
    least = counted - doubt + sum(change for change in known if change < 0)
    if any(count is None or count.total is None for count in counts) or len(known) < len(changes):
        return stated >= max(least, 0)
    if len(known) > TRIED:
        return least <= stated <= counted + doubt + sum(change for change in known if change > 0)
    sums = {counted}
    for change in known:
        sums |= {total + change for total in sums}
    return any(abs(stated - total) <= doubt for total in sums)


def check_chain(kept: Iterable[Kept]) -> Iterator[Diagnostic]:
    """SF205: each running total is the one before it and what was returned since; a gap is named with the records between."""
    by_id = {item.record.id: item for item in kept}
    records = [item.record for item in by_id.values()]
    ended = set()
    for party in sorted({party for record in records for party in record.cumulative}):
        chain = intervals(records, party)
        ended |= {(one.end.id, party) for one in chain}
        settled = False
        for one, following in zip_longest(chain, chain[1:]):
            if settled:
                settled = False
            elif following and _is_middle_wrong(one, following):
                settled = True
                yield _middle(by_id, one, following)
            else:
                yield from _check_interval(by_id, one)
    for item in by_id.values():
        yield from _check_alone(item, ended)


def _is_middle_wrong(one: Interval, following: Interval) -> bool:
    """Whether two gaps make up for each other: then one figure is wrong, the total between them."""
    return (
        following.start is one.end
        and not one.fits
        and not following.fits
        and one.gap + following.gap == 0
        and not {one.party} & {*one.end.unaccounted, *following.end.unaccounted}
        and not one.withheld
        and not following.withheld
    )


def _middle(by_id: Mapping[str, Kept], one: Interval, following: Interval) -> Diagnostic:
    party, item, start = one.party, by_id[one.end.id], by_id[one.start.id]
    right = one.end.cumulative[party] - one.gap
    message = (
        f"cumulative.{party}: {one.end.cumulative[party]} does not follow: {_told(one.start, party)} and the records since "
        f"make {right}, and {_told(following.end, party)} follows from that; since then: {_named(one)}"
    )
    far = (start.where, *start.at("cumulative", party))
    hint = f"write {right}, if the source has it"
    return Diagnostic(item.where, *item.at("cumulative", party), "SF205", message, hint, other=far)


def _told(record: Exchange, party: str) -> str:
    return f"{record.cumulative[party]} ({record.id})"


def _named(one: Interval) -> str:
    names = [
        f"{record.id} ({'?' if (n := _total(record, one.party)) is None else n})" for record in one.between[:NAMED]
    ]
    more = len(one.between) - NAMED
    return ", ".join([*names, *([f"and {more} more"] if more > 0 else [])]) or "no record"


def _check_interval(by_id: Mapping[str, Kept], one: Interval) -> Iterator[Diagnostic]:
    party, gap, item, start = one.party, one.gap, by_id[one.end.id], by_id[one.start.id]
    known = one.end.unaccounted.get(party)
    if one.fits and (not known or gap):
        return  # it adds up, or what is withheld hides whether it does
    steps = f"from {_told(one.start, party)} to {_told(one.end, party)}"
    moves = f"rises by {one.stated}" if one.stated >= 0 else f"falls by {-one.stated}"
    verdict = f"{gap} unaccounted" if gap > 0 else f"{-gap} too many" if gap else "no gap"
    message = (
        f"the running total to {party} {moves}, {steps}; the records between add up to {one.counted}: {verdict}; "
        f"between: {_named(one)}"
    )
    place, field, hint = item.at("cumulative", party), "cumulative", ""
    if known is None:
        correct = "correct the figure that is wrong" if gap < 0 else "correct a figure, add the record that is missing"
        hint = _claimed(one) or f"{correct}, or say unaccounted: {{{party}: {gap}}} if the gap is known"
    elif one.is_known:
        message += "; the record says so"
    else:
        place, field = item.at("unaccounted", party), "unaccounted"
        message = f"{known} is not the gap: {message}"
        hint = f"write {gap}" if gap else "leave it out"
    far = (start.where, *start.at("cumulative", party))
    message = f"{field}.{party}: {message}"
    yield Diagnostic(
        item.where, *place, "SF205", message, hint, other=far, level="note" if one.is_known and known else ""
    )


def _claimed(one: Interval) -> str:
    """What a source says that would close the gap."""
    changes = [(one.end, f"cumulative.{one.party}", one.end.cumulative[one.party], -1)]
    changes += [(record, f"returned.{one.party}.total", _total(record, one.party) or 0, 1) for record in one.between]
    for record, field, value, sign in changes:
        for claim in record.claims:
            if claim.field == field and isinstance(claim.value, int) and sign * (claim.value - value) == one.gap:
                return f"it adds up with {claim.value} in {record.id}, as {claim.by} has it"
    return ""


def _check_alone(item: Kept, ended: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """What a record alone can say against its own running total."""
    record = item.record
    for party in record.unaccounted:
        if party not in record.cumulative:
            message = f"unaccounted.{party}: the record has no running total to {party} that a gap could be in"
            yield Diagnostic(
                item.where, *item.at("unaccounted", party), "SF205", message, "add cumulative, or leave it out"
            )
    for party, total in record.cumulative.items():
        own = _total(record, party) or 0
        if record.is_counted and (record.id, party) not in ended and own > total and record.status not in PLANS:
            message = f"cumulative.{party}: {total}, fewer than the {own} of this exchange alone"
            hint = "the running total takes in the exchange after which it is published"
            yield Diagnostic(item.where, *item.at("cumulative", party), "SF205", message, hint)
