"""Values as a writer would set them down in YAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from standfirst.exchanges.writing import TAKEN, UNWRITABLE

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

WORDS = re.compile(r"[^\W\d_]\w*(?:[ .-]?\w+)*")
"""Letters, digits and single marks between them: no reader of YAML takes them for anything else."""


def quoted(text: str) -> str:
    """Text in double quotes, whose escapes YAML has in common with JSON."""
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def word(text: str) -> str:
    """A name as it is, or in quotes where YAML could take it for something else."""
    return text if WORDS.fullmatch(text) and text.lower() not in TAKEN else quoted(text)


def line_of_words(names: tuple[str, ...]) -> str:
    """A list on one line."""
    return f"[{', '.join(map(word, names))}]"


def moment(now: datetime, zone: ZoneInfo) -> str:
    """A time to the minute in the newsroom's zone; with its offset in the hour that the clocks go through twice."""
    here = now.astimezone(zone).replace(second=0, microsecond=0)
    written = here.replace(tzinfo=None).isoformat(timespec="minutes")
    return f"{written}{here.isoformat()[-6:]}" if here.fold else written
