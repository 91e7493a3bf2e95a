"""Source files rewritten: only the lines of one field change, and only where the result is what was meant."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.frontmatter import FrontMatter, check_header, read_pelican_header, split_header
from standfirst.yamltree import parse_mapping

if TYPE_CHECKING:
    from standfirst.manuscript import Manuscript

FIELD = "summary"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after."""

    path: str
    """As messages name it."""
    before: str
    after: str

    @property
    def diff(self) -> str:
        """What changes, in the unified form."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), self.path, self.path
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def mend_summary(text: str, manuscript: Manuscript) -> Mended | None:
    """The file without its summary, whose words the article says by itself: the build takes the card from there.

    None where the file is not what was checked, or where its other fields would not stay as they are.
    """
    keys = manuscript.header.node.keys
    if FIELD not in keys:
        return None
    lines = text.splitlines(keepends=True)
    first = keys[FIELD][0]
    later = [line for name, (line, _) in keys.items() if name != FIELD and line > first]
    form, _, _, body_line = split_header(text.replace("\r\n", "\n").replace("\r", "\n"))
    end = min(later, default=body_line - 1 if form == "yaml" else body_line)
    after = "".join([*lines[: first - 1], *lines[end - 1 :]])
    return Mended(manuscript.where, text, after) if _same_but_summary(after, manuscript) else None


def _same_but_summary(text: str, manuscript: Manuscript) -> bool:
    form, header, _, line = split_header(text.replace("\r\n", "\n").replace("\r", "\n"))
    if form != manuscript.header.form or not line:
        return False
    node, problems = (
        parse_mapping(header, manuscript.where, 2) if form == "yaml" else read_pelican_header(header, manuscript.where)
    )
    if node is None or problems:
        return False
    left = {name: value for name, value in _fields(node.plain()).items() if value}
    before = {name: value for name, value in _fields(manuscript.header.node.plain()).items() if name != FIELD}
    drawn = set(before) - set(left)
    again, _ = check_header(FrontMatter, node, manuscript.where, form, ("*",))
    return again is not None and all(before[name] == left[name] for name in left) and not drawn & set(node.keys)


def _fields(plain: object) -> dict[str, object]:
    return plain if isinstance(plain, dict) else {}
