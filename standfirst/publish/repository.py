"""A repository of our own, in which commits are made without a work tree; and what git's failures mean."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.publish.errors import PublishError
from standfirst.publish.ssh import CUT, DENIED, FULL, HOST_KEY, UNKNOWN, required

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KEPT = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_TRACE_REDACT")
"""What of git's surroundings is for whoever publishes to set; the rest would speak of another repository."""
REFUSED_LEASE = ("stale info", "fetch first", "non-fast-forward", "cannot lock ref", "failed to lock")
REFUSED_LOGIN = (
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "not allowed to",
    "protected branch",
    "hook declined",
    "insufficient permission",
    "unable to create",
)
NO_REPOSITORY = (*UNKNOWN, "does not appear to be a git repository", "not found", "No such file", "does not exist")
TOLD = (
    (REFUSED_LEASE, "SF956", "somebody else was quicker; publish again"),
    (HOST_KEY, "SF952", "compare its key with what its owner says, then put it into known_hosts; never skip this"),
    (FULL, "SF954", "make room there, then publish again"),
    (
        (*REFUSED_LOGIN, *DENIED),
        "SF953",
        "see that git may push there: its credential helper, key or token, and the branch's rules",
    ),
    ((*CUT, "unexpected disconnect", "early EOF", "hung up"), "SF955", "publish again"),
    (NO_REPOSITORY, "SF951", "see that the repository's address is right"),
)

Entries = dict[str, tuple[str, str]]
"""Mode and object of each file of a tree, by path."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A bare repository on this machine."""

    folder: Path
    place: str
    """How messages name the one that it is for."""

    def make(self) -> None:
        """Make it where there is none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "HEAD").is_file():
            self.run("init", "--quiet", "--bare", str(self.folder))

    def listed(self, tree: str) -> Entries:
        """Mode and object of each file of a tree, by path."""
        entries = {}
        for line in self.run("ls-tree", "-r", "-z", "--full-tree", tree).split("\0"):
            if line:
                about, _, path = line.partition("\t")
                mode, _, blob = about.split(" ")
                entries[path] = (mode, blob)
        return entries

    def tree(self, entries: Mapping[str, tuple[str, str]]) -> str:
        """A tree of these entries, by way of an index that nobody else uses."""
        with tempfile.TemporaryDirectory(prefix="standfirst-") as folder:
            index = {"GIT_INDEX_FILE": f"{folder}/index"}
            lines = "".join(f"{mode} {blob}\t{path}\0" for path, (mode, blob) in sorted(entries.items()))
            self.run("update-index", "-z", "--index-info", given=lines, more=index)
            return self.run("write-tree", more=index).strip()

    def commit(self, tree: str, message: str, parent: str, who: Sequence[str]) -> str:
        """Make a commit of a tree. `who` is a name, a mail address and a date, so that equal releases are equal commits."""
        name, mail, date = who
        more = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", mail), ("DATE", date))
        }
        parents = ["-p", parent] if parent else []
        tree = self.run("rev-parse", tree).strip()
        return self.run("commit-tree", *parents, "-F", "-", tree, given=message, more=more).strip()

    def run(self, *arguments: str, given: str = "", more: Mapping[str, str] | None = None) -> str:
        """Run git and give what it prints."""
        return self.read(*arguments, given=given, more=more).decode("utf-8", "surrogateescape")

    def read(self, *arguments: str, given: str = "", more: Mapping[str, str] | None = None) -> bytes:
        """Run git on our own repository. It never asks for a password, and never takes a server whose key is not known."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT}
        ssh = "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15 -o ServerAliveInterval=15"
        surroundings = {"GIT_SSH_COMMAND": ssh, **kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", **(more or {})}
        command = [
            required("git"),
            f"--git-dir={self.folder}",
            "-c",
            "gc.auto=0",
            "-c",
            "core.quotePath=false",
            *arguments,
        ]
        done = subprocess.run(
            command, input=given.encode("utf-8", "surrogateescape"), env=surroundings, capture_output=True, check=False
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
            raise self._told(arguments[0], said)
        return done.stdout

    def _told(self, verb: str, said: str) -> PublishError:
        """What a failure of git means."""
        line = next((each.strip() for each in said.splitlines() if each.strip()), f"git {verb} failed")
        for words, code, hint in TOLD:
            if found := next((each.strip() for each in said.splitlines() if any(word in each for word in words)), ""):
                return PublishError(code, f"{self.place}: {found}", hint)
        return PublishError("SF969", f"{self.place}: {line}", "mend that, then publish again")
