"""The command in a process of its own that has its modules already: to load them takes longer than to build a small site.

What a process is from its start, such as its seed for hashes or its terminal, is not to be had here: a test of that starts
Python anew.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.harness import Built, fail
from tests.templates import compile_each_once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PATIENCE = 120
TEXTS = ("-out.txt", "-err.txt")
"""What comes behind the beginning of a name for what a command says."""

compile_each_once()
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(
    [
        "tests.loaded",
        "standfirst.cli",
        "standfirst.defaults",
        "standfirst.pelican_site.rendering",
        "standfirst.pelican_site.site",
        "standfirst.pelican_site.standing",
        "standfirst.pelican_site.settings",
        # What these import only when they need it.
        "PIL.JpegImagePlugin",
        "PIL.PngImagePlugin",
        "jinja2.ext",
        "markdown.extensions.codehilite",
        "markdown.extensions.extra",
        "pagefind.service",
    ]
)


@dataclass(frozen=True)
class Running:
    """A command in a process of its own."""

    process: Any
    output: Path
    texts: str
    """How the names of the files begin that have what it says."""

    def wait(self, patience: float = PATIENCE) -> Built:
        """What it left behind. The status of one that was killed is the signal's number, negative."""
        self.process.join(patience)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
            fail(f"a command did not end in {patience} seconds")
        texts = [Path(self.texts + ending).read_text("utf-8", "backslashreplace") for ending in TEXTS]
        return Built(self.process.exitcode, *texts, self.output)


def start(
    folder: Path,
    *arguments: str,
    output: Path,
    texts: str,
    environment: Mapping[str, str],
    fault: Callable[[], object] | None = None,
) -> Running:
    """Begin a command in `folder`; `fault` is called in the process before anything else, and must be a module's function."""
    process = _server.Process(
        target=_command, args=(os.fspath(folder), list(arguments), fault, texts, dict(environment))
    )
    process.start()
    return Running(process, output, texts)


def apart(do: Callable[..., object], *given: object) -> int:
    """Call a module's function in such a process, and give its exit status: negative for a signal that ended it."""
    process = _server.Process(target=_call, args=(dict(os.environ), do, *given))
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
        fail(f"a function did not end in {PATIENCE} seconds")
    return process.exitcode or 0


def _call(environment: dict[str, str], do: Callable[..., object], *given: object) -> None:
    os.environ.clear()
    os.environ.update(environment)
    do(*given)


def run(folder: Path, *arguments: str, output: Path, environment: Mapping[str, str]) -> Built:
    """Give a command and wait for its end."""
    with tempfile.TemporaryDirectory(prefix="said-") as said:
        texts = os.path.join(said, "it")  # noqa: PTH118 - the beginning of names
        return start(folder, *arguments, output=output, texts=texts, environment=environment).wait()


def _command(
    folder: str,
    arguments: list[str],
    fault: Callable[[], object] | None,
    texts: str,
    environment: dict[str, str],
) -> None:
    os.setpgid(0, 0)  # with what it starts, a group for signals
    os.chdir(folder)
    for number, ending in enumerate(TEXTS, 1):
        opened = os.open(texts + ending, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    # As `python -m` does.
    sys.argv, sys.path[0] = ["standfirst", *arguments], folder
    from standfirst.cli import main

    if fault:
        fault()
    main(arguments, prog_name="standfirst")
