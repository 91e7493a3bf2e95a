"""What a build leaves out of an article taken out of its file: a headline said again, a paragraph pasted twice, scraps."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from standfirst.copydesk import edit_one
from standfirst.desk.mend import MARK, lines_of, unix
from standfirst.manuscript import read_manuscript
from standfirst.pelican_site.reading import allowed_fields, make_renderer, path_fields
from standfirst.teasers.scraps import is_certain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from standfirst.diagnostics import Diagnostic
    from standfirst.manuscript import Manuscript
    from standfirst.model import Action, Repeated, Story
    from standfirst.pelican_site.newsroom import Newsroom

LEFT_OUT = frozenset({"headline", "paragraph", "scrap"})
UNSEEN = re.compile(r"<!--|^[ \t]*\*?\[[^\[\]]+\]:", re.MULTILINE)
"""What stands in a text for something else of it: a remark, the address of a link, a footnote, an abbreviation."""
BETWEEN = re.compile(r"(?<=>)\s+(?=<)")


@dataclass(frozen=True, slots=True)
class Look:
    """What a build makes of a file."""

    story: Story
    """With nothing between its elements, so that two can be compared."""
    left_out: Sequence[Diagnostic]
    """In the order of the text."""
    header: int
    """How many lines stand above the text."""


def looks(newsroom: Newsroom, settings: Mapping[str, Any], manuscript: Manuscript) -> Callable[[str], Look | None]:
    """How other texts of a manuscript's file would be read; None for one that could not be."""
    desk, path, where = newsroom.desk, manuscript.path, manuscript.where
    drawn, renderer = path_fields(path, settings), make_renderer(settings, desk.config)
    allowed = allowed_fields(desk.config, settings, drawn)
    # A build leaves labels where they are unless it is told otherwise; a writer who asks for it sees what goes.
    labels: dict[Repeated, Action] = {"scrap": "settle"} if desk.config.repeats.get("scrap") != "ignore" else {}
    config = desk.config.model_copy(update={"repeats": {**desk.config.repeats, **labels}})

    def look(text: str) -> Look | None:
        read, _ = read_manuscript(text, path, where, manuscript.kind, renderer, defaults=drawn, allowed=allowed)
        own = desk.for_one(config)
        story = edit_one(own, read, desk.known_records) if read else None
        if read is None or story is None:
            return None
        names = [author.name for author in story.authors]
        found = sorted(
            each
            for each, action in own.repeats
            if action == "settle"
            and each.verdict in LEFT_OUT
            and (each.verdict != "scrap" or is_certain(each.text, names))
        )
        return Look(replace(story, html=BETWEEN.sub("", story.html.strip())), found, read.text_line - 1)

    return look


def mend_text(text: str, look: Callable[[str], Look | None]) -> str:
    """The file without what its page does not show.

    Whole lines go, the last first, and only where the page stays what it was and says one thing less twice.
    """
    bare = text.removeprefix(MARK)
    lines, passed = lines_of(bare), set[tuple[str, str, int]]()
    now = look(unix(bare))
    while now:
        known = ((found, (found.code, found.text, len(lines) - found.line)) for found in reversed(now.left_out))
        found, key = next(((found, key) for found, key in known if key not in passed), (None, None))
        if found is None or key is None:
            break
        passed.add(key)
        for first, end in _stretches(lines, found.line - 1, now.header):
            left = [*lines[:first], *lines[end:]]
            after = look(unix("".join(left)))
            if after and after.story == now.story and _counted(after)[key[:2]] == _counted(now)[key[:2]] - 1:
                lines, now = left, after
                break
    return text[: len(text) - len(bare)] + "".join(lines)


def _counted(look: Look) -> Counter[tuple[str, str]]:
    return Counter((found.code, found.text) for found in look.left_out)


def _stretches(lines: Sequence[str], line: int, top: int) -> Iterator[tuple[int, int]]:
    """The lines between two empty ones around a line, with those after them or before; then the line alone."""
    first = end = line
    while first > top and lines[first - 1].strip():
        first -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    above = first
    while above > top and not lines[above - 1].strip():
        above -= 1
    before = above
    while before > top and lines[before - 1].strip():
        before -= 1
    if UNSEEN.search("".join(lines[first:end])) or "<!--" in "".join(lines[before:above]):
        return  # a remark above a paragraph would speak of the next one
    below = end
    while below < len(lines) and not lines[below].strip():
        below += 1
    yield (first, below) if below < len(lines) else (above, len(lines))
    yield line, line + 1
