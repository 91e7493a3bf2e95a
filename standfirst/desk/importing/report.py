"""What an import tells: counts, what weighs most line by line, and all of it in a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from standfirst.desk.importing.found import KINDS, tally
from standfirst.formats import write_findings
from standfirst.redirects.table import NAME
from standfirst.report import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.desk.importing.bringing import Outcome

SHOWN = 40
"""Lines of notes that are printed; the file has all."""
FILE = "import.txt"
MEANING = {
    "left out": "not imported",
    "not understood": "kept as it stands or as a remark",
    "doubtful": "imported, and worth a look",
    "dropped": "of no use here, or said twice",
}


def write_report(outcome: Outcome) -> str:
    """All notes by kind, and what is left to do, as text."""
    parts = [summary(outcome)]
    for kind in KINDS:
        notes = [str(note) for note in outcome.notes if note.kind == kind]
        if notes:
            parts.append("\n".join([f"{kind.capitalize()} ({MEANING[kind]}): {len(notes):,}", *notes]))
    if outcome.problems:
        parts.append("\n".join([_to_do(outcome), write_findings(outcome.problems, "text")]))
    return "\n\n".join(parts) + "\n"


def shown(outcome: Outcome, kept_in: Path | None) -> str:
    """The same for a terminal: short, with the file that has the rest."""
    lines = [summary(outcome)]
    counted = tally(outcome.notes)
    if outcome.notes:
        where = f" All of it: {shown_path(kept_in)}." if kept_in else ""
        lines.append("; ".join(f"{kind}: {number:,}" for kind, number in counted.items() if number) + f".{where}")
    worst = sorted(outcome.notes, key=lambda note: KINDS.index(note.kind))
    lines += [_cut(str(note)) for note in worst[:SHOWN]]
    if len(worst) > SHOWN:
        lines.append(f"… and {len(worst) - SHOWN:,} more.")
    if outcome.problems:
        lines.append(_to_do(outcome))
        lines.append(write_findings(outcome.problems[:SHOWN], "text"))
        if len(outcome.problems) > SHOWN:
            lines.append(f"… and {len(outcome.problems) - SHOWN:,} more: standfirst check")
    return "\n".join(lines)


def summary(outcome: Outcome) -> str:
    """What was done, or in a dry run would be, in a sentence or two."""
    found = f"{_count(outcome.articles, 'article')} and {_count(outcome.pages, 'page')} found"
    where = os.path.join(shown_path(outcome.content), "")  # noqa: PTH118 - with a mark at its end that says folder
    verb = "would be written" if outcome.dry else "written"
    done = f"{len(outcome.written):,} {verb} to {where}, {outcome.there:,} there already"
    made = [
        _count(number, noun)
        for number, noun in (
            (len(outcome.people), "author"),
            (outcome.copied, "picture or file"),
            (outcome.redirects, f"redirect in {NAME}"),
        )
        if number
    ]
    more = f" With them: {', '.join(made)}." if made else ""
    return f"{found}: {done}.{more}"


def _to_do(outcome: Outcome) -> str:
    return f"Left to do, as `standfirst check` says ({len(outcome.problems):,}):"


def _cut(line: str, most: int = 200) -> str:
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"{number:,} {noun}"
    plural = {"picture or file": "pictures and files", f"redirect in {NAME}": f"redirects in {NAME}"}
    return f"{number:,} {plural.get(noun, f'{noun}s')}"
