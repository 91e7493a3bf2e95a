"""Teasers read against each other: copies found, boilerplate kept off cards, and no two cards alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from standfirst.prose import HEADINGS, read_html
from standfirst.repeats import finding
from standfirst.teasers.across import Index, hash_sentence
from standfirst.teasers.compare import judge
from standfirst.teasers.normalise import fold
from standfirst.teasers.offsets import SourceMap
from standfirst.teasers.policy import actions_for
from standfirst.teasers.sentences import card_text, split_sentences
from standfirst.teasers.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def cross_read(desk: Desk, stories: dict[str, Story], manuscripts: Mapping[str, Manuscript], store: Store) -> None:
    """Compare the teasers of all listed articles, note what is found, and give each story a card of its own.

    Only articles whose text changed since the store was last written are read anew.
    """
    listed = {path: story for path, story in stories.items() if story.kind == "article" and desk.is_listed(story)}
    index = Index(store)
    index.keep(listed)
    for path, story in listed.items():
        sentences = [*split_sentences(story.teaser.card), *islice(_sentences(manuscripts[path].body), FIRST)]
        index.update(path, manuscripts[path].summary or story.teaser.card, sentences)
    for match in index.pairs():
        _note_pair(desk, listed, manuscripts, match)
    widespread = index.widespread(desk.config.boilerplate)
    index.write()
    taken: set[str] = set()
    for path, story in sorted(listed.items(), key=lambda item: (item[1].date, item[0]), reverse=True):
        card = _own_card(desk, manuscripts[path], story, widespread, taken)
        taken.update(_said(card))
        if card != story.teaser.card:
            stories[path] = replace(story, teaser=replace(story.teaser, card=card))


def _sentences(body: Body) -> Iterator[str]:
    for block in body.blocks:
        if block.tag not in HEADINGS:
            yield from split_sentences(block.text)


def _note_pair(desk: Desk, stories: Mapping[str, Story], manuscripts: Mapping[str, Manuscript], match: Match) -> None:
    one, other = stories[match.one], stories[match.other]
    verdict = judge(match.comparison, one.date and one.date.date(), other.date and other.date.date())
    if verdict == "none":
        return
    newer, older = (one, other) if (one.date, one.path) > (other.date, other.path) else (other, one)
    manuscript, earlier = manuscripts[newer.path], manuscripts[older.path]
    action = _action(desk, manuscript, verdict)
    far = (earlier.where, *_place(earlier))
    text = manuscript.summary or newer.teaser.card
    desk.repeats.append(
        (finding(manuscript.where, _place(manuscript), verdict, MESSAGES[verdict], text, far, action), action)
    )


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
    values = manuscript.header.values
    return actions_for(desk.config.repeats, values.teaser or desk.config.kept, values.repeats)[verdict]


def _own_card(desk: Desk, manuscript: Manuscript, story: Story, widespread: frozenset[int], taken: set[str]) -> str:
    """The card without boilerplate and without what a newer story's says; empty where the text has nothing else to say."""
    sentences = split_sentences(story.teaser.card)
    action = _action(desk, manuscript, "boilerplate")
    stale = widespread if action == "settle" else frozenset[int]()
    for sentence in (sentence for sentence in sentences if hash_sentence(sentence) in widespread):
        place = _place_of(manuscript, sentence)
        desk.repeats.append(
            (finding(manuscript.where, place, "boilerplate", MESSAGES["boilerplate"], sentence, (), action), action)
        )
        break
    if fold(story.teaser.card) not in taken:
        card = " ".join(s for s in sentences if fold(s) not in taken and hash_sentence(s) not in stale)
        if len(card) == len(story.teaser.card):
            return story.teaser.card  # as it is written, white space and all
        if card and fold(card) not in taken:
            return card
    # Of the text as it is shown: a headline that was taken out of it is no card.
    own = [s for s in _sentences(read_html(story.html)) if fold(s) not in taken and hash_sentence(s) not in stale]
    for number in range(len(own)):
        card = card_text(own[number:], desk.config.card_length)
        if card and fold(card) not in taken:
            return card
    return ""


def _said(card: str) -> Iterator[str]:
    """What no other card may say: the whole of it, and each sentence that is more than a phrase."""
    yield fold(card)
    yield from (fold(sentence) for sentence in split_sentences(card) if len(split_words(sentence)) >= PHRASE)
