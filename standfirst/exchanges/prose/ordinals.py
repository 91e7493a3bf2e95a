"""Ordinals -> the count of exchanges that each is said to stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.exchanges.prose import lexicon
from standfirst.exchanges.prose.statement import Field, Statement

if TYPE_CHECKING:
    from standfirst.exchanges.mentions.numerals import Numeral
    from standfirst.exchanges.prose.sentences import Sentence

LATE = 20
"""An ordinal from here on is one since the invasion, even where that is not said."""

FOLLOWS = re.compile(
    r"\s*(?:[.,;:!?)»”\"—–]|$|(?:since|of the (?:year|war|conflict|full|invasion)|of 20\d\d|this year|in the (?:official )?count|in 20\d\d|з початку|із початку|від початку|с начала|за рахунком|по сч[её]ту|цього року|в этом году|за час|за время|so far|overall|to date)\b)",
    re.IGNORECASE,
)
WAS = re.compile(
    r"\b(?:was|is|became|becomes|marks|marked|being|as|and|the|став|стала|є|це|стал|это|вже|уже|був|был)\s+(?:already\s+|officially\s+|вже\s+|уже\s+|the\s+)?$",
    re.IGNORECASE,
)
NEAR = 300
"""Characters before a sentence that may say that it speaks of an exchange."""
NEARBY = re.compile(rf"{lexicon.EXCHANGE.pattern}|\b(?:deal|handover|release)\b", re.IGNORECASE)
APPOSED = re.compile(
    r"(?:exchange|swap|deal|handover|release|обмін|обмен)\w*(?:\s+[\w'’-]+){0,8}?\s*[,(–—]\s*(?:already\s+|вже\s+|уже\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:\bnumber(?:ed)?|\bno\.?|№|#|\bномер\w*)\s*$", re.IGNORECASE)
NAMED = re.compile(
    r"[\s-]+(?P<between>(?:[^\W\d_][\w'’\u02bc-]*[\s-]+){0,5}?)(?:exchang|swap|обмін|обмен(?!ник))\w*", re.IGNORECASE
)
NOT_THE_COUNT = re.compile(
    r"\b(?:stage|phase|part|round|day|group|brigade|regiment|battalion|division|corps|army|time|year|week|month|hour|century|anniversary|етап|день|бригад|полк|раз|рік|этап|год)\w*",
    re.IGNORECASE,
)


def read_ordinal(sentence: Sentence, numeral: Numeral) -> Statement | None:
    """What "the 62nd" is, or "number 62": None where it is no exchange's."""
    if numeral.kind == "cardinal":
        return _numbered(sentence, numeral)
    after = sentence.after(numeral.end, 140)
    before = sentence.before(numeral.start, 60)
    named = NAMED.match(after)
    if named and not NOT_THE_COUNT.search(named["between"]):
        rest, end = after[named.end() :], numeral.end + named.end()
    elif (
        FOLLOWS.match(after)
        and (WAS.search(before) or APPOSED.search(before))
        and NEARBY.search(sentence.passage.text, max(0, sentence.start - NEAR), sentence.end)
    ):
        rest, end = after, numeral.end
    else:
        return None
    field = _count_of(rest, numeral.value)
    if not field:
        return None
    return Statement(
        sentence=sentence,
        start=numeral.start,
        end=min(end, sentence.end),
        value=numeral.value,
        bound="exact",
        field=field,
    )


def _numbered(sentence: Sentence, numeral: Numeral) -> Statement | None:
    if not NUMBERED.search(sentence.before(numeral.start, 20)) or not sentence.says(lexicon.EXCHANGE):
        return None
    field = _count_of(sentence.after(numeral.end, 100), numeral.value)
    if not field:
        return None
    return Statement(
        sentence=sentence, start=numeral.start, end=numeral.end, value=numeral.value, bound="exact", field=field
    )


def _count_of(rest: str, value: int) -> Field | None:
    """In which count an ordinal stands, by the words after it."""
    clause = re.split(r"[.;!?]|,(?! (?:since|of))", rest, maxsplit=1)[0]
    year, war = lexicon.IN_YEAR.search(clause), lexicon.INVASION.search(clause)
    if war and not (year and year.start() < war.start() and value < LATE):
        return "ordinal"
    if lexicon.OTHER_COUNT.search(clause) or re.search(r"\b(?:since|after|із|з|с) ", clause, re.IGNORECASE):
        return "ordinal" if value >= LATE and not lexicon.BEFORE.search(clause) else None
    if year:
        return "in_year" if value < LATE else "any_ordinal"
    return "ordinal" if value >= LATE else "any_ordinal"
