"""`python -m tests.faults.table` writes the table of faults in docs/security.md anew. The test of each case holds its line."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tests.faults.cases import FAULTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- faults: begin -->", "<!-- faults: end -->"


def table() -> str:
    """A line for each case, by group."""
    lines = ["| What happens | What becomes of it |", "| --- | --- |"]
    for group, faults in groupby(FAULTS, key=lambda fault: fault.group):
        lines.append(f"| **{group}** | |")
        lines += [f"| {fault.name} | {fault.outcome} |" for fault in faults]
    return "\n".join(lines)


def main() -> None:
    """Write it."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
