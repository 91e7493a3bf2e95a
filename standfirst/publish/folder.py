"""A folder as target: each release a folder in it, `current` a link to one of them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.publish.errors import PublishError
from standfirst.publish.locks import locked
from standfirst.publish.manifest import MANIFEST, Manifest, read_manifest
from standfirst.publish.plan import RELEASE, Release
from standfirst.publish.target import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.publish.target import Progress
    from standfirst.publish.tree import Tree

INCOMING = ".incoming"
GONE = ".gone-"
NEXT = ".current.next"
CHUNK = 1 << 20
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Folder:
    """Releases below `root/releases`; a web server serves `root/current`."""

    def __init__(self, root: Path) -> None:
        self.place = str(root)
        self._root = root.absolute()
        self._releases = self._root / "releases"

    @contextlib.contextmanager
    def lock(self, wait: float, progress: Progress) -> Iterator[None]:
        """Make the folder, hold its lock, and clear away what a publisher that died left half done."""
        progress(Step("lock"))
        with self._told():
            self._releases.mkdir(parents=True, exist_ok=True)
            current = self._root / "current"
            if current.exists() and not current.is_symlink():
                hint = "name another folder, or move it away: publishing puts a link there"
                raise PublishError("SF957", f"{current} is there, and is not ours", hint)
            with locked(self._root / ".lock", self.place, wait):
                for left in self._releases.glob(f"{GONE}*"):
                    shutil.rmtree(left)
                yield

    def releases(self) -> Sequence[Release]:
        """The releases that are whole, latest first."""
        with self._told():
            if not self._releases.is_dir():
                return ()
            shown = self._shown()
            found = [
                Release(folder.name, self._manifest(folder), folder.name == shown)
                for folder in self._releases.iterdir()
                if RELEASE.fullmatch(folder.name) and (folder / MANIFEST).is_file()
            ]
        return sorted(found, key=lambda release: release.number, reverse=True)

    def in_the_way(self, paths: Iterable[str], kept: Sequence[Release]) -> Sequence[str]:
        """Nothing: a release has a folder of its own."""
        del paths, kept
        return ()

    def upload(self, tree: Tree, name: str, kept: Sequence[Release], progress: Progress) -> int:
        """Copy what is new beside the releases, link what one of them has, and name the whole only when it is on the disk."""
        having = {
            (path, file.sha256): each.name for each in reversed(kept) for path, file in each.manifest.files.items()
        }
        incoming, sent = self._releases / INCOMING, 0
        with self._told():
            shutil.rmtree(incoming, ignore_errors=True)
            incoming.mkdir()
            try:
                for path in tree.paths:
                    file = tree.manifest.files.get(path)
                    there = having.get((path, file.sha256)) if file else None
                    if not (file and there and self._linked(self._releases / there / path, incoming / path, file.size)):
                        progress(Step("send", path))
                        sent += _copied(tree.file(path), incoming / path, file.sha256 if file else "")
                progress(Step("settle", name))
                for folder, _, _ in os.walk(incoming):
                    Path(folder).chmod(0o755)
                    _to_disk(Path(folder))
                incoming.rename(self._releases / name)
                _to_disk(self._releases)
            except BaseException:
                shutil.rmtree(incoming, ignore_errors=True)
                raise
        return sent

    def switch(self, release: Release, kept: Sequence[Release], carried: Mapping[str, str], progress: Progress) -> None:
        """Point `current` at a release, in one step."""
        folder = self._releases / release.name
        sizes = {(each.name, path): file.size for each in kept for path, file in each.manifest.files.items()}
        with self._told():
            for path, origin in carried.items():
                self._linked(self._releases / origin / path, folder / path, sizes[origin, path])
            progress(Step("switch", release.name))
            with contextlib.suppress(FileNotFoundError):
                (self._root / NEXT).unlink()
            (self._root / NEXT).symlink_to(f"releases/{release.name}")
            (self._root / NEXT).replace(self._root / "current")
            _to_disk(self._root)

    def prune(self, names: Iterable[str], stay: Sequence[Release], progress: Progress) -> None:
        """Remove releases. Each loses its name first, so that no half of one is ever taken for a release."""
        del stay
        with self._told():
            for name in names:
                progress(Step("prune", name))
                gone = self._releases / f"{GONE}{name}"
                (self._releases / name).rename(gone)
                shutil.rmtree(gone)

    def _shown(self) -> str:
        try:
            link = (self._root / "current").readlink()
        except OSError:
            return ""
        return link.name if link.parent.name == "releases" else ""

    def _manifest(self, folder: Path) -> Manifest:
        return read_manifest((folder / MANIFEST).read_bytes(), str(folder / MANIFEST))

    def _linked(self, origin: Path, place: Path, size: int) -> bool:
        """Make `place` the same file as `origin`; false where that is not there or the file system has no such links."""
        try:
            if origin.is_symlink() or origin.stat().st_size != size:
                return False
            place.parent.mkdir(parents=True, exist_ok=True)
            place.hardlink_to(origin)
        except FileExistsError:
            return True
        except OSError as error:
            if error.errno in {errno.EMLINK, errno.EXDEV, errno.EPERM, errno.ENOENT, errno.EOPNOTSUPP}:
                return False
            raise
        return True

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say what the system says in words that tell what to do."""
        try:
            yield
        except OSError as error:
            raise told(error, self.place) from error


def told(error: OSError, place: str) -> PublishError:
    """What an error of the system means for a release."""
    what = f"{place}: {error.strerror or error}" + (f": {error.filename}" if error.filename else "")
    if error.errno in FULL:
        return PublishError("SF954", what, "make room there, or keep fewer releases (`keep`); then publish again")
    if error.errno in DENIED:
        return PublishError("SF953", what, "let the user who publishes write there")
    return PublishError("SF969", what, "mend that, then publish again: it goes on where it stopped")


def _copied(origin: Path, place: Path, sha256: str) -> int:
    """Copy a file onto the disk, and see on the way that it is the one that was checked."""
    place.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with origin.open("rb") as source, place.open("xb") as copy:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += copy.write(chunk)
        copy.flush()
        os.fchmod(copy.fileno(), 0o644)
        os.fsync(copy.fileno())
    if sha256 and digest.hexdigest() != sha256:
        raise PublishError(
            "SF968", f"{origin} changed while it was published", "publish again when nothing builds there"
        )
    return size


def _to_disk(folder: Path) -> None:
    """See that the names in a folder outlive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
