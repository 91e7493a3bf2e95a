"""Which party people return to, by the words around their number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from standfirst.exchanges.prose import nouns

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from standfirst.exchanges.mentions.numerals import Numeral
    from standfirst.exchanges.prose.sentences import Sentence
    from standfirst.exchanges.prose.statement import Statement

FEW = 4
"""Parties and numbers before a number that may say whom it is about."""
REACH = 90
"""Characters between a party and the number of those whom it gets back."""
CAPITALS = re.compile(r"\b(?:(?P<UA>Ky[iy]v|Kiev|Київ|Киев)|(?P<RU>Moscow|Москва))\b")
"""A government is called by its capital where it acts."""
GETS = (
    r"got back|gets back|got|gets|receive[sd]?|(?:brought|brings|welcomed|welcomes) (?:home|back)|regained|recovered|took back|"
    r"отримал\w+|повернул\w+ (?:собі|додому)|получил\w+|забрал\w+|вернул\w+ (?:себе|домой)"
)
GIVES = r"handed over|gave back|gave up|transferred|передал\w*|віддал\w*|отдал\w*"
BETWEEN = r"(?:\s+(?:side|has|have|had|also|today|in return|in turn|також|теж|также|взамен))*\s*"
COUNTED = r"\s+(?:(?:another|all|a total of|back|home|назад|ще|ещ[её]|some|about)\s+)*"
ACTS = re.compile(rf"{BETWEEN}(?:(?P<gets>{GETS}|is|:|[–—-])|(?P<gives>{GIVES})){COUNTED}", re.IGNORECASE)
"""Between a party and a number: it gets people back, or gives them."""
AND_ACTS = re.compile(
    rf"[^.;:]{{0,60}}?\b(?:and|та|і|й|и|but|while)\s+(?:(?P<gets>{GETS})|(?P<gives>{GIVES})){COUNTED}", re.IGNORECASE
)
"""The same for a second verb."""
BRINGS_OWN = re.compile(r"\s*(?:вернул\w*|повернул\w*|returned|freed)\s+", re.IGNORECASE)
OWN = re.compile(r"\s+(?:of\s+)?(?:its own|their own|своїх|своих)\b", re.IGNORECASE)
OF_ITS = re.compile(
    r"\s+of\s+(?:its|their)\s+(?:own|soldiers|servicemen|troops|service|citizens|nationals|people|military|fighters)\b",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(r"\s*(?:[–—-]|only)?\s*(?:another\s+)?")
"""Between a party and a number, where the verb stood before."""
TO_PARTY = re.compile(
    r"(?:\s+(?:people|persons|prisoners|were|was|have|been|returned|freed|home|back|released|повернул\w+|вернул\w+|людей|осіб|человек)){0,4}\s+(?:to|до|в|у|на)\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""Between a number and the party to which people return."""


class Actor(NamedTuple):
    """A party where it is named."""

    start: int
    end: int
    code: str
    is_state: bool


def actors(sentence: Sentence, parties: Collection[str]) -> Sequence[Actor]:
    """The parties as they are named in a sentence, in order."""
    found = [Actor(p.start, p.end, p.code, p.kind == "country") for p in sentence.places if p.code in parties]
    capitals = CAPITALS.finditer(sentence.passage.text, sentence.start, sentence.end)
    found += [Actor(c.start(), c.end(), c.lastgroup or "", is_state=True) for c in capitals if c.lastgroup in parties]
    return sorted(found)


def party_of(
    sentence: Sentence, numeral: Numeral, end: int, stop: int, parties: Collection[str], named: Sequence[Actor]
) -> str:
    """The party to which the words say that people return: of the number `numeral`, whose noun ends at `end`."""
    text = sentence.passage.text
    before = [actor for actor in _last(named, numeral.start) if numeral.start - actor.end < REACH]
    after = _next(named, end)
    states = [actor for actor in before if actor.is_state]
    if before and OF_ITS.match(text, numeral.end, stop):
        return (states or before)[-1].code
    if states:
        last = states[-1]
        words = text[last.end : numeral.start]
        acts = ACTS.fullmatch(words) or AND_ACTS.fullmatch(words)
        if acts:
            return last.code if acts["gets"] else _other(last.code, parties)
        if OWN.match(text, numeral.end, stop) and BRINGS_OWN.fullmatch(words):
            return last.code
    if after and after.start < stop and TO_PARTY.fullmatch(text, end, after.start):
        return after.code
    return ""


def follows(sentence: Sentence, numeral: Numeral, named: Sequence[Actor], said: Sequence[Statement]) -> str:
    """The party of a number that stands by the other party's: "Ukraine got 189 and Russia 150", "150 to Russia"."""
    after = _next(named, numeral.end)
    if after and TO_PARTY.fullmatch(sentence.passage.text, numeral.end, after.start):
        return after.code if {each.party for each in said[-FEW:]} - {after.code, ""} else ""
    before = [actor for actor in _last(named, numeral.start) if actor.is_state]
    if not before or not ELLIPSIS.fullmatch(sentence.passage.text, before[-1].end, numeral.start):
        return ""
    others = {each.party for each in said[-FEW:] if each.party}
    return before[-1].code if others and before[-1].code not in others else ""


def returned_to(sentence: Sentence, said: list[Statement], parties: Collection[str]) -> list[Statement]:
    """The same, with the party where the whole sentence speaks of people who return to one."""
    if not said or any(each.form in {"pair", "each"} for each in said) or sentence.says(nouns.BOTH):
        return said
    to = {
        place.code
        for place in sentence.places
        if place.code in parties and nouns.RETURNED_TO.search(sentence.before(place.start, 40))
    }
    countries = {place.code for place in sentence.places if place.kind == "country"} & set(parties)
    if len(to) != 1 or len(countries) != 1:
        return said
    return [each if each.party or each.field == "sum" else replace(each, party=next(iter(to))) for each in said]


def _last(named: Sequence[Actor], place: int) -> Sequence[Actor]:
    """The last few parties that are named before a place."""
    end = bisect_right(named, place, key=lambda actor: actor.end)
    return named[max(0, end - FEW) : end]


def _next(named: Sequence[Actor], place: int) -> Actor | None:
    start = bisect_left(named, place, key=lambda actor: actor.start)
    return named[start] if start < len(named) else None


def _other(code: str, parties: Collection[str]) -> str:
    return next((party for party in parties if party != code), "")
