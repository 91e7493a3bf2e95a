"""Calls to the receiver on a server, over ssh."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from standfirst.publish.errors import PublishError
from standfirst.publish.locks import busy, me

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.release_settings import RsyncTarget

SILENCE = 60
"""Seconds without a word from the server after which a connection counts as lost."""
UNREACHED = 255
"""Exit status of ssh for its own failures; every other is that of what ran on the server."""
BUSY, TAKEN, MISSING = 75, 73, 72

HOST_KEY = ("Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED", "No matching host key")
DENIED = ("Permission denied", "Too many authentication failures", "Read-only file system", "Operation not permitted")
FULL = ("No space left on device", "Disk quota exceeded", "File too large")
UNKNOWN = ("Could not resolve", "Connection refused", "No route to host", "Name or service not known", "timed out")
CUT = (
    "Connection reset",
    "Broken pipe",
    "closed by remote host",
    "connection unexpectedly closed",
    "Connection closed",
)


def receiver() -> str:
    """The shell script that a server runs."""
    return files("standfirst.publish").joinpath("receive.sh").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Server:
    """A server, and how to reach it."""

    settings: RsyncTarget
    place: str
    shared: str = ""
    """Socket of a connection that all calls share; empty for a connection each."""

    @property
    def options(self) -> list[str]:
        """Options of ssh: never ask, and never take a server whose key is not known."""
        given = self.settings
        found = ["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=15"]
        found += ["-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3"]
        found += ["-p", str(given.port)] if given.port else []
        found += ["-i", given.identity, "-o", "IdentitiesOnly=yes"] if given.identity else []
        found += ["-o", f"UserKnownHostsFile={given.known_hosts}"] if given.known_hosts else []
        return found + (["-o", "ControlMaster=auto", "-o", f"ControlPath={self.shared}"] if self.shared else [])

    def command(self, verb: str, *arguments: str) -> list[str]:
        """The ssh command that has the receiver do something."""
        words = [verb, *arguments]
        if not self.settings.restricted:
            words = ["sh", "-c", receiver(), "standfirst-receive", self.settings.path, *words]
            # A path below the home folder has to be the server's: `~` is for its shell.
        quoted = [word if word.startswith("~/") else shlex.quote(word) for word in words]
        return [required("ssh"), *self.options, self.settings.host, "--", *quoted]

    def call(self, verb: str, *arguments: str, given: str = "") -> bytes:
        """Have the receiver do something and give what it prints. Raises PublishError where it fails."""
        done = subprocess.run(self.command(verb, *arguments), input=given.encode(), capture_output=True, check=False)
        if done.returncode:
            raise self.told(done.returncode, done.stderr.decode("utf-8", "replace"))
        return done.stdout

    @contextlib.contextmanager
    def held(self) -> Iterator[subprocess.Popen[str]]:
        """Hold the server's lock for as long as a connection lasts. Raises PublishError where somebody else holds it."""
        with subprocess.Popen(
            self.command("hold"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as holder:
            try:
                assert holder.stdin is not None  # noqa: S101 - pipes were asked for
                assert holder.stdout is not None  # noqa: S101
                assert holder.stderr is not None  # noqa: S101
                with contextlib.suppress(BrokenPipeError):
                    holder.stdin.write(f"{me()}\n")
                    holder.stdin.flush()
                answer = holder.stdout.readline()
                if answer.strip() != "held":
                    holder.stdin.close()
                    status, said = holder.wait(), holder.stderr.read()
                    raise busy(self.place, answer) if status == BUSY else self.told(status, said)
                yield holder
            finally:
                with contextlib.suppress(BrokenPipeError):
                    if holder.stdin is not None and not holder.stdin.closed:
                        holder.stdin.close()

    def told(self, status: int, said: str) -> PublishError:
        """What a failure on the way or on the server means."""
        line = next((each.strip() for each in reversed(said.splitlines()) if each.strip()), f"status {status}")
        for words, code, hint in (
            (
                HOST_KEY,
                "SF952",
                "compare its key with what its owner says, then put it into known_hosts; never skip this",
            ),
            (FULL, "SF954", "make room there, or keep fewer releases (`keep`); then publish again"),
            (DENIED, "SF953", "see that the key is the right one, and that its user may write to the folder"),
            (UNKNOWN, "SF951", "see that host and port are right, and that the server is up"),
            (CUT, "SF955", "publish again: it goes on where it stopped"),
        ):
            if found := next((each.strip() for each in said.splitlines() if any(word in each for word in words)), ""):
                return PublishError(code, f"{self.place}: {found}", hint)
        if status == TAKEN:
            return PublishError("SF957", f"{self.place}: {line}", "name another folder, or move it away")
        if status == MISSING:
            return PublishError("SF965", f"{self.place}: {line}", "install it on the server")
        if status == UNREACHED:
            return PublishError("SF955", f"{self.place}: {line}", "publish again: it goes on where it stopped")
        return PublishError("SF969", f"{self.place}: {line}", "mend that, then publish again")


def required(program: str) -> str:
    """The path of a program that a target needs. Raises PublishError where it is not installed."""
    return shutil.which(program) or _missing(program)


def _missing(program: str) -> str:
    raise PublishError("SF965", f"{program} is not installed on this machine", f"install it: apt-get install {program}")
