"""The faults: what happens to a machine or a folder around a build, and what is promised then.

Each happens to a site that stands, of which one article has been changed. `happen` brings the fault about and yields what
the build said; after that it puts right what a person would put right, and the next build must repair the rest.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from standfirst.build import kernel, store
from tests.faults import machine
from tests.faults.machine import KILL, CallAt, CallWhen, Limit, Signal, run, start
from tests.harness import ROOT, SECONDS_A_BUILD_MAY_TAKE, Built, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Stands = Literal["old", "new", "either"]
STANDS = {
    "old": "the site that stood is whole",
    "new": "the new site is whole",
    "either": "the old site or the new one stands, whole",
}
OPERATIONS = 1700
"""About as many file operations as the small site's build has; later ones are not reached."""
MIDDLE = ".output.new/index.html"
"""When this is opened, the content has been read, and half of the new tree is written."""


@dataclass(frozen=True)
class Fault:
    """One fault and its promise."""

    group: str
    name: str
    happen: Callable[[Site], Iterator[Built]]
    statuses: tuple[int, ...] = (1,)
    """Exit statuses that are right; negative ones are signals."""
    told: str = ""
    """What the messages say, as a regular expression."""
    stands: Stands = "old"

    @property
    def outcome(self) -> str:
        """In words, for the table."""
        codes = ", ".join(dict.fromkeys(re.findall(r"SF\d{3}", self.told)))
        statuses = " or ".join(
            "killed" if status == -signal.SIGKILL else "aborted" if status < 0 else f"exit {status}"
            for status in self.statuses
            if status != -signal.SIGSEGV
        )
        return f"{statuses}{f' ({codes})' if codes else ''}; {STANDS[self.stands]}"


def simply(
    *more: str, fault: Callable[[], object] | None = None, now: str = machine.NOW
) -> Callable[[Site], Iterator[Built]]:
    """A build with these arguments and this fault in its process."""

    def happen(site: Site) -> Iterator[Built]:
        yield run(site, *more, fault=fault, now=now)

    return happen


def at_random(number: int, times: int, do: Callable[[], object]) -> Callable[[Site], Iterator[Built]]:
    """Something done at random file operations, in several builds one after another. The seed is printed."""

    def happen(site: Site) -> Iterator[Built]:
        seed = int(os.environ.get("FAULTS_SEED", "0")) or (number if os.environ.get("CI") else random.randrange(10**6))
        chosen = random.Random(seed)
        for _ in range(times):
            built = run(site, fault=CallAt(chosen.randrange(1, OPERATIONS), do))
            if built.code:  # it can come after the last of them
                yield built

    return happen


def killed_at_moments(site: Site) -> Iterator[Built]:
    """Killed by the clock, wherever it is by then."""
    for seconds in (0.03, 0.06, 0.1, 0.2, 0.3):
        running = start(site)
        time.sleep(seconds)
        running.process.kill()
        built = running.wait()
        if built.code:  # it may have been done by then
            yield built


# --- what is done in a build's process ------------------------------------------------------------------------------


def save_an_article() -> None:
    Path("content/articles/told-2.md").write_text(
        "---\ntitle: Saved\ndate: 2026-01-02\n---\nSaved meanwhile.\n", "utf-8"
    )


def delete_an_article() -> None:
    Path("content/articles/told-2.md").unlink()


def replace_by_a_pipe() -> None:
    Path("content/articles/told-2.md").unlink()
    os.mkfifo("content/articles/told-2.md")


def check_out() -> None:
    subprocess.run(["git", "checkout", "-q", "other"], check=True, stdin=subprocess.DEVNULL)


def delete_content() -> None:
    shutil.rmtree("content")


def delete_tree() -> None:
    shutil.rmtree(".output.new")


def delete_output() -> None:
    shutil.rmtree("output")


def delete_state() -> None:
    shutil.rmtree("state")


def put_a_foreign_file() -> None:
    Path("output/notes.txt").write_text("by hand", "utf-8")


def full_standard_output() -> None:
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def forget_home() -> None:
    os.environ.pop("HOME", None)


def no_temporary_folder() -> None:
    os.environ["TMPDIR"] = "/nonexistent"


def no_programs() -> None:
    os.environ["PATH"] = "/nonexistent"


def no_zones() -> None:
    import zoneinfo

    zoneinfo.reset_tzpath([])


def narrow_mask() -> None:
    os.umask(0o077)


def short_wait() -> None:
    store.WAIT = 0.05


def delete_this_folder() -> None:
    Path("gone").mkdir()
    os.chdir("gone")
    Path("../gone").rmdir()


# --- what takes more than one process, or a disk of its own ---------------------------------------------------------


def meanwhile(
    do: Callable[[], None], when: str = MIDDLE, put_right: Callable[[Site], object] | None = None
) -> Callable[[Site], Iterator[Built]]:
    """Something that somebody else does while the build runs."""

    def happen(site: Site) -> Iterator[Built]:
        built = run(site, fault=CallWhen(when, do))
        if put_right:
            put_right(site)
        yield built

    return happen


def check_out_in_mid_build(site: Site) -> Iterator[Built]:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Desk", "-c", "user.email=desk@localhost", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *arguments], cwd=site.root, check=True, capture_output=True)

    site.write("-- .gitignore --\nstate/\noutput/\n*.txt\n")
    git("init")
    git("add", "-A")
    git("commit", "-m", "one")
    git("checkout", "-b", "other")
    site.remove("content/articles/told-3.md")
    (site.root / "content/articles/told-4.md").write_text(
        "---\ntitle: Other\ndate: 2026-01-04\n---\nOther text.\n", "utf-8"
    )
    git("commit", "-am", "two")
    git("checkout", "-")
    yield run(site, fault=CallWhen(MIDDLE, check_out))
    git("checkout", "-")
    shutil.rmtree(site.root / ".git")


def full_disk(*sizes: int) -> Callable[[Site], Iterator[Built]]:
    """The whole site on a disk with ever less room."""

    def happen(site: Site) -> Iterator[Built]:
        for size in sizes:
            kept = site.root / "disk"
            with machine.small_disk(kept, 4096):
                small = machine.copy_to(site, kept / "site", but="disk")
                filled = kept / "ballast"
                room = os.statvfs(kept)
                with filled.open("wb") as ballast, contextlib.suppress(OSError):
                    ballast.write(b"x" * (room.f_bavail * room.f_frsize - size * 1024))
                before = small_sums(small)
                built = run(small, texts=site.root)
                assert small_sums(small) == before
                filled.unlink()
                assert run(small, texts=site.root).code == 0
                assert machine.leftovers(small) == []
            yield built

    return happen


def power_cut(site: Site) -> Iterator[Built]:
    """A build on a disk of its own, of which only what the disk had is seen again."""
    image, kept = site.root / "disk.img", site.root / "disk"
    machine.make_disk(image, 48)
    cut = machine.PowerCut(image)
    with machine.disk_in(image, kept):
        small = machine.copy_to(site, kept / "site", but="disk*")
        old = small_sums(small)
        kernel.put_on_disk(kept)
        built = run(small, fault=cut, texts=site.root)
        assert built.code == 0, built.stderr
        new = small_sums(small)
    at, behind = cut.kept
    for disk, allowed in ((at, (old, new)), (behind, (new,))):
        with machine.disk_in(disk, kept):
            small = Site(kept / "site")
            assert small_sums(small) in allowed
            assert run(small, texts=site.root).code == 0
            assert small_sums(small) == new
            assert machine.leftovers(small) == []
    yield run(site)


def small_sums(site: Site) -> dict[str, str]:
    return Built(0, "", "", site.root / "output").sums()


def few_files(site: Site) -> Iterator[Built]:
    for number in (6, 9, 12):
        yield run(site, fault=Limit(resource.RLIMIT_NOFILE, number))


def little_memory(site: Site) -> Iterator[Built]:
    for megabytes in (0, 1, 3):
        yield run(site, fault=Limit(resource.RLIMIT_AS, megabytes << 20, more=True))


def no_more_processes(site: Site) -> Iterator[Built]:
    """None for the pictures, then none for a text that is converted where it can be ended, nor for many."""
    yield run(site, fault=machine.no_more_processes)
    for texts in (["[" * 2000], ["Words."] * 70):
        for number, text in enumerate(texts):
            site.write(
                f"-- content/articles/more-{number}.md --\n---\ntitle: A\nslug: m{number}\ndate: 2026-01-01\n---\n{text}\n"
            )
        yield run(site, fault=machine.no_more_processes)
        machine.restore(site)


def search_killed(site: Site) -> Iterator[Built]:
    """The program that makes the index of the search, which is a process of its own."""
    site.write(machine.PLAIN.replace("SEARCH = False", "SEARCH = True"))
    yield run(site, fault=machine.KillProgram("--service"))
    site.write(machine.PLAIN)


def all_asked_to_end(site: Site) -> Iterator[Built]:
    """A signal to each process of a build that reads on all cores, as a terminal that closes or a supervisor sends it."""
    for number in range(200):
        text = f"---\ntitle: M\nslug: m{number}\ndate: 2026-01-01\n---\nText *{number}*.\n"
        site.write(f"-- content/articles/m{number}.md --\n{text}")
    for each in (signal.SIGTERM, signal.SIGHUP):
        yield run(site, fault=CallWhen("articles/m99.md", machine.SignalGroup(each)))
    machine.restore(site)


def two_at_once(site: Site) -> Iterator[Built]:
    other = Site(site.root)
    first, second = start(site), start(other)
    one = first.wait()
    yield one
    yield second.wait()


def held(*more: str) -> Callable[[Site], Iterator[Built]]:
    """A lock of the site that another process holds."""

    def happen(site: Site) -> Iterator[Built]:
        state = site.root / "state"
        code = "import sys,time;from pathlib import Path;from standfirst.build.lock import take_lock;take_lock(Path(sys.argv[1]),0);print(1,flush=True);time.sleep(99)"
        holder = subprocess.Popen([sys.executable, "-c", code, str(state / "lock")], stdout=subprocess.PIPE, cwd=ROOT)
        try:
            assert holder.stdout
            holder.stdout.readline()
            yield run(site, "--wait", "0.2", *more)
        finally:
            holder.kill()
            holder.wait()
            if holder.stdout:
                holder.stdout.close()

    return happen


def stale_lock(site: Site) -> Iterator[Built]:
    for path in (site.root / "state" / "lock", site.root / ".output.lock"):
        path.write_text('{"pid": 1, "host": "elsewhere", "command": "standfirst build"}', "utf-8")
    yield run(site, "--wait", "0")


def kept(damage: Callable[[Path], object], *names: str) -> Callable[[Site], Iterator[Built]]:
    """Damage to files of the state folder."""

    def happen(site: Site) -> Iterator[Built]:
        found = [path for name in names for path in sorted((site.root / "state").glob(name)) if path.is_file()]
        assert found, names
        for path in found:
            damage(path)
        yield run(site, fault=short_wait)

    return happen


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in random.Random(7).sample(range(len(data)), min(len(data), 8)):
        data[at] ^= 0xFF
    path.write_bytes(data)


def replaced(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.commit()


def folder_instead(path: Path) -> None:
    path.unlink()
    (path / "sub").mkdir(parents=True)


def locked_store(site: Site) -> Iterator[Built]:
    with contextlib.closing(sqlite3.connect(site.root / "state" / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield run(site, fault=short_wait)


def state_is_a_file(site: Site) -> Iterator[Built]:
    shutil.rmtree(site.root / "state")
    (site.root / "state").write_text("a file", "utf-8")
    yield run(site)
    (site.root / "state").unlink()


def read_only(folder: str, *more: str) -> Callable[[Site], Iterator[Built]]:
    """A folder of the site on which nothing can be written."""

    def happen(site: Site) -> Iterator[Built]:
        with machine.read_only(site.root / folder):
            yield run(site, *more)

    return happen


def mount_point(site: Site) -> Iterator[Built]:
    with machine.mounted(site.root / "output", "--bind", str(site.root / "output")):
        yield run(site)


def elsewhere(name: str) -> Callable[[Site], Iterator[Built]]:
    """The site in a folder of another name, content and output and all."""

    def happen(site: Site) -> Iterator[Built]:
        for folder in ("content", "output"):
            (site.root / folder).rename(site.root / f"{folder}{name}")
        built = run(site, "--content", f"content{name}", "--output", f"output{name}")
        for folder in ("content", "output"):
            (site.root / f"{folder}{name}").rename(site.root / folder)
        yield built

    return happen


def python(*flags: str, through: str = "", **surroundings: str) -> Callable[[Site], Iterator[Built]]:
    """A whole new process."""

    def happen(site: Site) -> Iterator[Built]:
        environment = {"PATH": os.environ["PATH"], "CI": "true", "NO_COLOR": "1"} | surroundings
        command = [sys.executable, *flags, "-m", "standfirst", "build", "--state", "state", "--now", machine.NOW]
        if through:
            command = ["sh", "-c", f'exec "$@" {through}', "sh", *command]
        done = subprocess.run(
            command,
            cwd=site.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS_A_BUILD_MAY_TAKE,
            check=False,
        )
        yield Built(done.returncode, done.stdout, done.stderr, site.root / "output")

    return happen


def foreign(*names: str) -> Callable[[Site], Iterator[Built]]:
    """Files in the output that no build wrote: there before, and there afterwards."""

    def happen(site: Site) -> Iterator[Built]:
        for name in names:
            (site.root / "output" / name).parent.mkdir(parents=True, exist_ok=True)
            (site.root / "output" / name).write_text("by hand", "utf-8")
        built = run(site)
        for name in names:
            assert (site.root / "output" / name).read_text("utf-8") == "by hand"
            (site.root / "output" / name).unlink()
        yield built

    return happen


def output_is(name: str, *, home: bool = False, repository: bool = False) -> Callable[[Site], Iterator[Built]]:
    """An output path that must not be replaced."""

    def happen(site: Site) -> Iterator[Built]:
        folder = site.root / name
        folder.mkdir(exist_ok=True)
        if repository:
            (folder / ".git").mkdir()
        before = sorted(site.root.rglob("*"))
        yield run(site, "--output", name, fault=machine.Home(folder) if home else None)
        assert [path for path in before if not path.exists()] == []

    return happen


def nothing_left(site: Site) -> Iterator[Built]:
    shutil.rmtree(site.root / "content")
    (site.root / "content").mkdir()
    yield run(site)
    machine.restore(site)


def little_left(site: Site) -> Iterator[Built]:
    for number in range(2, 10):
        site.remove(f"content/articles/told-{number}.md")
    yield run(site)
    machine.restore(site)


def little_left_on_purpose(site: Site) -> Iterator[Built]:
    for number in range(2, 10):
        site.remove(f"content/articles/told-{number}.md")
    built = run(site, "--allow-shrink")
    assert "Everyone may read what is new" in built.text("news/told-anew.html")
    machine.restore(site)
    assert run(site).code == 0
    yield built


ENDED = "Ended by the system"
FULL = "SF906 the disk is full|SF906 .*No space"
KILLED, RUN_OUT, MOVING = "The build is ended", "The machine runs out", "Others write meanwhile"
TWICE, KEPT, AROUND, DELETED = "Two builds", "What is kept is damaged", "The machine is odd", "Something would be lost"
STORE = ("store.sqlite",)
MADE = ("images/*/*",)

FAULTS = [
    Fault(KILLED, "SIGKILL at random file operations", at_random(1, 10, KILL), (-signal.SIGKILL,), stands="either"),
    Fault(KILLED, "SIGKILL at random moments", killed_at_moments, (-signal.SIGKILL,), stands="either"),
    Fault(
        KILLED, "SIGTERM at random file operations", at_random(2, 4, Signal(signal.SIGTERM)), (143,), ENDED, "either"
    ),
    Fault(KILLED, "SIGHUP at random file operations", at_random(4, 4, Signal(signal.SIGHUP)), (129,), ENDED, "either"),
    Fault(KILLED, "SIGTERM or SIGHUP to all of its processes", all_asked_to_end, (143, 129), ENDED),
    Fault(KILLED, "SIGKILL to the program that indexes the search", search_killed, told="SF813 .*killed"),
    Fault(KILLED, "A power cut at the switch, and one behind it", power_cut, (0,), stands="new"),
    Fault(
        KILLED,
        "Ctrl-C at random file operations",
        at_random(3, 4, Signal(signal.SIGINT)),
        (130,),
        "Interrupted",
        "either",
    ),
    Fault(RUN_OUT, "The disk: 200, 40 and 0 KiB are left", full_disk(200, 40, 0), told=FULL),
    Fault(RUN_OUT, "Processes: no other can be started", no_more_processes, told="SF906 no more (threads|processes)"),
    Fault(RUN_OUT, "File handles: 6, 9 and 12", few_files, told="SF906 no more files|SF902"),
    Fault(
        RUN_OUT,
        "Memory: 0, 1 and 3 MiB more than at the start",
        little_memory,
        (1, -signal.SIGABRT, -signal.SIGSEGV),
        stands="old",
    ),
    Fault(RUN_OUT, "A file may have 2,000 bytes", simply(fault=Limit(resource.RLIMIT_FSIZE, 2000)), told="SF906"),
    Fault(
        MOVING, "An article is saved", meanwhile(save_an_article, put_right=machine.restore), told="told-2.md.*SF907"
    ),
    Fault(
        MOVING,
        "An article is deleted",
        meanwhile(delete_an_article, put_right=machine.restore),
        told="told-2.md.*SF907",
    ),
    Fault(
        MOVING,
        "An article becomes a pipe",
        meanwhile(replace_by_a_pipe, put_right=machine.restore),
        told="told-2.md.*SF907",
    ),
    Fault(MOVING, "Another branch is checked out", check_out_in_mid_build, told="told-3.md.*SF907"),
    Fault(
        MOVING,
        "The content folder is deleted",
        meanwhile(delete_content, put_right=machine.restore),
        told="SF902|SF907",
    ),
    Fault(MOVING, "The unfinished tree is deleted", meanwhile(delete_tree), told="SF902"),
    Fault(MOVING, "The output folder is deleted", meanwhile(delete_output), (0,), stands="new"),
    Fault(MOVING, "The state folder is deleted", meanwhile(delete_state), told="SF902"),
    Fault(
        MOVING,
        "A foreign file comes into the output",
        meanwhile(put_a_foreign_file, put_right=lambda site: site.remove("output/notes.txt")),
        told="SF901 .*notes.txt",
    ),
    Fault(TWICE, "Both at once: the second waits", two_at_once, (0,), stands="new"),
    Fault(TWICE, "The other one does not end", held(), told=r"SF904 .*process \d+ on .* since "),
    Fault(TWICE, "The other one was killed long ago", stale_lock, (0,), stands="new"),
    *(
        Fault(KEPT, f"The store is {what}", kept(damage, *STORE), (0,), stands="new")
        for what, damage in {
            "cut off": cut,
            "zeroes": zeroed,
            "changed in eight bytes": flipped,
            "another program's": replaced,
            "a folder": folder_instead,
        }.items()
    ),
    Fault(KEPT, "The store is locked by another program", locked_store, (0,), stands="new"),
    *(
        Fault(KEPT, f"Kept pictures are {what}", kept(damage, *MADE), (0,), stands="new")
        for what, damage in {
            "cut off": cut,
            "zeroes": zeroed,
            "changed in eight bytes": flipped,
            "folders": folder_instead,
        }.items()
    ),
    Fault(KEPT, "The state folder is a file", state_is_a_file, (0,), "SF908", "new"),
    Fault(KEPT, "The state folder is read-only", read_only("state"), (0,), "SF908", "new"),
    Fault(AROUND, "The content folder is read-only", read_only("content"), (0,), stands="new"),
    Fault(AROUND, "All is read-only", read_only("", "--state", "/dev/null/state"), told="SF902 Read-only file system"),
    Fault(AROUND, "The output folder is a mount point", mount_point, told="SF901 .*mount point"),
    *(
        Fault(AROUND, f"Names with {what}", elsewhere(name), (0,), stands="new")
        for what, name in {
            "spaces and quotes": " o'\" d",
            "a line end": "\n",
            "bytes that are no UTF-8": "\udcff\udcfe",
        }.items()
    ),
    Fault(AROUND, "The clock stands at 1970", simply(now="1970-01-01T00:00:01Z"), told="SF910"),
    Fault(AROUND, "The clock stands at 2100", simply(now="2100-01-01T00:00:00Z"), (0,), stands="either"),
    Fault(AROUND, "No time zone database but Python's own", simply(fault=no_zones), (0,), stands="new"),
    Fault(AROUND, "No HOME", simply(fault=forget_home), (0,), stands="new"),
    Fault(AROUND, "No folder for temporary files", simply(fault=no_temporary_folder), (0,), stands="new"),
    Fault(AROUND, "No programs, no git", simply(fault=no_programs), (0,), stands="new"),
    Fault(AROUND, "A umask of 077", simply(fault=narrow_mask), (0,), stands="new"),
    Fault(
        AROUND,
        "Standard input and output are closed",
        python(through="<&- >&-", PYTHONPATH=str(ROOT)),
        (0,),
        stands="new",
    ),
    Fault(
        AROUND,
        "Standard output is a full disk",
        simply(fault=full_standard_output),
        (1,),
        "SF906 .*standard output",
        "new",
    ),
    Fault(AROUND, "The current folder was deleted", simply(fault=delete_this_folder), told="SF902 .*deleted"),
    Fault(
        AROUND,
        "No locale and no UTF-8",
        python(LC_ALL="POSIX", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONPATH=str(ROOT)),
        (0,),
        stands="new",
    ),
    Fault(AROUND, "python -O -I", python("-O", "-I"), (0,), stands="new"),
    Fault(
        DELETED,
        "Files of others in the output folder",
        foreign("CNAME", ".well-known/acme", "news/mine.html"),
        told="SF901 .*CNAME",
    ),
    Fault(DELETED, "The output is the content folder", output_is("content"), told="SF901"),
    Fault(DELETED, "The output holds the content folder", output_is("."), told="SF901"),
    Fault(DELETED, "The output is the state folder", output_is("state"), told="SF901"),
    Fault(DELETED, "The output is the home folder", output_is("home", home=True), told="SF901"),
    Fault(DELETED, "The output is a repository", output_is("work", repository=True), told="SF901 .*repository"),
    Fault(DELETED, "The content folder is empty", nothing_left, told="SF905"),
    Fault(DELETED, "Eight of nine articles are gone", little_left, told="SF905"),
    Fault(DELETED, "Eight of nine are gone, and --allow-shrink is given", little_left_on_purpose, (0,), stands="new"),
]
