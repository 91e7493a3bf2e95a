"""A found article, each thing in it said once: by the rules that a build settles by, and with a note of what went."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from standfirst.desk.importing.found import Note
from standfirst.teasers.near import Wording
from standfirst.teasers.normalise import fold, without_cut_mark
from standfirst.teasers.repeats import find_repeats
from standfirst.teasers.within import PASSAGE

if TYPE_CHECKING:
    from standfirst.desk.importing.found import Found
    from standfirst.prose import Renderer
    from standfirst.teasers.repeats import Repeat

BARE = re.compile(r"[#*_>\s+.\d=-]*")
"""What may be left of a line whose words are gone."""
TOLD = {
    "exact": "the teaser: the text says it word for word",
    "truncated": "the teaser: it is the beginning of a passage of the text",
    "headline": "the headline, again in the text",
    "scrap": "a label",
    "paragraph": "a paragraph that stands there twice",
}


def settle(found: Found, renderer: Renderer) -> Found:
    """Drop a teaser that the text says, and from a muddled text the headline, labels and paragraphs that stand twice.

    Raises RecursionError where the text is too deeply nested.
    """
    summary = found.summary
    notes: list[Note] = []
    if summary and fold(without_cut_mark(summary)) in {"", fold(found.title)}:
        notes.append(Note(found.where, "dropped", "the teaser: it is the headline", summary))
        summary = None
    body = renderer.body(found.body)
    repeats = find_repeats(found.title, summary, found.body, Wording(body.blocks), found.authors)
    text = found.body
    for repeat in sorted(repeats, key=lambda repeat: repeat.place, reverse=True):
        match repeat.verdict:
            case "exact" | "truncated":
                notes.append(Note(found.where, "dropped", TOLD[repeat.verdict], summary or ""))
                summary = None
            case "near":
                notes.append(Note(found.where, "doubtful", "the teaser says nearly what the text says", summary or ""))
            case _ if found.muddled and _can_go(repeat):
                if (less := _without(text, repeat)) is not None:
                    notes.append(Note(found.where, "dropped", TOLD[repeat.verdict], repeat.text))
                    text = less
            case _:
                pass
    if not text.strip():
        text = found.body  # a text of one label is a text all the same
        notes = [note for note in notes if note.what not in TOLD.values() or note.what.startswith("the teaser")]
    return replace(found, summary=summary, body=text, notes=(*found.notes, *reversed(notes)))


def _can_go(repeat: Repeat) -> bool:
    return repeat.verdict != "paragraph" or len(repeat.text.split()) >= PASSAGE


def _without(text: str, repeat: Repeat) -> str | None:
    """The text without whole lines of a repeat; None where they hold anything else."""
    start = text.rfind("\n", 0, repeat.place.start) + 1
    end = text.find("\n", repeat.place.end)
    end = len(text) if end < 0 else end + 1
    rest = text[start : repeat.place.start] + text[repeat.place.end : end]
    if not BARE.fullmatch(rest):
        return None
    return re.sub(r"\n{3,}", "\n\n", f"{text[:start].rstrip(' ')}{text[end:]}")
