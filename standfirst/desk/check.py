"""What a writer should know before publishing: every finding, also those that a build settles by itself."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from standfirst import __version__
from standfirst.desk.mend import Mended, mend_summary
from standfirst.desk.proofs.dates import check_dates
from standfirst.desk.proofs.headings import check_headings
from standfirst.desk.proofs.pictures import check_pictures
from standfirst.desk.proofs.spelling import Names, check_names
from standfirst.diagnostics import Diagnostic, sort_out
from standfirst.pelican_site.reading import MARKDOWN
from standfirst.redirects.table import NAME
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from standfirst.diagnostics import Level
    from standfirst.manuscript import Manuscript
    from standfirst.pelican_site.newsroom import Newsroom
    from standfirst.report import Report


def proofread(newsroom: Newsroom, report: Report, paths: Collection[str] = ()) -> None:
    """Add to the report what a build need not know: headings, sizes of pictures, dates to come, names.

    With `paths`, only files in these files and folders are read for it.
    """
    desk = newsroom.desk
    found: list[Diagnostic] = []
    names = Names(sorted({author.name for author in desk.authors.values()}), newsroom.manuscripts)
    for manuscript in chosen(newsroom, paths):
        found += check_headings(manuscript)
        if story := newsroom.stories.get(manuscript.path):
            found += check_pictures(manuscript, story, desk.folder)
            found += check_dates(manuscript, story, desk.now, desk.config)
            found += check_names(manuscript, story, names)
    add_findings(report, found, newsroom)


def ask_outside(newsroom: Newsroom, report: Report, paths: Collection[str] = (), *, private: bool = False) -> int:
    """Add to the report what pages of other sites answer. Gives how many addresses were left for another run."""
    from standfirst.desk.outside.kept import KeptAnswers  # noqa: PLC0415 - only --external needs an HTTP client
    from standfirst.desk.outside.links import link_findings, outside_links  # noqa: PLC0415
    from standfirst.desk.outside.rounds import ask_all  # noqa: PLC0415

    config, wanted = newsroom.desk.config, _absolute(paths)
    records = [kept for kept in newsroom.desk.known_records.values() if not wanted or _within(kept.where, wanted)]
    places = outside_links(chosen(newsroom, paths), records, config.site_url)
    kept = KeptAnswers(Path(config.state), time.time())
    agent = f"Standfirst/{__version__} (link check of {config.site_name}; +{config.site_url})"
    answers, left = ask_all(places, kept, agent.encode("ascii", "replace").decode(), private=private)
    found = list(link_findings(places, answers))
    try:
        kept.write()
    except OSError as error:
        message = f"the answers cannot be kept: {error.strerror}"
        found.append(Diagnostic(shown_path(Path(config.state)), 1, 1, "SF902", message, level="warning"))
    add_findings(report, found, newsroom)
    return left


def add_findings(report: Report, found: Collection[Diagnostic], newsroom: Newsroom) -> None:
    """Add findings to a report, as severe as the settings have them."""
    errors, warnings, notes = sort_out(found, newsroom.desk.config.severity)
    report.errors, report.warnings = sorted([*report.errors, *errors]), sorted([*report.warnings, *warnings])
    report.notes = sorted([*report.notes, *notes])


def within(paths: Collection[str]) -> Callable[[Manuscript], bool] | None:
    """Whether a file is in these files and folders; None where none is named."""
    wanted = _absolute(paths)
    return (lambda manuscript: _within(manuscript.where, wanted)) if wanted else None


def chosen(newsroom: Newsroom, paths: Collection[str] = ()) -> list[Manuscript]:
    """The manuscripts in these files and folders; all of them where none is named."""
    is_wanted = within(paths)
    return [m for m in newsroom.manuscripts.values() if is_wanted is None or is_wanted(m)]


def findings(report: Report, paths: Collection[str] = ()) -> list[tuple[Diagnostic, Level]]:
    """All findings in the order of their places; with `paths`, only those in these files and folders.

    Repeats that a build settles are warnings here: a writer can do better than a rule.
    """
    settled: list[tuple[Diagnostic, Level]] = [
        (replace(found, level="warning"), "warning") for found, action in report.repeats if action == "settle"
    ]
    found: list[tuple[Diagnostic, Level]] = [*report.found, *settled]
    found += [(note, "note") for note in report.notes]
    wanted = _absolute(paths)
    if wanted:
        found = [item for item in found if _within(item[0].path, wanted)]
    return sorted(found, key=lambda item: item[0])


def _absolute(paths: Collection[str]) -> list[str]:
    return [os.path.abspath(path) for path in paths]  # noqa: PTH100 - nothing is looked up


def _within(path: str, wanted: Sequence[str]) -> bool:
    here = os.path.abspath(path)  # noqa: PTH100 - as above
    return any(here == place or here.startswith(os.path.join(place, "")) for place in wanted)  # noqa: PTH118


def mended(
    newsroom: Newsroom, report: Report, settings: Mapping[str, Any], paths: Collection[str] = ()
) -> list[tuple[Path, Mended]]:
    """What `--fix` would write: files without what they say twice and a build shows once, and redirects."""
    from standfirst.desk.mend_text import LEFT_OUT, looks, mend_text  # noqa: PLC0415 - only --fix needs it

    repeated = {found.path for found, _ in findings(report, paths) if found.verdict in {"exact", "truncated"}}
    settled = {
        found.path
        for found, action in report.repeats
        if found.verdict in LEFT_OUT and (action == "settle" or found.verdict == "scrap")
    }
    made = []
    for manuscript in chosen(newsroom, paths):
        if manuscript.where not in repeated | settled or PurePath(manuscript.path).suffix[1:].lower() not in MARKDOWN:
            continue
        file = newsroom.desk.folder.root / manuscript.path
        before = after = file.read_bytes().decode("utf-8")
        if manuscript.where in settled:
            after = mend_text(before, looks(newsroom, settings, manuscript))
        if manuscript.where in repeated and manuscript.header.form != "none":
            after = mend_summary(after, manuscript) or after
        if after != before:
            made.append((file, Mended(manuscript.where, before, after)))
    return [*made, *_led_on(newsroom, report, paths)]


def _led_on(newsroom: Newsroom, report: Report, paths: Collection[str]) -> list[tuple[Path, Mended]]:
    """The table of redirects with a row for each article that has moved without one."""
    from standfirst.desk.importing.redirects import with_redirects  # noqa: PLC0415 - only --fix needs them
    from standfirst.redirects.addresses import encoded  # noqa: PLC0415

    shown = {found.path: found.text for found, _ in findings(report, paths) if found.code == "SF135"}
    desk = newsroom.desk
    try:
        moved = {path: shown[desk.folder.where(path)] for path in newsroom.stories if desk.folder.where(path) in shown}
        fresh = {
            encoded(old): f"/{newsroom.stories[path].url}"
            for path, old in moved.items()
            if desk.is_out(newsroom.stories[path])
        }
        if not fresh:
            return []
        root = desk.folder.root
        before = (root / NAME).read_bytes().decode("utf-8") if (root / NAME).is_file() else ""
        return [(root / NAME, Mended(desk.folder.where(NAME), before, with_redirects(root, fresh)))]
    except OSError:
        return []  # the check has told of it
