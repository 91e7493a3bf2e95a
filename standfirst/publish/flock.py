"""A lock between processes that the kernel gives back when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import fcntl
import getpass
import os
import socket
import time
from typing import TYPE_CHECKING

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
    until = time.monotonic() + wait
    with file.open("a+", encoding="utf-8") as opened:
        while True:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    opened.seek(0)
                    raise busy(place, opened.read(200)) from None
                time.sleep(min(0.2, max(0.0, until - time.monotonic())))
        opened.truncate(0)
        opened.write(me())
        opened.flush()
        yield
        opened.truncate(0)
