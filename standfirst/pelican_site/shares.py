"""Pages rendered on all cores: copies of this process each walk through all pages, and each renders its share.

A copy has everything that a template may ask for, so nothing has to cross before; what crosses afterwards is what each page
was made from. Addresses are taken by all in the same order, so that it makes no difference who renders a page. Where a process
cannot be copied cheaply, or there are few pages, or somebody listens to Pelican's signals, there is one share.
"""

from __future__ import annotations

import multiprocessing
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from standfirst.build.workers import FEW, can_fork, cores
from standfirst.diagnostics import BuildError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from standfirst.pelican_site.writer import SiteWriter


class Done(NamedTuple):
    """What one process has to tell of its share."""

    made: dict[str, Any]
    kept: set[str]
    pages: list[int]
    edges: dict[tuple[str, str], set[str]]
    problems: list[Diagnostic]


def render_in_shares(writer: SiteWriter, work: Callable[[], None], pages: int, count: int | None = None) -> None:
    """Do `work`, which hands about `pages` pages to the writer, in `count` processes; by default one for each core.

    Raises BuildError where one of them was ended from outside, and what `work` raises in this process.
    """
    count = count or cores()
    if count == 1 or pages < FEW or not can_fork() or not writer.under_all:
        work()
        return
    copies = multiprocessing.get_context("fork")
    before = len(writer.problems)
    with ExitStack() as ending:
        connections: list[Connection] = []
        for number in range(1, count):
            here, there = copies.Pipe(duplex=False)
            process = copies.Process(target=_in_copy, args=(writer, work, (number, count), there), daemon=True)
            process.start()
            there.close()
            ending.callback(process.join)
            ending.callback(process.terminate)
            connections.append(here)
        writer.share = 0, count
        try:
            work()
        finally:
            writer.share = 0, 1
        for connection in connections:
            try:
                done = connection.recv()
            except EOFError:
                message = "a process that rendered pages was ended from outside"
                hint = "close other programs, and build again"
                raise BuildError(Diagnostic("", 1, 1, "SF906", message, hint)) from None
            if isinstance(done, BaseException):
                raise done
            _take(writer, done, before)


def _in_copy(writer: SiteWriter, work: Callable[[], None], share: tuple[int, int], there: Connection) -> None:
    """What a copy of the process does, up to its end."""
    before = len(writer.problems)
    known = set(writer.artifacts.made) if writer.artifacts else set()
    writer.share, writer.pages = share, [0, 0]
    try:
        work()
    except Exception as error:  # noqa: BLE001 - it is raised again in the process that waits
        there.send(error)
        return
    except (KeyboardInterrupt, SystemExit):
        return  # the process that waits is told as well
    artifacts = writer.artifacts
    made = {name: row for name, row in artifacts.made.items() if name not in known} if artifacts else {}
    kept = artifacts.kept if artifacts else set()
    there.send(Done(made, kept, writer.pages, writer.witness.edges, writer.problems[before:]))


def _take(writer: SiteWriter, done: Done, before: int) -> None:
    if writer.artifacts:
        writer.artifacts.made |= done.made
        writer.artifacts.kept |= done.kept
    made, kept = done.pages
    writer.progress.step(made)
    writer.progress.step(kept, reused=True)
    writer.pages = [one + other for one, other in zip(writer.pages, done.pages, strict=True)]
    for key, asked in done.edges.items():
        writer.witness.edges.setdefault(key, set()).update(asked)
    known = set(writer.problems[before:])
    writer.problems += [problem for problem in done.problems if problem not in known]
