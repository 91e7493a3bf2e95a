"""What a page was made from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from standfirst.cli.options import OUTPUT, SETTINGS, STATE, make_site, state_folder


@click.command()
@click.argument("page", metavar="PAGE")
@OUTPUT
@SETTINGS
@STATE
def why(page: str, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Say what a PAGE of the output was made from, and what last made a build render it anew.

    \b
    Exit status: 0 told; 1 no build has noted the page; 2 wrong usage.
    Example: standfirst why output/index.html
    """
    from standfirst.build.store import Store  # noqa: PLC0415 - only this command needs it
    from standfirst.desk.why import explain_page  # noqa: PLC0415 - as above

    site = make_site(**options)
    output, file = Path(site.output_path), Path(page)
    name = file.resolve().relative_to(output.resolve()).as_posix() if _within(file, output) else page
    store = state_folder(site) / "store.sqlite"
    found = None
    if store.is_file():
        with Store(store) as rows:
            found = explain_page(rows, name)
    if found is None:
        click.echo(f"{page}: no build has noted what it was made from, so each build makes it anew", err=True)
        sys.exit(1)
    click.echo(found)


def _within(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())
