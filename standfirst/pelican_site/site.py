"""One build, from the content folder to the output folder, read from top to bottom in `Site.build`."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pelican import Pelican
from pelican.contents import Static
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from standfirst import copydesk, linkcheck, progress
from standfirst.build.artifacts import settle_equal
from standfirst.build.derived import DerivedFiles
from standfirst.build.lock import HeldError, take_lock
from standfirst.build.staging import OutputRefusedError, ShrunkError, Staging, open_staging
from standfirst.build.store import Store
from standfirst.build.unchanging import Snapshot, take_snapshot
from standfirst.clock import build_time
from standfirst.config import Config, read_config
from standfirst.copydesk import address_key
from standfirst.crossread import cross_read
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.edition import Edition
from standfirst.exchanges.checks import check_records
from standfirst.folder import Folder
from standfirst.languages import Languages
from standfirst.links import named_source, names_sources, targets
from standfirst.linktimes import check_link_times
from standfirst.pelican_site import generators as ours
from standfirst.pelican_site import preview
from standfirst.pelican_site.addresses import SettingsAddresses, index_addresses, listing_links, period_addresses
from standfirst.pelican_site.articles import read_articles
from standfirst.pelican_site.card_files import CardsGenerator, plan_cards
from standfirst.pelican_site.contents import final_story
from standfirst.pelican_site.corrections_page import CorrectionsGenerator, corrections_address
from standfirst.pelican_site.host_files import HostFilesGenerator, Hosting
from standfirst.pelican_site.logs import logged_errors, plugin_frame, plugin_problem
from standfirst.pelican_site.pages import recall_pages, write_pages
from standfirst.pelican_site.picture_files import make_pictures
from standfirst.pelican_site.reading import Sources, make_renderer, read_authors, read_records
from standfirst.pelican_site.register_pages import RegisterGenerator, public_register
from standfirst.pelican_site.search_pages import SearchGenerator, search_address
from standfirst.pelican_site.templates import OURS, prepare, template_problem, template_roots
from standfirst.pelican_site.witness import CardsView, EditionView, PicturesView, Prints
from standfirst.pelican_site.writer import SiteWriter
from standfirst.redirects.site import site_redirects
from standfirst.report import Report, fault, shown_path, sorted_report, tell_of_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from standfirst.exchanges.register import Register
    from standfirst.links import Target
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story


T = TypeVar("T")

LOCK = "lock"
"""The file in the state folder that keeps two builds of a site apart."""
FEW_PAGES = 10
"""An output of fewer pages may lose any number of them: a site is being tried out."""
FIRST_YEAR = 2000
"""A clock before it was never set."""
PHASES: dict[type, str] = {
    CardsGenerator: progress.CARDS,
    SearchGenerator: progress.SEARCH,
    ours.FilesGenerator: progress.FILES,
}
"""What takes time beside rendering pages, by who does it."""
SHRINK_HINT = "where that is meant, build with --allow-shrink"


@dataclass(frozen=True)
class Newsroom:
    """What is known of a site before a page is rendered."""

    desk: copydesk.Desk
    sources: Sources
    manuscripts: dict[str, Manuscript]
    """By path, as the stories are."""
    stories: dict[str, Story]
    later: list[tuple[Manuscript, Target, Callable[[], tuple[int, int]]]]
    """Links to ordinary addresses, and where they stand."""
    snapshot: Snapshot
    """The content folder when the reading began."""


class Site(Pelican):
    """Pelican with our reading, our checks and a release that appears whole or not at all."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Pelican's settings. What is wrong with a plugin is kept for the report."""
        self.found: list[Diagnostic] = []
        self.forgetful = False
        """Whether what earlier builds have kept is left alone."""
        self.hosting: Hosting | None = None
        """What the last build has for servers, its redirects among it."""
        self.progress = progress.Progress()
        with logged_errors(self.found, settings):
            super().__init__(settings)

    def init_plugins(self) -> None:
        """Load plugins; one that fails is an error and not a line in a log."""
        try:
            super().init_plugins()
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            self.plugins: list[Any] = []
            self.found.append(plugin_problem(error, self.settings))

    def run(self, *, quiet: bool = False, verbose: bool = False) -> None:
        """Build, print the report, and end the process with status 1 where something is wrong."""
        # Whoever waits for a preview looks at a browser.
        watched = None if quiet or self.settings.get("STANDFIRST_PREVIEW") else progress.screen()
        started = time.perf_counter()
        with progress.Progress(watched) as self.progress:
            report = self.build()
        report.seconds = time.perf_counter() - started
        phases = self.progress.phases.values()
        if phases and (verbose or (watched and report.seconds >= progress.LONG)):
            report.phases = progress.table(phases)
        report.show(Path(self.output_path), quiet=quiet)
        if self.settings.get("STANDFIRST_PREVIEW"):
            report.keep(Path(str(self.settings["STANDFIRST_STATE"])))  # the desk bar shows it, whatever went wrong
        if report.errors:
            raise SystemExit(1)

    def build(self) -> Report:
        """Build the site, or leave the output folder as it was and say what is wrong."""
        problems = list(self.found)
        config, wrong = read_config(self.settings, str(self.settings.get("STANDFIRST_SETTINGS_FILE", "")))
        problems += wrong
        if config is None:
            return sorted_report(problems, {})
        try:
            with _one_at_a_time(config, problems):
                return self._remembering(self._build, config, problems)
        except BuildError as error:
            problems.append(error.diagnostic)
        except OutputRefusedError as error:
            problems.append(Diagnostic("", 1, 1, "SF901", str(error), error.hint))
        except HeldError as error:
            hint = "wait for it, or let this one wait longer: --wait SECONDS"
            problems.append(Diagnostic("", 1, 1, "SF904", f"another build of this site is running: {error}", hint))
        except ShrunkError as error:
            problems.append(Diagnostic("", 1, 1, "SF905", str(error), SHRINK_HINT))
        except (OSError, MemoryError, RuntimeError) as error:
            if (found := fault(error)) is None:
                raise
            problems.append(found)
        return sorted_report(problems, config.severity)

    def check(self, wanted: Callable[[Manuscript], bool] | None = None) -> tuple[Report, Newsroom | None]:
        """Everything that can be known without rendering a page. None where the settings or the content cannot be read.

        What says nothing of other files is looked for only in those that are `wanted`, where that is given.
        """
        problems = list(self.found)
        config, wrong = read_config(self.settings, str(self.settings.get("STANDFIRST_SETTINGS_FILE", "")))
        if config is None:
            return sorted_report([*problems, *wrong], {}), None
        try:
            newsroom = self._remembering(partial(self._read, wanted=wanted), config, problems)
        except (BuildError, OSError) as error:
            found = error.diagnostic if isinstance(error, BuildError) else fault(error)
            assert found  # noqa: S101 - of an OSError there is always something to say
            return sorted_report([*problems, found], config.severity), None
        site_redirects(newsroom.desk, newsroom.stories, newsroom.manuscripts)
        repeats = newsroom.desk.repeats
        report = sorted_report([*problems, *(found for found, _ in repeats)], config.severity)
        report.repeats = repeats
        return report, newsroom

    def _remembering(
        self, work: Callable[[Config, list[Diagnostic]], T], config: Config, problems: list[Diagnostic]
    ) -> T:
        """The result of `work`; where the store fails under it, once more without one: it only saves time."""
        known = list(problems)
        try:
            return work(config, problems)
        except sqlite3.Error as error:
            message = f"what earlier builds have kept cannot be used: {error}"
            problems[:] = [*known, Diagnostic("", 1, 1, "SF908", message, "delete the folder of --state")]
            self.forgetful = True
            return work(config, problems)

    def _build(self, config: Config, problems: list[Diagnostic]) -> Report:
        if config.preview:
            preview.refuse_elsewhere(self.output_path, config.state)
        newsroom = self._read(config, problems)
        desk, stories = newsroom.desk, newsroom.stories
        sources = newsroom.sources
        if not (newsroom.manuscripts or sources.records or sources.unread or config.allow_shrink):
            message = f"there is no article, no page and no record in '{desk.folder.shown}'"
            raise BuildError(Diagnostic("", 1, 1, "SF905", message, SHRINK_HINT))
        public = {path: story for path, story in stories.items() if desk.is_out(story) and path not in desk.faulty}
        if desk.now.year < FIRST_YEAR and stories and not public:
            message = f"at the build time, {desk.now:%Y-%m-%d}, no article is out yet"
            hint = "set this machine's clock, or give the time with --now"
            raise BuildError(Diagnostic("", 1, 1, "SF910", message, hint))
        if config.preview:
            public |= preview.not_out_yet(desk, stories, newsroom.manuscripts, public)
        staging = open_staging(
            Path(self.output_path),
            [Path(self.path), Path.cwd(), Path(self.theme), Path(config.state)],
            self.output_retention,
            wait=config.wait,
            durable=not config.preview,
            tell=tell_of_waiting,
        )
        report = Report()
        try:
            # What is sound is rendered even when the build must fail: one run tells all that is wrong.
            writer = self._writer(staging, newsroom)
            edition = self._render(writer, newsroom, public)
            if not any(problem.code == "SF810" for problem in problems):
                linkcheck.check_written_links(desk, stories, newsroom.later, staging.tree, newsroom.sources.unread)
            problems += _changed(newsroom)
            repeats = [found for found, _ in desk.repeats]
            report = sorted_report([*problems, *repeats], config.severity)
            if not report.errors or config.keep_going:
                if not config.allow_shrink:
                    staging.losing(config.shrink, FEW_PAGES)
                report.changed = self._put_in_place(staging, writer, config)
                report.switched = True
                with report.keeping(Path(config.state)):
                    if self.hosting and not config.preview:
                        self.hosting.keep(Path(config.state))
                    self.derived.sweep()
                    if config.preview:
                        made_of = preview.watched(self.settings, self.theme, self.path)
                        preview.write_facts(Path(config.state), desk, stories, newsroom.manuscripts, public, made_of)
        finally:
            staging.discard()
        report.articles, report.pages = len(edition.stories), len(edition.pages)
        report.made, report.kept = writer.pages
        report.repeats = desk.repeats
        report.built = desk.now
        out = (*edition.stories, *edition.pages)
        report.stories = {story.path: story.url for story in out}
        told = {story.title for story in out}
        report.withheld = {s.title: path for path, s in stories.items() if path not in public and s.title not in told}
        report.keep(Path(config.state))
        return report

    def _put_in_place(self, staging: Staging, writer: SiteWriter, config: Config) -> bool:
        """Switch to the new tree, unless it is the old one to the last byte; False where it is."""
        self.progress.phase(progress.PLACING)
        settle_equal(staging, writer.artifacts.kept if writer.artifacts else set())
        facts = staging.facts()
        changed = not staging.unchanged(facts)
        if changed:
            staging.switch()
        if writer.artifacts:
            with self._store(config) as store:
                write_pages(writer, writer.artifacts, store, facts)
        return changed

    def _read(
        self, config: Config, problems: list[Diagnostic], wanted: Callable[[Manuscript], bool] | None = None
    ) -> Newsroom:
        """Everything that can be known before a page is rendered."""
        self.progress.phase(progress.READING)
        addresses = SettingsAddresses(self.settings, build_time(config, os.environ))
        folder = self._folder()
        snapshot = take_snapshot(folder.root, folder.files)
        renderer = make_renderer(self.settings, config)
        sources = Sources()
        desk = copydesk.Desk(config, folder, addresses, addresses.now, sources.authors, sources.records, problems)
        read_records(sources, desk)
        read_authors(sources, desk, renderer)
        desk.unread |= set(sources.unread)
        desk.named_files = ours.published_by_name(self.settings, config)
        with self._store(config) as store:
            edited = read_articles(sources, desk, self.settings, renderer, store, self.progress, plain=not self.plugins)
            self.progress.phase(progress.CHECKING)
            desk.unread |= set(sources.unread)
            manuscripts = {manuscript.path: manuscript for manuscript in edited.manuscripts}
            stories = copydesk.edit(desk, edited.manuscripts, edited.stories)
            copydesk.check_addresses(desk, stories, manuscripts)
            problems += check_records(desk.known_records, desk.now.astimezone(config.zone))
            self.progress.phase(progress.COMPARING)
            cross_read(desk, stories, manuscripts, store, edited.leads)
        self.progress.phase(progress.CHECKING)
        if any(s.records and (wanted is None or wanted(manuscripts[s.path])) for s in stories.values()):
            from standfirst.figures import check_figures  # noqa: PLC0415 - its tables take a tenth of a small build

            check_figures(desk, stories, manuscripts, wanted or (lambda _: True))
        out = {path: story for path, story in stories.items() if desk.is_out(story)}
        listings = listing_links(desk, out, self.settings["INDEX_SAVE_AS"])
        later = linkcheck.check_links(desk, stories, edited.manuscripts, listings)
        check_link_times(desk, stories, manuscripts)
        return Newsroom(desk, sources, manuscripts, stories, later, snapshot)

    def _store(self, config: Config) -> Store:
        return Store(None) if self.forgetful else _open_store(Path(config.state))

    def _folder(self) -> Folder:
        root = Path(os.path.realpath(self.path))
        shown = shown_path(Path(self.path))
        if not root.is_dir():
            hint = "name the folder of your articles with --content"
            raise BuildError(Diagnostic(shown, 1, 1, "SF903", f"there is no content folder '{shown}'", hint))
        kept_out = tuple(Path(os.path.realpath(path)) for path in (self.output_path, self.theme))
        return Folder(root, shown, tuple(self.ignore_files), kept_out)

    def _writer(self, staging: Staging, newsroom: Newsroom) -> SiteWriter:
        desk, manuscripts = newsroom.desk, newsroom.manuscripts

        def place(source: str) -> tuple[str, int, int]:
            if source not in manuscripts:
                return desk.folder.where(source) if source else "", 1, 1
            manuscript = manuscripts[source]
            return manuscript.where, *manuscript.at(manuscript.named_by)

        roots = template_roots(self.theme, self.settings)
        writer = SiteWriter(str(staging.tree), self.settings, desk.addresses, place, roots, desk.problems)
        # A page may take the place of a listing, as the front page; an article that does would push it aside.
        named = (m for m in manuscripts.values() if m.kind == "page" and m.facts.save_as)
        writer.reserved = {address_key(str(m.facts.save_as)): m.path for m in named}
        writer.progress = self.progress
        # In any other order a new story may come between older ones.
        writer.stable = desk.config.stable_pages and self.settings["ARTICLE_ORDER_BY"] == "reversed-date"
        with self._store(desk.config) as store:
            recall_pages(writer, self.settings, desk.config, store, staging, plain=not self.plugins)
        return writer

    def _render(self, writer: SiteWriter, newsroom: Newsroom, public: dict[str, Story]) -> Edition:
        """Run Pelican's generators over the stories, into the staging tree."""
        desk = newsroom.desk
        self.derived = DerivedFiles(Path(desk.config.state) / "images")
        settings, tree = self.settings, writer.output_path
        languages = Languages(desk.config.lang, map(Path, desk.config.locales))
        output_path, settings["OUTPUT_PATH"] = settings["OUTPUT_PATH"], tree
        context = {
            **settings,
            "generated_content": {},
            "static_links": set(newsroom.sources.avatars) | self._pictures(public, desk),
            "static_content": {},
            "localsiteurl": settings["SITEURL"],
            "stories": public,
            "manuscripts": newsroom.manuscripts,
            "public": public,
            "problems": desk.problems,
            "newsroom": newsroom,
            "withheld": self._withheld(newsroom, public),
            "links": {},
            "config": desk.config,
            "folder": desk.folder,
            "stylesheet": ours.read_stylesheet(self.theme, settings)[0],
            "address": index_addresses(settings) | {"search": search_address(desk.config, writer.roots)},
            "register": public_register(desk, public),
            "languages": languages,
            "social_cards": CardsView(plan_cards(public, desk.config, languages, Path(self.theme)), writer.witness),
            "witness": writer.witness,
        }

        def prepare_environment(generator: Any) -> None:
            own = os.path.isfile(os.path.join(self.theme, "templates", OURS))
            prepare(generator.env, lambda: context["edition"], period_addresses(settings), own=own)
            writer.witness.watch(generator.env)

        signals.generator_init.connect(prepare_environment)
        try:
            with logged_errors(desk.problems, settings):
                return self._generate(context, tree, desk, writer)
        except Exception as error:
            if isinstance(error, BuildError) or fault(error):
                raise
            problem = template_problem(error, writer.roots)
            if problem.code == "SF812" and plugin_frame(error, settings):
                problem = plugin_problem(error, settings)
            raise BuildError(problem) from error
        finally:
            signals.generator_init.disconnect(prepare_environment)
            settings["OUTPUT_PATH"] = output_path

    def _generate(self, context: dict[str, Any], tree: str, desk: copydesk.Desk, writer: SiteWriter) -> Edition:
        self.progress.phase(progress.ARRANGING)
        made = [
            cls(context=context, settings=self.settings, path=self.path, theme=self.theme, output_path=tree)
            for cls in self._get_generator_classes()
        ]
        for generator in made:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        signals.all_generators_finalized.send(made)
        edition = self._edition(context, made, desk, writer)
        for generator in made:
            if hasattr(generator, "refresh_metadata_intersite_links"):
                generator.refresh_metadata_intersite_links()
        self.progress.phase(progress.RENDERING, self._about_how_many(edition, context["register"], writer))
        for generator in made:
            if hasattr(generator, "generate_output"):
                self.progress.phase(PHASES.get(type(generator), progress.RENDERING))
                generator.generate_output(writer)
        rendered = self.progress.phases[progress.RENDERING]
        rendered.made, rendered.reused = (
            writer.pages
        )  # what a plugin or Pelican's own feeds write are steps, and no pages
        self.progress.phase(progress.CHECKING)
        self.hosting = context.get("hosting")
        signals.finalized.send(self)
        return edition

    def _about_how_many(self, edition: Edition, register: Register | None, writer: SiteWriter) -> int:
        """How many pages there will be: as many as last time, or a few less than there are."""
        stories = edition.stories
        per_page = int(self.settings["DEFAULT_PAGINATION"]) or len(stories) or 1
        sizes = [len(stories), *(len(listing.stories) for listing in (*edition.topics, *edition.tags))]
        sizes += [len(listing.stories) for listing in edition.authors]
        months = {story.date.isoformat()[:7] for story in stories if story.date}
        count = len(stories) + len(edition.pages) + sum(size // per_page or 1 for size in sizes) + len(months)
        return max(
            count + (len(register.records) if register else 0), len(writer.artifacts.known) if writer.artifacts else 0
        )

    def _edition(self, context: dict[str, Any], made: list[Any], desk: copydesk.Desk, writer: SiteWriter) -> Edition:
        """The edition of what Pelican's generators hold once plugins have had their say."""
        articles = next(g for g in made if isinstance(g, ArticlesGenerator))
        pages = next(g for g in made if isinstance(g, PagesGenerator))
        published = {path: content for path, content in context["generated_content"].items() if content}
        for content in published.values():
            for target in targets(content.story.html, content.story.path) if names_sources(content.story.html) else ():
                static = context["static_content"].get(target.key)
                if target.what == "attach" and isinstance(static, Static):
                    static.attach_to(content)
        links = {path: content.url for path, content in published.items()}
        links |= {path: static.url for path, static in context["static_content"].items() if static}
        links |= listing_links(desk, context["public"], self.settings["INDEX_SAVE_AS"])
        context["links"] = links
        stories = [final_story(article) for article in (*articles.articles, *articles.translations)]
        stories.sort(key=lambda story: (story.date, story.path), reverse=True)
        standing = sorted(
            (final_story(page) for page in (*pages.pages, *pages.translations)), key=lambda page: page.url
        )
        edition = Edition(desk.config, desk.now, tuple(stories), tuple(standing), links)
        self.progress.phase(progress.PICTURES)
        pictures = make_pictures(self.derived, desk, context, published.values(), self.progress)
        self.progress.phase(progress.ARRANGING)
        context["edition"] = EditionView(edition, writer.witness)
        context["pictures"] = PicturesView(pictures, writer.witness)
        context["address"]["corrections"] = corrections_address(edition, template_roots(self.theme, self.settings))
        writer.prints = Prints(edition, pictures, context["social_cards"], context, self.settings)
        return edition

    def _pictures(self, public: dict[str, Story], desk: copydesk.Desk) -> set[str]:
        """Lead images, below the content folder."""
        by_url = {desk.addresses.static(path): path for path in desk.folder.files}
        return {by_url[s.picture.url] for s in public.values() if s.picture and s.picture.url in by_url}

    def _withheld(self, newsroom: Newsroom, public: dict[str, Story]) -> set[str]:
        """Files that only unpublished stories show: they would tell of them."""
        desk = newsroom.desk
        used: dict[bool, set[str]] = {True: set(newsroom.sources.avatars), False: set()}
        for path, manuscript in newsroom.manuscripts.items():
            files = used[path in public]
            for target in manuscript.targets:
                files.add(named_source(target, path, desk.folder.known) or target.key.lstrip("/"))
            if manuscript.facts.image:
                files.update(copydesk.picture_paths(manuscript.facts.image, path))
        return used[False] - used[True]

    def _get_generator_classes(self) -> list[type]:
        swapped: dict[type, type] = {ArticlesGenerator: ours.StoriesGenerator, PagesGenerator: ours.StoryPagesGenerator}
        classes = [swapped.get(cls, cls) for cls in super()._get_generator_classes()]
        first = [*classes[:-1], RegisterGenerator, CorrectionsGenerator, CardsGenerator]
        return [*first, ours.OutputsGenerator, SearchGenerator, ours.FilesGenerator, HostFilesGenerator]


@contextmanager
def _one_at_a_time(config: Config, problems: list[Diagnostic]) -> Iterator[None]:
    """Keep other builds away from what this one keeps for the next. Raises HeldError where they do not end in time."""
    state = Path(config.state)
    lock = None
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = take_lock(state / LOCK, config.wait, tell_of_waiting)
        if not lock.works:
            message = f"two builds at once are not kept apart: there are no locks in {shown_path(state)}"
            problems.append(Diagnostic("", 1, 1, "SF909", message, "put --state on a local disk"))
    except OSError as error:
        message = f"nothing can be kept for the next build in {shown_path(state)}: {error.strerror}"
        problems.append(Diagnostic("", 1, 1, "SF908", message, "name a folder that can be written with --state"))
    try:
        yield
    finally:
        if lock:
            lock.release()


def _changed(newsroom: Newsroom) -> list[Diagnostic]:
    """What was read at two times is no edition: nothing of it may be published."""
    where, hint = newsroom.desk.folder.where, "build again"
    return [
        Diagnostic(where(path), 1, 1, "SF907", "changed while the site was being built", hint)
        for path in newsroom.snapshot.changed()
    ]


def _open_store(state: Path) -> Store:
    """The store of earlier builds; one in memory where the folder cannot be written."""
    try:
        return Store(state / "store.sqlite")
    except (OSError, sqlite3.Error):
        return Store(None)
