"""Pictures and other files of a source, copied below the content folder and nowhere else."""

from __future__ import annotations

import filecmp
import os
import posixpath
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from standfirst.desk.importing.addresses import is_picture
from standfirst.folder import MAX_FILE

LARGEST = 100 * 1024 * 1024
"""Bytes of the largest file that is copied."""
FOLDERS = ("content/", "source/", "src/", "static/", "assets/", "images/", "img/", "files/")
"""Beginnings of a path that say only that files lie there."""
ACTIVE = re.compile(rb"<script|\son\w+\s*=|javascript:", re.IGNORECASE)
TEXTS = frozenset({".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm", ".xhtml"})
"""Endings of what a build would take for an article, or a browser for a page of the site."""
UNDER_WAY = ".importing"
"""How a file is called, after a dot and the number of the process, until it is whole."""
ODD = re.compile(r"[^\w./ ()+,&@=-]")


class CopyError(Exception):
    """A file is not copied; the message says why."""


@dataclass
class Copies:
    """What is copied from one folder into one content folder."""

    source: Path | None
    content: Path
    dry: bool
    targets: dict[str, str] = field(default_factory=dict)
    """Path below the source -> path below the content folder."""
    taken: dict[str, str] = field(default_factory=dict)
    """The other way about."""
    copied: int = 0

    def place(self, name: str) -> str:
        """Copy a file of the source once, and give its path below the content folder. Raises CopyError."""
        if name in self.targets:
            return self.targets[name]
        if self.source is None:
            raise CopyError("there is no folder to take it from")
        file = self.source / name
        try:
            self._check(file)
            target = self._free(name, file)
            if not self.dry and not (self.content / target).exists():
                write_whole(self.content, target, file)
                self.copied += 1
        except OSError as error:
            raise CopyError(f"it cannot be copied: {error.strerror or error}") from None
        self.targets[name], self.taken[target.casefold()] = target, name
        return target

    def _check(self, file: Path) -> None:
        if self.source is None or not is_within(self.source, file):
            raise CopyError("it lies outside the folder")
        if not file.is_file():
            raise CopyError("it is not there")
        if file.stat().st_size > LARGEST:
            raise CopyError(f"it is larger than {LARGEST // 1024 // 1024} MiB")
        if file.suffix.lower() in TEXTS:
            raise CopyError("it is a text, and a site's folder holds no texts but its own")
        if file.suffix.lower() == ".svg" and (file.stat().st_size > MAX_FILE or ACTIVE.search(file.read_bytes())):
            raise CopyError("the drawing holds a script, or is too large to look for one")

    def _free(self, name: str, file: Path) -> str:
        """A path that no other file has: that of the source, below images/ or files/."""
        path = name
        while shorter := next((path[len(folder) :] for folder in FOLDERS if path.startswith(folder)), ""):
            path = shorter
        stem, ending = posixpath.splitext(ODD.sub("-", path))
        folder = "images" if is_picture(name) else "files"
        number = 1
        while True:
            target = f"{folder}/{stem}{f'-{number}' if number > 1 else ''}{ending}"
            there = self.content / target
            free = target.casefold() not in self.taken
            if free and (not os.path.lexists(there) or (there.is_file() and filecmp.cmp(there, file, shallow=False))):
                return target
            number += 1


def sweep(content: Path) -> None:
    """Take away what an import was writing when it was killed. Raises OSError."""
    for file in content.rglob(f".*{UNDER_WAY}"):
        number = file.name.removesuffix(UNDER_WAY)[1:]
        try:
            os.kill(int(number), 0)
        except (ValueError, ProcessLookupError):
            file.unlink(missing_ok=True)
        except OSError:
            continue  # somebody else's process: it is alive


def is_within(folder: Path, file: Path) -> bool:
    """Whether a file lies below a folder, wherever links on the way lead."""
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def write_whole(content: Path, target: str, what: Path | str) -> None:
    """Write a file below the content folder so that it appears whole or not at all. Raises OSError, also where it would lie outside."""
    place = content / target
    if not is_within(content, place):
        raise PermissionError(0, f"{target} would lie outside the content folder", target)
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".{os.getpid()}{UNDER_WAY}")
    try:
        if isinstance(what, str):
            temporary.write_bytes(what.encode())
        else:
            shutil.copyfile(what, temporary)
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
