"""What a build wrote into an output folder, so that no later build deletes anything else.

The list lies in the folder that it speaks of, and comes and goes with it in one step. It is published with the folder unless
somebody leaves it out, so it holds no names: a page that is linked nowhere must not be found in it. It holds a digest of each.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = ".standfirst"
"""The file that has the list."""
PART = f"{NAME}.part"
"""The same while it is being written."""
HEAD = "This folder is written by a build and replaced by the next one."
FINISHED = "Digests of the names of its files, format 1:"
UNFINISHED = "It is not finished."
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of one folder."""

    digests: frozenset[str]

    def lists(self, name: str) -> bool:
        """Whether a build wrote the file of this name, which is below the folder, with forward slashes."""
        return name == NAME or digest_of(name) in self.digests


def digest_of(name: str) -> str:
    """The digest that stands for a name. One name is one, in whatever Unicode form a file system gives it back."""
    whole = unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:DIGITS]


def write_manifest(folder: Path, names: Iterable[str]) -> None:
    """Write the list of `names` into `folder`: the same bytes for the same names."""
    _write_digests(folder, {digest_of(name) for name in names if name != NAME})


def change_manifest(folder: Path, added: Iterable[str] = (), taken: Iterable[str] = ()) -> None:
    """Add names to the list of a standing folder, and take some from it. A folder without a list gets none."""
    known = read_manifest(folder)
    if known is not None:
        without = known.digests - {digest_of(name) for name in taken}
        _write_digests(folder, without | {digest_of(name) for name in added})


def mark_unfinished(folder: Path) -> None:
    """Say of a new folder that all in it is of a build that is not finished."""
    _write(folder, f"{HEAD}\n{UNFINISHED}\n")


def read_manifest(folder: Path) -> Manifest | None:
    """The list in `folder`; None where there is none that a finished build wrote. Raises OSError where it cannot be read."""
    lines = _lines(folder)
    if lines is None or lines[:2] != [HEAD, FINISHED]:
        return None
    return Manifest(frozenset(lines[2:]))


def is_unfinished(folder: Path) -> bool:
    """Whether `folder` is of a build that did not finish: of an empty mark too, which is what a power cut leaves of one."""
    lines = _lines(folder)
    return lines is not None and (lines == [HEAD, UNFINISHED] or not "".join(lines).strip("\0"))


def names_below(folder: Path, but: frozenset[str] = frozenset()) -> Iterator[str]:
    """Everything below `folder` that is no folder, with forward slashes, without the entries `but`.

    No link is followed. Raises OSError.
    """
    pending = [("", os.fspath(folder))]
    while pending:
        below, path = pending.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if not below and entry.name in but:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{below}{entry.name}/", entry.path))
                else:
                    yield f"{below}{entry.name}"


def foreign_files(folder: Path, retained: frozenset[str]) -> list[str]:
    """What lies in `folder` and was written by no build, sorted; `retained` names entries that are passed over.

    Where there is no list of what a build wrote, all is foreign.
    """
    known = read_manifest(folder)
    return sorted(name for name in names_below(folder, retained) if not (known and known.lists(name)))


def _write_digests(folder: Path, digests: Iterable[str]) -> None:
    _write(folder, "\n".join([HEAD, FINISHED, *sorted(digests), ""]))


def _write(folder: Path, text: str) -> None:
    # A new file each time: the one that is there may be shared with another folder by a link.
    part = folder / PART
    part.write_text(text, "utf-8", newline="\n")
    part.replace(folder / NAME)


def _lines(folder: Path) -> list[str] | None:
    file = folder / NAME
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        return file.read_text("ascii").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
