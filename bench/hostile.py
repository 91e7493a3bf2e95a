"""Texts made to be slow: how long the worst of each kind takes, once, in this process."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.planted import make_texts  # noqa: E402 - found below the root
from standfirst.build.store import Store  # noqa: E402
from standfirst.prose import Block  # noqa: E402
from standfirst.teasers.across import Index  # noqa: E402
from standfirst.teasers.near import Wording  # noqa: E402
from standfirst.teasers.policy import actions_for  # noqa: E402
from standfirst.teasers.repeats import find_repeats  # noqa: E402
from standfirst.teasers.within import settle_teaser  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def within(summary: str, paragraphs: list[str]) -> Callable[[], object]:
    """One article looked through and settled."""
    source, blocks = "\n\n".join(paragraphs), tuple(Block("p", text) for text in paragraphs)

    def work() -> None:
        body = Wording(blocks)
        find_repeats("A headline", summary, source, body)
        settle_teaser("A headline", summary, body, 300, actions_for({}, None, {"near": "settle"}))

    return work


def across(texts: list[str]) -> Callable[[], object]:
    """Texts indexed and every two of them paired."""

    def work() -> None:
        with Store() as store:
            index = Index(store)
            for number, text in enumerate(texts):
                index.update(str(number), text)
            for _ in index.pairs():
                pass

    return work


def cases() -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured, by name."""
    long = " ".join(make_texts(450))
    edited = " ".join(word for number, word in enumerate(long.split()) if number % 20)
    short = make_texts(1)[0]
    yield "100 KB paragraph, its equal as the teaser", within(long, [long])
    yield "100 KB paragraph, its half as the teaser", within(long[: len(long) // 2], [long])
    yield "100 KB paragraph, every 20th word missing in the teaser", within(edited, [long])
    yield "10,000 equal paragraphs, one of them the teaser", within(short, [short] * 10_000)
    yield "10,000 equal paragraphs, the teaser of another ending", within(f"{short} and more", [short] * 10_000)
    yield "a million times one word, and so the teaser, 100 times", within("word " * 100, ["word " * 1_000_000])
    yield (
        "a million times one word, the teaser with another word in it",
        within("word " * 50 + "other", ["word " * 10**6]),
    )
    yield "across: two texts of 100 KB", across([long, edited])
    yield "across: 10,000 equal teasers", across([short] * 10_000)
    yield "across: 2,000 nearly equal teasers", across(nearly_equal(2_000))
    yield "across: 10,000 nearly equal teasers", across(nearly_equal(10_000))


def nearly_equal(size: int) -> list[str]:
    """One teaser with a number in its middle, and so its equal but for a word."""
    words = make_texts(1)[0].split()
    middle = len(words) // 2
    return [" ".join([*words[:middle], str(number), *words[middle:]]) for number in range(size)]


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"{'text':66}{'seconds':>8}")
    for name, work in cases():
        began = time.perf_counter()
        work()
        print(f"{name:66}{time.perf_counter() - began:8.2f}", flush=True)


if __name__ == "__main__":
    main()
