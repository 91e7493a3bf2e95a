"""What search looks through: each article as one small HTML document with its filters, and nothing unlisted."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from standfirst.outputs.text import timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.edition import Edition
    from standfirst.model import Story

FORMAT = 1
"""Goes up with each change to what an index is made of, so that none made before is taken for a new one."""

STEMMED = frozenset({
    "ar", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id",
    "it", "lt", "nb", "ne", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi",
})  # fmt: skip
"""Languages whose word forms Pagefind 1.5 brings together (its function get_stemmer)."""
SEGMENTED = frozenset({"ja", "th", "zh"})
"""Languages without spaces between words, which Pagefind takes apart by their own rules."""
OTHERWISE = "en"
"""Whose rules an index of any other language follows: they leave words of another script as they are."""

FOLDER = "pagefind"
"""Where the index is published, below the site's root: Pagefind's own name for it."""
FILTER = "of"
"""The index has one filter, and its values say of which kind they are: Pagefind 1.5 writes several in no fixed order."""

TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as the index takes it."""

    url: str
    """Relative to the site's root."""
    html: str
    """A whole document: text, metadata, filters and the date to sort by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that an index is made of."""

    language: str
    """Whose rules for word forms hold for all of it (ISO 639-1)."""
    entries: tuple[Entry, ...]
    """By address."""


def index_language(lang: str) -> str:
    """The language whose rules the index of a site in `lang` follows. One index holds all languages of a site."""
    primary = lang.lower().replace("_", "-").partition("-")[0]
    return primary if primary in STEMMED | SEGMENTED else OTHERWISE


def corpus(edition: Edition) -> Corpus:
    """The listed articles of an edition."""
    made = (Entry(url=story.url, html=_document(story, edition)) for story in edition.stories)
    entries = tuple(sorted(made, key=lambda entry: entry.url))
    return Corpus(language=index_language(edition.config.lang), entries=entries)


def digest(found: Corpus, version: str) -> str:
    """A name for the index of this corpus by this version of the program: the same for the same, in any order."""
    text = json.dumps([FORMAT, version, found.language, sorted([entry.url, entry.html] for entry in found.entries)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _document(story: Story, edition: Edition) -> str:
    shown = {
        "title": story.title,
        "teaser": story.teaser.card,
        "topic": story.topic.name if story.topic else "",
        "byline": ", ".join(author.name for author in story.authors),
        "tags": ", ".join(place.name for place in story.tags),
        "date": story.date.date().isoformat() if story.date else "",
        "lang": story.lang,
    }
    marks = [*_attributes("meta", ((name, value) for name, value in shown.items() if value))]
    marks += _attributes("filter", ((FILTER, value) for value in _filters(story)))
    if story.date:
        # Not a number: Pagefind would round it.
        marks += _attributes("sort", [("date", timestamp(story.date.astimezone(edition.config.zone)))])
    above = f"<p>{escape(story.teaser.standfirst)}</p>" if story.teaser.standfirst else ""
    below = "".join(f"<p>{escape(correction.text)}</p>" for correction in story.corrections)
    text = f"{above}{story.html}{below}"
    if not TAG.sub("", text).strip():
        # Pagefind passes over what has no text.
        text += f"<p>{escape(story.title)}</p>"
    return f"<!DOCTYPE html><html><head>{''.join(marks)}</head><body data-pagefind-body>{text}</body></html>"


def _filters(story: Story) -> Iterator[str]:
    if story.topic:
        yield f"topic:{story.topic.slug}"
    for author in story.authors:
        yield f"author:{author.id}"
    if story.date:
        yield f"year:{story.date.year}"
    yield f"lang:{story.lang.lower()}"


def _attributes(what: str, values: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in values:
        yield f'<meta data-pagefind-{what}="{name}[content]" content="{escape(value)}">'
