"""Type for social cards: the faces of a theme, what they can draw, and where a headline breaks."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from PIL import ImageFont, features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL.ImageFont import FreeTypeFont

Role = Literal["headline", "text", "strong"]

ELLIPSIS = "…"
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Unicode's categories of what is not drawn, or turns the direction of what is."""
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""What asks for another form of the character before it, such as a coloured one."""
SIGNS = frozenset({"Sc", "Sk", "Sm", "So", "Me"})
"""Those of what a headline can be read without: emoji, arrows, the frame around a digit."""
SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may break: at no no-break space."""
PAUSES = ":;,.?!–—"
OPENING = "«“„‘\"'("
TRIED = 40
"""Size, in pixels, at which it is looked up whether a face has a character."""
HANGING = 0.04
"""How bad it is that a line ends with a short word that belongs to the next, beside a line that is not full (0 to 1)."""
SHORT = 3
"""Letters of such a word: "of", "the", "на", "для"."""
TORN = 0.15
"""How bad it is that a number is torn from what it counts."""
PAUSE = 0.04
"""How good it is that a line ends where the sentence pauses."""


class Typefaces:
    """Fonts by their role on a card, as files' bytes. Raises OSError where one cannot be read."""

    def __init__(self, files: Mapping[Role, bytes]) -> None:
        """Every role has its file."""
        self._files = files
        self._sized: dict[tuple[Role, int], FreeTypeFont] = {}
        self._known: dict[Role, dict[str, bool]] = {role: {} for role in files}
        for role in files:
            self.face(role, TRIED)  # one that cannot be read is told of now

    @cached_property
    def digest(self) -> str:
        """The same for the same fonts."""
        sums = [f"{role} {hashlib.sha256(data).hexdigest()}" for role, data in sorted(self._files.items())]
        return hashlib.sha256("\n".join(sums).encode()).hexdigest()

    def face(self, role: Role, size: int) -> FreeTypeFont:
        """The font of a role, at a size in pixels."""
        if (role, size) not in self._sized:
            self._sized[role, size] = ImageFont.truetype(io.BytesIO(self._files[role]), size)
        return self._sized[role, size]

    def width(self, text: str, role: Role, size: int) -> float:
        """How wide a line is, in pixels."""
        return self.face(role, size).getlength(text)

    def drawable(self, text: str, role: Role) -> str | None:
        """The text in one line, without signs that the face lacks (an emoji); None where it lacks a letter, or all."""
        seen = (char for char in unicodedata.normalize("NFC", SPACE.sub(" ", text)))
        kept = [char for char in seen if unicodedata.category(char) not in INVISIBLE and char not in VARIANTS]
        lacking = {char for char in set(kept) if not self._has(char, role)}
        if any(unicodedata.category(char) not in SIGNS for char in lacking):
            return None
        return SPACE.sub(" ", "".join(char for char in kept if char not in lacking)).strip() or None

    def _has(self, char: str, role: Role) -> bool:
        known = self._known[role]
        if char not in known:
            face = self.face(role, TRIED)
            # Twice, for a letter of two parts that a face lacks both.
            known[char] = _shape(face, char) not in (_shape(face, "\uffff"), _shape(face, "\uffff\uffff"))
        return known[char]


@cache
def drawn_by() -> str:
    """The libraries that draw and pack, with their versions: another one may draw the edge of a letter otherwise."""
    names = ("pil", "freetype2", "raqm", "harfbuzz", "zlib", "zlib_ng")
    return " ".join(f"{name} {features.version(name)}" for name in names)


def _shape(face: FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    """What a character looks like: all that a face lacks look the same, as the character that no face has."""
    mask = face.getmask(char)
    return mask.size, bytes(mask)


def broken(text: str, faces: Typefaces, size: int, width: float) -> list[str] | None:
    """A headline in as few lines as it needs, as even as they can be; None where a word is wider than a line."""
    words = text.split(" ")
    gap = faces.width(" ", "headline", size)
    widths = [faces.width(word, "headline", size) for word in words]
    if max(widths) > width:
        return None
    ends = _even_breaks(words, widths, gap, width)
    return [" ".join(words[start:end]) for start, end in pairwise([0, *ends])]


def _even_breaks(words: Sequence[str], widths: Sequence[float], gap: float, limit: float) -> list[int]:
    """The number of the word after each line, by the least sum of squares of what the lines leave empty."""
    starts = [0.0]
    for width in widths:
        starts.append(starts[-1] + width + gap)
    count = len(words)

    def lines_from(start: int) -> Iterator[tuple[int, float]]:
        for end in range(start + 1, count + 1):
            length = starts[end] - starts[start] - gap
            if length > limit:
                return
            yield end, length / limit

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        if start == count:
            return 0, 0.0, ()
        found = []
        for end, full in lines_from(start):
            lines, cost, ends = best(end)
            ending = _ending(words[end - 1]) if end < count else 0
            found.append((lines + 1, cost + (1 - full) ** 2 + ending, (end, *ends)))
        return min(found)

    for start in range(count, -1, -1):
        best(start)
    return list(best(0)[2])


def _ending(word: str) -> float:
    """How bad it is that a line ends with this word."""
    if word[-1] in PAUSES:
        return -PAUSE
    if word[-1].isdigit():
        return TORN
    return HANGING if len(word.lstrip(OPENING)) <= SHORT else 0


def filled(text: str, faces: Typefaces, size: int, width: float, most: int) -> list[str]:
    """A headline in lines that are as full as can be, as many as there may be, the last one cut."""
    lines: list[str] = []
    rest = text.split(" ")
    while rest:
        taken = _fitting(rest, faces, "headline", size, width) if len(lines) < most - 1 else 0
        if not taken:
            return [*lines, cut(" ".join(rest), faces, "headline", size, width)]
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return lines


def cut(text: str, faces: Typefaces, role: Role, size: int, width: float) -> str:
    """The line, shortened to what fits: at a word, or within the first one, with an ellipsis."""
    words = text.split(" ")
    fitting = _fitting(words, faces, role, size, width)
    if fitting == len(words):
        return text
    for kept in range(fitting, 0, -1):
        line = " ".join(words[:kept]).rstrip(",;:–—- ") + ELLIPSIS
        if faces.width(line, role, size) <= width:
            return line
    start = words[0]
    while start and faces.width(start + ELLIPSIS, role, size) > width:
        start = start[:-1]
    return start + ELLIPSIS


def _fitting(words: Sequence[str], faces: Typefaces, role: Role, size: int, width: float) -> int:
    """How many of the words fit on one line."""
    gap = faces.width(" ", role, size)
    reached = -gap
    for number, word in enumerate(words):
        reached += gap + faces.width(word, role, size)
        if reached > width:
            return number
    return len(words)
