"""Made-up teasers by the thousand, and repeats planted among them. Standard library alone: a peer's environment runs it."""

from __future__ import annotations

import random

KINDS = ("exact", "cut", "edited", "reordered")
PLANTED = 200
"""Repeats of each kind."""

_LETTERS = "aaabcdeeefghiiijklmnooprstuvyz"


def make_texts(size: int, seed: int = 1) -> list[str]:
    """So many teasers of 20 to 45 words in two or three sentences, from 30,000 words as often used as in a language."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    vocabulary = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 10))) for _ in range(30_000)]
    total, weights = 0.0, []
    for rank in range(len(vocabulary)):
        total += 1 / (rank + 3)
        weights.append(total)
    texts = []
    for _ in range(size):
        words = chance.choices(vocabulary, cum_weights=weights, k=chance.randint(20, 45))
        parts = chance.randint(2, 3)
        step = len(words) // parts + 1
        sentences = [" ".join(words[n : n + step]).capitalize() + "." for n in range(0, len(words), step)]
        texts.append(" ".join(sentences))
    return texts


def plant(texts: list[str], seed: int = 2) -> dict[str, list[tuple[int, str]]]:
    """For each kind the number of a text and a repeat of it."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    change = {"exact": lambda text: text, "cut": _cut, "edited": _edit, "reordered": _reorder}
    planted: dict[str, list[tuple[int, str]]] = {kind: [] for kind in KINDS}
    for kind, repeats in planted.items():
        for _ in range(PLANTED):
            number = chance.randrange(len(texts))
            text = texts[number]
            repeats.append((number, change[kind](text) if kind == "exact" else change[kind](text, chance)))
    return planted


def _cut(text: str, chance: random.Random) -> str:
    return text[: int(len(text) * chance.uniform(0.3, 0.6))]


def _edit(text: str, chance: random.Random) -> str:
    words = text.split()
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words))
        way = chance.choice(["drop", "add", "replace"])
        if way != "add":
            words.pop(at)
        if way != "drop":
            words.insert(at, "".join(chance.choices(_LETTERS, k=6)))
    return " ".join(words)


def _reorder(text: str, chance: random.Random) -> str:
    sentences = text.split(". ")
    first = chance.randrange(1, len(sentences))
    return ". ".join(sentences[first:] + sentences[:first])
