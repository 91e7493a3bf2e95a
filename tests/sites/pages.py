"""Built pages as a reader, a crawler and a browser find them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

UNSEEN = ("script", "style", "template", "noscript", "svg")
ADDRESSES = (
    "href",
    "src",
    "poster",
    "action",
    "formaction",
    "data",
    "cite",
    "manifest",
    "{http://www.w3.org/1999/xlink}href",
)
FETCHED = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "track", "input", "use", "image"}
FETCHED_LINKS = {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"}


@dataclass(frozen=True)
class Page:
    """One HTML file."""

    name: str
    """Below the output folder, with forward slashes."""
    source: str

    @cached_property
    def root(self) -> HtmlElement:
        """The document."""
        return html.document_fromstring(self.source.encode(), parser=html.HTMLParser(encoding="utf-8"))

    def find(self, path: str) -> list[HtmlElement]:
        """Elements by XPath."""
        return list(self.root.xpath(path))

    def texts(self, path: str) -> list[str]:
        """What elements say, by XPath."""
        return [visible_text(element) for element in self.find(path)]

    def meta(self, name: str) -> list[str]:
        """Values of a meta element, by its name or property."""
        return [str(value) for value in self.root.xpath("//meta[@name=$n or @property=$n]/@content", n=name)]

    @cached_property
    def text(self) -> str:
        """All that a reader sees in the body, in one line."""
        return visible_text(self.root.find("body"))

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(value) for value in self.root.xpath("//@id")]

    def links(self) -> Iterator[tuple[HtmlElement, str]]:
        """Every address in the page with the element that names it, as written."""
        for element in self.root.iter():
            if not isinstance(element.tag, str):
                continue
            for name in ADDRESSES:
                if element.get(name) is not None:
                    yield element, element.get(name, "")
            for name in ("srcset", "imagesrcset"):
                for candidate in element.get(name, "").split(", "):
                    if candidate.strip():
                        yield element, candidate.split()[0]

    def fetched(self) -> Iterator[str]:
        """Addresses that a browser asks for by itself when it shows the page."""
        for element, address in self.links():
            rel = set(element.get("rel", "").split())
            if element.tag in FETCHED or (element.tag == "link" and rel & FETCHED_LINKS):
                yield address


def visible_text(element: HtmlElement | None) -> str:
    """What a reader sees of an element, in one line."""
    if element is None:
        return ""
    pieces: list[str] = []

    def walk(node: HtmlElement) -> None:
        if isinstance(node.tag, str) and node.tag not in UNSEEN:
            pieces.append(node.text or "")
            for child in node:
                walk(child)
                # Words of two blocks, or of two cells, never grow together on a screen.
                pieces.append(
                    " " if child.tag in {"p", "li", "h1", "h2", "h3", "td", "th", "div", "br", "span"} else ""
                )
                pieces.append(child.tail or "")

    walk(element)
    return " ".join("".join(pieces).split())


def read_pages(output: Path) -> dict[str, Page]:
    """Every HTML page of a built site, by name."""
    files = sorted(output.rglob("*.html"))
    names = [file.relative_to(output).as_posix() for file in files]
    return {name: Page(name, file.read_text("utf-8")) for name, file in zip(names, files, strict=True)}


def broken_links(output: Path, site_url: str) -> list[str]:
    """Every address of every page that leads to no file of the site, or to no id of its page.

    Addresses of other sites are passed over. The site stands at `site_url`; what is relative is resolved there.
    """
    pages = read_pages(output)
    known = {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}
    broken = []
    for page in pages.values():
        for element, written in page.links():
            problem = _problem(written, page, pages, known, site_url)
            if problem:
                broken.append(f"{page.name}: <{element.tag!s}> {written}: {problem}")
    return broken


def _problem(written: str, page: Page, pages: dict[str, Page], known: set[str], site_url: str) -> str:
    if not written.strip():
        return "empty"
    if "{" in written or "|" in written:
        return "not resolved"
    if any(not char.isprintable() or char.isspace() for char in written):
        return "holds white space"
    address = urljoin(f"{site_url}/{page.name}", written)
    parts, base = urlsplit(address), urlsplit(site_url)
    if parts.scheme not in {"http", "https"} or parts.netloc != base.netloc:
        return ""
    if not f"{parts.path}/".startswith(f"{base.path}/"):
        return "outside the site"
    path = unquote(parts.path.removeprefix(base.path).lstrip("/"), errors="strict")
    name = posixpath.join(path, "index.html") if path in {"", "."} or path.endswith("/") else path
    if name not in known:
        return "leads to nothing"
    fragment = unquote(parts.fragment)
    if fragment and name in pages and fragment not in {*pages[name].ids, "top"}:
        return "there is no such id"
    return ""
