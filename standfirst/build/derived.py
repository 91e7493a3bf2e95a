"""Files made from other files, kept by the content of their source: what was made once is not made again.

An entry is a folder named by its key, with the files and a list of them. It appears whole or not at all, and one that is
not as it was written is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
import tempfile
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LIST = "list.json"
"""The file of an entry that says what else is in it."""
UNFINISHED = "unfinished-"
"""How the name of a folder begins that is still being written; the number of its process follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made from one source."""

    folder: Path
    files: frozenset[str]
    notes: Any
    """What its maker wanted remembered."""


class DerivedFiles:
    """Entries below one folder. Threads may ask for different keys at the same time."""

    def __init__(self, root: Path) -> None:
        """`root` is made if need be; where it cannot be written, a folder is that ends with the process."""
        try:
            root.mkdir(parents=True, exist_ok=True)
            writable = os.access(root, os.W_OK)
        except OSError:
            writable = False
        self.root = root if writable else Path(tempfile.mkdtemp(prefix="derived-"))
        if not writable:
            weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self.used: set[str] = set()
        self.made: set[str] = set()
        """Keys that were asked for, and those of them for which something had to be made."""
        self._noting = threading.Lock()
        self._making: dict[str, threading.Lock] = {}

    def entry(self, key: str, make: Callable[[], tuple[dict[str, bytes], Any]]) -> Entry:
        """The entry of this key, made now unless it is there.

        `make` gives its files by name, and what is to be remembered of them, as JSON can say it. What it raises is raised.
        """
        with self._noting:
            self.used.add(key)
            making = self._making.setdefault(key, threading.Lock())
        with making:
            found = self._read(key)
            if found:
                return found
            with self._noting:
                self.made.add(key)
            files, notes = make()
            self._write(key, files, notes)
            return self._read(key) or self._unkept(key)

    def holds(self, key: str) -> bool:
        """Whether there is an entry of this key, as far as can be seen without reading it."""
        return (self.root / key / LIST).is_file()

    def publish(self, entry: Entry, name: str, target: Path) -> None:
        """Put one file of an entry where the output wants it. They share their bytes where the file system allows it."""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(entry.folder / name, target)
        except OSError:
            shutil.copy2(entry.folder / name, target)

    def sweep(self) -> None:
        """Delete the entries that nobody asked for, and what processes that are gone have left unfinished."""
        for folder in self.root.iterdir():
            unfinished = folder.name.startswith(UNFINISHED)
            if folder.name not in self.used and not (unfinished and is_alive(folder.name.split("-")[1])):
                _delete(folder)

    def _read(self, key: str) -> Entry | None:
        folder = self.root / key
        try:
            listed = json.loads((folder / LIST).read_text("utf-8"))
            kept = {str(name): list(facts) for name, facts in listed["files"].items()}
            if any(Path(name).name != name for name in kept):
                return None  # nothing outside the entry is a file of it
            whole = all(_unchanged(folder / name, facts) for name, facts in kept.items())
            return Entry(folder, frozenset(kept), listed["notes"]) if whole else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _write(self, key: str, files: dict[str, bytes], notes: Any) -> None:  # noqa: ANN401 - whatever JSON can say
        made = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{os.getpid()}-", dir=self.root))
        try:
            listed = {}
            for name, data in files.items():
                (made / name).write_bytes(data)
                seen = (made / name).stat()
                listed[name] = [seen.st_size, seen.st_mtime_ns, hashlib.sha256(data).hexdigest()]
            (made / LIST).write_text(json.dumps({"files": listed, "notes": notes}), "utf-8")
            made.chmod(0o755)
            if self._read(key):
                return  # another process was quicker; what it made is as good
            _delete(self.root / key)
            try:
                made.rename(self.root / key)
            except OSError:
                if self._read(key) is None:
                    raise
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _unkept(self, key: str) -> Entry:
        raise OSError(None, "what was written there cannot be read back", str(self.root / key))


def _unchanged(file: Path, facts: list[Any]) -> bool:
    """Whether a file is as it was written. Its bytes are looked at only where its date says that something touched it."""
    size, moment, digest = facts
    seen = file.lstat()
    if seen.st_size != size or not stat.S_ISREG(seen.st_mode):
        return False
    return bool(seen.st_mtime_ns == moment or hashlib.sha256(file.read_bytes()).hexdigest() == digest)


def _delete(path: Path) -> None:
    """Delete a folder, or a file that stands where one should; what cannot be deleted stays."""
    with contextlib.suppress(OSError):
        path.unlink() if path.is_file() else shutil.rmtree(path)


def is_alive(pid: str) -> bool:
    """Whether the process of this number is running, on this machine."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True
