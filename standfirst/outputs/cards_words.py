"""What a story's social card says: its headline, who wrote it, and the figures of the records that it reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from standfirst.exchanges.register import HAPPENED
from standfirst.exchanges.tally import add_up, is_withheld, people
from standfirst.outputs.cards import LONGEST, Card, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date as Date

    from babel import Locale

    from standfirst.config import Config
    from standfirst.exchange import Exchange
    from standfirst.model import Story
    from standfirst.outputs.cards_type import Role, Typefaces

MUTUAL = frozenset({"exchange", "exchange_wounded_sick"})
"""Kinds of record that have people return to both parties: where one figure is missing, that is worth a word."""

FEW = 3
"""Most records of a story that is still about one of them: one with more is an overview."""
FRESH = timedelta(days=1)
"""From an event to the story that reports it as news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A card's own words in one language. {} stands for a country, or a number."""

    by: str
    to: str
    to_party: Mapping[str, str] = field(default_factory=dict)
    """The same for countries whose names change their form in the sentence."""
    bodies: str
    about: str
    disputed: str
    undisclosed: str
    unknown: str
    stages: str

    def towards(self, party: str, locale: Locale) -> str:
        """To Ukraine, for UA."""
        return self.to_party.get(party) or self.to.format(locale.territories.get(party, party))


ENGLISH = Words(
    by="By ",
    to="to {}",
    bodies="bodies {}",
    about="about {}",
    disputed="{}, disputed",
    undisclosed="{}: not disclosed",
    unknown="{}: not known",
    stages="in {} stages",
)
UKRAINIAN = Words(
    by="",
    to="– {}",
    to_party={"UA": "до України", "RU": "до Росії"},
    bodies="тіл {}",
    about="близько {}",
    disputed="{}, дані різняться",
    undisclosed="{}: не розголошено",
    unknown="{}: невідомо",
    stages="етапів: {}",
)
WORDS = {"en": ENGLISH, "uk": UKRAINIAN}


def card_of(story: Story, config: Config, locale: Locale, english: Locale, faces: Typefaces) -> Card | None:
    """A story's card in the words of its language, or in English; None where the headline's letters are not in the face.

    Of the rest, what the faces cannot write is left out.
    """
    headline = faces.drawable(story.title[:LONGEST], "headline")
    if headline is None:
        return None
    if locale.language not in WORDS:
        locale = english
    words = WORDS[locale.language]
    names = [faces.drawable(author.name, "strong") for author in story.authors]
    drawn = tuple(name for name in names if name)

    def written(text: str, role: Role) -> str:
        return faces.drawable(text, role) or ""

    figures, note = figures_of(story.records, story.date and story.date.date(), words, locale)
    return Card(
        site_name=written(config.site_name, "headline"),
        topic=written(story.topic.name, "strong") if story.topic else "",
        headline=headline,
        figures=tuple(Figure(number=f.number, label=written(f.label, "text")) for f in figures),
        note=note,
        by=words.by,
        # A byline with somebody missing would be a false one.
        names=drawn if len(drawn) == len(names) else (),
        date=written(format_date(story.date, "long", locale=locale), "text") if story.date else "",
    )


def figures_of(records: Sequence[Exchange], day: Date | None, words: Words, locale: Locale) -> tuple[list[Figure], str]:
    """What was returned to each party, and a note: of what a story of this day is about."""
    chosen = subject_of(records, day)
    if not chosen or any(record.status not in HAPPENED for record in chosen):
        return [], ""
    parties = chosen[0].parties
    note = words.stages.format(len(chosen)) if len(chosen) > 1 else ""
    if any(record.returned for record in chosen):
        return list(_people(chosen, parties, words, locale)), note
    return list(_bodies(chosen, parties, words, locale)), note


def subject_of(records: Sequence[Exchange], day: Date | None) -> Sequence[Exchange]:
    """The records whose figures stand for a story: its only one, all stages of an agreement, or the day's news among few.

    Empty where no figure can stand for it: the sum of some of the stages, or of what has nothing to do with each other, would
    be nobody's figure.
    """
    stages = {record.stage.number for record in records if record.stage and record.stage.of == len(records)}
    one = len({record.agreement for record in records}) == 1 and len({frozenset(r.parties) for r in records}) == 1
    if len(records) == 1 or (one and records[0].agreement and len(stages) == len(records)):
        return records
    if day is None or not 0 < len(records) <= FEW:
        return ()
    newest = max(record.date for record in records)
    news = [record for record in records if record.date == newest]
    return news if len(news) == 1 and timedelta(0) <= day - newest <= FRESH else ()


def _people(records: Sequence[Exchange], parties: Iterable[str], words: Words, locale: Locale) -> Iterator[Figure]:
    mutual = all(record.kind in MUTUAL for record in records)
    for party in parties:
        known = [people(record, party) for record in records]
        label = words.towards(party, locale)
        if any(claim.field == f"returned.{party}.total" for record in records for claim in record.claims):
            label = words.disputed.format(label)
        if any(is_withheld(record, party) for record in records):
            yield Figure(number="", label=words.undisclosed.format(label))
        elif None not in known:
            number = str(format_decimal(sum(figure or 0 for figure in known), locale=locale))
            approximate = any(record.returned[party].approximate for record in records)
            yield Figure(number=words.about.format(number) if approximate else number, label=label)
        elif mutual:
            yield Figure(number="", label=words.unknown.format(label))


def _bodies(records: Sequence[Exchange], parties: Iterable[str], words: Words, locale: Locale) -> Iterator[Figure]:
    sums = add_up(records, parties := list(parties)).bodies
    for party in parties:
        known = sums[party].known
        if known is not None and not sums[party].unknown:
            label = words.bodies.format(words.towards(party, locale))
            yield Figure(number=str(format_decimal(known, locale=locale)), label=label)
