"""A text's words with their kinds: those that tell one event from another of its sort, and those that are wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from standfirst.teasers.sentences import ABBREVIATIONS
from standfirst.teasers.shingles import plain, spell
from standfirst.teasers.wording import FUNCTION, MONTHS, NUMBERS, WEEKDAYS

Kind = Literal["number", "weekday", "month", "name", "content", "function"]

TITLED = 0.6
"""Share of capitals among the words from which on capitals tell no names, as in a headline."""

ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|й|го|му|я|а|та|те|ти|ма|х)")
ENDS = ".!?…:"
CLOSING = "\"'”’»“)]*_"
OPENING = "\"'“„«‘([¿¡*_"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place."""

    text: str
    """As compared: folded."""
    kind: Kind
    value: str
    """What words of one kind are compared by: 7 for July, 5 for five and fifth, the word itself otherwise."""
    start: int
    end: int
    """Offsets into `plain(text)` of the run without white space that holds the word."""


def read_words(text: str, most: int) -> tuple[Word, ...]:
    """The first words of a text, `most` at the most."""
    clean = plain(text)
    chunks = clean.split(maxsplit=most)[:most]
    wording = [chunk for chunk in chunks if chunk[0].isalpha() and chunk.casefold() not in FUNCTION]
    titled = sum(1 for chunk in wording if chunk[0].isupper()) > TITLED * len(wording)
    words: list[Word] = []
    place, first = 0, True
    for chunk, following in zip(chunks, [*chunks[1:], ""], strict=False):
        start = clean.index(chunk, place)
        place = start + len(chunk)
        last = _ends_sentence(chunk)
        # The first word of a sentence is a name only where another one stands beside it.
        name = not titled and _capital(chunk) and (not first or (not last and _capital(following)))
        for text_, kind, value in _classify(chunk):
            named: Kind = "name" if name and kind == "content" else kind
            words.append(Word(text_, named, value, start, place))
        first = last
    return tuple(words[:most])


@lru_cache(1 << 14)
def _classify(chunk: str) -> tuple[tuple[str, Kind, str], ...]:
    capital = _capital(chunk)
    return tuple((word, *_kind(word, capital=capital)) for word in spell(chunk))


def _kind(word: str, *, capital: bool) -> tuple[Kind, str]:
    if word[-1].isdigit() or any(char.isdigit() for char in word):
        ordinal = ORDINAL.fullmatch(word)
        return "number", (ordinal[1] if ordinal else word).lstrip("0") or "0"
    if word in NUMBERS:
        return "number", NUMBERS[word]
    if word == "may" and capital:
        return "month", "5"
    if word in FUNCTION:
        return "function", word
    if word in WEEKDAYS:
        return "weekday", WEEKDAYS[word]
    if word in MONTHS:
        return "month", MONTHS[word]
    return "content", word


def _capital(chunk: str) -> bool:
    return chunk.lstrip(OPENING)[:1].isupper()


def _ends_sentence(chunk: str) -> bool:
    bare = chunk.rstrip(CLOSING)
    if not bare or bare[-1] not in ENDS:
        return False
    word = bare[:-1].lstrip(OPENING).casefold()
    return bare[-1] != "." or not (len(word) == 1 or word in ABBREVIATIONS)
