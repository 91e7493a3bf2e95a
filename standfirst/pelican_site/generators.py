"""Pelican's generators, fed with stories."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import TemplateNotFound
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.readers import Readers

from standfirst.copydesk import address_key
from standfirst.diagnostics import Diagnostic
from standfirst.outputs import feeds, site_files, sitemaps
from standfirst.outputs.images_encode import BadPictureError
from standfirst.pelican_site.contents import Labels, make_content, metadata
from standfirst.pelican_site.logs import plugin_problem
from standfirst.pelican_site.picture_files import clean_copy
from standfirst.pelican_site.reading import published_by_name
from standfirst.pelican_site.shares import render_in_shares
from standfirst.pelican_site.theme_files import static_files
from standfirst.report import shown_path
from standfirst.statics import may_be_published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blinker import Signal

    from standfirst.edition import Edition
    from standfirst.folder import Folder
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story
    from standfirst.pelican_site.writer import SiteWriter

Context = dict[str, Any]


class StoryReaders(Readers):
    """Hands out what was read and checked before Pelican began."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Pelican's settings."""
        super().__init__(settings)
        self.labels = Labels(settings)

    def read_file(
        self,
        base_path: str,
        path: str,
        content_class: type | None = None,
        fmt: str | None = None,
        context: Context | None = None,
        preread_signal: Signal | None = None,
        preread_sender: Any = None,
        context_signal: Signal | None = None,
        context_sender: Any = None,
    ) -> Any:
        """The story of this path as Pelican's object, with the signals that plugins wait for."""
        del content_class, fmt
        context = {} if context is None else context
        story: Story = context["stories"][path]
        manuscript: Manuscript = context["manuscripts"][path]
        explicit = manuscript.facts.save_as is not None
        try:
            if preread_signal:
                preread_signal.send(preread_sender)
            found = metadata(story, manuscript, self.labels)
            if context_signal:
                context_signal.send(context_sender, metadata=found)
            return make_content(story, found, self.settings, os.path.join(base_path, path), context, explicit=explicit)
        except Exception as error:
            # Pelican would log this without its place, and go on.
            hint = f"a plugin failed on {manuscript.where}"
            context["problems"].append(plugin_problem(error, self.settings, hint))
            raise


class StoriesGenerator(ArticlesGenerator):
    """Articles and their listings."""

    tags: Any
    categories: Any
    authors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Pelican's arguments."""
        super().__init__(*args, **kwargs)
        self.readers = StoryReaders(self.settings)

    def get_files(self, *_: Any, **__: Any) -> list[str]:
        """Paths of the articles that have a page, in the same order on every machine."""
        return sorted(path for path, story in self.context["public"].items() if story.kind == "article")

    def generate_pages(self, writer: SiteWriter) -> None:
        """Render all pages, on all cores; on one where what fails is left out: which pages these are is then the same."""
        count = 1 if self.context["config"].keep_going else None
        render_in_shares(writer, partial(super().generate_pages, writer), len(self.articles), count)

    def generate_tags(self, write: Any) -> None:
        """Write the pages of each tag."""
        self._write_listings(write, "tag", self.tags.items())

    def generate_categories(self, write: Any) -> None:
        """Write the pages of each topic."""
        self._write_listings(write, "category", self.categories)

    def generate_authors(self, write: Any) -> None:
        """Write the pages of each author."""
        self._write_listings(write, "author", self.authors)

    def _write_listings(self, write: Any, kind: str, listings: Iterable[tuple[Any, list[Any]]]) -> None:
        """Pelican's, in a time that does not grow with listings times articles."""
        template = self.get_template(kind)
        order = {id(article): number for number, article in enumerate(self.dates)}
        for place, articles in listings:
            write(
                place.save_as,
                template,
                self.context,
                url=place.url,
                articles=articles,
                dates=sorted(articles, key=lambda article: order[id(article)]),
                template_name=kind,
                blog=True,
                page_name=place.page_name,
                all_articles=self.articles,
                **{kind: place},
            )

    def _build_period_archives(self, sorted_articles: list[Any], articles: list[Any], settings: Any) -> Any:
        """Pelican's, in a time that does not grow with the square of the articles."""
        periods = super()._build_period_archives(sorted_articles, [], settings)
        order = {id(article): number for number, article in enumerate(articles)}
        for archive in (archive for archives in periods.values() for archive in archives):
            archive["articles"] = sorted(archive["dates"], key=lambda article: order[id(article)])
        return periods

    def check_disabled_readers(self) -> None:
        """Files were sorted out before."""


class StoryPagesGenerator(PagesGenerator):
    """Pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Pelican's arguments."""
        super().__init__(*args, **kwargs)
        self.readers = StoryReaders(self.settings)

    def get_files(self, *_: Any, **__: Any) -> list[str]:
        """Paths of the pages that are out, in the same order on every machine."""
        return sorted(path for path, story in self.context["public"].items() if story.kind == "page")

    def check_disabled_readers(self) -> None:
        """Files were sorted out before."""


class FilesGenerator(StaticGenerator):
    """Files that are copied: pictures without their metadata, others as they are."""

    staticfiles: list[Any]

    def get_files(self, paths: Any, exclude: list[str] | None = None, extensions: Any = None) -> set[str]:
        """Files below `paths`, of those that were found to be files of the content folder and nothing else.

        What a browser or host would run is left where it is, and told, unless a setting names it.
        """
        del extensions
        folder: Folder = self.context["folder"]
        below = folder.below([paths] if isinstance(paths, str) else paths, exclude or [])
        named = published_by_name(self.settings, self.context["config"])
        found = set()
        for path in below:
            if may_be_published(path, named):
                found.add(path)
            elif not self._is_potential_source_path(path):
                hint = f'to publish it all the same, add "{path}" to STANDFIRST_STATIC_FILES'
                what = "is no file that a browser only shows or saves, and was not copied"
                self.context["problems"].append(Diagnostic(folder.where(path), 1, 1, "SF026", what, hint))
        return found

    def generate_context(self) -> None:
        """All but those that would tell of what is not published."""
        folder: Folder = self.context["folder"]
        named = published_by_name(self.settings, self.context["config"])
        links = self.context["static_links"]
        # Links to nothing, and to what may not be published, were told with the place of the link.
        self.context["static_links"] = {p for p in links if p in folder.known and may_be_published(p, named)}
        super().generate_context()
        withheld = self.context["withheld"]
        self.staticfiles = [s for s in self.staticfiles if s.get_relative_source_path() not in withheld]
        for path in withheld:
            self.context["static_content"].pop(path, None)
        self._update_context(("staticfiles",))

    def generate_output(self, writer: SiteWriter) -> None:
        """Copy them, unless a page has the address."""
        for static in sorted(self.context["staticfiles"], key=lambda static: static.source_path):
            path = str(static.get_relative_source_path())
            writer.claim(static.save_as, path, f"the file {path}")
        super().generate_output(writer)
        self.context["pictures"].write(writer, self.output_path)

    def _copy_paths(self, *_: Any, **__: Any) -> None:
        """The theme's files. Pelican would follow links out of it, and log a full disk and go on."""
        below = Path(self.output_path, self.settings["THEME_STATIC_DIR"])
        for file, name in static_files(self.theme, self.settings):
            (below / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, below / name)

    def _link_or_copy_staticfile(self, sc: Any) -> None:
        path, folder = str(sc.get_relative_source_path()), self.context["folder"]
        target = Path(self.output_path, sc.save_as)
        try:
            clean = clean_copy(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if clean is None:
                # Never a link to the file itself: a later build, or a host, would write into the content.
                with folder.open(path) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
            else:
                target.write_bytes(clean)
        except BadPictureError as error:
            hint = "export it again, or take it out"
            problem = Diagnostic(shown_path(Path(self.path, path)), 1, 1, "SF103", f"'{path}' {error}", hint)
            self.context["problems"].append(problem)


class OutputsGenerator(Generator):
    """What is neither a page of Pelican's nor a copied file: feeds in JSON, sitemaps, the 404 page.

    A file or page that the site itself publishes under one of these names takes its place.
    """

    def generate_output(self, writer: SiteWriter) -> None:
        """Write all of them."""
        edition: Edition = self.context["edition"]
        config = edition.config
        for static in self.context["staticfiles"]:
            writer.reserved.setdefault(address_key(static.save_as), str(static.get_relative_source_path()))
        made = sitemaps.sitemaps(edition, writer.listings) if not writer.has("sitemap.xml") else {}
        made["robots.txt"] = site_files.robots(edition)
        if config.feed_json:
            pictures = self.context["pictures"]
            places = feeds.places_in_feed(edition.stories, self.settings["FEED_MAX_ITEMS"])
            stories = [pictures.in_feeds(edition.stories[place], config.site_url) for place in places]
            made[config.feed_json] = feeds.json_feed(
                edition,
                stories,
                title=config.site_name,
                path=config.feed_json,
                home_url="",
                languages=self.context["languages"],
            )
        if (Path(self.theme) / "static" / "icon-192.png").is_file():
            made["manifest.webmanifest"] = site_files.web_manifest(edition)
        for name, text in made.items():
            if not writer.has(name):
                writer.write_text(name, text)
        if not writer.has("404.html"):
            self._not_found(writer, urlsplit(config.site_url).path)

    def _not_found(self, writer: SiteWriter, root: str) -> None:
        try:
            template = self.env.get_template("404.html")
        except TemplateNotFound:
            return
        # A server shows this page at any depth, so its links start at the root.
        writer.write_file("404.html", template, {**self.context, "SITEURL": root, "localsiteurl": root}, url="404.html")
