"""Dates in the future: said with the time at which the article goes out, so that none waits by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from standfirst.config import Config
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

FAR = 365
"""Days after which a date is more likely a slip than a plan."""


def check_dates(manuscript: Manuscript, story: Story, now: datetime, config: Config) -> Iterator[Diagnostic]:
    """Note when an article that is ready goes out, and report changes and corrections dated after now."""
    zone = config.zone
    if story.status != "draft" and story.date and story.date > now:
        days = (story.date - now).days
        when = f"{story.date.astimezone(zone):%Y-%m-%d %H:%M} ({config.timezone})"
        left = f"in {days} day{'' if days == 1 else 's'}" if days else "within a day"
        hint = "is the year right?" if days > FAR else "a build after that time publishes it"
        message = f"it goes out on {when}, {left}"
        yield Diagnostic(manuscript.where, *manuscript.at("date"), "SF133", message, hint)
    values = manuscript.header.values
    changed = values.modified and (values.modified if values.modified.tzinfo else values.modified.replace(tzinfo=zone))
    if changed and changed > now and not (story.date and changed == story.date):
        hint = "write the time of the last change that was made"
        message = "modified: the change is dated in the future"
        yield Diagnostic(manuscript.where, *manuscript.at("modified"), "SF134", message, hint)
    today = now.astimezone(zone).date()
    for number, correction in enumerate(values.corrections):
        if correction.date > today:
            message = "the correction is dated in the future"
            place = manuscript.at("corrections", number, "date")
            hint = "write the day on which it was made"
            yield Diagnostic(manuscript.where, *place, "SF134", message, hint)
