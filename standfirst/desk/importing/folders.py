"""A folder of another generator: its files, read with all care, and what the addresses in them may mean."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.desk.importing.addresses import old_path, relative
from standfirst.desk.importing.fields import read_header
from standfirst.desk.importing.found import Note
from standfirst.folder import Folder
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.diagnostics import Diagnostic

MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown", ".mkdown"})
HTML = frozenset({".html", ".htm"})
OTHER_TEXTS = frozenset({".org", ".adoc", ".asciidoc", ".textile", ".pandoc", ".pdc", ".rst", ".creole", ".wiki"})
"""Texts that somebody wrote, in forms that are not read."""


@dataclass
class Tree:
    """The files below a folder. Links that lead out of it are as if they were not there."""

    root: Path
    ignored: frozenset[str] = frozenset()
    """Folders at the top that hold no texts: what was built, themes."""
    passed_over: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look once where the folder really is."""
        self.real = Path(os.path.realpath(self.root))
        self.shown = shown_path(self.root)
        self.folder = Folder(self.real, self.shown)

    @cached_property
    def files(self) -> frozenset[str]:
        """Regular files that lie in the folder and nowhere else."""
        found = set()
        for path in self.folder.files:
            if path.partition("/")[0] in self.ignored:
                continue
            if self._is_within(self.real / path):
                found.add(path)
            else:
                self.passed_over.append(Note(self.where(path), "left out", "a link that leads out of the folder"))
        self.passed_over += [Note(odd.path, "left out", odd.message) for odd in self.folder.refused]
        return frozenset(found)

    def _is_within(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(self.real)

    def where(self, path: str) -> str:
        """The path as notes name it."""
        return self.folder.where(path)

    def read(self, path: str) -> tuple[str | None, list[Diagnostic]]:
        """A text file, or what is wrong with it."""
        return self.folder.read_text(path)


def left_out(problems: Iterable[Diagnostic]) -> list[Note]:
    """What keeps a file from being read, each as a note with its place."""
    return [
        Note(f"{found.path}:{found.line}:{found.column}", "left out", f"{found.code} {found.message}", found.hint)
        for found in problems
    ]


def doubts(problems: Iterable[Diagnostic]) -> tuple[Note, ...]:
    """What is odd in a file that is read all the same."""
    return tuple(Note(f"{found.path}:{found.line}:{found.column}", "doubtful", found.message) for found in problems)


def likely_files(tree: Tree, base: str, address: str, roots: Iterable[str]) -> Iterable[str]:
    """Files that an address in the file `base` may mean: from its own folder, or from one of `roots` where it begins with /."""
    if not address or address.startswith(("#", "//")) or ":" in address.partition("/")[0]:
        return
    if not address.startswith("/"):
        beside = relative(base, address)
        yield from _spellings(tree, beside) if beside else ()
    for root in roots:
        below = relative(f"{root}/x" if root else "x", address.lstrip("/"))
        if below:
            yield from _spellings(tree, below)


def _spellings(tree: Tree, path: str) -> Iterable[str]:
    endings = ("", ".md", "/index.md", "/_index.md", ".markdown", ".html")
    yield from (path + ending for ending in endings if path + ending in tree.files)


def literal_config(tree: Tree, names: Iterable[str]) -> dict[str, Any]:
    """The first of these settings files that is there and can be read: YAML, TOML or JSON; names in lower case."""
    for name in names:
        if name not in tree.files:
            continue
        text, problems = tree.read(name)
        tree.passed_over += left_out(problems)
        fence = {".toml": "+++", ".yaml": "---", ".yml": "---"}.get(posixpath.splitext(name)[1], "")
        if text is None:
            continue
        bare = text.removeprefix("---\n") if fence == "---" else text
        fields, _, _, wrong = read_header(f"{fence}\n{bare}\n{fence}\n" if fence else text, tree.where(name))
        tree.passed_over += [
            Note(tree.where(name), "not understood", f"the settings: {found.message}") for found in wrong
        ]
        if fields is not None:
            return fields
    return {}


def base_path(settings: Mapping[str, Any], *names: str) -> str:
    """The path at which the old site stood below its host, without a slash at the end: mostly empty."""
    for name in names:
        value = settings.get(name)
        if isinstance(value, str) and value.strip():
            path = old_path(value if "//" in value or value.startswith("/") else f"/{value}")
            return "" if path in {None, "/"} else str(path)
    return ""
