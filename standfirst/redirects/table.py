"""The site's table of redirects, redirects.csv: its rows as rules, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.sheet import read_sheet
from standfirst.redirects.settle import Rule

if TYPE_CHECKING:
    from standfirst.folder import Folder

NAME = "redirects.csv"
"""Below the content folder."""
HEADS = (("from", "to"), ("old", "new"))
"""The first line: ours, and that of tables which imports have written."""
HINT = "begin the table with from,to; below it /news/old.html,/news/new.html (an empty second cell: it is gone)"


def read_table(folder: Folder) -> tuple[list[Rule], list[Diagnostic]]:
    """The rows of the site's table, or what is wrong with it. No table is an empty one."""
    if NAME not in folder.known:
        return [], []
    where = folder.where(NAME)
    text, problems = folder.read_text(NAME)
    if text is None or not text.strip():
        return [], problems
    rows, problems = read_sheet(text, where, lambda name: any(name.lower() in head for head in HEADS))
    if not rows:
        return [], problems
    head = tuple(cell.text.strip().lower() for cell in rows[0].cells)
    if head not in HEADS:
        return [], [Diagnostic(where, rows[0].line, 1, "SF007", "the first line is not from,to", HINT)]
    if problems:
        return [], problems
    return [
        Rule(old.text, new.text, where, (old.line, old.column), (new.line, new.column))
        for old, new in (row.cells for row in rows[1:])
    ], []
