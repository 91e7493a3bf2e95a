"""What joins records: the ordinal of an exchange, and the stages of an agreement and what they add up to."""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.records import Kept

PLANS = frozenset({"proposed", "agreed", "cancelled"})
"""Status of what has returned nobody, or not yet."""
NAMED = 24
"""How many records a message names before it counts the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One exchange that bears a number, however many records tell of it."""

    number: int
    first: date
    last: date
    """The days between which it began."""
    kept: Kept
    """Its earliest record."""
    is_release: bool
    """Whether it may bear the number of the exchange that it was counted in."""


def days(record: Exchange) -> tuple[date, date]:
    """The first and the last day on which a record's event can have been, as exactly as its date is known."""
    last = max(record.date, record.date_end or record.date)
    if record.date_precision == "month":
        return record.date.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    if record.date_precision == "year":
        return date(record.date.year, 1, 1), date(last.year, 12, 31)
    return record.date, last


def rising(values: Sequence[int], *, strictly: bool) -> list[int]:
    """The positions of a longest run of rising values that is left when others are taken out."""
    find = bisect_left if strictly else bisect_right
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = find(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [position]
    run = []
    position = ends[-1] if ends else -1
    while position >= 0:
        run.append(position)
        position = before[position]
    return run[::-1]


def check_ordinals(kept: Iterable[Kept]) -> Iterator[Diagnostic]:
    """SF206: the numbers of exchanges between the same two parties rise with the date, and no two exchanges share one."""
    wholes: dict[tuple[frozenset[str], str], list[Kept]] = defaultdict(list)
    for item in kept:
        if item.record.status != "cancelled":  # its number went to another
            wholes[frozenset(item.record.parties), item.record.keys[-1]].append(item)
    counts: dict[tuple[frozenset[str], str, int], list[list[Kept]]] = defaultdict(list)
    for (parties, _), members in wholes.items():
        members.sort(key=lambda item: (item.record.date, item.record.id))
        counts[parties, "since_invasion", 0].append(members)
        # What lasts over New Year is counted in the year in which it began.
        counts[parties, "in_year", members[0].record.date.year].append(members)
    for (_, name, _), exchanges in counts.items():
        yield from _check_count(name, exchanges)


def _number(item: Kept, name: str) -> int | None:
    return getattr(item.record.sequence, name, None)


def _check_count(name: str, exchanges: Sequence[Sequence[Kept]]) -> Iterator[Diagnostic]:
    used = Counter(number for members in exchanges for number in {_number(item, name) for item in members})
    numbered = []
    for members in exchanges:
        given = [(number, item) for item in members if (number := _number(item, name)) is not None]
        if not given:
            continue
        # The number that most of them bear is theirs; of two equally frequent ones, that which no other exchange bears.
        tally = Counter(number for number, _ in given)
        own = max(tally, key=lambda number: (tally[number], -used[number]))
        earliest = next(item for number, item in given if number == own)
        for number, item in given:
            if number != own:
                message = f"{number} is not the number of the other records of {item.record.agreement}: they bear {own}"
                hint = f"it belongs to the whole exchange, as in {earliest.place('sequence', name)}"
                yield _finding(item, name, message, hint, earliest)
        first, last = days(earliest.record)
        last = last if earliest.record.date_precision != "day" else first
        is_release = all(item.record.kind != "exchange" for item in members)
        numbered.append(Numbered(number=own, first=first, last=last, kept=earliest, is_release=is_release))
    yield from _check_order(name, numbered)


def _check_order(name: str, numbered: Sequence[Numbered]) -> Iterator[Diagnostic]:
    # What is dated to the day makes the order; the rest must find a place in it.
    dated = sorted(
        (one for one in numbered if not one.is_release and one.first == one.last),
        key=_place_in_time,
    )
    rest = [one for one in numbered if one.is_release or one.first != one.last]
    run = rising([one.number for one in dated], strictly=True)
    order = [dated[position] for position in run]
    begun = [one.first for one in order]
    holders = {one.number: one for one in order}
    for position in sorted(set(range(len(dated))) - set(run)):
        one = dated[position]
        holder = holders.get(one.number)
        if holder:
            yield _shared(name, holder, one) if _is_first_wrong(dated, position, holder) else _shared(name, one, holder)
        elif conflict := _conflict(one, order, begun):
            yield _out_of_order(name, one, *conflict)
    for one in sorted(rest, key=_place_in_time):
        holder = one if one.is_release else holders.setdefault(one.number, one)
        if holder is not one:
            yield _shared(name, one, holder)
        elif conflict := _conflict(one, order, begun):
            yield _out_of_order(name, one, *conflict)


def _is_first_wrong(dated: Sequence[Numbered], position: int, holder: Numbered) -> bool:
    """Of two neighbours with one number, whether their own neighbours say that the one that stands in the run is wrong."""
    other = next((at for at in (position - 1, position + 1) if 0 <= at < len(dated) and dated[at] is holder), None)
    if other is None:
        return False
    early, late = sorted((position, other))
    before = dated[early - 1].number if early else 0
    after = dated[late + 1].number if late + 1 < len(dated) else 0
    number = holder.number
    return (early if before != number - 1 and after == number + 1 else late) == other


def _place_in_time(one: Numbered) -> tuple[date, int, str]:
    return one.first, one.number, one.kept.record.id


def _conflict(one: Numbered, order: Sequence[Numbered], begun: Sequence[date]) -> tuple[str, Numbered] | None:
    """The neighbour in the run that a number contradicts, and how."""
    before, after = bisect_left(begun, one.first) - 1, bisect_right(begun, one.last)
    if after < len(order) and order[after].number < one.number:
        return "later", order[after]
    if before >= 0 and order[before].number > one.number:
        return "earlier", order[before]
    return None


def _shared(name: str, one: Numbered, holder: Numbered) -> Diagnostic:
    message = f"{one.number} is the number of another exchange too, {holder.kept.record.id}"
    hint = f"see {holder.kept.place('sequence', name)}; correct one, or give stages of one exchange the same agreement"
    return _finding(one.kept, name, message, hint, holder.kept)


def _out_of_order(name: str, one: Numbered, when: str, other: Numbered) -> Diagnostic:
    mine, far = one.kept.record, other.kept.record
    message = f"{one.number} ({mine.date}) does not rise with the date: {other.number} is {when} ({far.date})"
    hint = f"correct the number or the date, here or in {other.kept.place('sequence', name)}"
    return _finding(one.kept, name, message, hint, other.kept)


def _finding(item: Kept, name: str, message: str, hint: str, other: Kept) -> Diagnostic:
    place, far = item.at("sequence", name), other.at("sequence", name)
    return Diagnostic(item.where, *place, "SF206", f"sequence.{name}: {message}", hint, other=(other.where, *far))


def check_stages(kept: Iterable[Kept]) -> Iterator[Diagnostic]:
    """SF204: each stage of an agreement has a number of its own, none is beyond the last, and they follow in time."""
    agreements: dict[str, list[Kept]] = defaultdict(list)
    for item in kept:
        record = item.record
        if record.agreement and record.stage and record.kind != "repatriation_bodies" and record.status != "cancelled":
            agreements[record.agreement].append(item)
    for agreement, members in agreements.items():
        yield from _check_stages_of(agreement, sorted(members, key=lambda item: (item.record.date, item.record.id)))


def _check_stages_of(agreement: str, members: Sequence[Kept]) -> Iterator[Diagnostic]:
    stages = [(item, item.record.stage) for item in members if item.record.stage]
    tally = Counter(stage.of for _, stage in stages if stage.of)
    of = max(tally, key=lambda of: tally[of]) if tally else None
    first: dict[int, Kept] = {}
    for item, stage in stages:
        if stage.of and stage.of != of:
            other = next(kept for kept, near in stages if near.of == of)
            message = f"stage.of: {stage.of}, but {agreement} has {of} stages in {other.record.id}"
            yield _stage_finding(item, "of", message, f"see {other.place('stage', 'of')}", other)
        elif of and stage.number > of:
            message = f"stage.number: {stage.number}, but {agreement} has only {of} stages"
            yield _stage_finding(item, "number", message, "correct one of the two", item)
        other = first.setdefault(stage.number, item)
        if other is not item:
            message = f"stage.number: stage {stage.number} of {agreement} is {other.record.id} already"
            yield _stage_finding(item, "number", message, f"see {other.place('stage', 'number')}", other)
    dated = [(number, item) for number, item in sorted(first.items()) if days(item.record)[0] == days(item.record)[1]]
    run = rising([item.record.date.toordinal() for _, item in dated], strictly=False)
    for position in sorted(set(range(len(dated))) - set(run)):
        number, item = dated[position]
        later = next((at for at in run if at > position and dated[at][1].record.date < item.record.date), None)
        earlier = next(
            (at for at in reversed(run) if at < position and dated[at][1].record.date > item.record.date), None
        )
        near = later if later is not None else earlier
        if near is not None:
            beside, other = dated[near]
            message = (
                f"date: stage {number} of {agreement} is dated {item.record.date}, stage {beside} {other.record.date}"
            )
            hint = f"correct the date or the stage's number, here or in {other.place('stage', 'number')}"
            far = (other.where, *other.at("date"))
            yield Diagnostic(item.where, *item.at("date"), "SF204", message, hint, other=far)


def _stage_finding(item: Kept, field: str, message: str, hint: str, other: Kept) -> Diagnostic:
    place, far = item.at("stage", field), other.at("stage", field)
    return Diagnostic(
        item.where, *place, "SF204", message, hint, other=(other.where, *far) if other is not item else ()
    )


def check_agreed(kept: Iterable[Kept]) -> Iterator[Diagnostic]:
    """SF204: one number is agreed for one agreement; its stages return no more, and all of them together that many."""
    agreements: dict[str, list[Kept]] = defaultdict(list)
    for item in kept:
        if item.record.agreement and item.record.status != "cancelled":
            agreements[item.record.agreement].append(item)
    for agreement, members in agreements.items():
        members.sort(key=lambda item: (item.record.date, item.record.id))
        for party in sorted({party for item in members for party in item.record.agreed}):
            yield from _check_agreed(agreement, members, party)


def _check_agreed(agreement: str, members: Sequence[Kept], party: str) -> Iterator[Diagnostic]:
    tally = Counter(item.record.agreed[party] for item in members if party in item.record.agreed)
    agreed = max(tally, key=lambda number: tally[number])
    holder = next(item for item in members if item.record.agreed.get(party) == agreed)
    for item in members:
        number = item.record.agreed.get(party, agreed)
        if number != agreed:
            message = f"agreed.{party}: {number}, but {agreed} in the other records of {agreement}"
            hint = f"see {holder.place('agreed', party)}"
            far = (holder.where, *holder.at("agreed", party))
            yield Diagnostic(item.where, *item.at("agreed", party), "SF204", message, hint, other=far)
    # Releases beside the stages need not be part of what was agreed.
    staged = {item.record.stage.number: item for item in members if item.record.stage and _is_done(item)}
    done = [item for _, item in sorted(staged.items())] or [item for item in members if _is_done(item)]
    counts = [(item, item.record.returned.get(party)) for item in done]
    known = [
        (item, count.total) for item, count in counts if count and count.total is not None and not count.approximate
    ]
    total = sum(number for _, number in known)
    of = next((item.record.stage.of for item in done if item.record.stage and item.record.stage.of), None)
    is_complete = len(known) == len(done) == of == len(staged) and all(
        item.record.status == "completed" for item in done
    )
    if total > agreed or (is_complete and total != agreed):
        item = known[-1][0]
        named = " + ".join(str(number) for _, number in known[-NAMED:])
        more = "… + " if len(known) > NAMED else ""
        message = f"returned.{party}.total: {agreement} comes to {total} ({more}{named}), not the {agreed} agreed"
        hint = f"the number agreed is in {holder.place('agreed', party)}; correct the figure that is wrong"
        far = (holder.where, *holder.at("agreed", party))
        yield Diagnostic(item.where, *item.at("returned", party, "total"), "SF204", message, hint, other=far)


def _is_done(item: Kept) -> bool:
    return item.record.kind != "repatriation_bodies" and item.record.status not in PLANS
