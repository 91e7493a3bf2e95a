"""Labelled pairs of teasers from frames: copies in several ways, updates, templates, and texts that only share a topic."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from bench import frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, what they are, and the days on which they came out."""

    one: str
    other: str
    kind: str
    label: str
    """copy, update, template or none."""
    days: tuple[date, date]


def fill(frame: str, chance: random.Random, chosen: dict[str, str] | None = None) -> str:
    """A frame with values; no value stands twice in one text. `chosen` are the values to use first."""
    used: set[str] = set()

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if chosen and name in chosen and chosen[name] not in used:
            used.add(chosen[name])
            return chosen[name]
        if name == "family" and used & set(frames.SLOTS["family"]):
            return next(item for item in frames.SLOTS["family"] if item in used)
        options = [item for item in frames.SLOTS[name] if item not in used]
        item = chance.choice(options)
        used.add(item)
        return item

    text = re.sub(r"\{(\w+)\}", value, frame)
    return text[0].upper() + text[1:]


def edit(text: str, chance: random.Random) -> str:
    """One to four small edits."""
    language = _language(text)
    for _ in range(chance.randint(1, 4)):
        words = text.split()
        chance.choice(EDITS)(words, language, chance)
        text = " ".join(words)
    return text


def _other_word(words: list[str], _: str, chance: random.Random) -> None:
    places = [n for n, word in enumerate(words) if word.strip(".,").casefold() in frames.SYNONYMS]
    if places:
        n = chance.choice(places)
        bare = words[n].strip(".,")
        words[n] = words[n].replace(bare, frames.SYNONYMS[bare.casefold()])


def _filler(words: list[str], language: str, chance: random.Random) -> None:
    words.insert(chance.randrange(1, len(words)), chance.choice(frames.FILLERS[language]))


def _dropped(words: list[str], _: str, chance: random.Random) -> None:
    places = [n for n, word in enumerate(words) if word in frames.DROPPED]
    if places:
        words.pop(chance.choice(places))


def _slip(words: list[str], _: str, chance: random.Random) -> None:
    places = [n for n, word in enumerate(words) if word.isalpha() and word.islower() and len(word) > LONG]
    if places:
        n = chance.choice(places)
        k = chance.randrange(1, len(words[n]) - 1)
        words[n] = words[n][:k] + words[n][k + 1] + words[n][k] + words[n][k + 2 :]


def _comma(words: list[str], _: str, chance: random.Random) -> None:
    n = chance.randrange(len(words) - 1)
    words[n] = words[n].removesuffix(",") if words[n].endswith(",") else words[n].rstrip(".:") + ","


EDITS = (_other_word, _filler, _dropped, _slip, _comma)
LONG = 5


def cut(text: str, chance: random.Random) -> str:
    """The first 30 to 60 per cent, broken off anywhere, mostly without a mark."""
    return text[: int(len(text) * chance.uniform(0.3, 0.6))].rstrip() + chance.choice(
        ["", "", "", "…", "...", " [...]"]
    )


def reorder(text: str, chance: random.Random) -> str:
    """The same sentences in another order; a text of one sentence as it stands."""
    sentences = SENTENCE.split(text)
    while len(sentences) > 1:
        chance.shuffle(sentences)
        if " ".join(sentences) != text:
            break
    return " ".join(sentences)


def dress(text: str, chance: random.Random) -> str:
    """Other quotes, dashes, spaces, case, entities, markup, a "Read more"."""
    text = text.replace("«", "“").replace("»", "”").replace("\u02bc", "'")
    return chance.choice(
        [
            escape(f'"{text}"') + "&nbsp;<a href='#'>Read more</a>",
            text.replace(" ", "\u00a0").upper(),
            f"<p>{text.replace(',', '&#44;')}</p>",
            f"**{text.replace(' ', '  ')}** (Read more…)",
        ]
    )


def more(text: str, chance: random.Random) -> str:
    """The text with a sentence more, and perhaps a small edit."""
    longer = f"{text} {chance.choice(frames.MORE[_language(text)])}"
    return edit(longer, chance) if chance.choice([True, False]) else longer


def dateline(text: str, chance: random.Random) -> str:
    """The text as an agency sends it."""
    return chance.choice(frames.DATELINES[_language(text)]) + text


COPIES: dict[str, Callable[[str, random.Random], str]] = {
    "exact": lambda text, _: text,
    "cut": cut,
    "edited": edit,
    "reordered": reorder,
    "dressed": dress,
    "dateline": dateline,
    "edited and cut": lambda text, chance: edit(cut(text, chance), chance),
    "edited and reordered": lambda text, chance: edit(reorder(text, chance), chance),
}


def make_pairs(groups: frames.Frames, rounds: int, seed: int) -> Iterator[Pair]:
    """For each frame and round: each kind of copy, an update, three templates, two of one topic."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    for texts in groups.values():
        for frame in texts * rounds:
            text = fill(frame, chance)
            day = date(2025, 1, 1) + timedelta(chance.randrange(300))
            later = day + timedelta(chance.randrange(1, 20))
            for kind, change in COPIES.items():
                original = dateline(text, chance) if kind == "dateline" and chance.choice([True, False]) else text
                yield Pair(original, change(text, chance), kind, "copy", (day, day))
            yield Pair(text, more(text, chance), "update", "update", (day, later))
            for _ in range(3):
                yield Pair(text, fill(frame, chance), "template", "template", (day, later))
            mould = fill(frame, chance)
            yield Pair(text, edit(mould, chance), "template, edited", "template", (day, later))
            values = {name: chance.choice(options) for name, options in frames.SLOTS.items()}
            others = [other for other in texts if other is not frame]
            yield Pair(
                fill(frame, chance, values),
                fill(chance.choice(others), chance, values),
                "same topic",
                "none",
                (day, later),
            )


def _language(text: str) -> str:
    return "uk" if re.search("[а-яіїєґ]", text.lower()) else "en"
