"""What the guards around content and machines cost of a cold build: `python bench/guards.py --size 1000`.

A made-up site of good articles is built by the command, in a process of its own, with the guards and without, in turns; its
processor time is taken, with that of the processes that it starts. Without means: no first look at a text, no cleaning of its
HTML, no look at depth, characters, names and addresses, files opened plainly, no look through the theme, no limit for a
template, no comparison of the content at the end, no count of the pages that go, nothing put on the disk before the switch.
Search and social cards are off: they have no guards and take more time than all the rest, which would make the share look small.
Processor time does not depend on what else the machine does, nearly; the median of the pairs does still less.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import made_site  # noqa: E402 - found below the root

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
    options.add_argument("--rounds", type=int, default=5, help="pairs of builds")
    given = options.parse_args()
    shares = []
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
            print(f"{seconds['with']:.2f} s with, {seconds['without']:.2f} s without: {shares[-1]:+.1%}", flush=True)
    print(f"{given.size} articles, median of {given.rounds} pairs: {median(shares):+.1%}")


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
