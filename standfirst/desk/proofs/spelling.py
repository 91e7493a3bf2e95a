"""Names that stand in an article nearly, but not quite, as the site's authors and records spell them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from standfirst.desk.proofs.slips import is_slip
from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.mentions.masks import hide_addresses
from standfirst.teasers.offsets import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.exchange import Exchange
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

WORD = re.compile(r"[^\W\d_]+(?:['’\u02bc][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s?\Z")
BYLINE = re.compile(r"(?:^|\n|[.!?]\s)\s*[Bb]y\s\Z")
"""What stands before a short name that can be nothing but an author's."""
LONE = 6
"""Letters of a word that is looked for by itself; shorter ones are too near to other words."""
PART = 3
"""Letters of a word that is looked for beside the rest of its name."""
USUAL = 3
"""Articles that have a word before it is no slip but another name."""


@dataclass
class Names:
    """The names that a site knows, and the words that are in use on it."""

    authors: Sequence[str]
    manuscripts: Mapping[str, Manuscript]
    places: bool = False
    """Whether country names are known words: only articles that name a record need them."""
    _usual: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.casefold() for name in self.authors for word in WORD.findall(name))

    @staticmethod
    def _is_country(word: str) -> bool:
        from standfirst.exchanges.mentions.gazetteer import is_country  # noqa: PLC0415 - its tables take a while to make

        return is_country(word)

    def is_word(self, word: str) -> bool:
        """Whether a word is right for all that is known: a country, an author's, in small letters or in several articles."""
        if word.casefold() in self._words or (self.places and self._is_country(word)):
            return True
        if word not in self._usual:
            whole, small = (
                re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"),
                re.compile(rf"(?<!\w){re.escape(word.lower())}(?!\w)"),
            )
            texts = [f"{each.header.values.title}\n{each.text}" for each in self.manuscripts.values()]
            often = sum(bool(whole.search(text)) for text in texts) >= USUAL
            self._usual[word] = often or any(small.search(text) for text in texts)
        return self._usual[word]


def check_names(manuscript: Manuscript, story: Story, names: Names) -> Iterator[Diagnostic]:
    """Report words that are one or two letters away from a name of an author, or of a record that the article names."""
    wanted = [*names.authors, *_record_names(story.records)]
    single = {name for name in wanted if len(WORD.findall(name)) == 1}
    whole = [tuple(WORD.findall(name)) for name in dict.fromkeys(wanted) if name not in single]
    lone = {word for name in single for word in WORD.findall(name)} | {word for name in whole for word in name}
    lone = {word for word in lone if len(word) >= LONE and word[0].isupper()}
    short = {name for name in names.authors if name in single and len(name) < LONE}
    right = {word.casefold() for name in wanted for word in WORD.findall(name)}
    right |= {
        word.casefold() for source in story.sources for word in WORD.findall(f"{source.title} {source.publisher or ''}")
    }
    values, source = manuscript.header.values, None
    inflected = not story.lang.startswith("en")
    texts = [(-2, values.title), (-1, manuscript.summary or "")]
    texts += [(number, block.text) for number, block in enumerate(manuscript.body.blocks) if block.tag != "pre"]
    for number, text in texts:
        for start, end, name in _slips(hide_addresses(text), whole, lone, short, inflected=inflected):
            words = text[start:end]
            odd = [word for word in WORD.findall(words) if word.casefold() not in right]
            if not odd or any(map(names.is_word, odd)):
                continue
            if number < 0:
                place = manuscript.at("title" if number == -2 else "summary")  # noqa: PLR2004 - as above
            else:
                source = source or SourceMap(manuscript.text, manuscript.body.blocks)
                at = source.place(number, start, end)
                place = manuscript.text_line + at.line - 1, at.column
            yield Diagnostic(
                manuscript.where, *place, "SF136", f"'{words}' is nearly '{name}'", f"did you mean {name}?", text=words
            )


def _record_names(records: Iterable[Exchange]) -> Iterator[str]:
    for record in records:
        yield from (mediator.name for mediator in record.mediators)
        if record.location:
            yield from (place for place in (record.location.handover, record.location.arrival) if place)
        if record.agreement:
            yield " ".join(word.capitalize() for word in record.agreement.split("-") if word.isalpha())


def _slips(
    text: str, whole: Sequence[tuple[str, ...]], lone: Iterable[str], short: Iterable[str], *, inflected: bool
) -> Iterator[tuple[int, int, str]]:
    """Stretches of a text that are nearly a name, with the name."""
    found = [
        (word.start(), word.start() + len(POSSESSIVE.sub("", word[0])), POSSESSIVE.sub("", word[0]))
        for word in WORD.finditer(text)
    ]
    done = -1
    for number, (start, end, word) in enumerate(found):
        if not word[0].isupper() or start < done:
            continue
        match = next(
            (
                (found[number + len(name) - 1][1], " ".join(name))
                for name in whole
                if _is_nearly([each[2] for each in found[number : number + len(name)]], name, inflected=inflected)
            ),
            None,
        ) or next(((end, name) for name in lone if is_slip(word, name, inflected=inflected)), None)
        if match is None and BYLINE.search(text[:start]):
            match = next(((end, name) for name in short if is_slip(word, name, inflected=inflected)), None)
        if match:
            done = match[0]
            yield start, *match


def _is_nearly(words: Sequence[str], name: Sequence[str], *, inflected: bool) -> bool:
    """Whether all words of a name are there but one, which is nearly there."""
    if len(words) != len(name):
        return False
    other = [(word, part) for word, part in zip(words, name, strict=True) if word != part]
    if len(other) != 1 or len(other[0][1]) < PART or not other[0][0][0].isupper():
        return False
    return is_slip(*other[0], inflected=inflected)
