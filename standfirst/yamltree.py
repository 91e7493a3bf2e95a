"""YAML text -> a tree of strings, lists and mappings in which every value knows its place.

Scalars stay strings: what `no`, `12:30` or `2025-05-23` mean is for the schema to say, not for YAML. Tags, anchors and
aliases are refused, so no object is ever made and no alias can multiply. Nesting is limited before anything is built.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.characters import FORBIDDEN
from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BYTES = 64 * 1024
"""Longest front matter or record file, in UTF-8 bytes."""
MAX_DEPTH = 8
MAX_NODES = 5_000

NO_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Marks that end a line in YAML and in no editor."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

PLAIN_WORDS = {
    "mapping values are not allowed in this context": "put the value in quotes: it holds ': '",
    "mapping values are not allowed here": "put the value in quotes: it holds ': '",
    "found character that cannot start any token": ("put the value in quotes; indent with spaces, never with tabs"),
    "found a tab character that violates indentation": "indent with spaces, never with tabs",
    "did not find expected key": "check the indentation, and quotes that are opened but not closed",
    "could not find expected ':'": "a field is written as name: value",
    "found unexpected end of stream": "a quote is opened but not closed",
    "did not find expected ',' or ']'": "a list is opened with [ but not closed",
    "did not find expected ',' or '}'": "a mapping is opened with { but not closed",
}
"""The parser's words -> what a writer can do."""

UNCLOSED = {"found unexpected end of stream", "did not find expected ',' or ']'", "did not find expected ',' or '}'"}
"""Errors that are better shown where the quote or bracket opens than where the file ends."""


@dataclass(slots=True)
class Node:
    """A value and its place in the file."""

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] = ""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For a mapping: where each key stands."""
    written: bool = True
    """False for a value that was left empty."""

    def plain(self) -> object:
        """The value as strings, lists and dicts; what was left empty is left out."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items() if node.written}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: Sequence[int | str]) -> Node:
        """The node at `path`, or the nearest one around it."""
        node = self
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
        return node

    def locate(self, path: Sequence[int | str], *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the nearest one around it; with `key`, of its key."""
        node, place = self, (self.line, self.column)
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                place = node.keys[str(step)]
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = (node.line, node.column)
            else:
                continue
            if not key and node.written:
                place = (node.line, node.column)
        return place


class _RefusedError(Exception):
    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.finding = (line, column, code, message, hint)


def parse_mapping(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """Parse one YAML mapping. `first_line` is the line of the file at which `text` starts.

    Returns the mapping with lower-cased keys, or None, and what is wrong. Duplicate keys are reported and the first
    one stands.
    """
    problems: list[Diagnostic] = []
    if len(text.encode()) > MAX_BYTES:
        limit = f"keep it under {MAX_BYTES // 1024} KiB; the text of an article goes below the second ---"
        return None, [Diagnostic(path, first_line, 1, "SF006", "the front matter is too long", limit)]
    # YAML breaks lines where no editor does: the same number of characters, and one kind of line end.
    text = text.translate(NO_LINE_ENDS)
    try:
        node = _build(text, path, first_line, problems)
    except _RefusedError as refusal:
        line, column, code, message, hint = refusal.finding
        return None, [Diagnostic(path, line, column, code, message, hint)]
    except yaml.MarkedYAMLError as error:
        unclosed = error.problem in UNCLOSED and error.context_mark
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        line, column = _within(text.split("\n"), mark)
        line += first_line
        problem = error.problem or "cannot be understood"
        hint = PLAIN_WORDS.get(problem, "put text that holds : # [ ] { } & * ! | > ' \" % @ ` in quotes")
        return None, [Diagnostic(path, line, column, "SF003", f"not valid YAML: {problem}", hint)]
    except yaml.YAMLError as error:
        return None, [Diagnostic(path, first_line, 1, "SF003", f"not valid YAML: {error}")]
    if not isinstance(node.value, dict):
        hint = "each line is name: value"
        return None, [*problems, Diagnostic(path, node.line, node.column, "SF003", "not a list of fields", hint)]
    return node, problems


class _Builder:
    """Nodes added in the order of the text, each to the list or mapping that is open."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.root = Node(first_line, 1, {}, written=False)
        self.problems: list[Diagnostic] = []
        self.open: list[Node] = []
        self.names: list[tuple[str, int, int] | None] = []
        """For each open node: the name whose value comes next, and its place."""

    def add(self, node: Node) -> None:
        """A name or a value."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if self.names[-1] is None:
                self._name(node)
                return
            name, line, column = self.names[-1]
            self.names[-1] = None
            if name in parent.value:
                hint = f"it stands first on line {parent.keys[name][0]}; keep one of them"
                self.problems.append(Diagnostic(self.path, line, column, "SF005", f"{name}: given twice", hint))
            else:
                parent.value[name] = node
                parent.keys[name] = (line, column)

    def _name(self, node: Node) -> None:
        if not isinstance(node.value, str):
            hint = "put text that starts with [ or { in quotes"
            raise _RefusedError(node.line, node.column, "SF003", "a field's name must be plain text", hint)
        name = node.value.strip()
        self.names[-1] = (name.lower() if len(self.open) == 1 else name, node.line, node.column)

    def begin(self, node: Node) -> None:
        """A list or mapping."""
        self.add(node)
        self.open.append(node)
        self.names.append(None)

    def end(self) -> None:
        """The end of the innermost list or mapping."""
        self.open.pop()
        self.names.pop()


def _build(text: str, path: str, first_line: int, problems: list[Diagnostic]) -> Node:
    builder = _Builder(path, first_line)
    lines = text.split("\n")
    seen = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line, column = _within(lines, event.start_mark)
        line += first_line
        if isinstance(event, yaml.DocumentStartEvent) and builder.root.written:
            hint = "a line of --- ends the front matter; nothing may follow it there"
            raise _RefusedError(line, 1, "SF003", "a second document begins", hint)
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            builder.end()
        if not isinstance(event, yaml.NodeEvent):
            continue
        seen += 1
        _refuse(event, line, column, len(builder.open), seen)
        if not isinstance(event, yaml.ScalarEvent):
            builder.begin(Node(line, column, [] if isinstance(event, yaml.SequenceStartEvent) else {}))
            continue
        plain = event.implicit[0]
        # An escape in double quotes is no way around what a file may not hold.
        if found := FORBIDDEN.search(event.value):
            message = f"holds the control character U+{ord(found[0]):04X}"
            raise _RefusedError(line, column, "SF001", message, "delete its escape")
        if plain and event.end_mark and _cut_by_comment(lines, event.end_mark.line, event.end_mark.column):
            message = f"'{event.value}' is cut off: what follows ' #' is a comment"
            builder.problems.append(Diagnostic(path, line, column, "SF008", message, "put the whole value in quotes"))
        builder.add(Node(line, column, event.value, written=not (plain and event.value in {"", "~", "null"})))
    problems += builder.problems
    return builder.root


def _within(lines: Sequence[str], mark: Any) -> tuple[int, int]:  # noqa: ANN401 - libyaml's marks and the parser's own
    """Line, counted from 0, and column, from 1, of a mark. The parser's end of file lies on the line after the last."""
    if mark is None:
        return 0, 1
    if mark.line >= len(lines):
        return len(lines) - 1, len(lines[-1]) + 1
    return mark.line, mark.column + 1


def _cut_by_comment(lines: Sequence[str], line: int, column: int) -> bool:
    """Whether a plain value is followed by '#word': meant as text far more often than as a comment."""
    rest = lines[line][column:].lstrip() if line < len(lines) else ""
    return len(rest) > 1 and rest[0] == "#" and not rest[1].isspace() and rest[1] != "#"


def _refuse(event: yaml.NodeEvent, line: int, column: int, depth: int, seen: int) -> None:
    """Stop at what front matter may not hold."""
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        message, hint = "anchors (&) and aliases (*) are not for front matter", "write the value out, or quote it"
        raise _RefusedError(line, column, "SF004", message, hint)
    if tag := str(getattr(event, "tag", None) or ""):
        tag = tag.replace("tag:yaml.org,2002:", "!!")
        message, hint = f"the tag '{tag}' is not for front matter", "leave it out, or put the text in quotes"
        raise _RefusedError(line, column, "SF004", message, hint)
    if depth > MAX_DEPTH or seen > MAX_NODES:
        message = f"nested more than {MAX_DEPTH} deep" if depth > MAX_DEPTH else f"more than {MAX_NODES:,} values"
        raise _RefusedError(
            line, column, "SF006", message, "front matter holds a few fields; move the rest to the text"
        )
