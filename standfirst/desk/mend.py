"""Source files rewritten: the lines of one field go, and only where the result is what was meant."""

from __future__ import annotations

import difflib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.frontmatter import read_pelican_header, split_header
from standfirst.yamltree import parse_mapping

if TYPE_CHECKING:
    from standfirst.manuscript import Manuscript

FIELD = "summary"
MARK = "\ufeff"
"""A byte order mark, which stays where it is."""


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
            lines_of(self.before.removeprefix(MARK)), lines_of(self.after.removeprefix(MARK)), self.path, self.path
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def mend_summary(text: str, manuscript: Manuscript) -> str | None:
    """The file without its summary, whose words the article says by itself: the build takes the card from there.

    None where the file is not what was checked, or where those lines hold anything else.
    """
    bare, where = text.removeprefix(MARK), manuscript.where
    lines, first = lines_of(bare), manuscript.header.node.keys.get(FIELD, (0, 0))[0]
    form, header, body, body_line = split_header(unix(bare))
    fields = _fields(form, header, where)
    wanted = {name: value for name, value in fields.items() if name == FIELD}
    if not (first and wanted) or wanted[FIELD] != manuscript.header.node.at([FIELD]).plain():
        return None
    # The fewest lines that say the whole of it: remarks and empty lines after them are not its own.
    ends = range(first, min(body_line, len(lines)))
    end = next((n for n in ends if _fields(form, unix("".join(lines[first - 1 : n])), where) == wanted), 0)
    after = "".join([*lines[: first - 1], *lines[end:]])
    new_form, new_header, new_body, _ = split_header(unix(after))
    rest = {name: value for name, value in fields.items() if name != FIELD}
    if not end or (new_form, new_body) != (form, body) or _fields(form, new_header, where) != rest:
        return None
    return text[: len(text) - len(bare)] + after


def lines_of(text: str) -> list[str]:
    """Lines as an editor counts them; Python would also part them where Unicode has a line separator."""
    return list(io.StringIO(text, newline=""))


def unix(text: str) -> str:
    """A text as it is read: lines end in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _fields(form: str, header: str, where: str) -> dict[str, object]:
    """What a header says; nothing where it cannot be read."""
    node, problems = parse_mapping(header, where) if form == "yaml" else read_pelican_header(header, where)
    plain = node.plain() if node and not problems else None
    return plain if isinstance(plain, dict) else {}
