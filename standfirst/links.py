"""Links between files of the site: found, resolved, made absolute.

A writer links to a source file as Pelican does: `{filename}other.md`, `{static}/images/x.png`, `{attach}x.pdf`, and to
listings as `{category}Name`, `{tag}Name`, `{author}Name` and `{index}`. `|filename|` is the older form of the same.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from standfirst.model import Story

ATTRIBUTE = re.compile(
    r"""(?P<before><[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:href|src|poster|data|cite|formaction|action)\s*=\s*)"""
    r"(?P<quote>[\"'])(?P<value>.*?)(?P=quote)",
    re.DOTALL,
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PLACEHOLDER = re.compile(r"[{|](?P<what>[a-z]+)[|}](?P<rest>.*)", re.DOTALL)
BRACES = ("{", "|", "&#", "&lc", "&lb", "&ver", "&Ver")
"""How a placeholder begins, also where its first character is written as a reference."""
FILES = frozenset({"filename", "static", "attach"})
LISTINGS = frozenset({"category", "tag", "author", "index"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, as written."""

    written: str
    """The attribute's value, entities resolved."""
    what: str
    """filename, static, attach, category, tag, author or index; "" for an ordinary address."""
    key: str
    """For a file: its path below the content folder; for a listing: `what:Name`; else the address without fragment."""
    fragment: str = ""


def read_target(written: str, path: str) -> Target:
    """Understand one attribute value of the file at `path` (below the content folder)."""
    found = PLACEHOLDER.fullmatch(written)
    if not found or found["what"] not in FILES | LISTINGS:
        address, _, fragment = written.partition("#")
        return Target(written, "", address, unquote(fragment))
    what, (rest, _, fragment) = found["what"], found["rest"].partition("#")
    if what in LISTINGS:
        return Target(written, what, f"{what}:{unquote(rest)}", unquote(fragment))
    rest = unquote(rest.partition("?")[0])
    base = "" if rest.startswith("/") else posixpath.dirname(path)
    return Target(written, what, posixpath.normpath(posixpath.join(base, rest.lstrip("/"))), unquote(fragment))


def named_source(target: Target, path: str, known: Container[str]) -> str | None:
    """The file of the content folder that an ordinary relative address names, seen from the file at `path`, if there is one."""
    if target.what or not target.key or target.key.startswith("/") or ":" in target.key.partition("/")[0]:
        return None
    source = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target.key.partition("?")[0])))
    return source if source in known else None


def name_sources(html: str, path: str, known: Container[str]) -> str:
    """The fragment with relative addresses of files of the content folder written as links to sources.

    So `[words](other.md)` and `![words](images/map.png)` work here as they do in an editor's preview.
    """

    def address(target: Target) -> str | None:
        source = named_source(target, path, known)
        if source is None:
            return None
        fragment = target.written.partition("#")[2]
        return f"{{filename}}/{quote(source)}{'#' + fragment if fragment else ''}"

    return _replace(html, path, address)


@lru_cache(maxsize=1 << 16)
def names_sources(html: str) -> bool:
    """Whether a fragment may have a link to a source file or a listing: quick, and never wrong where it says no."""
    return any(sign in html for sign in BRACES)


def targets(html: str, path: str) -> list[Target]:
    """Every link, image and the like in a fragment, in order."""
    return [read_target(unescape(found["value"]), path) for found in ATTRIBUTE.finditer(COMMENT.sub("", html))]


def resolve(html: str, path: str, links: Mapping[str, str], prefix: str) -> str:
    """The fragment with links to sources and listings replaced by addresses that begin with `prefix`.

    A link that `links` does not know stays as it is.
    """
    if not names_sources(html):
        return html

    def address(target: Target) -> str | None:
        url = links.get(target.key) if target.what else None
        return None if url is None else f"{prefix}/{_tail(url, target)}"

    return _replace(html, path, address)


def absolute_html(html: str, story: Story, links: Mapping[str, str], site_url: str) -> str:
    """The fragment with every link absolute, to be read away from the site."""
    here = f"{site_url}/{story.url}"

    def address(target: Target) -> str | None:
        if target.what:
            url = links.get(target.key)
            return None if url is None else f"{site_url}/{_tail(url, target)}"
        if target.written.startswith("/") and not target.written.startswith("//"):
            parts = urlsplit(site_url)
            return f"{parts.scheme}://{parts.netloc}{target.written}"
        try:
            return urljoin(here, target.written)
        except ValueError:
            return None

    return _replace(html, story.path, address)


def _replace(html: str, path: str, address: Callable[[Target], str | None]) -> str:
    def replaced(found: re.Match[str]) -> str:
        url = address(read_target(unescape(found["value"]), path))
        return found[0] if url is None else f"{found['before']}{found['quote']}{escape(url)}{found['quote']}"

    return ATTRIBUTE.sub(replaced, html)


def _tail(url: str, target: Target) -> str:
    query = target.written.partition("#")[0].partition("?")[2] if target.what in FILES else ""
    fragment = quote(target.fragment, safe="/?:@!$&'()*+,;=-._~")
    return f"{url.replace(' ', '%20')}{'?' + query if query else ''}{'#' + fragment if fragment else ''}"
