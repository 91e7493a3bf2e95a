"""What the bytes of a file are, where they are not what they should be."""

from __future__ import annotations

import re

NOT_AT_ALL = 0.3
"""Share of the bytes beyond ASCII that are wrong, from which on a file is in another encoding and not merely damaged."""
CYRILLIC = 0.8
"""Share of the characters beyond ASCII that are Cyrillic letters in a file that may be Windows-1251."""
WORD = re.compile(rb"[\x80-\xff]{3,}")
"""Letters beyond ASCII side by side: in words of a Latin script they stand alone."""
PACKED = {
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"%PDF": "a PDF",
}
"""How files begin that are taken for the text in them."""


def is_cyrillic(data: bytes) -> bool:
    """Whether bytes are Windows-1251 rather than damaged UTF-8."""
    beyond = sum(byte > 127 for byte in data)  # noqa: PLR2004 - the last of ASCII
    wrong = data.decode("utf-8", "replace").count("\ufffd")
    letters = [char for char in data.decode("cp1251", "replace") if char > "\x7f"]
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in letters)
    words = sum(map(len, WORD.findall(data)))
    return wrong > NOT_AT_ALL * beyond and cyrillic > CYRILLIC * len(letters) and 2 * words > beyond


def packed(data: bytes) -> str:
    """What to do with a file that no text begins like; empty for any other."""
    kind = next((kind for start, kind in PACKED.items() if data.startswith(start)), "")
    way = "copy the text out of it" if kind == "a PDF" else "unpack it, and name the file that was in it"
    return f"it is {kind}: {way}" if kind else ""
