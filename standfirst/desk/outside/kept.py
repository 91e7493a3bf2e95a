"""Answers of earlier runs, so that nobody is asked again so soon."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, get_args

from standfirst.desk.outside.answer import Answer, Kind

if TYPE_CHECKING:
    from pathlib import Path

NAME = "links.json"
DAY = 24 * 60 * 60
FRESH: dict[Kind, int] = {"there": 7 * DAY, "moved": 7 * DAY, "closed": DAY, "gone": 60 * 60, "failed": 10 * 60}
"""Seconds for which an answer holds. What fails may be mended soon; a private address is never asked, so never kept."""
OLDEST = 30 * DAY
"""Seconds after which an answer is forgotten."""
MAX = 64 * 1024 * 1024


class KeptAnswers:
    """Answers by address, in a file of the state folder."""

    def __init__(self, state: Path, now: float) -> None:
        """`now` is seconds since 1970. A file that cannot be read is as if it were not there."""
        self._file, self._now = state / NAME, now
        self._rows: dict[str, dict[str, Any]] = {}
        try:
            rows = json.loads(self._file.read_text("utf-8")) if self._file.stat().st_size <= MAX else {}
        except (OSError, ValueError, RecursionError):
            rows = {}
        for url, row in rows.items() if isinstance(rows, dict) else ():
            if isinstance(row, dict) and isinstance(row.get("at"), int | float) and row.get("kind") in get_args(Kind):
                self._rows[url] = row

    def get(self, url: str) -> Answer | None:
        """An answer that still holds."""
        row = self._rows.get(url)
        if row is None or not 0 <= self._now - row["at"] <= max(FRESH.get(row["kind"], 0), float(row.get("wait", 0))):
            return None
        return Answer(row["kind"], str(row.get("what", "")), str(row.get("to", "")))

    def put(self, url: str, answer: Answer) -> None:
        """Keep an answer."""
        if answer.kind in FRESH:
            row = {"at": int(self._now), "kind": answer.kind, "what": answer.what, "to": answer.to}
            self._rows[url] = {**row, "wait": min(answer.wait, DAY)} if answer.wait else row

    def write(self) -> None:
        """Write the file so that it appears whole or not at all. Raises OSError."""
        rows = {url: row for url, row in sorted(self._rows.items()) if self._now - row["at"] <= OLDEST}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._file.with_name(f".{os.getpid()}.{NAME}")
        try:
            temporary.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
            temporary.replace(self._file)
        finally:
            temporary.unlink(missing_ok=True)
