"""The text of a PDF as Chromium writes it: what a reader would find or copy."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
LETTERS_OF = re.compile(rb"/ToUnicode (\d+) 0 R")
FONT_NAME = re.compile(rb"/F(\d+) (\d+) 0 R")
MAPPING = re.compile(rb"<(\w+)> <(\w+)>(?: <(\w+)>)?\n")
SHOWN = re.compile(rb"/F(\d+) \S+ Tf|<([0-9A-Fa-f]+)> Tj|\bET\b")


def pdf_text(pdf: bytes) -> str:
    """Each run of text on a line of its own. ISO 32000-1, 9.10.2: a font's ToUnicode maps its glyphs to letters."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    letters = {
        int(name): _letters(_unpack(objects[int(found[1])]))
        for name, number in FONT_NAME.findall(pdf)
        if (found := LETTERS_OF.search(objects[int(number)]))
    }
    return "".join(text for body in objects.values() for text in _runs(_unpack(body), letters))


def _unpack(body: bytes) -> bytes:
    """The stream of an object; empty where it has none, or not one of text."""
    found = STREAM.search(body)
    try:
        return zlib.decompress(found[1]) if found else b""
    except zlib.error:
        return b""


def _letters(table: bytes) -> dict[int, str]:
    letters = {}
    for first, last, start in MAPPING.findall(table.partition(b"beginbf")[2]):
        if start:
            for glyph in range(int(first, 16), int(last, 16) + 1):
                letters[glyph] = chr(int(start, 16) + glyph - int(first, 16))
        else:
            letters[int(first, 16)] = bytes.fromhex(last.decode()).decode("utf-16-be")
    return letters


def _runs(content: bytes, letters: dict[int, dict[int, str]]) -> Iterator[str]:
    font: dict[int, str] = {}
    for found in SHOWN.finditer(content):
        if found[1]:
            font = letters.get(int(found[1]), {})
        elif found[2]:
            yield "".join(font.get(int(found[2][at : at + 4], 16), "\ufffd") for at in range(0, len(found[2]), 4))
        else:
            yield "\n"
