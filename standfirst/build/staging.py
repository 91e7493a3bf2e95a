"""A new output tree beside the old one, put in its place in one step when it is complete."""

from __future__ import annotations

import errno
import glob
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKER = ".standfirst"
"""The file that says of a folder: a build wrote this, a build may replace it."""

MARKER_TEXT = "This folder is written by a build and replaced by the next one.\n"


class OutputRefusedError(Exception):
    """The output folder must not be replaced; the message says why."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A tree being written. Until `switch` the output folder is as it was."""

    output: Path
    tree: Path

    def switch(self, retained: Iterable[str] = ()) -> None:
        """Put the new tree in place of the old one. `retained` names entries of the old one that live on."""
        old = self.output.with_name(f".{self.output.name}.old-{os.getpid()}")
        had_output = self.output.exists()
        if had_output:
            self.output.rename(old)
        try:
            self.tree.rename(self.output)
        except OSError:
            if had_output:
                old.rename(self.output)
            raise
        for name in retained:
            if (old / name).exists() and not (self.output / name).exists():
                (old / name).rename(self.output / name)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Delete the new tree."""
        shutil.rmtree(self.tree, ignore_errors=True)


def open_staging(output: Path, protected: Iterable[Path]) -> Staging:
    """Begin a new tree for `output`.

    Raises OutputRefusedError where the output folder is, holds or lies around a protected folder in a way that replacing
    it would destroy what a build did not write; OSError where the new tree cannot be made.
    """
    output = Path(os.path.realpath(output))
    for folder in (*protected, Path.home(), Path(output.anchor)):
        if output == folder.resolve() or output in folder.resolve().parents:
            message = f"{output} is or holds {folder}"
            raise OutputRefusedError(message)
    if output.exists() and not output.is_dir():
        message = f"{output} is a file"
        raise OutputRefusedError(message)
    if output.is_dir() and not (output / MARKER).is_file() and any(output.iterdir()):
        message = f"{output} holds files that no build of Standfirst wrote"
        raise OutputRefusedError(message)
    output.parent.mkdir(parents=True, exist_ok=True)
    for left in output.parent.glob(f".{glob.escape(output.name)}.*-*"):
        if (
            ".old-" in left.name
            and not output.exists()
            and (left / MARKER).is_file()
            and not _alive(left.name.rpartition("-")[2])
        ):
            left.rename(output)  # that build died between moving the old tree away and bringing the new one
        elif (left / MARKER).is_file() and not _alive(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)
    tree = output.with_name(f".{output.name}.new-{os.getpid()}")
    tree.mkdir()
    (tree / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    return Staging(output, tree)


def _alive(pid: str) -> bool:
    """Whether the build that left a tree is still running."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, OverflowError):
        return False
    except OSError as error:
        return error.errno == errno.EPERM
    return int(pid) != os.getpid()
