"""Names turned into addresses by Pelican's URL settings."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pelican.urlwrappers import Author as PelicanAuthor
from pelican.urlwrappers import Category, Tag, URLWrapper
from pelican.utils import path_to_url, slugify

from standfirst.links import names_sources, targets
from standfirst.model import Author, Place
from standfirst.names import spelled, wrong_with_path, wrong_with_url
from standfirst.validation import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")
"""What an address cannot hold as it is, though a file name can: older sites have slugs with spaces."""

MAX_SLUG = 180
"""Longest slug that is made of a headline, in bytes."""

OWN_FOLDERS = frozenset({"pagefind", "feeds"})
"""Folders of the output, besides the theme's, that hold what the build makes."""


@dataclass
class SettingsAddresses:
    """Addresses as the settings of one site make them."""

    settings: Mapping[str, Any]
    now: datetime

    def __post_init__(self) -> None:
        """Keep what was made: a listing is asked for by every story in it."""
        self._made: dict[tuple[type[URLWrapper], str], Any] = {}

    def story_slug(self, manuscript: Manuscript) -> str:
        """The slug of the headline, or of the file's name where SLUGIFY_SOURCE says so."""
        if self.settings["SLUGIFY_SOURCE"] == "basename":
            return _cut(self.slug(posixpath.splitext(posixpath.basename(manuscript.path))[0]))
        return _cut(self.slug(manuscript.header.values.title))

    def slug(self, name: str) -> str:
        """Pelican's slug of a name."""
        made = str(
            slugify(
                name,
                regex_subs=self.settings["SLUG_REGEX_SUBSTITUTIONS"],
                preserve_case=self.settings["SLUGIFY_PRESERVE_CASE"],
                use_unicode=self.settings["SLUGIFY_USE_UNICODE"],
            )
        )
        return made or spelled(name)

    def topic(self, name: str) -> Place:
        """The topic of this name."""
        return self._place(Category, name, self.settings.get("CATEGORY_FEED_ATOM"))

    def tag(self, name: str) -> Place:
        """The tag of this name."""
        return self._place(Tag, name, self.settings.get("TAG_FEED_ATOM"))

    def _place(self, wrapper: type[URLWrapper], name: str, feed: str | None) -> Place:
        if (wrapper, name) not in self._made:
            made = wrapper(name, self.settings)
            if not made.slug:
                made.slug = spelled(name)
            slug = made.slug
            self._made[wrapper, name] = Place(
                name=name, slug=slug, url=made.url if slug else "", feed_url=_feed(feed, slug)
            )
        place: Place = self._made[wrapper, name]
        return place

    def author(self, name: str, slug: str | None = None) -> Author:
        """A bare author of this name."""
        made = PelicanAuthor(name, self.settings)
        if slug is not None or not made.slug:
            made.slug = slug if slug is not None else spelled(name)
        feed = self.settings.get("AUTHOR_FEED_ATOM")
        return Author(id=made.slug, name=name, url=made.url, feed_url=_feed(feed, made.slug))

    def static(self, path: str) -> str:
        """Where a file of the content folder is published."""
        extra = self.settings["EXTRA_PATH_METADATA"].get(path, {})
        pattern = extra.get("url") or extra.get("path") or self.settings["STATIC_URL"]
        return str(pattern).format(path=path_to_url(path))

    def story(self, manuscript: Manuscript, story: Story) -> tuple[str, str]:
        """Address and output file of a story. Raises ValueError, in a writer's words, where they cannot be used."""
        values = manuscript.header.values
        kind = story.kind.upper()
        if story.status == "draft":
            kind = "DRAFT" if kind == "ARTICLE" else "DRAFT_PAGE"
        if story.lang.lower() != self.settings["DEFAULT_LANG"].lower().replace("_", "-"):
            kind += "_LANG"
        parts = {
            **manuscript.header.extra,
            "title": story.title,
            "path": path_to_url(story.path),
            "slug": story.slug,
            "lang": story.lang,
            "date": story.date or self.now,
            "author": story.authors[0].id if story.authors else "",
            "category": story.topic.slug if story.topic else "",
        }
        try:
            url = values.url or str(self.settings[f"{kind}_URL"]).format(**parts)
            save_as = values.save_as or str(self.settings[f"{kind}_SAVE_AS"]).format(**parts)
        except (KeyError, IndexError) as error:
            message = f"the setting {kind}_URL or {kind}_SAVE_AS asks for {error}, which the article does not have"
            raise ValueError(message) from None
        if values.url and (wrong := wrong_with_url(values.url)):
            message = f"url: '{shortened(values.url)}' {wrong}"
            raise ValueError(message)
        _check(save_as, str(self.settings["THEME_STATIC_DIR"]))
        return UNSAFE.sub(lambda found: quote(found[0]), url.removeprefix("/")), save_as


def _cut(slug: str) -> str:
    """A slug of at most MAX_SLUG bytes, cut between words where it has several."""
    if len(slug.encode()) <= MAX_SLUG:
        return slug
    short = slug.encode()[:MAX_SLUG].decode("utf-8", "ignore")
    return short.rpartition("-")[0] or short


def _feed(pattern: str | None, slug: str) -> str | None:
    return str(pattern).format(slug=slug) if pattern and slug else None


def _check(save_as: str, theme: str) -> None:
    """Raise ValueError where an output file is no HTML file below the output folder, or lies in a folder of the build's own."""
    if save_as.startswith(("/", "..")) or posixpath.normpath(save_as) != save_as:
        message = f"'{shortened(save_as)}' is not a path below the output folder"
        raise ValueError(message)
    if wrong := wrong_with_path(save_as):
        message = f"'{shortened(save_as)}' {wrong}"
        raise ValueError(message)
    if (first := save_as.partition("/")[0].casefold()) in {theme.casefold(), *OWN_FOLDERS}:
        message = f"'{shortened(save_as)}' lies in {first}/, which is the build's own"
        raise ValueError(message)


def index_addresses(settings: dict[str, Any]) -> dict[str, str]:
    """Addresses of the index pages that the settings ask for; "" for one that is not built."""
    names = {"archives": "archives", "topics": "categories", "authors": "authors", "tags": "tags"}
    built = settings["DIRECT_TEMPLATES"]
    return {
        name: str(settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html")) if template in built else ""
        for name, template in names.items()
    }


def period_addresses(settings: dict[str, Any]) -> Callable[..., str]:
    """The template function that gives the address of a year's or a month's archive."""

    def period_url(year: int, month: int | None = None) -> str:
        """Address of a year's or a month's archive; "" where it is not built."""
        kind = "MONTH" if month else "YEAR"
        pattern = settings[f"{kind}_ARCHIVE_URL"] if settings[f"{kind}_ARCHIVE_SAVE_AS"] else ""
        return str(pattern).format(date=datetime(year, month or 1, 1, tzinfo=UTC))

    return period_url


def listing_links(desk: Desk, public: Mapping[str, Story], index: str) -> dict[str, str]:
    """What {category}Name and the like lead to: key -> address below the site's root."""
    found = {"index:": index}
    listed = [story for story in public.values() if desk.is_listed(story) and story.kind == "article"]
    topics = {story.topic.slug for story in listed if story.topic}
    tags = {place.slug for story in listed for place in story.tags}
    authors = {author.id: author for story in listed for author in story.authors}
    names = {author.name.casefold(): author for author in authors.values()}
    for story in public.values():
        for target in targets(story.html, story.path) if names_sources(story.html) else ():
            what, _, name = target.key.partition(":")
            if (what == "category" and (place := desk.addresses.topic(name)).slug in topics) or (
                what == "tag" and (place := desk.addresses.tag(name)).slug in tags
            ):
                found[target.key] = place.url
            elif what == "author" and (author := authors.get(name) or names.get(name.casefold())):
                found[target.key] = author.url
    return found
