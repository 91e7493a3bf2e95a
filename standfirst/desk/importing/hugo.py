"""A Hugo site's folder -> found articles: TOML, YAML and JSON headers, page bundles, languages, aliases, shortcodes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from standfirst.desk.importing.addresses import old_path, without_scripts
from standfirst.desk.importing.calls import from_hugo
from standfirst.desk.importing.fields import (
    is_false,
    is_true,
    moment,
    names_of,
    read_header,
    slug_of,
    text_of,
    unused_fields,
)
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
from standfirst.desk.importing.hugo_addresses import BUNDLE, SECTION, addresses_of
from standfirst.desk.importing.hugo_settings import read_settings
from standfirst.desk.importing.markup import to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NO_TEXTS = frozenset({"themes", "public", "resources", "node_modules", "layouts", "i18n", "archetypes", "vendor"})
USED = frozenset(
    [
        "title",
        "linktitle",
        "date",
        "publishdate",
        "lastmod",
        "modified",
        "draft",
        "slug",
        "url",
        "aliases",
        "summary",
        "description",
        "tags",
        "categories",
        "category",
        "author",
        "authors",
        "image",
        "images",
        "featured_image",
        "featuredimage",
        "cover",
        "thumbnail",
        "type",
        "layout",
        "translationkey",
        "keywords",
    ]
)
MORE = re.compile(r"[ \t]*<!--[ \t]*more[ \t]*-->[ \t]*", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?", re.IGNORECASE)
DATE = re.compile(r"\A\d{4}-\d{1,2}-\d{1,2}-")
PERSON = re.compile(r"authors/(?P<who>[^/]+)/_?index\.(?:md|markdown)")


@dataclass
class Hugo:
    """A folder with `content/`, or the content folder itself."""

    folder: Path
    _people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what the settings say of addresses and languages."""
        self.tree = Tree(self.folder, NO_TEXTS)
        self.settings = read_settings(self.tree)
        has_content = any(path.startswith("content/") for path in self.tree.files)
        self.content = text_of(self.settings.get("contentdir")).strip("/") or ("content" if has_content else "")
        self.base = base_path(self.settings, "baseurl")
        languages = self.settings.get("languages")
        self.languages = (
            {str(name).lower(): value for name, value in languages.items()} if isinstance(languages, dict) else {}
        )
        self.default = text_of(self.settings.get("defaultcontentlanguage")).lower() or "en"
        self._folders = {
            code: folder
            for code, value in self.languages.items()
            if isinstance(value, dict) and (folder := text_of(value.get("contentdir")).strip("/"))
        }
        self._read_people()

    @property
    def root(self) -> Path:
        """The folder."""
        return self.tree.real

    def people(self) -> Iterable[Person]:
        """Those whose page in the taxonomy authors says more than a name."""
        return self._people.values()

    def _name(self, name: str) -> str:
        person = self._people.get(name.lower())
        return person.name if person else name

    def _read_people(self) -> None:
        for path in sorted(self.tree.files):
            found = PERSON.fullmatch(self._below(path) or "")
            text, _ = self.tree.read(path) if found else (None, [])
            fields, body, _, _ = read_header(text, path) if text is not None else (None, "", 1, [])
            if found and fields and (name := text_of(fields.get("title")) or text_of(fields.get("name"))):
                bio, _ = self._body(path, body, "")
                self._people[found["who"].lower()] = Person(name=name, slug=slug_of(found["who"]), bio=bio.strip())

    def stories(self, *, whole: bool) -> Iterator[Found | Note]:
        """Every text below the content folder."""
        for path in sorted(self.tree.files):
            below = self._below(path)
            if below is None or PERSON.fullmatch(below):
                continue
            ending = posixpath.splitext(path)[1].lower()
            if ending in MARKDOWN | HTML and self._is_nobodys(path):
                yield Note(
                    self.tree.where(path), "dropped", "it lies in the folder of no language: Hugo does not publish it"
                )
            elif ending in MARKDOWN | HTML:
                yield from self._story(path, below, whole=whole)
            elif ending in OTHER_TEXTS:
                yield Note(self.tree.where(path), "left out", f"texts in {ending} are not read")
        yield from self.tree.passed_over

    def _below(self, path: str) -> str | None:
        folders = [self.content, *self._folders.values()]
        for folder in sorted(filter(None, folders), key=len, reverse=True):
            if path.startswith(f"{folder}/"):
                return path[len(folder) + 1 :]
        return path if not self.content else None

    def _is_nobodys(self, path: str) -> bool:
        """Whether each language has a folder of its own, and the file lies in none of them."""
        own = bool(self.languages) and self._folders.keys() == self.languages.keys()
        return own and not any(path.startswith(f"{folder}/") for folder in self._folders.values())

    def _language(self, path: str, stem: str) -> tuple[str, str | None]:
        """The name of a file without its language, and the language where it is not the site's."""
        name, dot, tail = stem.rpartition(".")
        said = (
            tail.lower()
            if dot and LANGUAGE.fullmatch(tail) and (tail.lower() in self.languages or not self.languages)
            else ""
        )
        for code, folder in self._folders.items():
            said = code if not said and folder != self.content and path.startswith(f"{folder}/") else said
        stem = name if dot and said == tail.lower() else stem
        return stem, said if said and said != self.default else None

    def _story(self, path: str, below: str, *, whole: bool) -> Iterator[Found | Note]:
        where = self.tree.where(path)
        text, problems = self.tree.read(path)
        if text is None:
            yield from left_out(problems)
            return
        fields, body, _, problems = read_header(text, where)
        if fields is None:
            yield from left_out(problems)
            return
        folder, (stem, lang) = (
            posixpath.dirname(below),
            self._language(path, posixpath.splitext(posixpath.basename(path))[0]),
        )
        name = posixpath.basename(folder) if stem in {BUNDLE, SECTION} else stem
        date = next((day for key in ("date", "publishdate") if (day := moment(fields.get(key)))), None)
        notes = list(doubts(problems))
        if "date" in fields and date is None:
            notes.append(Note(where, "doubtful", "the date is not understood", text_of(fields["date"])))
        if stem == SECTION and not body.strip():
            words = " · ".join(filter(None, (text_of(fields.get("title")), text_of(fields.get("description")))))
            yield Note(where, "dropped", "a section without a text of its own: topics have pages here", words)
            return
        if is_true(fields.get("headless")) or (
            isinstance(fields.get("build"), dict) and fields["build"].get("render") == "never"
        ):
            yield Note(where, "dropped", "it is published nowhere (headless)", text_of(fields.get("title")))
            return
        if whole:
            body, made = self._body(path, body, where)
            notes += made
        title = text_of(fields.get("title")) or text_of(fields.get("linktitle"))
        if not title:
            title = re.sub(r"[-_]+", " ", DATE.sub("", name)).strip().capitalize() or "Home"
            notes.append(Note(where, "doubtful", "no title: it is made from the file's name", title))
        kind: Literal["article", "page"] = "article" if self._is_article(stem, folder, date, fields) else "page"
        categories = names_of(fields.get("categories") or fields.get("category"))
        summary, spare = text_of(fields.get("summary")), text_of(fields.get("description"))
        extra: tuple[tuple[str, str], ...] = (("description", spare),) if summary and spare and spare != summary else ()
        publish = text_of(fields.get("publishdate"))
        extra += (("publishdate", publish),) if publish and moment(publish) != date else ()
        yield Found(
            origin=f"hugo:{path}",
            where=where,
            kind=kind,
            title=title,
            date=date,
            modified=moment(fields.get("lastmod")) or moment(fields.get("modified")),
            authors=tuple(self._name(name) for name in names_of(fields.get("authors") or fields.get("author"))),
            topic=categories[0] if categories else None,
            tags=tuple(dict.fromkeys((*names_of(fields.get("tags")), *categories[1:]))),
            slug=slug_of(fields.get("slug")) or slug_of(name),
            summary=summary or spare or None,
            status="draft" if is_true(fields.get("draft")) or is_false(fields.get("published")) else "published",
            lang=lang,
            translation=lang is not None,
            image=_picture(fields),
            body=body,
            old=addresses_of(
                fields,
                self.settings,
                base=self.base,
                folder=folder,
                stem=stem,
                name=name,
                title=title,
                date=date,
                lang=lang,
            ),
            unused=(*extra, *unused_fields(fields, USED)),
            notes=tuple(notes),
        )

    def _is_article(self, stem: str, folder: str, date: str | None, fields: Mapping[str, Any]) -> bool:
        if stem == SECTION or text_of(fields.get("type")) == "page":
            return False
        return bool(folder if stem != BUNDLE else posixpath.dirname(folder)) and date is not None

    def _body(self, path: str, body: str, where: str) -> tuple[str, list[Note]]:
        made, said = from_hugo(MORE.sub("", body))
        if posixpath.splitext(path)[1].lower() in HTML:
            made, more = to_markdown(made)
        else:
            made, more = without_scripts(made)
        return made, [Note(where, "not understood", what, words) for what, words in (*said, *more)]

    def names(self, found: Found, address: str) -> Iterable[str]:
        """Hugo looks beside the file, in its content, and in static/ and assets/."""
        own = found.origin.removeprefix("hugo:")
        language = next((folder for folder in self._folders.values() if own.startswith(f"{folder}/")), self.content)
        roots = (
            language,
            self.content,
            posixpath.join(self.content, posixpath.dirname(self._below(own) or "")),
            "static",
            "assets",
        )
        bare = address.removeprefix(self.base) if self.base and address.startswith("/") else address
        yield from likely_files(self.tree, own, bare, roots)

    def address(self, found: Found, address: str) -> str | None:
        """A path on the old site: its own host's, or from the root."""
        host = text_of(self.settings.get("baseurl")).rstrip("/")
        bare = address.removeprefix(host) if host and address.startswith(f"{host}/") else address
        if bare is not address:
            return old_path(f"{self.base}{bare}")
        if address.startswith("/") and not address.startswith("//"):
            return old_path(address)
        return old_path(posixpath.join(found.old[0], address)) if found.old and ":" not in address else None


def _picture(fields: Mapping[str, Any]) -> Picture | None:
    for name in ("image", "featured_image", "featuredimage", "cover", "images", "thumbnail"):
        value = fields.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            src = text_of(value.get("image") or value.get("src") or value.get("path"))
            if src:
                alt = text_of(value["alt"]) if "alt" in value else None
                return Picture(src=src, alt=alt, caption=text_of(value.get("caption")) or None)
        elif src := text_of(value):
            return Picture(src=src)
    return None
