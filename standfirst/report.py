"""What a build found and made, for the person and for the editor."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from standfirst.diagnostics import Diagnostic, Level, Severity, sort_out
from standfirst.formats import write_findings, write_repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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

    @property
    def found(self) -> list[tuple[Diagnostic, Level]]:
        """Warnings, then errors, each with its severity: what must be mended stands last, where the eye is."""
        return [(finding, "warning") for finding in self.warnings] + [(finding, "error") for finding in self.errors]

    def show(self, output: Path) -> None:
        """Findings to standard error, the summary line to standard output."""
        if self.found:
            click.echo(write_findings(self.found, "text"), err=True)
        shown = shown_path(output)
        if self.switched:
            made = f"{_count(self.articles, 'article')} and {_count(self.pages, 'page')}"
            click.echo(f"Built {made} in {shown}/ in {self.seconds:.1f} s{self._summary()}.")
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
        try:
            state.mkdir(parents=True, exist_ok=True)
            for name, text in texts.items():
                part = state / f"{name}.part"
                part.write_text(text + "\n", encoding="utf-8")
                part.replace(state / name)
        except OSError as error:
            if not any(warning.code == "SF908" for warning in self.warnings):
                message = f"the findings of this build could not be kept in {shown_path(state)}: {error.strerror}"
                self.warnings.append(Diagnostic("", 1, 1, "SF908", message))


def sorted_report(found: Iterable[Diagnostic], changed: Mapping[str, Severity]) -> Report:
    """A report of findings, given what the settings say of their severity."""
    return Report(*sort_out(found, changed))


def tell_of_waiting(holder: str) -> None:
    """Say whom a build waits for."""
    click.echo(f"Waiting for another build of this site: {holder}.", err=True)


def shown_path(path: Path | str) -> str:
    """A path as a person in this folder would name it."""
    near = os.path.relpath(path)
    return str(path) if near.startswith("..") else near


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
