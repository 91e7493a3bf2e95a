"""A site that is built again with nothing changed: what the last build was made from, made, and told, in one small file.

Nothing is read for the answer: sizes and dates decide, as they do for a file that a build keeps. Where they, or anything else
that could have a part in the site, differ, the site is built as always, and finds out by content what is to be done.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from standfirst.build.fingerprint import PACKAGE, UnknownValueError, as_text, digest
from standfirst.build.kept import SETTLED
from standfirst.build.manifest import names_below
from standfirst.diagnostics import Diagnostic
from standfirst.languages import FOLDER
from standfirst.model import Action
from standfirst.outputs.hosting import HOSTING
from standfirst.outputs.sitemaps import NEWS_AGE
from standfirst.pelican_site.pages import THIS_BUILD, under_all
from standfirst.pelican_site.templates import template_roots
from standfirst.redirects.moves import RELEASED
from standfirst.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.config import Config
    from standfirst.copydesk import Desk
    from standfirst.folder import Folder
    from standfirst.model import Story

CACHE = "/__pycache__/"
STANDING = "standing.json"
"""The file in the state folder."""
FINDINGS = ("warnings", "notes")
UNDATED = ("PAGE", "PAGE_LANG", "DRAFT_PAGE", "DRAFT_PAGE_LANG", "DRAFT", "DRAFT_LANG")
"""How the settings begin that say where stories without a date are."""
TOLD = ("articles", "pages", "stories", "withheld")
"""What else a report says of a build."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made from, as it was when the build began."""

    print: str
    newest: int
    """The date of the file that changed last, in nanoseconds."""
    begun: int
    """When this was found out, in nanoseconds."""

    @property
    def are_settled(self) -> bool:
        """Whether a later change of a file must show in its date."""
        return self.newest < self.begun - SETTLED


def look(settings: Mapping[str, Any], config: Config, folder: Folder, *, plain: bool) -> Inputs | None:
    """What the site is made from; None where there is no telling. `plain` says that there is no plugin."""
    shared = under_all(settings, config) if plain and not config.preview else ""
    if not shared:
        return None
    begun = time.time_ns()
    state = Path(config.state)
    told = {name: value for name, value in sorted(settings.items()) if name not in THIS_BUILD}
    trees = [FOLDER.parent, Path(settings["THEME"]), *map(Path, template_roots(settings["THEME"], settings))]
    try:
        rows = [f"{path} {seen.st_size} {seen.st_mtime_ns}" for path, seen in folder.seen.items()]
        rows += [str(refused) for refused in folder.refused]
        rows += [row for tree in (PACKAGE, *trees, *map(Path, config.locales)) for row in _tree(tree)]
        released = state / RELEASED
        known = digest(released.read_bytes()) if released.is_file() else ""
        print_ = digest(shared, as_text(told), str(Path.cwd()), known, *rows)
    except (OSError, UnknownValueError):
        return None
    dates = (row.rpartition(" ")[2] for row in rows)
    newest = max((int(date) for date in dates if date.isdigit()), default=0)
    return Inputs(print_, newest, begun)


def standing(inputs: Inputs, config: Config, output: Path, retained: frozenset[str], now: datetime) -> Report | None:
    """The report of the last build where building again would give the site that stands; None where it may not."""
    file = Path(config.state) / STANDING
    try:
        said = json.loads(file.read_bytes())
        if said["inputs"] != inputs.print or said["made"] != _made(output, retained, Path(config.state)):
            return None
        built, until = datetime.fromisoformat(said["built"]), said["until"]
        if now < built or (until and now >= datetime.fromisoformat(until)):
            return None
        return _report(said, now)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None  # there is none, or it is damaged: it only saves time


def remember(
    inputs: Inputs, config: Config, output: Path, retained: frozenset[str], report: Report, until: datetime | None
) -> None:
    """Write down what a build that found no error was made from and made. Raises OSError."""
    state, now = Path(config.state), report.built
    file = state / STANDING
    if not now or not inputs.are_settled or (until and until <= now):
        file.unlink(missing_ok=True)
        return
    said = {
        "inputs": inputs.print,
        "made": _made(output, retained, state),
        "built": now.isoformat(),
        "until": until.isoformat() if until else None,
        **{name: getattr(report, name) for name in TOLD},
        **{name: [found.values for found in getattr(report, name)] for name in FINDINGS},
        "repeats": [[found.values, action] for found, action in report.repeats],
        "kept": report.made + report.kept,
    }
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(said, ensure_ascii=True, separators=(",", ":")), "ascii")
    part.replace(file)


def next_change(desk: Desk, stories: Iterable[Story], settings: Mapping[str, Any]) -> datetime | None:
    """The first moment after the build time at which the same sources may give another site; None where none does."""
    now, undated = desk.now, False
    moments: list[datetime] = []
    for story in stories:
        moments += [moment for moment in (story.date, story.expires) if moment and moment > now]
        if story.date and now - NEWS_AGE <= story.date <= now:
            moments.append(story.date + NEWS_AGE)
        undated |= story.date is None
    if desk.known_records:  # what was still to come yesterday
        today = now.astimezone(desk.config.zone)
        moments.append((today + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0))
    patterns = (str(settings.get(f"{kind}{what}")) for kind in UNDATED for what in ("_URL", "_SAVE_AS"))
    if undated and any("{date" in pattern for pattern in patterns):
        moments.append(now)
    return min(moments, default=None)


def _report(said: Mapping[str, Any], now: datetime) -> Report:
    report = Report(switched=True, changed=False, built=now, kept=int(said["kept"]))
    for name in TOLD:
        setattr(report, name, type(getattr(report, name))(said[name]))
    for name in FINDINGS:
        setattr(report, name, [Diagnostic.of(values) for values in said[name]])
    report.repeats = [
        (Diagnostic.of(values), action) for values, action in said["repeats"] if action in get_args(Action)
    ]
    return report


def _made(output: Path, retained: frozenset[str], state: Path) -> str:
    """Stands for the output and for what servers are told, without reading them."""
    return digest(*_tree(output, retained), "", *_tree(state / HOSTING))


def _tree(root: Path, but: frozenset[str] = frozenset()) -> list[str]:
    """Each file with its size and date. Nothing where there is no folder. Raises OSError, also for a link to a folder."""
    rows = []
    for name in names_below(root, but) if root.is_dir() else ():
        if CACHE not in f"/{name}":
            seen = os.stat(f"{root}/{name}")
            if stat.S_ISDIR(seen.st_mode):
                raise OSError(errno.ELOOP, "leads elsewhere", f"{root}/{name}")
            rows.append(f"{root} {name} {seen.st_size} {seen.st_mode} {seen.st_mtime_ns}")
    return sorted(rows)
