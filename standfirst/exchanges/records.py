"""Record files: YAML text -> checked records, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.exchange import Exchange
from standfirst.frontmatter import check_header
from standfirst.yamltree import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.yamltree import Node


@dataclass(frozen=True, slots=True)
class Kept:
    """A record, and where it is written: in a file of its own or in an article's front matter."""

    record: Exchange
    where: str
    """The file as messages name it."""
    node: Node
    """The record as written, with the place of each value."""

    def at(self, *names: int | str) -> tuple[int, int]:
        """Line and column of a value, named by its path: ("returned", "UA", "total"); of its nearest parent where it is not given."""
        return self.node.locate(names)

    def place(self, *names: int | str) -> str:
        """The same as path:line:column."""
        line, column = self.at(*names)
        return f"{self.where}:{line}:{column}"


def read_record(text: str, where: str) -> tuple[Kept | None, list[Diagnostic]]:
    """One record from one file, with the place of each value, or what is wrong with it."""
    node, problems = parse_mapping(text, where)
    if node is None:
        return None, problems
    header, found = check_header(Exchange, node, where, "yaml")
    problems += found
    return (Kept(header.values, where, node) if header and not problems else None), problems


def index_records(kept: Iterable[Kept]) -> tuple[dict[str, Kept], list[Diagnostic]]:
    """Records by id; an id that is used twice is reported with both places."""
    found: dict[str, Kept] = {}
    problems = []
    for item in kept:
        name = item.record.id
        if name in found:
            hint = f"it is first used in {found[name].place('id')}; give one of them a suffix"
            problems.append(Diagnostic(item.where, *item.at("id"), "SF202", f"id: '{name}' is taken", hint))
        else:
            found[name] = item
    return found, problems
