"""What the words of a statement could rightly give: the figures of its exchange, its day, its agreement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.exchanges.prose import lexicon

if TYPE_CHECKING:
    from standfirst.exchange import Exchange
    from standfirst.exchanges.prose.facts import Facts
    from standfirst.exchanges.prose.sentences import Sentence
    from standfirst.exchanges.prose.statement import Statement

FIELDS = {
    "pow": ("total", "military"),
    "sum": ("total",),
    "bare": ("total", "military", "civilian", "women", "men", "officers"),
}
WHOLES = frozenset({"total", "pow", "sum", "bare"})
"""What may count all who return."""
CLAUSE = re.compile(r"[,;:(—–]|\s(?:and|та|і|й|и|with|after|while)\s")
NEAR = 300
"""Characters around a statement in which its day may stand."""
SHORT = 32
"""Characters of the words that open a sentence with a day: "On Friday, 390 people came home"."""


def known_values(statement: Statement, facts: Facts) -> set[int]:
    """Every value that the words of a statement could rightly give."""
    name, party, sentence = statement.field, statement.party, statement.sentence
    known: set[int] = set()
    other_days = (
        name in WHOLES
        or sentence.says(lexicon.OTHER_DAY)
        or not _is_of_own_day(sentence, statement.start - NEAR, statement.end + NEAR, facts)
    )
    for each in FIELDS.get(name, (name,)):
        known |= facts.values(each, party) | facts.claimed(each, party)
        known |= facts.sums(each, party, stages=other_days)
        if statement.form == "part":
            continue
        known |= {value for record in facts.beside for value in _field(record, each)}
        days = {(record.date.month, record.date.day) for record in facts.stages}
        if not other_days:
            continue
        if sentence.says(lexicon.STEP) or not days.isdisjoint(sentence.dates):
            known |= {value for record in facts.stages for value in _field(record, each)}
    if name in WHOLES:
        known |= facts.agreed - {value for record in facts.stages for value in _field(record, "total")}
    if name == "military":
        ranks = [count for record in facts.own for party_, count in record.returned.items() if party in {party_, ""}]
        known |= {count.other_ranks for count in ranks if count.other_ranks is not None}
        known |= {count.military - count.officers for count in ranks if count.military and count.officers}
    if name == "military" and facts.values("civilian", party) <= {0}:
        known |= facts.values("total", party)
    return known


def exceeds_day(statement: Statement, facts: Facts) -> bool:
    """Whether the number of a whole agreement, or of another of its stages, is given as that of the exchange's day."""
    sentence = statement.sentence
    if not facts.stages or statement.form == "pair":
        return False
    fields = FIELDS.get(statement.field, (statement.field,))
    own = {value for field in fields for value in facts.values(field, statement.party)}
    if statement.field == "bodies":
        others = {value for record in facts.stages for value in record.bodies.values()}
        return statement.value in others - own and _clause_is_of_own_day(statement, facts)
    if statement.field not in {*WHOLES, "military"} or not own:
        return False
    if statement.value in {value for record in facts.stages for value in _field(record, "total")} - own:
        return _clause_is_of_own_day(statement, facts)
    if (
        statement.value not in facts.agreed - own - facts.sums("total")
        or not sentence.values.isdisjoint(own)
        or sentence.says(lexicon.WHOLE)
    ):
        return False
    return len(sentence.dates) == 1 or sentence.says(lexicon.THE_DAY)


def _clause_is_of_own_day(statement: Statement, facts: Facts) -> bool:
    """Whether the clause of a statement has the day of its exchange, and no other."""
    sentence = statement.sentence
    text = sentence.passage.text
    starts = [
        found.end() for found in CLAUSE.finditer(text, max(sentence.start, statement.start - NEAR), statement.start)
    ]
    end = CLAUSE.search(text, statement.end, min(sentence.end, statement.end + NEAR))
    start = starts[-1] if starts else sentence.start
    if len(starts) == 1 and starts[0] - sentence.start < SHORT:
        start = sentence.start
    return _is_of_own_day(sentence, start, end.start() if end else sentence.end, facts)


def _is_of_own_day(sentence: Sentence, start: int, end: int, facts: Facts) -> bool:
    """Whether words have the day of its exchange, by date or weekday, and no other."""
    text, start, end = sentence.passage.text, max(start, sentence.start), min(end, sentence.end)
    own = {record.date for record in facts.own}
    weekdays = {day for day, name in enumerate(lexicon.WEEKDAYS) if name.search(text, start, end)}
    dates = {(day.month, day.day) for day in sentence.days_in(start, end) if day.day}
    return bool(weekdays or dates) and (
        weekdays <= {day.weekday() for day in own} and dates <= {(day.month, day.day) for day in own}
    )


def _field(record: Exchange, name: str) -> set[int]:
    return {value for count in record.returned.values() if (value := getattr(count, name)) is not None}
