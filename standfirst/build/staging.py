"""A new output tree beside the old one, put in its place in one step when it is complete."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from standfirst.build import manifest
from standfirst.build.kernel import exchange, is_mount_point, put_on_disk, put_one_on_disk
from standfirst.build.lock import Lock, take_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MARKER = manifest.NAME
"""The one file of an output folder that is not of the site."""
PAGE = ".html"
"""How the name of a file ends that is a page."""
SHOWN = 5
"""How many foreign files a message names."""
READABLE, OPEN = 0o444, 0o555
"""What a server must be allowed to do with each file, and with each folder, whatever the builder's umask."""


class OutputRefusedError(Exception):
    """The output folder must not be replaced; the message says why."""

    def __init__(self, message: str, hint: str = "name another folder with --output") -> None:
        super().__init__(message)
        self.hint = hint


class ShrunkError(Exception):
    """The new tree has far fewer pages than the old one; the message says how many."""


class Facts(NamedTuple):
    """What is known of a file without reading it."""

    size: int
    moment: int
    """When its content changed last, in nanoseconds."""


class Staging:
    """A tree being written. Until `switch` the output folder is as it was; `discard` ends it in any case.

    The lock beside the output folder is held until then.
    """

    def __init__(self, output: Path, retained: frozenset[str], lock: Lock, *, durable: bool) -> None:
        """Made by `open_staging`."""
        self.output = output
        self.tree = beside(output, "new")
        self.locked = lock.works
        """Whether other builds are kept out; where the file system has no locks, they are not."""
        self._retained = retained
        self._lock = lock
        self._durable = durable
        self._known = manifest.read_manifest(output) if output.is_dir() else None
        self._linking = True

    def carry(self, name: str, facts: Facts | None = None) -> bool:
        """Put a file of the standing output into the new tree, under its own name; they share its bytes where they can.

        False where it is not there, or not as `facts` have it, or was written by no build: it must be made again. Nobody may
        write to a file that is shared: replace it by a new one.
        """
        old, new = f"{self.output}/{name}", f"{self.tree}/{name}"
        seen = _seen(old)
        if seen is None or self._known is None or not self._known.lists(name) or facts not in {None, seen}:
            return False
        if self._linking:
            try:
                try:
                    os.link(old, new)
                except FileNotFoundError:
                    Path(new).parent.mkdir(parents=True, exist_ok=True)
                    os.link(old, new)
            except FileExistsError:
                raise
            except OSError:
                self._linking = False  # the file system has no links, or ours is not the owner
            else:
                return True
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old, new)
        return True

    def unchanged(self, files: Mapping[str, Facts]) -> bool:
        """Whether the standing output is exactly these files, as they were: there is nothing to write or to switch."""
        if self._known is None:
            return False
        but = self._retained | {manifest.NAME}
        try:
            standing = {name: _seen(f"{self.output}/{name}") for name in manifest.names_below(self.output, but)}
        except FileNotFoundError:  # it, or a folder in it, is being deleted meanwhile
            return False
        return standing == dict(files)

    def facts(self) -> dict[str, Facts]:
        """The files of the new tree. What they say still holds once the tree has become the output."""
        names = manifest.names_below(self.tree, frozenset({manifest.NAME}))
        return {name: seen for name in names if (seen := _seen(f"{self.tree}/{name}"))}

    def losing(self, share: float, least: int, meant: Callable[[str], bool] = lambda _: False) -> None:
        """Raise ShrunkError where more than `share` of the pages would be gone, of an output that has at `least` so many.

        Pages that go and are `meant` to go do not count: it is as if they had not been there.
        """
        if not self.output.is_dir():
            return
        before, after = (_pages(folder) for folder in (self.output, self.tree))
        stay = len(before) - sum(meant(name) for name in before - after)
        if stay >= least and len(after) < stay * (1 - share):
            raise ShrunkError(f"{stay - len(after):,} of {len(before):,} pages would be gone")

    def switch(self) -> None:
        """Put the new tree in place of the old one, and delete of the old one what builds wrote.

        Raises OutputRefusedError where something foreign has come into the output folder meanwhile; OSError where the disk
        did not take the new tree. The output folder is then as it was.
        """
        if not manifest.is_unfinished(self.tree):
            raise OSError(errno.ENOENT, "somebody has taken away what was being written", str(self.tree))
        standing = self.output.is_dir()
        written = list(manifest.names_below(self.tree))
        _let_read(self.tree, self.output if standing else None)
        if standing:
            _refuse_foreign(self.output, self._retained)
            self._retain()
        manifest.write_manifest(self.tree, written)
        (self.tree / manifest.NAME).chmod(0o644)
        if self._durable:
            put_on_disk(self.tree)
        self._replace(standing=standing)
        with suppress(OSError):  # the site is in its place; what is left of the old one is swept by the next build
            if self._durable:
                put_one_on_disk(self.output.parent)
            for left in (self.tree, beside(self.output, "old")):
                if left.is_dir():
                    _clear(left, self.output)

    def discard(self) -> None:
        """Delete the new tree, unless it was switched, and let other builds begin."""
        try:
            with suppress(OSError):  # what is left is swept by the next build
                if manifest.read_manifest(self.tree):
                    _clear(self.tree, self.output)
                elif self.tree.is_dir():
                    delete_all(self.tree)
        finally:
            self._lock.release()

    def _retain(self) -> None:
        """Share what the settings keep with the new tree, so that it is missing at no moment."""
        for name in sorted(self._retained):
            kept = self.output / name
            ours = self._known is not None and self._known.lists(name)
            if ours or not os.path.lexists(kept):
                continue
            if os.path.lexists(self.tree / name):
                hint = f"take {name} out of OUTPUT_RETENTION, or out of the site"
                raise OutputRefusedError(f"{kept} is to be kept, and the site has one of its own", hint)
            _share(kept, self.tree / name)

    def _replace(self, *, standing: bool) -> None:
        if standing and exchange(self.tree, self.output):
            return
        old = beside(self.output, "old")
        if standing:
            self.output.rename(old)
        try:
            self.tree.rename(self.output)
        except OSError:
            if standing:
                old.rename(self.output)
            raise


def open_staging(
    output: Path,
    protected: Iterable[Path],
    retained: Iterable[str] = (),
    *,
    wait: float = 0,
    durable: bool = True,
    tell: Callable[[str], None] | None = None,
) -> Staging:
    """Begin a new tree for `output`.

    `retained` names entries of the output folder that are not ours and live on. Another build is waited for up to `wait`
    seconds; `tell` is told of it. What is not `durable` may be lost in a power cut.

    Raises OutputRefusedError where replacing the output folder would destroy what a build did not write; HeldError where
    another build has it; OSError where the new tree cannot be made.
    """
    output = Path(os.path.realpath(output))
    retained = frozenset(retained)
    _refuse_place(output, protected, retained)
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock = take_lock(beside(output, "lock"), wait, tell)
        try:
            _refuse_place(output, (), retained)  # while we waited, much may have changed
            _sweep(output, locked=lock.works)
            if output.is_dir():
                _refuse_foreign(output, retained)
            staging = Staging(output, retained, lock, durable=durable)
            staging.tree.mkdir()
            manifest.mark_unfinished(staging.tree)
        except BaseException:
            lock.release()
            raise
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            reason = f"{error.strerror}: nothing can be written beside the output folder, where a new site is made"
            raise OSError(error.errno, reason, str(output.parent)) from error
        raise
    return staging


def beside(output: Path, kind: str) -> Path:
    """What is written next to the output folder while it is made: new, old, part or lock."""
    return output.with_name(f".{output.name}.{kind}")


def _refuse_place(output: Path, protected: Iterable[Path], retained: frozenset[str]) -> None:
    home = [Path(path) for path in (os.path.expanduser("~"),) if os.path.isabs(path)]  # noqa: PTH111, PTH117 - Path.home raises without one
    for folder in (*protected, *home, Path(output.anchor)):
        real = Path(os.path.realpath(folder))
        if output == real or output in real.parents:
            what = f"is {folder}" if output == real else f"holds {folder}"
            raise OutputRefusedError(f"{output} {what}, which no build may replace")
    if ".git" in output.parts:
        raise OutputRefusedError(f"{output} is a part of a repository")
    if os.path.lexists(output) and not output.is_dir():
        raise OutputRefusedError(f"{output} is a file")
    if os.path.lexists(output / ".git") and ".git" not in retained:
        hint = 'name another folder with --output, or keep what git has there: OUTPUT_RETENTION = [".git"]'
        raise OutputRefusedError(f"{output} is a repository", hint)
    if is_mount_point(output):
        hint = f"name a folder in it: --output {output / 'site'}"
        raise OutputRefusedError(f"{output} is a mount point, which cannot be replaced in one step", hint)


def _refuse_foreign(output: Path, retained: frozenset[str]) -> None:
    foreign = manifest.foreign_files(output, retained)
    if not foreign:
        return
    more = f" and {len(foreign) - SHOWN:,} more" if len(foreign) > SHOWN else ""
    entries = sorted({name.split("/", 1)[0] for name in foreign})[:SHOWN]
    hint = f"move them away, or keep them: OUTPUT_RETENTION = {entries}; or name another folder with --output"
    raise OutputRefusedError(
        f"{output} holds files that no build of Standfirst wrote: {', '.join(foreign[:SHOWN])}{more}", hint
    )


def _sweep(output: Path, *, locked: bool) -> None:
    """Put right what builds have left beside the output folder that were killed. The lock says that none is at work."""
    old = beside(output, "old")
    left = [path for kind in ("new", "part", "old") if os.path.lexists(path := beside(output, kind))]
    if left and not locked:
        hint = "where no build is running, delete it; this file system has no locks to tell by"
        raise OutputRefusedError(f"{left[0]} is there: another build may be writing it", hint)
    if not output.exists() and manifest.read_manifest(old):
        old.rename(output)  # killed between the two steps of a switch
    for path in left:
        if manifest.is_unfinished(path):
            delete_all(path)
        elif manifest.read_manifest(path):
            _clear(path, output)
        elif path.is_dir() and not path.is_symlink() and not _holds_more(path):
            shutil.rmtree(path)  # killed before it could write a word
        elif os.path.lexists(path):
            raise OutputRefusedError(f"{path} is in the way, and no build wrote it", "move it away")


def _holds_more(folder: Path) -> bool:
    return any(manifest.names_below(folder, frozenset({manifest.PART})))


def delete_all(tree: Path) -> None:
    """Delete a folder of ours; the file that says that it is ours goes last."""
    for entry in list(tree.iterdir()):
        if entry.name != manifest.NAME:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    (tree / manifest.NAME).unlink(missing_ok=True)
    tree.rmdir()


def _clear(old: Path, output: Path) -> None:
    """Delete of an old tree what builds wrote. What else is in it goes into the output, where it was."""
    known = manifest.read_manifest(old)
    for name in list(manifest.names_below(old)):
        if name == manifest.NAME:
            continue
        path, target = old / name, output / name
        if (known and known.lists(name)) or _same(path, target):
            path.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    for folder, _, _ in os.walk(old, topdown=False):
        if folder != os.fspath(old):
            Path(folder).rmdir()
    (old / manifest.NAME).unlink(missing_ok=True)
    old.rmdir()


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def _share(source: Path, target: Path) -> None:
    """The same files under another name: by links, or copied where there are none."""
    if not source.is_dir() or source.is_symlink():
        _link(source, target)
        return
    shutil.copytree(source, target, symlinks=True, copy_function=_link)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _seen(file: str | Path) -> Facts | None:
    try:
        found = os.lstat(file)  # a Path for each of 100,000 files takes a second
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Facts(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _pages(folder: Path) -> set[str]:
    return {name for name in manifest.names_below(folder) if name.endswith(PAGE)}


def _let_read(tree: Path, like: Path | None) -> None:
    """Open a tree to servers: files can be read by all, folders entered, whatever the umask; the top as it was before."""
    for folder, _, names in os.walk(tree):
        _allow(Path(folder), OPEN)
        for name in names:
            _allow(Path(folder, name), READABLE)
    if like:
        before = like.stat()
        with suppress(OSError):
            os.chown(tree, -1, before.st_gid)
        tree.chmod(stat.S_IMODE(before.st_mode))


def _allow(path: Path, more: int) -> None:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_mode & more == more:
        return
    if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        # Shared with a file that is not ours to open: a copy takes its place.
        part = path.with_name(f"{path.name}.part")
        shutil.copy2(path, part)
        part.replace(path)
    path.chmod(stat.S_IMODE(found.st_mode) | more)
