"""What became of a release, in words and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from standfirst.publish.kinds import address_of, is_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.diagnostics import Diagnostic
    from standfirst.publish.plan import Release
    from standfirst.publish.release import Outcome


def outcome_lines(outcome: Outcome, target: str, site_url: str, *, dry: bool) -> list[str]:
    """Each page that was added, changed or removed by its address, the other files by their number, and the sum."""
    plan, lines = outcome.plan, []
    if not outcome.released:
        return [f"{target}: nothing has changed since release {outcome.name}."]
    for what, paths in (("added", plan.added), ("changed", plan.changed), ("removed", plan.removed)):
        pages = [path for path in paths if is_page(path)]
        lines += [f"{what:8} {site_url}/{address_of(path)}" for path in pages]
        if others := len(paths) - len(pages):
            lines.append(f"{what:8} {_count(others, 'other file')}")
    sums = (
        f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed, {plan.unchanged} unchanged"
    )
    before = f", after {outcome.before}" if outcome.before else ""
    if dry:
        lines.append(f"{target}: {sums}; {plan.size:,} bytes to send. Nothing was released.")
    else:
        lines.append(f"{target}: release {outcome.name}{before}: {sums}; {outcome.sent:,} bytes sent.")
    return lines


def outcome_json(
    outcome: Outcome, target: str, site_url: str, warnings: Sequence[Diagnostic] = (), *, dry: bool = False
) -> str:
    """The same for a program: every path and its address."""

    def listed(paths: Sequence[str]) -> list[dict[str, str]]:
        return [{"path": path, "address": f"{site_url}/{address_of(path)}"} for path in paths]

    plan = outcome.plan
    told = {
        "target": target,
        "release": outcome.name,
        "before": outcome.before,
        "released": outcome.released and not dry,
        "dry_run": dry,
        "commit": outcome.manifest.commit,
        "built": outcome.manifest.built,
        "added": listed(plan.added),
        "changed": listed(plan.changed),
        "removed": listed(plan.removed),
        "unchanged": plan.unchanged,
        "bytes": plan.size,
        "sent": outcome.sent,
        "warnings": [str(warning) for warning in warnings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def release_lines(releases: Sequence[Release], target: str) -> list[str]:
    """A line for each release, the present one marked."""
    if not releases:
        return [f"{target}: no release yet."]
    return [
        f"{'*' if each.current else ' '} {each.name}  built {each.manifest.built}  "
        f"{_count(len(each.manifest.files), 'file')}, {each.manifest.size:,} bytes"
        f"{'  ' + each.manifest.commit if each.manifest.commit else ''}{'' if each.whole else '  (a switch was cut short)'}"
        for each in releases
    ]


def releases_json(releases: Sequence[Release], target: str) -> str:
    """The same for a program."""
    told = [
        {
            "release": each.name,
            "current": each.current,
            "built": each.manifest.built,
            "commit": each.manifest.commit,
            "files": len(each.manifest.files),
            "bytes": each.manifest.size,
        }
        for each in releases
    ]
    return json.dumps({"target": target, "releases": told}, ensure_ascii=False, indent=2)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
