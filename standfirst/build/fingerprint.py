"""Values as text that is equal where they are equal, in every process and on every machine."""

from __future__ import annotations

import hashlib
import platform
import re
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).resolve().parents[1]
SIZE = 16
"""Bytes of a digest: for telling versions apart, not against an attacker."""
PLAIN = (str, bytes, int, float, bool, type(None), date, datetime, time, timedelta, tzinfo)


class UnknownValueError(Exception):
    """There is no telling whether a value is the same as in another process: a function, an object of a plugin."""


def digest(*parts: str | bytes) -> str:
    """A short name for these texts, in this order."""
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


def as_text(value: Any) -> str:  # noqa: ANN401 - whatever settings hold
    """Plain data as text. Raises UnknownValueError for what is none."""
    if isinstance(value, PLAIN):
        return f"{type(value).__name__} {value!r}"
    if isinstance(value, PurePath):
        return f"path {value}"
    if isinstance(value, re.Pattern):
        return f"pattern {value.pattern!r} {value.flags}"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{as_text(key)}: {as_text(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_text, value))}]"
    if isinstance(value, set | frozenset):
        return f"({', '.join(sorted(map(as_text, value)))})"
    raise UnknownValueError(type(value).__name__)


@lru_cache
def code(packages: tuple[str, ...]) -> str:
    """What stands for our own code and for these packages' versions."""
    own = (
        part
        for file in sorted(PACKAGE.rglob("*.py"))
        for part in (file.relative_to(PACKAGE).as_posix(), file.read_bytes())
    )
    return digest(platform.python_version(), *own, *(f"{name} {_version(name)}" for name in packages))


def files(root: Path, paths: Iterable[str]) -> str:
    """What stands for the present state of files, without reading them."""
    found = []
    for path in paths:
        seen = (root / path).stat()
        found.append(f"{path} {seen.st_size} {seen.st_mtime_ns}")
    return digest(*found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
