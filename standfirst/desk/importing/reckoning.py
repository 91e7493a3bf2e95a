"""The figures of an exchange as an article gives them: which value has most for it, what speaks against it, what is another's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from standfirst.exchanges.prose import lexicon
from standfirst.exchanges.prose.article import SUMMARY, TITLE
from standfirst.exchanges.prose.counts import read_statements
from standfirst.exchanges.prose.sentences import split_passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.exchanges.mentions.days import DayMention
    from standfirst.exchanges.prose.article import Passage
    from standfirst.exchanges.prose.register import Register
    from standfirst.exchanges.prose.sentences import Sentence
    from standfirst.exchanges.prose.statement import Statement

COUNTED = {"military", "civilian", "women", "men", "officers"}
WHOLES = {"total", "bare", "pow"}
"""What can be the number of all who returned."""
ORDINALS = {"ordinal": "since_invasion", "in_year": "in_year"}
LEADS = {TITLE: 3, SUMMARY: 2}
"""How much more a figure in the headline or the teaser weighs."""
FIRM = 2
"""How much more a figure weighs that only the count of an exchange has the form of: 175 for 175."""
MOST = 0.75
"""Share of a total from which on the soldiers among them may be all of them, by another source's count."""
LATE = 2
"""Days after an exchange on which an article that names the day of the week still comes out."""
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEAR = 45
"""Days before its publication within which an article's exchange lies."""
ASIDE = {
    lexicon.HARM: "of people harmed",
    lexicon.HELD: "of those who are held",
    lexicon.PLANNED: "of what is planned",
    lexicon.BEFORE: "of an earlier time",
    lexicon.OUTSIDERS: "of what others say",
}
"""What a sentence speaks of whose numbers are none of the exchange."""

WEEKDAYS = re.compile(
    r"\b(?:(mon)|(tues)|(wednes)|(thurs)|(fri)|(satur)|(sun))day\b"
    r"|\b(?:(понеділ|понедельник)|(вівтор|вторник)|(серед[аиу]\b|сред[аыу]\b)|(четвер)|(п.ятниц|пятниц)|(субот|суббот)|(неділ|воскресен))",
    re.IGNORECASE,
)
GREATEST = re.compile(
    r"\b(?:largest|biggest|greatest|longest|first|найбільш|найдовш|перш|крупнейш|самы|перв)", re.IGNORECASE
)
"""An exchange is measured by all since the invasion; its people are not counted since then."""

Path = tuple[str, ...]


@dataclass
class Reckoned:
    """What was found."""

    day: date | None = None
    day_doubt: str = ""
    values: dict[Path, int] = field(default_factory=dict)
    doubts: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What speaks against a value, by its path."""
    not_taken: list[str] = field(default_factory=list)
    """Figures of something else: the words, and of what."""


@dataclass
class _Vote:
    """For one value of one figure."""

    weight: int = 0
    words: list[str] = field(default_factory=list)
    sure: bool = False
    """Whether the words say to whom people return."""


def reckon(passages: Sequence[Passage], parties: Sequence[str], published: date | None, register: Register) -> Reckoned:
    """The figures of the exchange that an article tells of. `published` is its own day."""
    found = Reckoned()
    said = [(sentence, read_statements(sentence, parties)) for p in passages for sentence in split_passage(p)]
    first = next((p.block for p in passages if p.block >= 0 and not p.tag.startswith("h")), 0)
    _find_day(found, said, published, first)
    weekdays = {_weekday(sentence) for sentence, _ in said}
    own = found.day.weekday() if found.day and found.day.weekday() in weekdays else None
    votes: dict[Path, dict[int, _Vote]] = defaultdict(lambda: defaultdict(_Vote))
    for sentence, statements in said:
        for each in statements:
            counted = _is_counted_on(sentence, statements)
            why = _whose(each, found.day, published, register, counted=counted)
            if not why and own is not None and _weekday(sentence) not in {None, own} and not sentence.days:
                why = f"of a {WEEK[_weekday(sentence) or 0]}, as its sentence says"
            if why:
                found.not_taken.append(f"«{each.text}»: {why}")
                continue
            for path, sure in _paths(each, parties, statements, counted=counted):
                vote = votes[path][each.value]
                vote.weight += LEADS.get(sentence.passage.block, 1 + (sentence.passage.block == first))
                vote.weight += FIRM if each.form in {"pair", "each"} else 0
                vote.words.append(each.text)
                vote.sure = vote.sure or sure
    for path, values in votes.items():
        _decide(found, path, values, register)
    _add_up(found, parties)
    found.not_taken = list(dict.fromkeys(found.not_taken))
    return found


def _find_day(
    found: Reckoned, said: Sequence[tuple[Sentence, Sequence[Statement]]], published: date | None, first: int
) -> None:
    days: Counter[date] = Counter()
    led = {each.value for sentence, told in said for each in told if sentence.passage.block in LEADS}
    for sentence, statements in said:
        if not (sentence.says(lexicon.EXCHANGE) or sentence.says(lexicon.EVENT)) or sentence.says(lexicon.BEFORE):
            continue
        for mention in sentence.days:
            day = _resolved(mention, published)
            if day is None or lexicon.ASIDE.search(sentence.before(mention.start, 45)):
                continue
            weight = LEADS.get(sentence.passage.block, 1 + (sentence.passage.block == first)) + bool(statements)
            # What the headline counts is the exchange's own; an article comes out on the day, or the next.
            weight += FIRM * bool(led & sentence.values) + (published is not None and 0 <= (published - day).days <= 1)
            days[day] += weight
    if published and published in days:
        days[published] += FIRM
    likely = [day for day, weight in days.most_common() if weight and _is_near(day, published)]
    if not likely:
        found.day, found.day_doubt = published, "the text names no day; it is that of the page" if published else ""
        named = next((each for sentence, told in said if told and (each := _weekday(sentence)) is not None), None)
        ago = (published.weekday() - named) % 7 if published and named is not None else 0
        if published and 0 < ago <= LATE:
            found.day = published - timedelta(ago)
            found.day_doubt = (
                f"the text names only the day of the week; it is the {WEEK[found.day.weekday()]} before the page"
            )
        return
    found.day = likely[0]
    others = [day.isoformat() for day in likely[1:] if days[day] * 2 > days[likely[0]]]
    if others:
        found.day_doubt = f"the text also names {', '.join(others)}"


def _weekday(sentence: Sentence) -> int | None:
    """The first day of the week that a sentence names, from Monday as 0."""
    named = WEEKDAYS.search(sentence.text)
    return (named.lastindex - 1) % 7 if named and named.lastindex else None


def _is_near(day: date, published: date | None) -> bool:
    return published is None or -1 <= (published - day).days <= NEAR


def _resolved(mention: DayMention, published: date | None) -> date | None:
    """A day in full: without a year it is the last one before the article."""
    if not (mention.day and mention.month) or not (mention.year or published):
        return None
    year = mention.year or (published.year if published else 0)
    try:
        day = date(year, mention.month, mention.day)
        if not mention.year and published and (day - published).days > 1:
            day = date(year - 1, mention.month, mention.day)
    except ValueError:
        return None
    return day


def _whose(each: Statement, own: date | None, published: date | None, register: Register, *, counted: bool) -> str:
    """Of what else a figure is; empty where it may be the exchange's own."""
    sentence = each.sentence
    if each.field in ORDINALS or each.field == "any_ordinal":
        return "an ordinal in a count that is not named" if each.field == "any_ordinal" else ""
    days = [day for mention in sentence.days if (day := _resolved(mention, published))]
    other = [day for day in days if day != own]
    if other and own not in days and not sentence.says(lexicon.INVASION):
        records = [kept.record.id for day in other for kept in register.days.get(day, [])]
        named = f", the record {', '.join(dict.fromkeys(records))}" if records else ""
        return f"of {other[0].isoformat()}{named}"
    if counted:
        return (
            ""
            if each.field in WHOLES | {"sum"} and each.party
            else f"a running total{_holder(each, 'cumulative', register)}"
        )
    if each.field == "sum":
        return f"a sum of some kind{_holder(each, 'cumulative', register)}"
    for pattern, of in ASIDE.items():
        if (
            sentence.says(pattern)
            and each.form not in {"pair", "each"}
            and not (pattern is lexicon.HARM and each.field == "bodies")
        ):
            return f"{of}, as its sentence says{_holder(each, 'total', register)}"
    return ""


def _is_counted_on(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether the numbers of a sentence are counted since the invasion, and not the exchange alone: "the 65th since …"."""
    numbered = any(each.field == "ordinal" for each in statements)
    since = sentence.says(lexicon.INVASION) and not GREATEST.search(sentence.text)
    return sentence.says(lexicon.RUNNING) or (since and not numbered)


def _holder(each: Statement, name: str, register: Register) -> str:
    """The records that have this figure, in words."""
    holders = [kept.record.id for kept, _ in register.holders.get((name, each.value), [])]
    return f", that of the record {', '.join(holders[:3])}" if holders else ""


def _paths(
    each: Statement, parties: Sequence[str], beside: Sequence[Statement], *, counted: bool
) -> Iterator[tuple[Path, bool]]:
    """Where in a record a figure belongs, and whether its words say to whom people return."""
    sentence = each.sentence
    if each.field in ORDINALS:
        yield ("sequence", ORDINALS[each.field]), True
        return
    if counted:
        yield ("cumulative", each.party), True
        return
    both = each.form == "each" or (
        each.form == "pair" and all(o.value == each.value for o in beside if o.form == "pair")
    )
    named = [party for party in parties if party in {place.code for place in sentence.places}]
    to = [each.party] if each.party else named if len(named) == 1 and not both else list(parties)
    sure = bool(each.party) or both
    if each.field == "bodies":
        yield from ((("bodies", party), sure) for party in to)
        return
    is_whole = sentence.says(lexicon.WHOLE) and both and not any(o.value < each.value for o in beside if o.form)
    if is_whole and _speaks_of_the_agreement(sentence):
        yield from ((("agreed", party), False) for party in to)
        return
    name = each.field if each.field in COUNTED else "total"
    yield from ((("returned", party, name), sure) for party in to)


def _speaks_of_the_agreement(sentence: Sentence) -> bool:
    words = sentence.text.casefold()
    return any(
        word in words for word in ("agree", "deal", "formula", "format", "домов", "угод", "формул", "договор", "соглаш")
    )


def _decide(found: Reckoned, path: Path, values: dict[int, _Vote], register: Register) -> None:
    """The value that has most for it, with every other one named beside it."""
    ordered = sorted(values.items(), key=lambda item: (not item[1].sure, -item[1].weight, item[0]))
    (value, best), *others = ordered
    found.values[path] = value
    if path[0] in {"agreed", "cumulative"}:
        found.doubts[path].append(f"by the words «{best.words[0]}»")
    elif not best.sure:
        found.doubts[path].append(f"«{best.words[0]}» does not say to whom they returned")
    name = {"sequence": "ordinal"}.get(path[0], path[-1] if path[0] == "returned" else path[0])
    for other, vote in others:
        if not vote.sure and best.sure and path[0] == "returned":
            continue  # to whom is not said: it may well be the other party's
        holders = [kept.record.id for kept, _ in register.holders.get((name, other), [])]
        of = f", the figure of {', '.join(holders[:3])}" if holders else ""
        found.doubts[path].append(f"the text also says {other:,} («{vote.words[0]}»{of})")


def _add_up(found: Reckoned, parties: Sequence[str]) -> None:
    """Mark figures whose parts do not make the whole."""
    for party in parties:
        total = found.values.get(("returned", party, "total"))
        for one, other in (("military", "civilian"), ("women", "men")):
            parts = [found.values.get(("returned", party, part)) for part in (one, other)]
            known = [part for part in parts if part is not None]
            whole = len(known) == len(parts)
            if total is not None and (sum(known) > total or (whole and sum(known) != total)):
                said = f"{one} and {other} make {sum(known):,}" if whole else f"a part of it is {sum(known):,}"
                found.doubts["returned", party, "total"].append(f"{said}, not {total:,}")
        military = found.values.get(("returned", party, "military"))
        alone = found.values.get(("returned", party, "civilian")) is None
        if total and military and alone and MOST * total <= military < total:
            found.doubts["returned", party, "total"].append(f"{military:,} military alone may be another count of all")
