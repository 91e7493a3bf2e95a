"""Text as a reader compares it: without case, punctuation, white space or a mark that it was cut off."""

from __future__ import annotations

import re
import unicodedata

READ_MORE = re.compile(
    r"[\s\[(…]*\b(?:read (?:more|on)|continue reading|full story|читати далі|детальніше|читать далее|подробнее)\b\W*$",
    re.IGNORECASE,
)


MARK = re.compile("more|read|story|далі|детальніше|далее|подробнее", re.IGNORECASE)
TAIL = 80
"""Characters at the end of a text in which the mark begins, if it has one: the rest need not be looked through."""
APOSTROPHES = frozenset({0x02B9, 0x02BB, 0x02BC})
"""Apostrophes that Unicode counts as letters: the same word is written with and without them."""


class _Kept(dict[int, int | None]):
    """For str.translate: letters, digits and marks stay, all else goes. Each character is looked up once."""

    def __missing__(self, number: int) -> int | None:
        char = chr(number)
        kept = (
            number if number not in APOSTROPHES and (char.isalnum() or unicodedata.category(char)[0] == "M") else None
        )
        self[number] = kept
        return kept


_KEPT = _Kept()


def fold(text: str) -> str:
    """Letters, digits and their marks alone, compatibility forms and case folded."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KEPT)


def without_cut_mark(text: str) -> str:
    """The text without a closing "Read more" or its like; dots and dashes fall to `fold`."""
    if MARK.search(text, max(0, len(text) - TAIL)) is None:
        return text
    while (shorter := READ_MORE.sub("", text)) != text:
        text = shorter
    return text
