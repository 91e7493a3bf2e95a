"""Record files: YAML text -> checked records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.frontmatter import Header, check_header
from standfirst.model import Exchange
from standfirst.yamltree import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_record(text: str, where: str) -> tuple[Header[Exchange] | None, list[Diagnostic]]:
    """One record from one file, with the place of each value, or what is wrong with it."""
    node, problems = parse_mapping(text, where)
    if node is None:
        return None, problems
    header, found = check_header(Exchange, node, where, "yaml")
    problems += found
    return (None if problems else header), problems


def index_records(
    records: Iterable[tuple[Exchange, str, int, int]],
) -> tuple[dict[str, Exchange], list[Diagnostic]]:
    """Records by id, from (record, file, line, column); an id that is used twice is reported with both places."""
    found: dict[str, Exchange] = {}
    places: dict[str, str] = {}
    problems = []
    for record, where, line, column in records:
        if record.id in found:
            hint = f"it is first used in {places[record.id]}; give one of them a suffix"
            problems.append(Diagnostic(where, line, column, "SF202", f"id: '{record.id}' is taken", hint))
        else:
            found[record.id] = record
            places[record.id] = f"{where}:{line}:{column}"
    return found, problems
