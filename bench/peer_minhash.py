"""datasketch's MinHash LSH on the planted teasers, as its documentation has it. Run by across.py in an environment apart."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]
from planted import make_texts, plant

PERMUTATIONS = 128
THRESHOLD = 0.5
WORD = re.compile(r"\w+")


def signature(text: str) -> MinHash:
    """The same three-word shingles as ours, all of them."""
    words = WORD.findall(text.casefold())
    found = MinHash(num_perm=PERMUTATIONS)
    found.update_batch([" ".join(words[n : n + 3]).encode() for n in range(max(1, len(words) - 2))])
    return found


def main(size: int) -> None:
    """Print seconds, megabytes and recall as JSON."""
    texts = make_texts(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for number, text in enumerate(texts):
        index.insert(number, signature(text))
    seconds = time.perf_counter() - start
    recall, checks = {}, []
    for kind, repeats in plant(texts).items():
        found = 0
        for number, repeat in repeats:
            start = time.perf_counter()
            found += number in index.query(signature(repeat))
            checks.append(time.perf_counter() - start)
        recall[kind] = found / len(repeats)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    check = sorted(checks)[len(checks) // 2]
    print(json.dumps({"seconds": seconds, "megabytes": (peak - before) / 1024, "recall": recall, "check": check}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
