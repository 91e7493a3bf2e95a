"""The words of a text as a comparison sees them, in any script, and where each stands."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no space between words; each of them counts as a word of its own."""
APOSTROPHES = frozenset("'`’‘\u02b9\u02bb\u02bc")
"""Inside a word they are part of its spelling, and are typed in as many ways as there are keyboards."""

CUT_MARKS = tuple(
    tuple(mark.split())
    for mark in [
        "read more", "read on", "read the full story", "keep reading", "continue reading", "full story", "learn more",
        "читати далі", "читати більше", "детальніше", "докладніше", "читать далее", "читать дальше", "подробнее",
        "weiterlesen", "mehr lesen", "lire la suite", "leer más", "seguir leyendo", "czytaj dalej", "czytaj więcej",
    ]
)  # fmt: skip
"""Words at the end of a teaser that say only that there is more."""


PART = 4096
"""Characters that are located together."""


class _Spaced(dict[int, str | None]):
    """For str.translate: letters, digits and marks stay, what is not seen goes, all else parts words."""

    def __missing__(self, number: int) -> str | None:
        char = chr(number)
        kept: str | None = " "
        if char in APOSTROPHES or unicodedata.category(char) == "Cf":
            kept = None
        elif UNSPACED.match(char):
            kept = f" {char} "
        elif char.isalnum() or unicodedata.category(char)[0] == "M":
            kept = char
        self[number] = kept
        return kept


class _Folded(dict[str, str]):
    """What remains of one character."""

    def __missing__(self, char: str) -> str:
        self[char] = folded = "".join(split_words(char))
        return folded


_SPACED = _Spaced()
_SPACED_LINES = _Spaced({ord("\n"): "\n"})
FOLDED = _Folded()
"""Each character alone, folded: nothing, itself, or several ("½", "ß"). Filled as characters are met."""


def split_words(text: str) -> list[str]:
    """The words: compatibility forms and case folded, punctuation and invisible characters dropped.

    A hyphen parts words, an apostrophe does not.
    """
    if not text.isascii():
        # The acute accent alone is typed for an apostrophe; its compatibility form would part the word.
        text = unicodedata.normalize("NFKC", text.replace("\u00b4", "'"))
    return text.casefold().translate(_SPACED).split()


def split_each(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text: as `split_words` of one after the other, and faster."""
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):
        return [split_words(text) for text in texts]
    if not whole.isascii():
        whole = unicodedata.normalize("NFKC", whole.replace("\u00b4", "'"))
    return [line.split() for line in whole.casefold().translate(_SPACED_LINES).split("\n")] if texts else []


class WordSpans:
    """Where each of `split_words(text)` stands. Reads the text no further than it is asked for."""

    def __init__(self, text: str) -> None:
        """Nothing is read yet."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        # Composition never reaches over white space, so that parts that end there can be folded by themselves.
        self._parts = re.finditer(rf"\S[\s\S]{{0,{PART}}}\S*", text)

    def __getitem__(self, number: int) -> tuple[int, int]:
        """Start and end of a word, in characters; its number counts from 0. Raises IndexError where there is none."""
        while number >= len(self._starts) and (part := next(self._parts, None)):
            if not self._read(part[0], part.start()):
                for run in re.finditer(r"\S+", part[0]):
                    if not self._read(run[0], part.start() + run.start()):
                        words = split_words(run[0])
                        self._starts += [part.start() + run.start()] * len(words)
                        self._ends += [part.start() + run.end()] * len(words)
        return self._starts[number], self._ends[number]

    def _read(self, text: str, offset: int) -> bool:
        """Note the words of a part; False where its characters are not what they are one by one."""
        words, pieces = split_words(text), list(map(FOLDED.__getitem__, text))
        letters = "".join(pieces)
        if letters != "".join(words):
            return False
        if len(letters) == len(pieces) - pieces.count(""):
            places = list(compress(range(offset, offset + len(pieces)), pieces))
        else:
            places = [place for place, piece in enumerate(pieces, offset) for _ in piece]
        ends = list(accumulate(map(len, words)))
        self._starts += [places[begin] for begin in [0, *ends[:-1]]] if ends else []
        self._ends += [places[end - 1] + 1 for end in ends]
        return True


def without_cut_mark(words: list[str]) -> list[str]:
    """The words without a closing "Read more" or its like."""
    end = len(words)
    while mark := next((m for m in CUT_MARKS if end > len(m) and tuple(words[end - len(m) : end]) == m), None):
        end -= len(mark)
    return words[:end]
