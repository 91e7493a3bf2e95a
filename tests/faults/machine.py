"""A machine that fails while a site is built on it: real signals, real limits, real small disks."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.harness import Built, Site, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = "2026-02-02T00:00:00Z"
PATIENCE = 120
TEXTS = ("-out.txt", "-err.txt")
"""What comes behind the name of a site's folder for what its build says."""
PRISTINE = "pristine"
"""The content as it is to be, below the site's folder."""
FILE_EVENTS = frozenset(
    {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "os.scandir", "ctypes.dlsym"}
)
"""What Python tells of before it does it, of what changes or reads the disk."""
PLAIN = """
-- pelicanconf.py --
from standfirst.defaults import *
STANDFIRST_SEARCH = False
STANDFIRST_SOCIAL_CARDS = False
STANDFIRST_SHRINK = 0.25
TIMEZONE = "Europe/Kyiv"
"""
ARTICLES = "".join(
    f"-- content/articles/told-{n}.md --\n---\ntitle: Told {n}\ndate: 2026-01-0{n}\n---\nEveryone may read number {n}.\n"
    for n in range(1, 10)
)
CHANGE = """
-- content/articles/told-1.md --
---
title: Told anew
date: 2026-01-09
---
Everyone may read what is new.
"""

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.faults.machine", "standfirst.cli", "standfirst.pelican_site.site"])


@dataclass(frozen=True)
class Running:
    """A build in a process of its own, which has all its modules already."""

    process: Any
    site: Site
    texts: str
    """How the names of the files begin that have what it says."""

    def wait(self, patience: float = PATIENCE) -> Built:
        """What it left behind. The status of one that was killed is the signal's number, negative."""
        self.process.join(patience)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
            fail(f"a build did not end in {patience} seconds")
        texts = [Path(self.texts + ending).read_text("utf-8", "replace") for ending in TEXTS]
        return Built(self.process.exitcode, *texts, self.site.root / "output")


def start(
    site: Site, *more: str, fault: Callable[[], object] | None = None, now: str = NOW, texts: Path | None = None
) -> Running:
    """Begin to build a site; `fault` is called in the process before anything else, and must be a module's function."""
    arguments = ["build", "--state", "state", "--settings", "pelicanconf.py", "--now", now, *more]
    said = os.fspath(texts or site.root)
    process = _server.Process(target=_build, args=(os.fspath(site.root), arguments, fault, said))
    process.start()
    return Running(process, site, said)


def run(
    site: Site, *more: str, fault: Callable[[], object] | None = None, now: str = NOW, texts: Path | None = None
) -> Built:
    """Build a site, and wait for the end of it."""
    return start(site, *more, fault=fault, now=now, texts=texts).wait()


def _build(root: str, arguments: list[str], fault: Callable[[], object] | None, texts: str) -> None:
    os.chdir(root)
    for number, ending in enumerate(TEXTS, 1):
        opened = os.open(texts + ending, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
        os.close(opened)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    os.environ.clear()
    os.environ.update(kept | {"CI": "true", "NO_COLOR": "1"})
    sys.argv = ["standfirst", *arguments]
    from standfirst.cli import main
    from standfirst.pelican_site import site as loaded

    assert loaded
    if fault:
        fault()
    main(arguments)


class CallAt:
    """Does something at a certain file operation of the build, counted from 1."""

    def __init__(self, at: int, do: Callable[[], object]) -> None:
        self.at = at
        self.do = do

    def __call__(self) -> None:
        seen = 0

        def count(event: str, _: object) -> None:
            nonlocal seen
            if event in FILE_EVENTS:
                seen += 1
                if seen == self.at:
                    self.do()

        sys.addaudithook(count)


class CallWhen:
    """Does something when the build is about to open a file whose path ends so, once."""

    def __init__(self, ending: str, do: Callable[[], object]) -> None:
        self.ending = ending
        self.do = do

    def __call__(self) -> None:
        met = False

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal met
            if event == "open" and not met and str(arguments[0]).endswith(self.ending):
                met = True
                self.do()

        sys.addaudithook(watch)


class Signal:
    """A signal to oneself."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self) -> None:
        os.kill(os.getpid(), self.number)


class Home:
    """Another home folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fspath(folder)

    def __call__(self) -> None:
        os.environ["HOME"] = self.folder


class Limit:
    """A limit of the system's, on all that the process does from now on."""

    def __init__(self, what: int, value: int, *, more: bool = False) -> None:
        """With `more`, the value comes on top of the memory that is in use."""
        self.what, self.value, self.more = what, value, more

    def __call__(self) -> None:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if self.more else 0
        _, most = resource.getrlimit(self.what)
        resource.setrlimit(self.what, (used + self.value, most))


KILL = Signal(signal.SIGKILL)


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Something mounted at `folder` while the block runs. It needs to be allowed: by root, or sudo without a password."""
    folder.mkdir(parents=True, exist_ok=True)
    by = [] if os.geteuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*by, "mount", *options, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        fail(
            "This test mounts a small or a read-only disk: run it on Linux as root, in a container with CAP_SYS_ADMIN, or "
            f"with a sudo that asks for no password. mount says: {done.stderr.strip()}"
        )
    try:
        yield folder
    finally:
        subprocess.run([*by, "umount", "--lazy", folder], check=True)


def small_disk(folder: Path, kilobytes: int) -> contextlib.AbstractContextManager[Path]:
    """A disk of so many kilobytes."""
    return mounted(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "small")


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """A folder in which nothing can be written, not by root either."""
    with mounted(folder, "--bind", os.fspath(folder)):
        by = [] if os.geteuid() == 0 else ["sudo", "-n"]
        subprocess.run([*by, "mount", "-o", "remount,ro,bind", folder], check=True)
        yield folder


def copy(site: Site, root: Path) -> Site:
    """The same site elsewhere, with the dates of its files."""
    shutil.copytree(site.root, root, dirs_exist_ok=True, symlinks=True)
    shutil.copytree(root / "content", root / PRISTINE, dirs_exist_ok=True)
    return Site(root)


def copy_to(site: Site, root: Path, but: str) -> Site:
    """The same without one of its folders."""
    shutil.copytree(site.root, root, symlinks=True, ignore=shutil.ignore_patterns(but))
    return Site(root)


def restore(site: Site) -> None:
    """Put the content back as it is to be, with its dates."""
    shutil.rmtree(site.root / "content", ignore_errors=True)
    shutil.copytree(site.root / PRISTINE, site.root / "content")


def leftovers(site: Site) -> list[str]:
    """What builds have left lying about."""
    beside = [path.name for path in site.root.iterdir() if path.name.startswith(".output.")]
    state = site.root / "state"
    return beside + [p.name for p in state.rglob("*") if p.name.endswith((".part", "lock")) or "unfinished" in p.name]


def wait_for(path: Path) -> None:
    """Wait until something has appeared."""
    until = time.monotonic() + PATIENCE
    while not path.exists():
        if time.monotonic() > until:
            fail(f"{path} did not appear")
        time.sleep(0.002)
