"""What a release changes, what of it is to be sent, and what of earlier ones stays in reach: functions of manifests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.publish.kinds import is_page, outlives, turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standfirst.publish.manifest import File, Manifest

RELEASE = re.compile(r"\d{4,}-[0-9a-f]{8}")
"""The name of a release: its number, and the beginning of the digest of its manifest."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that a target holds."""

    name: str
    manifest: Manifest
    current: bool
    """Whether readers see it."""
    whole: bool = True
    """Whether they see it as it is: not where the switch to another was cut short half way."""

    @property
    def number(self) -> int:
        """Releases count up from 1: no clock has a say in which is later."""
        return number_of(self.name)


@dataclass(frozen=True, slots=True)
class Plan:
    """What readers will find changed. Paths, each in order; release.json, which changes with each, is not among them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    """How many files stay."""
    size: int
    """Bytes of what is added or changed."""

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.changed or self.removed)


def make_plan(new: Manifest, old: Manifest | None) -> Plan:
    """What changes from one release to the next, by the hashes of the files."""
    before: Mapping[str, File] = old.files if old else {}
    added = sorted(new.files.keys() - before.keys())
    changed = sorted(path for path in new.files.keys() & before.keys() if new.files[path] != before[path])
    return Plan(
        tuple(added),
        tuple(changed),
        tuple(sorted(before.keys() - new.files.keys())),
        len(new.files) - len(added) - len(changed),
        sum(new.files[path].size for path in (*added, *changed)),
    )


def in_turn(paths: Iterable[str], present: Iterable[str] = ()) -> list[str]:
    """Paths in the order in which they may appear one by one: assets, pages, feeds and sitemaps.

    Within each, what is new comes before what is there already in another form and may link to it.
    """
    there = set(present)
    return sorted(paths, key=lambda path: (turn(path), path in there, path))


def next_name(kept: Iterable[Release], manifest: Manifest) -> str:
    """The name of the release that comes after these."""
    last = max((release.number for release in kept), default=0)
    return f"{last + 1:04}-{manifest.digest[:8]}"


def number_of(name: str) -> int:
    """The number in a release's name."""
    return int(name.partition("-")[0])


def carried(new: Manifest, kept: Sequence[Release]) -> dict[str, str]:
    """Files of kept releases that a page opened before the switch may still ask for: the latest release that has each, by path.

    These are files named by their content, which the new release no longer has under that name.
    """
    found: dict[str, str] = {}
    for release in sorted(kept, key=lambda each: each.number):
        found |= {path: release.name for path in release.manifest.files if outlives(path) and path not in new.files}
    return found


def to_prune(kept: Sequence[Release], keep: int) -> list[str]:
    """Releases that go, so that `keep` stay. The current one always stays."""
    ordered = sorted(kept, key=lambda each: (each.current, each.number), reverse=True)
    return [release.name for release in ordered[keep:]]


def lost_pages(new: Manifest, old: Manifest | None) -> tuple[list[str], int]:
    """Pages that the new release no longer has, and how many there were."""
    before = [path for path in old.files if is_page(path)] if old else []
    return sorted(path for path in before if path not in new.files), len(before)
