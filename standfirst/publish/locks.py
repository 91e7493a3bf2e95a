"""Locks on this machine and on disks that it has mounted, and what is said of them."""

from __future__ import annotations

import contextlib
import getpass
import os
import socket
import time
from typing import TYPE_CHECKING

from standfirst.build.lock import HeldError, take_lock
from standfirst.publish.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def me() -> str:
    """Who publishes, for whoever finds the lock."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user need have no name
        user = str(os.getuid())
    since = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    return f"{user} on {socket.gethostname()} (process {os.getpid()}, since {since} UTC)"


def busy(place: str, owner: str) -> PublishError:
    """Say that somebody else is at work."""
    who = owner.strip() or "somebody else"
    return PublishError("SF956", f"{place}: {who} is publishing there", "try again later, or let it wait: --wait 300")


@contextlib.contextmanager
def locked(file: Path, place: str, wait: float) -> Iterator[None]:
    """Hold the lock `file`, after waiting `wait` seconds for it at the most. Raises PublishError where it is held."""
    try:
        lock = take_lock(file, wait)
    except HeldError as error:
        raise busy(place, str(error)) from None
    try:
        if not lock.works:
            hint = "publish to a folder on a disk that has them, or by ssh to the machine that has the disk"
            raise PublishError("SF969", f"{place}: the file system has no locks to keep two publishers apart", hint)
        yield
    finally:
        lock.release()
