"""What goes live and what goes away, and when a build must run for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from standfirst.timing import is_past, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from standfirst.pelican_site.newsroom import Newsroom

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Event:
    """A story that is published, or goes away."""

    at: datetime
    """In UTC."""
    what: Literal["live", "away"]
    where: str
    """Its file, as messages name it."""
    title: str
    url: str
    """Below the site's root."""
    faulty: bool
    """Whether it has a mistake, which keeps the site from being built."""


def plan_events(newsroom: Newsroom, until: datetime | None = None) -> tuple[Event, ...]:
    """All events after the build time, up to and including `until`, in their order."""
    desk = newsroom.desk
    found = []
    for path, story in newsroom.stories.items():
        standing = desk.standing(story)
        if standing not in {"out", "waiting"}:
            continue
        where, faulty = newsroom.manuscripts[path].where, path in desk.faulty
        if standing == "waiting" and story.date:
            found.append(Event(story.date.astimezone(UTC), "live", where, story.title, story.url, faulty))
        if story.expires:
            found.append(Event(story.expires.astimezone(UTC), "away", where, story.title, story.url, faulty))
    wanted = [event for event in found if until is None or is_past(event.at, until)]
    return tuple(sorted(wanted, key=lambda event: (event.at, event.where, event.what)))


def builds_for(events: Iterable[Event]) -> tuple[datetime, ...]:
    """The whole minutes, in UTC, at which a build must run: the first after each event."""
    return tuple(sorted({_whole_minute(event.at) for event in events}))


def cron_line(moment: datetime) -> str:
    """A minute as the five fields of cron, in UTC. Cron knows no year: the line runs once a year until it is taken out."""
    return f"{moment.minute} {moment.hour} {moment.day} {moment.month} *"


def drafts_with_times(newsroom: Newsroom) -> list[str]:
    """Files of drafts that have a time, which does nothing."""
    timed = [
        manuscript.where
        for path, manuscript in newsroom.manuscripts.items()
        if path in newsroom.stories
        and newsroom.stories[path].status == "draft"
        and (manuscript.header.values.embargo or manuscript.header.values.expires)
    ]
    return sorted(timed)


def as_text(events: Sequence[Event], drafts: Sequence[str], zone: ZoneInfo, now: datetime) -> str:
    """The schedule for people: each event in the newsroom's time and in UTC, then the builds."""
    lines = [f"It is {shown(now, zone)}."]
    if not events:
        lines.append("Nothing goes live or away.")
    for event in events:
        both = f"{shown(event.at, zone)} ({event.at:%Y-%m-%d %H:%M} UTC)"
        wrong = " [has mistakes]" if event.faulty else ""
        lines.append(f"{both}  {event.what}  {event.where}: {event.title}{wrong}")
    if builds := builds_for(events):
        lines.append("A build must run at these times (cron, UTC):")
        lines += [f"{cron_line(moment):<16} # {moment:%Y-%m-%dT%H:%MZ}" for moment in builds]
    lines += [f"{where} is a draft: its times do nothing until status says published." for where in drafts]
    return "\n".join(lines)


def as_json(events: Sequence[Event], drafts: Sequence[str], zone: ZoneInfo, now: datetime) -> str:
    """The same for scripts."""
    made: Mapping[str, Any] = {
        "zone": zone.key,
        "now": _written(now),
        "events": [
            {
                "utc": _written(event.at),
                "local": event.at.astimezone(zone).isoformat(timespec="seconds"),
                "what": event.what,
                "path": event.where,
                "title": event.title,
                "address": event.url,
                "mistakes": event.faulty,
            }
            for event in events
        ],
        "builds": [{"utc": _written(moment), "cron": cron_line(moment)} for moment in builds_for(events)],
        "drafts": list(drafts),
    }
    return json.dumps(made, ensure_ascii=False, indent=1)


def _whole_minute(moment: datetime) -> datetime:
    cut = moment.replace(second=0, microsecond=0)
    return cut if cut == moment else cut + MINUTE


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
