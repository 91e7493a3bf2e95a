"""An export file as a stream of clean UTF-8: whatever it is encoded in, and without what makes a parser drop a whole text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.entities import name2codepoint
from typing import TYPE_CHECKING, BinaryIO

from standfirst.characters import FORBIDDEN
from standfirst.desk.importing.encodings import is_cyrillic

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 1024 * 1024
DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
HELD = 40
"""Characters at the end of a piece in which an entity may have begun."""
DEFINES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ROOT = re.compile(r"<rss\b")


@dataclass
class CleanStream:
    """What a parser reads in place of the file, and what was wrong with the file."""

    file: BinaryIO
    encoding: str
    controls: int = 0
    """Control characters that were taken out."""
    broken: int = 0
    """Bytes that are no text in the encoding: a mark stands for each."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where the first of each was."""
    defines: bool = False
    """Whether it declares entities or a document type: then nothing more is read."""
    _line: int = 1
    _rooted: bool = False
    _left: str = ""
    _out: bytes = b""
    _ended: bool = False

    def __post_init__(self) -> None:
        """Begin at the beginning."""
        self._decoder = codecs.getincrementaldecoder(self.encoding)("replace")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` of them; none at the end."""
        while not self._ended and (size < 0 or len(self._out) < size):
            self._out += self._next()
        if size < 0:
            size = len(self._out)
        taken, self._out = self._out[:size], self._out[size:]
        return taken

    def _next(self) -> bytes:
        data = self.file.read(CHUNK)
        text = self._left + self._decoder.decode(data, final=not data)
        self._left = ""
        self._ended = not data
        if data and (cut := text.rfind("&", max(0, len(text) - HELD))) >= 0:
            text, self._left = text[:cut], text[cut:]
        if not self._rooted:
            root = ROOT.search(text)
            if DEFINES.search(text, 0, root.start() if root else len(text)):
                self.defines = self._ended = True
                return b""
            self._rooted = root is not None
        self.controls += self._count("control", FORBIDDEN.finditer(text))
        self.broken += self._count("broken", re.finditer("\ufffd", text))
        self._line += text.count("\n")
        text = ENTITY.sub(_numbered, FORBIDDEN.sub("", text))
        return text.encode("utf-8", "replace")

    def _count(self, what: str, found: object) -> int:
        number = 0
        for number, each in enumerate(found, 1):  # type: ignore[arg-type,var-annotated]  # noqa: B007 - counted
            self.lines.setdefault(what, self._line + each.string.count("\n", 0, each.start()))
        return number


def _numbered(found: re.Match[str]) -> str:
    """An entity of HTML by its number: XML has not heard of its name."""
    code = name2codepoint.get(found[1])
    return found[0] if code is None or found[1] in OF_XML else f"&#{code};"


def encoding_of(file: Path) -> tuple[str, bool]:
    """The encoding of an export, and whether it is a guess against what the file says. Raises OSError."""
    with file.open("rb") as opened:
        start = opened.read(1024)
        if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return "utf-16", False
        declared = DECLARED.search(start.removeprefix(codecs.BOM_UTF8))
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        try:
            name = codecs.lookup(name).name
        except LookupError:
            name = "utf-8"
        if name != "utf-8":
            return name, False
        opened.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        while data := opened.read(CHUNK):
            try:
                decoder.decode(data)
            except UnicodeDecodeError:
                return ("cp1251", True) if is_cyrillic(data) else ("utf-8-sig", False)
    return "utf-8-sig", False
