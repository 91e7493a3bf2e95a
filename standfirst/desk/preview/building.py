"""One build for the preview, and what came of it."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from standfirst.desk.preview.stage import Outcome
from standfirst.pelican_site.preview import FACTS
from standfirst.report import LAST_BUILD, REPEATS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from standfirst.desk.preview.workshop import Workshop

TOLD = 12
"""Last lines of a build that ended without a word of why, which are shown."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is built, and where it goes."""

    arguments: Sequence[str]
    """Of `standfirst build`, beside those below."""
    output: Path
    """A folder of the preview's own: no draft is ever in the folder that is published."""
    state: Path


def build_once(order: Order, workshop: Workshop) -> Outcome:
    """Build in a process of its own: settings, plugins and theme are read afresh, and nothing that they do ends the server.

    Where nothing is shown yet, a site with mistakes is shown without what has them; later its last good pages stay up.
    """
    facts, findings = order.state / FACTS, order.state / LAST_BUILD
    before = _stamp(facts)
    findings.unlink(missing_ok=True)
    command = ["build", "--preview", "--allow-shrink", *order.arguments]
    command += ["--output", str(order.output), "--state", str(order.state)]
    command += [] if order.output.is_dir() else ["--keep-going"]
    began = time.perf_counter()
    done = workshop.run(command)
    seconds = time.perf_counter() - began
    click.echo(done.stdout.replace(f"{os.path.relpath(order.output)}/", "the preview"), nl=False)
    click.echo(done.stderr, nl=False, err=True)
    told = _findings(findings) + _settled(order.state / REPEATS)
    if done.code and not any(row["severity"] == "error" for row in told):
        told.insert(0, _ended(done.code, done.stderr))
    shown = _stamp(facts) != before and order.output.is_dir()
    known = _read(facts) if shown else {}
    return Outcome(
        shown=shown,
        findings=[{**row, "file": os.path.abspath(row["path"]) if row["path"] else ""} for row in told],  # noqa: PTH100 - nothing is looked up
        facts=known,
        watch=known.get("watch", ()),
        seconds=seconds,
    )


def _findings(file: Path) -> list[dict[str, Any]]:
    found = _read(file)
    return sorted(found, key=lambda row: row["severity"] != "error") if isinstance(found, list) else []


def _settled(file: Path) -> list[dict[str, Any]]:
    """Repeats that the build settles by itself: no problem, and yet a writer can do better than a rule."""
    found = _read(file)
    rows = found if isinstance(found, list) else []
    return [{**row, "severity": "settled"} for row in rows if row.get("action") == "settle"]


def _ended(code: int, stderr: str) -> dict[str, Any]:
    """A finding for a build that ended without one."""
    lines = [line for line in stderr.splitlines() if line.strip()][-TOLD:]
    message = "\n".join(lines) or f"it ended with status {code} and said nothing"
    place = {"path": "", "line": 1, "column": 1, "code": "SF902", "severity": "error"}
    return {**place, "message": f"the build stopped: {message}", "hint": "standfirst build shows all that it says"}


def _read(file: Path) -> Any:  # noqa: ANN401 - JSON
    with suppress(OSError, ValueError):
        return json.loads(file.read_text("utf-8"))
    return {}


def _stamp(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_mtime_ns
    return 0
