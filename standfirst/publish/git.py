"""A branch of a git repository as target: each release a commit, made without a work tree and pushed with a lease."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.publish.locks import locked
from standfirst.publish.manifest import MANIFEST, read_manifest
from standfirst.publish.plan import RELEASE, Release, make_plan
from standfirst.publish.repository import Entries, Repository
from standfirst.publish.ssh import required
from standfirst.publish.target import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.publish.target import Progress
    from standfirst.publish.tree import Tree
    from standfirst.release_settings import GitTarget

FETCHED, UPLOADED = "refs/standfirst/fetched", "refs/standfirst/uploaded"
COMMITS = 100
"""How far back the branch is read."""
LISTED = 20
"""So many releases are told of where the branch keeps its whole history."""


@dataclass(frozen=True, slots=True)
class _Commit:
    """A commit of the branch that shows a release."""

    id: str
    release: str
    beside: tuple[str, ...]
    """Files in it that no release wrote."""


class Git:
    """The branch's commits, and a repository of our own below `cache` that they are made in."""

    def __init__(self, settings: GitTarget, cache: Path) -> None:
        self._settings = settings
        found = _address(settings.repository)
        # Our own repository is elsewhere: a path has to mean the same from there.
        self._remote = str(Path(found).absolute()) if Path(found).exists() else found
        self.place = f"{re.sub(r'//[^/@]*@', '//', self._remote)} ({settings.branch})"
        self._own = Repository(cache.absolute(), self.place)
        self._tip = ""
        self._commits: list[_Commit] = []

    @contextlib.contextmanager
    def lock(self, wait: float, progress: Progress) -> Iterator[None]:
        """Keep other processes off our own repository. Against other machines the push has its lease."""
        progress(Step("lock"))
        self._own.make()
        with locked(self._own.folder / "standfirst.lock", self.place, wait):
            for left in self._own.folder.rglob("*.lock"):
                if left.name != "standfirst.lock":  # of a git that was killed
                    left.unlink(missing_ok=True)
            yield

    def releases(self) -> Sequence[Release]:
        """What the commits of the branch show, each release once, latest first."""
        self._fetch()
        found: dict[str, Release] = {}
        limit = max(self._settings.keep, LISTED)
        for commit in self._commits:
            if commit.release not in found and len(found) < limit:
                data = self._own.read("cat-file", "blob", f"{commit.id}:{MANIFEST}")
                manifest = read_manifest(data, f"{MANIFEST} of {commit.release}")
                found[commit.release] = Release(commit.release, manifest, current=not found)
        return sorted(found.values(), key=lambda release: release.number, reverse=True)

    def in_the_way(self, paths: Iterable[str], kept: Sequence[Release]) -> Sequence[str]:
        """Files of the branch that no release wrote and that one would write."""
        del kept
        return sorted(self._beside().keys() & {*paths, *self._extras()})

    def upload(self, tree: Tree, name: str, kept: Sequence[Release], progress: Progress) -> int:
        """Write the files as objects of our own repository."""
        present = next((release.manifest for release in kept if release.current), None)
        progress(Step("send", name))
        named = "".join(f"{tree.file(path).absolute()}\n" for path in tree.paths)
        blobs = self._own.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=named).split()
        progress(Step("settle", name))
        entries = {path: ("100644", blob) for path, blob in zip(tree.paths, blobs, strict=True)}
        self._own.run("update-ref", f"{UPLOADED}/{name}", self._own.tree(entries))
        return make_plan(tree.manifest, present).size

    def switch(self, release: Release, kept: Sequence[Release], carried: Mapping[str, str], progress: Progress) -> None:
        """Make a commit of a release and what stands beside it, and push it if the branch is still where we found it."""
        del kept
        ours = {*release.manifest.files, MANIFEST}
        entries = {path: entry for path, entry in self._listed(release.name).items() if path in ours}
        for origin in {*carried.values()}:
            there = self._listed(origin)
            entries |= {path: there[path] for path, each in carried.items() if each == origin and path in there}
        for path, text in self._extras().items():
            entries.setdefault(path, ("100644", self._own.run("hash-object", "-w", "--stdin", given=text).strip()))
        beside = {path: entry for path, entry in self._beside().items() if path not in entries}
        message = f"Release {release.name}\n\nRelease: {release.name}\nBeside: {json.dumps(sorted(beside))}\n"
        message += f"Source: {release.manifest.commit}\n" if release.manifest.commit else ""
        name, _, mail = self._settings.author.partition("<")
        who = [name.strip(), mail.strip(" >"), release.manifest.built]
        commit = self._own.commit(self._own.tree(beside | entries), message, self._parent(release.name), who)
        progress(Step("switch", release.name))
        branch = f"refs/heads/{self._settings.branch}"
        self._own.run(
            "push", "--porcelain", f"--force-with-lease={branch}:{self._tip}", self._remote, f"{commit}:{branch}"
        )

    def prune(self, names: Iterable[str], stay: Sequence[Release], progress: Progress) -> None:
        """Forget what was written here. The branch's own commits stay, or went with the switch if it is squashed."""
        del names, stay
        progress(Step("prune"))
        for ref in self._own.run("for-each-ref", "--format=%(refname)", UPLOADED).split():
            self._own.run("update-ref", "-d", ref)

    def _fetch(self) -> None:
        """Have the branch as it is now; no tip where there is none."""
        self._own.make()
        self._commits, branch = [], f"refs/heads/{self._settings.branch}"
        self._tip = self._own.run("ls-remote", self._remote, branch).partition("\t")[0].strip()
        if not self._tip:
            return
        depth = ["--quiet", "--no-tags", "--no-write-fetch-head", f"--depth={COMMITS}"]
        self._own.run("fetch", *depth, self._remote, f"+{branch}:{FETCHED}")
        trailers = "%x00".join(f"%(trailers:key={key},valueonly,separator=%x20)" for key in ("Release", "Beside"))
        for line in self._own.run("log", "--first-parent", f"--format=%H%x00{trailers}", self._tip).splitlines():
            commit, name, beside = line.split("\0")
            if RELEASE.fullmatch(name):
                self._commits.append(_Commit(commit, name, tuple(json.loads(beside or "[]"))))

    def _listed(self, name: str) -> Entries:
        """The tree of a release: as the branch shows it, or as it was just written here."""
        shown = next((commit.id for commit in self._commits if commit.release == name), f"{UPLOADED}/{name}")
        return self._own.listed(shown)

    def _beside(self) -> Entries:
        """Files at the tip that no release wrote, though one may stand where somebody put a commit on top of it."""
        if not self._tip:
            return {}
        entries = self._own.listed(self._tip)
        if not self._commits:
            return entries
        latest = self._commits[0]
        ours = self._own.listed(latest.id).keys() - {*latest.beside}
        return {path: entry for path, entry in entries.items() if path not in ours}

    def _extras(self) -> dict[str, str]:
        """Files that hosts of pages look for: publish all as it is, and under this name."""
        domain = self._settings.domain
        return {".nojekyll": ""} | ({"CNAME": f"{domain}\n"} if domain else {})

    def _parent(self, name: str) -> str:
        """The commit that one of release `name` follows: the tip, or where history is squashed a line of the latest others."""
        if self._settings.history == "kept" or not self._tip:
            return self._tip
        latest: dict[str, str] = {}
        for commit in self._commits:
            if commit.release != name and len(latest) < self._settings.keep - 1:
                latest.setdefault(commit.release, commit.id)
        parent = ""
        for held in reversed(latest.values()):
            about = self._own.run("show", "--no-patch", "--format=%an%x00%ae%x00%aI%x00%B", held)
            *who, message = about.split("\0", 3)
            parent = self._own.commit(f"{held}^{{tree}}", message.strip() + "\n", parent, who)
        return parent


def _address(repository: str) -> str:
    """The address of a remote of the repository that the command runs in, or what was given."""
    command = [required("git"), "remote", "get-url", "--", repository]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return found.stdout.strip() if found.returncode == 0 else repository
