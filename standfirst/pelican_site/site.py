"""One build, from the content folder to the output folder, read from top to bottom in `Site.build`."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.contents import Static
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from standfirst import copydesk, defaults
from standfirst.build.staging import OutputRefusedError, Staging, open_staging
from standfirst.config import Config, read_config
from standfirst.diagnostics import BuildError, Diagnostic, sort_out
from standfirst.edition import Edition
from standfirst.folder import Folder
from standfirst.frontmatter import read_moment
from standfirst.links import FILES, targets
from standfirst.pelican_site import generators as ours
from standfirst.pelican_site.addresses import SettingsAddresses
from standfirst.pelican_site.linkcheck import check_written_links
from standfirst.pelican_site.reading import Sources, read_authors, read_sources
from standfirst.pelican_site.templates import prepare, template_problem
from standfirst.pelican_site.writer import SiteWriter
from standfirst.prose import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.model import Story


@dataclass
class Report:
    """What a build found and made."""

    errors: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    articles: int = 0
    pages: int = 0
    settled: int = 0
    """Teasers that repeated the text and were settled."""
    switched: bool = False
    """Whether the output folder holds this build."""


class Site(Pelican):  # type: ignore[misc]
    """Pelican with our reading, our checks and a release that appears whole or not at all."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Pelican's settings. What is wrong with a plugin is kept for the report."""
        self.found: list[Diagnostic] = []
        with _pelican_errors(self.found):
            super().__init__(settings)

    def init_plugins(self) -> None:
        """Load plugins; one that fails is an error and not a line in a log."""
        try:
            super().init_plugins()
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            self.plugins = []
            self.found.append(Diagnostic("", 1, 1, "SF811", f"a plugin failed: {type(error).__name__}: {error}"))

    def run(self) -> None:
        """Build, print the report, and end the process with status 1 where something is wrong."""
        started = time.perf_counter()
        report = self.build()
        for warning in report.warnings:
            print(f"{warning} [warning]", file=sys.stderr)
        for error in report.errors:
            print(error, file=sys.stderr)
        shown = _shown(Path(self.output_path))
        made = f"{_count(report.articles, 'article')} and {_count(report.pages, 'page')}"
        settled = f"; {_count(report.settled, 'repeated teaser')} settled" if report.settled else ""
        if report.switched:
            print(f"Built {made} in {shown}/ in {time.perf_counter() - started:.1f} s{settled}.")
        if report.errors:
            kept = "" if report.switched else f" {shown}/ is as it was." if Path(self.output_path).exists() else ""
            print(f"{_count(len(report.errors), 'error')}.{kept}", file=sys.stderr)
            raise SystemExit(1)

    def build(self) -> Report:
        """Build the site, or leave the output folder as it was and say what is wrong."""
        config, problems = read_config(self.settings, str(self.settings.get("STANDFIRST_SETTINGS_FILE", "")))
        self.found += problems
        if config is None:
            return self._report(self.found, {})
        try:
            return self._build(config)
        except BuildError as error:
            return self._report([*self.found, error.diagnostic], config.severity)
        except OutputRefusedError as error:
            hint = "empty the folder, or name another with --output"
            return self._report([*self.found, Diagnostic("", 1, 1, "SF901", str(error), hint)], config.severity)
        except OSError as error:
            message = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            return self._report([*self.found, Diagnostic("", 1, 1, "SF902", message)], config.severity)

    def _build(self, config: Config) -> Report:
        now = build_time(config)
        addresses = SettingsAddresses(self.settings, now)
        folder = self._folder()
        sources = read_sources(folder, config, self.settings)
        desk = copydesk.Desk(config, folder, addresses, now, sources.authors, sources.records, sources.problems)
        read_authors(sources, desk, Renderer(self.settings["MARKDOWN"]))
        manuscripts = {manuscript.path: manuscript for manuscript in sources.manuscripts}
        stories = copydesk.edit(desk, sources.manuscripts)
        copydesk.check_addresses(desk, stories, manuscripts)
        public = {path: story for path, story in stories.items() if desk.is_out(story)}
        listings = self._listings(desk, public)
        later = copydesk.check_links(desk, stories, sources.manuscripts, listings)
        report = self._report([*self.found, *desk.problems], config.severity)
        if report.errors and not config.keep_going:
            return report
        staging = open_staging(Path(self.output_path), [Path(self.path), Path.cwd(), Path(self.theme)])
        try:
            edition = self._render(staging, desk, sources, public, listings)
            check_written_links(desk, stories, later, staging.tree)
            report = self._report([*self.found, *desk.problems], config.severity)
            if not report.errors or config.keep_going:
                staging.switch(self.output_retention)
                report.switched = True
        finally:
            staging.discard()
        report.articles, report.pages = len(edition.stories), len(edition.pages)
        report.settled = sum(s.teaser.verdict in {"exact", "truncated"} for s in (*edition.stories, *edition.pages))
        self._note(config, report)
        return report

    def _folder(self) -> Folder:
        root = Path(os.path.realpath(self.path))
        shown = _shown(Path(self.path))
        if not root.is_dir():
            hint = "name the folder of your articles with --content"
            raise BuildError(Diagnostic(shown, 1, 1, "SF903", "there is no such content folder", hint))
        return Folder(root, shown, tuple(self.ignore_files))

    def _listings(self, desk: copydesk.Desk, public: dict[str, Story]) -> dict[str, str]:
        """What {category}Name and the like lead to: key -> address below the site's root."""
        found = {"index:": str(self.settings["INDEX_SAVE_AS"])}
        listed = [story for story in public.values() if desk.is_listed(story) and story.kind == "article"]
        topics = {story.topic.slug for story in listed if story.topic}
        tags = {place.slug for story in listed for place in story.tags}
        authors = {author.id: author for story in listed for author in story.authors}
        names = {author.name.casefold(): author for author in authors.values()}
        for story in public.values():
            for target in targets(story.html, story.path):
                what, _, name = target.key.partition(":")
                if what == "category" and (place := desk.addresses.topic(name)).slug in topics:
                    found[target.key] = place.url
                elif what == "tag" and (place := desk.addresses.tag(name)).slug in tags:
                    found[target.key] = place.url
                elif what == "author" and (author := authors.get(name) or names.get(name.casefold())):
                    found[target.key] = author.url
        return found

    def _render(
        self, staging: Staging, desk: copydesk.Desk, sources: Sources, public: dict[str, Story], listings: dict[str, str]
    ) -> Edition:
        """Run Pelican's generators over the stories, into the staging tree."""
        settings, tree = self.settings, str(staging.tree)
        output_path, settings["OUTPUT_PATH"] = settings["OUTPUT_PATH"], tree
        context = {
            **settings,
            "generated_content": {},
            "static_links": set(sources.avatars) | self._pictures(public, desk),
            "static_content": {},
            "localsiteurl": settings["SITEURL"],
            "stories": public,
            "manuscripts": {manuscript.path: manuscript for manuscript in sources.manuscripts},
            "public": public,
            "links": {},
            "config": desk.config,
            "stylesheet": ours.read_stylesheet(self.theme, settings)[0],
            "address": _index_addresses(settings),
        }
        roots = [*settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(self.theme, "templates")]

        def prepare_environment(generator: Any) -> None:  # noqa: ANN401 - any generator
            own = os.path.realpath(self.theme) == os.path.realpath(defaults.THEME)
            prepare(generator.env, lambda: context["edition"], _period_url(settings), own=own)

        signals.generator_init.connect(prepare_environment)
        try:
            with _pelican_errors(self.found):
                return self._generate(context, tree, desk, SiteWriter(tree, settings, desk.addresses, desk.folder, roots))  # type: ignore[arg-type]
        except (BuildError, OSError):
            raise
        except Exception as error:
            raise BuildError(template_problem(error, roots)) from error
        finally:
            signals.generator_init.disconnect(prepare_environment)
            settings["OUTPUT_PATH"] = output_path

    def _generate(self, context: dict[str, Any], tree: str, desk: copydesk.Desk, writer: SiteWriter) -> Edition:
        made = [
            cls(context=context, settings=self.settings, path=self.path, theme=self.theme, output_path=tree)
            for cls in self._get_generator_classes()
        ]
        for generator in made:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        signals.all_generators_finalized.send(made)
        edition = self._edition(context, made, desk)
        for generator in made:
            if hasattr(generator, "refresh_metadata_intersite_links"):
                generator.refresh_metadata_intersite_links()
        for generator in made:
            if hasattr(generator, "generate_output"):
                generator.generate_output(writer)
        signals.finalized.send(self)
        return edition

    def _edition(self, context: dict[str, Any], made: list[Any], desk: copydesk.Desk) -> Edition:
        """The edition of what Pelican's generators hold once plugins have had their say."""
        articles = next(g for g in made if isinstance(g, ArticlesGenerator))
        pages = next(g for g in made if isinstance(g, PagesGenerator))
        for content in context["generated_content"].values():
            for target in targets(content.story.html, content.story.path):
                static = context["static_content"].get(target.key)
                if target.what == "attach" and isinstance(static, Static):
                    static.attach_to(content)
        links = {path: content.url for path, content in context["generated_content"].items()}
        links |= {path: static.url for path, static in context["static_content"].items() if static}
        links |= self._listings(desk, context["public"])
        context["links"] = links
        stories = [article.story for article in (*articles.articles, *articles.translations)]
        stories.sort(key=lambda story: (story.date, story.path), reverse=True)
        published = [page.story for page in (*pages.pages, *pages.translations)]
        published.sort(key=lambda story: story.url)
        edition = Edition(desk.config, desk.now, tuple(stories), tuple(published), links)
        context["edition"] = edition
        return edition

    def _pictures(self, public: dict[str, Story], desk: copydesk.Desk) -> set[str]:
        """Lead images, below the content folder."""
        by_url = {desk.addresses.static(path): path for path in desk.folder.files}
        return {by_url[s.picture.url] for s in public.values() if s.picture and s.picture.url in by_url}

    def _get_generator_classes(self) -> list[type]:
        swapped: dict[type, type] = {ArticlesGenerator: ours.StoriesGenerator, PagesGenerator: ours.StoryPagesGenerator}
        classes = [swapped.get(cls, cls) for cls in super()._get_generator_classes()]
        return [*classes[:-1], ours.OutputsGenerator, ours.FilesGenerator]

    def _report(self, found: list[Diagnostic], severity: Any) -> Report:  # noqa: ANN401 - the configuration's mapping
        errors, warnings = sort_out(found, severity)
        return Report(errors, warnings)

    def _note(self, config: Config, report: Report) -> None:
        """Keep the last build's findings where an editor or script can read them."""
        state = Path(config.state)
        state.mkdir(parents=True, exist_ok=True)
        found = [(d, "error") for d in report.errors] + [(d, "warning") for d in report.warnings]
        rows = [
            {"path": d.path, "line": d.line, "column": d.column, "code": d.code, "severity": s, "message": d.message, "hint": d.hint}
            for d, s in found
        ]
        (state / "last-build.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def build_time(config: Config) -> datetime:
    """The one clock of a build: --now, else SOURCE_DATE_EPOCH, else the system's, to the second.

    Raises BuildError where what is given is not a time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if config.now:
            moment: datetime = read_moment(config.now)
        elif epoch:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        else:
            moment = datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        what = f"'{config.now}'" if config.now else f"SOURCE_DATE_EPOCH '{epoch}'"
        hint = "use YYYY-MM-DDThh:mm, or seconds since 1970 in SOURCE_DATE_EPOCH"
        raise BuildError(Diagnostic("", 1, 1, "SF012", f"the build time {what} is not a time", hint)) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=config.zone)
    return moment.replace(microsecond=0)


@contextmanager
def _pelican_errors(found: list[Diagnostic]) -> Iterator[None]:
    """Turn what Pelican logs as an error, and then goes on from, into findings."""

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = " ".join(record.getMessage().split())
            cause = f": {record.exc_info[1]}" if record.exc_info else ""
            code = "SF811" if "plugin" in message.lower() else "SF812"
            found.append(Diagnostic("", 1, 1, code, f"{message}{cause}"))

    logger, collector = logging.getLogger("pelican"), Collector(logging.ERROR)
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)


def _index_addresses(settings: dict[str, Any]) -> dict[str, str]:
    """Addresses of the index pages that the settings ask for; "" for one that is not built."""
    names = {"archives": "archives", "topics": "categories", "authors": "authors", "tags": "tags"}
    built = settings["DIRECT_TEMPLATES"]
    return {
        name: str(settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html")) if template in built else ""
        for name, template in names.items()
    }


def _period_url(settings: dict[str, Any]) -> Any:  # noqa: ANN401 - a template function
    def period_url(year: int, month: int | None = None) -> str:
        """Address of a year's or a month's archive; "" where it is not built."""
        kind = "MONTH" if month else "YEAR"
        pattern = settings[f"{kind}_ARCHIVE_URL"] if settings[f"{kind}_ARCHIVE_SAVE_AS"] else ""
        return str(pattern).format(date=datetime(year, month or 1, 1, tzinfo=UTC))

    return period_url


def _shown(path: Path) -> str:
    near = os.path.relpath(path)
    return str(path) if near.startswith("..") else near


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
