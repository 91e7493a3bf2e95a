"""Two services of the operating system that Python does not offer: names exchanged in one step, a whole tree put on disk."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Both from Linux's <fcntl.h>, see renameat2(2)."""
NOT_OFFERED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV})
"""How systems and file systems say that they cannot exchange names. Some of these can mean another thing, which the two
renames that follow then meet again."""


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step, so that neither is missing at any moment.

    False where the system or the file system cannot; both are then as they were. Raises OSError where it failed.
    """
    call = _function("renameat2")
    if call is None:
        return False
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def put_on_disk(tree: Path) -> None:
    """Return when all below `tree` would outlive a power cut. Raises OSError where the disk did not take it.

    Linux writes out the file system in one call, whatever the number of files; elsewhere each file is asked for.
    """
    call = _function("syncfs")
    if call is not None:
        folder = os.open(tree, os.O_RDONLY)
        try:
            if call(folder) != 0:
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(tree))
        finally:
            os.close(folder)
        return
    for folder_name, _, names in os.walk(tree):
        for name in names:
            put_one_on_disk(Path(folder_name, name))
        put_one_on_disk(Path(folder_name))


def put_one_on_disk(path: Path) -> None:
    """The same for one file, or for the names in one folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def is_mount_point(folder: Path) -> bool:
    """Whether another file system, or another folder, is mounted at exactly this one, so that it cannot be renamed."""
    if os.path.ismount(folder):
        return True
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    # The fifth field; proc(5) writes blanks, tabs, line ends and backslashes in octal.
    escaped = os.fsencode(folder)
    for character in (b"\\", b" ", b"\t", b"\n"):
        escaped = escaped.replace(character, b"\\%03o" % ord(character))
    return any(line.split(b" ")[4:5] == [escaped] for line in lines)


def _function(name: str) -> Any:  # noqa: ANN401 - ctypes gives its functions no type
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)
