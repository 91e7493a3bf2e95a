"""From an edit to the page that shows it: `standfirst serve` on the demo site and on made ones, edited and asked again and again.

python bench/preview_speed.py [--sizes 1000] [--rounds 15]
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from made_site import NOW, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300
"""Seconds after which a page that does not come is a failure."""
ASKED = 0.02
"""Seconds between two looks at the page."""
READING = 2.0
"""Seconds between two edits: a writer reads what he has written, and the index of the search is made meanwhile."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000", help="articles of made sites, with commas between them")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print("| Site | Articles | Median | Fastest | Slowest |\n| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = folder / "demo"
        for part in ("content", "theme", "pelicanconf.py"):
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            demo.mkdir(exist_ok=True)
            copy(ROOT / part, demo / part)
        count = len(list((demo / "content" / "articles").iterdir()))
        row("Demo", count, measure(demo, "six-may-205-each-way", [], options.rounds))
        for size in map(int, options.sizes.split(",") if options.sizes else ()):
            made = folder / str(size)
            write_site(made, size)
            row("Made", size, measure(made, f"story-{size // 2:06d}", ["--now", NOW], options.rounds))


def row(name: str, size: int, seconds: list[float]) -> None:
    """One line of the table."""
    shown = (f"{value * 1000:,.0f} ms" for value in (statistics.median(seconds), min(seconds), max(seconds)))
    print(f"| {name} | {size:,} | {' | '.join(shown)} |", flush=True)


def measure(site: Path, article: str, more: list[str], rounds: int) -> list[float]:
    """Seconds from the writing of a file until its page has the new words, for each of so many edits."""
    file = site / "content" / "articles" / f"{article}.md"
    text = file.read_text("utf-8")
    found = []
    with serving(site, more) as address:
        page = f"{address}/news/{article}.html"
        wait_for(page, "<article")
        for number in range(-2, rounds):
            word = f"zq{number + 2:04d}qz"
            began = time.perf_counter()
            file.write_text(f"{text.rstrip()} And {word}.\n", "utf-8")
            wait_for(page, word)
            found += [time.perf_counter() - began] if number >= 0 else []
            time.sleep(READING)
    return found


@contextmanager
def serving(site: Path, more: list[str]) -> Iterator[str]:
    """The command at work; gives its address."""
    command = [sys.executable, "-m", "standfirst", "serve", "--port", "0", *more]
    with (site / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            said = re.match(r"(http://\S+)/", process.stdout.readline() if process.stdout else "")
            if not said:
                sys.exit((site / "log").read_text())
            yield said[1]
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


def wait_for(page: str, word: str) -> None:
    """Ask for a page until it has a word."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(page) as answer:  # noqa: S310 - of our own server
                if word.encode() in answer.read():
                    return
        except urllib.error.URLError:
            pass
        time.sleep(ASKED)
    sys.exit(f"{page} does not come to say {word}")


if __name__ == "__main__":
    main()
