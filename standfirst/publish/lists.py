"""What feeds, sitemaps and other files for robots refer to."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

# What an article says is checked on its page. Here it is text and may name any address.
_TEXTS = {"content", "summary", "description", "title", "encoded", "content_html", "content_text"}
_PLAIN = re.compile(r"\b(?:https?|file)://[^\s\"'<>)]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One file for robots, read."""

    kind: Literal["feed", "sitemap", "other"]
    addresses: tuple[tuple[int, str], ...]
    """Line and address."""


def read_list(path: str, data: bytes) -> Listed | None:
    """What a file refers to; None for one of a kind that refers to nothing. Raises ValueError where it cannot be parsed."""
    if path.endswith((".xml", ".atom", ".rss", ".xsl", ".svg")):
        return _xml(data)
    if path.endswith((".json", ".webmanifest")):
        return _json(data)
    if path.endswith((".txt", ".css")) or path in {"_redirects", "_headers"}:
        text = data.decode("utf-8", "replace")
        lines = enumerate(text.splitlines(), 1)
        return Listed("other", tuple((line, found[0]) for line, words in lines for found in _PLAIN.finditer(words)))
    return None


def _xml(data: bytes) -> Listed:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    name = etree.QName(root).localname
    kind: Literal["feed", "sitemap", "other"] = "other"
    if name in {"feed", "rss", "RDF"}:
        kind = "feed"
    elif name in {"urlset", "sitemapindex"}:
        kind = "sitemap"
    found = []
    for element in root.iter(etree.Element):
        line = element.sourceline or 1
        local = etree.QName(element).localname
        found += [(line, value) for key in ("href", "url", "src") if (value := element.get(key))]
        text = (element.text or "").strip()
        if local not in _TEXTS and local != "id" and re.match(r"(https?|file)://", text):
            found.append((line, text))
    return Listed(kind, tuple(found))


def _json(data: bytes) -> Listed:
    value = json.loads(data)
    feed = isinstance(value, dict) and str(value.get("version", "")).startswith("https://jsonfeed.org/")
    if feed:
        value = {**value, "version": ""}
    return Listed("feed" if feed else "other", tuple((1, text) for text in _strings(value)))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, str) and re.match(r"(https?|file)://", value):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in _TEXTS and key not in {"id", "@id"}:
                yield from _strings(each)
