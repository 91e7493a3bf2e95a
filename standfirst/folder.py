"""The content folder: which files it holds, and what can be known of one without understanding it."""

from __future__ import annotations

import fnmatch
import os
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from PIL import Image

from standfirst.characters import FORBIDDEN
from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_FILE = 2 * 1024 * 1024
"""Longest text file that is read, in bytes: some 300,000 words."""

NEVER_CONTENT = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True)
class Folder:
    """The files below `root`, by their path with forward slashes."""

    root: Path
    shown: str
    """How messages name the folder."""
    ignored: tuple[str, ...] = ()
    """Patterns of file and folder names that are passed over."""
    kept_out: tuple[Path, ...] = ()
    """Folders that are no content though they may lie within: the output and the theme."""

    @cached_property
    def files(self) -> tuple[str, ...]:
        """All regular files, sorted: the same order on every machine."""
        return self._walked[0]

    @cached_property
    def unreadable(self) -> tuple[tuple[str, str], ...]:
        """What looks like content and is no file to read, with what it is."""
        return self._walked[1]

    @cached_property
    def _walked(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        found, odd = [], []
        for folder, folders, names in os.walk(self.root):
            inside = sorted(name for name in folders if not self._passed_over(name) and name not in NEVER_CONTENT)
            folders[:] = [name for name in inside if Path(folder, name) not in self.kept_out]
            below = PurePosixPath(Path(folder).relative_to(self.root).as_posix())
            for name in (*names, *folders):
                place, path = Path(folder, name), (below / name).as_posix()
                if name in folders and place.is_symlink():
                    odd.append((path, "is a link to a folder, which is not followed"))
                elif name in folders or self._passed_over(name):
                    continue
                elif place.is_file():
                    found.append(path)
                else:
                    odd.append((path, "is a link to nothing" if place.is_symlink() else "is not a regular file"))
        return tuple(sorted(found)), tuple(sorted(odd))

    @cached_property
    def known(self) -> frozenset[str]:
        """The same files, to ask whether one is there."""
        return frozenset(self.files)

    def _passed_over(self, name: str) -> bool:
        return name.startswith(".") or any(
            fnmatch.fnmatch(name, pattern.removeprefix("**/")) for pattern in self.ignored
        )

    def where(self, path: str) -> str:
        """The path as messages name it."""
        return f"{self.shown}/{path}" if self.shown not in {"", "."} else path

    def below(self, folders: Sequence[str], but_not: Sequence[str] = ()) -> list[str]:
        """Files below any of `folders` ("" is the whole content folder) and below none of `but_not` ("" is nothing)."""
        return [
            path
            for path in self.files
            if any(_inside(path, folder) for folder in folders) and not any(f and _inside(path, f) for f in but_not)
        ]

    def read_text(self, path: str) -> tuple[str | None, list[Diagnostic]]:
        """A UTF-8 text file with line feeds alone as line ends and without a byte order mark, or what is wrong with it."""
        where = self.where(path)
        try:
            data = (self.root / path).read_bytes()
        except OSError as error:
            return None, [Diagnostic(where, 1, 1, "SF902", f"cannot be read: {error.strerror}")]
        if len(data) > MAX_FILE:
            size, limit = len(data) / 1024 / 1024, MAX_FILE // 1024 // 1024
            return None, [Diagnostic(where, 1, 1, "SF006", f"{size:.1f} MiB of text", f"the limit is {limit} MiB")]
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The error counts from behind a byte order mark.
            before = _with_one_line_end(error.object[: error.start].decode("utf-8", "replace"))
            hint = "save the file as UTF-8"
            message = f"not UTF-8: {error.object[error.start]:#04x}"
            return None, [Diagnostic(where, *_place(before), "SF001", message, hint)]
        text = _with_one_line_end(text)
        if found := FORBIDDEN.search(text):
            message = f"holds the control character U+{ord(found[0]):04X}"
            return None, [Diagnostic(where, *_place(text[: found.start()]), "SF001", message, "delete it")]
        return text, []

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Width and height of a picture in pixels; None where the file is not a picture that a page can show."""
        try:
            with warnings.catch_warnings(action="ignore"), Image.open(self.root / path) as picture:
                return picture.size
        except Exception:  # noqa: BLE001 - a decoder may raise anything on a broken file
            return None


def _inside(path: str, folder: str) -> bool:
    return folder in {"", "."} or path == folder or path.startswith(f"{folder.rstrip('/')}/")


def _with_one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str) -> tuple[int, int]:
    """Line and column of what follows `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
