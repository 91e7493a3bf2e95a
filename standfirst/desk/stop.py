"""A command that ends with status 1 because something is wrong, and says what."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from standfirst.diagnostics import Diagnostic
from standfirst.report import shown_path

if TYPE_CHECKING:
    from standfirst.pelican_site.newsroom import Newsroom
    from standfirst.pelican_site.site import Site


class Stopped(click.ClickException):
    """Findings, printed as a build prints them."""

    def __init__(self, *problems: Diagnostic | str) -> None:
        super().__init__("\n".join(map(str, problems)))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print them to standard error."""
        click.echo(self.message, file=file, err=file is None)


def read_newsroom(site: Site) -> Newsroom:
    """What is known of a site. Raises Stopped where its settings or its content folder cannot be read."""
    report, newsroom = site.check(lambda _: False)
    if newsroom is None:
        raise Stopped(*report.errors)
    return newsroom


def unwritten(error: OSError) -> Stopped:
    """What to say where a file cannot be written."""
    where = shown_path(error.filename) if error.filename else ""
    return Stopped(Diagnostic(where, 1, 1, "SF902", f"cannot be written: {error.strerror or error}"))
