"""An HTML page -> a found article: the text by trafilatura, the rest from what the page says of itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from standfirst.desk.importing.encodings import is_cyrillic, packed
from standfirst.desk.importing.fields import moment, names_of, text_of
from standfirst.desk.importing.found import Found, MissingPackageError, Note, Picture
from standfirst.desk.importing.markup import to_markdown
from standfirst.desk.importing.page_words import is_name
from standfirst.prose import parse, read_html
from standfirst.teasers.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

LOOKS_LIKE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|h1|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
PARTS = re.compile(r"\s+[|–—·»-]\s+")
OPEN_TITLE = re.compile(r"<title\b[^<>]{0,300}>[^<]*", re.IGNORECASE)
TITLE_END = re.compile(r"</title\b", re.IGNORECASE)
ARTICLES = ("article", "report", "posting", "newsarticle", "webpage")


def is_html(text: str) -> bool:
    """Whether a text is a page and not what was copied from one."""
    return bool(LOOKS_LIKE.match(text[:4000]))


def decoded(data: bytes) -> tuple[str | None, str]:
    """The text of a file in UTF-8, UTF-16 with a mark, what an HTML page says it is in, or Windows-1251; and what is wrong with it."""
    if wrong := packed(data):
        return None, wrong
    declared = CHARSET.search(data[:4096])
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16" if marked else "utf-8-sig", declared[1].decode("ascii") if declared else ""):
        try:
            if encoding:
                return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n"), ""
        except (UnicodeDecodeError, LookupError) as error:
            last = error
    if is_cyrillic(data):
        return data.decode("cp1251", "replace").replace("\r\n", "\n"), "it is not UTF-8, and was read as Windows-1251"
    before = data[: last.start] if isinstance(last, UnicodeDecodeError) else b""
    line, byte = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return None, f"line {line}, byte {byte}: not UTF-8; save the file as UTF-8"


def read_page(html: str, where: str, origin: str) -> Found | Note:
    """The article of a page. What stands on the page and is not taken over is listed. Raises MissingPackageError."""
    if not TITLE_END.search(html):
        html = OPEN_TITLE.sub(r"\g<0></title>", html, count=1)  # all of the page would be its title
    try:
        import trafilatura  # noqa: PLC0415 - a package of an extra
    except ImportError:
        raise MissingPackageError("trafilatura") from None
    tree = parse(html)
    if tree is None:
        return Note(where, "left out", "there is no text")
    said = _metadata(tree)
    try:
        taken = trafilatura.extract(
            html, output_format="html", include_links=True, include_images=True, include_formatting=True, include_tables=True,
            include_comments=False, favor_recall=True, with_metadata=False,
        )  # fmt: skip
        more: Any = trafilatura.extract_metadata(html)
    except Exception:  # noqa: BLE001 - it may raise anything on a hostile page
        taken, more = None, None
    inner = taken.partition("<body>")[2].rpartition("</body>")[0] if taken else _plain_body(tree)
    body, gone = to_markdown(inner)
    title = said.get("title") or text_of(getattr(more, "title", "")) or _heading(tree)
    if not title:
        return Note(where, "left out", "the page has no headline")
    authors = said.get("authors") or names_of(text_of(getattr(more, "author", "")), parted=";")
    date = said.get("date") or moment(text_of(getattr(more, "date", "")))
    notes = [Note(where, "not understood", what, words) for what, words in gone]
    if "date" not in said and date:
        notes.append(Note(where, "doubtful", f"the page does not say when it was published: {date} is a guess"))
    if not taken:
        notes.append(Note(where, "doubtful", "which part of the page is the article is not clear: all of it is taken"))
    notes += [
        Note(where, "dropped", "on the page, but not taken for the article", words)
        for words in _not_taken(html, inner, title)
    ]
    picture = said.get("image")
    return Found(
        origin=origin,
        where=where,
        title=title,
        date=date,
        modified=said.get("modified"),
        authors=tuple(authors),
        topic=said.get("topic"),
        tags=tuple(said.get("tags") or ()),
        summary=said.get("summary"),
        lang=said.get("lang"),
        image=Picture(src=picture) if picture else None,
        body=body,
        source=said.get("source") or "",
        notes=tuple(notes),
        muddled=True,
    )


def _plain_body(tree: HtmlElement) -> str:
    for name in ("article", "main", "body"):
        found = tree.xpath(f"//{name}")
        if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):  # noqa: SLF001 - its only name
            return etree.tostring(found[0], encoding="unicode", method="html")
    return ""


def _heading(tree: HtmlElement) -> str:
    for path in ("//h1", "//title"):
        for element in tree.iterfind(f".{path}"):
            if words := " ".join("".join(map(str, element.itertext())).split()):
                return words if path == "//h1" else PARTS.split(words)[0]
    return ""


def _metadata(tree: HtmlElement) -> dict[str, Any]:
    """What JSON-LD and the meta elements say, the former first."""
    meta: dict[str, list[str]] = {}
    for element in tree.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and (value := text_of(element.get("content"))):
            meta.setdefault(name, []).append(value)
    data = next(_linked_data(tree), {})

    def first(*names: str) -> str:
        return next((meta[name][0] for name in names if name in meta), "")

    names = names_of(data.get("author")) or tuple(
        name for key in ("author", "article:author", "parsely-author", "dc.creator") for name in meta.get(key, ())
    )  # fmt: skip
    times = [text_of(element.get("datetime")) for element in tree.iterfind(".//time[@datetime]")]
    image = data.get("image")
    image = image[0] if isinstance(image, list) and image else image
    canonical = next((text_of(e.get("href")) for e in tree.iterfind(".//link[@rel='canonical']")), "")
    lang = text_of(next(iter(tree.iterfind(".//html")), tree).get("lang"))
    found = {
        "title": text_of(data.get("headline")) or _heading_of(tree, first("og:title", "twitter:title")),
        "date": moment(data.get("datePublished")) or moment(first("article:published_time", "date", "dc.date", "pubdate"))
        or (moment(times[0]) if times else None),
        "modified": moment(data.get("dateModified")) or moment(first("article:modified_time", "og:updated_time")),
        "authors": tuple(dict.fromkeys(name for name in names if is_name(name))),
        "topic": text_of(data.get("articleSection")) or first("article:section"),
        "tags": tuple(meta.get("article:tag", ())) or names_of(data.get("keywords") or first("news_keywords", "keywords") or ""),
        "summary": text_of(data.get("description")) or first("description", "og:description", "twitter:description"),
        "image": text_of(image.get("url") if isinstance(image, dict) else image) or first("og:image", "twitter:image"),
        "source": canonical or first("og:url"),
        "lang": lang if re.fullmatch(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*", lang) else "",
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _heading_of(tree: HtmlElement, said: str) -> str:
    """The headline of the page, which is often longer than the one for a preview, or has no site's name at its end."""
    heading = next((" ".join("".join(map(str, e.itertext())).split()) for e in tree.iterfind(".//h1")), "")
    return heading if heading and (not said or fold(heading) in fold(said) or fold(said) in fold(heading)) else said


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for item in items if isinstance(items, list) else []:
            kind = item.get("@type", "") if isinstance(item, dict) else ""
            kinds = kind if isinstance(kind, list) else [kind]
            if any(str(name).lower().endswith(ARTICLES) for name in kinds) and (
                "headline" in item or "datePublished" in item
            ):
                yield item


def _not_taken(html: str, taken: str, title: str) -> list[str]:
    there = {fold(block.text) for block in read_html(taken).blocks} | {fold(title), ""}
    whole = " ".join(sorted(there, key=len, reverse=True))
    blocks = dict.fromkeys(block.text for block in read_html(html).blocks)
    return [text for text in blocks if fold(text) not in there and fold(text) not in whole]
