"""A record to begin with: what must be there, and the rest as remarks."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

from standfirst.described import descriptions
from standfirst.desk.scalars import line_of_words, quoted
from standfirst.exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.copydesk import Desk

DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?:-.*)?")
USUAL = ("UA", "RU")
"""The parties where the site has no record to go by."""
COUNTED = ("total", "military", "civilian")


def plan_record(name: str, sources: Iterable[str], desk: Desk) -> str:
    """The text of a new record's file. A date in the future is an exchange agreed on; figures are for the writer to fill in."""
    day, precision = _day(name)
    done = day is not None and day <= desk.now.astimezone(desk.config.zone).date()
    known = Counter(kept.record.parties for kept in desk.records.values())
    parties = max(known, key=lambda pair: (known[pair], pair)) if known else USUAL
    counts = "".join(f"#   {party}: {{{', '.join(f'{field}: ' for field in COUNTED)}}}\n" for party in parties)
    parts = [
        f"# {_said('id')}\nid: {quoted(name)}",
        f"# {_said('kind')} ({_words('kind')})\nkind: exchange",
        f"# {_said('date')}\ndate: {quoted(day.isoformat() if day else name)}",
        *([] if precision == "day" else [f"date_precision: {precision}"]),
        f"# {_said('status')} ({_words('status')})\nstatus: {'completed' if done else 'agreed'}",
        f"# {_said('parties')}\nparties: {line_of_words(parties)}",
        f"# {_said('returned')} Leave out what no source gives: unknown is not 0.\n# returned:\n{counts.rstrip()}",
        f"# {_said('sources')}\nsources:",
        *(f"  - title: {quoted(source_title(url))}\n    url: {quoted(url)}" for url in sources),
    ]
    return "\n".join(parts) + "\n"


def source_title(url: str) -> str:
    """A title for a page that nobody has read yet."""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    return f"Report of {host}"


def _day(name: str) -> tuple[date | None, str]:
    """The day of a record by its id, and how exactly it is known."""
    found = DAY.fullmatch(name)
    if not found:
        return None, "day"
    year, month, day = found.groups()
    try:
        return date(int(year), int(month), int(day or 1)), "day" if day else "month"
    except ValueError:
        return None, "day"


def _said(name: str) -> str:
    return " ".join(descriptions(Exchange).get(name, "").split())


def _words(name: str) -> str:
    return ", ".join(get_args(Exchange.model_fields[name].annotation))
