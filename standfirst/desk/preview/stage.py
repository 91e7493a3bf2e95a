"""What the preview shows at this moment: the outcome of the last build, and whether one is running."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One build, as the preview needs to know of it."""

    shown: bool
    """Whether the output folder holds it."""
    findings: Sequence[Mapping[str, Any]] = ()
    """Problems as `standfirst check --format json` has them, each with `file`, the path on this machine."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the build told of its pages; see `standfirst.pelican_site.preview`."""
    watch: Sequence[str] = ()
    """Folders and files that the site was made of."""
    seconds: float = 0

    @property
    def errors(self) -> int:
        """How many findings keep the site from being published."""
        return sum(finding["severity"] == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Moment:
    """The stage as one value."""

    build: str
    """Another for each build that is shown, in this run of the server or another."""
    building: bool
    round: int
    """Counts all that happens."""
    outcome: Outcome


class Stage:
    """The one thing that the builder and the server share. Whoever waits is told of each change."""

    def __init__(self) -> None:
        """Nothing is built yet."""
        self._session = secrets.token_hex(4)
        self._changed = threading.Condition()
        self._now = Moment(f"{self._session}-0", building=True, round=0, outcome=Outcome(shown=False))
        self._closed = False

    @property
    def now(self) -> Moment:
        """The stage at this moment."""
        with self._changed:
            return self._now

    @property
    def closed(self) -> bool:
        """Whether the server is being ended."""
        return self._closed

    def begin(self) -> None:
        """A build has begun."""
        self._put(building=True)

    def page(self) -> None:
        """One page is as it will be, and the build goes on."""
        self._put(build=f"{self._session}-{self.now.round + 1}")

    def end(self, outcome: Outcome) -> None:
        """It has ended. One that is not shown leaves the facts of the last one that was, as it leaves its pages."""
        before = self.now
        if outcome.shown:
            self._put(building=False, outcome=outcome, build=f"{self._session}-{before.round + 1}")
        else:
            watch = outcome.watch or before.outcome.watch
            kept = replace(outcome, facts=before.outcome.facts, watch=watch)
            self._put(building=False, outcome=kept)

    def close(self) -> None:
        """Let those who wait go home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def after(self, seen: int, seconds: float) -> Moment | None:
        """The stage once more has happened than `seen`; None where nothing has in this time, or the server is ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._now.round > seen, seconds)
            return self._now if self._now.round > seen and not self._closed else None

    def _put(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Moment
        with self._changed:
            self._now = replace(self._now, round=self._now.round + 1, **changes)
            self._changed.notify_all()
