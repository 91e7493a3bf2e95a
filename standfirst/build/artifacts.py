"""What was written by the last build, and what each file was made from: a file whose sources are as they were is kept.

A source is a name and a print, a text that is equal where the source is. What names mean is the caller's business.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from standfirst.build.fingerprint import digest
from standfirst.build.staging import Facts, Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.build.store import Store

UNDER_ALL = ""
"""The template that stands for all that every page is made from."""


class Artifact(NamedTuple):
    """One file of the output."""

    size: int
    changed: int
    digest: str
    template: str
    reads: str
    """JSON: each source's name and print."""
    why: str
    """What last made it be made anew."""


@dataclass
class Artifacts:
    """The files that the last build made of templates, and those of this one."""

    staging: Staging
    known: Mapping[str, Artifact] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    """Template -> print of all that the pages made with it were made from beside their own sources."""
    made: dict[str, tuple[str, str, dict[str, str] | None, str]] = field(default_factory=dict)
    """Output file -> digest, template, sources (None where not all are known), and why."""
    kept: set[str] = field(default_factory=set)

    def reasons(
        self, name: str, template: str, now: Callable[[str], str], templates: Callable[[str], str]
    ) -> list[str]:
        """Why a file must be made anew: the sources that have changed. None: it can be kept."""
        artifact = self.known.get(name)
        if artifact is None:
            return ["it was not there"]
        if artifact.template != template:
            return [f"template {template}"]
        for part in (UNDER_ALL, template):
            if not templates(part) or self.templates.get(part) != templates(part):
                return [f"template {part}" if part else "the settings, the program or a plugin"]
        return [source for source, was in json.loads(artifact.reads).items() if now(source) != was]

    def keep(self, name: str) -> bool:
        """Take a file over as it stands in the output; False where it is not what was written."""
        artifact = self.known[name]
        (self.staging.tree / name).unlink(missing_ok=True)
        if not self.staging.carry(name, Facts(artifact.size, artifact.changed)):
            try:
                same = digest((self.staging.output / name).read_bytes()) == artifact.digest
            except OSError:
                same = False
            if not same or not self.staging.carry(name):
                return False
        self.kept.add(name)
        self.made.pop(name, None)
        return True

    def note(self, name: str, data: bytes, template: str, sources: dict[str, str] | None, why: str) -> None:
        """Remember what a file was made from."""
        self.kept.discard(name)
        self.made[name] = digest(data), template, sources, why

    def write(self, store: Store, facts: Mapping[str, Facts], templates: Mapping[str, str]) -> None:
        """Write what is known of the new output, which has these files."""
        rows = []
        for name, (content, template, sources, why) in self.made.items():
            if sources is not None and name in facts:
                rows.append((name, *facts[name], content, template, json.dumps(sources), why))
        rows += [
            (name, *facts[name], *self.known[name][2:])
            for name in self.kept
            if name in facts and self.known[name][:2] != facts[name]
        ]
        gone = self.known.keys() - self.kept - {row[0] for row in rows}
        if not (rows or gone) and self.templates == templates:
            return
        with store.writing() as tables:
            tables.executemany("DELETE FROM artifacts WHERE name = ?", ((name,) for name in gone))
            tables.executemany("INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            tables.execute("DELETE FROM templates")
            tables.executemany("INSERT INTO templates VALUES (?, ?)", templates.items())


def read_artifacts(store: Store, staging: Staging) -> Artifacts:
    """What the last build left."""
    rows = store.rows.execute("SELECT name, size, changed, digest, template, reads, why FROM artifacts")
    known = {name: Artifact(*rest) for name, *rest in rows}
    return Artifacts(staging, known, dict(store.rows.execute("SELECT name, print FROM templates")))


def settle_equal(staging: Staging, kept: set[str]) -> dict[str, Facts]:
    """Put the old file in the place of each new one that is equal to it: what did not change has not changed its date.

    The files of the new tree as they are then.
    """
    settled = staging.facts()
    for name, facts in list(settled.items()):
        if name in kept:
            continue
        old, new = staging.output / name, staging.tree / name
        try:
            seen = old.lstat()
            same = seen.st_size == facts.size and (
                seen.st_ino == new.lstat().st_ino or old.read_bytes() == new.read_bytes()
            )
        except OSError:
            continue
        if same and seen.st_ino != new.lstat().st_ino:
            aside = new.with_name(f"{new.name}.part")
            new.rename(aside)
            if staging.carry(name):
                aside.unlink()
                now = new.lstat()
                settled[name] = Facts(now.st_size, now.st_mtime_ns)
            else:
                aside.rename(new)
    return settled
