"""The command line: `standfirst build` and its sisters."""

from __future__ import annotations

import click

from standfirst import __version__
from standfirst.cli.ending import PlainGroup
from standfirst.cli.importing import import_
from standfirst.cli.publishing import publish, receiver, releases, rollback
from standfirst.cli.scheduling import schedule
from standfirst.cli.site import build, check, serve
from standfirst.cli.why import why
from standfirst.cli.writing import correct, explain, new, schema


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="standfirst")
def main() -> None:
    """Standfirst builds a news site from a folder of Markdown."""


for command in (
    build,
    check,
    serve,
    new,
    correct,
    schedule,
    why,
    import_,
    explain,
    schema,
    publish,
    releases,
    rollback,
    receiver,
):
    main.add_command(command)
