"""How costly a text may be to convert, told by one look that takes time in proportion to its length.

Python-Markdown takes time with the square of some texts, and for ever with others: brackets that nothing closes, fences in
fences, terms in terms. Which marks those are is known; how many of them a good article has, too. A text with more is converted
where the conversion can be ended. This look decides where, not whether: a long glossary is no attack.
"""

from __future__ import annotations

import re

LONGEST = 150_000
"""Characters that are converted in this process: some 25,000 words."""
MOST_LINES = 8_000
MOST_OF: dict[str, int] = {
    "[": 300, "![": 200, "<": 400, "`": 400, "*": 1_500, "_": 1_500, "&": 1_000, "\\": 1_000, "|": 3_000, "{": 200,
    "```": 60, "~~~": 60, "*[": 40, "[^": 150, "]:": 150, "\n:": 150, "\n#": 400, "\n>": 1_000, "\n=": 150, "://": 500,
}  # fmt: skip
"""How many of each mark are converted here. Python-Markdown takes a tenth of a second for the worst text within these."""
FEW_MARKS = 200
"""With fewer marks than this in all, none is there too often."""
NOT_MARKS = bytes(set(range(256)) - set(b"[<`*_&\\|{~]:#>=!"))
BLANK_LINES = "\n" * 500
NESTED = re.compile(r"\n[ \t]*(?:[>+*:-]|\d{1,9}[.)])(?:[ \t]*(?:[>+*:-]|\d{1,9}[.)])){11}")
"""Quotes and lists within each other in one line."""
INDENTED = ("\n" + " " * 80, "\n" + "\t" * 20)
LONGEST_WORD = 5_000

DEEPEST = 100
"""Elements within each other that a page may have."""
MOST_WORK = 1_000_000
"""The depths of all elements, added up: as much may come of elements that are opened and never closed."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
FLAT = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option".split()
)
"""Elements that hold no other, or that the next of their kind closes."""
MOST_CELLS = 20_000
"""Columns of the widest row, times lines."""
WITH_ABBREVIATIONS = 20_000
"""Characters of a text with abbreviations: each is looked for in all of it."""


class TooHeavyError(Exception):
    """The text cannot be converted within bounds; the message says which, in a writer's words."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)  # both: so it crosses from one process to another whole
        self.hint = hint

    def __str__(self) -> str:
        return str(self.args[0])


def is_light(text: str) -> bool:
    """Whether a text can be converted where nothing can end it. Linear in its length."""
    return (
        len(text) <= LONGEST
        and text.count("\n") <= MOST_LINES
        and _has_few_marks(text)
        and not ("*[" in text and len(text) > WITH_ABBREVIATIONS)
        and not NESTED.search(f"\n{text}")
        and not any(far in text for far in INDENTED)
        and BLANK_LINES not in text
        and _cells(text) <= MOST_CELLS
        and not _has_long_word(text)
    )


def _has_long_word(text: str) -> bool:
    long_lines = (line for line in text.split("\n") if len(line) > LONGEST_WORD)
    return any(len(word) > LONGEST_WORD for line in long_lines for word in line.split())


def _has_few_marks(text: str) -> bool:
    if len(text.encode("utf-8", "replace").translate(None, NOT_MARKS)) <= FEW_MARKS:
        return text.count("*[") <= MOST_OF["*["]
    return all(text.count(mark) <= most for mark, most in MOST_OF.items())


def _cells(text: str) -> int:
    if text.count("|") * (text.count("\n") + 1) <= MOST_CELLS:
        return 0
    return max(line.count("|") for line in text.split("\n")) * (text.count("\n") + 1)


def heaviest_line(text: str) -> int:
    """The line, counted from 0, on which the block begins that is most likely what a conversion cannot end with."""
    best, most, start, weight = 0, -1, 0, 0
    lines = text.split("\n")
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            if not weight:
                start = number
            weight += 1 + sum(line.count(mark) for mark in "[<`*_&>|{:~!#\\")
        elif weight:
            if weight > most:
                best, most = start, weight
            weight = 0
    return best


def check_depth(html: str) -> None:
    """Raise TooHeavyError where elements are nested so deeply, or left open so often, that a page of them has no bounds."""
    if html.count("<") <= DEEPEST:
        return
    depth = work = 0
    for end, name in TAG.findall(html):
        if name.lower() in FLAT:
            continue
        depth = max(0, depth - 1) if end else depth + 1
        work += depth
        if depth > DEEPEST or work > MOST_WORK:
            raise TooHeavyError(
                f"elements are opened within each other more than {DEEPEST} deep", "close each element that is opened"
            )
