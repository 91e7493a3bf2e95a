"""Cardinal numbers -> the people, bodies or sums that their words say they count."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from standfirst.exchanges.prose import nouns
from standfirst.exchanges.prose.ordinals import read_ordinal
from standfirst.exchanges.prose.parties import actors, follows, party_of, returned_to
from standfirst.exchanges.prose.statement import Field, Form, Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from standfirst.exchanges.mentions.numerals import Numeral
    from standfirst.exchanges.prose.parties import Actor
    from standfirst.exchanges.prose.sentences import Sentence

MOST_WORDS = 5
"""Words between a number and what it counts."""
CLOSE = 14
"""Characters between the two numbers of a pair at the most: "175 for 175"."""
REACH = 90
"""Characters after a number that may say what it counts."""


def read_statements(sentence: Sentence, parties: Collection[str]) -> list[Statement]:
    """What a sentence says in numbers; numbers whose words do not say what they count are left out."""
    said: list[Statement] = []
    previous: Statement | None = None
    named = actors(sentence, parties) if sentence.numerals else ()
    for number, numeral in enumerate(sentence.numerals):
        following = sentence.numerals[number + 1] if number + 1 < len(sentence.numerals) else None
        found = read_ordinal(sentence, numeral)
        if found is None and numeral.kind == "cardinal":
            found = _count(sentence, numeral, following, parties, previous)
            found = _with_party(sentence, numeral, found, parties, named, said)
        if found:
            said.append(found)
        previous = found
    return returned_to(sentence, said, parties)


def _count(
    sentence: Sentence,
    numeral: Numeral,
    following: Numeral | None,
    parties: Collection[str],
    previous: Statement | None,
) -> Statement | None:
    text = sentence.passage.text
    stop = min(following.start if following else sentence.end, numeral.end + REACH)
    before = sentence.before(numeral.start, 120)
    head, end, nationality = _head(sentence, numeral.end, stop, parties)
    field: Field | None = None
    form: Form = ""
    if nouns.BODIES_OF.search(before):
        head, end = "bodies", max(end, numeral.end)
    if head:
        after = text[end:stop]
        if nouns.MIXED.match(after) and head in {"military", "pow", "civilian", "people", "officers"}:
            head = "people"
        if head == "officers" and re.search(r"(?:police|поліц|полиц)", text[numeral.end : end], re.IGNORECASE):
            return None
        field = "total" if head == "people" else head  # type: ignore[assignment]
        form = "each" if nouns.EACH.match(after) else ""
    elif end < 0:
        return None  # a noun of another kind
    else:
        end, after = numeral.end, text[numeral.end : stop]
    if (
        following
        and following.kind == "cardinal"
        and following.start - end < CLOSE
        and nouns.TIGHT_FOR.match(text, end, following.start)
    ):
        form, field = "pair", field or "bare"
    if previous and previous.form == "pair" and nouns.TIGHT_FOR.match(text, previous.end, numeral.start):
        form, field = "pair", field or previous.field
    if not field:
        each = nouns.EACH.match(after)
        if each:
            field, form, end = "bare", "each", numeral.end + each.end()
        elif nouns.APIECE.search(before):
            field, form = "bare", "each"
        elif nouns.CAME.match(after) or (nouns.GIVEN.search(before) and nouns.NO_NOUN.match(after)):
            field = "bare"
        elif nouns.SUM.search(before) and nouns.NO_NOUN.match(after):
            field = "sum"
    if not field:
        return None
    return _state(sentence, numeral, end, field, nationality, form)


def _with_party(
    sentence: Sentence,
    numeral: Numeral,
    found: Statement | None,
    parties: Collection[str],
    named: Sequence[Actor],
    said: Sequence[Statement],
) -> Statement | None:
    """The same, with the party that gets them; a number that has no noun of its own counts what the other party's does."""
    if not named or (found and (found.party or found.form)):
        return found
    if found:
        stop = min(sentence.end, found.end + REACH)
        return replace(
            found,
            party=party_of(sentence, numeral, found.end, stop, parties, named)
            or follows(sentence, numeral, named, said),
        )
    party = follows(sentence, numeral, named, said)
    if not party or not nouns.NO_NOUN.match(sentence.after(numeral.end)):
        return None
    field = said[-1].field
    return _state(sentence, numeral, numeral.end, "pow" if field == "military" else field, party)


def _state(sentence: Sentence, numeral: Numeral, end: int, field: Field, party: str, form: Form = "") -> Statement:
    return Statement(
        sentence=sentence,
        start=numeral.start,
        end=end,
        value=numeral.value,
        bound=numeral.bound,
        field=field,
        party=party,
        form=form,
    )


def _head(sentence: Sentence, place: int, stop: int, parties: Collection[str]) -> tuple[str, int, str]:
    """The noun that a number counts, where it ends, and the party that is named; -1 where it counts something else.

    No noun and its own end where none follows.
    """
    text, party = sentence.passage.text, ""
    begin, dead = place, False
    if nouns.THE_NUMBER.match(text, place, stop):
        return "", begin, ""
    if (are := nouns.ARE.match(text, place, stop)) and (found := nouns.HEAD.match(text, are.end(), stop)):
        return found.lastgroup or "", found.end(), party
    for _ in range(MOST_WORDS):
        gap = nouns.SPACE.match(text, place, stop)
        if not gap:
            break
        if found := nouns.HEAD.match(text, gap.end(), stop):
            return "bodies" if dead else found.lastgroup or "", found.end(), party
        mention = sentence.place_at.get(gap.end())
        if mention:
            if mention.code not in parties:
                return "", -1, ""
            party, place = mention.code, mention.end
            after = nouns.SPACE.match(text, place, stop)
            more = after and nouns.HEAD.match(text, after.end(), stop)
            if mention.kind == "nationality" and not more and _is_people(text[mention.start : mention.end]):
                return "people", mention.end, party
            continue
        word = nouns.WORD.match(text, place, stop)
        if word and word["neutral"]:
            dead = dead or nouns.DEAD.match(text, place, stop) is not None
            place = word.end()
            continue
        break
    if nouns.CAME.match(text, begin, stop) or nouns.OF_ITS_OWN.match(text, begin, stop):
        return "", begin, ""
    word = nouns.WORD.match(text, place, stop)
    return ("", begin, "") if place == begin and _is_function_word(word) else ("", -1, "")


PEOPLE = re.compile(
    r"(?:\w+(?:ians|ns|ks|is|es|ts|rs)|українц\w+|росіян\w*|\w+ц[іяеів]\w*|украинц\w+|россиян\w*|\w+цев|\w+ян)",
    re.IGNORECASE,
)
FUNCTION = re.compile(
    r"\s*(?:each|either|both|per|from|on|to|for|by|in|and|or|were|was|are|have|had|has|been|also|who|returned|return|returning|came|come|freed|released|exchanged|swapped|repatriated|went|after|under|with|until|of|against|brought|"
    r"на|з|із|від|для|с|от|в|у|до|та|і|й|и|були|було|повернул\w*|звільнен\w*|вернул\w*|освобожд\w*|были|за|к|из)\b",
    re.IGNORECASE,
)


def _is_people(word: str) -> bool:
    return bool(PEOPLE.fullmatch(word))


def _is_function_word(word: re.Match[str] | None) -> bool:
    return word is None or bool(FUNCTION.match(word[0]))
