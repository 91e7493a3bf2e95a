"""The path of a request -> the file of the output folder that it names, and never another."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "index.html"
SHOWN = frozenset({".well-known"})
"""Names with a dot in front that are public by their standard (RFC 8615)."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".wasm": "application/wasm",
}
"""By ending. A table of our own: that of the system may say anything, and the browser is told not to guess."""
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Found:
    """What a request names."""

    name: str
    """Below the output folder, with forward slashes."""
    path: Path

    @property
    def type(self) -> str:
        """Its media type."""
        return TYPES.get(os.path.splitext(self.name)[1].lower(), UNKNOWN)  # noqa: PTH122 - a name, not a path


def find_file(root: Path, target: str) -> Found | str | None:
    """The file that a request target names, below `root`; the address to go to instead, for a folder; None for nothing.

    No file behind a symbolic link, in a way that leads up, or with a dot in front of a name; regular files only.
    """
    parts = _parts(target)
    if parts is None:
        return None
    folder = target.partition("?")[0].endswith("/")
    path = root.joinpath(*parts)
    try:
        if os.path.realpath(path) != os.path.join(os.path.realpath(root), *parts):  # noqa: PTH118 - strings are compared
            return None
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            index = path / INDEX
            if not stat.S_ISREG(index.lstat().st_mode):
                return None
            if not folder:
                return "/" + "".join(f"{quote(part)}/" for part in parts)
            return Found("/".join((*parts, INDEX)), index)
    except (OSError, ValueError):
        return None
    return Found("/".join(parts), path) if stat.S_ISREG(mode) and not folder else None


def open_file(found: Found) -> BinaryIO | None:
    """The file, if it still is one: a build may have replaced it meanwhile."""
    try:
        descriptor = os.open(found.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    return os.fdopen(descriptor, "rb")


def _parts(target: str) -> list[str] | None:
    """The names on the way to a file; None for a target that can name none."""
    if not target.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(target.partition("?")[0]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = [part for part in path.split("/") if part]
    odd = any(sign in part for part in parts for sign in "\\\0")
    hidden = any(part.startswith(".") and part not in SHOWN for part in parts)
    return None if odd or hidden else parts
