"""Repeats within one article: the teaser against the body, and the headline in the body."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from standfirst.model import Teaser, Verdict
from standfirst.prose import HEADINGS, Block, plain_text
from standfirst.teasers.normalise import fold, without_cut_mark
from standfirst.teasers.sentences import card_text

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1>\s*", re.DOTALL | re.IGNORECASE)
FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>(?P<text>.*?)</p>\s*", re.DOTALL | re.IGNORECASE)
LINE_END = re.compile(r"\s*<br\s*/?>\s*|\n", re.IGNORECASE)
TAG = re.compile(r"<(?P<end>/?)[a-zA-Z][^>]*?(?P<void>/?)>")


def compare(summary: str, blocks: Sequence[Block]) -> tuple[Verdict, int]:
    """How a summary relates to the body, and the number of the block from which it repeats it (0 where it does not).

    exact: it equals one or more whole blocks. truncated: it is their beginning, cut off anywhere. Both are facts about
    the letters and digits of the texts, not scores.
    """
    wanted = fold(without_cut_mark(summary))
    if not wanted:
        return "none", 0
    folded = [fold(block.text) for block in blocks]
    ends = list(accumulate(map(len, folded)))
    text = "".join(folded)
    for number, (end, own) in enumerate(zip(ends, folded, strict=True)):
        start = end - len(own)
        if own and text.startswith(wanted, start):
            return ("exact" if start + len(wanted) in ends[number:] else "truncated"), number
    return "distinct", 0


def settle_teaser(title: str, summary: str | None, blocks: Sequence[Block], limit: int) -> Teaser:
    """The teaser, said once: the body says what it says already, and the card ends where a sentence ends.

    `limit` is the longest card in characters; a summary that says something new is never cut.
    """
    prose = [block.text for block in blocks if block.tag not in HEADINGS]
    if not summary or fold(without_cut_mark(summary)) in {"", fold(title)}:
        return Teaser(card=card_text(prose[:1], limit), standfirst=None, verdict="none")
    verdict, first = compare(summary, blocks)
    if verdict in {"exact", "truncated"}:
        repeated = [block.text for block in blocks[first:] if block.tag not in HEADINGS]
        at_least = min(_length(fold(without_cut_mark(summary)), " ".join(repeated)), limit)
        return Teaser(card=card_text(repeated, limit, at_least), standfirst=None, verdict=verdict)
    return Teaser(card=summary, standfirst=summary, verdict=verdict)


def _length(wanted: str, text: str) -> int:
    """How many characters of `text` say what the folded summary says."""
    count = 0
    for number, char in enumerate(text, 1):
        count += len(fold(char))
        if count >= len(wanted):
            return number
    return len(text)


def drop_headline(html: str, title: str) -> str:
    """The body without its own repeat of the headline, as its first heading or its first line."""
    wanted = fold(title)
    if not wanted:
        return html
    heading = HEADING.search(html)
    if heading and fold(plain_text(heading[2])) == wanted:
        html = html[: heading.start()] + html[heading.end() :]
    paragraph = FIRST_PARAGRAPH.match(html)
    if not paragraph:
        return html
    if fold(plain_text(paragraph["text"])) == wanted and "<img" not in paragraph["text"]:
        return html[paragraph.end() :]
    line_end = LINE_END.search(paragraph["text"])
    first = paragraph["text"][: line_end.start()] if line_end else ""
    if line_end and fold(plain_text(first)) == wanted and _balanced(first):
        start = paragraph.start("text")
        return html[:start] + html[start + line_end.end() :]
    return html


def _balanced(html: str) -> bool:
    tags = [found for found in TAG.finditer(html) if not found["void"]]
    return sum(1 for tag in tags if not tag["end"]) == sum(1 for tag in tags if tag["end"])
