"""A correction put into an article's front matter: dated, recorded, and not another byte changed."""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from standfirst.characters import FORBIDDEN
from standfirst.desk.mend import MARK, Mended
from standfirst.desk.scalars import moment, quoted
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.frontmatter import read_moment, split_header
from standfirst.yamltree import NO_LINE_ENDS, parse_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

FIELD, CHANGED, FIRST = "corrections", "modified", "date"
LINE_END = re.compile(r"\r\n?|\n|$")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from `start` up to `end` give way to `text`."""

    start: int
    end: int
    text: str


def correct(text: str, where: str, words: str, now: datetime, zone: ZoneInfo) -> Mended | None:
    """The file with one more correction, dated today in `zone`, and its last change moved to now.

    None where it is recorded already. Raises BuildError where the front matter cannot take it, with the place.
    """
    added = {"date": now.astimezone(zone).date().isoformat(), "text": " ".join(words.split())}
    bare = text.removeprefix(MARK)
    start, end, line_end = _fields_place(bare, where)
    header = bare[start:end]
    before = _values(header, where)
    known = before.get(FIELD, [])
    if not isinstance(known, list):
        raise _by_hand(where, "corrections is not a list", added)
    if added in known:
        return None
    try:
        root = yaml.compose(header.translate(NO_LINE_ENDS), Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        raise _by_hand(where, "the front matter cannot be added to", added) from None
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _by_hand(where, "the fields stand in braces", added)
    wanted = {**before, FIELD: [*known, added]}
    edits = _record(header, root, added, line_end)
    if later := _later(before.get(CHANGED), now, zone):
        wanted[CHANGED] = later
        edits.append(_change(header, root, later, line_end))
    header = _carried_out(header, edits)
    after = bare[:start] + header + bare[end:]
    form, _, body, _ = split_header(_unix(after))
    said = _values(header, where)
    said |= {CHANGED: str(said[CHANGED]).strip()} if CHANGED in said else {}
    if said != {**wanted, CHANGED: str(wanted[CHANGED]).strip()} or (form, body) != (
        "yaml",
        split_header(_unix(bare))[2],
    ):
        raise _by_hand(where, "the front matter cannot be added to", added)
    return Mended(where, text, text[: len(text) - len(bare)] + after)


def unprintable(words: str) -> str:
    """The first character of a correction that no page may hold; empty where there is none."""
    found = FORBIDDEN.search(words) or re.search("[\ud800-\udfff]", words)
    return f"U+{ord(found[0]):04X}" if found else ""


def write_over(file: Path, before: bytes, after: bytes) -> None:
    """Replace a file whole. Raises OSError where it cannot be, or where it is not what it was `before`."""
    file = file.resolve()
    waiting = file.with_name(f".{file.name[:80]}.{os.getpid()}")
    try:
        waiting.write_bytes(after)
        waiting.chmod(file.stat().st_mode & 0o7777)
        if file.read_bytes() != before:
            raise OSError(0, "it has changed meanwhile", str(file))
        waiting.replace(file)
    finally:
        waiting.unlink(missing_ok=True)


def _fields_place(bare: str, where: str) -> tuple[int, int, str]:
    """Where the fields begin and end in a file, and how its lines end."""
    form, _, _, body_line = split_header(_unix(bare))
    if form == "yaml" and body_line:
        lines = list(
            io.StringIO(bare, newline="")
        )  # Python's own would also part them where Unicode has a line separator
        first = len(lines[0])
        return first, first + sum(map(len, lines[1 : body_line - 2])), lines[0][len(lines[0].rstrip("\r\n")) :]
    if form == "pelican":
        message, hint = (
            "corrections: a header of Key: value lines cannot hold one",
            "put the fields between lines of ---",
        )
        raise BuildError(Diagnostic(where, 1, 1, "SF013", message, hint))
    hint = "begin the file with ---, title: …, date: YYYY-MM-DD, ---"
    raise BuildError(Diagnostic(where, 1, 1, "SF002", "no front matter that could hold a correction", hint))


def _values(header: str, where: str) -> dict[str, object]:
    """What the fields say. Raises BuildError with the first thing that is wrong with them."""
    node, problems = parse_mapping(_unix(header), where, first_line=2)
    if node is None or problems:
        raise BuildError(problems[0])
    plain = node.plain()
    return plain if isinstance(plain, dict) else {}


def _record(header: str, root: yaml.MappingNode, added: dict[str, str], line_end: str) -> list[Edit]:
    """The edits that add a correction to the list, in the form that the list has."""
    key, value = _field(root, FIELD)
    date, words = added["date"], quoted(added["text"])
    flow = f"{{date: {date}, text: {words}}}"

    def item(indent: int) -> str:
        pad = " " * indent
        return f"{pad}- date: {date}{line_end}{pad}  text: {words}{line_end}"

    if key is None or value is None:
        pad = root.start_mark.column
        return [Edit(len(header), len(header), f"{' ' * pad}{FIELD}:{line_end}{item(pad + 2)}")]
    if not isinstance(value, yaml.SequenceNode):  # left empty
        start, end = value.start_mark.index, value.end_mark.index
        below = _next_line(header, end)
        return [Edit(start, end, ""), Edit(below, below, item(key.start_mark.column + 2))]
    if not value.value:
        return [Edit(value.start_mark.index, value.end_mark.index, f"[{flow}]")]
    if value.flow_style:
        end = value.value[-1].end_mark.index
        return [Edit(end, end, f", {flow}")]
    below = _below(header, value)
    return [Edit(below, below, item(value.start_mark.column))]


def _change(header: str, root: yaml.MappingNode, later: str, line_end: str) -> Edit:
    """The edit that moves the time of the last change; a field of its own stands below that of the first publication."""
    key, value = _field(root, CHANGED)
    if key is not None and value is not None:
        start, end = value.start_mark.index, value.end_mark.index
        given = str(value.value).strip()
        at = header.find(given, start, end) if given else -1
        if at >= 0:  # in its quotes, or on its own line
            return Edit(at, at + len(given), later)
        return Edit(start, end, later if end > start else f" {later}")
    _, first = _field(root, FIRST)
    place = len(header) if first is None else _below(header, first)
    return Edit(place, place, f"{' ' * root.start_mark.column}{CHANGED}: {later}{line_end}")


def _field(root: yaml.MappingNode, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The name and the value of a field."""
    return next((pair for pair in root.value if str(pair[0].value).strip().lower() == name), (None, None))


def _below(header: str, node: yaml.Node) -> int:
    """Where the line after a value begins. A list or mapping ends with the last thing in it, not where the next begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end if getattr(node, "style", None) in {"|", ">"} else _next_line(header, end)


def _next_line(header: str, place: int) -> int:
    found = LINE_END.search(header, place)
    return found.end() if found else len(header)


def _later(changed: object, now: datetime, zone: ZoneInfo) -> str | None:
    """The time of the last change to write; None where the one that is given is not before now."""
    written = moment(now, zone)
    if isinstance(changed, str):
        given: datetime = read_moment(changed)
        if (given if given.tzinfo else given.replace(tzinfo=zone)) >= now.replace(second=0, microsecond=0):
            return None
    return written


def _carried_out(header: str, edits: Iterable[Edit]) -> str:
    """The last edit first, so that places hold."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        header = header[: edit.start] + edit.text + header[edit.end :]
    return header


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_hand(where: str, why: str, added: dict[str, str]) -> BuildError:
    hint = f"add it by hand: {FIELD}: - date: {added['date']} text: {quoted(added['text'])}"
    return BuildError(Diagnostic(where, 1, 1, "SF013", why, hint))
