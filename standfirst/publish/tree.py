"""A built site on this machine, with what it holds."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.build.staging import MARKER
from standfirst.publish.errors import PublishError
from standfirst.publish.kinds import content_type
from standfirst.publish.manifest import MANIFEST, File, Manifest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """A built site that is ready to be sent: its folder, with release.json in it."""

    root: Path
    manifest: Manifest

    def file(self, path: str) -> Path:
        """Where a file of the site is on this machine."""
        return self.root / path

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is published, release.json among them."""
        return (*self.manifest.files, MANIFEST)


def seal(root: Path, *, built: str, commit: str, stories: Mapping[str, str]) -> Tree:
    """Write release.json into a built site. Raises PublishError where something in it cannot be published."""
    files = {}
    for path, file in _files(root):
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        files[path] = File(sha256=digest, size=file.stat().st_size, type=content_type(path))
    manifest = Manifest(built=built, commit=commit, files=dict(sorted(files.items())), stories=dict(sorted(stories.items())))
    (root / MANIFEST).write_bytes(manifest.dumped())
    return Tree(root, manifest)


def stories_of(root: Path) -> dict[str, str]:
    """What release.json of a site that was sealed before says of its stories; nothing where there is none."""
    file = root / MANIFEST
    return read_manifest(file.read_bytes(), str(file)).stories if file.is_file() else {}


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted([*names, *(each for each in folders if (root / folder / each).is_symlink())]):
            file = root / folder / name
            path = file.relative_to(root).as_posix()
            if path in {MARKER, MANIFEST}:
                continue
            if not stat.S_ISREG(file.lstat().st_mode):
                raise PublishError("SF968", f"{path} is no ordinary file", "put the file itself there, not a link to it")
            if not path.isprintable() or "\\" in path:
                raise PublishError("SF968", f"{path!r} is no name that every host takes", "rename its source")
            yield path, file
