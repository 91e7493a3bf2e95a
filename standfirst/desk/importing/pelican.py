"""A Pelican site's folder -> found articles: both header styles, reStructuredText and HTML, links to sources, own addresses."""

from __future__ import annotations

import ast
import posixpath
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Literal

from standfirst.desk.importing.addresses import old_path, relative, without_scripts
from standfirst.desk.importing.calls import from_liquid_tags
from standfirst.desk.importing.fields import moment, names_of, read_header, slug_of, text_of, unused_fields
from standfirst.desk.importing.folders import (
    HTML,
    MARKDOWN,
    OTHER_TEXTS,
    Tree,
    base_path,
    doubts,
    left_out,
    likely_files,
)
from standfirst.desk.importing.found import Found, Note, Person, Picture
from standfirst.desk.importing.markup import to_markdown
from standfirst.desk.importing.rst import read_rst
from standfirst.links import FILES, read_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.desk.importing.markup import Said
    from standfirst.diagnostics import Diagnostic

USED = frozenset(
    [
        "title",
        "date",
        "modified",
        "authors",
        "author",
        "category",
        "tags",
        "keywords",
        "slug",
        "summary",
        "description",
        "status",
        "lang",
        "image",
        "cover",
        "url",
        "save_as",
        "translation",
        "template",
    ]
)
NO_TEXTS = frozenset({"output", "theme", "themes", "plugins", "node_modules", "venv", "__pycache__"})
DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[-_]?(?P<rest>.*)")
META = re.compile(r"<meta\b(?P<attributes>[^>]{0,5000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"(?P<name>name|property|content|contents)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.IGNORECASE
)
TITLE = re.compile(r"<title[^>]{0,200}>(?P<title>[^<]{0,1000})</title>", re.IGNORECASE)
BODY = re.compile(r"<body[^>]{0,2000}>(?P<body>.*)</body>", re.IGNORECASE | re.DOTALL)
STATUSES: frozenset[str] = frozenset({"published", "draft", "hidden", "skip"})
FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<form>[^{}]*))?\}")


@dataclass
class Pelican:
    """A folder with pelicanconf.py and content/, or the content folder itself. The settings are read, never run."""

    folder: Path

    def __post_init__(self) -> None:
        """Read what the settings say in so many words."""
        self.tree = Tree(self.folder, NO_TEXTS)
        self.settings = {**self._settings("pelicanconf.py"), **self._settings("publishconf.py")}
        path = text_of(self.settings.get("PATH")).removeprefix("./").strip("/")
        if path and any(file.startswith(f"{path}/") for file in self.tree.files):
            self.content = path
        else:
            self.content = "content" if any(file.startswith("content/") for file in self.tree.files) else ""
        self.base = base_path(self.settings, "SITEURL") if "//" in str(self.settings.get("SITEURL")) else ""
        self.host = text_of(self.settings.get("SITEURL")).rstrip("/")
        self.pages = tuple(names_of(self.settings.get("PAGE_PATHS") or ["pages"]))

    def _settings(self, name: str) -> dict[str, Any]:
        text, _ = self.tree.read(name) if name in self.tree.files else (None, [])
        found: dict[str, Any] = {}
        try:
            lines = ast.parse(text or "").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return found
        for line in lines:
            if isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name):
                try:
                    found[line.targets[0].id] = ast.literal_eval(line.value)
                except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
                    continue
        return found

    @property
    def root(self) -> Path:
        """The folder."""
        return self.tree.real

    def people(self) -> Iterable[Person]:
        """Pelican knows names alone."""
        return ()

    def stories(self, *, whole: bool) -> Iterator[Found | Note]:
        """Every text below the content folder."""
        for path in sorted(self.tree.files):
            ending = posixpath.splitext(path)[1].lower()
            if self.content and not path.startswith(f"{self.content}/"):
                continue
            if ending in MARKDOWN | HTML | {".rst"}:
                yield from self._story(path, ending, whole=whole)
            elif ending in OTHER_TEXTS:
                yield Note(self.tree.where(path), "left out", f"texts in {ending} are not read")
        yield from self.tree.passed_over

    def _story(self, path: str, ending: str, *, whole: bool) -> Iterator[Found | Note]:
        where = self.tree.where(path)
        text, problems = self.tree.read(path)
        if text is None:
            yield from left_out(problems)
            return
        said: Said = []
        fields: dict[str, Any] | None
        if ending in MARKDOWN:
            fields, body, _, problems = read_header(text, where, pelican=True)
            if whole:
                body, said = from_liquid_tags(body)
                body, more = without_scripts(body)
                said = [*said, *more]
        elif ending in HTML:
            fields, body = _html_fields(text)
            if not (fields.get("title") and (fields.get("date") or self._is_page(path))):
                return  # a file that is copied as it is
            body, said = to_markdown(body) if whole else ("", said)
        else:
            fields, html, said = read_rst(text)
            body, more = to_markdown(html) if whole else ("", [])
            said = [*said, *more]
        if fields is None:
            yield from left_out(problems)
            return
        yield self._found(
            path, fields, body, problems, [Note(where, "not understood", what, words) for what, words in said]
        )

    def _below(self, path: str) -> str:
        return path.removeprefix(f"{self.content}/") if self.content else path

    def _is_page(self, path: str) -> bool:
        return any(self._below(path).startswith(f"{page}/") for page in self.pages)

    def _found(
        self, path: str, fields: Mapping[str, Any], body: str, problems: list[Diagnostic], more: list[Note]
    ) -> Found:
        where, notes = self.tree.where(path), [*doubts(problems), *more]
        stem, folder = posixpath.splitext(posixpath.basename(path))[0], posixpath.dirname(self._below(path))
        dated = DATED.fullmatch(stem)
        kind: Literal["article", "page"] = "page" if self._is_page(path) else "article"
        date = moment(fields.get("date")) or (moment(dated["date"]) if dated else None)
        if "date" in fields and moment(fields["date"]) is None:
            notes.append(Note(where, "doubtful", "the date is not understood", text_of(fields["date"])))
        title = text_of(fields.get("title"))
        if not title:
            title = re.sub(r"[-_]+", " ", (dated["rest"] if dated else "") or stem).strip().capitalize()
            notes.append(Note(where, "doubtful", "no title: it is made from the file's name", title))
        own_topic = text_of(fields.get("category"))
        by_folder = (
            posixpath.basename(folder)
            if self.settings.get("USE_FOLDER_AS_CATEGORY", True) and kind == "article"
            else ""
        )
        topic = own_topic or by_folder or (text_of(self.settings.get("DEFAULT_CATEGORY")) if kind == "article" else "")
        status = text_of(fields.get("status")).lower() or "published"
        if status not in STATUSES:
            notes.append(Note(where, "doubtful", "the status is not known: it is a draft", status))
            status = "draft"
        lang = text_of(fields.get("lang"))
        site_lang = text_of(self.settings.get("DEFAULT_LANG")) or "en"
        authors = _people_of(fields.get("authors")) or _people_of(fields.get("author"))
        authors = authors or (names_of([self.settings.get("AUTHOR")]) if kind == "article" else ())
        picture = text_of(fields.get("image") or fields.get("cover"))
        slug = slug_of(fields.get("slug"))
        return Found(
            origin=f"pelican:{path}",
            where=where,
            kind=kind,
            title=title,
            date=date,
            modified=moment(fields.get("modified")),
            authors=authors,
            topic=topic or None,
            tags=_people_of(fields.get("tags")) or _people_of(fields.get("keywords")),
            slug=slug,
            summary=text_of(fields.get("summary")) or text_of(fields.get("description")) or None,
            status=status,  # type: ignore[arg-type]  # one of STATUSES
            lang=lang if lang and lang != site_lang else None,
            translation=text_of(fields.get("translation")).lower() == "true",
            image=Picture(src=picture) if picture else None,
            body=body,
            old=self._addresses(fields, kind, date, topic, lang if lang != site_lang else ""),
            unused=unused_fields(fields, USED),
            notes=tuple(notes),
        )

    def _addresses(
        self, fields: Mapping[str, Any], kind: str, date: str | None, topic: str, lang: str
    ) -> tuple[str, ...]:
        """Where Pelican published it, as far as the settings say so in so many words and the article names its slug."""
        own = text_of(fields.get("url")) or text_of(fields.get("save_as"))
        slug = slug_of(fields.get("slug")) or plain_slug(text_of(fields.get("title")))
        if not own:
            name = f"{kind.upper()}{'_LANG' if lang else ''}_URL"
            usual = {
                "ARTICLE_URL": "{slug}.html",
                "ARTICLE_LANG_URL": "{slug}-{lang}.html",
                "PAGE_URL": "pages/{slug}.html",
            }
            pattern = self.settings.get(name) or usual.get(name, "pages/{slug}-{lang}.html")
            said = {"slug": slug, "lang": lang, "category": plain_slug(topic)}
            own = _expand(str(pattern), said, date) if slug else ""
        found = old_path(f"{self.base}/{own.lstrip('/')}") if own else None
        return (found,) if found else ()

    def names(self, found: Found, address: str) -> Iterable[str]:
        """{filename}, {static} and {attach} name files; so do relative addresses in newer sites."""
        own = found.origin.removeprefix("pelican:")
        target = read_target(address, self._below(own))
        if target.what in FILES:
            path = relative(self.content and f"{self.content}/x", target.key)
            yield from (path for _ in range(1) if path in self.tree.files)
        else:
            bare = address.removeprefix("/") if address.startswith(("/images/", "/static/")) else address
            yield from likely_files(self.tree, own, bare, (self.content,))

    def address(self, found: Found, address: str) -> str | None:
        """A path on the old site."""
        bare = address.removeprefix(self.host) if self.host and address.startswith(f"{self.host}/") else address
        if bare is not address:
            return old_path(f"{self.base}{bare}")
        if bare.startswith("/") and not bare.startswith("//"):
            return old_path(bare)
        is_path = found.old and ":" not in bare and not bare.startswith(("{", "|", "#"))
        return old_path(posixpath.join(posixpath.dirname(found.old[0]), bare)) if is_path else None


def _people_of(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever a header holds
    return names_of(value, parted=";" if ";" in text_of(value) else ",")


def plain_slug(text: str) -> str:
    """A title as Pelican's slug of it, for Latin letters without accents."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text.lower())).strip("-") if text.isascii() else ""


def _expand(pattern: str, said: Mapping[str, str], date: str | None) -> str:
    year, month, day = (date or "0000-00-00")[:10].split("-")
    parts = {"%Y": year, "%m": month, "%d": day, "%-m": month.lstrip("0"), "%-d": day.lstrip("0"), "%y": year[2:]}

    def one(found: re.Match[str]) -> str:
        if found["name"] == "date" and date:
            return re.sub(r"%-?\w", lambda part: parts.get(part[0], part[0]), found["form"] or "")
        return said.get(found["name"], found[0])

    made = FIELD.sub(one, pattern)
    return "" if "{" in made or "%" in made else made


def _html_fields(text: str) -> tuple[dict[str, Any], str]:
    """What a page's head says, and its body."""
    fields: dict[str, Any] = {}
    if title := TITLE.search(text):
        fields["title"] = unescape(title["title"])
    for meta in META.finditer(text):
        said = {
            found["name"].lower(): unescape(found["a"] or found["b"] or "")
            for found in ATTRIBUTE.finditer(meta["attributes"])
        }
        name, value = said.get("name", ""), said.get("content") or said.get("contents") or ""
        if name and value:
            fields.setdefault(name.lower(), value)
    body = BODY.search(text)
    return fields, body["body"] if body else text
