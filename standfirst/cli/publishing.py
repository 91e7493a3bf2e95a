"""Publish the site, list what was published, and go back."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from standfirst.cli.options import CONTENT, SETTINGS_FILE, STATE, make_site, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.diagnostics import Diagnostic
    from standfirst.publish.press import Press
    from standfirst.publish.release import Terms
    from standfirst.publish.target import Step

PUBLISH_FILE = "publishconf.py"

SETTINGS = click.option(
    "--settings", metavar="FILE", help="Settings file. Default: ./publishconf.py, or ./pelicanconf.py."
)
WAIT = click.option(
    "--wait", metavar="SECONDS", type=float, help="How long to wait for another publisher. Default: 30."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
VERBOSE = click.option("--verbose", "-v", is_flag=True, help="Tell each step on standard error.")
TARGET = click.argument("target", default="", metavar="[TARGET]")
FORGET = click.option(
    "--forget", is_flag=True, help="Keep no picture or style of other releases in reach of open pages."
)


@click.command()
@TARGET
@click.option("--dry-run", is_flag=True, help="Build, check, and say what would change; release nothing.")
@click.option("--allow-shrink", is_flag=True, help="Release although many pages go.")
@click.option("--adopt", is_flag=True, help="Replace files at the target that no release wrote.")
@FORGET
@WAIT
@JSON
@VERBOSE
@CONTENT
@SETTINGS
@STATE
@click.option("--now", metavar="TIME", help="Build as at this time: YYYY-MM-DDThh:mm.")
def publish(target: str, *, dry_run: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Build the site, check it, and release it whole or not at all.

    TARGET is a name in the setting STANDFIRST_TARGETS, or a folder: ./public.

    \b
    Exit status: 0 released, or nothing has changed; 1 something is wrong with the site; 2 wrong usage;
    3 the target failed; 4 somebody else is publishing. But for 0, readers see what they saw.
    Example: standfirst publish live --dry-run
    """
    from standfirst.publish.shown import outcome_json, outcome_lines  # noqa: PLC0415 - only publishing needs these

    with told(as_json):
        press, site = opened(target, **options)
        outcome, warnings = press.publish(site, dry=dry_run)
        name, url = press.name, press.config.site_url
        lines = outcome_lines(outcome, name, url, dry=dry_run)
        text = outcome_json(outcome, name, url, warnings, dry=dry_run) if as_json else "\n".join(lines)
        finish(text, warnings)


@click.command()
@TARGET
@JSON
@SETTINGS
@STATE
def releases(target: str, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - as above
    """List the releases that a target keeps, latest first; * marks what readers see.

    \b
    Exit status: 0 listed; 1 wrong settings; 2 wrong usage; 3 the target failed.
    Example: standfirst releases live
    """
    from standfirst.publish.shown import release_lines, releases_json  # noqa: PLC0415 - as above

    with told(as_json):
        press, _ = opened(target, **options)
        found = press.target.releases()
        finish(releases_json(found, press.name) if as_json else "\n".join(release_lines(found, press.name)), [])


@click.command()
@TARGET
@click.argument("release", default="", metavar="[RELEASE]")
@FORGET
@WAIT
@JSON
@VERBOSE
@SETTINGS
@STATE
def rollback(target: str, release: str, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - as above
    """Show an earlier release again: the one before the present one, or RELEASE, by name or number.

    \b
    Exit status: as of `standfirst publish`.
    Example: standfirst rollback live 41
    """
    from standfirst.publish.shown import outcome_json, outcome_lines  # noqa: PLC0415 - as above

    with told(as_json):
        press, _ = opened(target, **options)
        outcome, warnings = press.roll_back(release)
        name, url = press.name, press.config.site_url
        lines = outcome_lines(outcome, name, url, dry=False)
        finish(outcome_json(outcome, name, url, warnings) if as_json else "\n".join(lines), warnings)


@click.command()
def receiver() -> None:
    """Print the script that a server runs for targets of kind rsync.

    Install it there to let a key publish and do nothing else. docs/publishing.md says how.

    \b
    Example: standfirst receiver
    """
    from standfirst.publish.ssh import receiver as script  # noqa: PLC0415 - as above

    click.echo(script(), nl=False)


def opened(
    target: str,
    *,
    verbose: bool = False,
    wait: float | None = None,
    settings: str | None = None,
    allow_shrink: bool = False,
    adopt: bool = False,
    forget: bool = False,
    **options: Any,  # noqa: ANN401 - as above
) -> tuple[Press, Any]:
    """The press for a target, and the site. Ends the process with status 1 where the settings are wrong."""
    from standfirst.config import read_config  # noqa: PLC0415 - as above
    from standfirst.publish.press import OUTPUT, make_press  # noqa: PLC0415
    from standfirst.publish.release import Terms  # noqa: PLC0415

    settings = settings or next((name for name in (PUBLISH_FILE, SETTINGS_FILE) if Path(name).is_file()), None)
    described = {"settings": settings, "wait": wait, "allow_shrink": allow_shrink, **options}
    site = make_site(**described)
    site = make_site(**described, output=str(state_folder(site) / OUTPUT))
    config, wrong = read_config(site.settings, settings or "")
    if config is None:
        for each in wrong:
            say(each, "error")
        sys.exit(1)
    terms: Terms = Terms(allow_shrink=allow_shrink, adopt=adopt, forget=forget, wait=config.wait)
    return make_press(target, config, terms, say, *([step] if verbose else [])), site


@contextlib.contextmanager
def told(as_json: bool) -> Iterator[None]:  # noqa: FBT001 - a flag of the command
    """Say what goes wrong, and end the process with the status that it has. What else is printed keeps off JSON."""
    from standfirst.diagnostics import Diagnostic  # noqa: PLC0415 - as above
    from standfirst.publish.errors import PublishError  # noqa: PLC0415
    from standfirst.publish.press import RefusedError  # noqa: PLC0415

    try:
        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            yield
    except Finished as end:
        for each in end.warnings:
            say(each, "warning")
        click.echo(clean(end.text))
    except RefusedError:
        sys.exit(1)
    except PublishError as error:
        say(error.diagnostic, "error")
        sys.exit(error.status)
    except OSError as error:
        what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
        say(Diagnostic("", 1, 1, "SF902", what), "error")
        sys.exit(1)


class Finished(Exception):  # noqa: N818 - no error: it carries the outcome past what is redirected
    """A command has come to its end."""

    def __init__(self, text: str, warnings: list[Diagnostic]) -> None:
        super().__init__(text)
        self.text, self.warnings = text, warnings


def finish(text: str, warnings: list[Diagnostic]) -> NoReturn:
    """End a command with what it prints."""
    raise Finished(text, warnings)


def step(each: Step) -> None:
    """Tell a step."""
    click.echo(clean(f"  {each.phase:7} {each.what}".rstrip()), err=True)


def say(finding: Diagnostic, level: str) -> None:
    """Tell a finding as a build tells it."""
    from standfirst.formats import write_findings  # noqa: PLC0415 - as above

    click.echo(clean(write_findings([(finding, level)], "text")), err=True)  # type: ignore[list-item]


def clean(text: str) -> str:
    """Text that holds no secret of the surroundings."""
    from standfirst.publish.secret import without_secrets  # noqa: PLC0415 - as above

    return without_secrets(text, os.environ)
