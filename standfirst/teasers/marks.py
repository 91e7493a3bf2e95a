"""The words that a teaser and its article have in common, marked on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.teasers.near import Wording
from standfirst.teasers.words import WordSpans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standfirst.prose import Block

Marked = list[tuple[str, bool]]
"""A text in parts, each with whether the other side says it too."""
MOST_PASSAGES = 5
"""Blocks of a body that are shown at the most."""


@dataclass(frozen=True, slots=True)
class BothSides:
    """A summary and the passages of the body that it repeats."""

    summary: Marked
    passages: list[Marked]
    """Whole blocks, in the order of the text; at most MOST_PASSAGES."""


def mark_repeats(summary: str, blocks: Sequence[Block]) -> BothSides:
    """Both sides, with what they have in common marked; no passage where they have nothing."""
    wording = Wording(blocks)
    stretches = wording.relate(summary).stretches
    spans = WordSpans(summary)
    own = [(spans[first][0], spans[last - 1][1]) for first, last in (stretch.summary for stretch in stretches)]
    theirs: dict[int, list[tuple[int, int]]] = {}
    for first, last in (stretch.body for stretch in stretches):
        for block in range(wording.block_of(first), wording.block_of(last - 1) + 1):
            start, end = wording.starts[block : block + 2]
            if start < end:
                words = WordSpans(blocks[block].text)
                begins, ends = words[max(first, start) - start][0], words[min(last, end) - start - 1][1]
                theirs.setdefault(block, []).append((begins, ends))
    passages = [_parted(blocks[block].text, theirs[block]) for block in sorted(theirs)[:MOST_PASSAGES]]
    return BothSides(_parted(summary, own), passages)


def _parted(text: str, marks: Iterable[tuple[int, int]]) -> Marked:
    parts: Marked = []
    place = 0
    for start, end in sorted(marks):
        if end <= place:
            continue
        begins = max(start, place)
        parts += [(text[place:begins], False)] if place < begins else []
        parts.append((text[begins:end], True))
        place = end
    return [*parts, (text[place:], False)] if place < len(text) else parts
