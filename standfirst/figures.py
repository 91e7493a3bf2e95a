"""The words of articles against the exchange record, as findings with the places of both sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.prose.article import SUMMARY, TITLE, Article, Passage, merge
from standfirst.exchanges.prose.check import find_all
from standfirst.exchanges.prose.register import Register
from standfirst.teasers.offsets import SourceMap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from standfirst.copydesk import Desk
    from standfirst.exchange import Exchange
    from standfirst.exchanges.prose.article import Finding
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

OK = re.compile(r"<!--\s*figures:\s*ok\s*-->", re.IGNORECASE)
"""A writer's word that the figures of a paragraph, list item or table row are as they should be."""
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]|[ \t]*\|")
"""The first line of a list's item, and each line of a table."""


def check_figures(
    desk: Desk,
    stories: Mapping[str, Story],
    manuscripts: Mapping[str, Manuscript],
    wanted: Callable[[Manuscript], bool] = lambda _: True,
) -> None:
    """Report figures, dates and countries in articles that name a record and do not agree with it. Only `wanted` ones are read."""
    told = [story for story in stories.values() if story.records and wanted(manuscripts[story.path])]
    register = Register(desk.known_records) if told else None
    for story in told:
        if register:
            desk.problems.extend(compare(manuscripts[story.path], story.records, register))


def compare(manuscript: Manuscript, records: Sequence[Exchange], register: Register) -> Iterator[Diagnostic]:
    """What one article says that the records it names, or all of the site's, do not bear out."""
    values, blocks = manuscript.header.values, manuscript.body.blocks
    passages = [Passage(TITLE, values.title, "title")]
    if manuscript.summary:
        passages.append(Passage(SUMMARY, manuscript.summary, "summary"))
    passages += [Passage(number, block.text, block.tag) for number, block in enumerate(blocks)]
    dates = [moment.date() for moment in (values.date, values.modified) if moment]
    found = find_all(Article(passages=passages, records=records, sources=values.sources, dates=dates), register)
    if not found:
        return
    source, quiet = SourceMap(manuscript.text, blocks), quiet_lines(manuscript.text)

    def place(each: Finding) -> tuple[int, int]:
        if each.block == TITLE:
            return manuscript.at("title")
        if each.block == SUMMARY:
            return manuscript.at("summary")
        at = source.place(each.block, each.start, each.end)
        return manuscript.text_line + at.line - 1, at.column

    said = [each for each in found if each.block < 0 or source.place(each.block, each.start).line not in quiet]
    for each in merge(said):
        hint = each.hint if each.block >= 0 else "correct it"
        yield Diagnostic(
            manuscript.where, *place(each), each.code, each.message, hint, text=each.text, other=each.other
        )


def quiet_lines(text: str) -> frozenset[int]:
    """Lines, from 1, of which a writer says that their figures are right.

    The comment speaks for the paragraph, the item of a list or the row of a table that it stands in; alone between blank
    lines, for the paragraph after it.
    """
    if not OK.search(text):
        return frozenset()
    lines = text.split("\n")
    found: set[int] = set()
    start = 0
    carried = False
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number].strip():
            continue
        if number > start:
            chunk = lines[start:number]
            marked = [at for at, line in enumerate(chunk) if OK.search(line)]
            alone = bool(marked) and not OK.sub("", "".join(chunk)).strip()
            if carried:
                found.update(range(start + 1, number + 1))
            elif not alone:
                for at in marked:
                    found.update(_part(chunk, at, start))
            carried = alone
        start = number + 1
    return frozenset(found)


def _part(chunk: list[str], at: int, start: int) -> range:
    """The lines of the item that a line belongs to, or of the whole paragraph where it has no items."""
    firsts = [number for number, line in enumerate(chunk) if ITEM.match(line)]
    begin = max((number for number in firsts if number <= at), default=0)
    end = min((number for number in firsts if number > at), default=len(chunk))
    return range(start + begin + 1, start + end + 1)
