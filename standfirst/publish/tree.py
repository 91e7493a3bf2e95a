"""A built site on this machine, with what it holds."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.build.manifest import NAME as MARKER
from standfirst.publish.errors import PublishError
from standfirst.publish.kinds import content_type
from standfirst.publish.manifest import MANIFEST, File, Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """A built site that is ready to be sent."""

    root: Path
    """The folder that the build wrote. It is not written to: the next build would find foreign files in it."""
    beside: Path
    """A folder of what is published besides, release.json among it."""
    more: frozenset[str]
    """What is in that folder."""
    manifest: Manifest

    def file(self, path: str) -> Path:
        """Where a file of the site is on this machine."""
        return (self.beside if path in self.more else self.root) / path

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is published, release.json among them."""
        return (*self.manifest.files, MANIFEST)


def seal(
    root: Path,
    beside: Path,
    *,
    built: str,
    commit: str,
    stories: Mapping[str, str],
    more: Mapping[str, bytes] | None = None,
    redirects: Mapping[str, str] | None = None,
) -> Tree:
    """Take stock of a built site, and write its release.json, and `more` files by path, into `beside`.

    `redirects` says by path where pages at former addresses lead.

    Raises PublishError where something in it cannot be published.
    """
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for path, data in (more or {}).items():
        (beside / path).write_bytes(data)
    files, led = {}, redirects or {}
    for path, file in (*_files(root), *_files(beside)):
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        size = file.stat().st_size
        files[path] = File(sha256=digest, size=size, type=content_type(path), redirect=led.get(path, ""))
    told = dict(sorted(stories.items()))
    manifest = Manifest(built=built, commit=commit, files=dict(sorted(files.items())), stories=told)
    (beside / MANIFEST).write_bytes(manifest.dumped())
    return Tree(root, beside, frozenset({*(more or {}), MANIFEST}), manifest)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted([*names, *(each for each in folders if Path(folder, each).is_symlink())]):
            file = Path(folder, name)
            path = file.relative_to(root).as_posix()
            if path == MARKER:
                continue
            if path == MANIFEST:
                raise PublishError("SF968", f"{path} is a name that publishing needs", "give the file another name")
            if not stat.S_ISREG(file.lstat().st_mode):
                raise PublishError(
                    "SF968", f"{path} is no ordinary file", "put the file itself there, not a link to it"
                )
            if not path.isprintable() or "\\" in path:
                raise PublishError("SF968", f"{path!r} is no name that every host takes", "rename its source")
            yield path, file
