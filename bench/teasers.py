"""How well the verdicts on teasers agree with labels given by readers: `python bench/teasers.py FILE.jsonl`.

Each line of the file is an object with `id`, `summary`, `body` (Markdown), `label` (exact, truncated, near, distinct) and,
where known, `repeat` (start and end of the passage in the body) and `sure` (false where the reader hesitated).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst import defaults
from standfirst.prose import Renderer, plain_text, without_shortcodes
from standfirst.teasers import near
from standfirst.teasers.near import Wording, is_near, match_runs, relate
from standfirst.teasers.repeats import find_repeats
from standfirst.teasers.words import split_words, without_cut_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standfirst.prose import Block

LABELS = ("exact", "truncated", "near", "distinct")
FOLDS = 5
OVERLAP = 0.7
GOAL = 0.95
GRID = {"COVERED": (0.4, 0.45, 0.5, 0.55, 0.6), "UNBROKEN": (6, 7, 8, 9, 10), "EDITED": (8, 9, 10, 11, 12)}
"""Thresholds that the cross-validation chooses from."""


@dataclass(frozen=True)
class Case:
    """One labelled article, read."""

    row: dict[str, Any]
    summary: str
    blocks: tuple[Block, ...]
    body: Wording


def read_cases(path: Path) -> list[Case]:
    """The file's cases, rendered as the build renders."""
    renderer = Renderer(defaults.MARKDOWN)
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        summary = plain_text(renderer.html(without_shortcodes(row["summary"])))
        blocks = renderer.body(without_shortcodes(row["body"])).blocks
        cases.append(Case(row, summary, blocks, Wording(blocks)))
    return cases


def scores(pairs: Sequence[tuple[str, str]], label: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label over pairs of label and verdict."""
    hits = sum(1 for given, found in pairs if given == found == label)
    found_all, given_all = (sum(1 for pair in pairs if pair[side] == label) for side in (1, 0))
    precision, recall = hits / found_all if found_all else 1.0, hits / given_all if given_all else 1.0
    return precision, recall, 2 * hits / (found_all + given_all) if found_all + given_all else 1.0


def print_confusion(pairs: Sequence[tuple[str, str]]) -> None:
    """The table of labels and verdicts, and the scores of each label."""
    counts = Counter(pairs)
    print(f"{'label':<10}" + "".join(f"{verdict:>11}" for verdict in LABELS) + "  | precision  recall      F1")
    for label in LABELS:
        row = "".join(f"{counts[label, verdict]:>11}" for verdict in LABELS)
        precision, recall, both = scores(pairs, label)
        print(f"{label:<10}{row}  |     {precision:.3f}   {recall:.3f}   {both:.3f}")


def print_misses(cases: Sequence[Case], verdicts: Sequence[str]) -> None:
    """Each case whose verdict is not its label, with what decided."""
    print("\nMisses, each with what decided")
    for case, verdict in zip(cases, verdicts, strict=True):
        if verdict != case.row["label"]:
            wanted = without_cut_mark(split_words(case.summary))
            runs = match_runs(wanted, case.body.words)
            covered = {word for run in runs for word in range(run.summary, run.summary + run.length)}
            longest = max((run.length for run in runs), default=0)
            unsure = "" if case.row.get("sure", True) else ", reader unsure"
            print(
                f"  {case.row['id']}: {case.row['label']}{unsure}, found {verdict}: {len(covered)} of {len(wanted)} words "
                f"in runs, longest {longest}: {' '.join(case.summary.split())[:100]}"
            )


def cross_validate(cases: Sequence[Case]) -> None:
    """Near against distinct: thresholds chosen on four fifths of the cases, judged on the last, five times."""
    print(f"\nCross-validation of near, {FOLDS} folds: thresholds from {GRID}")
    judged = [case for case in cases if case.row["label"] in {"near", "distinct"}]
    prepared = []
    for case in judged:
        wanted = without_cut_mark(split_words(case.summary))
        prepared.append((case.row["label"], wanted, match_runs(wanted, case.body.words)))
    order = list(range(len(prepared)))
    random.Random(1).shuffle(order)  # noqa: S311 - the same folds in each run, no secret
    own = {name: getattr(near, name) for name in GRID}
    table: dict[tuple[float, ...], list[tuple[str, str]]] = {}
    for values in itertools.product(*GRID.values()):
        for name, value in zip(GRID, values, strict=True):
            setattr(near, name, value)
        table[values] = [(label, "near" if is_near(wanted, runs) else "distinct") for label, wanted, runs in prepared]
    for name, value in own.items():
        setattr(near, name, value)
    chosen_pairs: list[tuple[str, str]] = []
    fixed = table[tuple(own.values())]
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        chosen = max(
            table,
            key=lambda values: (
                scores([pair for n, pair in enumerate(table[values]) if n not in held], "near")[2],
                -sum(abs(value - own[name]) for name, value in zip(GRID, values, strict=True)),
            ),
        )
        pairs = [table[chosen][n] for n in sorted(held)]
        chosen_pairs += pairs
        shipped = scores([fixed[n] for n in sorted(held)], "near")
        print(
            f"  fold {fold + 1}: chosen {dict(zip(GRID, chosen, strict=True))}: "
            + "P {:.3f} R {:.3f} F1 {:.3f}".format(*scores(pairs, "near"))
            + "; as shipped: P {:.3f} R {:.3f} F1 {:.3f}".format(*shipped)
        )
    print("  all folds, chosen: P {:.3f} R {:.3f} F1 {:.3f}".format(*scores(chosen_pairs, "near")))
    good = [values for values, pairs in table.items() if scores(pairs, "near")[2] >= GOAL]
    print(f"  {len(good)} of {len(table)} combinations of thresholds reach F1 {GOAL}")


def print_overlap(cases: Sequence[Case], verdicts: Sequence[str]) -> None:
    """How often a passage that is shown is the one that the reader marked."""
    print(f"\nPassage shown and passage marked by the reader overlap by {OVERLAP} or more (intersection over union)")
    met: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for case, verdict in zip(cases, verdicts, strict=True):
        marked = case.row.get("repeat")
        if not marked or verdict != case.row["label"]:
            continue
        found = find_repeats("", case.summary, case.row["body"], Wording(case.blocks))
        teaser = next(repeat for repeat in found if repeat.repeats == "summary")
        places = [mark.place for mark in teaser.marks]
        spans = [(place.start, place.end) for place in places]
        spans.append((min(start for start, _ in spans), max(end for _, end in spans)))
        seen[verdict] += 1
        met[verdict] += any(
            min(end, marked[1]) - max(start, marked[0]) >= OVERLAP * (max(end, marked[1]) - min(start, marked[0]))
            for start, end in spans
        )
    print("  " + ", ".join(f"{label} {met[label]} of {seen[label]}" for label in LABELS if seen[label]))


def time_of(work: Callable[[Case], object], cases: Sequence[Case], label: str) -> float:
    """Milliseconds of work for one case of a label, the best of three rounds."""
    chosen = [case for case in cases if case.row["label"] == label]
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        for case in chosen:
            work(case)
        best = min(best, time.perf_counter() - began)
    return 1000 * best / max(1, len(chosen))


def print_times(cases: Sequence[Case]) -> None:
    """What the verdict costs, and what it costs with every place in the source."""
    size = sum(len(case.row["body"]) for case in cases) / max(1, len(cases))
    print(f"\nMilliseconds for an article (bodies of {size / 1000:.1f} KB on average, rendering not counted)")
    print(f"  {'label':<10}{'verdict':>9}{'with all findings and places':>30}")
    for label in LABELS:
        verdict = time_of(lambda case: relate(case.summary, Wording(case.blocks)), cases, label)
        whole = time_of(
            lambda case: find_repeats(case.row.get("title", ""), case.summary, case.row["body"], Wording(case.blocks)),
            cases,
            label,
        )
        print(f"  {label:<10}{verdict:>9.2f}{whole:>30.2f}")


def main() -> None:
    """Read the file and print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    cases = read_cases(parser.parse_args().file)
    verdicts = [relate(case.summary, case.body).verdict for case in cases]
    print(f"{len(cases)} cases\n")
    print_confusion([(case.row["label"], verdict) for case, verdict in zip(cases, verdicts, strict=True)])
    print_misses(cases, verdicts)
    cross_validate(cases)
    print_overlap(cases, verdicts)
    print_times(cases)


if __name__ == "__main__":
    main()
