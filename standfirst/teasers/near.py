"""How a summary relates to the body: the same words, a beginning of them, nearly the same, or something else."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from standfirst.teasers.offsets import common_length
from standfirst.teasers.words import UNSPACED, split_each, split_words, without_cut_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standfirst.prose import Block

RUN = 4
"""Words in a row that are taken for a repeat; fewer may be chance."""
COVERED = 0.5
"""Share of the summary's words that runs have to cover: about half of its wording comes back."""
UNBROKEN = 8
"""Words of the longest run: names and set phrases cover much of a summary, but are shorter."""
EDITED = 10
"""Words of runs that follow each other with edits between them: as good as one unbroken run."""
EDITED_SHARE = 0.75
"""Of a summary of few words, this share will do for `EDITED`."""
EDIT = 2
"""Words that are replaced, put in or left out, at the most, between two such runs."""
UNSPACED_WEIGHT = 0.5
"""What a character of a script without spaces counts: two of them are about a word."""

REPEATED = 8
"""Places of a four-word phrase in a summary that are looked at."""
LONG = 16
"""Words of a run from which on no other is looked for beside it."""
PART = 256
"""Words of a body that are looked up together."""
MOST_RUNS = 10_000
"""Runs after which a hostile text has been looked at enough."""
LONGEST_SUMMARY = 20_000
"""Words of a summary; what is longer is no teaser, and is only looked for word for word."""
BUDGET = 200_000_000
"""Characters compared in search of a beginning, for the same reason."""
MARGIN = 8
"""Words between runs that are still shown as one stretch."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the summary, and the words of the body that they repeat; each from a first up to before a last."""

    summary: tuple[int, int]
    body: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """How a summary relates to the body."""

    verdict: Literal["none", "exact", "truncated", "near", "distinct"]
    """none: the summary has no words. exact: it equals one or more whole blocks. truncated: it begins a block, and goes
    on as the text does, up to anywhere. near: see `is_near`.
    """
    stretches: tuple[Stretch, ...] = ()
    """What is repeated, in the order of the summary. Empty for none and distinct."""


class Wording:
    """The blocks of a body, and their words in one row."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        own = split_each([block.text for block in blocks])
        self.words = [word for words in own for word in words]
        self.starts = [0, *accumulate(map(len, own))]
        """The number of each block's first word, and of all words."""
        self._related: tuple[str, Relation] | None = None

    def block_of(self, word: int) -> int:
        """The number of the block that a word stands in."""
        return bisect_right(self.starts, word) - 1

    def outline(self, block: int) -> tuple[int, str]:
        """The same for blocks that say the same: how many words, and the first."""
        start, end = self.starts[block : block + 2]
        return end - start, self.words[start] if start < end else ""

    def relate(self, summary: str) -> Relation:
        """As `relate`; the last answer is kept, since what was found is then settled."""
        if self._related is None or self._related[0] != summary:
            self._related = summary, _relate(summary, self)
        return self._related[1]

    @cached_property
    def edges(self) -> list[int]:
        """Numbers of words that begin a block."""
        return sorted({start for start in self.starts if start < len(self.words)})

    @cached_property
    def spaced(self) -> str:
        """All words, a space between two."""
        return " ".join(self.words)

    @cached_property
    def joined(self) -> str:
        """All words, nothing between them."""
        return "".join(self.words)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each word begins in `joined`, and where the last one ends."""
        return [0, *accumulate(map(len, self.words))]


def relate(summary: str, body: Wording) -> Relation:
    """How a summary relates to a body. Exact and truncated are facts about words, near is a finding by `is_near`."""
    return body.relate(summary)


def _relate(summary: str, body: Wording) -> Relation:
    whole = split_words(summary)
    if not whole:
        return Relation("none")
    wanted = without_cut_mark(whole)
    for words in [whole, wanted] if len(wanted) < len(whole) else [whole]:
        if found := _beginning(words, body) or _run_together(words, body):
            verdict, start, end = found
            return Relation(verdict, (Stretch((0, len(words)), (start, end)),))
    runs = match_runs(wanted, body.words) if len(wanted) <= LONGEST_SUMMARY else []
    if not is_near(wanted, runs):
        return Relation("distinct")
    return Relation("near", _explain(wanted, runs))


def _beginning(wanted: list[str], body: Wording) -> tuple[Literal["exact", "truncated"], int, int] | None:
    """The first whole blocks that say the words, else the first block whose beginning they are."""
    # Most texts are done with here: none of their blocks begins with that word.
    likely = [start for start in body.edges if body.words[start].startswith(wanted[0])]
    if not likely:
        return None
    text, offsets, sought = body.spaced, body.offsets, " ".join(wanted)
    ends = {offsets[start] + start - 1 for start in body.starts}
    clue, cut, budget = sought[:64], None, BUDGET
    for start in likely:
        place = offsets[start] + start
        if not text.startswith(clue, place):
            continue
        budget -= len(sought)
        if text.startswith(sought, place):
            if place + len(sought) in ends:
                return "exact", start, start + len(wanted)
            cut = start if cut is None else cut
        if budget < 0:
            break
    return None if cut is None else ("truncated", cut, cut + len(wanted))


def _run_together(wanted: list[str], body: Wording) -> tuple[Literal["exact", "truncated"], int, int] | None:
    """As `_beginning`, where the last word of a block and the first of the next are written as one in the summary."""
    sought = "".join(wanted)
    words = body.words
    likely = [s for s in body.edges if sought.startswith(words[s]) or words[s].startswith(sought)]
    if not likely:
        return None
    text, offsets = body.joined, body.offsets
    joints = {offsets[start] for start in body.starts}
    clue = sought[:64]
    for start in likely:
        place = offsets[start]
        if not (text.startswith(clue, place) and text.startswith(sought, place)):
            continue
        end = place + len(sought)
        last = bisect_right(offsets, end - 1)
        parted = {place + length for length in accumulate(map(len, wanted[:-1]))}
        theirs = set(offsets[start + 1 : last])
        if parted <= theirs and theirs - parted <= joints:
            return ("exact" if end in joints else "truncated"), start, last
        return None
    return None


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that both have: the first in the summary, the first in the body, how many."""

    summary: int
    body: int
    length: int


def match_runs(wanted: Sequence[str], words: Sequence[str]) -> list[Run]:
    """Runs of at least four words that a summary and a body have in common, in the body's order.

    All of them, up to bounds that only hostile texts reach; the work grows linearly with both.
    """
    phrases: dict[tuple[str, ...], list[int]] = {}
    for number, phrase in enumerate(_phrases(wanted)):
        places = phrases.setdefault(phrase, [])
        if len(places) < REPEATED:
            places.append(number)
    if phrases.keys().isdisjoint(_phrases(words)):
        return []
    runs: list[Run] = []
    done: dict[int, int] = {}
    resume = 0
    # Part by part, so that what a long run has covered is not even looked up.
    hits = (
        (number, phrases[phrase])
        for begin in range(0, len(words), PART)
        if begin + PART > resume
        for number, phrase in enumerate(_phrases(words[begin : begin + PART + RUN - 1]), begin)
        if phrase in phrases
    )
    for body, places in hits:
        if body < resume:
            continue
        for summary in places:
            if done.get(body - summary, 0) > body:
                continue
            length = common_length(wanted, summary, words, body)
            done[body - summary] = body + length
            runs.append(Run(summary, body, length))
            if length >= LONG:
                resume = max(resume, body + length - RUN + 1)
        if len(runs) > MOST_RUNS:
            break
    return runs


def _phrases(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def is_near(wanted: Sequence[str], runs: Sequence[Run]) -> bool:
    """Whether runs say that a reader meets the same text twice.

    They cover half of the summary's words, in any order and from anywhere in the body; and somewhere eight words stand in
    a row, or ten with small edits between them (the whole of a shorter summary, or three quarters of it).
    """
    weights = [UNSPACED_WEIGHT if UNSPACED.match(word) else 1.0 for word in wanted]
    sums = [0.0, *accumulate(weights)]
    covered = bytearray(len(wanted))
    longest = edited = 0.0
    chains: dict[tuple[int, int], float] = {}
    for run in runs:
        end = run.summary + run.length
        weight = sums[end] - sums[run.summary]
        if weight < RUN:
            continue
        covered[run.summary : end] = b"\1" * run.length
        longest = max(longest, weight)
        earlier = (
            chains.get((run.summary - left, run.body - right), 0.0)
            for left in range(EDIT + 1)
            for right in range(EDIT + 1)
        )
        chains[end, run.body + run.length] = chain = weight + max(earlier)
        edited = max(edited, chain)
    share = sum(weight for weight, seen in zip(weights, covered, strict=True) if seen) / sums[-1] if sums[-1] else 0.0
    return share >= COVERED and (longest >= min(UNBROKEN, sums[-1]) or edited >= min(EDITED, EDITED_SHARE * sums[-1]))


def _explain(wanted: Sequence[str], runs: Sequence[Run]) -> tuple[Stretch, ...]:
    """As few stretches as show what covers the summary: long runs first, then those that stand near them."""
    longest = max(runs, key=lambda run: run.length)
    covered = bytearray(len(wanted))
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.length, abs(run.body - longest.body))):
        part = slice(run.summary, run.summary + run.length)
        if covered[part].count(0) * 2 > run.length:
            covered[part] = b"\1" * run.length
            kept.append(run)
    stretches: list[Stretch] = []
    for run in sorted(kept, key=lambda run: run.summary):
        end = run.summary + run.length, run.body + run.length
        last = stretches[-1] if stretches else None
        if last and run.summary - last.summary[1] <= MARGIN and 0 <= run.body - last.body[1] <= MARGIN:
            stretches[-1] = Stretch((last.summary[0], end[0]), (last.body[0], end[1]))
        else:
            stretches.append(Stretch((run.summary, end[0]), (run.body, end[1])))
    return tuple(stretches)
