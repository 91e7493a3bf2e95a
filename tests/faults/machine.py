"""A machine that fails while a site is built on it: real signals, real limits, real small disks."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.build import staging
from tests import loaded
from tests.harness import Site, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.harness import Built
    from tests.loaded import Running

NOW = "2026-02-02T00:00:00Z"
PATIENCE = 120
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


def start(
    site: Site, *more: str, fault: Callable[[], object] | None = None, now: str = NOW, texts: Path | None = None
) -> Running:
    """Begin to build a site; `fault` is called in the process before anything else, and must be a module's function."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return loaded.start(
        site.root,
        *("build", "--state", "state", "--settings", "pelicanconf.py", "--now", now, *more),
        output=site.root / "output",
        texts=os.fspath(texts or site.root),
        environment=kept | {"CI": "true", "NO_COLOR": "1"},
        fault=fault,
    )


def run(
    site: Site, *more: str, fault: Callable[[], object] | None = None, now: str = NOW, texts: Path | None = None
) -> Built:
    """Build a site, and wait for the end of it."""
    return start(site, *more, fault=fault, now=now, texts=texts).wait()


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


class SignalGroup:
    """A signal to this process and to all that it has started."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self) -> None:
        os.killpg(os.getpgid(0), self.number)


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


def no_more_processes() -> None:
    """Let the kernel refuse every new process and thread from now on, as it does beyond RLIMIT_NPROC, which root is free of.

    A filter of system calls (seccomp(2)): clone, fork and vfork fail with EAGAIN; clone3 is not there, so that libc asks for clone.
    """
    clone, clone3, *forks = {"x86_64": (56, 435, 57, 58), "aarch64": (220, 435)}[platform.machine()]
    load, jump_equal, give_back, allow, fail_with = 0x20, 0x15, 0x06, 0x7FFF0000, 0x50000
    steps = [(load, 0, 0, 0)]
    for call, number in ((clone3, errno.ENOSYS), *((each, errno.EAGAIN) for each in (clone, *forks))):
        steps += [(jump_equal, 0, 1, call), (give_back, 0, 0, fail_with | number)]
    steps.append((give_back, 0, 0, allow))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    for arguments in ((no_new_privileges, 1, 0, 0, 0), (set_seccomp, by_filter, program, 0, 0)):
        if prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")


class KillProgram:
    """Kills a program that the build starts, by a word among its arguments, as soon as it runs."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __call__(self) -> None:
        begin = subprocess.Popen.__init__

        def started(process: subprocess.Popen[bytes], arguments: Any, *more: Any, **options: Any) -> None:
            begin(process, arguments, *more, **options)
            if self.word in map(str, arguments):
                process.kill()

        subprocess.Popen.__init__ = started  # type: ignore[assignment, method-assign]


class PowerCut:
    """Keeps what the disk in `image` has at the moment of the switch, and when the switch is done: no more outlives a cut."""

    def __init__(self, image: Path) -> None:
        self.image = image

    @property
    def kept(self) -> list[Path]:
        """The two disks."""
        return [self.image.with_suffix(f".{moment}") for moment in ("at", "behind")]

    def __call__(self) -> None:
        at, behind = self.kept
        exchange, put = staging.exchange, staging.put_one_on_disk

        def exchanged(one: Path, other: Path) -> bool:
            done = exchange(one, other)
            shutil.copyfile(self.image, at)
            return done

        def put_and_cut(path: Path) -> None:
            put(path)
            shutil.copyfile(self.image, behind)

        staging.exchange, staging.put_one_on_disk = exchanged, put_and_cut  # type: ignore[assignment]


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


def make_disk(image: Path, megabytes: int) -> None:
    """A file that is a whole disk, with a journal, and nothing on it."""
    with image.open("wb") as made:
        made.truncate(megabytes << 20)
    program = shutil.which("mkfs.ext4", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        fail("This test makes a disk in a file: install e2fsprogs, which has mkfs.ext4.")
    owner = f"root_owner={os.getuid()}:{os.getgid()}"
    subprocess.run([program, "-q", "-F", "-E", owner, image], check=True)


def disk_in(image: Path, folder: Path) -> contextlib.AbstractContextManager[Path]:
    """The disk in a file. It writes nothing by itself for five minutes, so what nobody asked for is not on it."""
    return mounted(folder, "-t", "ext4", "-o", "loop,commit=300", os.fspath(image))


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
