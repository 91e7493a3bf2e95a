"""A table of records -> record files: each row that has no record yet gets one, and no file is ever changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.exchanges.columns import columns, parties_of
from standfirst.exchanges.records import read_record
from standfirst.exchanges.sheet import place_of
from standfirst.exchanges.table import read_rows
from standfirst.exchanges.writing import write_record
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standfirst.exchange import Exchange
    from standfirst.exchanges.records import Kept
    from standfirst.pelican_site.site import Site

MAX_TABLE = 32 * 1024 * 1024
"""Longest table that is read, in bytes: some 40,000 records."""
ENDINGS = (".yaml", ".yml")
NO_FIGURES = frozenset(
    {"id", "agreement", "claims", "mediators", "location", "categories", "disputed", "note", "sources"}
)
"""Fields in which a row and a record may differ without a word: people put things differently, and a table knows less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import would do, or what keeps it from doing anything."""

    rows: int = 0
    folder: Path
    new: Mapping[Path, str] = field(default_factory=dict)
    """File -> its text."""
    kept: Sequence[str] = ()
    """A line for each record that is there and says something else, or cannot be read."""
    there: int = 0
    problems: Sequence[Diagnostic] = ()

    def summary(self, *, dry: bool) -> str:
        """What was done, or with `dry` what would be, in a sentence."""
        rows, new = _count(self.rows, "row"), _count(len(self.new), "new record")
        where = os.path.join(shown_path(self.folder), "")  # noqa: PTH118 - with a mark at its end that says folder
        if dry:
            return f"{rows}: {new} would be written to {where}, {self.there} are there already."
        return f"{rows}: {new} in {where}, {self.there} were there already."


def plan_import(file: Path, site: Site) -> Import:
    """Read the table and what the site has. Nothing is written. Raises BuildError where the site cannot be read."""
    report, newsroom = site.check()
    if newsroom is None:
        raise BuildError(report.errors[0])
    desk, where = newsroom.desk, shown_path(file)
    folder = Path(site.path) / desk.config.exchanges_path
    text, problems = read_table(file, where)
    rows, wrong = read_rows(text, where) if text is not None else ([], [])
    problems = [*problems, *wrong]
    kept_in = Path(desk.config.exchanges_path)
    unread = {Path(path).stem for path in desk.unread if kept_in in Path(path).parents}
    new, kept = {}, []
    for row in rows:
        name = row.record.id
        if name in desk.known_records:
            other = desk.known_records[name]
            if differing := differing_values(row, other.record):
                kept.append(f"{name}: kept as it is; the row has other values for {', '.join(differing)}")
        elif name in unread:
            kept.append(f"{name}: kept as it is; its file cannot be read")
        else:
            target, written = folder / f"{name}{ENDINGS[0]}", write_record(row.record)
            new[target] = written
            problems += _unwritable(row, target, written)
    there = len(rows) - len(new)
    if problems:
        return Import(folder=folder, problems=sorted(set(problems)))
    return Import(rows=len(rows), folder=folder, new=new, kept=kept, there=there)


def carry_out(plan: Import) -> None:
    """Write the new files: each appears whole or not at all, and none in the place of another.

    Raises OSError where they cannot be written; then none of those is left that did not appear.
    """
    plan.folder.mkdir(parents=True, exist_ok=True)
    waiting = {target: target.with_name(f".{target.name}.{os.getpid()}") for target in plan.new}
    try:
        for target, temporary in waiting.items():
            temporary.write_bytes(plan.new[target].encode())
        for target, temporary in waiting.items():
            if os.path.lexists(target):
                raise FileExistsError(0, "is there by now", str(target))
            temporary.rename(target)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def read_table(file: Path, where: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a table in UTF-8, with or without a byte order mark, its line ends as they are; or what is wrong with it."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_TABLE + 1)
    except OSError as error:
        return None, [Diagnostic(where, 1, 1, "SF902", f"cannot be read: {error.strerror}")]
    if len(data) > MAX_TABLE:
        hint = f"the limit is {MAX_TABLE // 1024 // 1024} MiB"
        return None, [Diagnostic(where, 1, 1, "SF006", "the table is too long", hint)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        message, hint = f"not UTF-8: {error.object[error.start]:#04x}", "save the file as UTF-8"
        return None, [Diagnostic(where, *place_of(before, len(before)), "SF001", message, hint)]


def differing_values(row: Kept, record: Exchange) -> list[str]:
    """Dates, figures, kind and status that a row gives and that are not the record's."""
    mine, theirs = row.record.model_dump(mode="json"), record.model_dump(mode="json")
    found = []
    for entry in columns(parties_of([row.record, record])):
        said = _part(mine, entry.path)
        counted = (
            entry.path[0] in row.node.keys
            and entry.path[0] not in NO_FIGURES
            and entry.type != "boolean"
            and entry.name != "sequence.basis"
        )
        if counted and said is not None and said != _part(theirs, entry.path):
            found.append(entry.name)
    return found


def _part(data: Any, path: Sequence[str]) -> Any:  # noqa: ANN401 - any part of a record
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _unwritable(row: Kept, target: Path, text: str) -> list[Diagnostic]:
    """Why a record can have no file of its own."""
    place = (row.where, *row.at("id"))
    for ending in ENDINGS:
        taken = target.with_suffix(ending)
        if os.path.lexists(taken):
            message, hint = f"id: {shown_path(taken)} is there and holds another record", "rename that file"
            return [Diagnostic(*place, "SF202", message, hint)]
    read, problems = read_record(text, "")
    if problems:
        return [Diagnostic(*place, found.code, f"the record: {found.message}", found.hint) for found in problems]
    if read is None or read.record != row.record:  # a writer that does not keep what it is given must not write
        return [Diagnostic(*place, "SF013", "the record cannot be written to a file", "report this row to Standfirst")]
    return []


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
