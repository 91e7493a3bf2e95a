"""The target that a name, or an address in a target's own form, stands for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from standfirst.publish.errors import PublishError
from standfirst.publish.folder import Folder
from standfirst.publish.git import Git
from standfirst.publish.rsync import Rsync
from standfirst.publish.s3 import S3
from standfirst.release_settings import FolderTarget, GitTarget, RsyncTarget, S3Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.publish.target import Target
    from standfirst.release_settings import TargetSettings

REMOTE = re.compile(r"([\w.-]+@)?[\w.-]+:[/~](?!/).*")


def choose(name: str, known: Mapping[str, TargetSettings], default: str) -> tuple[str, TargetSettings]:
    """The name and settings of a target. Raises PublishError where there is none of that name."""
    wanted = name or default or (next(iter(known)) if len(known) == 1 else "")
    if wanted in known:
        return wanted, known[wanted]
    try:
        if found := _of_address(wanted):
            return wanted, found
    except ValidationError as error:
        raise PublishError("SF950", f"'{wanted}' is no target: {error.errors()[0]['msg']}") from None
    names = ", ".join(known)
    if not wanted:
        if known:
            raise PublishError(
                "SF950", "several targets, and none is named", f"name one of {names}, or set STANDFIRST_TARGET"
            )
        hint = 'set STANDFIRST_TARGETS = {"live": {"kind": "folder", "path": "/srv/www/news"}}; docs/publishing.md has the others'
        raise PublishError("SF950", "there is no target", hint)
    hint = f"there are: {names}" if names else "set STANDFIRST_TARGETS, or name a folder: ./public"
    raise PublishError("SF950", f"there is no target '{wanted}'", hint)


def _of_address(text: str) -> TargetSettings | None:
    """A target in one word: a path that begins with / ./ ../ or ~/, HOST:/PATH, or s3://BUCKET/PREFIX."""
    if text.startswith("s3://"):
        bucket, _, prefix = text.removeprefix("s3://").partition("/")
        return S3Target(kind="s3", bucket=bucket, prefix=prefix.rstrip("/"))
    if REMOTE.fullmatch(text):
        host, _, path = text.partition(":")
        return RsyncTarget(kind="rsync", host=host, path=path)
    return FolderTarget(kind="folder", path=text) if text.startswith(("/", "./", "../", "~/")) else None


def open_target(settings: TargetSettings, name: str, state: Path) -> Target:
    """The target of these settings. What it keeps on this machine is below `state`."""
    match settings:
        case FolderTarget():
            return Folder(Path(settings.path).expanduser())
        case RsyncTarget():
            return Rsync(settings)
        case GitTarget():
            return Git(settings, state / "git" / re.sub(r"\W", "-", name))
        case S3Target():
            return S3(settings)
