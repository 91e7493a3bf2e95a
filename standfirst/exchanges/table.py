"""A table of records, one a row -> checked records, each value with the place of its cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.characters import FORBIDDEN
from standfirst.diagnostics import Diagnostic
from standfirst.exchange import Exchange
from standfirst.exchanges.columns import country_name
from standfirst.exchanges.headings import codes_in, is_heading, read_header
from standfirst.exchanges.records import Kept, index_records
from standfirst.exchanges.sheet import read_sheet, unguard
from standfirst.frontmatter import check_header
from standfirst.yamltree import MAX_DEPTH, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standfirst.exchanges.headings import Heading
    from standfirst.exchanges.sheet import Cell, Row

STAGE = re.compile(r"(\S+?)\s*(?:/|\bof\b)\s*(\S+)")
REMARK = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
NUMBER = re.compile(r"\d[\d,.\s]*")
PART_OF_DATE = {"month": re.compile(r"[0-9]{4}-[0-9]{2}"), "year": re.compile(r"[0-9]{4}")}
SURROGATE = re.compile("[\ud800-\udfff]")
NO_BASIS = "not stated"


class _CellError(Exception):
    """What is wrong with a cell: code, message and hint."""


def read_rows(text: str, where: str) -> tuple[list[Kept], list[Diagnostic]]:
    """Every record of a table in CSV, or what is wrong with it, as `where:line:column` of the cell.

    Columns are named by the record's own paths (`returned.UA.total`), as `downloads.write_csv` names them, or as hand-made
    tables do (`to_ua_total`). A row with a mistake gives no record; an id that is used twice is a mistake.
    """
    rows, problems = read_sheet(text, where, is_heading)
    if not rows:
        hint = "begin with a line of column names: id,date,kind,status,…"
        return [], problems or [Diagnostic(where, 1, 1, "SF010", "the table is empty", hint)]
    header, *rows = rows
    used = {number for row in rows for number, cell in enumerate(row.cells) if cell.text.strip()}
    headings, wrong = read_header(header, where, used)
    if wrong:
        return [], [*problems, *wrong]
    kept = []
    for row in rows:
        if len(row.cells) != len(header.cells):
            continue
        node, wrong = _read_row(row, headings, where)
        record, found = check_header(Exchange, node, where, "yaml")
        spoilt = {f"{problem.message.partition(':')[0]}: missing" for problem in wrong}
        problems += [*wrong, *(problem for problem in found if problem.message not in spoilt)]
        if record and not wrong:
            kept.append(Kept(record.values, where, node))
    _, wrong = index_records(kept)
    return kept, [*problems, *wrong]


def _read_row(row: Row, headings: Sequence[Heading | None], where: str) -> tuple[Node, list[Diagnostic]]:
    root, problems = Node(row.line, 1, {}), []
    known = [heading for heading in headings if heading]
    older = any(heading.older for heading in known)
    agreed: tuple[Cell, list[str]] | None = None
    for heading, cell in zip(headings, row.cells, strict=True):
        if heading is None or not cell.text.strip():
            continue
        try:
            if heading.how == "agreement":
                name, promised = _agreement(cell.text)
                _put(root, heading.path, _at(cell, name), cell)
                agreed = (cell, promised)
            elif heading.how == "text":
                text = cell.text.strip() if older else unguard(cell.text)
                _put(root, heading.path, _at(cell, text), cell)
            elif heading.how == "address":
                _add_source(root, cell)
            else:
                _put(root, heading.path, _value(heading, cell), cell)
        except _CellError as error:
            code, message, hint = error.args
            problems.append(Diagnostic(where, cell.line, cell.column, code, f"{heading.name}: {message}", hint))
    if older:
        _complete(root, known)
    if agreed and agreed[1]:
        _promise(root, *agreed)
    return root, problems


def _value(heading: Heading, cell: Cell) -> Node:
    text = cell.text.strip()
    match heading.how:
        case "codes":
            return _at(cell, [_at(cell, code.strip()) for code in text.split(";") if code.strip()])
        case "json":
            return _json(cell)
        case "mediators":
            return _json(cell) if text.startswith("[") else _mediators(cell)
        case "stage":
            found = STAGE.fullmatch(text)
            parts = {"number": found[1], "of": found[2]} if found else {"number": text}
            return _mapping(cell, parts)
        case _:
            return _at(cell, text)


def _at(cell: Cell, value: str | list[Node] | dict[str, Node]) -> Node:
    keys = dict.fromkeys(value, (cell.line, cell.column)) if isinstance(value, dict) else {}
    return Node(cell.line, cell.column, value, keys)


def _mapping(cell: Cell, fields: Mapping[str, str]) -> Node:
    return _at(cell, {name: _at(cell, text) for name, text in fields.items()})


def _fields(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _put(root: Node, path: Iterable[str], value: Node, cell: Cell) -> None:
    """Give a record the value at `path`, and every field on the way there."""
    *around, last = path
    node = root
    for step in around:
        node.keys.setdefault(step, (cell.line, cell.column))
        node = _fields(node).setdefault(step, _at(cell, {}))
    node.keys[last] = (cell.line, cell.column)
    _fields(node)[last] = value


def _json(cell: Cell) -> Node:
    """A JSON list; every value in it has the place of the cell. Numbers stay text, as in a record file."""
    try:
        value = json.loads(cell.text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except RecursionError:
        raise _CellError("SF006", f"nested more than {MAX_DEPTH} deep", "the table holds a few fields") from None
    except ValueError as error:
        raise _CellError("SF013", f"not JSON: {error}", 'write a list: [{"name": "…"}]') from None
    if not isinstance(value, list):
        raise _CellError("SF013", "not a list", 'write it in brackets: [{"name": "…"}]')
    return _tree(cell, value, MAX_DEPTH)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a name is given twice"
        raise ValueError(message)
    return found


def _tree(cell: Cell, value: Any, depth: int) -> Node:  # noqa: ANN401 - any JSON
    if not depth:
        raise _CellError("SF006", f"nested more than {MAX_DEPTH} deep", "the table holds a few fields")
    if isinstance(value, list):
        return _at(cell, [_tree(cell, item, depth - 1) for item in value])
    if isinstance(value, dict):
        return _at(cell, {_clean(name): _tree(cell, item, depth - 1) for name, item in value.items()})
    if isinstance(value, bool):
        return _at(cell, str(value).lower())
    return Node(cell.line, cell.column, _clean(value or ""), written=value is not None)


def _clean(text: str) -> str:
    """A JSON string. An escape is no way around what a file may not hold."""
    if found := FORBIDDEN.search(text) or SURROGATE.search(text):
        raise _CellError("SF001", f"holds the character U+{ord(found[0]):04X}", "delete its escape")
    return text


def _mediators(cell: Cell) -> Node:
    """Countries by their codes. The column says that they are mediators."""
    items = []
    for code in (code for part in cell.text.split(";") if (code := part.strip())):
        name = country_name(code)
        if name is None:
            raise _CellError("SF208", f"there is no country of the code '{code}'", "use ISO 3166-1 codes: AE;TR")
        items.append(_mapping(cell, {"name": name, "country": code, "role": "mediator"}))
    return _at(cell, items)


def _agreement(text: str) -> tuple[str, list[str]]:
    """An agreement's id from its name, and what its remark in parentheses promises: how many each way."""
    found = REMARK.fullmatch(text)
    name, remark, more = found.groups() if found else (text, "", "")
    slug = re.sub(r"[\W_]+", "-", f"{name} {more}".casefold()).strip("-")
    if not slug:
        raise _CellError("SF013", f"no id can be made of '{text.strip()}'", "name it by its place and date")
    numbers = [part.strip(" -") for part in remark.split("for")]
    promised = len(numbers) == len(("one", "other")) and all(NUMBER.fullmatch(number) for number in numbers)
    return slug, [re.sub(r"\D", "", number) for number in numbers] if promised else []


def _promise(root: Node, cell: Cell, numbers: Iterable[str]) -> None:
    parties = _fields(root)["parties"].value if "parties" in _fields(root) else []
    if "agreed" not in _fields(root) and isinstance(parties, list):
        for party, number in zip((str(node.value) for node in parties), numbers, strict=False):
            _put(root, ("agreed", party), _at(cell, number), cell)


def _add_source(root: Node, cell: Cell) -> None:
    address = cell.text.strip()
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    fields = {"title": f"Report of {host or address}", "url": address} | ({"publisher": host} if host else {})
    if "sources" not in _fields(root):
        _put(root, ["sources"], _at(cell, []), cell)
    sources = _fields(root)["sources"].value
    if isinstance(sources, list):
        sources.append(_mapping(cell, fields))


def _complete(root: Node, headings: Sequence[Heading]) -> None:
    """What a hand-made table leaves to its reader: the parties, a month's first day, who counts."""
    fields = _fields(root)
    codes = {code: heading.cell for code, heading in codes_in(headings).items() if heading.cell}
    if not any(heading.path == ("parties",) for heading in headings):
        first = next(iter(codes.values()))
        _put(root, ["parties"], _at(first, [_at(cell, code) for code, cell in codes.items()]), first)
    if "sequence" in fields and "basis" not in _fields(fields["sequence"]):
        counted = fields["sequence"]
        _fields(counted)["basis"] = Node(counted.line, counted.column, NO_BASIS)
    said = fields["date_precision"].value if "date_precision" in fields else ""
    for precision, form in PART_OF_DATE.items():
        date = fields.get("date")
        if date and said in {"", precision} and isinstance(date.value, str) and form.fullmatch(date.value):
            date.value += "-01" if precision == "month" else "-01-01"
            fields["date_precision"] = Node(date.line, date.column, precision)
            root.keys["date_precision"] = root.keys["date"]
