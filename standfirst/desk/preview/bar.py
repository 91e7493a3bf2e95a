"""What the desk bar shows over one page, as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.desk.preview.released import changes_since_release

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.desk.preview.stage import Moment

MOST_FINDINGS = 100
"""Findings that are shown in full; the count is of all."""
PLACE = ("path", "line", "column", "code", "severity", "message", "hint", "file")
LISTED = ("title", "url", "where", "standing", "when")


def desk_view(moment: Moment, page: str, state: Path) -> dict[str, Any]:
    """All that the bar shows over the output file `page`, or over one that is none of the build's ("")."""
    outcome = moment.outcome
    pages: Mapping[str, Mapping[str, Any]] = outcome.facts.get("pages", {})
    here = pages.get(page)
    mine = here["where"] if here else None
    rows = [{**{key: row.get(key, "") for key in PLACE}, "here": row["path"] == mine} for row in outcome.findings]
    rows.sort(key=lambda row: (row["severity"] != "error", not row["here"], row["severity"] == "settled"))
    shown = [row for row in rows if row["here"] or row["severity"] != "settled"]
    waiting = [{key: facts[key] for key in LISTED} for facts in pages.values() if facts["standing"] != "out"]
    return {
        "build": moment.build,
        "building": moment.building,
        "seconds": round(outcome.seconds, 1),
        "stale": not outcome.shown and moment.round > 1,
        "errors": outcome.errors,
        "more": max(0, len(shown) - MOST_FINDINGS),
        "findings": shown[:MOST_FINDINGS],
        "site_url": outcome.facts.get("site_url", ""),
        "page": here,
        "unpublished": sorted(waiting, key=lambda item: (item["standing"], item["when"], item["title"])),
        "changes": changes_since_release(state, outcome.facts.get("content", ""), pages, moment.build),
    }
