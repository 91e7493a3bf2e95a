"""Where the text of rendered blocks stands in the Markdown that it was rendered from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import accumulate, chain, compress
from typing import TYPE_CHECKING

from standfirst.prose import SHORTCODE
from standfirst.teasers.words import FOLDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.prose import Block

MARKUP = re.compile(
    # Most characters begin none of these: that is looked at first.
    rf"(?=[&<{{!(\[])(?:(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)"
    r"|<!--(?:(?!<!--)[\s\S])*?-->"
    r"|<(?P<unseen>script|style)\b(?:(?!<(?:script|style)\b)[\s\S])*?</(?P=unseen)\s*>"
    rf"|{SHORTCODE.pattern}"
    r"|<(?!https?:|ftp:|[^\s<>]*@)[/?!]?[A-Za-z][^<>]*>"
    r"|!\[[^\[\]]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])?"
    r"|(?<=\])(?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])"
    r"|\[\^[^\[\]\n]+\]:?"
    r"|\{:?[ ]*[#.][^{}\n]*\})"
    r"|^(?:[ ]{0,3}\*?\[(?!\^)[^\[\]\n]+\]:[^\n]*"
    r"|[ \t>]*(?:```+|~~~+)[^\n]*"
    r"|[ \t>]*\d+\.(?=[ \t]))",
    re.MULTILINE,
)
"""What stands in the source and not in the text; an entity stands there as its character.

It is an approximation, and may be one: what it takes or leaves wrongly, the alignment steps over. Each branch ends at
the next beginning of its own kind, so that one pass over any text is linear.
"""

HINT = re.compile(r"[\n&<{!(\[]")
"""What stands before or at the beginning of each of these: found much faster than by trying each character."""

PROBE = 16
"""Folded characters by which a place is recognised again after a difference."""
LEAST = 8
"""Fewer than these could be anywhere."""
LARGE = 200_000
"""Folded characters over which it is not looked for further: an index of them all would be too large."""
VERBATIM = 40
"""Characters that stand in a source once if they stand there at all, most likely."""
TRIED = 16
"""Ends of stretches that are looked for as they are, before all of the source is mapped."""
REACH = 4096
"""Folded characters within which it is looked for before the whole text is."""


def _markup(source: str) -> Iterator[re.Match[str]]:
    """As `MARKUP.finditer`."""
    done = 0
    for place in chain((0,), (hint.start() + (hint[0] == "\n") for hint in HINT.finditer(source))):
        if place >= done and (found := MARKUP.match(source, place)):
            yield found
            done = found.end()


NOTHING = "\0"
"""Stands for a character that folding drops; it is one of them itself."""


class _Level(dict[int, str]):
    """For str.translate: each character folded, and one that is dropped held by NOTHING."""

    def __missing__(self, number: int) -> str:
        self[number] = folded = FOLDED[chr(number)] or NOTHING
        return folded


class _Short(dict[int, str | None]):
    """For str.translate: each character folded, to nothing or to as many as it takes."""

    def __missing__(self, number: int) -> str | None:
        self[number] = folded = FOLDED[chr(number)] or None
        return folded


_LEVEL = _Level()
_SHORT = _Short()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a text."""

    start: int
    """Offset in characters, from 0."""
    end: int
    """Offset after the last character."""
    line: int
    """Of `start`, from 1."""
    column: int
    """Of `start`, from 1, in characters."""


def common_length(one: Sequence[object], start: int, other: Sequence[object], begin: int) -> int:
    """How many items both have in common from the given places on."""
    most, known, step = min(len(one) - start, len(other) - begin), 0, 16
    while known < most:
        size = min(step, most - known)
        if one[start + known : start + known + size] == other[begin + known : begin + known + size]:
            known += size
            step *= 2
        elif size == 1:
            break
        else:
            step, most = max(1, size // 2), known + size
    return known


class SourceMap:
    """Maps the text of blocks to the source that they were rendered from. Never raises; every place is within the source."""

    def __init__(self, source: str, blocks: Sequence[Block]) -> None:
        """Nothing is computed before the first place is asked for."""
        self._source = source
        self._blocks = blocks
        self._tried = 0

    def place(self, block: int, start: int = 0, end: int | None = None) -> Place:
        """Where characters `start` to `end` of a block's text stand.

        From the first letter to the last, with the punctuation on both sides that is written there as it is read.
        """
        return self.stretch((block, start), (block, len(self._blocks[block].text) if end is None else end))

    def stretch(self, first: tuple[int, int], last: tuple[int, int]) -> Place:
        """Where the text stands from one (block, character) on and up to before another."""
        # Nearly always the ends of it are written as they are read.
        head = self._blocks[first[0]].text[first[1] :][:VERBATIM]
        tail = self._blocks[last[0]].text[: last[1]][-VERBATIM:]
        at, to = self._only(head), self._only(tail)
        if 0 <= at <= to:
            text = self._source[at : to + len(tail)]
            return self.at(at + len(text) - len(text.lstrip()), at + len(text.rstrip()))
        begin, stop = self._before(*first), self._before(*last)
        start, end = self._span(begin, max(begin, stop))
        if begin < stop:
            start, end = self._with_punctuation(start, end, first, last)
        return self.at(start, end)

    def _only(self, text: str) -> int:
        """Where a text stands in the source letter for letter, and only there; -1 where that is not so, or not tried."""
        self._tried += 1
        if self._tried > TRIED or len(text) < VERBATIM:
            return -1
        place = self._source.find(text)
        return -1 if self._source.find(text, place + 1) >= 0 else place

    def _before(self, block: int, at: int) -> int:
        """How many folded characters of all blocks stand before a character of one."""
        text = self._blocks[block].text
        whole = at >= len(text)
        return self._starts[block + whole] + (0 if whole else len(text[:at].translate(_SHORT)))

    def at(self, start: int, end: int | None = None) -> Place:
        """The place of given offsets."""
        start = min(max(start, 0), len(self._source))
        end = min(max(end or 0, start), len(self._source))
        row = bisect_right(self._lines, start) - 1
        return Place(start, end, row + 1, start - self._lines[row] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._source))]

    @cached_property
    def _folded(self) -> tuple[str, list[int], dict[int, int]]:
        """The source without markup, folded; where each of its characters begins, and where those end that are entities."""
        ends: dict[int, int] = {}
        entities: dict[int, str] = {}
        level = self._source.translate(_LEVEL)
        even, done = len(level) == len(self._source), 0
        parts: list[str] = []
        for found in _markup(self._source):
            start, end = found.span()
            piece = ""
            if found["entity"]:
                piece = entities[start] = "".join(FOLDED[char] for char in unescape(found["entity"]))
                ends[start] = end
            even = even and len(piece) <= 1
            parts += level[done:start], piece, NOTHING * (end - start - len(piece))
            done = end
        if even:
            level = "".join(parts) + level[done:]
            kept = memoryview(level.encode("utf-32-le", "surrogatepass")).cast("I")
            return level.replace(NOTHING, ""), list(compress(range(len(level)), kept)), ends
        # A sign that is folded into several letters: each of them stands where it does.
        pieces = list(map(FOLDED.__getitem__, self._source))
        for found in _markup(self._source):
            start, end = found.span()
            pieces[start:end] = [""] * (end - start)
            pieces[start] = entities.get(start, "")
        return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece], ends

    @cached_property
    def _texts(self) -> list[str]:
        return [block.text.translate(_SHORT) for block in self._blocks]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each block begins in the folded text of all, and where the last ends."""
        return [0, *accumulate(map(len, self._texts))]

    @cached_property
    def _runs(self) -> tuple[list[int], list[int], list[int]]:
        """Stretches that the blocks and the source have in common: place in the blocks, place in the source, length."""
        source, text = self._folded[0], "".join(self._texts)
        runs: tuple[list[int], list[int], list[int]] = [], [], []
        known: dict[str, int] | None = None
        at = done = 0
        missed = 1
        while done < len(text):
            end = self._starts[bisect_right(self._starts, done)]
            # A probe ends with its block: the next may stand elsewhere. One of few characters is found anywhere.
            probe = text[done : min(done + PROBE, end if end - done >= LEAST else len(text))]
            length = common_length(text, done, source, at)
            reached = self._starts[bisect_right(self._starts, done + length) - 1]
            if done < reached < done + length < reached + LEAST:
                length = reached - done
            later = at if length >= len(probe) else source.find(probe, at, at + REACH)
            if later < 0 and not length and end - done < LEAST:
                later = source.find(text[done:end], at, at + REACH)
            if length and (later < 0 or later == at):
                for values, value in zip(runs, (done, at, length), strict=True):
                    values.append(value)
                done += length
                at += length
                missed = 1
                continue
            if later >= 0:
                at = later
                continue
            skipped = text.find(source[at : at + PROBE], done, done + REACH) if at < len(source) else -1
            elsewhere = None
            if skipped < 0 or skipped > done + PROBE:
                # A footnote stands at the end of the text and anywhere in the source.
                if known is None and len(source) > LARGE:
                    known = {}
                elif known is None:
                    known = {source[n : n + size]: n for n in range(len(source) - 1, -1, -1) for size in (LEAST, PROBE)}
                elsewhere = known.get(probe, known.get(probe[:LEAST]) if len(probe) < PROBE else None)
            if elsewhere is not None:
                at = elsewhere
            elif skipped >= 0:
                done = skipped
            else:
                # Ever longer steps, so that a text of another source is given up soon; each block is tried anew.
                done, missed = (end, 1) if done + missed >= end else (done + missed, 2 * missed)
        return runs

    def _span(self, begin: int, stop: int) -> tuple[int, int]:
        """Offsets in the source of a stretch of the blocks' folded text; an empty one where nothing of it is found."""
        text, source, lengths = self._runs
        _, starts, ends = self._folded
        if not text:
            return 0, 0
        number = max(bisect_right(text, begin) - 1, 0)
        if begin >= text[number] + lengths[number] and number + 1 < len(text) and text[number + 1] < stop:
            number += 1
        first = min(max(begin - text[number], 0), lengths[number] - 1)
        start = starts[source[number] + first]
        if stop <= text[number] or begin >= text[number] + lengths[number]:
            edge = ends.get(start, start + 1) if begin > text[number] else start
            return edge, edge
        until = max(bisect_right(text, stop - 1) - 1, number)
        # Text that was moved in rendering ends before it begins: then the part that begins it has to do.
        while source[until] < source[number]:
            until -= 1
        last = min(stop - text[until], lengths[until]) - 1
        final = starts[source[until] + last]
        return start, ends.get(final, final + 1)

    def _with_punctuation(self, start: int, end: int, first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int]:
        before = self._blocks[first[0]].text[first[1] :]
        for char in reversed(before[: next((n for n, c in enumerate(before) if FOLDED[c]), 0)]):
            if not start or self._source[start - 1] != char:
                break
            start -= 1
        after = self._blocks[last[0]].text[: last[1]]
        for char in after[len(after) - next((n for n, c in enumerate(reversed(after)) if FOLDED[c]), 0) :]:
            if self._source[end : end + 1] != char:
                break
            end += 1
        return start, end
