"""An article against the register: everything that its words get wrong, in order of place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from standfirst.exchanges.prose import lexicon, wording
from standfirst.exchanges.prose.article import SUMMARY, TITLE, merge
from standfirst.exchanges.prose.counts import read_statements
from standfirst.exchanges.prose.days import Calendar, muddled_days, spoken_of
from standfirst.exchanges.prose.facts import Facts
from standfirst.exchanges.prose.figures import DISTINCT, beside, doubt
from standfirst.exchanges.prose.places import Atlas, unknown_places
from standfirst.exchanges.prose.register import figures
from standfirst.exchanges.prose.sentences import split_passage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.mentions.days import DayMention
    from standfirst.exchanges.prose.article import Article, Finding
    from standfirst.exchanges.prose.figures import Beside, Doubt
    from standfirst.exchanges.prose.register import Register
    from standfirst.exchanges.prose.sentences import Sentence
    from standfirst.exchanges.prose.statement import Statement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ITEMS = frozenset({"li", "dd", "td", "th"})
"""Items of a list or table speak of what stands before them."""
ORDINALS = frozenset({"ordinal", "in_year", "any_ordinal"})
RUN = re.compile(";")
DIVISIONS = (("military", "civilian"), ("women", "men"))


def check_article(article: Article, register: Register) -> tuple[Finding, ...]:
    """What an article gets wrong, each fact once. Nothing where it names no record."""
    return merge(find_all(article, register))


def find_all(article: Article, register: Register) -> list[Finding]:
    """What an article gets wrong, each time that it says so."""
    if not article.records:
        return []
    return _Reading(article, register).findings()


class _Reading:
    """One article being read."""

    def __init__(self, article: Article, register: Register) -> None:
        self.article = article
        self.register = register
        self.facts = Facts(article.records, register, max(article.dates, default=None))
        self.calendar = Calendar(article, self.facts, register)
        self.atlas = Atlas(article, self.facts, register)
        self.read = [
            (passage, [(s, self._divided(read_statements(s, self.facts.parties))) for s in split_passage(passage)])
            for passage in article.passages
        ]
        first = next((p.block for p in article.passages if p.block >= 0 and p.tag not in HEADINGS), 0)
        self.leading = {TITLE, SUMMARY, first}
        self.anchors = [
            sentence
            for _, said in self.read
            for sentence, statements in said
            if self._is_own(sentence, statements, dated=True)
        ]
        totals = self.facts.values("total")
        self.tells_own = any(
            each.value in totals and each.value >= DISTINCT and each.field not in ORDINALS
            for _, said in self.read
            for _, statements in said
            for each in statements
        )
        """Whether the exchange's own total is told somewhere."""
        self.dated = [sentence for sentence in self.anchors if self._has_own_day(sentence)]

    def findings(self) -> list[Finding]:
        """Everything, in the order of the passages."""
        doubts: list[Doubt] = []
        days: list[tuple[Sentence, DayMention]] = []
        found: list[Finding] = []
        section: list[Exchange] = []
        is_event = False
        for passage, said in self.read:
            sentences = [sentence for sentence, _ in said]
            muddled = [(s, mention) for s, statements in said for mention in self._muddled(s, statements)]
            days += muddled
            also = spoken_of(sentences, self.calendar, {mention for _, mention in muddled})
            if passage.tag in HEADINGS:
                section = also
            is_event = bool(lexicon.EVENT.search(passage.text)) or (is_event and passage.tag in ITEMS)
            none, around = beside([]), beside([*also, *section])
            wrong = {id(s) for s, _ in muddled}
            for sentence, statements in said:
                near = none if id(sentence) in wrong else around
                if not self._looks_back(sentence, near):
                    is_run = sentence.says(RUN) and self._has_own_day(sentence)
                    told = [each for each in statements if not (is_run and self._is_of_another_day(each))]
                    doubts += self._doubts(told, near, is_event=is_event)
                found += [
                    wording.of_place(sentence, place, self.facts, self.atlas, self.register)
                    for place in unknown_places(sentence, self.atlas, is_event=is_event)
                ]
        votes = self._votes(doubts, days)
        halves = {each.statement.value for each in doubts}
        for each in doubts:
            finding = wording.of_figure(each, self.facts, self.register, votes)
            kind = finding.fact[0]
            # 350 in all, 175 from each side: one mistake.
            half = each.statement.value // 2 if each.statement.value % 2 == 0 else 0
            found.append(replace(finding, fact=(kind, half)) if kind == "count" and half in halves else finding)
        found += [wording.of_day(s, mention, self.calendar, self.facts, self.register, votes) for s, mention in days]
        return found

    def _is_own(self, sentence: Sentence, statements: Sequence[Statement], *, dated: bool) -> bool:
        """Whether a sentence states what only its own exchange has: its day, its total or its number."""
        if dated and self._has_own_day(sentence):
            return True
        totals = self.facts.values("total") | self.facts.values("bodies")
        for statement in statements:
            if statement.field == "ordinal" and statement.value in self.facts.ordinals:
                return True
            if (
                statement.field in {"total", "bare", "pow", "military"}
                and statement.value >= DISTINCT
                and statement.value in totals
            ):
                return True
        return False

    def _has_own_day(self, sentence: Sentence) -> bool:
        return any(self.calendar.verdict(mention) == "own" for mention in sentence.days)

    def _divided(self, statements: Sequence[Statement]) -> Sequence[Statement]:
        """The same; those that divide all who returned into two kinds are marked as parts."""
        for kinds in DIVISIONS:
            parts = [each for each in statements if each.field in kinds]
            values = [each.value for each in parts]
            if {each.field for each in parts} == set(kinds) and len(parts) == len(kinds):
                own = {value for kind in (*kinds, "total") for value in self.facts.values(kind)} - {0}
                if own & {*values, sum(values)}:
                    statements = [replace(each, form="part") if each in parts else each for each in statements]
        return statements

    def _muddled(self, sentence: Sentence, statements: Sequence[Statement]) -> Iterator[DayMention]:
        if not sentence.days:
            return
        anchored = any(anchor is not sentence for anchor in self.anchors)
        dated = any(anchor is not sentence for anchor in self.dated)
        leads = sentence.passage.block == TITLE or (sentence.passage.block in self.leading and not dated)
        is_own = self._is_own(sentence, statements, dated=False)
        said = {each.value for each in statements if each.field not in ORDINALS}
        for mention in muddled_days(sentence, self.calendar, anchored=anchored, leads=leads, is_own=is_own):
            if is_own or not self._tells_of(mention, said):
                yield mention

    def _tells_of(self, mention: DayMention, said: Collection[int]) -> bool:
        """Whether day and figures are both another exchange's, in an article that gives its own elsewhere."""
        values = {
            value for record in self.calendar.records(mention) for name, value, _ in figures(record) if name == "total"
        }
        return self.tells_own and not values.isdisjoint(said)

    def _looks_back(self, sentence: Sentence, near: Beside) -> bool:
        """Whether a sentence speaks of a time that is not the exchange's and of no record's either."""
        if self._has_own_day(sentence) or sentence.says(lexicon.INVASION):
            return False
        dated = any(self.calendar.verdict(mention) in {"other", "unknown"} for mention in sentence.days)
        if dated and not near.values:
            return not any(True for _ in self._muddled(sentence, []))
        return any(self.calendar.looks_elsewhere(mention) for mention in sentence.days if mention.day is None)

    def _is_of_another_day(self, statement: Statement) -> bool:
        """Whether a statement stands in an item of a run of days that is not the exchange's: "19 March: 175; 19 April: 246"."""
        sentence = statement.sentence
        start = sentence.passage.text.rfind(";", sentence.start, statement.start)
        end = sentence.passage.text.find(";", statement.end, sentence.end)
        days = sentence.days_in(max(start, sentence.start), end if end >= 0 else sentence.end)
        verdicts = {self.calendar.verdict(day) for day in days if day.day}
        return bool(verdicts) and "own" not in verdicts

    def _doubts(self, statements: Sequence[Statement], near: Beside, *, is_event: bool) -> Iterator[Doubt]:
        for statement in statements:
            if each := doubt(statement, self.facts, self.register, near, is_event=is_event):
                yield each

    def _votes(self, doubts: Sequence[Doubt], days: Sequence[tuple[Sentence, DayMention]]) -> Counter[str]:
        """How often each other record is the one that a figure belongs to."""
        facts = {(each.name, each.statement.value): each for each in doubts}
        votes = Counter(item.record.id for each in facts.values() for item, _ in each.holders)
        votes.update(record.id for _, mention in days for record in self.calendar.records(mention))
        return votes
