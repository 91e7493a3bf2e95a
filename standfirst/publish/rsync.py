"""A folder on a server as target: rsync brings a release beside the others, one call over ssh shows it."""

from __future__ import annotations

import contextlib
import re
import shlex
import subprocess
import tempfile
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from standfirst.build.manifest import NAME as MARKER
from standfirst.publish.errors import PublishError
from standfirst.publish.manifest import MANIFEST, read_manifest
from standfirst.publish.plan import RELEASE, Release
from standfirst.publish.ssh import SILENCE, Server, required
from standfirst.publish.target import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.publish.target import Progress
    from standfirst.publish.tree import Tree
    from standfirst.release_settings import RsyncTarget

ATTEMPTS = 3
SENT = re.compile(r"^Literal data: ([\d,.]+)", re.MULTILINE)


class Rsync:
    """Releases below `path/releases` on a server; a web server there serves `path/current`."""

    def __init__(self, settings: RsyncTarget) -> None:
        self._settings = settings
        self.place = f"{settings.host}:{settings.path}"
        self._server = Server(settings, self.place)
        self._holder: subprocess.Popen[str] | None = None

    @contextlib.contextmanager
    def lock(self, wait: float, progress: Progress) -> Iterator[None]:
        """Hold the server's lock over a connection of its own: it falls when that ends, however it ends."""
        progress(Step("lock"))
        until = time.monotonic() + wait
        with tempfile.TemporaryDirectory(prefix="standfirst-") as folder, contextlib.ExitStack() as held:
            # The connection that holds the lock carries the other calls too: one handshake instead of six.
            self._server = replace(self._server, shared=f"{folder}/ssh")
            while self._holder is None:
                try:
                    self._holder = held.enter_context(self._server.held())
                except PublishError as error:
                    if error.diagnostic.code != "SF956" or time.monotonic() >= until:
                        raise
                    time.sleep(1)
            try:
                yield
            finally:
                self._holder = None
                self._server = replace(self._server, shared="")

    def releases(self) -> Sequence[Release]:
        """The releases that are whole, latest first."""
        rest, found, shown = self._server.call("list"), [], ""
        while rest:
            line, _, rest = rest.partition(b"\n")
            name, _, value = line.decode("utf-8", "replace").partition(" ")
            if name == "current":
                shown = value
            elif value.isdigit():
                if RELEASE.fullmatch(name):
                    found.append((name, read_manifest(rest[: int(value)], f"{self.place}/releases/{name}/{MANIFEST}")))
                rest = rest[int(value) :]
        made = [Release(name, manifest, name == shown) for name, manifest in found]
        return sorted(made, key=lambda release: release.number, reverse=True)

    def in_the_way(self, paths: Iterable[str], kept: Sequence[Release]) -> Sequence[str]:
        """Nothing: a release has a folder of its own."""
        del paths, kept
        return ()

    def upload(self, tree: Tree, name: str, kept: Sequence[Release], progress: Progress) -> int:
        """Send what the server has in none of the latest releases; it links the rest."""
        progress(Step("send", name))
        given = self._settings
        command = [
            required("rsync"),
            "--recursive",
            "--perms",
            "--chmod=D755,F644",
            "--checksum",
            "--delete",
            "--partial",
        ]
        command += [f"--timeout={SILENCE}", "--stats", "--no-human-readable", f"--exclude=/{MARKER}"]
        # rsync takes 20 of these; the latest are the likeliest to have a file.
        command += [f"--link-dest=../{release.name}" for release in kept[:20]]
        command += ["-e", shlex.join([required("ssh"), *self._server.options])]
        place = ".incoming/" if given.restricted else f"{given.path.rstrip('/')}/releases/.incoming/"
        sent = self._sent([*command, f"{tree.root}/", f"{tree.beside}/", f"{given.host}:{place}"])
        progress(Step("settle", name))
        self._held()
        self._server.call("finish", name)
        return sent

    def switch(self, release: Release, kept: Sequence[Release], carried: Mapping[str, str], progress: Progress) -> None:
        """Show a release with one call."""
        del kept
        progress(Step("switch", release.name))
        self._held()
        lines = "".join(f"{origin} {path}\n" for path, origin in sorted(carried.items()))
        self._server.call("switch", release.name, given=lines)

    def prune(self, names: Iterable[str], stay: Sequence[Release], progress: Progress) -> None:
        """Remove releases; each loses its name first."""
        del stay
        if named := list(names):
            progress(Step("prune", " ".join(named)))
            self._server.call("prune", *named)

    def _sent(self, command: list[str]) -> int:
        """Run rsync, and again where the connection broke: it sends only what is not there. Returns bytes of files."""
        for attempt in range(1, ATTEMPTS + 1):
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False)
            if not done.returncode:
                found = SENT.search(done.stdout)
                return int(re.sub(r"\D", "", found[1])) if found else 0
            error = self._server.told(done.returncode, done.stderr)
            if error.diagnostic.code != "SF955" or attempt == ATTEMPTS:
                break
            time.sleep(2 ** (attempt - 1))
            self._held()
        raise error

    def _held(self) -> None:
        """See that the lock is still ours before anything that another publisher could disturb."""
        if self._holder is None or self._holder.poll() is not None:
            hint = "publish again: it goes on where it stopped"
            raise PublishError("SF955", f"{self.place}: the connection that held the lock has ended", hint)
