"""What is checked, and what is found: an article as passages of text, and findings with their places in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from standfirst.exchange import Exchange
    from standfirst.fields import Source

TITLE = -2
SUMMARY = -1
"""Passages that are no blocks of the body: they stand before them."""

Code = Literal["SF211", "SF212", "SF213", "SF214"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that is read as one."""

    block: int
    """Its number among the body's blocks, or TITLE or SUMMARY."""
    text: str
    tag: str = "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an article says, what it is about, and what it rests on."""

    passages: Sequence[Passage]
    records: Sequence[Exchange]
    sources: Sequence[Source] = ()
    dates: Sequence[date] = ()
    """Days of publication and of changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words that do not agree with the record."""

    code: Code
    block: int
    start: int
    end: int
    text: str
    """The words: characters `start` to `end` of the block's text."""
    fact: tuple[str, object]
    """What is wrong, the same wherever it is said again."""
    message: str
    hint: str
    other: tuple[str, int, int] | tuple[()] = ()
    """Path, line and column of the value that it contradicts, or that it belongs to."""


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each fact, at its first place, saying how often it stands there."""
    ordered = sorted(findings, key=lambda found: (found.block, found.start, found.end))
    times = Counter(found.fact for found in ordered)
    first: dict[tuple[str, object], Finding] = {}
    for found in ordered:
        first.setdefault(found.fact, found)
    return tuple(
        replace(found, message=f"{found.message} (said {times[fact]} times)") if times[fact] > 1 else found
        for fact, found in first.items()
    )
