"""One folder of a standing output put in place of another, between two builds."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from standfirst.build import manifest
from standfirst.build.kernel import exchange
from standfirst.build.lock import take_lock
from standfirst.build.staging import beside, delete_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def graft(output: Path, name: str, fill: Callable[[Path], object], wait: float) -> None:
    """Let `fill` write a folder, which then takes the place of the folder `name` of `output`, and is listed there.

    What the list says holds at every moment: new names come into it before they are there, and old ones leave it when they
    are gone. No build can run meanwhile. Raises HeldError where one does not end within `wait` seconds; OSError.
    """
    lock = take_lock(beside(output, "lock"), wait)
    part, target = beside(output, "part"), output / name
    try:
        if part.exists():
            delete_all(part)
        part.mkdir()
        manifest.mark_unfinished(part)
        fill(part / name)
        ours = {f"{name}/{file}" for file in manifest.names_below(part / name)}
        gone = {f"{name}/{file}" for file in manifest.names_below(target)} if target.is_dir() else set[str]()
        manifest.change_manifest(output, added=ours)
        if not (target.is_dir() and exchange(part / name, target)):
            if target.is_dir():
                target.rename(part / "old")
            (part / name).rename(target)
        manifest.change_manifest(output, taken=gone - ours)
    finally:
        with suppress(OSError):  # the next build sweeps it
            delete_all(part)
        lock.release()
