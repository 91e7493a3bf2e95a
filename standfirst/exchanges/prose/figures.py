"""Numbers against the record: which of an article's statements it does not bear out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.exchanges.prose import lexicon
from standfirst.exchanges.prose.facts import fits
from standfirst.exchanges.prose.known import exceeds_day, known_values
from standfirst.exchanges.prose.register import figures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.prose.facts import Facts
    from standfirst.exchanges.prose.register import Held, Register
    from standfirst.exchanges.prose.sentences import Sentence
    from standfirst.exchanges.prose.statement import Statement

SMALL = 0.25
"""Below this part of a whole a number may well be that of some of them."""
DISTINCT = 13
"""Smaller numbers are shared by many exchanges and tell none apart."""
OTHER_KIND = {"military": "civilian", "civilian": "military"}
LARGE = 3
"""Above this many times of the whole a number counts something else, unless it is another exchange's."""
FOR_SOMEBODY = re.compile(r"(?:\s+[\w'’-]+){0,3}?\s+(?:for|на)\s+[^\W\d_a-zа-яіїєґ]")
"""After a number: those of an exchange for one person."""
OF_A_UNIT = re.compile(
    r"\s+(?:(?:of|from|with|з|із|из|с)\s+)(?:the\s+)?(?=[«“]|[^\W\d_a-zа-яіїєґ])|\s+(?=[«\u0404-\u042f\u0490])"
)
"""After a number and its noun: the unit, place or service of a part of them."""
KINDS = {
    "military": ("military", "total"),
    "pow": ("total", "military"),
    "total": ("total", "military"),
    "sum": ("cumulative", "total"),
}
"""In which fields of other records a number is looked for."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement that the article's own records do not bear out."""

    statement: Statement
    name: str
    """What the number is said to be, as the record calls it."""
    holders: Sequence[Held] = ()
    """Values of other records that it is."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures of other records that the surroundings of a statement speak of."""

    values: frozenset[int] = frozenset()
    ordinals: frozenset[int] = frozenset()


def beside(records: Iterable[Exchange]) -> Beside:
    """The figures of other records: their own, and those of both parties together."""
    values: set[int] = set()
    ordinals: set[int] = set()
    for record in records:
        for name, value, _ in figures(record):
            (ordinals if name == "ordinal" else values).add(value)
    return Beside(frozenset(values | {2 * value for value in values}), frozenset(ordinals))


def doubt(statement: Statement, facts: Facts, register: Register, also: Beside, *, is_event: bool) -> Doubt | None:
    """Why a statement is doubted, or None. `also` are other records that its surroundings speak of.

    `is_event` tells whether its paragraph speaks of people who change hands.
    """
    sentence = statement.sentence
    if statement.field in {"ordinal", "in_year", "any_ordinal"}:
        return _doubt_ordinal(statement, facts, register, also)
    if not (
        is_event
        or statement.form == "part"
        or sentence.says(lexicon.EVENT)
        or sentence.says(lexicon.RUNNING)
        or _gives_own(sentence, facts)
    ) or _is_beside_the_point(statement):
        return None
    if statement.value in facts.said or statement.value in also.values:
        return None
    if exceeds_day(statement, facts):
        others = _others(register, facts, KINDS.get(statement.field, (statement.field,)), statement.value)
        agreed = statement.value in facts.whole
        return Doubt(statement, "agreed") if agreed else Doubt(statement, _name(statement), others)
    if statement.field == "bodies":
        return _doubt_bodies(statement, facts, register)
    counted = sentence.says(lexicon.INVASION) or sentence.says(lexicon.RUNNING)
    if statement.field in {"sum", "total", "pow", "bare"} and counted:
        return _doubt_sum(statement, facts, register)
    if statement.field == "sum" and fits(
        statement.value, statement.bound, facts.running(statement.party, around=sentence.says(lexicon.PAST_TOTAL))
    ):
        return None
    return _doubt_count(statement, facts, register)


def _is_beside_the_point(statement: Statement) -> bool:
    sentence = statement.sentence
    hits = [lexicon.OUTSIDERS, lexicon.MORE_THAN, lexicon.PLANNED, lexicon.BEFORE]
    if statement.field != "bodies":
        hits += [lexicon.HARM, lexicon.HELD]
    return any(sentence.says(pattern) for pattern in hits)


def _doubt_ordinal(statement: Statement, facts: Facts, register: Register, also: Beside) -> Doubt | None:
    value, sentence = statement.value, statement.sentence
    if statement.field == "any_ordinal" or value in facts.said_ordinals or sentence.says(lexicon.BEFORE):
        return None
    if statement.field == "ordinal":
        own, name = facts.ordinals, "ordinal"
        beside = set(also.ordinals)
    else:
        own, beside = facts.ordinals_in_year, set()
        name = f"ordinal in {facts.own[0].date.year}"
    beside |= sentence.ordinals & own
    if value in own or (beside and (value in beside or beside & own)):
        return None
    holders = _others(register, facts, [name], value)
    return Doubt(statement, "ordinal", holders) if own or holders else None


def _doubt_bodies(statement: Statement, facts: Facts, register: Register) -> Doubt | None:
    own = facts.values("bodies", statement.party)
    known = own | facts.claimed("bodies", statement.party)
    known |= facts.sums("bodies", statement.party) | {value for record in facts.kin for value in record.bodies.values()}
    if not own or fits(statement.value, statement.bound, known):
        return None
    if statement.value in facts.values("bodies"):
        return Doubt(statement, "bodies")  # the other party's
    if statement.value < max(SMALL * min(own), DISTINCT):
        return None
    holders = _others(register, facts, ["bodies"], statement.value)
    return Doubt(statement, "bodies", holders) if holders or statement.value <= LARGE * max(own) else None


def _doubt_sum(statement: Statement, facts: Facts, register: Register) -> Doubt | None:
    value, party = statement.value, statement.party
    looks_back = statement.sentence.says(lexicon.PAST_TOTAL) or bool(statement.sentence.dates)
    running = facts.running(party, around=looks_back)
    totals = facts.values("total") | facts.sums("total") | facts.agreed
    if fits(value, statement.bound, running | totals):
        return None
    largest = max(facts.values("total") or {0})
    if value <= 1.5 * largest:
        return _doubt_count(statement, facts, register)
    if party and party not in {name for record in facts.own for name in record.cumulative}:
        return None
    bounds = facts.running_range(party)
    holders = _others(register, facts, ["cumulative"], value) if statement.bound == "exact" else []
    near = bounds is None or bounds[0] * 0.95 <= value <= bounds[1] * 1.05
    if not facts.running(party, around=False) and near and (looks_back or not holders):
        return None
    in_year = lexicon.IN_YEAR.search(statement.sentence.before(statement.start, 40))
    if in_year or (statement.sentence.says(lexicon.IN_YEAR) and not statement.sentence.says(lexicon.INVASION)):
        return None
    return Doubt(statement, "cumulative", holders)


def _doubt_count(statement: Statement, facts: Facts, register: Register) -> Doubt | None:
    value, bound, party = statement.value, statement.bound, statement.party
    name = _name(statement)
    known = known_values(statement, facts)
    if fits(value, bound, known) or (name == "total" and fits(value, bound, facts.running(party, around=False))):
        return None
    if name in OTHER_KIND and value in facts.values("total", party) & facts.values(OTHER_KIND[name], party):
        return Doubt(statement, OTHER_KIND[name])
    if not facts.is_known(name, party):
        # Unknown is no contradiction; more than all of them are is one.
        whole = facts.values("total", party) | facts.sums("total") | facts.agreed
        more = name != "total" and facts.is_known("total", party) and value > max(whole)
        return Doubt(statement, name) if more else None
    if value in facts.values(name) or (statement.form == "part" and value in facts.parts):
        return Doubt(statement, name)  # the other party's, or the other kind's
    if statement.form in {"", "part"} and not statement.sentence.values.isdisjoint(
        own - value for own in facts.values(name)
    ):
        return None  # those of one kind and of another: 98 soldiers and eight officers
    if name == "total" and not statement.form and value > 2 * max(facts.values("total")):
        sums = _others(register, facts, ["cumulative"], value)
        if sums:
            return Doubt(statement, "cumulative", sums)
    if not statement.form and _may_be_others(statement, name, facts, known):
        return None
    if value % 2 == 0 and value // 2 in statement.sentence.values & known:
        return None
    holders = _others(register, facts, KINDS.get(statement.field, (name,)), value)
    whole = facts.values(name, party) | facts.values("total") | facts.agreed
    if not holders and not statement.form and value > LARGE * max(whole):
        return None
    return Doubt(statement, name, holders)


def _may_be_others(statement: Statement, name: str, facts: Facts, known: set[int]) -> bool:
    """Whether a number may be that of some of those who returned, or of people in other exchanges."""
    value, sentence = statement.value, statement.sentence
    own = facts.values(name, statement.party)
    if name != "total" and sentence.says(lexicon.INVASION):
        return True
    if value > max(known, default=0) and sentence.says(lexicon.MEDIATION):
        return True  # a mediator's own tally
    if sentence.says(lexicon.IN_YEAR) and (value > max(own) or fits(value, statement.bound, facts.year_sums())):
        return True
    if value >= max(own):
        return False
    if statement.field == "bare" and FOR_SOMEBODY.match(sentence.after(statement.end)):
        return True
    clause = sentence.before(statement.start, 60).rpartition(";")[2]
    if _is_of_a_unit(statement, facts):
        return True
    part = lexicon.AMONG.search(clause) is not None or sentence.says(lexicon.FOREIGNERS)
    return (part and name in {"total", "military"}) or value < SMALL * min(own - {0} or {0})


def _is_of_a_unit(statement: Statement, facts: Facts) -> bool:
    """Whether a name follows that is no party's: "19 defenders of Mariupol"."""
    named = OF_A_UNIT.match(statement.sentence.after(statement.end))
    if not named or statement.end == statement.start + len(str(statement.value)):
        return False
    place = statement.sentence.place_at.get(statement.end + named.end())
    return place is None or place.code not in facts.parties


def _name(statement: Statement) -> str:
    """The field of a record that a statement gives."""
    return "total" if statement.field in {"sum", "pow", "bare"} else statement.field


def _gives_own(sentence: Sentence, facts: Facts) -> bool:
    """Whether a sentence gives the exchange's own total too."""
    return not sentence.values.isdisjoint(facts.values("total"))


def _others(register: Register, facts: Facts, names: Collection[str], value: int) -> list[Held]:
    own = {record.id for record in facts.own}
    found = [held for name in names for held in register.holders.get((name, value), []) if held[0].record.id not in own]
    return list({held[0].record.id: held for held in reversed(found)}.values())[::-1]
