"""What a file of a site is, told from its path: its content type, its turn in a release, how long caches may keep it."""

from __future__ import annotations

import re
from enum import IntEnum
from mimetypes import MimeTypes

# Python's own table and ours over it: the system's /etc/mime.types would give one site two manifests.
_KNOWN = MimeTypes()
_OURS = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".csv": "text/csv",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".rss": "application/rss+xml",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXT = re.compile(r"text/|application/(json|jsonl|xml|javascript|.*\+(json|xml))$")

_TOKEN = re.compile(r"[.-]([0-9a-f]{7,64})(?=\.)|_([0-9a-f]{7,64})(?=\.)")
_DAY = re.compile(r"(19|20)\d\d(0\d|1[0-2])[0-3]\d(\d{4}|\d{6})?")


class Turn(IntEnum):
    """The order in which files of a release appear where they cannot all appear at once.

    What a page needs comes before it, and what tells robots of a page comes after it.
    """

    FINGERPRINTED = 0
    ASSET = 1
    PAGE = 2
    FEED = 3


def content_type(path: str) -> str:
    """The media type of a path, with a charset where it is text."""
    name = path.rpartition("/")[2].lower()
    ending = "." + name.rpartition(".")[2] if "." in name else ""
    if name.endswith(".atom.xml"):
        found = "application/atom+xml"
    elif name.endswith(".rss.xml"):
        found = "application/rss+xml"
    else:
        found = _OURS.get(ending) or _KNOWN.guess_type(f"x{ending}")[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if _TEXT.match(found) else found


def is_page(path: str) -> bool:
    """Whether it is a page that readers open."""
    return path.endswith((".html", ".htm"))


def is_feed(path: str) -> bool:
    """Whether it is a feed that a hub can be told of."""
    name = path.rpartition("/")[2]
    return not name.startswith("sitemap") and (
        name.endswith((".atom.xml", ".rss.xml", ".atom", ".rss"))
        or ("feed" in path and name.endswith((".xml", ".json")))
    )


def is_fingerprinted(path: str) -> bool:
    """Whether the name changes with the content, so that a cache may keep the file for ever.

    A token of digits alone is not trusted: `photo-12345678.jpg` is a camera's number.
    """
    return any(not token.isdigit() for token in _tokens(path))


def outlives(path: str) -> bool:
    """Whether a page of the release before may still ask for the file.

    As is_fingerprinted, but a hash can happen to be digits alone. A date is none.
    """
    return any(not _DAY.fullmatch(token) for token in _tokens(path))


def _tokens(path: str) -> list[str]:
    if is_page(path) or is_feed(path):
        return []
    name = path.rpartition("/")[2]
    return [found[1] or found[2] for found in _TOKEN.finditer(name)]


def turn(path: str) -> Turn:
    """When a file appears."""
    if is_page(path):
        return Turn.PAGE
    if is_fingerprinted(path):
        return Turn.FINGERPRINTED
    return Turn.FEED if is_feed(path) or path.endswith((".xml", ".txt")) else Turn.ASSET


def cache_control(path: str, seconds: int) -> str:
    """How long caches may keep a file: for ever where its name is its content, `seconds` otherwise."""
    return "public, max-age=31536000, immutable" if is_fingerprinted(path) else f"public, max-age={seconds}"


def address_of(path: str) -> str:
    """The address below the site's root at which a host serves a file: a folder's for its index.html."""
    return path[: -len("index.html")] if path == "index.html" or path.endswith("/index.html") else path
