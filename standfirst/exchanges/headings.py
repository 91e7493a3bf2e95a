"""What each column of a table is, by its name: a path of the record, or one of the names that hand-made tables use."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.columns import PARTY_FIELDS, columns

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from standfirst.exchanges.sheet import Cell, Row

How = Literal["text", "plain", "codes", "json", "stage", "agreement", "date", "mediators", "address"]
"""How its cells are read: as `columns.Form` says, or in a way of hand-made tables."""

ANY = "XX"
"""Stands for any country's code."""
OWN = {entry.name: entry for entry in columns((ANY,))}
CODE = re.compile(r"[A-Z]{2}")
COUNTED = tuple(name.rpartition(".")[2] for name in OWN if name.startswith(f"returned.{ANY}."))
OLDER: dict[str, tuple[How, str]] = {
    "seq_since_invasion": ("plain", "sequence.since_invasion"),
    "seq_in_year": ("plain", "sequence.in_year"),
    "seq_basis": ("text", "sequence.basis"),
    "stage": ("stage", "stage"),
    "place": ("text", "location.handover"),
    "figures_disagree": ("plain", "disputed"),
}
"""Names of hand-made tables: how the cells are read, and the path in the record."""
OLDER_CODE = re.compile(r"(?:^|_)to_([a-z]{2})(?:_|$)")
NEAR = 20
"""For how many names that are unknown a near one is looked up: it takes time."""
ADDRESS = re.compile(r"source_url(?:_[0-9]+)?")
HAND_MADE: dict[str, How] = {"agreement": "agreement", "date": "date", "mediators": "mediators"}
"""Columns whose cells say the same more freely in a table with names of the other kind."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column."""

    name: str
    how: How
    path: tuple[str, ...]
    cell: Cell | None = None
    """Where the name stands."""
    older: bool = False
    """Whether the name is one that only hand-made tables use."""


def find_heading(name: str) -> Heading | None:
    """What a name means."""
    path = name.split(".")
    if len(path) > 1 and path[0] in PARTY_FIELDS and CODE.fullmatch(path[1]):
        path[1] = ANY
    if entry := OWN.get(".".join(path)):
        return Heading(name, entry.form, tuple(name.split(".")))
    if name in OLDER:
        how, older = OLDER[name]
        return Heading(name, how, tuple(older.split(".")), older=True)
    if ADDRESS.fullmatch(name):
        return Heading(name, "address", ("sources",), older=True)
    code = OLDER_CODE.search(name)
    older = _older_names(code[1].upper()).get(name, "") if code else ""
    return Heading(name, "plain", tuple(older.split(".")), older=True) if older else None


def is_heading(name: str) -> bool:
    """Whether a name is one of a column."""
    return find_heading(name) is not None


def read_header(row: Row, where: str, used: Collection[int]) -> tuple[list[Heading | None], list[Diagnostic]]:
    """The columns in their order, or what is wrong with them. `used` are those with a cell that is not empty."""
    headings: list[Heading | None] = []
    problems: list[Diagnostic] = []
    for number, cell in enumerate(row.cells):
        name = cell.text.strip()
        found = find_heading(name)
        headings.append(replace(found, cell=cell) if found else None)
        if found is None and (name or number in used):
            message = f"{name}: there is no such column" if name else f"column {number + 1} has no name"
            near = difflib.get_close_matches(name, _names(row), n=1) if name and len(problems) < NEAR else []
            hint = f"did you mean {near[0]}?" if near else "leave it out, or name it after a field: returned.UA.total"
            problems.append(Diagnostic(where, cell.line, cell.column, "SF011", message, hint))
    known = [heading for heading in headings if heading]
    problems += _twice(known, where)
    paths = {heading.path[0] for heading in known}
    missing = [name for name, entry in OWN.items() if entry.constraints.get("required") and name not in paths]
    for name in missing:
        if name != "parties" or len(codes_in(known)) != len(("one", "other")):
            hint = "add source_url_1 or sources" if name == "sources" else "add it"
            problems.append(Diagnostic(where, row.line, 1, "SF010", f"there is no column '{name}'", hint))
    if any(heading.older for heading in known):
        headings = [h and replace(h, how=HAND_MADE.get(h.name, h.how)) for h in headings]
    return headings, problems


def codes_in(headings: Sequence[Heading]) -> dict[str, Heading]:
    """The countries that columns are about, each with the first of them, in their order."""
    found: dict[str, Heading] = {}
    for heading in headings:
        if heading.path[0] in PARTY_FIELDS:
            found.setdefault(heading.path[1], heading)
    return found


def _older_names(code: str) -> dict[str, str]:
    """Names of hand-made tables that have a country's code in them, and their paths in the record."""
    small = code.lower()
    names = {f"to_{small}_{what}": f"returned.{code}.{what}" for what in COUNTED}
    return names | {f"{what}_to_{small}": f"{what}.{code}" for what in ("bodies", "cumulative")}


def _names(row: Row) -> list[str]:
    """Every name that a column of this table could have."""
    found = [heading for cell in row.cells if (heading := find_heading(cell.text.strip()))]
    codes = tuple(codes_in(found))
    older = [name for code in codes for name in _older_names(code)]
    return [*(entry.name for entry in columns(codes)), *OLDER, "source_url_1", *older]


def _twice(headings: Sequence[Heading], where: str) -> list[Diagnostic]:
    """Columns that give the same field, or a field and a part of it."""
    problems = []
    given: dict[tuple[str, ...], Heading] = {}
    """Every field and whatever is around it, with the first column that gives it or a part of it."""
    whole: set[tuple[str, ...]] = set()
    for heading in headings:
        around = [heading.path[:length] for length in range(1, len(heading.path))]
        taken = next((path for path in (*around, heading.path) if path in whole), None)
        earlier = given.get(taken or heading.path)
        apart = earlier and earlier.how == heading.how == "address" and earlier.name != heading.name
        if earlier and not apart and heading.cell:
            message, hint = f"{heading.name}: given twice", f"column '{earlier.name}' gives the same; keep one of them"
            problems.append(Diagnostic(where, heading.cell.line, heading.cell.column, "SF005", message, hint))
        whole.add(heading.path)
        for path in (*around, heading.path):
            given.setdefault(path, heading)
    return problems
