"""What one article says twice, and where: its teaser, its headline, a paragraph, and scraps that say nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from standfirst.prose import HEADINGS
from standfirst.teasers.near import relate
from standfirst.teasers.offsets import MARKUP, Place, SourceMap
from standfirst.teasers.scraps import LONGEST, is_scrap
from standfirst.teasers.words import FOLDED, WordSpans, split_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from standfirst.prose import Block
    from standfirst.teasers.near import Stretch, Wording

LONG = 40
"""Characters over which a paragraph that stands twice is no refrain, no label and no "Yes."."""
QUESTION = 200
"""Characters up to which a question may be put again: an interview does so to each who is asked."""
ASKING = ("?", "\uff1f", "\u061f", "\u037e")
PARAGRAPHS = frozenset({"p", "div", "li", "dd", "blockquote", "figcaption", "section", "article", "aside", "center"})
"""Elements whose text is told; code, headings and cells of tables may well say the same twice."""

MESSAGES = {
    "exact": "the teaser is this passage of the article word for word: readers meet it twice",
    "truncated": "the teaser is the beginning of this passage, cut off: readers meet it twice",
    "near": "the teaser says in nearly the same words what this passage says",
    "headline": "the headline stands again in the text",
    "scrap": "a leftover label that tells readers nothing",
    "paragraph": "this paragraph stands in the article twice",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the summary that come back, and where."""

    summary: tuple[int, int]
    """Offsets in the summary's plain text."""
    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """One finding. Places are in the article's source below its front matter."""

    verdict: Literal["exact", "truncated", "near", "headline", "scrap", "paragraph"]
    place: Place
    """What can go, or for a repeated teaser the passage of the body."""
    repeats: Literal["summary", "title", "body", "nothing"]
    """What stands there again."""
    other: Place | None
    """The first of two paragraphs; None where the other place is in the front matter, or there is none."""
    text: str
    """The words at `place`, as a reader sees them."""
    message: str
    marks: tuple[Mark, ...] = ()
    """For a repeated teaser: each stretch on both sides. For near there can be several, `place` is the longest."""


def find_repeats(
    title: str, summary: str | None, source: str, body: Wording, authors: Collection[str] = ()
) -> tuple[Repeat, ...]:
    """All that one article says twice, in the order of its text. `title` and `summary` are plain text."""
    places = SourceMap(source, body.blocks)
    found = [
        *_headlines(title, source, body, places),
        *_scraps(body.blocks, places, authors),
        *_paragraphs(body, places),
    ]
    relation = relate(summary or "", body)
    match relation.verdict:
        case "exact" | "truncated" | "near" as verdict:
            found.append(_teaser(verdict, summary or "", relation.stretches, body, places))
        case _:
            pass
    return tuple(sorted(found, key=lambda repeat: (repeat.place, repeat.verdict)))


def _found(
    verdict: Literal["exact", "truncated", "near", "headline", "scrap", "paragraph"],
    place: Place,
    repeats: Literal["summary", "title", "body", "nothing"],
    text: str,
    other: Place | None = None,
    marks: tuple[Mark, ...] = (),
) -> Repeat:
    return Repeat(verdict, place, repeats, other, text, MESSAGES[verdict], marks)


def _teaser(
    verdict: Literal["exact", "truncated", "near"],
    summary: str,
    stretches: Sequence[Stretch],
    body: Wording,
    places: SourceMap,
) -> Repeat:
    blocks = body.blocks
    spans = WordSpans(summary)
    known: dict[int, WordSpans] = {}

    def edge(word: int, side: Literal[0, 1]) -> tuple[int, int]:
        block = body.block_of(word)
        own = known.setdefault(block, WordSpans(blocks[block].text))
        return block, own[word - body.starts[block]][side]

    marks, texts = [], []
    for stretch in stretches:
        here = spans[stretch.summary[0]][0], spans[stretch.summary[1] - 1][1]
        first, (block, end) = edge(stretch.body[0], 0), edge(stretch.body[1] - 1, 1)
        last = block, _past_the_stop(blocks[block].text, end)
        marks.append(Mark(here, places.stretch(first, last)))
        texts.append(_between(blocks, first, last))
    longest = max(range(len(texts)), key=lambda number: len(texts[number]))
    return _found(verdict, marks[longest].place, "summary", texts[longest], marks=tuple(marks))


def _past_the_stop(text: str, end: int) -> int:
    """Past what closes the sentence or the quotation behind the last word."""
    return next((place for place in range(end, len(text)) if text[place].isspace() or FOLDED[text[place]]), len(text))


def _between(blocks: Sequence[Block], first: tuple[int, int], last: tuple[int, int]) -> str:
    if first[0] == last[0]:
        return blocks[first[0]].text[first[1] : last[1]]
    middle = [block.text for block in blocks[first[0] + 1 : last[0]]]
    return " ".join([blocks[first[0]].text[first[1] :], *middle, blocks[last[0]].text[: last[1]]])


def _headlines(title: str, source: str, body: Wording, places: SourceMap) -> Iterator[Repeat]:
    """The headline as a heading anywhere, or as the first line of the text."""
    wanted = split_words(title)
    if not wanted:
        return
    for number, block in enumerate(body.blocks):
        if number and block.tag not in HEADINGS:
            continue
        start = body.starts[number]
        words = body.words[start : min(body.starts[number + 1], start + len(wanted) + 1)]
        if words == wanted:
            yield _found("headline", places.place(number), "title", block.text)
        elif number == 0 and block.tag not in HEADINGS and words[: len(wanted)] == wanted:
            end = _past_the_stop(block.text, WordSpans(block.text)[len(wanted) - 1][1])
            place = places.place(0, 0, end)
            line = MARKUP.sub("", source[place.end :].split("\n", 1)[0].split("<br", 1)[0])
            if not split_words(line):
                yield _found("headline", place, "title", block.text[:end])


def _scraps(blocks: Sequence[Block], places: SourceMap, authors: Collection[str]) -> Iterator[Repeat]:
    named = {tuple(split_words(author)) for author in authors}
    for number, block in enumerate(blocks):
        if len(block.text) <= LONGEST and is_scrap(block, named):
            yield _found("scrap", places.place(number), "nothing", block.text)


def _paragraphs(body: Wording, places: SourceMap) -> Iterator[Repeat]:
    first: dict[tuple[str, ...], int] = {}
    shown: dict[int, Place] = {}
    told = [number for number, block in enumerate(body.blocks) if len(block.text) > LONG and block.tag in PARAGRAPHS]
    outlines = [body.outline(number) for number in told]
    # Nearly all differ in their length, or in how they begin.
    alike = Counter(outlines)
    for number, outline in zip(told, outlines, strict=True):
        text = body.blocks[number].text
        asked = len(text) <= QUESTION and text.rstrip("\"'”’»“*").endswith(ASKING)
        if alike[outline] == 1 or asked:
            continue
        earlier = first.setdefault(tuple(body.words[body.starts[number] : body.starts[number + 1]]), number)
        if earlier != number:
            other = shown.get(earlier) or shown.setdefault(earlier, places.place(earlier))
            yield _found("paragraph", places.place(number), "body", text, other)
