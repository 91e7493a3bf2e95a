"""A bucket as target: contents kept by their hash, a release copied from them in an order that no link outruns.

A bucket has no switch. `switch` copies on the server, so nothing is on its way meanwhile: first what pages need, then new
pages, changed pages, feeds and sitemaps, then it deletes. release.json and the state come last; until then the next run
knows that this one did not end, and copies whatever may be in either form.
"""

from __future__ import annotations

import contextlib
import json
from itertools import groupby
from typing import TYPE_CHECKING

from standfirst.publish.errors import PublishError
from standfirst.publish.kinds import cache_control, outlives, turn
from standfirst.publish.manifest import MANIFEST, Manifest, read_manifest
from standfirst.publish.plan import RELEASE, Release, in_turn
from standfirst.publish.s3_bucket import Bucket, all_at_once, connect
from standfirst.publish.s3_lock import Held, held
from standfirst.publish.target import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.publish.manifest import File
    from standfirst.publish.s3_bucket import Stored
    from standfirst.publish.target import Progress
    from standfirst.publish.tree import Tree
    from standfirst.release_settings import S3Target

BLOBS, RELEASES, STATE = "blobs/", "releases/", "state.json"


class S3:
    """Readers see `site`; `store` has what is kept."""

    def __init__(self, settings: S3Target) -> None:
        self._settings = settings
        client = connect(settings)
        prefix = f"{settings.prefix}/" if settings.prefix else ""
        self.place = f"s3://{settings.bucket}/{settings.prefix}"
        self._site = Bucket(client, settings.bucket, prefix, self.place)
        where = settings.store_bucket or settings.bucket
        self._store = Bucket(client, where, f"{prefix}{settings.store}/", f"s3://{where}/{prefix}{settings.store}")
        self._lock: Held | None = None
        self._state = {"current": "", "switching": ""}

    @contextlib.contextmanager
    def lock(self, wait: float, progress: Progress) -> Iterator[None]:
        """Hold the lock in the store."""
        progress(Step("lock"))
        with held(self._store, wait) as self._lock:
            yield
        self._lock = None

    def releases(self) -> Sequence[Release]:
        """The releases that are kept, latest first. One whose successor was cut short in its switch is not whole."""
        self._state |= json.loads(self._store.read(STATE) or b"{}")
        found = []
        for key in self._store.listed(RELEASES):
            name = key.removeprefix(RELEASES).removesuffix(".json")
            if RELEASE.fullmatch(name):
                manifest = read_manifest(self._store.read(key) or b"", f"{self._store.place}/{key}")
                current = name == self._state["current"]
                found.append(Release(name, manifest, current, whole=not (current and self._state["switching"])))
        return sorted(found, key=lambda release: release.number, reverse=True)

    def in_the_way(self, paths: Iterable[str], kept: Sequence[Release]) -> Sequence[str]:
        """Objects that no release wrote and that one would replace."""
        return sorted(self._there().keys() & {*paths} - self._ours(kept))

    def upload(self, tree: Tree, name: str, kept: Sequence[Release], progress: Progress) -> int:
        """Send contents that the store does not have, then the manifest that makes a release of them."""
        del kept
        wanted = {file.sha256: path for path, file in tree.manifest.files.items()}
        missing = wanted.keys() - {key.removeprefix(BLOBS) for key in self._store.listed(BLOBS)}

        def send(sha256: str) -> None:
            progress(Step("send", wanted[sha256]))
            self._store.send(BLOBS + sha256, tree.file(wanted[sha256]))

        all_at_once(send, sorted(missing))
        progress(Step("settle", name))
        self._store.write(f"{RELEASES}{name}.json", tree.manifest.dumped(), ContentType="application/json")
        return sum(tree.manifest.files[wanted[sha256]].size for sha256 in missing)

    def switch(self, release: Release, kept: Sequence[Release], carried: Mapping[str, str], progress: Progress) -> None:
        """Copy what differs into place, in turn, and delete what goes."""
        files, there = release.manifest.files, self._there()
        self._check()
        before = self._surely_there(kept, there)
        self._keep_state(self._state["current"], release.name)
        changed = [path for path, file in files.items() if before.get(path) != file]

        def copy(path: str) -> None:
            progress(Step("switch", path))
            cache = cache_control(path, self._settings.html_seconds)
            origin = BLOBS + files[path].sha256
            about = {"ContentType": files[path].type, "CacheControl": cache}
            if files[path].redirect:
                about["WebsiteRedirectLocation"] = files[path].redirect
            self._site.copy(self._store, origin, path, **about)

        for _, paths in groupby(in_turn(changed, there), key=lambda path: (turn(path), path in there)):
            all_at_once(copy, list(paths))
            self._check()
        gone = (self._ours(kept) & there.keys()) - {*files, *carried, MANIFEST}
        progress(Step("switch", f"{len(gone)} deletions"))
        self._site.delete(gone)
        self._site.write(
            MANIFEST,
            release.manifest.dumped(),
            ContentType="application/json; charset=utf-8",
            CacheControl=cache_control(MANIFEST, self._settings.html_seconds),
        )
        self._keep_state(release.name, "")

    def prune(self, names: Iterable[str], stay: Sequence[Release], progress: Progress) -> None:
        """Remove releases, and contents that none of those which stay has."""
        for name in names:
            progress(Step("prune", name))
            self._store.delete([f"{RELEASES}{name}.json"])
        wanted = {file.sha256 for release in stay for file in release.manifest.files.values()}
        self._store.delete(key for key in self._store.listed(BLOBS) if key.removeprefix(BLOBS) not in wanted)

    def _check(self) -> None:
        if self._lock is None:
            raise PublishError("SF969", f"{self.place}: nothing is changed without the lock")
        self._lock.check()

    def _keep_state(self, current: str, switching: str) -> None:
        self._state = {"current": current, "switching": switching}
        self._store.write_json(STATE, self._state)

    def _there(self) -> dict[str, Stored]:
        """The objects of the site by path, without the store's."""
        store = f"{self._settings.store}/"
        return {path: stored for path, stored in self._site.listed().items() if not path.startswith(store)}

    def _under_way(self, kept: Sequence[Release]) -> list[Manifest]:
        """What the site was made from: the release that is shown, and one whose switch was cut short."""
        return [release.manifest for release in kept if release.name in self._state.values()]

    def _ours(self, kept: Sequence[Release]) -> set[str]:
        """Paths that a release put where readers see them: of what is shown, and carried over from others."""
        shown = {path for manifest in self._under_way(kept) for path in manifest.files}
        lasting = {path for release in kept for path in release.manifest.files if outlives(path)}
        return shown | lasting | ({MANIFEST} if shown else set())

    def _surely_there(self, kept: Sequence[Release], there: Mapping[str, Stored]) -> dict[str, File]:
        """Each object that is what it should be: where two releases may have written it, they agree."""
        made_from = self._under_way(kept)
        found = {}
        for path in {path for manifest in made_from for path in manifest.files}:
            first, *others = (manifest.files.get(path) for manifest in made_from)
            if first and all(other == first for other in others) and path in there and there[path].size == first.size:
                found[path] = first
        return found
