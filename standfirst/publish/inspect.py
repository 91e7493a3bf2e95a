"""The last look at a built site before readers see it: links, feeds, sitemaps, addresses, unfinished words, sizes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from standfirst.diagnostics import Diagnostic
from standfirst.publish.kinds import address_of, is_page
from standfirst.publish.lists import read_list
from standfirst.publish.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.publish.pages import Page
    from standfirst.publish.tree import Tree
    from standfirst.release_settings import Budgets

OURSELVES = re.compile(r"localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|::1?")
LONG_TITLE = 4
"""So many words are no coincidence."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site is held to."""

    site_url: str
    """Base of its absolute addresses, without a trailing slash."""
    budgets: Budgets
    draft_words: tuple[str, ...] = ()
    """Words of unfinished text, as they are written."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Headline of each story that is not published, and its source."""


def inspect(tree: Tree, rules: Rules) -> list[Diagnostic]:
    """Everything that is wrong with a built site. What many pages have in common is told once, with their number."""
    site = _Site(tree, rules)
    site.read()
    return [*_together(site.found), *_sizes(tree, rules.budgets)]


class _Site:
    def __init__(self, tree: Tree, rules: Rules) -> None:
        self.tree, self.rules = tree, rules
        self.found: list[Diagnostic] = []
        self._base = urlsplit(rules.site_url)
        self._places: dict[str, frozenset[str]] = {}
        self._fragments: list[tuple[str, int, str, str]] = []
        words = "|".join(re.escape(word) for word in rules.draft_words)
        self._words = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
        titles = (title for title in rules.withheld if len(title.split()) >= LONG_TITLE)
        self._titles = {_one_line(title): rules.withheld[title] for title in titles}

    def read(self) -> None:
        for path in self.tree.manifest.files:
            data = self.tree.file(path)
            if is_page(path):
                self._page(path, read_page(data.read_bytes()))
            else:
                self._list(path, data.read_bytes)
        for path, line, target, fragment in self._fragments:
            if fragment not in self._places.get(target, {fragment}):
                self._tell(
                    path, line, "SF958", f"there is no place #{fragment} on {target}", "mend the link, or add the id"
                )

    def _page(self, path: str, page: Page) -> None:
        self._places[path] = page.places
        for line, address in page.links:
            if self._own(path, line, address):
                continue
            target = self._target(path, address)
            if target is None:
                continue
            file = self._file(target)
            if file is None:
                self._tell(
                    path, line, "SF958", f"a link leads to nothing: {address}", "mend it, or publish what it names"
                )
            elif (
                (fragment := unquote(urlsplit(address).fragment).partition(":~:")[0])
                and is_page(file)
                and fragment != "top"
            ):
                self._fragments.append((path, line, file, fragment))
        for line, text in page.data:
            for found in re.finditer(r'"((?:https?|file)://[^"]*)"', text):
                self._own(path, line, found[1])
        self._prose(path, page)

    def _prose(self, path: str, page: Page) -> None:
        for line, text in page.prose:
            if self._words and (found := self._words.search(text)):
                hint = "finish the text; STANDFIRST_DRAFT_WORDS has the words"
                self._tell(path, line, "SF961", f"'{found[0]}' marks unfinished text", hint)
            if self._titles and (source := self._titles.get(_one_line(text))):
                self._tell(
                    path, line, "SF961", f"the headline of {source}, which is not published", "take the mention out"
                )

    def _list(self, path: str, read: object) -> None:
        assert callable(read)  # noqa: S101 - it is bytes that wait to be read
        try:
            listed = read_list(path, read()) if not self._other(path) else None
        except ValueError as error:
            self._tell(path, 1, "SF959", f"it cannot be parsed: {error}", "see the template or plugin that wrote it")
            return
        for line, address in listed.addresses if listed else ():
            if self._own(path, line, address) or listed is None or listed.kind == "other":
                continue
            target = self._target(path, address)
            if target is not None and self._file(target) is None:
                self._tell(path, line, "SF959", f"it lists {address}, which is not there", "see what wrote it")
            elif target is None and listed.kind == "sitemap" and not self._outside(address):
                self._tell(path, line, "SF959", f"it lists {address}, which is not of this site", "see SITEURL")

    def _other(self, path: str) -> bool:
        return path.startswith("pagefind/")

    def _outside(self, address: str) -> bool:
        """Namespaces and pictures of elsewhere that a sitemap may name."""
        return urlsplit(address).netloc != self._base.netloc and not address.endswith((".html", "/"))

    def _own(self, path: str, line: int, address: str) -> bool:
        """Whether an address leads to the machine that built the site; that is told."""
        try:
            parts = urlsplit(address)
            wrong = parts.scheme == "file" or bool(OURSELVES.fullmatch((parts.hostname or "-").lower()))
        except ValueError:
            wrong = False
        if wrong:
            self._tell(
                path, line, "SF960", f"an address of this machine: {address}", "set SITEURL to the site's real address"
            )
        return wrong

    def _target(self, path: str, address: str) -> str | None:
        """The path below the site's root that an address leads to, or None where it leads elsewhere."""
        try:
            parts = urlsplit(urljoin(f"{self.rules.site_url}/{address_of(path)}", address))
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or parts.netloc != self._base.netloc:
            return None
        if not (parts.path or "/").startswith(f"{self._base.path}/"):
            return None if parts.path != self._base.path else ""
        return unquote(parts.path[len(self._base.path) + 1 :])

    def _file(self, target: str) -> str | None:
        """The file that a host serves for a path."""
        files, bare = self.tree.manifest.files, target.rstrip("/")
        wanted = (target, f"{bare}/index.html" if bare else "index.html", f"{target}.html")
        return next((path for path in wanted if path in files), "release.json" if target == "release.json" else None)

    def _tell(self, path: str, line: int, code: str, message: str, hint: str) -> None:
        self.found.append(Diagnostic(path, line, 1, code, message, hint))


def _one_line(text: str) -> str:
    return " ".join(text.split()).casefold()


def _together(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, at its first place, with the number of other files that have it."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in found:
        groups.setdefault((each.code, each.message), []).append(each)
    told = []
    for (code, message), group in groups.items():
        first, others = group[0], len({each.path for each in group}) - 1
        more = f"; and in {others} other file{'s' if others > 1 else ''}" if others else ""
        told.append(Diagnostic(first.path, first.line, 1, code, message + more, first.hint))
    return told


def _sizes(tree: Tree, budgets: Budgets) -> list[Diagnostic]:
    files, found = tree.manifest.files, []
    for path, file in files.items():
        for what, limit in (("a page", budgets.page if is_page(path) else 0), ("a file", budgets.file)):
            if limit and file.size > limit:
                message = f"{file.size:,} bytes, and {what} may have {limit:,}"
                found.append(Diagnostic(path, 1, 1, "SF962", message, "make it smaller, or see STANDFIRST_BUDGETS"))
    if budgets.site and tree.manifest.size > budgets.site:
        message = f"the site has {tree.manifest.size:,} bytes, and may have {budgets.site:,}"
        found.append(Diagnostic("", 1, 1, "SF962", message, "see STANDFIRST_BUDGETS"))
    return found
