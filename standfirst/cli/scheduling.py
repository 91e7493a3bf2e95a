"""What goes live and away when."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from standfirst.cli.options import CONTENT, SETTINGS, make_site

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@CONTENT
@SETTINGS
@click.option("--now", metavar="TIME", help="Look from this time on: YYYY-MM-DDThh:mm.")
@click.option("--until", metavar="TIME", help="Up to this time, in the same form. Default: all that is known.")
@click.option("--cron", is_flag=True, help="Only the lines of cron, in UTC, for a build that runs by itself.")
@click.option("--json", "as_data", is_flag=True, help="As JSON, for a script.")
def schedule(until: str | None, *, cron: bool, as_data: bool, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Say which articles go live and away when, and when a build must run for it.

    Times are the newsroom's and UTC. A build publishes whatever is due when it runs.

    \b
    Exit status: 0 told; 1 something is wrong, so that a build would fail; 2 wrong usage.
    Example: standfirst schedule --until 2026-04-01
    """
    from standfirst.desk import schedule as plan  # noqa: PLC0415 - only this command needs them
    from standfirst.desk.stop import Stopped  # noqa: PLC0415

    site = make_site(**options)
    report, newsroom = site.check()
    if newsroom is None:
        raise Stopped(*report.errors)
    zone, now = newsroom.desk.config.zone, newsroom.desk.now
    last = _moment(until, newsroom) if until else None
    events, drafts = plan.plan_events(newsroom, last), plan.drafts_with_times(newsroom)
    if as_data:
        click.echo(plan.as_json(events, drafts, zone, now))
    elif cron:
        for moment in plan.builds_for(events):
            click.echo(plan.cron_line(moment))
    else:
        click.echo(plan.as_text(events, drafts, zone, now))
    if report.errors:
        click.echo(f"Errors: {len(report.errors)} (standfirst check shows them)", err=True)
        sys.exit(1)


def _moment(given: str, newsroom: Any) -> datetime:  # noqa: ANN401 - Newsroom, imported only when a command needs Pelican
    from standfirst.frontmatter import read_moment  # noqa: PLC0415 - as above
    from standfirst.timing import in_zone  # noqa: PLC0415

    try:
        return in_zone(read_moment(given), newsroom.desk.config.zone)[0]
    except ValueError:
        raise click.BadParameter(f"'{given}' is not a time (YYYY-MM-DDThh:mm)", param_hint="--until") from None
