"""What is wrong with records: figures that do not add up, dates, codes, sources and roles that do not fit."""

from __future__ import annotations

import difflib
import re
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args, get_origin

from standfirst.diagnostics import Diagnostic
from standfirst.exchange import Exchange
from standfirst.exchanges.chain import check_chain
from standfirst.exchanges.ordinals import check_agreed, check_ordinals, check_stages, days
from standfirst.fields import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from standfirst.exchange import Count
    from standfirst.exchanges.records import Kept

OVERNIGHT = 1
"""Days by which the accounts of an exchange differ that went on into the night."""
GRACE = 1
"""Days after which a plan that has passed is out of date: the news of it may come overnight, and from another time zone."""

NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
"""Codes that Unicode has beside the assigned ones of ISO 3166-1. XK stays: it is what everybody uses for Kosovo."""

ID_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?![0-9a-z]))?")


def check_records(kept: Mapping[str, Kept], now: datetime) -> list[Diagnostic]:
    """All that is wrong with the records, each alone and one against another, in order of place.

    `now` is the build time; its day is that of its own time zone.
    """
    found: list[Diagnostic] = []
    for item in kept.values():
        found += _check_counts(item)
        found += _check_days(item, now.date())
        found += _check_codes(item)
        found += _check_claims(item)
        found += _check_mediators(item)
    for check in (check_stages, check_agreed, check_chain, check_ordinals):
        found += check([*kept.values()])
    return sorted(found)


def _finding(item: Kept, path: tuple[int | str, ...], code: str, message: str, hint: str) -> Diagnostic:
    """A finding on a value; the message begins with its name, in which lists count from 1."""
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    return Diagnostic(item.where, *item.at(*path), code, f"{name}: {message}", hint)


def _check_counts(item: Kept) -> Iterator[Diagnostic]:
    """SF203: the parts of a count against the whole."""
    record = item.record
    # Children are counted beside women and men as often as among them.
    has_children = record.kind == "return_of_children" or "child" in record.categories
    for party, count in record.returned.items():
        path = ("returned", party)
        if count.undisclosed and count.total is not None:
            message = f"{count.total}, but the number is said to be undisclosed"
            yield _finding(item, (*path, "total"), "SF203", message, "take out one of them")
        if not count.approximate:  # round numbers need not add up
            yield from _check_parts(item, path, count, has_children=has_children)


def _check_parts(item: Kept, path: tuple[str, str], count: Count, *, has_children: bool) -> Iterator[Diagnostic]:
    sums: dict[str, int] = {}
    for one, other in (("military", "civilian"), ("women", "men")):
        first, second = getattr(count, one), getattr(count, other)
        if first is not None and second is not None:
            words = f"{first} {one} and {second} {other}"
            is_all = one == "military" or not has_children
            if count.total is not None and (first + second > count.total or (is_all and first + second < count.total)):
                message = f"{count.total}, but {words} make {first + second}"
                yield _finding(item, (*path, "total"), "SF203", message, "correct the figure that is wrong")
            elif is_all:
                sums[words] = first + second
    for (words, one_sum), (others, other_sum) in pairwise(sums.items()):
        if count.total is None and one_sum != other_sum:
            message = f"{words} make {one_sum}, {others} {other_sum}"
            yield _finding(item, path, "SF203", message, "correct the figure that is wrong")
    whole = count.total if count.total is not None else min(sums.values(), default=None)
    pairs = (("military", "civilian"), ("women", "men"))
    for name in ("military", "civilian", "women", "men", "foreign"):
        part = getattr(count, name)
        paired = any(name in pair and all(getattr(count, one) is not None for one in pair) for pair in pairs)
        if part is not None and whole is not None and part > whole and not paired:
            message = f"{part}, more than the {whole} who returned"
            yield _finding(item, (*path, name), "SF203", message, "correct the figure that is wrong")
    # Ranks are often given for some of the military alone, and police have others: only an excess is wrong.
    military = count.military if count.military is not None else whole
    ranks = {name: rank for name in ("officers", "other_ranks") if (rank := getattr(count, name)) is not None}
    if ranks and military is not None and sum(ranks.values()) > military:
        words = " and ".join(f"{rank} {name.replace('_', ' ')}" for name, rank in ranks.items())
        of = f"the {military} military" if count.military is not None else f"the {military} who returned"
        name = next(reversed(ranks))
        yield _finding(item, (*path, name), "SF203", f"{words}, more than {of}", "correct the figure that is wrong")


def _check_days(item: Kept, today: date) -> Iterator[Diagnostic]:
    """SF207: the status against the day, and the days against each other."""
    record = item.record
    first, last = days(record)
    if record.date_end and record.date_end < record.date:
        message = f"{record.date_end} is before the date, {record.date}"
        yield _finding(item, ("date_end",), "SF207", message, "correct one of them")
    written = ID_DATE.match(record.id)
    day = written.group() if written else ""
    # Where sources disagree the date may be corrected by a night, and the address of its page kept.
    slack = timedelta(days=OVERNIGHT if record.disputed else 0)
    earliest, latest = (first - slack).isoformat(), (last + slack).isoformat()
    if day and not earliest[: len(day)] <= day <= latest[: len(day)]:
        message = f"{record.date} is not the date in the id, {day}"
        yield _finding(item, ("date",), "SF207", message, "correct the date, or give the record the id of its day")
    ends = record.date_end if record.date_end and record.date_precision == "day" else first
    passed = (today - last).days > GRACE
    match record.status:
        case "completed" if max(first, ends) > today:
            message = f"'completed', but the date, {max(first, ends)}, is after {today}"
            hint = "correct the date, or say agreed or under_way until then"
        case "under_way" if first > today:
            message = f"'under_way', but the date, {first}, is after {today}"
            hint = "correct the date, or say agreed until then"
        case "under_way" if passed and record.date_end:
            message = f"'under_way', but its last day, {last}, has passed"
            hint = "say completed or suspended, or move date_end"
        case "proposed" | "agreed" if passed:
            message = f"'{record.status}', but the date, {last}, has passed"
            hint = "say completed, suspended or cancelled, or move the date"
        case _:
            return
    yield _finding(item, ("status",), "SF207", message, hint)


@cache
def countries() -> Mapping[str, str]:
    """English names of countries by their ISO 3166-1 alpha-2 codes, as Unicode's CLDR has them."""
    from babel import Locale  # noqa: PLC0415 - a site without records needs no names of countries

    names = Locale("en").territories
    return {code: name for code, name in names.items() if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES}


def _suggest(code: str) -> str:
    """The countries that a code without a country may mean: its new code, or that of the language with these letters."""
    if code in NO_COUNTRIES:
        return "an organisation or a region has none; leave it out, or use that of a country"
    from babel.core import get_global  # noqa: PLC0415 - as above

    near = list(get_global("territory_aliases").get(code, ()))
    near += get_global("likely_subtags").get(code.lower(), "").split("_")[2:3]
    named = [f"{one} ({countries()[one]})" for one in dict.fromkeys(near) if one in countries()]
    # A state that fell apart into many is not one of them.
    return f"did you mean {' or '.join(named)}?" if 0 < len(named) <= 3 else "use the code of ISO 3166-1 alpha-2"  # noqa: PLR2004 - as the comment above


def _check_codes(item: Kept) -> Iterator[Diagnostic]:
    """SF208: two parties, which are countries; figures are theirs, and mediators' countries are countries."""
    record = item.record
    unknown = set()
    places: list[tuple[tuple[int | str, ...], str]] = [
        (("parties", at), code) for at, code in enumerate(record.parties)
    ]
    fields = ("returned", "bodies", "cumulative", "agreed", "unaccounted")
    keys = [((field, code), code) for field in fields for code in getattr(record, field)]
    helpers = [(("mediators", at, "country"), one.country) for at, one in enumerate(record.mediators) if one.country]
    for path, code in [*places, *keys, *helpers]:
        if code not in countries() and code not in unknown:
            unknown.add(code)
            yield _finding(item, path, "SF208", f"there is no country '{code}'", _suggest(code))
    if len(set(record.parties)) < len(record.parties):
        hint = "name the two parties between which people were exchanged"
        yield _finding(item, ("parties", 1), "SF208", f"'{record.parties[1]}' is there twice", hint)
    elif not unknown & {*record.parties}:
        # People who are interned in a third country go to neither party.
        others = set(record.parties) | unknown
        goes_elsewhere = record.kind == "accommodation_neutral_country"
        for path, code in keys:
            if code not in others and not goes_elsewhere:
                message = f"'{code}' is no party of this exchange"
                hint = f"figures are those of the party that people return to: {' or '.join(record.parties)}"
                yield _finding(item, path, "SF208", message, hint)


def _check_claims(item: Kept) -> Iterator[Diagnostic]:
    """SF209: what a source claims is a field of the record, and the source is in its list."""
    record = item.record
    number = len(record.sources)
    for at, claim in enumerate(record.claims):
        if claim.source > number:
            message = f"there is no source {claim.source}"
            hint = f"sources count from 1, and the record has {number}"
            yield _finding(item, ("claims", at, "source"), "SF209", message, hint)
        known = _fields(record.parties)
        if re.sub(r"\.[0-9]+(?=\.)", "", claim.field) not in known:
            near = difflib.get_close_matches(claim.field[:100], sorted(known), n=1)
            message = f"the record has no figure '{claim.field[:100]}'"
            hint = f"did you mean {near[0]}?" if near else "name it by its path: returned.UA.total"
            yield _finding(item, ("claims", at, "field"), "SF209", message, hint)


@cache
def _fields(parties: tuple[str, ...]) -> frozenset[str]:
    """The dotted paths of all that a source can speak of in a record of these parties."""
    return frozenset(_paths(Exchange, parties)) - {"id", "claims", "sources"}


def _paths(model: type[Record], parties: tuple[str, ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        # mypy: what a field is annotated with can be anything.
        kind: Any = field.annotation
        keyed = get_origin(kind) is dict
        within = _record_in(kind)
        steps = [f"{name}.{party}" for party in parties] if keyed else [name]
        if within is None or get_origin(kind) is tuple:
            yield from steps
        if within is not None:
            yield from (f"{step}.{rest}" for step in steps for rest in _paths(within, parties))


def _record_in(kind: object) -> type[Record] | None:
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind
    return next((found for part in get_args(kind) if (found := _record_in(part))), None)


def _check_mediators(item: Kept) -> Iterator[Diagnostic]:
    """SF210: each mediator is there once, with what it did."""
    seen: dict[tuple[str, str | None], int] = {}
    for at, one in enumerate(item.record.mediators):
        if one.role is None:
            hint = "add role: mediator, host, facilitator or neutral_intermediary"
            yield _finding(item, ("mediators", at), "SF210", f"it is not said what {one.name} did", hint)
        # One who did two things may be there with each.
        names = [one.name.casefold(), *([one.country] if one.country else [])]
        first = min(
            (seen[name, role] for name in names for role in {one.role, None} if (name, role) in seen), default=None
        )
        if first is not None:
            hint = f"see {item.place('mediators', first)}"
            yield _finding(item, ("mediators", at), "SF210", f"{one.name} is there twice", hint)
        for name in names:
            seen.setdefault((name, one.role), at)
