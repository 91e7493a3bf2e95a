"""A Jekyll site's folder -> found articles: posts, drafts, collections and pages, permalinks, Liquid."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from standfirst.desk.importing.addresses import old_path, without_scripts
from standfirst.desk.importing.calls import from_liquid
from standfirst.desk.importing.fields import (
    is_false,
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
    literal_config,
)
from standfirst.desk.importing.found import Found, Note, Person, Picture
from standfirst.desk.importing.markup import to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.diagnostics import Diagnostic

SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
NO_TEXTS = frozenset(
    {"_layouts", "_includes", "_sass", "_data", "_plugins", "_site", "node_modules", "vendor", "script", "bin"}
)
USED = frozenset(
    [
        "title",
        "date",
        "last_modified_at",
        "modified",
        "updated",
        "published",
        "slug",
        "permalink",
        "redirect_from",
        "excerpt",
        "description",
        "summary",
        "tags",
        "tag",
        "categories",
        "category",
        "author",
        "authors",
        "image",
        "header",
        "layout",
        "lang",
    ]
)
STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")
TOKEN = re.compile(r":([a-z_]+)")
MORE = re.compile(r"[ \t]*<!--[ \t]*more[ \t]*-->[ \t]*", re.IGNORECASE)


@dataclass
class Jekyll:
    """A folder with `_posts/`."""

    folder: Path

    def __post_init__(self) -> None:
        """Read what the settings say of addresses and authors."""
        self.tree = Tree(self.folder, NO_TEXTS)
        self.settings = literal_config(self.tree, SETTINGS)
        self.base = base_path({"base": self.settings.get("baseurl")}, "base")
        self.host = text_of(self.settings.get("url")).rstrip("/")
        style = text_of(self.settings.get("permalink")) or "date"
        self.pattern = STYLES.get(style, style)
        self.known = self._known_people()
        self.posts = {
            posixpath.splitext(posixpath.basename(path))[0]: path
            for path in sorted(self.tree.files)
            if "_posts/" in path
        }

    @property
    def root(self) -> Path:
        """The folder."""
        return self.tree.real

    def _known_people(self) -> dict[str, Person]:
        data = Tree(self.folder)
        found = {}
        for name, value in literal_config(
            data, ("_data/authors.yml", "_data/authors.yaml", "_data/authors.json")
        ).items():
            if isinstance(value, dict) and (full := text_of(value.get("name"))):
                bio = text_of(value.get("bio") or value.get("description"))
                found[name] = Person(name=full, slug=slug_of(name), bio=bio)
        return found

    def people(self) -> Iterable[Person]:
        """Those of _data/authors.yml."""
        return self.known.values()

    def stories(self, *, whole: bool) -> Iterator[Found | Note]:
        """Posts, drafts, collections, and pages with front matter."""
        for path in sorted(self.tree.files):
            ending = posixpath.splitext(path)[1].lower()
            folders = path.split("/")[:-1]
            is_post = "_posts" in folders or "_drafts" in folders
            is_ours = is_post or not any(name.startswith("_") for name in folders[1:])
            if ending in MARKDOWN | HTML and is_ours:
                yield from self._story(path, is_post=is_post, whole=whole)
            elif ending in OTHER_TEXTS and (is_post or (folders and folders[0].startswith("_"))):
                yield Note(self.tree.where(path), "left out", f"texts in {ending} are not read")
        yield from self.tree.passed_over

    def _story(self, path: str, *, is_post: bool, whole: bool) -> Iterator[Found | Note]:
        where = self.tree.where(path)
        text, problems = self.tree.read(path)
        if text is None:
            yield from left_out(problems)
            return
        if not text.startswith("---"):
            if is_post or posixpath.splitext(path)[1].lower() in MARKDOWN:
                yield Note(where, "dropped", "no front matter: Jekyll publishes it as a file, if at all")
            return
        fields, body, _, problems = read_header(text, where)
        if fields is None:
            yield from left_out(problems)
            return
        if not is_post and not body.strip():
            yield Note(where, "dropped", "a page without a text of its own", text_of(fields.get("title")))
            return
        yield self._found(path, fields, body, problems, is_post=is_post, whole=whole)

    def _found(
        self, path: str, fields: Mapping[str, Any], body: str, problems: list[Diagnostic], *, is_post: bool, whole: bool
    ) -> Found:
        where, notes = self.tree.where(path), list(doubts(problems))
        stem = posixpath.splitext(posixpath.basename(path))[0]
        dated = DATED.fullmatch(stem)
        slug = (
            dated["slug"]
            if dated
            else stem
            if stem != "index"
            else posixpath.basename(posixpath.dirname(path)) or "index"
        )
        date = moment(fields.get("date")) or (moment(dated["date"]) if dated else None)
        if "date" in fields and moment(fields["date"]) is None:
            notes.append(Note(where, "doubtful", "the date is not understood", text_of(fields["date"])))
        is_draft = "_drafts" in path.split("/") or is_false(fields.get("published"))
        kind: Literal["article", "page"] = "article" if is_post or (path.startswith("_") and date) else "page"
        title = text_of(fields.get("title")) or text_of(fields.get("name"))
        if not title:
            title = re.sub(r"[-_]+", " ", slug).strip().capitalize() or "Home"
            notes.append(Note(where, "doubtful", "no title: it is made from the file's name", title))
        if whole:
            body, made = self._body(path, body, fields, title)
            notes += made
        folders = tuple(name for name in posixpath.dirname(path).split("/") if name and not name.startswith("_"))
        given = names_of(fields.get("categories"), parted="") or names_of(fields.get("category"))
        categories = tuple(dict.fromkeys((*(folders if is_post else ()), *given)))
        tags = names_of(fields.get("tags"), parted="," if "," in text_of(fields.get("tags")) else "") or names_of(
            fields.get("tag")
        )
        summary = next(
            (found for name in ("summary", "excerpt", "description") if (found := text_of(fields.get(name)))), None
        )
        authors = names_of(fields.get("authors") or fields.get("author") or "")
        return Found(
            origin=f"jekyll:{path}",
            where=where,
            kind=kind,
            title=title,
            date=date,
            modified=next(
                (d for n in ("last_modified_at", "modified", "updated") if (d := moment(fields.get(n)))), None
            ),
            authors=tuple(self.known[name.lower()].name if name.lower() in self.known else name for name in authors),
            topic=categories[0] if categories else None,
            tags=tuple(dict.fromkeys((*tags, *categories[1:]))),
            slug=slug_of(fields.get("slug")) or slug_of(slug),
            summary=summary,
            status="draft" if is_draft else "published",
            lang=text_of(fields.get("lang")) or None,
            image=_picture(fields),
            body=body,
            old=self._addresses(path, slug, date, categories, fields, is_post=is_post),
            unused=unused_fields(fields, USED),
            notes=tuple(notes),
        )

    def _body(self, path: str, body: str, fields: Mapping[str, Any], title: str) -> tuple[str, list[Note]]:
        values = {
            "site.baseurl": "",
            "site.url": "",
            "page.title": title,
            "site.title": text_of(self.settings.get("title")),
        }
        values |= {f"page.{name}": text for name, value in fields.items() if (text := text_of(value))}
        made, said = from_liquid(MORE.sub("", body), values, self._file_of, lambda name: "youtube" in name.lower())
        if posixpath.splitext(path)[1].lower() in HTML:
            made, more = to_markdown(made)
        else:
            made, more = without_scripts(made)
        return made, [Note(self.tree.where(path), "not understood", what, words) for what, words in (*said, *more)]

    def _file_of(self, tag: str, name: str) -> str | None:
        """The address of a post by its name, or of a file: a path from the root."""
        path = name.lstrip("/") if tag == "link" else self.posts.get(name.rpartition("/")[2])
        return f"/{path}" if path in self.tree.files else None

    def _addresses(
        self,
        path: str,
        slug: str,
        date: str | None,
        categories: tuple[str, ...],
        fields: Mapping[str, Any],
        *,
        is_post: bool,
    ) -> tuple[str, ...]:
        own = text_of(fields.get("permalink")) or (self.pattern if is_post else "")
        collections = self.settings.get("collections")
        collection = (
            collections.get(path.partition("/")[0].removeprefix("_")) if isinstance(collections, dict) else None
        )
        if not own and isinstance(collection, dict):
            own = text_of(collection.get("permalink"))
        own = STYLES.get(own, own)
        if own:
            year, month, day = (date or "0000-00-00")[:10].split("-")
            said = {
                "year": year, "month": month, "day": day, "i_month": month.lstrip("0"), "i_day": day.lstrip("0"),
                "short_year": year[2:], "title": text_of(fields.get("slug")) or slug, "slug": slug, "output_ext": ".html",
                "categories": "/".join(name.lower() for name in categories), "name": slug,
                "path": posixpath.splitext(path.partition("/")[2])[0], "collection": path.partition("/")[0].removeprefix("_"),
            }  # fmt: skip
            known = date is not None or ":year" not in own
            own = (
                TOKEN.sub(lambda found: said[found[1]], own) if known and set(TOKEN.findall(own)) <= said.keys() else ""
            )
        elif not is_post:
            first, _, rest = path.partition("/")
            below = f"{first[1:]}/{rest}" if first.startswith("_") else path
            own = f"/{posixpath.splitext(below)[0]}"
        more = names_of(fields.get("redirect_from"))
        found = (old_path(f"{self.base}/{address.lstrip('/')}") for address in (own, *more) if address)
        return tuple(dict.fromkeys(address for address in found if address))

    def names(self, found: Found, address: str) -> Iterable[str]:
        """Jekyll's addresses of files are paths from the root."""
        own = found.origin.removeprefix("jekyll:")
        bare = address.removeprefix(self.host) if self.host and address.startswith(f"{self.host}/") else address
        bare = bare.removeprefix(self.base) if self.base and bare.startswith(f"{self.base}/") else bare
        yield from likely_files(self.tree, own, bare, ("",))

    def address(self, found: Found, address: str) -> str | None:
        """A path on the old site."""
        bare = address.removeprefix(self.host) if self.host and address.startswith(f"{self.host}/") else address
        if bare.startswith("/") and not bare.startswith("//"):
            made = old_path(bare)
            return made if not self.base or (made or "").startswith(self.base) else f"{self.base}{made}"
        return (
            old_path(posixpath.join(posixpath.dirname(found.old[0]), bare)) if found.old and ":" not in bare else None
        )


def _picture(fields: Mapping[str, Any]) -> Picture | None:
    header = fields.get("header")
    for value in (fields.get("image"), header.get("image") if isinstance(header, dict) else None):
        if isinstance(value, dict) and (src := text_of(value.get("path") or value.get("src") or value.get("feature"))):
            return Picture(src=src, alt=text_of(value["alt"]) if "alt" in value else None)
        if src := text_of(value):
            return Picture(src=src)
    return None
