"""What the repeats step costs of a cold build: `python bench/build_cost.py --sizes 1000,10000`.

A made-up site is built with the step and without it, in turns, each time in a process of its own. Without it a teaser is the
summary as written, or the first sentences of the text, and nothing is looked for. The parts are timed within the build, so
they do not depend on what else the machine does between two builds; the comparison of whole builds does. `--plain` leaves
out what is drawn and indexed beside the pages, social cards and the search.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import json
import os
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import made_site  # noqa: E402 - found below the root
from standfirst import copydesk  # noqa: E402
from standfirst.cli.options import make_site  # noqa: E402
from standfirst.model import Teaser  # noqa: E402
from standfirst.pelican_site import site as site_module  # noqa: E402
from standfirst.teasers.sentences import card_text  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.teasers.near import Wording

PARTS = {
    "within: found": (copydesk, "find_repeats"),
    "within: settled": (copydesk, "settle_teaser"),
    "across": (site_module, "cross_read"),
}
"""The step's three entrances. What else it does (a comparison of the headline, findings as values) is in the whole."""


def main() -> None:
    """Print the table, or one measurement."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--sizes", default="1000,10000", help="numbers of articles")
    options.add_argument(
        "--rounds", type=int, default=5, help="pairs of builds of the smallest site; fewer of larger ones"
    )
    options.add_argument(
        "--profile", type=int, metavar="SIZE", help="print where the step's time goes, and nothing else"
    )
    options.add_argument("--plain", action="store_true", help="without social cards and search")
    options.add_argument("--one", nargs=2, metavar=("FOLDER", "MODE"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(measure(Path(chosen.one[0]), chosen.one[1])))
        return
    if chosen.profile:
        print_profile(chosen.profile)
        return
    sizes = [int(size) for size in chosen.sizes.split(",")]
    head = f"{'articles':>8} {'builds':>7} {'without, s':>11} {'with, s':>8} {'whole step':>11}"
    print(head + "".join(f"{part:>17}" for part in PARTS) + f"{'built again':>13}")
    for size in sizes:
        print_size(size, max(1, chosen.rounds * sizes[0] // size), plain=chosen.plain)


def print_size(size: int, rounds: int, *, plain: bool) -> None:
    """One row: builds in turns, and what each part took of the builds with the step."""
    runs: dict[str, list[dict[str, Any]]] = {"without": [], "with": [], "again": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_site.write_site(folder, size)
        if plain:
            with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
                settings.write("STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False\n")
        for number in range(rounds):
            # Whichever comes first has the colder caches.
            for mode in ("without", "with", "again") if number % 2 else ("with", "again", "without"):
                results = runs[mode]
                if mode != "again":
                    shutil.rmtree(folder / "state", ignore_errors=True)
                shutil.rmtree(folder / "output", ignore_errors=True)
                results.append(child(folder, mode))
    whole = median(a["seconds"] / b["seconds"] - 1 for a, b in zip(runs["with"], runs["without"], strict=True))
    again = median(run["parts"]["across"] / run["seconds"] for run in runs["again"])
    parts = [median(run["parts"][part] / run["seconds"] for run in runs["with"]) for part in PARTS]
    print(
        f"{size:8} {2 * rounds:7} {median(run['seconds'] for run in runs['without']):11.2f} "
        f"{median(run['seconds'] for run in runs['with']):8.2f} {whole:+11.1%}"
        + "".join(f"{part:17.1%}" for part in parts)
        + f"{again:13.1%}",
        flush=True,
    )


def child(folder: Path, mode: str) -> dict[str, Any]:
    """A measurement in a process of its own. Hashes of strings do not vary: neither does the work."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", folder, mode],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure(folder: Path, mode: str) -> dict[str, Any]:
    """Processor seconds of one build, and of the step's parts in it."""
    parts = dict.fromkeys(PARTS, 0.0)
    if mode == "without":
        switch_off()
    else:
        for part, (module, name) in PARTS.items():
            setattr(module, name, timed(getattr(module, name), parts, part))
    before = cpu_seconds()
    build(folder)
    return {"seconds": cpu_seconds() - before, "parts": parts}


def build(folder: Path) -> None:
    """The whole site. Raises RuntimeError where the build fails: what it then took says nothing."""
    os.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        report = make_site(settings="pelicanconf.py", state="state", now=made_site.NOW).build()
    if report.errors or not report.switched:
        raise RuntimeError("the made-up site does not build")


def switch_off() -> None:
    """Take the step out of this process."""

    def plain_teaser(_title: str, summary: str | None, body: Wording, limit: int, _actions: object) -> Teaser:
        if summary:
            return Teaser(card=summary, standfirst=summary, verdict="distinct")
        return Teaser(card=card_text([block.text for block in body.blocks[:1]], limit), standfirst=None, verdict="none")

    vars(copydesk).update(
        find_repeats=lambda *_: (),
        settle_teaser=plain_teaser,
        has_headline=lambda *_: False,
        drop_headline=lambda html, _title: html,
        drop_paragraphs=lambda html, *_: html,
    )
    vars(site_module).update(cross_read=lambda *_: None)


def timed(work: Callable[..., Any], parts: dict[str, float], part: str) -> Callable[..., Any]:
    """The same work, its processor time added up."""

    def wrapped(*values: object, **named: object) -> object:
        began = time.process_time()
        try:
            return work(*values, **named)
        finally:
            parts[part] += time.process_time() - began

    return wrapped


def cpu_seconds() -> float:
    """Of this process and those it waited for, in the system's own count."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def print_profile(size: int) -> None:
    """The functions that the step spends its own time in."""
    with tempfile.TemporaryDirectory() as name:
        made_site.write_site(Path(name), size)
        profile = cProfile.Profile()
        profile.runcall(build, Path(name))
    statistics = pstats.Stats(profile)
    statistics.sort_stats("cumulative").print_stats(r"teasers/|crossread|repeats\.py|copydesk")
    statistics.sort_stats("tottime").print_stats(r"teasers/|crossread|repeats\.py|method|normalize", 40)


if __name__ == "__main__":
    main()
