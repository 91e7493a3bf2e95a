"""When a story goes live and when it goes away: what its fields say, in the newsroom's zone, clock changes and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from standfirst.diagnostics import Severity
    from standfirst.manuscript import Manuscript

FIELDS: dict[str, Severity] = {"date": "warning", "modified": "warning", "embargo": "error", "expires": "error"}
"""The fields that hold a time, and how severe it is that the clocks do not settle which: an embargo must not break."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of one story, each with its offset."""

    date: datetime | None
    """First publication: the field date, or the end of the embargo where that is later."""
    modified: datetime | None
    expires: datetime | None


def settle_timing(manuscript: Manuscript, zone: ZoneInfo) -> tuple[Timing, list[Diagnostic]]:
    """The times that a header gives, and what is wrong with them. A time without an offset is in `zone`."""
    values, problems = manuscript.header.values, []
    times: dict[str, datetime | None] = {}
    for name, level in FIELDS.items():
        given: datetime | None = getattr(values, name)
        times[name], what = in_zone(given, zone) if given else (None, "")
        if given and what:
            problems.append(_unsettled(manuscript, name, given, what, zone, level))
    release = max((time for time in (times["date"], times["embargo"]) if time), key=_instant, default=None)
    if release and times["expires"] and times["expires"] <= release:
        last = "embargo" if times["embargo"] == release else "date"
        message = f"expires: nobody would ever see it: {last} is {shown(release, zone)}"
        place = manuscript.at("expires")
        problems.append(Diagnostic(manuscript.where, *place, "SF122", message, f"give a time after {last}"))
    if values.status == "draft":
        for name in ("embargo", "expires"):
            if times[name]:
                message = f"{name}: it is a draft, and no time makes it public"
                hint = "set status: published once it is ready; the time does the rest"
                place = manuscript.at(name)
                problems.append(Diagnostic(manuscript.where, *place, "SF123", message, hint, level="note"))
    return Timing(release, times["modified"], times["expires"]), problems


def in_zone(given: datetime, zone: ZoneInfo) -> tuple[datetime, Literal["", "skipped", "twice"]]:
    """The moment that is meant, and what the clocks make of it where they change.

    A time that they skip is as far after the change as it says; of one that comes twice the first is taken.
    """
    if given.tzinfo:
        return given, ""
    first, second = (given.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first, ""
    real = first.astimezone(UTC).astimezone(zone)
    return (real, "twice") if real.replace(tzinfo=None) == given else (real, "skipped")


def is_past(moment: datetime, now: datetime) -> bool:
    """Whether a moment has come. Two times of one zone would be compared by their clocks alone, and clocks go back."""
    return _instant(moment) <= _instant(now)


def shown(moment: datetime, zone: ZoneInfo) -> str:
    """A moment for people: the newsroom's clock, and its zone's short name."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _unsettled(
    manuscript: Manuscript, name: str, given: datetime, what: str, zone: ZoneInfo, level: Severity
) -> Diagnostic:
    written = given.isoformat(timespec="minutes")
    ways = [f"{written}{_offset(given.replace(tzinfo=zone, fold=fold))}" for fold in (0, 1)]
    if what == "skipped":
        real = in_zone(given, zone)[0].replace(tzinfo=None).isoformat(timespec="minutes")
        message = f"{name}: {written} does not exist in {zone.key}: the clocks are put forward over it"
        code, hint = "SF120", f"write {real}, which is what the clocks show then, or another time"
    else:
        message = f"{name}: {written} comes twice in {zone.key}: the clocks are put back over it"
        code, hint = "SF121", f"add the offset: {ways[0]} is the first, {ways[1]} the second"
    if level == "warning":
        hint += f"; until then it is {in_zone(given, zone)[0].isoformat(timespec='minutes')}"
    return Diagnostic(manuscript.where, *manuscript.at(name), code, message, hint, level=level)


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]
