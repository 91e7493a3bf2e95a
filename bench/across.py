"""Repeats across articles: verdicts on labelled pairs, and the index beside datasketch's MinHash LSH. See README.md."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import frames, pairs, planted  # noqa: E402 - found below the root
from standfirst.build.store import Store  # noqa: E402
from standfirst.teasers.across import Index  # noqa: E402
from standfirst.teasers.compare import compare, judge  # noqa: E402

REPEATS = {"copy", "update"}


def main() -> None:
    """Print every table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--sizes", default="1000,10000,100000", help="numbers of teasers, the peer on the last of them"
    )
    options.add_argument("--rounds", type=int, default=3, help="runs of each, in turns; half as many from 50,000 on")
    options.add_argument(
        "--peer", type=Path, default=ROOT / ".venv" / "peers", help="environment for the peer; made if missing"
    )
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one)))
        return
    print_verdicts("tuned on", frames.DEV)
    print_verdicts("held out", frames.HELD_OUT)
    print_speed([int(size) for size in chosen.sizes.split(",")], chosen.rounds, chosen.peer)


def print_verdicts(title: str, groups: frames.Frames) -> None:
    """Verdicts by kind of pair, and precision and recall of copy and update together."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    for pair in pairs.make_pairs(groups, rounds=10, seed=11):
        verdict = judge(compare(pair.one, pair.other), *pair.days)
        table[f"{pair.label:8}  {pair.kind}"][verdict] += 1
        right["both" if {verdict, pair.label} <= REPEATS else "said" if verdict in REPEATS else ""] += 1
        right["meant"] += pair.label in REPEATS
    verdicts = ("copy", "update", "template", "none")
    print(f"\nPairs from frames {title}\n{'label     kind':32}" + "".join(f"{verdict:>10}" for verdict in verdicts))
    for kind, found in table.items():
        print(f"{kind:32}" + "".join(f"{found[verdict]:10}" for verdict in verdicts))
    precision = right["both"] / (right["both"] + right["said"])
    print(f"copy or update: precision {precision:.3f}, recall {right['both'] / right['meant']:.3f}")


def measure(size: int) -> dict[str, Any]:
    """Our index on the planted teasers, in this process."""
    texts = planted.make_texts(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "store.db") as store:
        start = time.perf_counter()
        index = Index(store)
        for number, text in enumerate(texts):
            index.update(str(number), text)
        index.write()
        seconds = time.perf_counter() - start
        recall, checks = {}, []
        for kind, repeats in planted.plant(texts).items():
            found = 0
            for number, repeat in repeats:
                start = time.perf_counter()
                matches = index.candidates(repeat)
                checks.append(time.perf_counter() - start)
                found += any(match.other == str(number) for match in matches)
            recall[kind] = found / len(repeats)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        sum(1 for _ in index.pairs())
        every = time.perf_counter() - start
    return {
        "seconds": seconds,
        "megabytes": (peak - before) / 1024,
        "recall": recall,
        "check": median(checks),
        "pairs": every,
    }


def print_speed(sizes: list[int], rounds: int, peer: Path) -> None:
    """Time, memory and recall of both, each run in a process of its own, in turns."""
    python = peer / "bin" / "python"
    if not python.exists():
        venv.create(peer, with_pip=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "-r", ROOT / "bench" / "requirements.txt"], check=True)
    ours = [sys.executable, __file__, "--one"]
    theirs = [str(python), str(ROOT / "bench" / "peer_minhash.py")]
    head = f"{'teasers':>8} {'who':12} {'index s':>8} {'µs each':>8} {'MB':>7} {'check ms':>9} {'pairs s':>8}"
    print("\nIndexing, and one article checked (medians)\n" + head + "".join(f"{kind:>11}" for kind in planted.KINDS))
    for size in sizes:
        runs: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for _ in range(max(1, rounds // (2 if size >= LARGE else 1))):
            for who, command in (("standfirst", ours), ("datasketch", theirs)):
                done = subprocess.run([*command, str(size)], check=True, capture_output=True, text=True)
                runs[who].append(json.loads(done.stdout))
        for who, results in runs.items():
            values = {
                key: median(run.get(key, 0) for run in results) for key in ("seconds", "megabytes", "check", "pairs")
            }
            recall = "".join(f"{results[0]['recall'][kind]:11.3f}" for kind in planted.KINDS)
            print(
                f"{size:8} {who:12} {values['seconds']:8.2f} {values['seconds'] / size * 1e6:8.0f} {values['megabytes']:7.0f} "
                f"{values['check'] * 1e3:9.2f} {values['pairs'] or float('nan'):8.2f}{recall}"
            )
        a, b = ({key: median(run[key] for run in runs[who]) for key in ("seconds", "megabytes")} for who in runs)
        print(
            f"{'':8} ratio        {a['seconds'] / b['seconds']:8.2f} {'':8} {a['megabytes'] / b['megabytes']:7.2f}",
            flush=True,
        )


LARGE = 50_000

if __name__ == "__main__":
    main()
