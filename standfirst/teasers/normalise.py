"""Text as a reader compares it: without case, punctuation, white space or a mark that it was cut off."""

from __future__ import annotations

import re
import unicodedata

READ_MORE = re.compile(
    r"[\s\[(…]*\b(?:read (?:more|on)|continue reading|full story|читати далі|детальніше|читать далее|подробнее)\b\W*$",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Letters, digits and their marks alone, compatibility forms and case folded."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum() or unicodedata.category(char)[0] == "M")


def without_cut_mark(text: str) -> str:
    """The text without a closing "Read more" or its like; dots and dashes fall to `fold`."""
    while (shorter := READ_MORE.sub("", text)) != text:
        text = shorter
    return text
