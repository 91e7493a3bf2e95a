"""Where sentences end, and how a card's text is cut there."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "maj",
        "cpl",
        "pvt",
        "gov",
        "sen",
        "rep",
        "rev",
        "hon",
        "no",
        "nos",
        "vs",
        "etc",
        "al",
        "approx",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.n",
        "a.m",
        "p.m",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "р",
        "рр",
        "тис",
        "млн",
        "млрд",
        "трлн",
        "ім",
        "вул",
        "м",
        "с",
        "смт",
        "обл",
        "гр",
        "грн",
        "напр",
        "див",
        "ст",
        "п",
        "пп",
        "т",
        "тт",
        "д",
        "г",
        "гг",
        "тыс",
        "руб",
        "стр",
        "ул",
        "им",
        "см",
        "др",
        "проф",
        "акад",
        "ген",
        "кап",
        "майор",
    ]
)
"""Words, lower-case and without their last full stop, after which a full stop ends no sentence."""

END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»“\])]*+(?=\s+(?P<next>\S))|[。！？]+[」』”]?")
"""Whole runs of marks, tried once each: a hostile text may be nothing else."""
BEFORE_WORD = "([\"'“«"
AHEAD = 32
"""Characters after an end in which the next word begins, nearly always."""
CLAUSE = re.compile(r"[,;:](?=\s)|\s[-–—](?=\s)")
OPENING = "\"'“„«‘([¿¡"
CLOSING = "\"'”’»“"
FULL_WIDTH = ("。", "！", "？", "」", "』")
ELLIPSIS = "…"
SHORT = 100
"""Characters below which a card takes one more sentence of its paragraph."""


def split_sentences(text: str) -> list[str]:
    """The sentences of one paragraph. In doubt two sentences stay together."""
    return list(read_sentences(text))


def read_sentences(text: str) -> Iterator[str]:
    """As `split_sentences`, no further than it is asked for."""
    start = 0
    for found in END.finditer(text):
        if found["next"] and not _ends(text, found):
            continue
        if sentence := text[start : found.end()].strip():
            yield sentence
        start = found.end()
    if rest := text[start:].strip():
        yield rest


def _ends(text: str, found: re.Match[str]) -> bool:
    after = _first(text[found.end() : found.end() + AHEAD], found) or _first(text[found.end() :], found)
    if after.islower():
        return False
    if found[0][0] != "." or found[0].startswith(".."):
        return True
    word = _last_word(text, found.start()).lower()
    initial = len(word) == 1 and word.isalpha()
    return not (initial or word in ABBREVIATIONS or re.fullmatch(r"(?:\w\.)+\w", word))


def _first(following: str, found: re.Match[str]) -> str:
    """The first character of what follows an end that is no space, dash or opening mark."""
    return following.lstrip(" –—-" if found[0][-1] in CLOSING else " ").lstrip(OPENING)[:1]


def _last_word(text: str, end: int) -> str:
    """What stands before `end` without a space or an opening mark in it."""
    start = end
    while start and not (text[start - 1].isspace() or text[start - 1] in BEFORE_WORD):
        start -= 1
    return text[start:end]


def card_text(paragraphs: Iterable[str], limit: int, at_least: int = SHORT) -> str:
    """Whole sentences from the beginning: until `at_least` characters are reached, and never over `limit`.

    A first sentence that is longer than `limit` is cut at a clause, or at a word, and ends in an ellipsis.
    """
    chosen = ""
    for sentence in (sentence for paragraph in paragraphs for sentence in read_sentences(paragraph)):
        # Scripts that write without spaces part sentences without one too.
        longer = f"{chosen}{'' if chosen.endswith(FULL_WIDTH) else ' '}{sentence}".strip()
        if len(longer) > limit:
            return chosen or shorten(sentence, limit)
        chosen = longer
        if len(chosen) >= at_least:
            break
    return chosen


def _unparted(room: str, following: str) -> str:
    """Text without spaces, not cut between a letter and its marks or within joined signs."""
    while len(room) > 1 and (unicodedata.category(following)[0] == "M" or "\u200d" in {following, room[-1]}):
        room, following = room[:-1], room[-1]
    return room


def shorten(sentence: str, limit: int) -> str:
    """The sentence cut to `limit` characters, the ellipsis among them: at a clause if that leaves half, else at a word."""
    if len(sentence) <= limit:
        return sentence
    room = sentence[: limit - 1]
    clauses = [found.start() for found in CLAUSE.finditer(room)]
    if clauses and clauses[-1] >= limit // 2:
        return room[: clauses[-1]].rstrip(" ,;:-–—") + ELLIPSIS
    whole = room if sentence[limit - 1].isspace() else room.rpartition(" ")[0] or _unparted(room, sentence[limit - 1])
    return whole.rstrip(" ,;:-–—") + ELLIPSIS
