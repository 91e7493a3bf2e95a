"""One build, from the content folder to the output folder, read from top to bottom in `Site.build`."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pelican import Pelican

from standfirst import linkcheck, progress
from standfirst.build.lock import HeldError, take_lock
from standfirst.build.staging import OutputRefusedError, ShrunkError, open_staging
from standfirst.build.store import Store
from standfirst.clock import build_time
from standfirst.config import Config, read_config
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.folder import Folder
from standfirst.pelican_site import preview
from standfirst.pelican_site.leaving import meant_to_go
from standfirst.pelican_site.logs import logged_errors, plugin_problem
from standfirst.pelican_site.newsroom import Newsroom, read_newsroom
from standfirst.redirects.site import site_redirects
from standfirst.report import Report, fault, shown_path, sorted_report, tell_of_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from standfirst.edition import Edition
    from standfirst.manuscript import Manuscript
    from standfirst.pelican_site.rendering import Rendering
    from standfirst.pelican_site.writer import SiteWriter


T = TypeVar("T")

LOCK = "lock"
"""The file in the state folder that keeps two builds of a site apart."""
FEW_PAGES = 10
"""An output of fewer pages may lose any number of them: a site is being tried out."""
FIRST_YEAR = 2000
"""A clock before it was never set."""
SHRINK_HINT = "where that is meant, build with --allow-shrink"


class Site(Pelican):
    """Pelican with our reading, our checks and a release that appears whole or not at all."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Pelican's settings. What is wrong with a plugin is kept for the report."""
        self.found: list[Diagnostic] = []
        self.forgetful = False
        """Whether what earlier builds have kept is left alone."""
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
            newsroom = self._remembering(
                partial(read_newsroom, self, folder=self._folder(), wanted=wanted), config, problems
            )
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
        """The report of a build, or the last one's where building again would give the same site."""
        from standfirst.pelican_site import standing  # noqa: PLC0415 - a check renders nothing

        state, output = Path(config.state), Path(self.output_path)
        folder = self._folder()
        inputs = standing.look(self.settings, config, folder, plain=not (self.plugins or self.forgetful))
        now = build_time(config, os.environ)
        report = standing.standing(inputs, config, output, self.output_retention, now) if inputs else None
        if report is None:
            report, newsroom, writer = self._build_anew(config, problems, folder)
            if inputs and report.switched and not report.errors and writer.made_of_known_sources:
                with report.keeping(state):
                    until = standing.next_change(newsroom.desk, newsroom.stories.values(), self.settings)
                    standing.remember(inputs, config, output, self.output_retention, report, until)
        report.keep(state)
        return report

    def _build_anew(
        self, config: Config, problems: list[Diagnostic], folder: Folder
    ) -> tuple[Report, Newsroom, SiteWriter]:
        from standfirst.pelican_site.page_first import SiteAtHand, at_hand  # noqa: PLC0415 - as above
        from standfirst.pelican_site.rendering import Rendering  # noqa: PLC0415

        if config.preview:
            preview.refuse_elsewhere(self.output_path, config.state)
        newsroom = read_newsroom(self, config, problems, folder)
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
            rendering = Rendering(self, newsroom, staging, public)
            edition = rendering.run()
            if not any(problem.code == "SF810" for problem in problems):
                missing = newsroom.sources.unread, rendering.writer.untemplated
                linkcheck.check_written_links(desk, stories, newsroom.later, staging.tree, *missing)
            problems += newsroom.changed()
            repeats = [found for found, _ in desk.repeats]
            report = sorted_report([*problems, *repeats], config.severity)
            if not report.errors or config.keep_going:
                if not config.allow_shrink:
                    meant = meant_to_go(desk, stories, newsroom.manuscripts, self.settings)
                    staging.losing(config.shrink, FEW_PAGES, meant)
                report.changed = rendering.put_in_place()
                report.switched = True
                with report.keeping(Path(config.state)):
                    if rendering.hosting and not config.preview:
                        rendering.hosting.keep(Path(config.state))
                    rendering.derived.sweep()
                    if config.preview:
                        at_hand[:] = [SiteAtHand(rendering)]
                        made_of = preview.watched(self.settings, self.theme, self.path)
                        preview.write_facts(Path(config.state), desk, stories, newsroom.manuscripts, public, made_of)
        finally:
            staging.discard()
        _sum_up(report, rendering, edition)
        return report, newsroom, rendering.writer

    def store(self, config: Config) -> Store:
        """What earlier builds have kept; empty, and in memory, where that is left alone or cannot be written."""
        try:
            return Store(None if self.forgetful else Path(config.state) / "store.sqlite")
        except (OSError, sqlite3.Error):
            return Store(None)

    def default_generators(self) -> list[type]:
        """Pelican's, and those of plugins."""
        classes: list[type] = self._get_generator_classes()
        return classes

    def _folder(self) -> Folder:
        root = Path(os.path.realpath(self.path))
        shown = shown_path(Path(self.path))
        if not root.is_dir():
            hint = "name the folder of your articles with --content"
            raise BuildError(Diagnostic(shown, 1, 1, "SF903", f"there is no content folder '{shown}'", hint))
        kept_out = tuple(Path(os.path.realpath(path)) for path in (self.output_path, self.theme))
        return Folder(root, shown, tuple(self.ignore_files), kept_out)


def _sum_up(report: Report, rendering: Rendering, edition: Edition) -> None:
    """What a report has beside findings."""
    newsroom, public = rendering.newsroom, rendering.public
    report.articles, report.pages = len(edition.stories), len(edition.pages)
    report.made, report.kept = rendering.writer.pages
    report.repeats = newsroom.desk.repeats
    report.built = newsroom.desk.now
    out = (*edition.stories, *edition.pages)
    report.stories = {story.path: story.url for story in out}
    told = {story.title for story in out}
    stories = newsroom.stories.items()
    report.withheld = {s.title: path for path, s in stories if path not in public and s.title not in told}


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
