"""Two texts side by side: one copied or brought up to date from the other, two from one mould, or two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from standfirst.teasers.shingles import plain
from standfirst.teasers.slots import Word, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

Verdict: TypeAlias = Literal["copy", "update", "template", "none"]

MOST = 300
"""Words of a text that are aligned."""
RUN = 2
"""Words in a row from which on two texts have a run in common; a single function word may be chance."""
MOVED = 4
"""Words in a row from which on a run that stands elsewhere was moved there."""
SLOT = 6
"""Words at the most that fill a slot: longer stretches say something of their own."""
COVERED = 0.6
"""Share of the shorter text's words that stand in common runs, from which on the two are one text."""
FRAME = 0.4
"""Share from which on two texts with different slots are from one mould."""
REWORDED = 0.2
"""Share of the wording in reach that may be replaced by other words; one word may be in any case."""
LEAST = 3
"""Words of wording, names or numbers in common that any verdict needs."""
ADDED = 4
"""Words in a row that only the newer text has, from which on it brings the older one up to date."""
REVISION = timedelta(days=2)
"""Time within which one changed figure, beside a date that stayed, is a revision and no other event."""
STEM = 0.6
"""Share of the longer word that two forms of one name begin with."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts have in common and where they part. Pure in the two texts; dates come in with `judge`."""

    coverage: float
    """Share of the shorter text's words that stand in common runs."""
    common: int
    """Words other than function words in common runs."""
    slots: tuple[tuple[str, str], ...]
    """Numbers, days and names that differ in the same place of both texts."""
    figures: bool
    """The one slot is a figure, and a date that both texts name stayed."""
    reworded: float
    """Share of the wording within reach of the runs that was replaced; 0 for a single word."""
    adds: tuple[int, int]
    """Longest run of words that only the one or the other text has."""
    runs: tuple[tuple[int, int, int, int], ...]
    """Common runs: start and end in the one text's `plain`, start and end in the other's."""

    def turned(self) -> Comparison:
        """The same from the other text's side."""
        return replace(
            self,
            slots=tuple((b, a) for a, b in self.slots),
            adds=self.adds[::-1],
            runs=tuple((c, d, a, b) for a, b, c, d in self.runs),
        )


DATELINE = re.compile(
    r"\s*(?P<place>[^\s.:—–]+(?:[ ,./|-]+[^\s.:—–]+){0,7}?)\s*(?P<agency>\([^()]{2,40}\))?[,.]?\s*(?:[—–]|--|\s-)\s+"
)


@lru_cache(512)
def compare(one: str, other: str) -> Comparison:
    """Align two texts."""
    a, b = _read(one), _read(other)
    # Which of two equally good alignments is found must not depend on the order of the texts.
    if [word.text for word in a] > [word.text for word in b]:
        return _compare(b, a).turned()
    return _compare(a, b)


@lru_cache(512)
def _read(text: str) -> tuple[Word, ...]:
    return read_words(without_dateline(text), MOST)


def without_dateline(text: str) -> str:
    """The text with "KYIV, 19 July (Agency) —" blanked out, where it is one beyond doubt: by capitals, date or agency."""
    text = plain(text)
    found = DATELINE.match(text)
    if not found:
        return text
    place, rest = found["place"], text[found.end() :]
    words = read_words(place, 8)
    first = re.split(r"[\s,./|-]", place, maxsplit=1)[0]
    sure = found["agency"] or (len(first) > 1 and first.isupper()) or any(word.kind == "month" for word in words)
    return " " * found.end() + rest if sure and len(rest) > len(place) else text


def judge(found: Comparison, one: date | None, other: date | None) -> Verdict:
    """The verdict on two texts, with the days on which they came out where known.

    copy: one text. update: one text, to which the later one adds. template: one mould, other events. none: two texts.
    """
    if found.common < LEAST or found.coverage < FRAME:
        return "none"
    apart = one - other if one is not None and other is not None else None
    if found.slots:
        near = apart is not None and abs(apart) <= REVISION
        revised = near and found.figures and found.coverage >= COVERED and found.reworded <= REWORDED
        return "update" if revised else "template"
    if found.reworded > REWORDED:
        return "template" if found.coverage >= COVERED else "none"
    if found.coverage < COVERED:
        return "none"
    if apart and found.adds[apart < timedelta()] >= ADDED:
        return "update"
    return "copy"


def _compare(a: Sequence[Word], b: Sequence[Word]) -> Comparison:
    partner = align(*_completed([word.text for word in a], [word.text for word in b]))
    shorter = min(len(a), len(b))
    solid = [run for run in _runs(partner) if run[2] >= RUN or a[run[0]].kind != "function"]
    covered = sum(length for _, _, length in solid)
    common = sum(1 for i, _, length in solid for word in a[i : i + length] if word.kind != "function")
    slots: list[tuple[Word, Word]] = []
    replaced = 0
    kept = sum(1 for i, _, length in solid for word in a[i : i + length] if word.kind in {"content", "name"})
    in_a, in_b = {word.value for word in a}, {word.value for word in b}
    for left, right in _gaps(partner, len(a), len(b)):
        if max(left[1] - left[0], right[1] - right[0]) > SLOT:
            continue
        ours, theirs = _differing(a[slice(*left)], b[slice(*right)])
        for x, y in _conflicts(ours, theirs):
            if x.value not in in_b or y.value not in in_a:
                slots.append((x, y))
        replaced += min(sum(1 for word in side if word.kind == "content") for side in (ours, theirs))
    return Comparison(
        coverage=covered / shorter if shorter else 0.0,
        common=common,
        slots=tuple((x.text, y.text) for x, y in slots),
        figures=len(slots) == 1
        and _is_figure(slots[0], a, b)
        and any(word.kind in {"weekday", "month"} for i, _, length in solid for word in a[i : i + length]),
        reworded=replaced / (kept + replaced) if replaced > 1 else 0.0,
        adds=(_longest_unmatched(partner, len(a)), _longest_unmatched({j: i for i, j in partner.items()}, len(b))),
        runs=tuple((a[i].start, a[i + n - 1].end, b[j].start, b[j + n - 1].end) for i, j, n in solid),
    )


def _completed(a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    """The words of both, where the last one of the shorter text is broken off: whole."""
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if short and short[-1] not in long:
        short[-1] = next((word for word in long if word.startswith(short[-1])), short[-1])
    return a, b


def align(a: Sequence[str], b: Sequence[str]) -> dict[int, int]:
    """Positions of a -> positions of b with the same word: long runs wherever they stand, then what lies between them."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    partner = {i: i for i in range(head)} | {len(a) - n: len(b) - n for n in range(1, tail + 1)}
    ours, theirs = list(range(head, len(a) - tail)), list(range(head, len(b) - tail))
    while len(ours) >= MOVED and len(theirs) >= MOVED:
        matched = _blocks(a, b, ours, theirs)
        if not matched:
            break
        partner |= matched
        taken = set(matched.values())
        ours = [i for i in ours if i not in matched]
        theirs = [j for j in theirs if j not in taken]
    for (start, end), (to, until) in list(_gaps(partner, len(a), len(b))):
        matcher = SequenceMatcher(None, a[start:end], b[to:until], autojunk=False)
        for i, j, length in matcher.get_matching_blocks():
            partner |= {start + i + n: to + j + n for n in range(length)}
    return partner


def _blocks(a: Sequence[str], b: Sequence[str], ours: list[int], theirs: list[int]) -> dict[int, int]:
    """Long runs that two selections of words have in common, in order."""
    matcher = SequenceMatcher(None, [a[i] for i in ours], [b[j] for j in theirs], autojunk=False)
    found: dict[int, int] = {}
    for start, to, length in matcher.get_matching_blocks():
        pairs = list(zip(ours[start : start + length], theirs[to : to + length], strict=True))
        # A run must not leap over words that were matched before.
        begin = 0
        for n in range(1, length + 1):
            if n == length or pairs[n][0] - pairs[n - 1][0] != 1 or pairs[n][1] - pairs[n - 1][1] != 1:
                if n - begin >= MOVED:
                    found.update(pairs[begin:n])
                begin = n
    return found


def _runs(partner: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Start in a, start in b and length of each stretch that runs on in both."""
    start, length = -1, 0
    for i in sorted(partner):
        if length and i == start + length and partner[i] == partner[start] + length:
            length += 1
            continue
        if length:
            yield start, partner[start], length
        start, length = i, 1
    if length:
        yield start, partner[start], length


def _gaps(partner: dict[int, int], in_a: int, in_b: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches of both texts without a partner that stand behind or before the same word, each once at the most."""
    back = {j: i for i, j in partner.items()} | {-1: -1, in_b: in_a}
    onto = partner | {-1: -1, in_a: in_b}
    taken: set[int] = set()
    start = 0
    while start < in_a:
        if start in onto:
            start += 1
            continue
        end = start
        while end not in onto:
            end += 1
        to = until = onto[start - 1] + 1
        while until not in back:
            until += 1
        if to == until or to in taken:
            to = until = onto[end]
            while to - 1 not in back:
                to -= 1
        if to < until and to not in taken:
            taken.add(to)
            yield (start, end), (to, until)
        start = end


def _differing(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of two stretches that have no like in the other."""
    left = [x for x in ours if not any(_alike(x, y) for y in theirs)]
    right = [y for y in theirs if not any(_alike(x, y) for x in ours)]
    return left, right


def _alike(x: Word, y: Word) -> bool:
    if x.value == y.value:
        return True
    if x.kind not in {"name", "content"} or y.kind not in {"name", "content"}:
        return False
    longer = max(len(x.text), len(y.text))
    if sorted(x.text) == sorted(y.text):
        return True
    same = next(
        (n for n, (c, d) in enumerate(zip(x.text, y.text, strict=False)) if c != d), min(len(x.text), len(y.text))
    )
    return same >= LEAST and same >= STEM * longer


def _conflicts(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    for kind in ("number", "weekday", "month", "name"):
        left, right = ([word for word in side if word.kind == kind] for side in (ours, theirs))
        if kind == "name" and (_initials(left) == _text(right) or _text(left) == _initials(right)):
            continue
        yield from zip(left, right, strict=False)


def _initials(words: Sequence[Word]) -> str:
    """UN for United Nations."""
    return "".join(word.text[0] for word in words)


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _is_figure(slot: tuple[Word, Word], a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether a slot holds numbers that are not part of a date."""
    for word, words in zip(slot, (a, b), strict=True):
        at = next(n for n, candidate in enumerate(words) if candidate is word)
        beside = words[max(0, at - 1) : at + 2]
        if (
            word.kind != "number"
            or any(near.kind == "month" for near in beside)
            or re.fullmatch("(19|20)..", word.value)
        ):
            return False
    return True


def _longest_unmatched(matched: dict[int, int], length: int) -> int:
    longest = run = 0
    for i in range(length):
        run = 0 if i in matched else run + 1
        longest = max(longest, run)
    return longest
