"""The record that an imported page tells of, proposed in remarks: what its words give, each doubtful figure marked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from standfirst.desk.importing.found import Note
from standfirst.desk.importing.reckoning import reckon
from standfirst.desk.scalars import line_of_words, quoted
from standfirst.desk.skeleton import USUAL
from standfirst.exchanges.prose import lexicon
from standfirst.exchanges.prose.article import SUMMARY, TITLE, Article, Passage
from standfirst.exchanges.prose.check import check_article
from standfirst.exchanges.prose.register import Register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standfirst.desk.importing.found import Found
    from standfirst.desk.importing.reckoning import Path, Reckoned
    from standfirst.exchanges.records import Kept
    from standfirst.prose import Renderer

HEAD = (
    "# The record that the page tells of, as far as its words go. It counts for nothing until the marks before it are taken",
    "# off: compare each figure with its source first, and what is doubtful twice.",
)
THERE = ("# The register has a record of this day. It counts for nothing until the mark before it is taken off.",)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed."""

    lines: tuple[str, ...]
    """Of the remark, without its marks."""
    notes: tuple[Note, ...]


def propose(found: Found, renderer: Renderer, known: Mapping[str, Kept]) -> Found:
    """The article with the record proposed that it tells of; as it was where it tells of none."""
    made = _proposal(found, renderer, known)
    return replace(found, remark=made.lines, notes=(*found.notes, *made.notes)) if made else found


def _proposal(found: Found, renderer: Renderer, known: Mapping[str, Kept]) -> Proposal | None:
    blocks = renderer.body(found.body).blocks
    passages = [Passage(TITLE, found.title, "title")]
    passages += [Passage(SUMMARY, found.summary, "summary")] if found.summary else []
    passages += [Passage(number, block.text, block.tag) for number, block in enumerate(blocks)]
    # Without the word for it, only bodies that come home tell of an exchange.
    named = any(lexicon.EXCHANGE.search(passage.text) for passage in passages)
    pairs = Counter(kept.record.parties for kept in known.values())
    parties = max(pairs, key=lambda pair: (pairs[pair], pair)) if pairs else USUAL
    published = date.fromisoformat(found.date[:10]) if found.date and re.match(r"\d{4}-\d\d-\d\d", found.date) else None
    register = Register(known)
    reckoned = reckon(passages, parties, published, register)
    if not named and not any(path[0] == "bodies" for path in reckoned.values):
        return None
    there = [kept for kept in register.days.get(reckoned.day, []) if kept.record.returned] if reckoned.day else []
    if there:
        return _of_the_day(found, passages, there, register, published)
    if not any(path[0] in {"returned", "bodies"} for path in reckoned.values):
        return None
    lines = [*HEAD, "exchange:", *_record(found, reckoned, parties)]
    if reckoned.not_taken:
        lines += ["# Figures of the page that are not taken:", *(f"#   {words}" for words in reckoned.not_taken)]
    doubts = [f"{'.'.join(path)}: {why}" for path, why in _doubts(reckoned)]
    what = "a record is proposed in a remark of the file, and not adopted"
    figures = ", ".join(f"{'.'.join(path)} {value:,}" for path, value in sorted(reckoned.values.items()))
    notes = [Note(found.where, "doubtful", what, figures)]
    notes += [Note(found.where, "doubtful", f"of the record proposed: {why}") for why in doubts]
    notes += [Note(found.where, "doubtful", f"not taken for the record: {words}") for words in reckoned.not_taken]
    return Proposal(tuple(lines), tuple(notes))


def _of_the_day(
    found: Found, passages: Sequence[Passage], there: Sequence[Kept], register: Register, published: date | None
) -> Proposal:
    """The record that the register has of the day, and what in the page does not agree with it."""
    records = [kept.record for kept in there]
    article = Article(passages=passages, records=records, dates=[published] if published else [])
    ids = [record.id for record in records]
    wrong = [f"«{each.text}»: {each.message}" for each in check_article(article, register)]
    named = quoted(ids[0]) if len(ids) == 1 else line_of_words(tuple(ids))
    lines = [*THERE, f"exchange: {named}", *(f"# doubtful: {words}" for words in wrong)]
    what = "its record is proposed in a remark of the file, and not adopted"
    notes = [Note(found.where, "doubtful", what, ", ".join(ids))]
    notes += [Note(found.where, "doubtful", f"it does not agree with {', '.join(ids)}: {words}") for words in wrong]
    return Proposal(tuple(lines), tuple(notes))


def _record(found: Found, reckoned: Reckoned, parties: Sequence[str]) -> list[str]:
    """The lines of the record."""
    values, day = reckoned.values, reckoned.day
    people = any(path[0] == "returned" for path in values)
    name = day.isoformat() if day else "0000-00-00"
    lines = [
        f"  - id: {quoted(name)}",
        f"    kind: {'exchange' if people else 'repatriation_bodies'}",
        *_marked("    ", f"date: {quoted(name)}", [reckoned.day_doubt or ("" if day else "no day is named")]),
        "    status: completed",
        f"    parties: {line_of_words(tuple(parties))}",
    ]
    for group in ("agreed", "returned", "bodies", "cumulative"):
        inside = []
        for party in parties:
            own = {path: value for path, value in values.items() if path[:2] == (group, party)}
            if not own:
                continue
            said = [why for path in own for why in _named(path, reckoned)]
            said_in = ", ".join(f"{path[-1]}: {value}" for path, value in own.items())
            text = f"{party}: {{{said_in}}}" if group == "returned" else f"{party}: {next(iter(own.values()))}"
            inside += _marked("      ", text, said)
        lines += [f"    {group}:", *inside] if inside else []
    if sequence := {path: value for path, value in values.items() if path[0] == "sequence"}:
        said = [why for path in sequence for why in _named(path, reckoned)]
        numbers = ", ".join(f"{path[-1]}: {value}" for path, value in sequence.items())
        lines += _marked("    ", f'sequence: {{{numbers}, basis: "as the page says"}}', [*said, "say who counts so"])
    address = found.source or "https://"
    said = [] if found.source else ["the page has no address: a record needs a source"]
    return [
        *lines,
        "    sources:",
        f"      - title: {quoted(found.title)}",
        *_marked("        ", f"url: {quoted(address)}", said),
    ]


def _marked(indent: str, text: str, doubts: Sequence[str]) -> list[str]:
    """A line of a record, and below it what is doubtful in it."""
    return [f"{indent}{text}", *(f"{indent}# doubtful: {why}" for why in doubts if why)]


def _named(path: Path, reckoned: Reckoned) -> list[str]:
    return [
        f"{path[-1]}: {why}" if path[0] in {"returned", "sequence"} else why for why in reckoned.doubts.get(path, [])
    ]


def _doubts(reckoned: Reckoned) -> list[tuple[Path, str]]:
    own = [(path, why) for path, found in sorted(reckoned.doubts.items()) for why in found]
    return [(("date",), reckoned.day_doubt), *own] if reckoned.day_doubt else own
