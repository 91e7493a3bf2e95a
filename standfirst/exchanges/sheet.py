"""CSV text -> rows of cells, each with its place, or what is wrong with the file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.characters import FORBIDDEN
from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DELIMITERS = (",", ";", "\t")
LINE_END = re.compile(r"\r\n|\r|\n")
QUOTED = r'"(?:[^"]|"")*+"'
RISKY = re.compile(
    "'*(?:[-=+@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]|\\s*\\Z)"
)
"""What a cell must not begin with, as OWASP's page on CSV injection lists it, or be; an apostrophe does not hide it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and where it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty."""

    line: int
    cells: tuple[Cell, ...]


class _UnreadableError(Exception):
    def __init__(self, line: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.finding = (line, 1, code, message, hint)


def read_sheet(text: str, where: str, is_heading: Callable[[str], bool]) -> tuple[list[Row], list[Diagnostic]]:
    """All rows, the header's first, or what is wrong. `is_heading` knows a column's name.

    Cells are parted by the mark that gives the header the most names that are known: a comma, a semicolon or a tab.
    """
    if found := FORBIDDEN.search(text):
        message = f"holds the control character U+{ord(found[0]):04X}"
        return [], [Diagnostic(where, *place_of(text, found.start()), "SF001", message, "delete it")]
    lines = list(io.StringIO(text, newline=""))
    delimiter = max(DELIMITERS, key=lambda mark: _names_known(lines, mark, is_heading))
    try:
        rows = list(_rows(lines, delimiter))
    except _UnreadableError as error:
        return [], [Diagnostic(where, *error.finding)]
    problems = [_ragged(row, len(rows[0].cells), where) for row in rows[1:] if len(row.cells) != len(rows[0].cells)]
    return rows, problems


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, lines counted as editors do."""
    ends = [found.end() for found in LINE_END.finditer(text, 0, index)]
    return len(ends) + 1, index - (ends[-1] if ends else 0) + 1


def guard(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula and that is not taken for an empty one: after an apostrophe."""
    return f"'{text}" if RISKY.match(text) else text


def unguard(text: str) -> str:
    """The text of a cell that `guard` wrote."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text


def _names_known(lines: Sequence[str], delimiter: str, is_heading: Callable[[str], bool]) -> int:
    try:
        header = next(_rows(lines, delimiter), None)
    except _UnreadableError:
        return 0
    return sum(is_heading(cell.text.strip()) for cell in header.cells) if header else 0


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Rows with a cell that is not empty. The library reads the cells; their places are found beside it."""
    reader, start = csv.reader(iter(lines), delimiter=delimiter, strict=True), 0
    one = re.compile(f"{QUOTED}|[^{delimiter}\r\n]*")
    while (cells := _next(reader, start + 1)) is not None:
        written = "".join(lines[start : reader.line_num])
        if any(text.strip() for text in cells):
            places = list(_places(written, start + 1, delimiter, one))
            if len(places) != len(cells):
                places = [(start + 1, 1)] * len(cells)
            yield Row(start + 1, tuple(Cell(text, *place) for text, place in zip(cells, places, strict=True)))
        start = reader.line_num


def _next(reader: Iterator[list[str]], line: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        if "field larger" in str(error):
            message = f"a cell is longer than {csv.field_size_limit():,} characters"
            raise _UnreadableError(line, "SF006", message, "is a quote opened and not closed?") from error
        hint = 'a cell with quotes in it is written "He said ""no"""; is each quote closed?'
        raise _UnreadableError(line, "SF007", f"not valid CSV: {error}", hint) from error


def _places(written: str, line: int, delimiter: str, one: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position = line_start = 0
    while True:
        yield line, position - line_start + 1
        found = one.match(written, position)
        end = found.end() if found else position
        for line_end in LINE_END.finditer(written, position, end):
            line, line_start = line + 1, line_end.end()
        if not written.startswith(delimiter, end):
            return
        position = end + 1


def _ragged(row: Row, wanted: int, where: str) -> Diagnostic:
    cell = row.cells[min(wanted, len(row.cells) - 1)]
    message = f"a row of {len(row.cells)} cells under a header of {wanted}"
    hint = "put a cell that holds the delimiter in quotes; leave unknown cells empty"
    return Diagnostic(where, cell.line, cell.column, "SF007", message, hint)
