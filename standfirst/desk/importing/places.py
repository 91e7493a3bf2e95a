"""Where each found article goes: a name that no other has, and the same one on a second run."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from standfirst.desk.importing.writing import ORIGIN, bare_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from standfirst.desk.importing.found import Found
    from standfirst.model import Story

START = 64 * 1024
"""Bytes at the beginning of a file in which its origin stands."""
LONGEST = 150
"""Bytes of a slug: with a number and a language it still fits a file's name."""
UNSAFE = re.compile(r"[\s:*\"<>|\x00-\x1f\x7f%#?\\/{}$`'^~\[\]]|\A\.")
Fate = Literal["new", "there", "over", "taken"]
"""new: nothing is there; there: it was imported before; over: it is written over what is there; taken: another file is there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one article goes."""

    path: str
    """Below the content folder."""
    slug: str
    fate: Fate


@dataclass
class Places:
    """All places of one import."""

    content: Path
    slug_of: Callable[[str], str]
    """How the site makes a slug of a headline."""
    force: bool
    known: dict[str, str]
    """Origin -> path of what was imported before."""
    slugs: set[tuple[str, str, str]]
    """(kind, slug, language) of what the site has."""
    by_origin: dict[str, Place] = field(default_factory=dict)
    by_source: dict[str, str] = field(default_factory=dict)
    """Path below the source -> path below the content folder."""
    by_address: dict[str, str] = field(default_factory=dict)
    """Path on the old site -> path below the content folder."""
    _taken: set[str] = field(default_factory=set)

    def assign(self, found: Found) -> Place:
        """Find a place for an article, and remember it under all its names."""
        origin = bare_line(found.origin)
        if origin in self.by_origin:
            return self.by_origin[origin]
        if origin in self.known:
            path = self.known[origin]
            slug = self._stem(path, found.lang)
            place = Place(path, slug, "over" if self.force else "there")
        else:
            place = self._free(found)
        self._taken.add(place.path.casefold())
        self.slugs.add((found.kind, place.slug.casefold(), found.lang or ""))
        self.by_origin[origin] = place
        self.by_source.setdefault(found.origin.partition(":")[2], place.path)
        for address in found.old:
            self.by_address.setdefault(address, place.path)
        return place

    def _free(self, found: Found) -> Place:
        folder = "pages" if found.kind == "page" else "articles"
        wanted = found.slug if found.slug and not UNSAFE.search(found.slug) else self.slug_of(found.slug or found.title)
        wanted = wanted.encode()[:LONGEST].decode("utf-8", "ignore").strip("-. ") or "untitled"
        ending = f".{found.lang.lower()}.md" if found.lang else ".md"
        for number in range(1, 1_000_000):
            slug = f"{wanted}-{number}" if number > 1 else wanted
            path = f"{folder}/{slug}{ending}"
            if path.casefold() in self._taken or path in self.known.values():
                continue
            there = os.path.lexists(self.content / path)
            if not there and (found.kind, slug.casefold(), found.lang or "") in self.slugs:
                continue
            return Place(path, slug, ("over" if self.force else "taken") if there else "new")
        raise AssertionError

    def _stem(self, path: str, lang: str | None) -> str:
        stem = posixpath.splitext(posixpath.basename(path))[0]
        return stem.removesuffix(f".{lang.lower()}") if lang else stem


def imported_before(content: Path, paths: Iterable[str]) -> dict[str, str]:
    """Origin -> path of each file that an import wrote, wherever it was moved since."""
    found = {}
    for path in paths:
        if not path.endswith((".md", ".markdown")):
            continue
        try:
            with (content / path).open("rb") as opened:
                start = opened.read(START).decode("utf-8", "replace")
        except OSError:
            continue
        header = start.partition("\n---")[0]
        if origin := ORIGIN.search(header):
            found[origin["origin"].strip()] = path
    return found


def slugs_of(stories: Iterable[Story], lang: str) -> set[tuple[str, str, str]]:
    """What the addresses of the site's stories are made of."""
    return {(story.kind, story.slug.casefold(), "" if story.lang == lang else story.lang) for story in stories}
