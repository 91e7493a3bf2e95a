"""Word of each change of anything that the site is made of, whether it goes away, comes back or is replaced."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TICK = 300
"""Milliseconds between two looks at files, and at folders that are not there."""
STEP, SETTLE = 20, 100
"""Milliseconds: how often a burst of changes is looked at, and how long it may last before it is told of."""

Mark = tuple[int, int, int] | None


class Watcher:
    """Watches in a thread of its own, also while a build runs: no change is missed."""

    def __init__(self, places: Iterable[Path], but_not: Sequence[Path]) -> None:
        """Folders and files, which may be missing. What lies below `but_not` never counts: a build writes there."""
        self.changed = threading.Event()
        """Set on each change; whoever acts on it clears it first."""
        self._saved: set[Path] = set()
        self._places = frozenset(places)
        self._noise = DefaultFilter(ignore_paths=list(but_not))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, within a tick."""
        self._stop.set()
        self._thread.join()

    def taken(self) -> set[Path]:
        """What has changed since this was asked last."""
        saved, self._saved = self._saved, set()
        return saved

    def watch_also(self, places: Iterable[Path]) -> None:
        """Watch these from the next tick on."""
        self._places |= frozenset(places)

    def _run(self) -> None:
        marks = _marks(self._places)
        while not self._stop.is_set():
            places = self._places
            folders = [place for place in places if place.is_dir()]
            marks |= {place: _mark(place) for place in places - marks.keys()}
            if folders:
                self._watch(places, folders, marks)
            else:
                self._stop.wait(TICK / 1000)
                self._compare(places, marks)

    def _watch(self, places: frozenset[Path], folders: Sequence[Path], marks: dict[Path, Mark]) -> None:
        """Until there is something else to watch: a folder that was replaced is another."""
        with suppress(FileNotFoundError):  # it has gone between the look and the watch
            for changes in watch(
                *folders,
                watch_filter=self._noise,
                stop_event=self._stop,
                yield_on_timeout=True,
                rust_timeout=TICK,
                debounce=SETTLE,
                step=STEP,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                if changes:
                    self._saved |= {Path(path) for _, path in changes}
                    self.changed.set()
                if self._compare(places, marks) or self._places != places:
                    return

    def _compare(self, places: frozenset[Path], marks: dict[Path, Mark]) -> bool:
        """Tell of files and folders that are not what they were; True where a folder is among them."""
        now = _marks(places)
        different = [place for place in places if now[place] != marks[place]]
        marks |= now
        if different:
            self._saved |= set(different)
            self.changed.set()
        return any(not place.is_file() for place in different)


def _marks(places: Iterable[Path]) -> dict[Path, Mark]:
    return {place: _mark(place) for place in places}


def _mark(place: Path) -> Mark:
    """What tells a file from what was there before; of a folder, only whether it is still the same."""
    with suppress(OSError):
        found = place.stat()
        return (found.st_ino, 0, 0) if place.is_dir() else (found.st_ino, found.st_mtime_ns, found.st_size)
    return None
