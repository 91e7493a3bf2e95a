"""An edition's stories as an Atom feed (RFC 4287) and as a JSON Feed (version 1.1)."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from standfirst.languages import SOURCE, Languages
from standfirst.outputs.text import json_text, timestamp, uri, xml_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from standfirst.config import Config
    from standfirst.edition import Edition
    from standfirst.model import Author, Place, Story

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"

NEVER = "1970-01-01T00:00:00+00:00"
"""`updated` of a feed without entries. Atom wants a date, and the build time would change the file with every build."""


def atom(
    edition: Edition,
    stories: Iterable[Story],
    *,
    title: str,
    path: str,
    home_url: str,
    languages: Languages | None = None,
) -> str:
    """An Atom document with one entry a story, in the order given.

    `path` is the feed's address and `home_url` that of the page it is a feed of, both below the site's root.
    `languages` say what is not the story's own words, in its language; without them it is English. Raises ValueError for a story without a date: a page has no place in a feed.
    """
    config = edition.config
    stories = tuple(stories)
    address = uri(config.absolute(path))
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": xml_safe(config.lang)})
    _text(feed, "id", address)
    _text(feed, "title", title)
    if config.description:
        _text(feed, "subtitle", config.description)
    _text(feed, "updated", timestamp(max(map(_updated, stories))) if stories else NEVER)
    _person(feed, config.site_name, uri(config.absolute("")))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": uri(config.absolute(home_url))})
    if config.licence:
        SubElement(feed, "link", {"rel": "license", "href": uri(config.absolute(config.licence))})
    for story in stories:
        feed.append(_entry(edition, story, languages))
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def json_feed(
    edition: Edition,
    stories: Iterable[Story],
    *,
    title: str,
    path: str,
    home_url: str,
    languages: Languages | None = None,
) -> str:
    """A JSON Feed with one item a story, in the order given; the arguments and errors are those of `atom`."""
    config = edition.config
    feed: dict[str, object] = {
        "version": JSON_FEED,
        "title": title,
        "home_page_url": uri(config.absolute(home_url)),
        "feed_url": uri(config.absolute(path)),
    }
    if config.description:
        feed["description"] = config.description
    feed["authors"] = [{"name": config.site_name, "url": uri(config.absolute(""))}]
    feed["language"] = config.lang
    feed["items"] = [_item(edition, story, languages) for story in stories]
    return json_text(feed) + "\n"


def places_in_feed(stories: Sequence[Story], most: int | None) -> tuple[int, ...]:
    """Which of the stories, given newest first, have a place in a feed of `most`.

    They are the newest, and behind them at the most as many older ones that were corrected since the oldest of those was
    published. Who read a mistake in the feed is to find there that it was one.
    """
    newest = range(len(stories))[:most]
    if not newest:
        return ()
    since = _published(stories[newest[-1]]).date()
    older = (n for n in range(len(newest), len(stories)) if any(c.date >= since for c in stories[n].corrections))
    return (*newest, *islice(older, len(newest)))


def entry_id(story: Story, config: Config) -> str:
    """A tag: URI (RFC 4151) that outlives a change of the story's address: site's host, day of first publication, slug.

    The day is the one the writer gave, so that no setting of a time zone moves it. A translation shares the slug of
    its original; its language tells them apart.
    """
    host = urlsplit(uri(config.site_url)).hostname or "localhost"
    day = _published(story).date().isoformat()
    language = "" if story.lang == config.lang else f"{quote(story.lang, errors='replace')}/"
    return f"tag:{host},{day}:{language}{quote(story.slug, safe='', errors='replace')}"


def _entry(edition: Edition, story: Story, languages: Languages | None) -> Element:
    config = edition.config
    entry = Element("entry")
    if story.lang != config.lang:
        entry.set("xml:lang", xml_safe(story.lang))
    _text(entry, "id", entry_id(story, config))
    _text(entry, "title", story.title)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": uri(config.absolute(story.url))})
    _text(entry, "published", timestamp(_published(story)))
    _text(entry, "updated", timestamp(_updated(story)))
    for author in story.authors:
        _person(entry, author.name, uri(config.absolute(author.url)))
    for place in _places(story):
        SubElement(entry, "category", {"term": xml_safe(place.slug), "label": xml_safe(place.name)})
    if story.teaser.card:
        _text(entry, "summary", story.teaser.card).set("type", "text")
    _text(entry, "content", _content(edition, story, languages)).set("type", "html")
    return entry


def _item(edition: Edition, story: Story, languages: Languages | None) -> dict[str, object]:
    config = edition.config
    item: dict[str, object] = {
        "id": entry_id(story, config),
        "url": uri(config.absolute(story.url)),
        "title": story.title,
        "content_html": _content(edition, story, languages),
    }
    if story.teaser.card:
        item["summary"] = story.teaser.card
    if story.picture:
        item["image"] = uri(config.absolute(story.picture.url))
    item["date_published"] = timestamp(_published(story))
    item["date_modified"] = timestamp(_updated(story))
    if story.authors:
        item["authors"] = [_author(author, config) for author in story.authors]
    if tags := [place.name for place in _places(story)]:
        item["tags"] = tags
    item["language"] = story.lang
    return item


def _content(edition: Edition, story: Story, languages: Languages | None) -> str:
    told = corrections(story, languages)
    return f"{edition.body(story)}\n<hr>\n{told}" if told else edition.body(story)


def corrections(story: Story, languages: Languages | None = None) -> str:
    """Each correction, in the story's language, to stand below its text: who reads the feed alone must learn of it too."""
    word = (languages or Languages(SOURCE)).of(story.lang).ngettext("Correction", "Corrections", 1)
    return "\n".join(
        f"<p><strong>{word}, <time>{item.date.isoformat()}</time>:</strong> {escape(item.text)}</p>"
        for item in story.corrections
    )


def _author(author: Author, config: Config) -> dict[str, str]:
    person = {"name": author.name, "url": uri(config.absolute(author.url))}
    if author.avatar:
        person["avatar"] = uri(config.absolute(author.avatar.src))
    return person


def _places(story: Story) -> tuple[Place, ...]:
    """The topic and the tags; a tag with the topic's slug says nothing new."""
    places = (story.topic, *story.tags) if story.topic else story.tags
    return tuple({place.slug: place for place in reversed(places)}.values())[::-1]


def _published(story: Story) -> datetime:
    if story.date is None:
        raise ValueError(f"{story.path} has no date: it has no place in a feed")
    return story.date


def _updated(story: Story) -> datetime:
    return story.updated or _published(story)


def _text(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = xml_safe(text)
    return child


def _person(parent: Element, name: str, address: str) -> None:
    person = SubElement(parent, "author")
    _text(person, "name", name)
    _text(person, "uri", address)
