"""How far a build is: told on standard error where somebody waits for it, and summed up when it is done.

Whoever works says `phase`, `expect` and `step`; who watches, and whether anybody does, is decided once, by `screen`. No thread is
started: processes are copied while a build runs, and beside a thread they could not be.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

READING, CHECKING, COMPARING, ARRANGING = "Reading articles", "Checking", "Comparing teasers", "Arranging"
PICTURES, RENDERING, CARDS, SEARCH = "Making pictures", "Rendering pages", "Drawing cards", "Indexing for search"
FILES, PLACING = "Copying files", "Putting in place"
SOON = 1.0
"""Seconds after which a terminal shows how far a build is: one that takes no longer prints its one line."""
LONG = 5.0
"""Seconds after which a build is worth a line for each phase where there is no terminal, and a table at its end."""
MINUTE = 60
OFTEN = 0.1
"""Seconds from one picture on a terminal to the next."""


@dataclass
class Phase:
    """One part of a build."""

    name: str
    total: int = 0
    """Articles, pages or files that it has to do; 0 where that is not known, or nothing is counted."""
    made: int = 0
    reused: int = 0
    """Of these, what the build before had made already."""
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """How many are done."""
        return self.made + self.reused


class Screen(Protocol):
    """Where progress is shown."""

    after: float
    """Seconds until it is worth showing."""
    every: float
    """Seconds from one showing to the next."""

    def show(self, phase: Phase) -> None:
        """Show how far the present phase is."""

    def close(self) -> None:
        """Leave nothing behind that is not to stay."""


class Progress:
    """The phases of one build, one after the other. Without a screen it only keeps time."""

    def __init__(self, screen: Screen | None = None, clock: Callable[[], float] = time.perf_counter) -> None:
        """The build begins now. `clock` gives seconds."""
        self.phases: dict[str, Phase] = {}
        self._screen, self._clock = screen, clock
        self._now: Phase | None = None
        self._since = clock()
        self._next = self._since + (screen.after if screen else 0)
        self._process = os.getpid()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def phase(self, name: str, total: int = 0) -> None:
        """Go on to a phase, or back to one; the one before ends."""
        self._end()
        self._now = self.phases.setdefault(name, Phase(name))
        self.expect(total)

    def expect(self, total: int) -> None:
        """Say how many more are to be done in this phase."""
        if self._now:
            self._now.total += total
            self._show()

    def step(self, count: int = 1, *, reused: bool = False) -> None:
        """Say that so many more are done."""
        if self._now is None:
            return
        if reused:
            self._now.reused += count
        else:
            self._now.made += count
        self._show()

    def close(self) -> None:
        """The build has ended, well or not."""
        self._end()
        self._now = None
        if self._screen and os.getpid() == self._process:
            with suppress(OSError, ValueError):
                self._screen.close()

    def _end(self) -> None:
        now = self._clock()
        if self._now:
            self._now.seconds += now - self._since
        self._since = now

    def _show(self) -> None:
        if self._screen is None or self._now is None or (now := self._clock()) < self._next:
            return
        if os.getpid() != self._process:
            self._screen = None  # a copy of the process that works for it: one of them tells
            return
        self._next = now + self._screen.every
        try:
            self._screen.show(self._now)
        except (OSError, ValueError):
            self._screen = None  # whoever watched is gone, and the build goes on


class Lines:
    """For a file or a pipe: one line for each phase."""

    after, every = LONG, 0.0

    def __init__(self) -> None:
        self._told: set[str] = set()

    def show(self, phase: Phase) -> None:
        """Tell of a phase once."""
        if phase.name not in self._told:
            self._told.add(phase.name)
            click.echo(f"{phase.name}: {phase.total:,}" if phase.total else phase.name, err=True)

    def close(self) -> None:
        """What was printed stays."""


class Bar:
    """For a terminal: one line that is drawn over, and gone at the end."""

    after, every = SOON, OFTEN

    def __init__(self) -> None:
        self._drawn: Any = None
        self._phase: Phase | None = None

    def show(self, phase: Phase) -> None:
        """Draw it anew."""
        drawn = self._drawn = self._drawn or _begin()
        if phase is not self._phase:
            self._phase = phase
            for task in drawn.task_ids:
                drawn.remove_task(task)
            drawn.add_task(phase.name, total=None, told="")
        (task,) = drawn.task_ids
        total = max(phase.total, phase.done)
        drawn.update(task, total=total or None, completed=phase.done)
        told = [f"{phase.done:,} of {total:,}"] if total else []
        told += [_left(seconds)] if (seconds := drawn.tasks[0].time_remaining) else []
        drawn.update(task, told=", ".join(told))
        drawn.refresh()

    def close(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._drawn.stop()


def _left(seconds: float) -> str:
    return f"{seconds:.0f} s left" if seconds < 2 * MINUTE else f"{seconds / MINUTE:.0f} min left"


def _begin() -> Any:  # noqa: ANN401 - rich's, which is imported here and nowhere else
    # Only a build that somebody watches needs it.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn  # noqa: PLC0415
    from rich.progress import Progress as Drawn  # noqa: PLC0415

    columns = ("{task.description}", BarColumn(), "{task.fields[told]}")
    drawn = Drawn(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    drawn.start()
    return drawn


def screen() -> Screen | None:
    """What standard error is: a terminal, something else, or the log of a CI job, where nobody waits."""
    if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        return None
    return Bar() if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else Lines()


def table(phases: Iterable[Phase]) -> str:
    """The phases with their seconds, and how many articles, pages and files each made and found made."""
    rows = [("", "seconds", "made", "reused")]
    for phase in phases:
        counts = (f"{phase.made:,}", f"{phase.reused:,}") if phase.done else ("", "")
        rows.append((phase.name, f"{phase.seconds:.1f}", *counts))
    first, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    return "\n".join(
        "  ".join([name.ljust(first), *(cell.rjust(width) for cell, width in zip(cells, others, strict=True))]).rstrip()
        for name, *cells in rows
    )
