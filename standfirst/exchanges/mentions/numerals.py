"""Text -> the whole numbers in it, in digits or in words; English, Ukrainian and Russian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from standfirst.exchanges.mentions.days import find_days
from standfirst.exchanges.mentions.masks import HIDDEN, hide, hide_addresses
from standfirst.exchanges.mentions.numwords import OR_MORE, OR_SO, SCALE_AFTER_DIGITS, Bound, bound_before
from standfirst.exchanges.mentions.spelled import find_spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.exchanges.mentions.days import DayMention

Kind = Literal["cardinal", "ordinal"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A whole number where it stands in a text."""

    start: int
    end: int
    value: int
    kind: Kind
    bound: Bound
    written: str
    """The number as the text has it, without the words of its bound: text[start:end]."""


_LARGEST = 10**12
_MOST_DIGITS = 16

# Digits that count nothing: telephone numbers and other chains, times, fractions, versions.
# Each pattern begins with the class of its first character, and only then looks back: so the engine skips to candidates.
_NO_COUNT = re.compile(
    r"([+\d])(?<!\w[+\d])(?:(?<=\+)\d++(?:[\s()-]{1,2}\d++)++|(?<=\d)(?:\d*+(?:[-\u2010\u2011]\d++){2,}+"
    r"|\d*+(?:\.\d++){2,}+(?<!\.\d{3})|(?<!:\d)\d?:\d{2}(?::\d{2})?(?![\w:])|(\d*+)/(?!\1\2(?!\d))[\w/]++))"
)
_GROUPED = r"(?<!0)\d{0,2}(?P<gap>[.,'’\u00a0\u2009\u202f ])\d{3}(?:(?P=gap)\d{3}){0,4}(?!\d)"
_DIGITS = re.compile(rf"(?P<whole>\d(?<!\w\d)(?:{_GROUPED}|\d*+))(?P<fraction>[.,]\d++)?")
_ATTACHED_BEFORE = re.compile(r"[^\W\d_][-\u2010\u2011]\Z|[$€£₴₽]\s?\Z|\d[.,]\Z")
_BETWEEN_NUMBERS = re.compile(r"[\w][-\u2010\u2011](?:for|to|by|на|за|до)[-\u2010\u2011]\Z", re.IGNORECASE)
_PER_CENT = re.compile(r"\s?(?:%|‰|per\s?cent|percent|відсот|процент|p\.?p\.)|\s?[€$£₴₽°]", re.IGNORECASE)
_MEASURE = re.compile(r"[-\u2010\u2011\s]?(?:mm|cm|km|kg|мм|см|км|кг)(?!\w)", re.IGNORECASE)
_ORDINAL = re.compile(
    r"[-\u2010\u2011]?(?:st|nd|rd|th|й|ий|ій|ый|го|ого|му)(?!\w)"
    r"|[-\u2010\u2011](?:ой|его|ому|ему|ім|им|ым|ом|м|а|я|ша|га|та|тя|ої|ї|ою|у|ту|шу|ю|е|те|ге|ше|є|і|ті|ші|ые|ых)(?!\w)",
    re.IGNORECASE,
)
_CARDINAL = re.compile(r"[-\u2010\u2011'’](?:ти|ма|мя|ми|ро|ох|ьох|ёх|х|m)(?!\w)", re.IGNORECASE)
_SCALE_WORD = re.compile(r"[\s-]{0,2}([^\W\d_]{1,10}+)(?!\w)")
_REMAINDER = re.compile(r"\.?\s(\d{3})(?![\w]|[.,]\d)")
_LETTER = re.compile(r"\w")


def find_numerals(text: str, days: Sequence[DayMention] | None = None) -> tuple[Numeral, ...]:
    """The numerals of a text in order: none overlaps another, or one of its days (sought here where they are not given)."""
    readable = hide_addresses(text)
    edges = [0]
    for day in find_days(text) if days is None else days:
        edges += [day.start, day.end]
    parts = [readable[low:high] for low, high in zip(edges, [*edges[1:], len(text)], strict=True)]
    readable = "".join(HIDDEN * len(part) if number % 2 else part for number, part in enumerate(parts))
    digits = list(_find_digits(hide(_NO_COUNT, readable)))
    spelled = [each for each in find_spelled(readable) if not _PER_CENT.match(readable, each[1])]
    kept: list[Numeral] = []
    for start, end, value, ordinal in sorted([*digits, *spelled]):
        if not kept or start >= kept[-1].end:
            bound: Bound = "exact" if ordinal else _read_bound(readable, start, end)
            kept.append(Numeral(start, end, value, "ordinal" if ordinal else "cardinal", bound, text[start:end]))
    return tuple(kept)


def _find_digits(text: str) -> Iterator[tuple[int, int, int, bool]]:
    position = 0
    while match := _DIGITS.search(text, position):
        position = match.end()
        before = text[max(0, match.start() - 8) : match.start()]
        if _ATTACHED_BEFORE.search(before) and not _BETWEEN_NUMBERS.search(before):
            continue
        read = _read_number(text, match)
        if read:
            yield match.start(), *read
            position = read[0]


def _read_number(text: str, match: re.Match[str]) -> tuple[int, int, bool] | None:
    """Where a number in digits ends, its value, and whether it is an ordinal; None where it counts nothing."""
    whole = "".join(letter for letter in match["whole"] if letter.isdecimal())
    if len(whole) > _MOST_DIGITS:
        return None
    value, end, fraction = int(whole), match.end(), match["fraction"]
    scale = _SCALE_WORD.match(text, end)
    factor = SCALE_AFTER_DIGITS.get(scale[1].lower(), 0) if scale else 0
    if scale and factor and len(fraction or "") <= _MOST_DIGITS:
        value = value * factor + (int(fraction[1:]) * factor // 10 ** (len(fraction) - 1) if fraction else 0)
        end = scale.end(1)
        if scale[1].lower() in {"тис", "тыс", "млн", "млрд"} and text[end : end + 1] == ".":
            end += 1
        more = None if fraction or factor != 1_000 or scale[1] in {"k", "K"} else _REMAINDER.match(text, end)  # noqa: PLR2004 -- тисяч 147
        if more:
            value, end = value + int(more[1]), more.end()
        return None if _PER_CENT.match(text, end) or value > _LARGEST else (end, value, False)
    leading_zero = whole.startswith("0") and len(whole) > 1
    if fraction or leading_zero or _PER_CENT.match(text, end) or _MEASURE.match(text, end):
        return None
    if text[end : end + 1] in " ,.;:)":
        return end, value, False
    for ending, is_ordinal in ((_CARDINAL, False), (_ORDINAL, True)):
        suffix = ending.match(text, end)
        if suffix:
            return suffix.end(), value, is_ordinal
    return None if _LETTER.match(text, end) else (end, value, False)


def _read_bound(text: str, start: int, end: int) -> Bound:
    bound = bound_before(text, start)
    if bound != "exact":
        return bound
    if OR_MORE.match(text, end):
        return "over"
    return "about" if OR_SO.match(text, end) else "exact"
