"""Dates against the record: which day a sentence gives, and whether it is one that the article can know."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from standfirst.exchanges.prose import lexicon
from standfirst.exchanges.prose.register import days_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.mentions.days import DayMention
    from standfirst.exchanges.prose.article import Article
    from standfirst.exchanges.prose.facts import Facts
    from standfirst.exchanges.prose.register import Register
    from standfirst.exchanges.prose.sentences import Sentence

Verdict = Literal["own", "stage", "known", "other", "unknown"]
"""A day of the article's own exchange; of another stage of its agreement; one that its sources or notes know; one of
another record; one of nobody's."""


NAMED_BY = re.compile(
    r"(?:exchange|swap|обмін\w*|обмен\w*)\s+(?:of|від|от)\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.IGNORECASE
)
"""Before a date: an exchange is named by it, as one speaks of another."""
OPENS = re.compile(r"\W*(?:\w+\W+){0,2}")
"""Before a date that opens its sentence: what follows it is dated."""


class Calendar:
    """The days that an article can know."""

    def __init__(self, article: Article, facts: Facts, register: Register) -> None:
        """Nothing is read before the first date is asked for."""
        self._article = article
        self._facts = facts
        self._register = register
        self._verdicts: dict[tuple[int | None, int | None, int | None], Verdict | None] = {}

    @cached_property
    def own(self) -> frozenset[date]:
        """The days of the exchange."""
        return frozenset(day for record in self._facts.own for day in days_of(record))

    @cached_property
    def _years(self) -> tuple[int, ...]:
        years = {record.date.year for record in self._facts.own} | {day.year for day in self._article.dates}
        return tuple(sorted(years, reverse=True))

    @cached_property
    def _known(self) -> frozenset[date]:
        records = (*self._facts.own, *self._facts.kin)
        found = {day for record in records for day in days_of(record)}
        found |= {day + timedelta(days=n) for day in self._article.dates for n in (-1, 0, 1)}
        sources = (*self._article.sources, *(source for record in records for source in record.sources))
        found |= {source.date + timedelta(days=n) for source in sources if source.date for n in (-1, 0)}
        return frozenset(found)

    @cached_property
    def _loosely_known(self) -> frozenset[tuple[int, int]]:
        """Day and month of the dates in notes, claims, agreements' names, titles and addresses of sources."""
        records = (*self._facts.own, *self._facts.kin)
        texts = [
            text
            for record in records
            for text in (record.note, record.agreement, record.sequence and record.sequence.basis)
            if text
        ]
        texts += [str(claim.value) for record in records for claim in record.claims]
        sources = (*self._article.sources, *(source for record in self._facts.own for source in record.sources))
        texts += [text for source in sources for text in (source.title, source.url)]
        return frozenset(
            (mention.month, mention.day)
            for text in texts
            for form in {text, text.replace("/", "-"), text.replace("-", " ")}
            for mention in self._register.mentioned_days(form)
            if mention.day and mention.month
        )

    def dates(self, mention: DayMention) -> list[date]:
        """The day that a mention means; several where it leaves the year open; none where it names no day."""
        if mention.day is None or mention.month is None:
            return []
        years = (mention.year,) if mention.year else self._years
        return [day for year in years if (day := _day(year, mention.month, mention.day))]

    def verdict(self, mention: DayMention) -> Verdict | None:
        """Whose day it is; None for what is no day."""
        key = mention.day, mention.month, mention.year
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(mention)
        return self._verdicts[key]

    def _judge(self, mention: DayMention) -> Verdict | None:
        days = self.dates(mention)
        if not days:
            return None
        if any(day in self.own for day in days):
            return "own"
        if any(record.date in days for record in self._facts.stages):
            return "stage"
        if any(day in self._known for day in days) or (
            (mention.month, mention.day) in self._loosely_known and self._is_near(mention)
        ):
            return "known"
        return "other" if self.records(mention) else "unknown"

    def _is_near(self, mention: DayMention) -> bool:
        return not mention.year or mention.year in self._years

    def records(self, mention: DayMention) -> list[Exchange]:
        """Records of that day: the latest where the year is left open."""
        days = self.dates(mention)
        first = min((record.date for record in self._facts.own), default=None)
        if not mention.year and mention.month and mention.day and first and self._years:
            days += [
                day
                for year in (self._years[-1] - 1,)
                if (day := _day(year, mention.month, mention.day)) and day < first
            ]
        for day in days:
            if found := [item.record for item in self._register.days.get(day, [])]:
                return found
        return []

    def is_alone(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of one stage: no figure of another, no word of several days."""
        return not sentence.says(lexicon.OTHER_DAY) and sentence.values.isdisjoint(
            value for stage in self._facts.stages for count in stage.returned.values() if (value := count.total)
        )

    def looks_elsewhere(self, mention: DayMention) -> bool:
        """Whether a month or a year without a day is not that of the exchange."""
        own = {(record.date.year, record.date.month) for record in self._facts.own}
        years = {year for year, _ in own}
        if mention.month is None:
            return mention.year not in years
        return not any(month == mention.month and mention.year in {None, year} for year, month in own)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def muddled_days(
    sentence: Sentence, calendar: Calendar, *, anchored: bool, leads: bool, is_own: bool
) -> Iterator[DayMention]:
    """Dates that a sentence gives to the exchange itself and that are not its own.

    `anchored`: the article states the exchange's own date or figures elsewhere, so that another date may well look back.
    `leads`: the sentence stands where the news itself is told. `is_own`: its figures are the exchange's own.
    """
    verdicts = [(mention, calendar.verdict(mention)) for mention in sentence.days]
    placed = sentence.says(lexicon.TOOK_PLACE)
    if not (placed or sentence.says(lexicon.EVENT)) or sentence.says(lexicon.BEFORE):
        return
    if any(verdict == "own" for _, verdict in verdicts):
        return
    if len(verdicts) == 1 and verdicts[0][1] == "stage" and is_own and calendar.is_alone(sentence):
        yield verdicts[0][0]
    for mention, verdict in verdicts:
        if verdict not in {"other", "unknown"} or _is_aside(sentence, mention):
            continue
        named = NAMED_BY.search(sentence.before(mention.start, 40)) and anchored
        if is_own or (placed and not named) or leads or (verdict == "other" and not anchored):
            yield mention


def _is_aside(sentence: Sentence, mention: DayMention) -> bool:
    """Whether the words beside a date say that it is that of something else."""
    before, after = sentence.before(mention.start, 45), sentence.after(mention.end, 20)
    before = re.split(r"[;(–—]", before)[-1]
    if not OPENS.fullmatch(before):
        after = re.split(r"[,;(]", after, maxsplit=1)[0]
    return any(lexicon.ASIDE.search(words) for words in (before, after))


def spoken_of(sentences: Sequence[Sentence], calendar: Calendar, muddled: Collection[DayMention]) -> list[Exchange]:
    """Other records that sentences look back to by their dates."""
    records = [
        record
        for sentence in sentences
        for mention in sentence.days
        if mention not in muddled and calendar.verdict(mention) in {"other", "known", "stage"}
        for record in calendar.records(mention)
    ]
    return list({record.id: record for record in records}.values())
