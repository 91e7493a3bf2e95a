"""Headings in order: the headline is the page's h1, and no level is left out on the way down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.prose import HEADINGS
from standfirst.teasers.normalise import fold
from standfirst.teasers.offsets import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.manuscript import Manuscript

MARK = re.compile(r"(?:^[ \t>]*#{1,6}[ \t]*|<h[1-6]\b[^<>]*>\s*)\Z", re.IGNORECASE | re.MULTILINE)
"""What stands before a heading's words and makes them one."""
SHOWN = 60


def check_headings(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report an h1 in the body, and each heading that is more than one level below the one before it.

    Screen readers and search engines read headings as a table of contents (WCAG 2.2, technique H42 and G141).
    """
    blocks, level, source = manuscript.body.blocks, 1, None
    title = fold(manuscript.header.values.title)
    for number, block in enumerate(blocks):
        if block.tag not in HEADINGS:
            continue
        own = int(block.tag[1])
        first = own == 1 and level == 1
        if first and fold(block.text) == title:
            continue  # the headline again: a build takes it out, and says so
        before, level = level, max(own, 2)
        if own > 1 and own <= before + 1:
            continue
        source = source or SourceMap(manuscript.text, blocks)
        line, column = _place(source, manuscript, number)
        words = block.text if len(block.text) <= SHOWN else f"{block.text[: SHOWN - 1]}…"
        if own == 1:
            message, hint = f"'{words}' is an h1, as the headline is", "begin it with ##"
        else:
            above = "the headline" if before == 1 else f"an h{before}"
            message, hint = f"'{words}' is an h{own} below {above}", f"make it an h{before + 1}: {'#' * (before + 1)}"
        yield Diagnostic(manuscript.where, line, column, "SF130", message, hint, text=block.text)


def _place(source: SourceMap, manuscript: Manuscript, number: int) -> tuple[int, int]:
    """Line and column of the mark that makes a heading, or of its words."""
    place = source.place(number)
    mark = MARK.search(manuscript.text, 0, place.start)
    at = source.at(mark.start()) if mark else place
    return manuscript.text_line + at.line - 1, at.column
