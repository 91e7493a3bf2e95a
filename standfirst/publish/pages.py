"""What a written page links to, can be linked to at, and says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Attributes that hold one address, whatever the element.
_ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "cite", "longdesc")
_SETS = ("srcset", "imagesrcset")
# Text that is no prose: an example in an article may say TODO.
_NO_PROSE = {"script", "style", "code", "pre", "kbd", "samp", "template"}
_REFRESH = re.compile(r"^\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_META = re.compile(r"(og:(url|(image|video|audio)(:(url|secure_url))?)|twitter:image)$")


@dataclass(frozen=True, slots=True)
class Page:
    """One page, read once."""

    links: tuple[tuple[int, str], ...]
    """Line and address of all that it refers to."""
    places: frozenset[str]
    """Ids and names: where a fragment may lead."""
    prose: tuple[tuple[int, str], ...]
    """Line and text of what readers read."""
    data: tuple[tuple[int, str], ...]
    """Line and text of structured data."""


def read_page(data: bytes) -> Page:
    """Read a page as a browser would, whatever is wrong with it."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if data.strip() else None
    links: list[tuple[int, str]] = []
    places, prose, structured = set(), [], []
    if root is not None:
        for element in root.iter(etree.Element):
            line = element.sourceline or 1
            tag = str(element.tag)
            places |= {value for name in ("id", "name") if (value := element.get(name))}
            links += [(line, address) for address in _addresses(element, tag)]
            if tag == "script" and "json" in (element.get("type") or ""):
                structured.append((line, element.text or ""))
            if tag not in _NO_PROSE and element.text and element.text.strip():
                prose.append((line, element.text))
            above = element.getparent()
            if element.tail and element.tail.strip() and above is not None and above.tag not in _NO_PROSE:
                prose.append((line, element.tail))
    return Page(tuple(links), frozenset(places), tuple(prose), tuple(structured))


def _addresses(element: _Element, tag: str) -> Iterator[str]:
    for name in _ADDRESSES:
        if (value := element.get(name)) is not None:
            yield value.strip()
    for name in _SETS:
        for part in re.split(r",\s+", element.get(name) or ""):
            if words := part.split():
                yield words[0]
    if tag == "meta":
        content = element.get("content") or ""
        if _META.match(element.get("property") or element.get("name") or ""):
            yield content
        if (element.get("http-equiv") or "").lower() == "refresh" and (found := _REFRESH.match(content)):
            yield found[1].strip()
