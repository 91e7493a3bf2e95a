"""Progress keeps time whoever watches, tells of long builds only, and never stands in the way of one."""

from __future__ import annotations

import io
import os
import sys
import threading
from typing import TYPE_CHECKING

from standfirst import progress
from standfirst.progress import Bar, Lines, Phase, Progress, table

if TYPE_CHECKING:
    import pytest

    from tests.harness import Site


class Clock:
    """Stands still unless it is told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Gone:
    """A screen that was closed."""

    after = every = 0.0

    def show(self, _: Phase) -> None:
        raise BrokenPipeError

    def close(self) -> None:
        raise BrokenPipeError


def test_time_and_counts_are_added_up_by_phase_also_where_one_is_gone_back_to() -> None:
    clock = Clock()
    with Progress(clock=clock) as told:
        told.step()  # before all phases: nobody's
        told.phase("Reading", 3)
        clock.now += 2
        told.step()
        told.step(2, reused=True)
        told.phase("Checking")
        clock.now += 1
        told.phase("Reading")
        told.expect(1)
        clock.now += 4
    clock.now += 8
    assert list(told.phases.values()) == [Phase("Reading", 4, 1, 2, 6.0), Phase("Checking", seconds=1.0)]


def test_a_line_for_each_phase_once_the_build_is_long(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with Progress(Lines(), clock) as told:
        told.phase("Reading", 1)
        told.step()
        clock.now += progress.LONG - 0.1
        told.phase("Comparing")
        told.phase("Rendering", 1200)
        clock.now += 0.1
        for _ in range(3):
            told.step()
        told.phase("Placing")
        told.phase("Rendering")
        assert capsys.readouterr() == ("", "Rendering: 1,200\nPlacing\n")


def test_a_terminal_is_drawn_on_without_a_thread_and_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a thread, no process could be copied: a build would read and draw on one core."""
    terminal, clock, before = Terminal(), Clock(), threading.active_count()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(Bar(), clock) as told:
        told.phase("Reading", 4000)
        told.step()
        assert terminal.getvalue() == ""
        clock.now += progress.SOON
        told.step(1999)
        assert "2,000 of 4,000" in terminal.getvalue()
        assert threading.active_count() == before
        told.step()
        assert "2,001" not in terminal.getvalue()  # not ten times within a second
        clock.now += progress.OFTEN
        told.phase("Rendering")
        assert "Rendering" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_a_copy_of_the_process_and_one_whose_reader_has_gone_say_nothing_and_work_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(Gone()) as told:
        told.phase("Reading", 2)
        told.step()
        told.step()
    assert told.phases["Reading"].made == 2
    clock = Clock()
    with Progress(Lines(), clock) as told:
        clock.now += progress.LONG
        monkeypatch.setattr(os, "getpid", lambda: 0)
        told.phase("Reading", 2)
    assert capsys.readouterr().err == ""


def test_who_watches_is_a_terminal_a_file_or_in_ci_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("CI", "true")
    assert progress.screen() is None
    monkeypatch.setenv("CI", "false")
    assert isinstance(progress.screen(), Lines)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert isinstance(progress.screen(), Bar)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(progress.screen(), Lines)


def test_the_table_has_seconds_and_where_something_is_counted_what_was_made_and_reused() -> None:
    assert table([Phase("Reading", 0, 1200, 3, 12.34), Phase("Checking", seconds=0.04)]) == (
        "          seconds   made  reused\n"  # as it is printed
        "Reading      12.3  1,200       3\n"
        "Checking      0.0"
    )


def test_a_short_build_prints_its_one_line_and_more_or_less_where_that_is_asked_for(site: Site) -> None:
    article = "-- content/{0}.md --\n---\ntitle: {0}\ndate: 2026-01-01\n---\nText of {0}.\n"
    site.write(article.format("a"))
    assert site.build_here().stderr == ""
    site.write(article.format("b"))
    built = site.build_here("--verbose")
    assert built.stdout.startswith("Built 2 articles and 0 pages in output/ in ")
    rows = {line.rsplit(maxsplit=3)[0]: line.split()[-2:] for line in built.stderr.splitlines()}
    assert rows["Reading articles"] == ["1", "1"]
    assert all(int(count) for count in rows["Rendering pages"])
    assert "Putting in place" in built.stderr
    quiet = site.build_here("--quiet")
    assert (quiet.code, quiet.stdout, quiet.stderr) == (0, "", "")
