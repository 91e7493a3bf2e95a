"""Text -> the countries and nationalities in it; English, Ukrainian and Russian."""

# ruff: noqa: RUF001 -- names in Cyrillic: no look-alikes by mistake
# ruff: noqa: SIM905 -- a table of words reads best as words

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from standfirst.exchanges.mentions.gazetteer import AMBIGUOUS_WORDS, NAMESAKES, compiled, is_cyrillic, load_gazetteer
from standfirst.exchanges.mentions.masks import hide_addresses

if TYPE_CHECKING:
    from standfirst.exchanges.mentions.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A country, or a nationality, where it stands in a text."""

    start: int
    end: int
    code: str
    """ISO 3166-1 alpha-2."""
    kind: Literal["country", "nationality"]


# A word that can begin a name: Latin with a capital, or Cyrillic. Initials keep their full stops: U.S., U.S.A.
_WORD = re.compile(
    r"[A-ZÀ-ÞЀ-ӿ](?<!\w[A-ZÀ-ÞЀ-ӿ])(?:(?<=[A-Z])\.(?:[A-Z]\.)+|(?<![Ѐ-ӿ])[^\W\d_]*+|[Ѐ-ӿ]*+(?:['’ʼ][Ѐ-ӿ]++)*+)"
)
_LANGUAGE_AFTER = re.compile(
    r"[\s-]+(?:language|speak|version|translation|edition|subtitle|alphabet|transcript|мов|язык)|['’]?[\s-]+to[\s-]+English",
    re.IGNORECASE,
)
_INTO = re.compile(r"(?<!\w)(?:in|into|from)\s\Z", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?:[.,;:!?)\]\"”»]|\Z|(?:and|or|та|і|й|и|або|или)\s)")
_PREPOSITION = re.compile(
    r"(?<!\w)(?:у|в|з|із|зі|до|від|с|со|из|от|через|для|республік\w|республик\w)\s\Z", re.IGNORECASE
)
_NAME_AFTER = re.compile(r"\s[A-ZА-ЯЄІЇҐ][a-zа-яєіїґ’'-]+")
_NAME_BEFORE = re.compile(r"(?<!\w)([A-Z][a-z]+)\s\Z")
_NO_NAME = frozenset(
    "In From To At By Of And With The For But While When Via Through Near As That This If Since After Before On Across Outside Inside "
    "Neighbouring Neighboring Neither Both Between Also Where Like Unlike Against Under Over President King Minister Republic".split()
)
_REACH = 24


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """The countries and nationalities of a text in order; the longest name that fits is taken."""
    text = hide_addresses(text)
    found: list[PlaceMention] = []
    taken = 0
    for word in _WORD.finditer(text):
        entries = _look_up(word.group(), text[word.end() : word.end() + 1])
        if not entries or word.start() < taken:
            continue
        for entry in entries:
            fit = compiled(entry.rest).match(text, word.end()) if entry.rest else word
            if fit is None:
                continue
            start, end = word.start(), fit.end()
            taken = end
            if entry.code and not (not entry.rest and _means_another(text, start, end, entry)):
                found.append(PlaceMention(start, end, entry.code, entry.kind))
            break
    return tuple(found)


def _look_up(word: str, after: str) -> tuple[Entry, ...]:
    table = load_gazetteer(cyrillic=is_cyrillic(word))
    entries = table.get(word, ())
    if not entries and word.isupper() and len(word) > 3:  # noqa: PLR2004 -- shorter ones in capitals are abbreviations
        entries = table.get(word.capitalize(), ())
    if not entries and is_cyrillic(word):
        small = word.lower()
        entries = table.get(small, ()) or (table.get(small + "-", ()) if after in {"-", "\u2010", "\u2011"} else ())
    return entries


def _means_another(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a word that can be a country's is a language here, a person, or a common word at the head of a sentence."""
    word, before = text[start:end], text[max(0, start - _REACH) : start]
    if entry.kind == "nationality":
        closes = bool(_CLOSES.match(text, end))
        if _LANGUAGE_AFTER.match(text, end) or (closes and (_INTO.search(before) or word.endswith("ською"))):
            return True
    if word in AMBIGUOUS_WORDS:
        return not _PREPOSITION.search(before)
    if word not in NAMESAKES:
        return False
    named = _NAME_BEFORE.search(before)
    return bool(_NAME_AFTER.match(text, end) or (named and named[1] not in _NO_NAME))
