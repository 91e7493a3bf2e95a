"""Build a site, check it, show it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standfirst.cli.options import CONTENT, KEPT, OUTPUT, SETTINGS, STATE, make_site, site_root
from standfirst.whereabouts import CONTENT_FOLDER, SETTINGS_FILE

if TYPE_CHECKING:
    from standfirst.desk.mend import Mended
    from standfirst.formats import Format


@click.command()
@CONTENT
@OUTPUT
@SETTINGS
@STATE
@click.option(
    "--now", metavar="TIME", help="Build as at this time: YYYY-MM-DDThh:mm, with an offset or in the site's zone."
)
@click.option("--theme", "-t", metavar="NAME", help="A theme's folder, or the name of one that comes with Pelican.")
@click.option(
    "--keep-going", is_flag=True, help="Build the rest although something is wrong. The exit status is still 1."
)
@click.option(
    "--wait", metavar="SECONDS", type=float, help="How long to wait for another build of the site. Default: 30."
)
@click.option("--allow-shrink", is_flag=True, help="Build although most of the site's pages, or all content, are gone.")
@click.option("--quiet", "-q", is_flag=True, help="Print what is wrong, and nothing else.")
@click.option("--verbose", "-v", is_flag=True, help="Say what took how long, however short the build.")
@click.option("--preview", is_flag=True, hidden=True, help="What `standfirst serve` asks for.")
def build(*, quiet: bool, verbose: bool, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Build the site.

    \b
    Exit status: 0 built; 1 something is wrong, and the output folder is as it was; 2 wrong usage.
    Example: standfirst build --content notes --output site
    """
    make_site(**options).run(quiet=quiet, verbose=verbose)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@CONTENT
@SETTINGS
@STATE
@click.option("--now", metavar="TIME", help="Check as at this time: YYYY-MM-DDThh:mm.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "gitlab", "sarif"]), default="text")
@click.option("--json", "as_data", is_flag=True, help="The same as --format json.")
@click.option(
    "--changed",
    metavar="[REF]",
    is_flag=False,
    flag_value="HEAD",
    help="Only files changed since the last commit, or since a branch or commit REF.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Take repeats and scraps out of the files, lead old addresses on. Shows it first.",
)
@click.option("--external", is_flag=True, help="Ask other sites too whether the pages that are linked to are there.")
@click.option("--private", is_flag=True, help="With --external: ask also machines of private networks, and this one.")
def check(
    paths: tuple[str, ...],
    *,
    form: Format,
    as_data: bool,
    changed: str | None,
    fix: bool,
    external: bool,
    private: bool,
    **options: Any,  # noqa: ANN401 - what click collects
) -> None:
    """Check articles without building: fields, links, pictures, names, records, repeats.

    With PATHs, only what is found in these files and folders is shown. --fix asks before it writes, where there is
    somebody to ask.

    \b
    Exit status: 0 no errors (there may be warnings); 1 errors; 2 wrong usage.
    Example: standfirst check content/articles --format github
    """
    from standfirst.desk.changed import NoHistoryError, changed_within  # noqa: PLC0415 - only this command needs them
    from standfirst.desk.check import ask_outside, findings, mended, proofread, within  # noqa: PLC0415
    from standfirst.exchanges.chain import chain_summary  # noqa: PLC0415
    from standfirst.formats import write_findings  # noqa: PLC0415
    from standfirst.report import echo_findings  # noqa: PLC0415

    form = "json" if as_data else form
    if private and not external:
        raise click.UsageError("--private says what --external asks: give both")
    site = make_site(**options)
    if changed:
        try:
            paths = changed_within(Path(site.path), changed, paths)
        except NoHistoryError as error:
            raise click.UsageError(f"--changed: {error}") from None
        if not paths:
            click.echo(write_findings([], form) or f"Nothing here has changed since {changed}.")
            return
    # What a change breaks in other files is counted too.
    wanted = None if changed else within(paths)
    report, newsroom = site.check(wanted)
    if newsroom:
        proofread(newsroom, report, paths)
    if fix and newsroom and _mend(mended(newsroom, report, site.settings, paths), form):
        report, newsroom = make_site(**options).check(wanted)
        if newsroom:
            proofread(newsroom, report, paths)
    if external and newsroom and (left := ask_outside(newsroom, report, paths, private=private)):
        click.echo(f"Addresses left for another run: {left:,}", err=True)
    # What keeps the site from being read is no file's own.
    found = findings(report, paths if newsroom else ())
    if form != "text":
        click.echo(write_findings(found, form))
    elif found:
        echo_findings(found)
    if form == "text" and not paths and newsroom:
        for line in chain_summary([kept.record for kept in newsroom.desk.known_records.values()]):
            click.echo(line)
    errors = sum(level == "error" for _, level in found)
    if changed and (more := sum(level == "error" for _, level in findings(report)) - errors):
        click.echo(f"Errors in files that have not changed: {more} (standfirst check shows them)", err=True)
    if errors:
        sys.exit(1)


def _mend(changes: list[tuple[Path, Mended]], form: Format) -> bool:
    """Show what would change, and write it unless somebody at a terminal says no. Whether anything was written."""
    for _, change in changes:
        click.echo(change.diff, nl=False, err=form != "text")
    if not changes or (sys.stdin.isatty() and not click.confirm(f"Write {len(changes)} file(s)?")):
        return False
    for file, change in changes:
        try:
            file.write_bytes(change.after.encode())
        except OSError as error:
            click.echo(f"{change.path}: cannot be written: {error.strerror}", err=True)
            sys.exit(1)
    return True


@click.command()
@SETTINGS
@CONTENT
@STATE
@click.option("--now", metavar="TIME", help="Show the site as at this time: YYYY-MM-DDThh:mm.")
@click.option("--port", default=8000, show_default=True, help="Port on 127.0.0.1; 0 takes one that is free.")
def serve(port: int, state: str | None, **options: str | None) -> None:
    """Show the site on this machine, drafts too, and build it again on each change.

    A bar over each page has what is wrong with it, what is not published yet, and how it will look elsewhere. Only
    this machine can see it, and the output folder is not touched. Ctrl-C ends it.

    \b
    Example: standfirst serve --port 8080
    """
    from standfirst.desk.serve import serve_site  # noqa: PLC0415 - only this command needs it

    root = site_root(content=options["content"], settings=options["settings"])
    arguments = [part for name, value in options.items() if value for part in (f"--{name}", value)]
    places = [root / SETTINGS_FILE, root / CONTENT_FOLDER]
    places += [Path(given).absolute() for name in ("settings", "content") if (given := options[name])]
    serve_site(arguments, (Path(state) if state else root / KEPT).absolute(), places, port)
