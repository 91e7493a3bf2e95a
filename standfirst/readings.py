"""One source file read and edited, as text that a store keeps and a process hands to another.

A reading has all that a build needs of an article whose text does not change: its story, its links, what repeats in it. What is
needed more rarely, the places of its fields or its text, is read from the file again when somebody asks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from standfirst.crossread import Lead
from standfirst.diagnostics import Diagnostic
from standfirst.fields import Source
from standfirst.links import Target
from standfirst.manuscript import Facts, Manuscript
from standfirst.model import Author, Correction, Picture, Place, Story, Teaser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from zoneinfo import ZoneInfo

    from standfirst.model import Action

AUTHOR = TypeAdapter(Author)
SOURCES = TypeAdapter(tuple[Source, ...])
CORRECTIONS = TypeAdapter(tuple[Correction, ...])

Found = list[tuple[Diagnostic, "Action"]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file became, and what is to be known of it."""

    story: Story
    where: str
    facts: Facts
    summary: str | None
    lead: Lead
    targets: tuple[Target, ...]
    repeats: Found
    files: str
    """What the other files that it names are like."""


@dataclass(frozen=True, slots=True)
class Written:
    """A reading as two texts: what is always needed of it, and the body."""

    facts: str
    """JSON."""
    html: str


class Readings:
    """Turns readings into text and back. Authors and topics, which many stories share, are made once."""

    def __init__(self, zone: ZoneInfo) -> None:
        """`zone` is the newsroom's."""
        self._zone = zone
        self._authors: dict[str, Author] = {}
        self._places: dict[tuple[str | None, ...], Place] = {}

    def write(self, reading: Reading) -> Written | None:
        """The reading as text; None where it would not come back as it was."""
        story = reading.story
        if story.records or story.date is None:
            return None  # what a record says may change without the article; an undated page may be named by the clock
        said = [
            story.path, story.kind, story.title, story.slug, story.url, story.save_as, story.lang, story.status,
            self._moment(story.date), self._moment(story.modified), self._moment(story.expires), story.words,
        ]  # fmt: skip
        rest = {
            "story": said,
            "authors": [AUTHOR.dump_json(author).decode() for author in story.authors],
            "places": [_values(place) if place else None for place in (story.topic, *story.tags)],
            "teaser": _values(story.teaser),
            "picture": _values(story.picture) if story.picture else None,
            "sources": SOURCES.dump_python(story.sources, mode="json"),
            "corrections": CORRECTIONS.dump_python(story.corrections, mode="json"),
            "where": reading.where,
            "facts": _values(reading.facts),
            "summary": reading.summary,
            "lead": reading.lead,
            "files": reading.files,
            "targets": [_values(target) for target in reading.targets],
            "repeats": [[found.values, action] for found, action in reading.repeats],
        }
        try:
            written = Written(json.dumps(rest, ensure_ascii=False, separators=(",", ":")), story.html)
            written.facts.encode()
            written.html.encode()
        except (TypeError, ValueError):
            return None  # a field of a theme or plugin that JSON cannot say
        back = self.read(written)
        same = back == reading and _zones(back.story) == _zones(story)
        return written if same else None

    def read(self, written: Written) -> Reading:
        """The reading that was written."""
        said = json.loads(written.facts)
        path, kind, title, slug, url, save_as, lang, status, date, modified, expires, words = said["story"]
        topic, *tags = (self._place(place) for place in said["places"])
        story = Story(
            path=path,
            kind=kind,
            title=title,
            slug=slug,
            url=url,
            save_as=save_as,
            lang=lang,
            status=status,
            date=self._read_moment(date),
            modified=self._read_moment(modified),
            expires=self._read_moment(expires),
            authors=tuple(self._author(text) for text in said["authors"]),
            topic=topic,
            tags=tuple(tag for tag in tags if tag),
            teaser=_teaser(*said["teaser"]),
            picture=_named(Picture, said["picture"]) if said["picture"] else None,
            sources=SOURCES.validate_python(said["sources"]) if said["sources"] else (),
            corrections=CORRECTIONS.validate_python(said["corrections"]) if said["corrections"] else (),
            html=written.html,
            words=words,
        )
        sentences, place = said["lead"]
        return Reading(
            story,
            said["where"],
            _facts(*said["facts"]),
            said["summary"],
            Lead(tuple(sentences), tuple(place) if place else None),
            tuple(Target(*target) for target in said["targets"]),
            [(Diagnostic.of(found), action) for found, action in said["repeats"]],
            said["files"],
        )

    def _moment(self, moment: datetime | None) -> str | None:
        if moment is None:
            return None
        return (moment.replace(tzinfo=None) if moment.tzinfo is self._zone else moment).isoformat()

    def _read_moment(self, text: str | None) -> datetime | None:
        if text is None:
            return None
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)

    def _author(self, text: str) -> Author:
        if text not in self._authors:
            self._authors[text] = AUTHOR.validate_json(text)
        return self._authors[text]

    def _place(self, said: list[str | None] | None) -> Place | None:
        if said is None:
            return None
        key = tuple(said)
        if key not in self._places:
            self._places[key] = _named(Place, said)
        return self._places[key]


class Remembered(Manuscript):
    """A manuscript whose file was understood before: what is not in its reading is read again when somebody asks."""

    __slots__ = ("_again",)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a manuscript has
        if name.startswith("_") or name not in _SLOTS:
            raise AttributeError(name)
        # Converting the text is nearly all of the work, and places of fields can be had without.
        converted = name == "body"
        read = object.__getattribute__(self, "_again")(converted)
        for slot in ("body",) if converted else ("header", "text", "text_line"):
            object.__setattr__(self, slot, getattr(read, slot))
        return getattr(read, name)


_SLOTS = frozenset(field.name for field in fields(Manuscript))


def remembered(reading: Reading, again: Callable[[bool], Manuscript]) -> Manuscript:
    """The manuscript of a reading. `again` reads it from its file, and converts its text where it is told to."""
    manuscript = object.__new__(Remembered)
    story = reading.story
    known = {
        "path": story.path,
        "where": reading.where,
        "kind": story.kind,
        "facts": reading.facts,
        "summary": reading.summary,
        "targets": reading.targets,
        "_again": again,
    }
    for name, value in known.items():
        object.__setattr__(manuscript, name, value)
    return manuscript


def _names(kind: type[Any]) -> Iterable[str]:
    names: Iterable[str] = kind.__dataclass_fields__  # `fields` takes ten times as long
    return names


def _values(value: Any) -> list[Any]:  # noqa: ANN401 - any of our dataclasses
    return [getattr(value, name) for name in _names(type(value))]


def _named(kind: type[Any], values: list[Any]) -> Any:  # noqa: ANN401 - any of our dataclasses
    return kind(**dict(zip(_names(kind), values, strict=True)))


def _facts(*values: Any) -> Facts:  # noqa: ANN401 - as they were written
    made: Facts = _named(Facts, [*values[:-1], tuple(values[-1])])
    return made


def _teaser(card: str, standfirst: str | None, verdict: Any) -> Teaser:  # noqa: ANN401 - one of the verdicts
    return Teaser(card=card, standfirst=standfirst, verdict=verdict)


def _zones(story: Story) -> list[str]:
    moments = (story.date, story.modified, story.expires)
    return [f"{type(moment.tzinfo).__name__} {moment.tzinfo} {moment.fold}" for moment in moments if moment]
