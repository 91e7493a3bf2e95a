"""Findings in words: what is wrong, whose figure it is, and what to write."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from standfirst.exchanges.prose.article import Finding

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.mentions.days import DayMention
    from standfirst.exchanges.mentions.places import PlaceMention
    from standfirst.exchanges.prose.days import Calendar
    from standfirst.exchanges.prose.facts import Facts
    from standfirst.exchanges.prose.figures import Doubt
    from standfirst.exchanges.prose.places import Atlas
    from standfirst.exchanges.prose.register import Held, Register
    from standfirst.exchanges.prose.sentences import Sentence

QUIET = "or put <!-- figures: ok --> into the paragraph"
NAMES = {
    "total": "people",
    "military": "military",
    "civilian": "civilians",
    "women": "women",
    "men": "men",
    "officers": "officers",
    "bodies": "bodies",
}


@cache
def _english() -> Locale:
    return Locale("en")


def country(code: str) -> str:
    """A country's English name."""
    return str(_english().territories.get(code, code))


def day(record: Exchange) -> str:
    """The day of an exchange in words."""
    month = _english().months["format"]["wide"][record.date.month]
    if record.date_precision == "year":
        return str(record.date.year)
    return (
        f"{month} {record.date.year}"
        if record.date_precision == "month"
        else f"{record.date.day} {month} {record.date.year}"
    )


def of_figure(doubt: Doubt, facts: Facts, register: Register, votes: Counter[str]) -> Finding:
    """A number that is another record's, or nobody's."""
    statement = doubt.statement
    written = _quote(statement.text)
    right, place = _right(doubt, facts, register)
    holder = _choose(doubt.holders, facts, votes)
    other: tuple[str, int, int] | tuple[()] = place
    if holder:
        item, path = holder
        what = "is the exchange of" if doubt.name == "ordinal" else "belongs to the exchange of"
        if doubt.name == "cumulative":
            what = "is the running total after the exchange of"
        message = f"{written} {what} {day(item.record)} ({item.place(*path)}); {right}"
        other = (item.where, *item.at(*path))
    else:
        said_of = f", said of {country(statement.party)}," if statement.party and doubt.name in NAMES else ""
        message = f"{written}{said_of} contradicts the record: {right}{_other_kind(doubt, facts)}"
        if place:
            message += f" ({place[0]}:{place[1]}:{place[2]})"
    kind = "ordinal" if doubt.name == "ordinal" else "count"
    return Finding(
        code="SF212" if holder else "SF211",
        block=statement.sentence.passage.block,
        start=statement.start,
        end=statement.end,
        text=statement.text,
        fact=(kind, statement.value),
        message=message,
        hint=f"correct it, {QUIET}",
        other=other,
    )


def _other_kind(doubt: Doubt, facts: Facts) -> str:
    """What a number counts in the record, where it is given as that of another kind: soldiers as civilians."""
    value, name = doubt.statement.value, doubt.name
    kinds = (("military", "civilian"), ("women", "men"))
    others = [other for kind in kinds if name in kind for other in kind if other != name]
    own = [other for other in others if value in facts.values(other) and value not in facts.values(name)]
    return f"; {value:,} is its number of {NAMES[own[0]]}" if own else ""


def _right(doubt: Doubt, facts: Facts, register: Register) -> tuple[str, tuple[str, int, int] | tuple[()]]:
    """What the article's own record says, and where."""
    record = facts.own[-1]
    item = register.kept.get(record.id)
    path: tuple[str, ...]
    if doubt.name == "ordinal":
        is_year = doubt.statement.field == "in_year"
        numbers = facts.ordinals_in_year if is_year else facts.ordinals
        said = (
            f"this one is {_list([_ordinal(number) for number in sorted(numbers)])}"
            if numbers
            else "this one's number is not known"
        )
        path = ("sequence", "in_year" if is_year else "since_invasion")
    elif doubt.name == "cumulative":
        running = sorted(facts.running("", around=False))
        said = (
            f"this one's is {_list([f'{number:,}' for number in running])}"
            if running
            else "none was published with this one"
        )
        path = ("cumulative",)
    elif doubt.name == "bodies":
        said, path = _by_party(facts, "bodies"), ("bodies",)
    elif doubt.name == "agreed":
        said = f"it is the number of the whole agreement; {_by_party(facts, 'total')}"
        path = ("returned",)
    else:
        name = doubt.name if facts.values(doubt.name) else "total"
        said, path = (
            _by_party(facts, name),
            ("returned", doubt.statement.party or record.parties[0], name),
        )
        item = next((kept for each in facts.own if name in _given(each) and (kept := register.kept.get(each.id))), item)
    return said, (item.where, *item.at(*path)) if item else ()


def _given(record: Exchange) -> set[str]:
    return {
        name for count in record.returned.values() for name, value in count.model_dump().items() if value is not None
    }


def _by_party(facts: Facts, field: str) -> str:
    """A field of the own records: "this one returned 390 people to Ukraine and 390 to Russia"."""
    name = NAMES[field]
    parts: list[str] = []
    for party in facts.parties:
        values = sorted(facts.values(field, party))
        if values:
            numbers = _list([f"{value:,}" if value else "no" for value in values])
            written = "none" if parts and values == [0] else numbers
            parts.append(f"{written}{'' if parts else f' {name}'} to {country(party)}")
    return f"this one returned {' and '.join(parts)}" if parts else f"the record has no number of {name}"


def of_day(
    sentence: Sentence, mention: DayMention, calendar: Calendar, facts: Facts, register: Register, votes: Counter[str]
) -> Finding:
    """A date that is another exchange's, or nobody's."""
    written = sentence.passage.text[mention.start : mention.end]
    held: list[Held] = [
        (kept, ("date",)) for record in calendar.records(mention) if (kept := register.kept.get(record.id))
    ]
    own = register.kept.get(facts.own[-1].id)
    right = f"this one took place on {_list([day(record) for record in facts.own])}"
    other: tuple[str, int, int] | tuple[()] = (own.where, *own.at("date")) if own else ()
    if holder := _choose(held, facts, votes):
        item, path = holder
        message = f"{_quote(written)} is the day of another exchange ({item.place(*path)}); {right}"
        other = (item.where, *item.at(*path))
    else:
        message = f"{_quote(written)} is no date of the record or the sources; {right}"
    return Finding(
        code="SF213",
        block=sentence.passage.block,
        start=mention.start,
        end=mention.end,
        text=written,
        fact=("day", (mention.month, mention.day)),
        message=message,
        hint=f"correct it, {QUIET}",
        other=other,
    )


def of_place(sentence: Sentence, place: PlaceMention, facts: Facts, atlas: Atlas, register: Register) -> Finding:
    """A country that neither the record nor the sources know."""
    written = sentence.passage.text[place.start : place.end]
    own = register.kept.get(facts.own[-1].id)
    name = country(place.code)
    which = "" if written == name else f" ({name})"
    names = _list([country(code) for code in atlas.named])
    return Finding(
        code="SF214",
        block=sentence.passage.block,
        start=place.start,
        end=place.end,
        text=written,
        fact=("place", place.code),
        message=f"{_quote(written)}{which}: neither the record nor the sources name it; the record names {names}",
        hint=f"correct it, add a source that names it, {QUIET}",
        other=(own.where, *own.at("mediators" if facts.own[-1].mediators else "parties")) if own else (),
    )


def _choose(holders: Sequence[Held], facts: Facts, votes: Counter[str]) -> Held | None:
    """The record that most of the article's figures belong to; of several the nearest in time, and rather an earlier one."""
    here = facts.own[-1].date

    def rank(held: Held) -> tuple[int, bool, int, bool, str]:
        record = held[0].record
        return (
            -votes[record.id],
            record.kind != "exchange",
            abs((record.date - here).days),
            record.date > here,
            record.id,
        )

    return min(holders, key=rank, default=None)


def _quote(text: str) -> str:
    return f"'{text}'"


def _list(items: list[str]) -> str:
    items = list(dict.fromkeys(items))
    return f"{', '.join(items[:-1])} or {items[-1]}" if len(items) > 1 else "".join(items)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"the {number}{ending}"
