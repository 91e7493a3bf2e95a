"""Bring in what is kept elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from standfirst.cli.options import CONTENT, DRY_RUN, SETTINGS, make_site, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.desk.importing.found import Source


@click.group("import")
def import_() -> None:
    """Bring in what is kept elsewhere.

    \b
    Example: standfirst import exchanges exchanges.csv --dry-run
    """


@import_.command("exchanges")
@click.argument("file", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@CONTENT
@SETTINGS
@DRY_RUN
def import_exchanges(file: Path, content: str | None, settings: str | None, *, dry_run: bool) -> None:
    """Write a record file for each row of a table.

    A record that is there already is never changed: where the row has other figures, that is said. One bad row, and
    nothing is written.

    \b
    Exit status: 0 done; 1 something is wrong, and nothing was written; 2 wrong usage.
    Example: standfirst import exchanges exchanges.csv --dry-run
    """
    from standfirst.desk.import_records import carry_out, plan_import  # noqa: PLC0415 - only this command needs them
    from standfirst.diagnostics import BuildError, Diagnostic  # noqa: PLC0415

    try:
        plan = plan_import(file, make_site(content=content, settings=settings))
        problems = [*plan.problems]
        if not problems and not dry_run:
            carry_out(plan)
    except BuildError as error:
        problems = [error.diagnostic]
    except OSError as error:
        problems = [Diagnostic(str(error.filename or ""), 1, 1, "SF902", f"cannot be written: {error.strerror}")]
    if problems:
        click.echo("\n".join(map(str, problems)), err=True)
        sys.exit(1)
    click.echo("\n".join([*plan.kept, plan.summary(dry=dry_run)]))


def importing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every import of articles has."""
    force = click.option(
        "--force", is_flag=True, help="Write over what an earlier import wrote, and over files of the same name."
    )
    for option in (force, DRY_RUN, SETTINGS, CONTENT):
        command = option(command)
    return command


@import_.command("page")
@click.argument("file", metavar="FILE", type=click.File("rb"))
@importing
def import_page(file: BinaryIO, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Import one article: an HTML file, or text copied from a page.

    FILE is - for standard input. What stands around the text (the headline again, a cut teaser, labels, dates) is told
    from it. An article without a date becomes a draft.

    \b
    Exit status: 0 done; 1 something was left out; 2 wrong usage.
    Example: standfirst import page copied.txt --dry-run
    """
    from standfirst.desk.importing.page import MAX_PAGE, Page  # noqa: PLC0415 - only this command needs it

    path = None if file.name in {"-", "<stdin>"} else Path(file.name)
    bring_in(lambda: Page(path, file.read(MAX_PAGE + 1)), **options)


@import_.command("wordpress")
@click.argument("file", metavar="FILE.xml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@importing
def import_wordpress(file: Path, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Import a WordPress export: posts, pages, authors, topics, tags.

    Pictures are copied from a folder uploads/ or wp-content/uploads/ beside the file; nothing is fetched. A second run
    adds only what is new.

    \b
    Exit status: 0 done; 1 something was left out; 2 wrong usage.
    Example: standfirst import wordpress export.xml --dry-run
    """
    from standfirst.desk.importing.wordpress import WordPress  # noqa: PLC0415 - only this command needs it

    bring_in(lambda: WordPress(file), **options)


@import_.command("hugo")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@importing
def import_hugo(folder: Path, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Import a Hugo site's folder. A second run adds only what is new.

    \b
    Exit status: 0 done; 1 something was left out; 2 wrong usage.
    Example: standfirst import hugo ../old-site --dry-run
    """
    from standfirst.desk.importing.hugo import Hugo  # noqa: PLC0415 - only this command needs it

    bring_in(lambda: Hugo(folder), **options)


@import_.command("jekyll")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@importing
def import_jekyll(folder: Path, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Import a Jekyll site's folder. A second run adds only what is new.

    \b
    Exit status: 0 done; 1 something was left out; 2 wrong usage.
    Example: standfirst import jekyll ../old-site --dry-run
    """
    from standfirst.desk.importing.jekyll import Jekyll  # noqa: PLC0415 - only this command needs it

    bring_in(lambda: Jekyll(folder), **options)


@import_.command("pelican")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@importing
def import_pelican(folder: Path, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Import a Pelican site's folder. Its settings are read, never run. A second run adds only what is new.

    \b
    Exit status: 0 done; 1 something was left out; 2 wrong usage.
    Example: standfirst import pelican ../old-site --dry-run
    """
    from standfirst.desk.importing.pelican import Pelican  # noqa: PLC0415 - only this command needs it

    bring_in(lambda: Pelican(folder), **options)


def bring_in(
    made: Callable[[], Source], *, content: str | None, settings: str | None, dry_run: bool, force: bool
) -> None:
    """Import a source, tell what became of it, and end the process with status 1 where something was left out."""
    from standfirst.desk.importing.bringing import bring  # noqa: PLC0415 - `standfirst --help` needs none of these
    from standfirst.desk.importing.found import MissingPackageError  # noqa: PLC0415
    from standfirst.desk.importing.report import FILE, shown, write_report  # noqa: PLC0415
    from standfirst.diagnostics import BuildError, Diagnostic  # noqa: PLC0415

    site = make_site(content=content, settings=settings)
    state = state_folder(site)
    try:
        outcome = bring(made(), site, force=force, dry=dry_run)
        if not dry_run:
            state.mkdir(parents=True, exist_ok=True)
            (state / FILE).write_text(write_report(outcome), encoding="utf-8")
    except BuildError as error:
        click.echo(error.diagnostic, err=True)
        sys.exit(1)
    except MissingPackageError as error:
        click.echo(f"standfirst import: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        message = f"cannot be read or written: {error.strerror or error}"
        click.echo(Diagnostic(str(error.filename or ""), 1, 1, "SF902", message), err=True)
        sys.exit(1)
    click.echo(shown(outcome, None if dry_run else state / FILE))
    if outcome.left_out:
        sys.exit(1)
