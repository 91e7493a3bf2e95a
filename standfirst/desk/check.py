"""What a writer should know before publishing: every finding, also those that a build settles by itself."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from standfirst.desk.mend import mend_summary

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from standfirst.desk.mend import Mended
    from standfirst.diagnostics import Diagnostic, Level
    from standfirst.pelican_site.site import Newsroom
    from standfirst.report import Report


def findings(report: Report, paths: Collection[str] = ()) -> list[tuple[Diagnostic, Level]]:
    """All findings in the order of their places; with `paths`, only those in these files and folders.

    Repeats that a build settles are warnings here: a writer can do better than a rule.
    """
    settled: list[tuple[Diagnostic, Level]] = [
        (replace(found, level="warning"), "warning") for found, action in report.repeats if action == "settle"
    ]
    found: list[tuple[Diagnostic, Level]] = [*report.found, *settled]
    found += [(note, "note") for note in report.notes]
    wanted = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - nothing is looked up
    if wanted:
        found = [item for item in found if _within(item[0].path, wanted)]
    return sorted(found, key=lambda item: item[0])


def _within(path: str, wanted: Sequence[str]) -> bool:
    here = os.path.abspath(path)  # noqa: PTH100 - as above
    return any(here == place or here.startswith(os.path.join(place, "")) for place in wanted)  # noqa: PTH118


def mended(newsroom: Newsroom, report: Report, paths: Collection[str] = ()) -> list[tuple[Path, Mended]]:
    """What `--fix` would write: teasers that are a passage of their article, replaced or dropped."""
    repeated = {found.path for found, _ in findings(report, paths) if found.verdict in {"exact", "truncated"}}
    made = []
    for manuscript in newsroom.manuscripts.values():
        if manuscript.where in repeated and manuscript.header.form != "none":
            file = newsroom.desk.folder.root / manuscript.path
            text = file.read_bytes().decode("utf-8")
            if result := mend_summary(text, manuscript):
                made.append((file, result))
    return made
