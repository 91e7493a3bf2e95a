"""What the guards around content cost of a cold build: `python bench/guards.py --size 1000`.

A made-up site of good articles is built by the command, in a process of its own, and its processor time is taken, with that of
the processes that it starts. Then everything that is there for hostile content alone is done once more for the same articles, and
timed: the first look at each text, the cleaning of its HTML, characters of its header, the opening of its file, its address.
The share is that of all the guards in the whole build. Processor time does not depend on what else the machine does, nearly.
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
from standfirst.characters import DIRECTION, INVISIBLE  # noqa: E402
from standfirst.clean import Cleaner, unclosed  # noqa: E402
from standfirst.folder import Folder  # noqa: E402
from standfirst.frontmatter import split_header  # noqa: E402
from standfirst.names import wrong_with_part, wrong_with_path  # noqa: E402
from standfirst.prose import Renderer  # noqa: E402
from standfirst.weight import check_depth, is_light  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Print the shares."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--size", type=int, default=1000, help="number of articles")
    options.add_argument("--rounds", type=int, default=3, help="builds, and measurements of the guards")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        site = Path(folder)
        made_site.write_site(site, given.size)
        parts: dict[str, list[float]] = {}
        for _ in range(given.rounds):
            for name, seconds in guards(site / "content").items():
                parts.setdefault(name, []).append(seconds)
        whole = median(build(site) for _ in range(given.rounds))
    for name, seconds in parts.items():
        print(f"{name}: {median(seconds):.3f} s, {median(seconds) / whole:.1%}")
    total = sum(median(seconds) for seconds in parts.values())
    print(f"all of {given.size} articles: {total:.3f} s of {whole:.1f} s, {total / whole:.1%}")


def build(site: Path) -> float:
    """Seconds of processor time that a cold build takes."""
    for left in ("output", "state"):
        shutil.rmtree(site / left, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "standfirst",
        "build",
        "--state",
        "state",
        "--output",
        "output",
        "--now",
        made_site.NOW,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=site, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def guards(content: Path) -> dict[str, float]:
    """Seconds of processor time of each guard, for all articles."""
    renderer, cleaner = Renderer(defaults.MARKDOWN), Cleaner()
    folder = Folder(content, "content")
    paths = [path for path in folder.files if path.endswith(".md")]
    split = [split_header((content / path).read_text("utf-8")) for path in paths]
    texts, headers = [body for _, _, body, _ in split], [header for _, header, _, _ in split]
    made = [renderer._raw(text) for text in texts]  # noqa: SLF001 - what is cleaned, and what need not be
    unclean = [html for html, is_clean in made if not is_clean]

    def opened(path: str) -> None:
        folder.open(path).close()

    def plainly(path: str) -> None:
        (content / path).open("rb").close()

    return {
        "first look": timed(is_light, texts),
        "cleaning": timed(cleaner.clean, unclean) + timed(cleaner.left_out, unclean) + timed(unclosed, unclean),
        "depth": timed(check_depth, unclean),
        "characters": timed(DIRECTION.search, texts)
        + timed(DIRECTION.search, headers)
        + timed(INVISIBLE.search, headers),
        "opening": max(0.0, timed(opened, paths) - timed(plainly, paths)),
        "addresses": timed(wrong_with_part, [Path(path).stem for path in paths])
        + timed(wrong_with_path, [f"news/{Path(path).stem}.html" for path in paths]),
    }


def timed(work: Callable[[str], object], items: list[str]) -> float:
    """Seconds of processor time for all items."""
    started = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - started


if __name__ == "__main__":
    main()
