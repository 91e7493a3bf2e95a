"""What is known of a site before a page is rendered: everything read, edited and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst import copydesk, linkcheck, progress
from standfirst.build.unchanging import Snapshot, take_snapshot
from standfirst.clock import build_time
from standfirst.crossread import cross_read
from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.checks import check_records
from standfirst.linktimes import check_link_times
from standfirst.pelican_site.addresses import SettingsAddresses, listing_links
from standfirst.pelican_site.articles import CHANGED, read_articles
from standfirst.pelican_site.reading import Sources, make_renderer, published_by_name, read_authors, read_records
from standfirst.pelican_site.theme_files import refuse_strangers

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.config import Config
    from standfirst.folder import Folder
    from standfirst.links import Target
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story
    from standfirst.pelican_site.site import Site


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

    def changed(self) -> list[Diagnostic]:
        """What was read at two times is no edition: nothing of it may be published."""
        where = self.desk.folder.where
        return [Diagnostic(where(path), 1, 1, "SF907", *CHANGED) for path in self.snapshot.changed()]


def read_newsroom(
    site: Site,
    config: Config,
    problems: list[Diagnostic],
    folder: Folder,
    wanted: Callable[[Manuscript], bool] | None = None,
) -> Newsroom:
    """Everything that can be known before a page is rendered. What is wrong is added to `problems`."""
    site.progress.phase(progress.READING)
    refuse_strangers(site.theme, site.settings, problems)
    addresses = SettingsAddresses(site.settings, build_time(config, os.environ))
    snapshot = take_snapshot(folder.root, folder.files)
    renderer = make_renderer(site.settings, config)
    sources = Sources()
    desk = copydesk.Desk(config, folder, addresses, addresses.now, sources.authors, sources.records, problems)
    read_records(sources, desk)
    read_authors(sources, desk, renderer)
    desk.unread |= set(sources.unread)
    desk.named_files = published_by_name(site.settings, config)
    with site.store(config) as store:
        edited = read_articles(sources, desk, site.settings, renderer, store, site.progress, plain=not site.plugins)
        site.progress.phase(progress.CHECKING)
        desk.unread |= set(sources.unread)
        manuscripts = {manuscript.path: manuscript for manuscript in edited.manuscripts}
        stories = copydesk.edit(desk, edited.manuscripts, edited.stories)
        copydesk.check_addresses(desk, stories, manuscripts)
        problems += check_records(desk.known_records, desk.now.astimezone(config.zone))
        site.progress.phase(progress.COMPARING)
        cross_read(desk, stories, manuscripts, store, edited.leads, edited.versions)
    site.progress.phase(progress.CHECKING)
    if any(s.records and (wanted is None or wanted(manuscripts[s.path])) for s in stories.values()):
        from standfirst.figures import check_figures  # noqa: PLC0415 - its tables take a tenth of a small build

        check_figures(desk, stories, manuscripts, wanted or (lambda _: True))
    out = {path: story for path, story in stories.items() if desk.is_out(story)}
    listings = listing_links(desk, out, site.settings["INDEX_SAVE_AS"])
    later = linkcheck.check_links(desk, stories, edited.manuscripts, listings)
    check_link_times(desk, stories, manuscripts)
    return Newsroom(desk, sources, manuscripts, stories, later, snapshot)
