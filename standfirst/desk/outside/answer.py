"""What became of asking one address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["there", "moved", "gone", "failed", "closed", "private"]
"""there: a page answers; moved: it has moved for good; gone: the server says that it is not there; failed: no server
answers, or none that can be trusted; closed: the server tells programs nothing; private: it was not asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome for one address."""

    kind: Kind
    what: str
    """In words: the status, or what went wrong."""
    to: str = ""
    """For what has moved: where to."""
    wait: float = 0
    """Seconds for which the server asks not to be asked again."""
