"""Teasers read against each other: copies found, boilerplate kept off cards, and no two cards alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from standfirst.prose import HEADINGS
from standfirst.repeats import finding
from standfirst.teasers.across import Index, hash_sentence
from standfirst.teasers.compare import judge
from standfirst.teasers.normalise import fold
from standfirst.teasers.policy import actions_for
from standfirst.teasers.sentences import card_text, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.build.store import Store
    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Action, Repeated, Story
    from standfirst.teasers.across import Match

FIRST = 3
"""Sentences of a text that could become its card, and are counted for boilerplate."""

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
        sentences = [*split_sentences(story.teaser.card), *islice(_sentences(manuscripts[path]), FIRST)]
        index.update(path, manuscripts[path].summary or story.teaser.card, sentences)
    for match in index.pairs():
        _note_pair(desk, listed, manuscripts, match)
    widespread = index.widespread(desk.config.boilerplate)
    index.write()
    taken: set[str] = set()
    for path, story in sorted(listed.items(), key=lambda item: (item[1].date, item[0]), reverse=True):
        card = _own_card(desk, manuscripts[path], story, widespread, taken)
        taken.add(fold(card))
        if card != story.teaser.card:
            stories[path] = replace(story, teaser=replace(story.teaser, card=card))


def _sentences(manuscript: Manuscript) -> Iterator[str]:
    for block in manuscript.body.blocks:
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
    return manuscript.at("summary") if manuscript.summary else (manuscript.text_line, 1)


def _action(desk: Desk, manuscript: Manuscript, verdict: Repeated) -> Action:
    values = manuscript.header.values
    return actions_for(desk.config.repeats, values.teaser or desk.config.teaser, values.repeats)[verdict]


def _own_card(desk: Desk, manuscript: Manuscript, story: Story, widespread: frozenset[int], taken: set[str]) -> str:
    """The card without boilerplate, and unlike that of any newer story; as it is where the text has nothing else to say."""
    card, limit = story.teaser.card, desk.config.card_length
    boilerplate = [sentence for sentence in split_sentences(card) if hash_sentence(sentence) in widespread]
    if boilerplate:
        action = _action(desk, manuscript, "boilerplate")
        where = finding(
            manuscript.where, _place(manuscript), "boilerplate", MESSAGES["boilerplate"], boilerplate[0], (), action
        )
        desk.repeats.append((where, action))
        if action == "settle":
            left = [sentence for sentence in split_sentences(card) if sentence not in boilerplate]
            card = " ".join(left)
    if card and fold(card) not in taken:
        return card
    own = [sentence for sentence in _sentences(manuscript) if hash_sentence(sentence) not in widespread]
    for number in range(len(own)):
        other = card_text(own[number:], limit)
        if other and fold(other) not in taken:
            return other
    return card or story.teaser.card
