"""A process that has imported all that a build needs, and makes a copy of itself for each: a build then starts at once.

`python -m standfirst.desk.preview.workshop` is that process. It reads jobs, a line of JSON each, and answers each with a number:
the status that a build ended with, or whether a page could be rendered. It never builds itself and knows nothing of the site, so
each copy reads settings, plugins and theme afresh, as a process of its own does. A copy that has built a preview stays until the
next build, and renders single pages of the site that it has in memory.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

NEEDED = (
    "standfirst.cli",
    "standfirst.exchanges.mentions.gazetteer",
    "standfirst.figures",
    "standfirst.pelican_site.card_files",
    "standfirst.pelican_site.corrections_page",
    "standfirst.pelican_site.generators",
    "standfirst.pelican_site.host_files",
    "standfirst.pelican_site.page_first",
    "standfirst.pelican_site.pages",
    "standfirst.pelican_site.picture_files",
    "standfirst.pelican_site.register_pages",
    "standfirst.pelican_site.rendering",
    "standfirst.pelican_site.search_pages",
    "standfirst.pelican_site.settings",
    "standfirst.pelican_site.site",
    "standfirst.pelican_site.standing",
    "standfirst.pelican_site.writer",
)
"""What a build imports in the course of it."""
READY = "ready"
PATIENCE = 5
"""Seconds in which a process that is asked to end has ended."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a build ended."""

    code: int
    """Its exit status; a signal's number below 0."""
    stdout: str
    stderr: str


class Workshop:
    """Runs the command line in copies of a warm process; in new processes where there can be none."""

    def __init__(self) -> None:
        """Nothing is started before the first job."""
        self._process: subprocess.Popen[str] | None = None
        self._useless = sys.platform != "linux"  # elsewhere a copy of a process is not safe to work on in

    def run(self, arguments: Sequence[str]) -> Done:
        """`standfirst` with these arguments, in a process that ends with it."""
        with tempfile.TemporaryDirectory(prefix="standfirst-") as folder:
            files = [Path(folder) / name for name in ("stdout", "stderr", "compiled")]
            if not self._useless and (code := self._ask(arguments, files)) is not None:
                return Done(code, *(file.read_text("utf-8", "replace") for file in files[:2]))
        command = [sys.executable, "-m", "standfirst", *arguments]
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", errors="replace")  # noqa: S603 - our own command
        return Done(done.returncode, done.stdout, done.stderr)

    def close(self) -> None:
        """End the process."""
        if self._process:
            _end(self._process)
            self._process = None

    def _ask(self, arguments: Sequence[str], files: Sequence[Path]) -> int | None:
        """The status of a build by the warm process; None where there is no such process, or it went away meanwhile."""
        process = self._process or self._start()
        if process is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            return self._answer({"build": list(arguments), "files": list(map(str, files))}, process)
        self.close()
        return None

    def page(self, file: Path) -> bool:
        """Whether the page of the story in `file` was rendered into the preview that was built last."""
        with contextlib.suppress(OSError, ValueError):
            return self._process is not None and self._answer({"page": str(file)}, self._process) == 1
        return False

    @staticmethod
    def _answer(job: dict[str, Any], process: subprocess.Popen[str]) -> int:
        """Raises OSError or ValueError where there is none."""
        if not process.stdin or not process.stdout:
            raise ValueError(process)
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
        return int(process.stdout.readline())

    def _start(self) -> subprocess.Popen[str] | None:
        command = [sys.executable, "-m", __name__]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - as above
        if process.stdout and process.stdout.readline().strip() == READY:
            self._process = process
            return process
        _end(process)
        self._useless = True
        return None


def _end(process: subprocess.Popen[str]) -> None:
    """With the build that it may be at."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    process.kill()
    with contextlib.suppress(OSError), process:
        pass  # which closes its pipes


def main() -> None:
    """Make ready, and do what is asked until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is at the keyboard ends the server, and that ends this
    own, copies = os.getpid(), list[_Copy]()

    def end(*_: object) -> None:
        # Without an exception: it could come up where nobody is there to take it.
        if os.getpid() == own and copies:
            with contextlib.suppress(ProcessLookupError):
                os.kill(copies[0].pid, signal.SIGTERM)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    for name in NEEDED:
        import_module(name)
    from standfirst.build.fingerprint import code  # noqa: PLC0415 - as above
    from standfirst.exchanges.mentions.gazetteer import load_gazetteer  # noqa: PLC0415 - imported above
    from standfirst.pelican_site.articles import PACKAGES  # noqa: PLC0415 - as above
    from standfirst.pelican_site.compiled import take_over  # noqa: PLC0415 - as above
    from standfirst.pelican_site.preview import own_modules  # noqa: PLC0415 - as above

    if any(own_modules()):
        return  # a file of the site has the name of a package: a copy would have it as it was
    code(PACKAGES)
    for cyrillic in (False, True):
        load_gazetteer(cyrillic=cyrillic)
    click.echo(READY)
    fork = multiprocessing.get_context("fork")
    try:
        for line in sys.stdin:
            job = json.loads(line)
            if "page" in job:
                click.echo(_ask(copies[0], job["page"]) if copies else 0)
                continue
            if copies:
                _dismiss(copies.pop())
            *outputs, compiled = job["files"]
            here, there = fork.Pipe()
            process = fork.Process(target=_build, args=(job["build"], outputs, Path(compiled), here, there))
            process.start()
            copies.append(_Copy(process, here, process.pid or 0))
            there.close()
            status = _ask(copies[0], None)
            if process.exitcode is not None:
                _dismiss(copies.pop())  # its number may be another process's soon
            take_over(Path(compiled))
            click.echo(status)
    finally:
        if copies:
            _dismiss(copies.pop())


class _Copy(NamedTuple):
    """A process that builds, or has built."""

    process: Any
    connection: Connection
    pid: int


def _ask(copy: _Copy, question: str | None) -> int:
    """What a copy says next; the status that it ended with where it has ended."""
    with contextlib.suppress(OSError, EOFError):
        if question is not None:
            copy.connection.send(question)
        return int(copy.connection.recv())
    copy.process.join()
    return int(copy.process.exitcode) if question is None else 0


def _dismiss(copy: _Copy) -> None:
    copy.process.terminate()
    copy.process.join()
    copy.process.close()
    copy.connection.close()


def _build(
    arguments: Sequence[str], outputs: Sequence[str], compiled: Path, here: Connection, there: Connection
) -> None:
    """The life of a copy: what a process of the command line does, and then single pages as long as somebody asks."""
    here.close()  # so that it is told when nobody is there any more
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number, name in enumerate(outputs, 1):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["standfirst", *arguments]
    from standfirst.pelican_site.compiled import hand_over, known  # noqa: PLC0415 - imported by what this is a copy of
    from standfirst.pelican_site.page_first import at_hand  # noqa: PLC0415 - as above

    before = known()
    try:
        runpy.run_module("standfirst", run_name="__main__")  # as `python -m standfirst` does
    except SystemExit as end:
        if end.code or not at_hand:
            raise
    finally:
        hand_over(compiled, before)
    sys.stdout.flush()
    sys.stderr.flush()
    there.send(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            there.send(int(at_hand[0].render(Path(there.recv()))))


if __name__ == "__main__":
    main()
