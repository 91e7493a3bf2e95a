"""One build's whole site as values: what is published at the build time, and the listings it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from standfirst.links import absolute_html
from standfirst.model import Author, Correction, Place, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from standfirst.config import Config

T = TypeVar("T", Author, Place)


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A topic, a tag or an author, and its stories, newest first."""

    place: T
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, and the story that it puts right."""

    correction: Correction
    story: Story


@dataclass(frozen=True)
class Edition:
    """All that a build publishes."""

    config: Config
    now: datetime
    """The build time, with offset: the only clock there is."""
    stories: tuple[Story, ...]
    """Articles that are published and not dated after `now`, newest first."""
    pages: tuple[Story, ...]
    """Published pages, by address."""
    links: Mapping[str, str]
    """Source path below the content folder -> address below the site's root, for every file that is published."""

    @cached_property
    def topics(self) -> tuple[Listing[Place], ...]:
        """Topics by number of stories, largest first."""
        return tuple(sorted(_listings(self.stories, lambda s: [s.topic] if s.topic else []), key=_largest))

    @cached_property
    def tags(self) -> tuple[Listing[Place], ...]:
        """Tags by name."""
        return tuple(sorted(_listings(self.stories, lambda s: s.tags), key=lambda x: x.place.name.casefold()))

    @cached_property
    def authors(self) -> tuple[Listing[Author], ...]:
        """Authors with a published story, by name."""
        return tuple(sorted(_listings(self.stories, lambda s: s.authors), key=lambda x: x.place.name.casefold()))

    @cached_property
    def listed(self) -> frozenset[str]:
        """Addresses of the topics, tags and authors that have a page: those of listed stories."""
        places = {listing.place.url for listing in (*self.topics, *self.tags)}
        return frozenset(places | {listing.place.url for listing in self.authors})

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], list[Story]]:
        found: dict[tuple[str, str], list[Story]] = {}
        for story in (*self.stories, *self.pages):
            found.setdefault((story.kind, story.slug), []).append(story)
        return found

    def translations(self, story: Story) -> tuple[Story, ...]:
        """The story in all its languages, itself among them, the site's own language first; empty where it has but one.

        Stories with one slug are translations of each other, as Pelican has it. Where two of them are in one language, the
        slug is shared by chance.
        """
        found = self._by_slug.get((story.kind, story.slug), [])
        langs = {other.lang.lower() for other in found}
        if len(found) == 1 or len(langs) < len(found) or story.path not in {other.path for other in found}:
            return ()
        return tuple(sorted(found, key=lambda other: (other.lang != self.config.lang, other.lang)))

    @cached_property
    def _position(self) -> dict[str, int]:
        return {story.path: number for number, story in enumerate(self.stories)}

    def newer(self, story: Story) -> Story | None:
        """The story published next after this one; None for the newest and for a story that is not listed."""
        here = self._position.get(story.path)
        return self.stories[here - 1] if here else None

    def older(self, story: Story) -> Story | None:
        """The story published just before this one; None for the oldest and for a story that is not listed."""
        here = self._position.get(story.path)
        return self.stories[here + 1] if here is not None and here + 1 < len(self.stories) else None

    @cached_property
    def _by_record(self) -> dict[str, list[Story]]:
        found: dict[str, list[Story]] = {}
        for story in self.stories:
            for record in story.records:
                for key in record.keys:
                    found.setdefault(key, []).append(story)
        return found

    def on(self, key: str) -> tuple[Story, ...]:
        """Stories on the record of this id, or on any record with this key; newest first."""
        return tuple({story.path: story for story in self._by_record.get(key, ())}.values())

    @cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """All corrections of listed stories and of pages, newest first; of one day, those of the newest story first."""
        made = [Corrected(item, story) for story in (*self.stories, *self.pages) for item in story.corrections]
        return tuple(sorted(made, key=lambda one: one.correction.date, reverse=True))

    @cached_property
    def _by_topic(self) -> dict[str, tuple[tuple[Story, ...], dict[str, int]]]:
        """By slug: the topic's stories, and where each stands among them, by path."""
        return {
            listing.place.slug: (listing.stories, {story.path: place for place, story in enumerate(listing.stories)})
            for listing in self.topics
        }

    def _around(self, story: Story) -> Iterator[Story]:
        """Stories of its topic, those nearest in time first."""
        stories, places = self._by_topic.get(story.topic.slug, ((), {})) if story.topic else ((), {})
        here = places.get(story.path, -1)
        for distance in range(1, len(stories) + 1):
            yield from (stories[place] for place in (here - distance, here + distance) if 0 <= place < len(stories))

    def related(self, story: Story, most: int = 3) -> tuple[Story, ...]:
        """Stories on the same record first, newest first, then of the same topic, those nearest in time. No translation is among them.

        Not the topic's newest: then each new story would change the pages of all older ones.
        """
        near = (self._by_record.get(key, ()) for record in story.records for key in record.keys)
        same = {story.path, *(other.path for other in self.translations(story))}
        chosen: dict[str, Story] = {}
        for other in chain(chain.from_iterable(near), self._around(story)):
            if len(chosen) == most:
                break
            if other.path not in same:
                chosen.setdefault(other.path, other)
        return tuple(chosen.values())

    def home_of_feed(self, path: str) -> str:
        """Address of the page that a feed belongs to; "" (the front page) for the site's own."""
        places = [listing.place for listing in (*self.topics, *self.tags)]
        homes = {place.feed_url: place.url for place in places} | {a.place.feed_url: a.place.url for a in self.authors}
        return homes.get(path, "")

    def body(self, story: Story) -> str:
        """The story's HTML with every link absolute, for feeds."""
        return absolute_html(story.html, story, self.links, self.config.site_url)


def _listings(stories: Iterable[Story], places: Callable[[Story], Iterable[T]]) -> list[Listing[T]]:
    found: dict[str, tuple[T, list[Story]]] = {}
    for story in stories:
        for place in places(story):
            found.setdefault(place.url, (place, []))[1].append(story)
    return [Listing(place, tuple(items)) for place, items in found.values()]


def _largest(listing: Listing[Place]) -> tuple[int, str]:
    return -len(listing.stories), listing.place.name.casefold()
