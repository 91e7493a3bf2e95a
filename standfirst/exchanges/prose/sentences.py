"""A passage as sentences, each with what it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from standfirst.exchanges.mentions.days import DayMention, find_days
from standfirst.exchanges.mentions.numerals import Numeral, find_numerals
from standfirst.exchanges.mentions.places import PlaceMention, find_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.exchanges.prose.article import Passage

Mention = TypeVar("Mention", Numeral, DayMention, PlaceMention)

END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+(?=[\"'“«„(\[—–-]*\s?(?:\d|[^\W\d_a-zа-яіїєґё]))")
LONG = 40
"""Characters of a date or number at the most, full stops and all."""
SHORT = re.compile(
    r"(?:^|[\s(«“\"])(?:mr|mrs|ms|dr|gen|lt|col|sgt|capt|maj|gov|sen|no|nos|vs|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|р|рр|тис|млн|ім|вул|м|с|обл|ст|г|гг|тыс|им|ул|см|др|ред|[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_])$",
    re.IGNORECASE,
)
"""Abbreviations whose full stop ends no sentence."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage. Places in it are places in the passage."""

    passage: Passage
    start: int
    end: int
    numerals: Sequence[Numeral]
    days: Sequence[DayMention]
    places: Sequence[PlaceMention]

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[self.start : self.end]

    @cached_property
    def place_at(self) -> dict[int, PlaceMention]:
        """Countries and nationalities by where they begin."""
        return {place.start: place for place in self.places}

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether words of a kind stand in it."""
        if pattern not in self._said:
            self._said[pattern] = pattern.search(self.passage.text, self.start, self.end) is not None
        return self._said[pattern]

    @cached_property
    def _said(self) -> dict[re.Pattern[str], bool]:
        return {}

    @cached_property
    def values(self) -> frozenset[int]:
        """All numbers in it."""
        return frozenset(numeral.value for numeral in self.numerals)

    @cached_property
    def ordinals(self) -> frozenset[int]:
        """All ordinals in it."""
        return frozenset(numeral.value for numeral in self.numerals if numeral.kind == "ordinal")

    @cached_property
    def dates(self) -> frozenset[tuple[int | None, int]]:
        """Month and day of all days in it."""
        return frozenset((mention.month, mention.day) for mention in self.days if mention.day)

    def days_in(self, start: int, end: int) -> Sequence[DayMention]:
        """The dates between two places."""
        return _within(self.days, start, end)

    def before(self, place: int, width: int = 80) -> str:
        """What stands in it before a place, not further than `width` characters."""
        return self.passage.text[max(self.start, place - width) : place]

    def after(self, place: int, width: int = 80) -> str:
        """What stands in it after a place, not further than `width` characters."""
        return self.passage.text[place : min(self.end, place + width)]


def split_passage(passage: Passage) -> Iterator[Sentence]:
    """Its sentences with the numerals, dates and places in them. In doubt two sentences stay together."""
    text = passage.text
    numerals, days, places = find_numerals(text), find_days(text), find_places(text)
    ends = [
        found.end()
        for found in END.finditer(text)
        if text[found.start()] != "." or not SHORT.search(text, max(0, found.start() - 12), found.start())
    ]
    taken = [*((each.start, each.end) for each in numerals), *((each.start, each.end) for each in days)]
    inside = {place for begin, end in taken for place in range(begin + 1, min(end, begin + LONG))}
    start = 0
    for end in [*(end for end in ends if end not in inside), len(text)]:
        if end > start:
            yield Sentence(
                passage,
                start,
                end,
                _within(numerals, start, end),
                _within(days, start, end),
                _within(places, start, end),
            )
        start = end


def _within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, key=lambda mention: mention.start)
    return mentions[first:last]
