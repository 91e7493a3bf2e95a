"""What a story's social card says: its headline, who wrote it, and the figures of the records that it reports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from standfirst.exchanges.register import HAPPENED
from standfirst.exchanges.tally import add_up, is_withheld, people
from standfirst.outputs.cards import LONGEST, Card, Figure
from standfirst.outputs.event_words import towards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date as Date

    from standfirst.config import Config
    from standfirst.exchange import Exchange
    from standfirst.languages import Language
    from standfirst.model import Story
    from standfirst.outputs.cards_type import Role, Typefaces

MUTUAL = frozenset({"exchange", "exchange_wounded_sick"})
"""Kinds of record that have people return to both parties: where one figure is missing, that is worth a word."""

FEW = 3
"""Most records of a story that is still about one of them: one with more is an overview."""
FRESH = timedelta(days=1)
"""From an event to the story that reports it as news."""


def card_of(story: Story, config: Config, language: Language, faces: Typefaces) -> Card | None:
    """A story's card in the words of this language; None where the headline's letters are not in the face.

    Of the rest, what the faces cannot write is left out.
    """
    headline = faces.drawable(story.title[:LONGEST], "headline")
    if headline is None:
        return None
    names = [faces.drawable(author.name, "strong") for author in story.authors]
    drawn = tuple(name for name in names if name)

    def written(text: str, role: Role) -> str:
        return faces.drawable(text, role) or ""

    figures, note = figures_of(story.records, story.date and story.date.date(), language)
    return Card(
        site_name=written(config.site_name, "headline"),
        topic=written(story.topic.name, "strong") if story.topic else "",
        headline=headline,
        figures=tuple(Figure(number=f.number, label=written(f.label, "text")) for f in figures),
        note=note,
        by=language.gettext("By %(names)s", names="{}"),
        # A byline with somebody missing would be a false one.
        names=drawn if len(drawn) == len(names) else (),
        date=written(format_date(story.date, "long", locale=language.locale), "text") if story.date else "",
    )


def figures_of(records: Sequence[Exchange], day: Date | None, language: Language) -> tuple[list[Figure], str]:
    """What was returned to each party, and a note: of what a story of this day is about."""
    chosen = subject_of(records, day)
    if not chosen or any(record.status not in HAPPENED for record in chosen):
        return [], ""
    parties = chosen[0].parties
    stages = len(chosen)
    note = language.ngettext("in %(num)s stage", "in %(num)s stages", stages) if stages > 1 else ""
    if any(record.returned for record in chosen):
        return list(_people(chosen, parties, language)), note
    return list(_bodies(chosen, parties, language)), note


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


def _people(records: Sequence[Exchange], parties: Iterable[str], language: Language) -> Iterator[Figure]:
    mutual = all(record.kind in MUTUAL for record in records)
    for party in parties:
        known = [people(record, party) for record in records]
        label = towards(party, language)
        if any(claim.field == f"returned.{party}.total" for record in records for claim in record.claims):
            label = language.gettext("%(label)s, disputed", label=label)
        if any(is_withheld(record, party) for record in records):
            yield Figure(number="", label=language.gettext("%(label)s: not disclosed", label=label))
        elif None not in known:
            number = str(format_decimal(sum(figure or 0 for figure in known), locale=language.locale))
            if any(record.returned[party].approximate for record in records):
                number = language.gettext("about %(num)s", num=number)
            yield Figure(number=number, label=label)
        elif mutual:
            yield Figure(number="", label=language.gettext("%(label)s: not known", label=label))


def _bodies(records: Sequence[Exchange], parties: Iterable[str], language: Language) -> Iterator[Figure]:
    sums = add_up(records, parties := list(parties)).bodies
    for party in parties:
        known = sums[party].known
        if known is not None and not sums[party].unknown:
            label = language.gettext("bodies %(towards)s", towards=towards(party, language))
            yield Figure(number=str(format_decimal(known, locale=language.locale)), label=label)
