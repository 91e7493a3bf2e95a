"""One article settled: each thing said once, and not a sentence lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.model import Teaser
from standfirst.prose import HEADINGS, Block, plain_text
from standfirst.teasers.near import relate
from standfirst.teasers.normalise import fold, without_cut_mark
from standfirst.teasers.sentences import card_text, split_sentences
from standfirst.teasers.words import split_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from standfirst.model import Action, Repeated
    from standfirst.teasers.near import Stretch, Wording

HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1>\s*", re.DOTALL | re.IGNORECASE)
PARAGRAPH = re.compile(r"\s*<p\b[^>]*>(?P<text>.*?)</p>\s*", re.DOTALL | re.IGNORECASE)
LINE_END = re.compile(r"\s*<br\s*/?>\s*|\n", re.IGNORECASE)
TAG = re.compile(r"<(?P<end>/?)[a-zA-Z][^>]*?(?P<void>/?)>")
LAST_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>\s*$")
MEDIA = re.compile(r"<(?:img|video|audio|iframe|object|svg|picture|embed)\b", re.IGNORECASE)
PASSAGE = 20
"""Words from which on a paragraph that stands twice is taken for a slip. "Duration: two to four weeks." under two headings says
two things; nobody writes a whole passage twice on purpose.
"""
KEPT = 0.5
"""Share of a sentence's words that come back, from which on a teaser that is nearly the text need not say it again."""


def settle_teaser(
    title: str, summary: str | None, body: Wording, limit: int, actions: Mapping[Repeated, Action]
) -> Teaser:
    """The teaser, said once: the body says what it says already, and the card ends where a sentence ends.

    `limit` is the longest card in characters; a summary that says something new is never cut.
    """
    if not summary or fold(without_cut_mark(summary)) in {"", fold(title)}:
        lead = next((block.text for block in body.blocks if block.tag not in HEADINGS), "")
        return Teaser(card=card_text([lead], limit), standfirst=None, verdict="none")
    relation = relate(summary, body)
    verdict = relation.verdict
    if verdict not in {"exact", "truncated", "near"} or actions[verdict] != "settle":
        return Teaser(card=summary, standfirst=summary, verdict=verdict)
    first = body.block_of(relation.stretches[0].body[0])
    repeated = [block.text for block in body.blocks[first:] if block.tag not in HEADINGS]
    if verdict == "near":
        left = _unsaid(summary, relation.stretches)
        return Teaser(card=card_text(repeated, limit), standfirst=left, verdict="near")
    at_least = min(_length(fold(without_cut_mark(summary)), " ".join(repeated)), limit)
    return Teaser(card=card_text(repeated, limit, at_least), standfirst=None, verdict=verdict)


def _unsaid(summary: str, stretches: Sequence[Stretch]) -> str | None:
    """The sentences of a summary that the body does not say in nearly the same words."""
    said = {word for stretch in stretches for word in range(*stretch.summary)}
    left, number = [], 0
    for sentence in split_sentences(summary):
        words = range(number, number + len(split_words(sentence)))
        number = words.stop
        if sum(word in said for word in words) < KEPT * len(words):
            left.append(sentence)
    return " ".join(left) or None


class _FoldedLength(dict[str, int]):
    """How much of a character is left by `fold`. Each is looked up once."""

    def __missing__(self, char: str) -> int:
        self[char] = length = len(fold(char))
        return length


_FOLDED_LENGTH = _FoldedLength()


def _length(wanted: str, text: str) -> int:
    """How many characters of `text` say what the folded summary says."""
    count = 0
    for number, char in enumerate(text, 1):
        count += _FOLDED_LENGTH[char]
        if count >= len(wanted):
            return number
    return len(text)


def has_headline(title: str, blocks: Sequence[Block]) -> bool:
    """Whether `drop_headline` could find something to drop: far sooner told than done."""
    wanted = fold(title)
    heading = next((block.text for block in blocks if block.tag in HEADINGS), "")
    first = blocks[0].text[: 4 * len(title) + 100] if blocks else ""
    return fold(first).startswith(wanted) or fold(heading) == wanted


def drop_headline(html: str, title: str) -> str:
    """The body without its own repeat of the headline, as its first heading or its first line."""
    wanted = fold(title)
    if not wanted:
        return html
    heading = HEADING.search(html)
    if heading and _folded(heading[2]) == wanted:
        html = html[: heading.start()] + html[heading.end() :]
    paragraph = PARAGRAPH.match(html)
    if not paragraph:
        return html
    if _folded(paragraph["text"]) == wanted and not MEDIA.search(paragraph["text"]):
        return html[paragraph.end() :]
    line_end = LINE_END.search(paragraph["text"])
    first = paragraph["text"][: line_end.start()] if line_end else ""
    if line_end and _folded(first) == wanted and _balanced(first):
        start = paragraph.start("text")
        return html[:start] + html[start + line_end.end() :]
    return html


def _folded(html: str) -> str:
    """What a reader sees of a fragment, folded. Without markup there is nothing to parse."""
    return fold(plain_text(html) if "<" in html or "&" in html else html)


def _balanced(html: str) -> bool:
    tags = [found for found in TAG.finditer(html) if not found["void"]]
    return sum(1 for tag in tags if not tag["end"]) == sum(1 for tag in tags if tag["end"])


def drop_paragraphs(html: str, again: Collection[str], scraps: Collection[str]) -> str:
    """The body without paragraphs whose text is in `scraps`, and without any but the first of each in `again`.

    Only what is a plain paragraph of the text itself goes: one with a picture in it, or within a list or a quotation, stays.
    """
    if not (again or scraps):
        return html
    repeated, seen = {fold(text) for text in again}, set[str]()

    def kept(found: re.Match[str]) -> str:
        text = plain_text(found["text"])
        before = LAST_TAG.search(html[max(0, found.start() - 400) : found.start()])
        within = before and not before["end"] and before["name"].lower() not in {"hr", "br", "img"}
        if MEDIA.search(found["text"]) or within:
            return found[0]
        if text in scraps or (fold(text) in repeated and fold(text) in seen):
            return "\n"
        seen.add(fold(text))
        return found[0]

    return PARAGRAPH.sub(kept, html)
