"""Teasers read against each other: copies found, boilerplate kept off cards, and no two cards alike."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from standfirst.build.fingerprint import code, digest
from standfirst.diagnostics import Diagnostic
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

WORK = "teasers read against each other"
"""What the outcome is called in the store."""

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
    versions: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Compare the teasers of all listed articles, note what is found, and give each story a card of its own.

    Only articles whose text changed since the store was last written are read anew; `leads` are those that are known.
    `versions` stand for the files as they are: where nothing that is compared has changed, what was found is found again.
    """
    listed = {path: story for path, story in stories.items() if story.kind == "article" and desk.is_listed(story)}
    known = {path: leads.get(path) or lead_of(manuscripts[path]) for path in listed}
    print_ = _print(desk, listed, manuscripts, known)
    outcome = _recalled(store, print_, versions) or _compared(desk, listed, manuscripts, store, known)
    desk.repeats += outcome.repeats
    for path, card in outcome.cards.items():
        stories[path] = replace(stories[path], teaser=replace(stories[path].teaser, card=card))
    if outcome.looked_into is not None:
        looked_into = {path: versions.get(path) for path in sorted(outcome.looked_into)}
        said = [looked_into, outcome.cards, [[found.values, action] for found, action in outcome.repeats]]
        with store.writing() as rows:
            row = WORK, print_, json.dumps(said)
            rows.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", row)


class Outcome(NamedTuple):
    """What came of reading all teasers against each other."""

    repeats: list[tuple[Diagnostic, Action]]
    cards: dict[str, str]
    """Those that are another than the story had."""
    looked_into: set[str] | None
    """Articles of which more was read than is compared; None where it was all known."""


def _print(
    desk: Desk, listed: Mapping[str, Story], manuscripts: Mapping[str, Manuscript], leads: Mapping[str, Lead]
) -> str:
    """Stands for all that is compared."""
    config = desk.config
    parts = [code(()), repr((config.boilerplate, config.card_length, config.kept, config.repeats))]
    for path, story in listed.items():
        manuscript = manuscripts[path]
        facts = manuscript.facts
        parts += [path, manuscript.where, manuscript.summary or "", story.teaser.card, *leads[path].sentences]
        parts.append(f"{leads[path].place} {story.date and story.date.isoformat()} {facts.teaser} {facts.repeats}")
    return digest(*parts)


def _recalled(store: Store, print_: str, versions: Mapping[str, str]) -> Outcome | None:
    row = store.rows.execute("SELECT made_from, found FROM outcomes WHERE name = ?", (WORK,)).fetchone()
    if row is None or row[0] != print_:
        return None
    looked_into, cards, repeats = json.loads(row[1])
    if any(version is None or versions.get(path) != version for path, version in looked_into.items()):
        return None
    return Outcome([(Diagnostic.of(found), action) for found, action in repeats], cards, None)


def _compared(
    desk: Desk,
    listed: Mapping[str, Story],
    manuscripts: Mapping[str, Manuscript],
    store: Store,
    leads: Mapping[str, Lead],
) -> Outcome:
    reader = _Reader(desk, manuscripts, leads)
    index = Index(store)
    index.keep(listed)
    cards: dict[str, list[Sentence]] = {}
    for path, story in listed.items():
        cards[path] = said = _read(split_sentences(story.teaser.card))
        own = {sentence.text for sentence in said}
        more = _read(text for text in leads[path].sentences if text not in own)
        hashes = {sentence.hash for sentence in (*said, *more)}
        index.update(path, manuscripts[path].summary or story.teaser.card, hashes)
    for match in index.pairs():
        reader.note_pair(listed, match)
    widespread = index.widespread(desk.config.boilerplate)
    index.write()
    taken: set[str] = set()
    changed: dict[str, str] = {}
    for path, story in sorted(listed.items(), key=lambda item: (item[1].date, item[0]), reverse=True):
        card, shown = reader.own_card(story, cards[path], widespread, taken)
        taken.add(fold(card))
        # What no other card may say: the whole of it, and each sentence that is more than a phrase.
        taken.update(sentence.fold for sentence in shown if len(split_words(sentence.text)) >= PHRASE)
        if card != story.teaser.card:
            changed[path] = card
    return Outcome(reader.repeats, changed, reader.looked_into)


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


@dataclass
class _Reader:
    """Notes what is found, and of which articles more had to be read than is compared."""

    desk: Desk
    manuscripts: Mapping[str, Manuscript]
    leads: Mapping[str, Lead]
    repeats: list[tuple[Diagnostic, Action]] = field(default_factory=list)
    looked_into: set[str] = field(default_factory=set)

    def note_pair(self, stories: Mapping[str, Story], match: Match) -> None:
        """Note what two articles have in common."""
        one, other = stories[match.one], stories[match.other]
        verdict = judge(match.comparison, one.date and one.date.date(), other.date and other.date.date())
        if verdict == "none":
            return
        newer, older = (one, other) if (one.date, one.path) > (other.date, other.path) else (other, one)
        manuscript = self.manuscripts[newer.path]
        action = self._action(manuscript, verdict)
        here, there = (self.leads[story.path].place or self._place(story.path) for story in (newer, older))
        far = (self.manuscripts[older.path].where, *there)
        text = manuscript.summary or newer.teaser.card
        self.repeats.append((finding(manuscript.where, here, verdict, MESSAGES[verdict], text, far, action), action))

    def own_card(
        self, story: Story, sentences: Sequence[Sentence], widespread: frozenset[int], taken: set[str]
    ) -> tuple[str, Sequence[Sentence]]:
        """The card without boilerplate and without what a newer story's says, and its sentences.

        It is empty where the text has nothing else to say.
        """
        manuscript = self.manuscripts[story.path]
        action = self._action(manuscript, "boilerplate") if widespread else "ignore"
        stale = widespread if action == "settle" else frozenset[int]()
        if stock := next((sentence for sentence in sentences if sentence.hash in widespread), None):
            place, message = self._place(story.path, stock.text), MESSAGES["boilerplate"]
            found = finding(manuscript.where, place, "boilerplate", message, stock.text, (), action)
            self.repeats.append((found, action))

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
        self.looked_into.add(story.path)
        own = [sentence.text for sentence in _read(_sentences(read_html(story.html))) if is_free(sentence)]
        for number in range(len(own)):
            card = card_text(own[number:], self.desk.config.card_length)
            if card and fold(card) not in taken:
                return card, _read(split_sentences(card))
        return "", ()

    def _place(self, path: str, sentence: str = "") -> tuple[int, int]:
        """Where a sentence stands: in the summary, or else in the first paragraph that has it."""
        self.looked_into.add(path)
        manuscript = self.manuscripts[path]
        if manuscript.summary and sentence in manuscript.summary:
            return manuscript.at("summary")
        blocks = manuscript.body.blocks
        for number, block in enumerate(blocks):
            if block.tag not in HEADINGS and (start := block.text.find(sentence)) >= 0:
                place = SourceMap(manuscript.text, blocks).place(number, start)
                return manuscript.text_line + place.line - 1, place.column
        return manuscript.text_line, 1

    def _action(self, manuscript: Manuscript, verdict: Repeated) -> Action:
        facts = manuscript.facts
        return actions_for(self.desk.config.repeats, facts.teaser or self.desk.config.kept, facts.repeats)[verdict]
