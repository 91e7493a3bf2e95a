"""Links and pictures of a found article, led to where their targets go."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.desk.importing.addresses import change_addresses, old_path, placed
from standfirst.desk.importing.files import CopyError
from standfirst.desk.importing.found import Note
from standfirst.desk.importing.writing import bare_line
from standfirst.links import FILES, LISTINGS, read_target

if TYPE_CHECKING:
    from standfirst.desk.importing.files import Copies
    from standfirst.desk.importing.found import Found, Picture, Source
    from standfirst.desk.importing.places import Places


SPECIAL = re.compile(r"[\s{}\"'<>=#]")
"""What the id of a heading cannot hold."""


@dataclass
class Linking:
    """What is needed to follow an address of one import."""

    source: Source
    places: Places
    copies: Copies
    fragments: dict[str, set[str]] = field(default_factory=dict)
    """Path below the content folder -> places in that file which links lead to."""

    def relink(self, found: Found) -> tuple[Found, Picture | None]:
        """The article with its links led to files of ours, and its lead image with its own path."""
        notes: list[Note] = []
        body = change_addresses(found.body, lambda address, image: self._follow(found, address, notes, image=image))
        picture, unused = found.image, found.unused
        if picture and not _is_remote(picture.src):
            path = self._copied(found, picture.src, notes)
            if path is None:
                notes.append(Note(found.where, "doubtful", "the lead image is not there", picture.src))
                unused = (*unused, ("image", picture.src))
            picture = replace(picture, src=path) if path else None
        elif picture:
            notes.append(Note(found.where, "doubtful", "the lead image is elsewhere and stays there", picture.src))
            picture = replace(picture, src=f"https:{picture.src}" if picture.src.startswith("//") else picture.src)
            if path := self._copied(found, picture.src, []):
                picture = replace(picture, src=path)
                notes.pop()
        return replace(found, body=body, unused=unused, notes=(*found.notes, *dict.fromkeys(notes))), picture

    def _copied(self, found: Found, address: str, notes: list[Note]) -> str | None:
        """The path below the content folder of the file that an address means."""
        for name in self.source.names(found, address.strip()):
            if name in self.places.by_source:
                continue
            try:
                return self.copies.place(name)
            except CopyError as error:
                notes.append(Note(found.where, "doubtful", f"not copied: {error}", name))
        return None

    def _follow(self, found: Found, address: str, notes: list[Note], *, image: bool) -> str | None:
        """The new address; None where it stays as it is."""
        address = address.strip()
        target = read_target(address, "")
        if address.startswith("#"):
            self._note_fragment(self.places.by_origin[bare_line(found.origin)].path, address[1:])
            return None
        if not address or target.what in LISTINGS or "{{" in address or "{%" in address:
            return None
        bare, _, fragment = address.partition("#")
        for name in self.source.names(found, bare):
            if name in self.places.by_source:
                return self._placed(self.places.by_source[name], fragment)
        if path := self._copied(found, bare, notes):
            return placed("static", path, unquote(fragment))
        own = self.source.address(found, bare)
        for old in (own, _from_folder(found, bare)):
            if old and old in self.places.by_address:
                return self._placed(self.places.by_address[old], fragment)
        if image and _is_remote(address):
            notes.append(Note(found.where, "doubtful", "an image is elsewhere and stays there", address))
        elif _is_remote(address) and own and own != "/":
            notes.append(
                Note(found.where, "doubtful", "a link stays on the old site: nothing of it is imported", address)
            )
        elif target.what in FILES or not (_is_remote(address) or ":" in address.partition("/")[0]):
            what = "an image" if image else "a link"
            notes.append(Note(found.where, "doubtful", f"{what} leads to nothing that is imported", address))
        return None

    def _placed(self, path: str, fragment: str) -> str:
        self._note_fragment(path, fragment)
        return placed("filename", path, unquote(fragment))

    def _note_fragment(self, path: str, fragment: str) -> None:
        if fragment and not SPECIAL.search(unquote(fragment)):
            self.fragments.setdefault(path, set()).add(unquote(fragment))


def _from_folder(found: Found, address: str) -> str | None:
    """What a relative address means on a page whose own ends with a slash, as many generators' do."""
    if not found.old or address.startswith("/") or ":" in address.partition("/")[0]:
        return None
    return old_path(posixpath.normpath(posixpath.join(found.old[0], address)))


def _is_remote(address: str) -> bool:
    return address.startswith(("http://", "https://", "//"))
