"""A WordPress export (WXR) -> found articles, read as a stream: memory does not grow with its length."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from lxml import etree

from standfirst.desk.importing.addresses import old_path
from standfirst.desk.importing.encodings import packed
from standfirst.desk.importing.fields import slug_of
from standfirst.desk.importing.folders import Tree
from standfirst.desk.importing.found import Found, Note, Person, Picture
from standfirst.desk.importing.wordpress_items import (
    WP,
    Item,
    later_change,
    meta_shown,
    moment_of,
    older_addresses,
    read_item,
)
from standfirst.desk.importing.wordpress_stream import CleanStream, encoding_of
from standfirst.desk.importing.wordpress_text import post_text
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml.etree import _Element

NO_ARTICLES = frozenset(
    [
        "attachment",
        "revision",
        "nav_menu_item",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "user_request",
        "wp_block",
        "wp_template",
        "wp_template_part",
        "wp_global_styles",
        "wp_navigation",
        "wp_font_family",
        "wp_font_face",
    ]
)
STATUS: dict[str, Literal["published", "draft"]] = {
    "publish": "published",
    "future": "published",
    "draft": "draft",
    "pending": "draft",
}
NO_TOPICS = frozenset({"uncategorized", "uncategorised", "без категорії", "без рубрики", ""})
EXPORT = re.compile(r"http://wordpress\.org/export/[0-9.]+/\Z")
NUMBERED = re.compile(r"\A[^?]*\?(?:[^#]*&)?(?:p|page_id)=(\d{1,12})(?:[&#]|\Z)")
"""An address by number, as drafts and old links have it."""
MOST_PATTERNS = 2000
UPLOADS = ("wp-content/uploads", "uploads")


@dataclass
class WordPress:
    """An export file. Pictures are taken from a folder `uploads` or `wp-content/uploads` beside it, never from the network."""

    file: Path
    _people: dict[str, Person] = field(default_factory=dict)
    _attachments: dict[str, tuple[str, str]] = field(default_factory=dict)
    _patterns: dict[str, str] = field(default_factory=dict)
    """Texts that posts share, by number: blocks that WordPress calls synced patterns."""
    _links: dict[str, str] = field(default_factory=dict)
    """Where a post of this number is published: a path."""
    _host: str = ""
    _encoding: str = "utf-8"

    def __post_init__(self) -> None:
        """Look what lies beside the file."""
        beside = self.file.absolute().parent
        uploads = next((beside / name for name in UPLOADS if (beside / name).is_dir()), None)
        self.tree = Tree(uploads) if uploads else None
        self.where = shown_path(self.file)

    @property
    def root(self) -> Path | None:
        """The folder of uploads."""
        return self.tree.real if self.tree else None

    def people(self) -> Iterable[Person]:
        """The authors that the export lists."""
        return self._people.values()

    def stories(self, *, whole: bool) -> Iterator[Found | Note]:
        """Posts and pages, and of everything else what it was."""
        with self.file.open("rb") as opened:
            if wrong := packed(opened.read(8)):
                yield Note(self.where, "left out", wrong)
                return
        self._encoding, guessed = encoding_of(self.file)
        problems: list[Note] = []
        if not whole:
            for item in self._items([]):
                self._note_item(item)
        for item in self._items(problems):
            yield from self._story(item, whole=whole)
        if guessed:
            problems.append(Note(self.where, "doubtful", f"it says that it is UTF-8, and was read as {self._encoding}"))
        yield from problems

    def _items(self, problems: list[Note]) -> Iterator[Item]:
        """Items in order. Each is forgotten once it is read."""
        with self.file.open("rb") as opened:
            stream = CleanStream(opened, self._encoding)
            yield from self._parsed(stream, problems)
            problems += self._said_of(stream)

    def _parsed(self, stream: CleanStream, problems: list[Note]) -> Iterator[Item]:
        events = etree.iterparse(
            stream, events=("start", "end"), recover=True, resolve_entities=False, no_network=True, huge_tree=False,
            load_dtd=False, remove_comments=True, remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        root = None
        try:
            for event, element in events:
                if root is None:
                    root = element
                    if not any(EXPORT.match(uri) for uri in root.nsmap.values()):
                        break
                if event == "start":
                    continue
                name = WP.sub("wp:", element.tag) if isinstance(element.tag, str) else ""
                if name == "item":
                    yield read_item(element)
                elif name == "wp:author":
                    self._read_author(element)
                elif name == "wp:base_blog_url" or (
                    name == "link" and not self._host and _is_channel(element.getparent())
                ):
                    self._host = (element.text or "").strip().rstrip("/")
                else:
                    continue
                element.clear()
                while element.getprevious() is not None and (parent := element.getparent()) is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            if not stream.defines:
                problems.append(
                    Note(
                        f"{self.where}:{error.lineno or 1}",
                        "left out",
                        f"the rest of the file cannot be read: {error.msg}",
                    )
                )
        if not stream.defines and (root is None or not any(EXPORT.match(uri) for uri in root.nsmap.values())):
            problems[:] = [Note(self.where, "left out", "it is no WordPress export: no <rss> with wp: elements in it")]
            return
        problems += [
            Note(f"{self.where}:{found.line}", "doubtful", f"not well-formed here: {found.message.strip()}")
            for found in list(events.error_log)[:20]
        ]

    def _said_of(self, stream: CleanStream) -> Iterator[Note]:
        """What was wrong with the characters of the file."""
        if stream.defines:
            what = "it declares entities (<!DOCTYPE or <!ENTITY): no export does, and it is not read"
            yield Note(self.where, "left out", what)
        if stream.controls:
            what = f"{stream.controls:,} control characters are taken out, the first of them here"
            yield Note(f"{self.where}:{stream.lines['control']}", "dropped", what)
        if stream.broken:
            what = f"{stream.broken:,} bytes are no text in {self._encoding}, the first of them here: a mark stands for each"
            yield Note(f"{self.where}:{stream.lines['broken']}", "doubtful", what)

    def _read_author(self, element: _Element) -> None:
        said = {WP.sub("", str(child.tag)): (child.text or "").strip() for child in element}
        login = said.get("author_login", "")
        full = (
            said.get("author_display_name")
            or f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}".strip()
        )
        if login:
            self._people[login] = Person(name=" ".join((full or login).split()), slug=slug_of(login.partition("@")[0]))

    def _note_item(self, item: Item) -> None:
        """Remember what other items may ask for."""
        number, kind = item.values.get("wp:post_id", ""), item.values.get("wp:post_type")
        if kind == "attachment":
            alt = item.meta.get("_wp_attachment_image_alt", "")
            address = item.values.get("wp:attachment_url") or item.values.get("guid", "")
            self._attachments[number] = (address.strip(), alt)
        elif kind == "wp_block" and len(self._patterns) < MOST_PATTERNS:
            self._patterns[number] = item.values.get("content", "")
        elif kind not in NO_ARTICLES and (path := old_path(item.values.get("link", ""))) and "?" not in path:
            self._links[number] = path

    def _story(self, item: Item, *, whole: bool) -> Iterator[Found | Note]:
        said = item.values
        kind, status = said.get("wp:post_type", "post"), said.get("wp:status", "publish")
        number, title = said.get("wp:post_id", ""), " ".join(unescape(said.get("title", "")).split())
        where = f"{self.where}:{item.line}"
        if kind == "attachment":
            return
        if kind in NO_ARTICLES or status in {"trash", "auto-draft", "inherit"}:
            yield Note(where, "dropped", f"a {kind} ({status}) is no article", title or number)
            return
        notes = []
        if kind not in {"post", "page"}:
            notes.append(Note(where, "doubtful", f"a {kind} is not known here: it is a draft", title))
        if status not in STATUS:
            notes.append(Note(where, "doubtful", f"it was {status}: it is a draft", title))
        if said.get("wp:post_password"):
            notes.append(
                Note(where, "doubtful", "it had a password: it is a draft, and the password is not kept", title)
            )
        if not title:
            notes.append(Note(where, "doubtful", "no title: it is called by its number", number))
        hidden = status not in STATUS or bool(said.get("wp:post_password")) or kind not in {"post", "page"}
        if item.comments:
            notes.append(Note(where, "dropped", f"{item.comments} comment{'s' if item.comments > 1 else ''}", title))
        if whole and said.get("wp:is_sticky") == "1":
            notes.append(Note(where, "dropped", "it was kept at the top (sticky)", title))
        body, summary = "", said.get("excerpt", "")
        if whole:
            body, more_summary, gone = post_text(said.get("content", ""), summary, self._attachments, self._patterns)
            summary = more_summary
            notes += [Note(where, "not understood", what, words) for what, words in gone]
        topics = [name for name in item.categories if name.casefold() not in NO_TOPICS]
        picture, alt = self._attachments.get(item.meta.get("_thumbnail_id", ""), ("", ""))
        author = said.get("creator", "")
        link = said.get("link", "")
        yield Found(
            origin=f"wordpress:{self._host}#{number or link or title}",
            where=where,
            kind="page" if kind == "page" else "article",
            title=title or f"Untitled {number}".strip(),
            date=moment_of(said.get("wp:post_date", ""), said.get("wp:post_date_gmt", "")),
            modified=later_change(said),
            authors=(self._people[author].name if author in self._people else author,) if author else (),
            topic=topics[0] if topics else None,
            tags=tuple(dict.fromkeys((*item.tags, *topics[1:]))),
            slug=slug_of(unquote(said.get("wp:post_name", ""))),
            summary=summary or None,
            status="draft" if hidden else STATUS[status],
            image=Picture(src=picture, alt=alt or None) if picture else None,
            body=body,
            old=tuple(path for path in [old_path(link)] if path and link) + older_addresses(item, link),
            unused=(*meta_shown(item), *item.terms) if whole else (),
            notes=tuple(notes),
            muddled=True,
        )

    def names(self, found: Found, address: str) -> Iterable[str]:  # noqa: ARG002 - every source is asked so
        """A file below uploads/, as itself or as the picture that it is a smaller copy of."""
        _, mark, path = urlsplit(address).path.partition("/uploads/") if _parts(address) else ("", "", "")
        if not (mark and self.tree):
            return
        path = posixpath.normpath(unquote(path))
        whole = re.sub(r"-\d{1,5}x\d{1,5}(?=\.\w+\Z)", "", path)
        yield from (name for name in dict.fromkeys((path, whole)) if name in self.tree.files)

    def address(self, found: Found, address: str) -> str | None:  # noqa: ARG002 - every source is asked so
        """A path on the old site."""
        host = re.sub(r"^https?:", "", self._host)
        bare = re.sub(r"^https?:", "", address)
        ours = bool(host) and (bare == host or bare.startswith((f"{host}/", f"{host}?")))
        if numbered := NUMBERED.search(address) if ours or address.startswith(("/", "?")) else None:
            return self._links.get(numbered[1]) or old_path(address)
        if ours:
            return old_path(address)
        return old_path(address) if address.startswith("/") and not address.startswith("//") else None


def _is_channel(element: _Element | None) -> bool:
    return element is not None and element.tag == "channel"


def _parts(address: str) -> bool:
    try:
        return bool(urlsplit(address).path)
    except ValueError:
        return False
