"""What the guards around content and machines cost of a cold build: `python bench/guards.py --size 1000`.

A made-up site of good articles is built by the command, in a process of its own, with the guards and without, in turns; its
processor time is taken, with that of the processes that it starts. Without means: no first look at a text, no cleaning of its
HTML, no look at depth, characters, names and addresses, files opened plainly, no look through the theme, no limit for a
template, no comparison of the content at the end, no count of the pages that go, nothing put on the disk before the switch.
Search and social cards are off: they have no guards and take more time than all the rest, which would make the share look small.
Processor time depends a little on what else the machine does: on a busy one two equal builds differ by a tenth. So each guard is
also done once more alone, for the same articles, five times, and the least of its times compared with the least whole build.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import made_site  # noqa: E402 - found below the root
from standfirst import defaults  # noqa: E402
from standfirst.build import staging  # noqa: E402
from standfirst.build.unchanging import take_snapshot  # noqa: E402
from standfirst.characters import DIRECTION, INVISIBLE  # noqa: E402
from standfirst.clean import Cleaner, unclosed  # noqa: E402
from standfirst.folder import Folder  # noqa: E402
from standfirst.frontmatter import split_header  # noqa: E402
from standfirst.names import wrong_with_part, wrong_with_path  # noqa: E402
from standfirst.pelican_site.patience import limited  # noqa: E402
from standfirst.pelican_site.reading import theme_ids  # noqa: E402
from standfirst.pelican_site.theme_files import refuse_strangers  # noqa: E402
from standfirst.prose import Renderer  # noqa: E402
from standfirst.weight import check_depth, is_light  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

AGAIN = 5

OFF = """
import contextlib, sys
from standfirst import clean, copydesk, folder, frontmatter, manuscript, prose
from standfirst.build import staging, unchanging
from standfirst.pelican_site import addresses, articles, reading, site, writer

def gives(value):
    return lambda *_, **__: value

prose.is_light = articles.is_light = gives(True)
prose.check_depth = manuscript.check_depth = prose.unclosed = gives(None)
clean.Cleaner.clean = lambda _, html: html
clean.Cleaner.left_out = manuscript.check_markup = gives([])
reading.theme_ids = articles.theme_ids = gives(frozenset())
folder.Folder.open = lambda self, path: (self.root / path).open("rb")
folder._wrong_with = copydesk.wrong_with_part = addresses.wrong_with_path = site.refuse_strangers = gives(None)
site.take_snapshot = lambda root, names: unchanging.Snapshot(root, {})
staging.Staging.losing = staging.put_on_disk = staging.put_one_on_disk = gives(None)
writer.limited = gives(contextlib.nullcontext())
"""
RUN = "from standfirst.cli import main; sys.argv[0] = 'standfirst'; main(sys.argv[1:])"


def main() -> None:
    """Print each pair, and the share."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--size", type=int, default=1000, help="number of articles")
    options.add_argument("--rounds", type=int, default=5, help="pairs of builds; with 0, one build with the guards")
    given = options.parse_args()
    shares, least = [], float("inf")
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        site = Path(folder)
        made_site.write_site(site, given.size)
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write("STANDFIRST_SEARCH = STANDFIRST_SOCIAL_CARDS = False\n")
        for number in range(given.rounds):
            seconds: dict[str, float] = {}
            for guards in (["with", "without"], ["without", "with"])[number % 2]:
                seconds[guards] = build(site, guards)
            shares.append(seconds["with"] / seconds["without"] - 1)
            least = min(least, seconds["with"])
            print(f"{seconds['with']:.2f} s with, {seconds['without']:.2f} s without: {shares[-1]:+.1%}", flush=True)
        least = min(least, build(site, "with")) if not shares else least
        rounds = [alone(site) for _ in range(AGAIN)]
    if shares:
        print(f"{given.size} articles, median of {given.rounds} pairs: {median(shares):+.1%}")
    parts = {name: min(each[name] for each in rounds) for name in rounds[0]}
    for name, took in parts.items():
        print(f"{name}: {took:.3f} s")
    print(
        f"{given.size} articles, each guard alone: {sum(parts.values()):.2f} s of {least:.1f} s, {sum(parts.values()) / least:.1%}"
    )


def alone(site: Path) -> dict[str, float]:
    """Seconds of processor time of each guard, for all articles of a site that is built."""
    content, output = site / "content", site / "output"
    renderer, cleaner, folder = Renderer(defaults.MARKDOWN), Cleaner(), Folder(content, "content")
    paths = [path for path in folder.files if path.endswith(".md")]
    split = [split_header((content / path).read_text("utf-8")) for path in paths]
    texts, headers = [body for _, _, body, _ in split], [header for _, header, _, _ in split]
    made = [renderer._raw(text) for text in texts]  # noqa: SLF001 - what is cleaned, and what need not be
    unclean = [html for html, is_clean in made if not is_clean]
    pages = [path.relative_to(output).as_posix() for path in output.rglob("*.html")]
    theme = {
        "THEME": defaults.THEME,
        "THEME_TEMPLATES_OVERRIDES": [],
        "THEME_STATIC_PATHS": ["static"],
        "IGNORE_FILES": [],
    }

    def patiently(_: str) -> None:
        with limited(5):
            pass

    def all_pages(_: str) -> None:
        staging._pages(output)  # noqa: SLF001 - what is counted before the switch

    opened = timed(lambda path: folder.open(path).close(), paths)
    plainly = timed(lambda path: (content / path).open("rb").close(), paths)
    once = [""]
    return {
        "first look": timed(is_light, texts),
        "cleaning": timed(cleaner.clean, unclean) + timed(cleaner.left_out, unclean) + timed(unclosed, unclean),
        "depth": timed(check_depth, unclean),
        "characters": timed(DIRECTION.search, [*texts, *headers]) + timed(INVISIBLE.search, headers),
        "opening": max(0.0, opened - plainly),
        "addresses": timed(wrong_with_part, [Path(path).stem for path in paths]) + timed(wrong_with_path, pages),
        "the theme": timed(lambda _: refuse_strangers(defaults.THEME, theme, []), once)
        + timed(lambda _: theme_ids(theme), once),
        "limit for a template": timed(patiently, pages),
        "comparing the content": timed(lambda _: take_snapshot(content, paths), ["", ""]),
        "counting the pages": timed(all_pages, ["", ""]),
    }


def timed(work: Callable[[str], object], items: list[str]) -> float:
    """Seconds of processor time for all items."""
    started = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - started


def build(site: Path, guards: str) -> float:
    """Seconds of processor time that a cold build takes."""
    for left in ("output", "state"):
        shutil.rmtree(site / left, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = (OFF if guards == "without" else "import sys; ") + RUN
    arguments = ["build", "--state", "state", "--output", "output", "--settings", "pelicanconf.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, *arguments, "--now", made_site.NOW]
    subprocess.run(command, cwd=site, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
