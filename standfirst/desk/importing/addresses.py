"""The links and images of a Markdown text: found, and changed where they lead to what has moved."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from standfirst.desk.importing.codeless import commented, outside_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.desk.importing.markup import Said

LINK = re.compile(
    r"(?P<open>\]\([ \t]*)(?:<(?P<angled>[^<>\n]{1,2000})>|(?P<plain>(?:[^\s()<>\\]|\\.|\([^\s()]{0,500}\)){1,2000}))"
    r"(?P<close>(?:[ \t\n]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\))"
)
SPACED = re.compile(
    r"(?P<open>!?\[[^\]\n]{0,300}\]\()(?P<plain>[^\n()<>\"']{1,500}[ ][^\n()<>\"']{0,500}?)(?P<close>\))"
)
DEFINED = re.compile(
    r"^(?P<open> {0,3}\[[^\]\n]{1,300}\]:[ \t]*)<?(?P<plain>[^\s<>]+)>?(?P<close>(?=[ \t]*(?:$|\n?[ \t]+[\"'(][^\n]*[\"')][ \t]*$)))",
    re.MULTILINE,
)
TAG = re.compile(
    r"(?P<open><[a-zA-Z][^<>]{0,2000}?\s(?:href|src|poster)\s*=\s*)(?P<quote>[\"'])(?P<plain>[^\"'<>\n]{1,2000})(?P<close>(?P=quote))"
)
RUNS = re.compile(
    r"<(?P<name>script|style|iframe|object|embed|form|applet)\b[^>]{0,4000}?"
    r"(?:/>|>(?:(?:(?!<(?P=name)\b)[\s\S])*?</(?P=name)\s*>)?)",
    re.IGNORECASE,
)
PAGE_HEAD = re.compile(r"<(?P<name>meta|link|base)\b[^<>]{0,4000}>", re.IGNORECASE)
"""What belongs to the head of a page and says nothing in its text."""
HANDLER = re.compile(r"(<[a-zA-Z][^<>]{0,2000}?)\s(on[a-z]{3,20}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))", re.IGNORECASE)
CODE_ADDRESS = re.compile(r"(?:\s|[\x00-\x20])*(?:javascript|vbscript):", re.IGNORECASE)
MOST_WORDS = 1000
"""Characters between the brackets of a link, at the most."""
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"})


def change_addresses(text: str, change: Callable[[str, bool], str | None]) -> str:
    """The Markdown with other addresses: `change` is given each, and whether it is an image's; None leaves it."""

    def markdown(found: re.Match[str]) -> str:
        groups = found.groupdict()
        written = groups.get("angled") or found["plain"]
        image = _is_image(found.string, found.start("open"))
        new = change(unescape(written), image)
        if new is None:
            return found[0]
        return f"{found['open']}{_written(new)}{found['close']}"

    def html(found: re.Match[str]) -> str:
        new = change(unescape(found["plain"]), found["open"].lstrip("<")[:4].lower().startswith("img"))
        return found[0] if new is None else f"{found['open']}{found['quote']}{escape(new)}{found['quote']}"

    def all_of(piece: str) -> str:
        for pattern, made in ((LINK, markdown), (SPACED, markdown), (DEFINED, markdown), (TAG, html)):
            piece = pattern.sub(made, piece)
        return piece

    return outside_code(text, all_of) if "](" in text or "]:" in text or "=" in text else text


def _is_image(text: str, bracket: int) -> bool:
    """Whether the bracket at `bracket` ends the words of an image and not of a link, which may hold an image."""
    depth = 0
    for place in range(min(bracket, len(text) - 1), max(-1, bracket - MOST_WORDS), -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if depth == 0:
            return place > 0 and text[place - 1] == "!"
    return False


def _written(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def placed(what: str, path: str, fragment: str = "") -> str:
    """A link to a file of the content folder, as our writers put it."""
    return f"{{{what}}}/{quote(path)}{'#' + quote(fragment) if fragment else ''}"


def is_picture(path: str) -> bool:
    """Whether a file's name is that of a picture which a page can show."""
    return posixpath.splitext(path)[1].lower() in PICTURES


def old_path(address: str) -> str | None:
    """The one form of a path on the old site: decoded, with a leading slash and none at the end, without index.html.

    None where it is no path.
    """
    try:
        parts = urlsplit(address)
        path = unquote(parts.path)
    except ValueError:
        return None
    path = posixpath.normpath(f"/{path.strip('/')}")
    path = re.sub(r"(?:/index)?\.html?\Z|/index\Z", "", path) or "/"
    return f"{path}?{parts.query}" if parts.query and not parts.path.strip("/") else path


def relative(base: str, address: str) -> str | None:
    """The path below the source's root that a relative address means, seen from the file `base`; None where it leads out."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if joined.startswith(("..", "/")) or joined == "." else joined


def without_scripts(text: str) -> tuple[str, Said]:
    """Markdown whose HTML runs nothing: scripts, frames and forms are remarks, handlers and code in addresses are taken out."""
    said: Said = []

    def remark(found: re.Match[str]) -> str:
        said.append((f"<{found['name'].lower()}> is kept as a remark", found[0]))
        return commented(found[0])

    def handler(found: re.Match[str]) -> str:
        said.append(("an event handler is taken out", found[2]))
        return found[1]

    def address(written: str, _image: bool) -> str | None:  # noqa: FBT001 - the callback's form
        if not CODE_ADDRESS.match(written):
            return None
        said.append(("an address that runs code is taken out", written))
        return "#"

    def clean(piece: str) -> str:
        piece = PAGE_HEAD.sub(remark, RUNS.sub(remark, piece))
        while (less := HANDLER.sub(handler, piece)) != piece:
            piece = less
        return piece

    text = outside_code(text, clean) if "<" in text else text
    return (change_addresses(text, address) if "script:" in text.lower() else text), said
