"""Repeats as findings, with the places of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.teasers.policy import CODES

if TYPE_CHECKING:
    from standfirst.diagnostics import Severity
    from standfirst.manuscript import Manuscript
    from standfirst.model import Action, Repeated
    from standfirst.teasers.offsets import Place
    from standfirst.teasers.repeats import Repeat

LEVELS: dict[Action, Severity] = {"settle": "ignore", "ignore": "ignore", "warn": "warning", "error": "error"}
SHOWN = 100
"""Characters of the repeated words that a message shows at the most."""
MEND: dict[Repeated, str] = {
    "exact": "write a summary that says something new, or leave it out",
    "truncated": "write a summary that says something new, or leave it out",
    "near": "say something else in the summary, or set teaser: settle",
    "headline": "take it out of the text",
    "scrap": "delete it",
    "paragraph": "delete one of the two",
    "boilerplate": "write a summary of its own",
    "copy": "write a summary of its own",
    "update": "say in the summary what is new",
    "template": "say in the summary what is particular",
}


def within_finding(manuscript: Manuscript, repeat: Repeat, action: Action) -> tuple[Diagnostic, Action]:
    """A repeat within one article. Its own place is where a writer would mend it."""

    def place(found: Place) -> tuple[int, int]:
        return found.line + manuscript.text_line - 1, found.column

    here, other = place(repeat.place), place(repeat.other) if repeat.other else None
    if repeat.repeats == "summary":
        here, other = manuscript.at("summary"), here
    elif repeat.repeats == "title":
        other = manuscript.at("title")
    far = (manuscript.where, *other) if other else ()
    return finding(manuscript.where, here, repeat.verdict, repeat.message, repeat.text, far, action), action


def finding(
    where: str,
    place: tuple[int, int],
    verdict: Repeated,
    message: str,
    text: str,
    other: tuple[str, int, int] | tuple[()],
    action: Action,
) -> Diagnostic:
    """One repeat. The message names the other place and shows the words."""
    words = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"
    at = f", at {other[0]}:{other[1]}:{other[2]}" if other else ""
    return Diagnostic(
        where, *place, CODES[verdict], f"{message}{at}: «{words}»", MEND[verdict], verdict, text, other, LEVELS[action]
    )
