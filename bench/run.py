"""Every benchmark in one command, and its tables put into docs/repeats.md: `python bench/run.py`."""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "repeats.md"


def main() -> None:
    """Run each benchmark, show what it prints, and keep it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="small sizes and few rounds; the page is left as it is")
    options.add_argument(
        "--teasers", type=Path, help="labelled articles for teasers.py; without them its table stays as it is"
    )
    chosen = options.parse_args()
    began = time.monotonic()
    quick = chosen.quick
    across = ["--sizes", "1000,10000" if quick else "1000,10000,100000", "--rounds", "1" if quick else "2"]
    tables = {"machine": f"{describe_machine()}\n"}
    print(tables["machine"])
    if chosen.teasers:
        tables["within"] = run("teasers.py", str(chosen.teasers.resolve()))
    else:
        print("teasers.py is left out: it needs labelled articles, make bench TEASERS=path/to/cases.jsonl\n")
    whole = run("across.py", *across)
    verdicts, found, speed = whole.partition("\nIndexing, and")
    tables |= {"pairs": verdicts, "index": found + speed, "hostile": run("hostile.py")}
    builds = ["--sizes", "1000" if quick else "1000,10000", "--rounds", "2" if quick else "4"]
    tables |= {"build": run("build_cost.py", *builds), "plain-build": run("build_cost.py", "--plain", *builds)}
    if quick:
        print("A quick run: docs/repeats.md is left as it is.")
    else:
        PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
        print(f"Written to {PAGE.relative_to(ROOT)}.")
    print(f"{time.monotonic() - began:.0f} seconds in all.")


def describe_machine() -> str:
    """What a reader needs to know of where this ran, without its name."""
    model = "unknown"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists() and (found := re.search(r"model name\s*: (.*)", cpuinfo.read_text(encoding="utf-8"))):
        model = found[1]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{cores} cores ({model}), {platform.system()}, {platform.python_implementation()} {platform.python_version()}"
    )


def run(script: str, *options: str) -> str:
    """What a benchmark prints, also shown as it comes. Raises CalledProcessError where it fails."""
    print(f"--- {script}", flush=True)
    lines = []
    command = [sys.executable, str(ROOT / "bench" / script), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip() + "\n")
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    print()
    return "".join(lines)


def with_tables(page: str, tables: dict[str, str]) -> str:
    """The page with each table between its markers. Raises ValueError where a table has no place."""
    for name, text in tables.items():
        # The misses quote the file, which is not ours to print.
        kept = re.sub(r"\nMisses,.*?\n(?=\n)", "", text, flags=re.DOTALL)
        fresh = f"<!-- bench {name}: begin -->\n\n```text\n{kept.strip(chr(10))}\n```\n\n<!-- bench {name}: end -->"
        marked = rf"<!-- bench {name}: begin -->.*?<!-- bench {name}: end -->"
        page, count = re.subn(marked, lambda _, fresh=fresh: fresh, page, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"{PAGE.name} has no place for the table '{name}'")
    return page


if __name__ == "__main__":
    main()
