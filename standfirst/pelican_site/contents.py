"""Stories as the objects that Pelican's themes and plugins expect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from pelican import contents
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from standfirst.links import FILES, names_sources, resolve, targets
from standfirst.pictures import respond

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.manuscript import Manuscript
    from standfirst.model import Place, Story
    from standfirst.pelican_site.picture_files import PictureFiles
    from standfirst.pelican_site.witness import Witness


PELICANS_OWN = frozenset(
    [
        "settings",
        "translations",
        "metadata",
        "template",
        "default_template",
        "author",
        "authors",
        "lang",
        "in_default_lang",
        "slug",
        "source_path",
        "relative_source_path",
        "date_format",
        "timezone",
        "date",
        "locale_date",
        "modified",
        "locale_modified",
        "status",
        "default_status",
        "summary",
        "story",
        "override_url",
        "override_save_as",
        "url",
        "save_as",
        "title",
        "category",
        "tags",
        "image",
        "reader",
        "translation",
        "profile",
        "filename",
    ]
)
"""What each of Pelican's objects keeps under these names is no writer's to set."""


class _StoryContent:
    """What an article and a page of ours share. `_context["links"]` says where every source file is published."""

    story: Story
    _content: str
    _context: dict[str, Any]
    settings: dict[str, Any]
    override_save_as: str
    """Set where the writer names the output file; Pelican looks whether it is there."""

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return self.story.url

    @property
    def save_as(self) -> str:
        """Output file below the output folder."""
        return self.story.save_as

    @property
    def content(self) -> Markup:
        """The body, links resolved for the page that is being rendered."""
        self._note()
        return Markup(self.get_content(self.get_siteurl()))  # type: ignore[attr-defined]  # noqa: S704 - HTML is its purpose

    def get_content(self, siteurl: str) -> str:
        """The same for another base of addresses."""
        self._note()
        return str(super().get_content(siteurl))  # type: ignore[misc]

    def _note(self) -> None:
        witness: Witness | None = self._context.get("witness")
        if witness:
            witness.read(f"body {self.story.path}")

    def _update_content(self, content: str, siteurl: str) -> str:
        links: Mapping[str, str] = self._context.get("links", {})
        pictures: PictureFiles | None = self._context.get("pictures")
        if pictures:
            content = respond(content, self.story.path, pictures.of, siteurl.rstrip("/"))
        return resolve(content, self.story.path, links, siteurl.rstrip("/"))

    def get_static_links(self) -> set[str]:
        """Files that the body shows or offers, below the content folder."""
        if not names_sources(self._content):
            return set()
        return {target.key for target in targets(self._content, self.story.path) if target.what in FILES}


class NewsArticle(_StoryContent, contents.Article):
    """An article."""


class NewsPage(_StoryContent, contents.Page):
    """A page."""


class Labels:
    """Pelican's objects for the topics, tags and authors of a site: one each, whatever the number of stories that have it."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._listed: dict[tuple[type[Tag | Category], str, str], Tag | Category] = {}
        self._authors: dict[tuple[str, str], tuple[Any, Author]] = {}

    def of(self, wrapper: type[Tag | Category], place: Place) -> Tag | Category:
        """The tag or category of a place."""
        key = wrapper, place.name, place.slug
        if key not in self._listed:
            made = self._listed[key] = wrapper(place.name, self._settings)
            if made.slug != place.slug:
                made.slug = place.slug
        return self._listed[key]

    def author(self, ours: Any) -> Author:
        """The author of a profile."""
        known = self._authors.get((ours.id, ours.name))
        if known is None or (known[0] is not ours and known[0] != ours):
            author = Author(ours.name, self._settings)
            author.slug = ours.id
            author.profile = ours
            known = self._authors[ours.id, ours.name] = ours, author
        return known[1]


def metadata(story: Story, manuscript: Manuscript, labels: Labels) -> dict[str, Any]:
    """The story in Pelican's words. Text is marked safe after escaping: stock themes print it as it is."""
    authors = [labels.author(author) for author in story.authors]
    found: dict[str, Any] = {
        key: value
        for key, value in manuscript.facts.extra.items()
        if not key.startswith("_") and not hasattr(contents.Article, key) and key not in PELICANS_OWN
    }
    found |= {
        "title": escape(story.title),
        "slug": story.slug,
        "lang": story.lang.lower(),
        "status": story.status,
        "summary": Markup("<p>{}</p>").format(story.teaser.card),
        "translation": "true" if manuscript.facts.translation else "false",
        "tags": [labels.of(Tag, place) for place in story.tags],
        "reader": "markdown",
    }
    if authors:
        found |= {"authors": authors, "author": authors[0]}
    if story.topic:
        found["category"] = labels.of(Category, story.topic)
    if story.date:
        found["date"] = _safe(story.date)
    if story.modified:
        found["modified"] = _safe(story.modified)
    if story.picture:
        found["image"] = story.picture.url
    if manuscript.facts.template:
        found["template"] = manuscript.facts.template
    return found


def make_content(
    story: Story,
    found: dict[str, Any],
    settings: dict[str, Any],
    source_path: str,
    context: dict[str, Any],
    *,
    explicit: bool,
) -> NewsArticle | NewsPage:
    """Pelican's object for a story; `explicit` where its writer names the output file, which then wins over a listing."""
    kind: type[NewsArticle | NewsPage] = NewsArticle if story.kind == "article" else NewsPage
    # Pelican's constructor asks for the address, so the story must be there before it runs.
    content: NewsArticle | NewsPage = kind.__new__(kind)
    content.story = story
    if explicit:
        content.override_save_as = story.save_as
    content.__init__(story.html, found, settings, source_path, context)  # type: ignore[misc]
    return content


def final_story(content: NewsArticle | NewsPage) -> Story:
    """The story with its body as plugins have left it."""
    story = content.story
    return story if content._content == story.html else replace(story, html=content._content)  # noqa: SLF001 - plugins set it


def _safe(moment: Any) -> Any:
    return SafeDatetime(
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, tzinfo=moment.tzinfo
    )
