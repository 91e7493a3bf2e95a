"""What a build found and made, for the person and for the editor."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from standfirst.diagnostics import Diagnostic, Level, Severity, sort_out
from standfirst.formats import write_findings, write_repeats
from standfirst.whereabouts import seen_from_here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from standfirst.model import Action

LAST_BUILD = "last-build.json"
REPEATS = "repeats.json"


@dataclass
class Report:
    """The outcome of one build."""

    errors: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    articles: int = 0
    pages: int = 0
    repeats: list[tuple[Diagnostic, Action]] = field(default_factory=list)
    """Repeated text, settled or not."""
    switched: bool = False
    """Whether the output folder holds this build."""
    seconds: float = 0
    changed: bool = True
    """Whether that differs in any byte from what stood there."""
    made: int = 0
    """Pages that were rendered."""
    kept: int = 0
    """Pages that were taken over from the build before."""
    phases: str = ""
    """What took how long, as a table; "" where nobody wants to know."""
    built: datetime | None = None
    """The build time."""
    stories: dict[str, str] = field(default_factory=dict)
    """Address below the site's root of each article and page, by the path of its source below the content folder."""
    withheld: dict[str, str] = field(default_factory=dict)
    """Headlines that only stories have which are not published, and where these are."""

    @property
    def found(self) -> list[tuple[Diagnostic, Level]]:
        """Warnings, then errors, each with its severity: what must be mended stands last, where the eye is."""
        return [(finding, "warning") for finding in self.warnings] + [(finding, "error") for finding in self.errors]

    def show(self, output: Path, *, quiet: bool = False) -> None:
        """Findings to standard error, the summary line to standard output; if `quiet`, no word of what went well."""
        if self.found:
            echo_findings(self.found, err=True)
        if self.phases:
            click.echo(self.phases, err=True)
        shown = shown_path(output)
        if self.switched and not quiet:
            made = f"{_count(self.articles, 'article')} and {_count(self.pages, 'page')}"
            try:
                click.echo(f"Built {made} in {shown}/ in {self.seconds:.1f} s{self._summary()}.")
            except OSError as error:
                if error.errno == errno.EPIPE:
                    raise
                # The site is there; whoever waits for this line will not get it.
                raise OSError(error.errno, error.strerror, "standard output") from error
        if self.errors:
            kept = f" {shown}/ is as it was." if output.exists() and not self.switched else ""
            click.echo(f"{_count(len(self.errors), 'error')}.{kept}", err=True)

    def _summary(self) -> str:
        settled = sum(action == "settle" for _, action in self.repeats)
        reported = sum(action in {"warn", "error"} for _, action in self.repeats)
        parts = [f"{_count(settled, 'repeat')} settled"] if settled else []
        parts += [f"{_count(reported, 'repeat')} reported"] if reported else []
        parts += [f"{_count(self.made, 'page')} rendered, {self.kept:,} kept"] if self.kept and self.changed else []
        parts += [] if self.changed else ["nothing had changed"]
        return f"; {', '.join(parts)}" if parts else ""

    def keep(self, state: Path) -> None:
        """Write the findings where an editor or a script can read them. That they cannot be written is no more than a warning."""
        texts = {LAST_BUILD: write_findings(self.found, "json"), REPEATS: write_repeats(self.repeats)}
        with self.keeping(state):
            state.mkdir(parents=True, exist_ok=True)
            for name, text in texts.items():
                part = state / f"{name}.part"
                part.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
                part.replace(state / name)

    @contextmanager
    def keeping(self, state: Path) -> Iterator[None]:
        """Write below the state folder within the block: where that fails the site is built all the same, with a warning."""
        try:
            yield
        except OSError as error:
            if not any(warning.code == "SF908" for warning in self.warnings):
                message = f"what this build found could not be kept in {shown_path(state)}: {error.strerror}"
                self.warnings.append(Diagnostic("", 1, 1, "SF908", message))


def sorted_report(found: Iterable[Diagnostic], changed: Mapping[str, Severity]) -> Report:
    """A report of findings, given what the settings say of their severity."""
    return Report(*sort_out(found, changed))


RUN_OUT = {
    errno.ENOSPC: ("the disk is full", "make room on it"),
    errno.EDQUOT: ("your share of the disk is used up", "make room on it"),
    errno.EFBIG: ("a file may not be as large as it must be", "raise the limit: ulimit -f"),
    errno.EMFILE: ("no more files can be opened", "raise the limit: ulimit -n"),
    errno.ENFILE: ("no more files can be opened", "close other programs"),
    errno.ENOMEM: ("there is no more memory", "close other programs"),
    errno.EAGAIN: ("no more processes can be started", "raise the limit: ulimit -u; or end other programs"),
}
"""What a machine can run out of, by the system's number."""


def fault(error: BaseException) -> Diagnostic | None:
    """What a machine did, as a finding; None for an error that is no machine's."""
    if isinstance(error, MemoryError):
        return Diagnostic("", 1, 1, "SF906", *RUN_OUT[errno.ENOMEM])
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return Diagnostic("", 1, 1, "SF906", "no more threads can be started", "raise the limit: ulimit -u")
    if not isinstance(error, OSError) or isinstance(
        error, LookupError
    ):  # Jinja's, of a template that is not there, is both
        return None
    where = f": {shown_path(os.fsdecode(error.filename))}" if isinstance(error.filename, str | bytes) else ""
    # Of a pipe that takes no more the system says the same as of a process that it does not start.
    if error.errno in RUN_OUT and not (error.errno == errno.EAGAIN and hasattr(error, "characters_written")):
        what, hint = RUN_OUT[error.errno]
        return Diagnostic("", 1, 1, "SF906", f"{what}{where}", hint)
    return Diagnostic("", 1, 1, "SF902", f"{error.strerror or error}{where}")


def tell_of_waiting(holder: str) -> None:
    """Say whom a build waits for."""
    click.echo(f"Waiting for another build of this site: {holder}.", err=True)


def shown_path(path: Path | str) -> str:
    """A path as a person in this folder would name it."""
    shown = seen_from_here(path)
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in shown)


def echo_findings(found: Sequence[tuple[Diagnostic, Level]], *, err: bool = False) -> None:
    """Print findings for people, in colour where a terminal shows it and nobody has asked for none (no-color.org)."""
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    click.echo(write_findings(found, "text", colour=colour), err=err, color=colour)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
