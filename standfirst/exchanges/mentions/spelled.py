"""Text -> the whole numbers that it spells out."""

# ruff: noqa: RUF001 -- names in Cyrillic: no look-alikes by mistake

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from standfirst.exchanges.mentions.numwords import NUMBER_WORDS, RUSSIAN_OTHER, bound_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.exchanges.mentions.numwords import NumberWord

Spelled = tuple[int, int, int, bool]
"""Start, end, value, whether it is an ordinal."""


def _letters(place: int) -> str:
    """The letters that number words have there, as a class: it spares most words a look-up."""
    found = {word[place] for word in NUMBER_WORDS if len(word) > place}
    return "[" + re.escape("".join(sorted({*found, *(letter.upper() for letter in found)}))) + "]"


_FIRST = _letters(0)
_WORD = re.compile(
    rf"{_FIRST}(?<!\w{_FIRST})(?:{_letters(1)}(?:{_letters(2)}(?:[^\W\d_]|['’ʼ](?=[^\W\d_]))*+)?)?(?!\w)"
)
_MULTIPLIER = re.compile(r"[\s-](?:hundred|thousand|million|dozen)(?!\w)", re.IGNORECASE)
_GAP = re.compile(r"(?:\s{1,2}|[-\u2010\u2011])(?:and\s{1,2})?", re.IGNORECASE)
_HALF = re.compile(r"(?<!\w)half\s\Z", re.IGNORECASE)
_A = re.compile(r"(?<!\w)a\s\Z", re.IGNORECASE)
_DOZEN = 12
_OF = re.compile(r"\s+of\s")
_NO_SECOND = re.compile(r"(?<!\w)(?:per|split|each|every)[\s-]\Z", re.IGNORECASE)
_WORLD_WAR = re.compile(r"\s(?:World\sWar|світов|миров)", re.IGNORECASE)
_FRACTION_BEFORE = re.compile(r"(?<!\w)(?:one|two|three|four|five|seven|eight|nine)[\s-]\Z", re.IGNORECASE)
_VAGUE_BEFORE = re.compile(
    r"(?<!\w)(?:several|few|couple\sof|кілька|декілька|несколько|many|десятки|сотні|сотни)\s\Z", re.IGNORECASE
)
_FRACTION_AFTER = re.compile(
    r"[\s-](?:thirds|quarters|fifths|sixths|eighths|tenths|halves|третин|третьих|чверт)", re.IGNORECASE
)
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґ]", re.IGNORECASE), re.compile("[ыэъё]", re.IGNORECASE)
_REACH = 100


class _Token(NamedTuple):
    start: int
    end: int
    written: str
    number: NumberWord


class _Sum:
    """A number as its words come: each must be of a lower rank than the one before it."""

    def __init__(self) -> None:
        self.total = self.group = 0
        self.rank = self.scale = 10**15
        self.ordinal = False
        self.words: list[_Token] = []

    def add(self, token: _Token) -> bool:
        """Take the word in, if the number can go on with it."""
        value, role = token.number.value, token.number.role
        if self.ordinal:
            return False
        if role == "part":
            rank = 1 if value < 20 else 10 if value < 100 else 100  # noqa: PLR2004 -- the ranks of number words
            if value >= 10 > rank and self.rank <= 10:  # noqa: PLR2004 -- no teen after tens
                return False
            if rank >= self.rank:
                return False
            self.group, self.rank = self.group + value, rank
        elif role == "hundred":
            if not (0 < self.group < 100) or (self.rank > 10):  # noqa: PLR2004 -- one hundred, twelve hundred
                if not token.number.ordinal or self.words:
                    return False
                self.group = 1
            self.group, self.rank = self.group * value, 100
        else:
            if value >= self.scale or (self.words and not self.group):
                return False
            self.total, self.group = self.total + (self.group or 1) * value, 0
            self.rank, self.scale = 10**3, value
        self.ordinal = token.number.ordinal
        self.words.append(token)
        return True

    @property
    def value(self) -> int:
        return self.total + self.group


def find_spelled(text: str) -> Iterator[Spelled]:
    """The numbers of a text that are spelled out, ordinals among them; vague ones ("hundreds") are none."""
    tokens: list[_Token] = []
    for match in _WORD.finditer(text):
        written = match.group().lower()
        number = NUMBER_WORDS.get(written)
        if number and (written not in {"a", "an"} or _MULTIPLIER.match(text, match.end())):
            tokens.append(_Token(match.start(), match.end(), written, number))
    current = _Sum()
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if not (current.words and _joins(text, current, token, following) and current.add(token)):
            yield from _close(text, current)
            current = _Sum()
            current.add(token)
    yield from _close(text, current)


def _joins(text: str, current: _Sum, token: _Token, following: _Token | None) -> bool:
    """Whether only a space, a hyphen, or a fitting "and" parts a word from the number before it."""
    last = current.words[-1]
    gap = _GAP.fullmatch(text, last.end, token.start)
    if not gap:
        return False
    if "and" not in gap.group().lower():
        return last.number.value > 1 or last.written not in {"a", "an"} or token.number.role != "part"
    new_hundred = following and following.number.role == "hundred" and _GAP.fullmatch(text, token.end, following.start)
    return (
        last.number.role != "part"
        and last.number.value != _DOZEN
        and not new_hundred
        and token.written not in {"a", "an"}
    )


def _close(text: str, current: _Sum) -> Iterator[Spelled]:
    """The number, unless its words are too vague or too common to be a figure."""
    if not current.words:
        return
    first, last = current.words[0], current.words[-1]
    start, end, value = first.start, last.end, current.value
    before = text[max(0, start - 30) : start]
    if first.written in {"a", "an"}:
        if len(current.words) == 1:
            return
        half = _HALF.search(before)
        if half and value in {_DOZEN, 10**6}:
            start, value = start - len(half.group()), value // 2
    elif _FRACTION_AFTER.match(text, end) or (len(current.words) == 1 and text[start:end] == "Сорока"):
        return  # two thirds; a surname
    elif len(current.words) == 1 and not first.number.alone:
        said = (
            first.number.role == "scale"
            and first.written in {"тисячі", "тысячи"}
            and bound_before(text, start) != "exact"
        )
        if not said:
            return
    if current.ordinal and _is_no_ordinal(text, current, before):
        return
    if len(current.words) == 1 and _VAGUE_BEFORE.search(before) and first.number.role == "scale":
        return
    yield start, end, value, current.ordinal


def _is_no_ordinal(text: str, current: _Sum, before: str) -> bool:
    """Whether an ordinal's word is a fraction here, a unit of time, a war, or another word of another language."""
    first, last = current.words[0], current.words[-1]
    if _WORLD_WAR.match(text, last.end):
        return True
    if len(current.words) > 1:
        return False
    if _FRACTION_BEFORE.search(before) or (_A.search(before) and _OF.match(text, last.end)):
        return True
    if first.written == "second" and _NO_SECOND.search(before):
        return True
    if RUSSIAN_OTHER.fullmatch(first.written):
        around = text[max(0, first.start - _REACH) : first.end + _REACH]
        return not _UKRAINIAN.search(around) or bool(_RUSSIAN.search(around))
    return False
