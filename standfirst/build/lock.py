"""One build at a time: a lock file that ends with its process, however that ends, and says meanwhile who holds it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shlex
import socket
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE = 0.05
"""Seconds between two looks at a lock that another process holds."""
NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""How file systems say that they have no locks."""
LONGEST_COMMAND = 200


class HeldError(Exception):
    """Another process holds the lock; the message says which."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held."""

    path: Path
    opened: int | None
    """The open file; None where the file system has no locks."""

    @property
    def works(self) -> bool:
        """Whether it keeps others out."""
        return self.opened is not None

    def release(self) -> None:
        """Let others have it. The file goes first: whoever waits at it sees that it is no longer the one."""
        if self.opened is None:
            return
        with contextlib.suppress(OSError):
            self.path.unlink()
        with contextlib.suppress(OSError):
            os.close(self.opened)


def take_lock(path: Path, wait: float, tell: Callable[[str], None] | None = None) -> Lock:
    """Take the lock of this path, waiting for it up to `wait` seconds; `tell` is told once whom we wait for.

    The lock is the kernel's (flock) and not the file: that of a dead process is free, on another machine's disk too. What
    is forked from the holder holds it as well, as it may still be writing. Raises HeldError; OSError where the file cannot
    be made.
    """
    until = time.monotonic() + wait
    told = False
    while True:
        opened, own = _open(path)
        try:
            free = _try(opened)
            if free is None:
                os.close(opened)
                path.unlink(missing_ok=True)
                return Lock(path, None)
            if free and _is_at(opened, path):
                if own:
                    _say_who(opened)
                    return Lock(path, opened)
                path.unlink()  # left behind by another user's dead process
            holder = "" if free else _holder(opened)
        except BaseException:
            os.close(opened)
            raise
        os.close(opened)
        if free:
            continue  # it was let go of, and its file taken away, between our two steps
        if time.monotonic() >= until:
            raise HeldError(holder)
        if not told and tell:
            tell(holder)
        told = True
        time.sleep(PAUSE)


def _open(path: Path) -> tuple[int, bool]:
    """The open file, made if need be, and whether we may write it."""
    no_link = getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | no_link, 0o666), True
    except PermissionError:
        try:
            return os.open(path, os.O_RDONLY | no_link), False
        except FileNotFoundError:
            pass
        raise


def _try(opened: int) -> bool | None:
    """Whether the lock is ours now; None where there are no locks."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in NO_LOCKS:
            return None
        raise
    return True


def _is_at(opened: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), path.lstat())
    except FileNotFoundError:
        return False


def _say_who(opened: int) -> None:
    program, *arguments = sys.argv or ["python"]
    name = Path(program).parent.name if program.endswith("__main__.py") else Path(program).name
    command = shlex.join([name, *arguments])
    said = {"pid": os.getpid(), "host": socket.gethostname(), "command": command[:LONGEST_COMMAND]}
    os.ftruncate(opened, 0)
    os.pwrite(opened, json.dumps(said).encode("ascii"), 0)


def _holder(opened: int) -> str:
    """Who holds it, in words."""
    try:
        said = json.loads(os.pread(opened, 4096, 0))
        since = datetime.fromtimestamp(os.fstat(opened).st_mtime, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        return f"process {said['pid']} on {said['host']} ({said['command']}), since {since}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has not said who it is"
