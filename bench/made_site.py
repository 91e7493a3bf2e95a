"""A made-up news site of any size, the same in each run: articles of a few kilobytes with the repeats that real ones have."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2020, 1, 1, 8, 0)  # noqa: DTZ001 - front matter gives local time
NOW = "2026-01-01T00:00"
"""After the last article, however many there are."""
TOPICS = ("Exchanges", "Politics", "Culture", "Sport", "Courts", "Science", "Weather", "Economy")
VOCABULARY = 8_000
BOILERPLATE = "Figures in this report were given by officials and could not be checked independently."
TEASERS = {"own": 60, "none": 10, "exact": 8, "cut": 12, "edited": 8, "copied": 2}
"""Teasers in a hundred articles: of its own words; none; the first paragraph whole, cut off, edited; another article's."""
_LETTERS = "aaabcdeeefghiiijklmnooprstuvyz"


def write_site(folder: Path, size: int, seed: int = 3) -> None:
    """Settings and so many articles below `folder`."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 10))) for _ in range(VOCABULARY)]
    total, weights = 0.0, []
    for rank in range(VOCABULARY):
        total += 1 / (rank + 3)
        weights.append(total)

    def sentence() -> str:
        picked = chance.choices(words, cum_weights=weights, k=chance.randint(8, 22))
        if chance.random() < 1 / 10:
            picked[3] = f"**{picked[3]}**"
        elif chance.random() < 1 / 10:
            picked[4] = f"[{picked[4]}](https://example.net/{picked[5]})"
        elif chance.random() < 1 / 10:
            picked[5] = str(chance.randint(2, 2000))
        return " ".join(picked).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(2, 4)))

    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    earlier = ""
    for number in range(size):
        title = " ".join(chance.choices(words, cum_weights=weights, k=8)).capitalize()
        parts = [paragraph() for _ in range(3)]
        parts += [f"## {' '.join(chance.choices(words, k=4)).capitalize()}", *(paragraph() for _ in range(4))]
        parts += ["\n".join(f"- {sentence()}" for _ in range(3)), paragraph()]
        kind = chance.choices(list(TEASERS), list(TEASERS.values()))[0]
        lead = parts[0].replace("*", "")
        summary = {
            "own": lambda: f"{sentence()} {sentence()}".replace("*", ""),
            "none": lambda: "",
            "exact": lambda lead=lead: lead,
            "cut": lambda lead=lead: lead[: int(len(lead) * chance.uniform(0.4, 0.8))],
            "edited": lambda lead=lead: " ".join(word for word in lead.split() if chance.random() < 0.95),  # noqa: PLR2004 - one word in twenty goes
            "copied": lambda earlier=earlier: earlier,
        }[kind]()
        earlier = summary or earlier
        if number % 25 == 0:
            parts.insert(0, f"# {title}")
        if number % 20 == 0:
            parts.append(BOILERPLATE)
        if number % 50 == 0:
            parts.append("Advertisement")
        fields = {
            "title": f'"{title}"',
            "date": (START + timedelta(hours=number * 5)).strftime("%Y-%m-%dT%H:%M"),
            "category": chance.choice(TOPICS),
            "authors": f"[Reporter {_LETTERS[number % len(_LETTERS)]}]",
            **({"summary": f'"{summary}"'} if summary else {}),
        }
        head = "".join(f"{name}: {value}\n" for name, value in fields.items())
        text = "\n\n".join(parts)
        (articles / f"story-{number:06}.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")


SETTINGS = """from standfirst.defaults import *

SITENAME = "Made up"
SITEURL = "https://example.org"
TIMEZONE = "Europe/Kyiv"
SLUGIFY_SOURCE = "basename"
PATH = "content"
OUTPUT_PATH = "output"
"""
