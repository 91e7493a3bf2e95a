"""The content folder: which files it holds, and what can be known of one without understanding it."""

from __future__ import annotations

import errno
import fnmatch
import os
import re
import stat
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from standfirst.characters import DIRECTION, FORBIDDEN, INVISIBLE
from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_FILE = 2 * 1024 * 1024
"""Longest text file that is read, in bytes: some 300,000 words."""

MAX_PATH = 1024
"""Longest path below the content folder, in bytes: with the output folder in front, systems end at 4,096."""
TEXT_ENDINGS = (".md", ".markdown", ".mkd", ".mdown", ".rst")
UNWRITABLE = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]|{DIRECTION.pattern}|{INVISIBLE.pattern}")
"""Characters that a file's name may not have; bytes that are no UTF-8 come as lone surrogates."""

PICTURES = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP", "ICO")
"""What is a picture. Others that Pillow knows are none for a page, and some of them are programs."""

UNMERGED = "<<<<<<< "
CONFLICT = re.compile(rf"^{UNMERGED}\S.*$", re.MULTILINE)
FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)

NEVER_CONTENT = frozenset({"node_modules", "__pycache__"})


def passed_over(name: str, ignored: Iterable[str]) -> bool:
    """Whether a file or folder of this name is none of the site's; `ignored` are patterns of the settings."""
    return name.startswith(".") or any(fnmatch.fnmatch(name, pattern.removeprefix("**/")) for pattern in ignored)


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
        return tuple(self._walked[0])

    @property
    def seen(self) -> Mapping[str, os.stat_result]:
        """What the system said of each file when the folder was looked through."""
        return self._walked[0]

    @cached_property
    def refused(self) -> tuple[Diagnostic, ...]:
        """What looks like content and is not taken: links, pipes and devices, names that no address can hold."""
        return self._walked[1]

    @cached_property
    def _walked(self) -> tuple[dict[str, os.stat_result], tuple[Diagnostic, ...]]:
        found: dict[str, os.stat_result] = {}
        odd: list[Diagnostic] = []

        def unread(error: OSError) -> None:
            path = os.path.relpath(str(error.filename), self.root).replace(os.sep, "/")
            odd.append(Diagnostic(self.where(shown_name(path)), 1, 1, "SF902", f"cannot be read: {error.strerror}"))

        for folder, folders, names in os.walk(self.root, onerror=unread):
            inside = sorted(
                name for name in folders if not passed_over(name, self.ignored) and name not in NEVER_CONTENT
            )
            folders[:] = [name for name in inside if Path(folder, name) not in self.kept_out]
            below = PurePosixPath(Path(folder).relative_to(self.root).as_posix(), "_").as_posix()[:-1]
            for name in (*(name for name in names if not passed_over(name, self.ignored)), *folders):
                path = f"{below}{name}"
                try:
                    status = os.lstat(f"{folder}/{name}")  # a Path for each of 100,000 files takes a second
                except OSError as error:
                    odd.append(
                        Diagnostic(self.where(shown_name(path)), 1, 1, "SF902", f"cannot be read: {error.strerror}")
                    )
                    continue
                if wrong := _wrong_with(path, status):
                    odd.append(Diagnostic(self.where(shown_name(path)), 1, 1, *wrong))
                    if name in folders:
                        folders.remove(name)
                elif stat.S_ISREG(status.st_mode):
                    found[path] = status
        # Most files of a copy that was made of hard links have two names; a few among others are a way in from outside.
        double = [path for path, status in found.items() if status.st_nlink > 1]
        if 2 * len(double) <= len(found):
            for path in double:
                del found[path]
                message, hint = "has a second name somewhere (a hard link)", "put a copy of the file there"
                odd.append(Diagnostic(self.where(path), 1, 1, "SF020", message, hint))
        return {path: found[path] for path in sorted(found)}, tuple(sorted(odd))

    @cached_property
    def known(self) -> frozenset[str]:
        """The same files, to ask whether one is there."""
        return frozenset(self.files)

    def where(self, path: str) -> str:
        """The path as messages name it."""
        if self.shown.startswith(os.pardir):  # the writer is in a folder of the site
            return os.path.relpath(self.root / path).replace(os.sep, "/")
        return f"{self.shown}/{path}" if self.shown not in {"", "."} else path

    def below(self, folders: Sequence[str], but_not: Sequence[str] = ()) -> list[str]:
        """Files below any of `folders` ("" is the whole content folder) and below none of `but_not` ("" is nothing)."""
        return [
            path
            for path in self.files
            if any(_inside(path, folder) for folder in folders) and not any(f and _inside(path, f) for f in but_not)
        ]

    def open(self, path: str) -> BinaryIO:
        """A file of the folder to read from. Raises OSError for what is, by now, no regular file within the folder."""
        real = os.path.realpath(self.root / path)
        if os.path.commonpath([real, self.root]) != str(self.root):
            raise OSError(errno.EPERM, "leads out of the folder", path)
        # A pipe would keep who opens it waiting, and a link may have come since the folder was looked through.
        number = os.open(real, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        file = os.fdopen(number, "rb")
        if not stat.S_ISREG(os.fstat(number).st_mode):
            file.close()
            raise OSError(errno.EINVAL, "is not a regular file", path)
        return file

    def read_text(self, path: str) -> tuple[str | None, list[Diagnostic]]:
        """A UTF-8 text file with line feeds alone as line ends and without a byte order mark, or what is wrong with it."""
        where = self.where(path)
        try:
            with self.open(path) as file:
                size, data = os.fstat(file.fileno()).st_size, file.read(MAX_FILE + 1)
        except OSError as error:
            return None, [Diagnostic(where, 1, 1, "SF902", f"cannot be read: {error.strerror or error}")]
        if max(size, len(data)) > MAX_FILE:
            shown, limit = max(size, len(data)) / 1024 / 1024, MAX_FILE // 1024 // 1024
            return None, [Diagnostic(where, 1, 1, "SF006", f"{shown:.1f} MiB of text", f"the limit is {limit} MiB")]
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
        if UNMERGED in text and (found := CONFLICT.search(text)) and not _in_fence(text, found.start()):
            hint = "choose what is right, and delete the lines of <<<<<<<, ======= and >>>>>>>"
            return None, [Diagnostic(where, *_place(text[: found.start()]), "SF025", "a merge was not finished", hint)]
        return text, []

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Width and height of a picture in pixels; None where the file is not a picture that a page can show."""
        from PIL import Image  # noqa: PLC0415 - most files are read without a look at a picture

        try:
            with (
                warnings.catch_warnings(action="ignore"),
                self.open(path) as file,
                Image.open(file, formats=PICTURES) as picture,
            ):
                return picture.size
        except Exception:  # noqa: BLE001 - a decoder may raise anything on a broken file
            return None


def _wrong_with(path: str, status: os.stat_result) -> tuple[str, str, str] | None:
    """Code, message and hint for what is not taken."""
    name = path.rpartition("/")[2]
    if stat.S_ISLNK(status.st_mode):
        return "SF020", "is a link, which is not followed", "put the file or folder itself there"
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return "SF020", "is not a regular file", "delete it"
    if UNWRITABLE.search(name):
        return "SF022", "has a name with characters that no address can show", "rename it"
    if len(os.fsencode(path)) > MAX_PATH:
        return "SF022", f"has a path of more than {MAX_PATH:,} bytes", "rename it"
    if stat.S_ISDIR(status.st_mode) and name.lower().endswith(TEXT_ENDINGS):
        return "SF022", "is a folder with the name of an article", "rename the folder, or put the file in its place"
    return None


def _in_fence(text: str, at: int) -> bool:
    """Whether a place lies in a block of code: there a conflict is shown, not left."""
    return len(FENCE.findall(text[:at])) % 2 == 1


def shown_name(path: str) -> str:
    """A path that a terminal and a UTF-8 file can show, whatever bytes it is made of."""
    return UNWRITABLE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), path)


def _inside(path: str, folder: str) -> bool:
    return folder in {"", "."} or path == folder or path.startswith(f"{folder.rstrip('/')}/")


def _with_one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str) -> tuple[int, int]:
    """Line and column of what follows `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
