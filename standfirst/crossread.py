"""Teasers read against each other: copies found, boilerplate kept off cards, and no two cards alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from standfirst.prose import HEADINGS, read_html
from standfirst.repeats import finding
from standfirst.teasers.across import Index
from standfirst.teasers.compare import judge
from standfirst.teasers.normalise import fold
from standfirst.teasers.offsets import SourceMap
from standfirst.teasers.policy import actions_for
from standfirst.teasers.sentences import card_text, read_sentences, split_sentences
from standfirst.teasers.shingles import hash_text
from standfirst.teasers.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.build.store import Store
    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Action, Repeated, Story
    from standfirst.prose import Body
    from standfirst.teasers.across import Match

FIRST = 3
"""Sentences of a text that could become its card, and are counted for boilerplate."""

PHRASE = 6
"""Words from which on a sentence stands on one card only; "He was 41." may stand on many."""

MESSAGES: dict[Repeated, str] = {
    "copy": "the teaser is that of another article",
    "update": "the teaser is that of an earlier article, brought up to date",
    "template": "the teaser is made from the same mould as another, on another event",
    "boilerplate": "this sentence stands in many articles",
}


class Lead(NamedTuple):
    """What is compared of an article beside its card."""

    sentences: tuple[str, ...]
    """The first of its text."""
    place: tuple[int, int] | None
    """Line and column of its summary; None where it has none."""


def lead_of(manuscript: Manuscript) -> Lead:
    """What is compared of an article beside its card."""
    place = manuscript.at("summary") if manuscript.summary else None
    return Lead(tuple(islice(_sentences(manuscript.body), FIRST)), place)


def cross_read(
    desk: Desk,
    stories: dict[str, Story],
    manuscripts: Mapping[str, Manuscript],
    store: Store,
    leads: Mapping[str, Lead] = MappingProxyType({}),
) -> None:
    """Compare the teasers of all listed articles, note what is found, and give each story a card of its own.

    Only articles whose text changed since the store was last written are read anew; `leads` are those that are known.
    """
    listed = {path: story for path, story in stories.items() if story.kind == "article" and desk.is_listed(story)}
    index = Index(store)
    index.keep(listed)
    cards: dict[str, list[Sentence]] = {}
    for path, story in listed.items():
        cards[path] = said = _read(split_sentences(story.teaser.card))
        own = {sentence.text for sentence in said}
        lead = leads.get(path) or lead_of(manuscripts[path])
        more = _read(text for text in lead.sentences if text not in own)
        hashes = {sentence.hash for sentence in (*said, *more)}
        index.update(path, manuscripts[path].summary or story.teaser.card, hashes)
    for match in index.pairs():
        _note_pair(desk, listed, manuscripts, match, leads)
    widespread = index.widespread(desk.config.boilerplate)
    index.write()
    taken: set[str] = set()
    for path, story in sorted(listed.items(), key=lambda item: (item[1].date, item[0]), reverse=True):
        card, shown = _own_card(desk, manuscripts[path], story, cards[path], widespread, taken)
        taken.add(fold(card))
        # What no other card may say: the whole of it, and each sentence that is more than a phrase.
        taken.update(sentence.fold for sentence in shown if len(split_words(sentence.text)) >= PHRASE)
        if card != story.teaser.card:
            stories[path] = replace(story, teaser=replace(story.teaser, card=card))


class Sentence(NamedTuple):
    """A sentence of a card or a text."""

    text: str
    fold: str
    hash: int
    """What `Index.widespread` knows it by."""


def _read(sentences: Iterable[str]) -> list[Sentence]:
    return [Sentence(text, folded := fold(text), hash_text(folded)) for text in sentences]


def _sentences(body: Body) -> Iterator[str]:
    for block in body.blocks:
        if block.tag not in HEADINGS:
            yield from read_sentences(block.text)


def _note_pair(
    desk: Desk,
    stories: Mapping[str, Story],
    manuscripts: Mapping[str, Manuscript],
    match: Match,
    leads: Mapping[str, Lead],
) -> None:
    one, other = stories[match.one], stories[match.other]
    verdict = judge(match.comparison, one.date and one.date.date(), other.date and other.date.date())
    if verdict == "none":
        return
    newer, older = (one, other) if (one.date, one.path) > (other.date, other.path) else (other, one)
    manuscript, earlier = manuscripts[newer.path], manuscripts[older.path]
    action = _action(desk, manuscript, verdict)
    here, there = ((lead.place if (lead := leads.get(m.path)) else None) or _place(m) for m in (manuscript, earlier))
    far = (earlier.where, *there)
    text = manuscript.summary or newer.teaser.card
    desk.repeats.append((finding(manuscript.where, here, verdict, MESSAGES[verdict], text, far, action), action))


def _place(manuscript: Manuscript) -> tuple[int, int]:
    """Where the teaser stands: in the header, or else as the beginning of the text."""
    return manuscript.at("summary") if manuscript.summary else _place_of(manuscript, "")


def _place_of(manuscript: Manuscript, sentence: str) -> tuple[int, int]:
    """Where a sentence stands: in the summary, or else in the first paragraph that has it."""
    if sentence and sentence in (manuscript.summary or ""):
        return manuscript.at("summary")
    blocks = manuscript.body.blocks
    for number, block in enumerate(blocks):
        if block.tag not in HEADINGS and (start := block.text.find(sentence)) >= 0:
            place = SourceMap(manuscript.text, blocks).place(number, start)
            return manuscript.text_line + place.line - 1, place.column
    return manuscript.text_line, 1


def _action(desk: Desk, manuscript: Manuscript, verdict: Repeated) -> Action:
    facts = manuscript.facts
    return actions_for(desk.config.repeats, facts.teaser or desk.config.kept, facts.repeats)[verdict]


def _own_card(
    desk: Desk,
    manuscript: Manuscript,
    story: Story,
    sentences: Sequence[Sentence],
    widespread: frozenset[int],
    taken: set[str],
) -> tuple[str, Sequence[Sentence]]:
    """The card without boilerplate and without what a newer story's says, and its sentences.

    It is empty where the text has nothing else to say.
    """
    action = _action(desk, manuscript, "boilerplate") if widespread else "ignore"
    stale = widespread if action == "settle" else frozenset[int]()
    if stock := next((sentence for sentence in sentences if sentence.hash in widespread), None):
        place, message = _place_of(manuscript, stock.text), MESSAGES["boilerplate"]
        desk.repeats.append((finding(manuscript.where, place, "boilerplate", message, stock.text, (), action), action))

    def is_free(sentence: Sentence) -> bool:
        return sentence.fold not in taken and sentence.hash not in stale

    if fold(story.teaser.card) not in taken:
        left = [sentence for sentence in sentences if is_free(sentence)]
        if len(left) == len(sentences):
            return story.teaser.card, left  # as it is written, white space and all
        card = " ".join(sentence.text for sentence in left)
        if card and fold(card) not in taken:
            return card, left
    # Of the text as it is shown: a headline that was taken out of it is no card.
    own = [sentence.text for sentence in _read(_sentences(read_html(story.html))) if is_free(sentence)]
    for number in range(len(own)):
        card = card_text(own[number:], desk.config.card_length)
        if card and fold(card) not in taken:
            return card, _read(split_sentences(card))
    return "", ()
