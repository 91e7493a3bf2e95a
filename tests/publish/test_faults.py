"""Faults tried for real. docs/publishing.md has their table; the last test holds the two together."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from standfirst.publish import s3_bucket, s3_lock
from standfirst.publish.choose import open_target
from standfirst.publish.errors import PublishError
from standfirst.publish.release import Terms, publish
from tests import loaded
from tests.harness import ROOT, fail
from tests.publish.faulty import faulty
from tests.publish.killed import publish_and_die
from tests.publish.places import KINDS, SECRET, SETTINGS, make_tree
from tests.publish.servers import cable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from standfirst.publish.target import Step
    from tests.publish.places import Place
    from tests.publish.servers import Sshd

each_kind = pytest.mark.parametrize("kind", KINDS)
SEEN_MIXED = {("s3", "switch")}
"""Where a fault can leave readers with pages of two releases: a bucket has no switch."""


def fault(name: str) -> pytest.MarkDecorator:
    """Name the row of the table that a test is for."""
    return pytest.mark.fault(name)


@fault("kill -9")
@pytest.mark.parametrize(
    ("kind", "phase", "number"),
    [
        *((kind, phase, 1) for kind in KINDS for phase in ("send", "settle", "switch", "prune")),
        ("folder", "send", 3),
        ("s3", "send", 3),
        ("s3", "switch", 3),
        ("s3", "switch", 5),
    ],
)
def test_a_publisher_that_is_killed_harms_nothing(
    kind: str, phase: str, number: int, tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    """Killed in any phase, readers have the old site or the new; the next run brings the new one and leaves nothing behind."""
    place = place_of(kind, keep=1)
    place.publish(make_tree(tmp_path, 1))
    given = (place.settings.model_dump_json(), place.folder / "state", tmp_path, 2, phase, number)
    assert loaded.apart(publish_and_die, *given) == -signal.SIGKILL
    if (kind, phase) not in SEEN_MIXED:
        assert place.whole() == (2 if phase == "prune" else 1)
    else:
        assert {place.edition("index.html"), place.edition("news/story.html")} <= {1, 2}, "each page with its own style"
    place.publish(make_tree(tmp_path, 2))
    assert place.whole() == 2
    place.publish(make_tree(tmp_path, 3))
    assert place.whole() == 3
    if kind in {"folder", "rsync"}:
        root = place.folder / ("www" if kind == "folder" else "srv")
        left = sorted(path.name for path in (root / "releases").iterdir())
        assert [name for name in left if name != ".incoming"] == [(root / "current").readlink().name]


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """Mount a disk of its own; gives a function that mounts it again with other options. Not being able to is a failure."""
    sudo = [] if os.getuid() == 0 else ["sudo", "-n"]
    folder.mkdir(parents=True, exist_ok=True)
    owner = f"size={size},uid={os.getuid()},gid={os.getgid()},mode=755"
    done = subprocess.run(
        [*sudo, "mount", "-t", "tmpfs", "-o", owner, "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        fail(f"a disk cannot be mounted, which needs root or sudo: {done.stderr.decode()}")
    try:
        yield lambda options: subprocess.run([*sudo, "mount", "-o", f"remount,{options}", folder], check=True) and None
    finally:
        subprocess.run([*sudo, "umount", "--lazy", folder], check=True)


@fault("full disk")
@fault("permission denied")
@pytest.mark.parametrize("kind", ["folder", "rsync", "git"])
def test_a_full_or_closed_disk_is_told_and_the_old_site_stays(
    kind: str, tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    place = place_of(kind)
    root = place.folder / {"folder": "www", "rsync": "srv", "git": "bare.git"}[kind]
    with small_disk(root, "600k") as mount_again:
        if kind == "git":
            subprocess.run(["git", "init", "--quiet", "--bare", root], check=True)
        place.publish(make_tree(tmp_path, 1))
        large = make_tree(tmp_path, 2, **{"film.bin": os.urandom(1_000_000)})
        with pytest.raises(PublishError, match="SF954"):
            place.publish(large)
        assert place.whole() == 1
        mount_again("ro")
        with pytest.raises(PublishError, match=r"SF953|SF951"):
            place.publish(make_tree(tmp_path, 3))
        assert place.whole() == 1
        mount_again("rw,size=8m")
        place.publish(large)
        assert place.whole() == 2


@fault("connection cut")
def test_a_connection_that_is_cut_is_taken_up_again(
    tmp_path: Path, place_of: Callable[..., Place], ssh_server: Sshd
) -> None:
    """Cut in mid-transfer, readers keep the old site, and the next run ends what this one began."""
    film = os.urandom(1_500_000)
    with cable(ssh_server.port) as made:
        place = place_of("rsync", port=made.port, known_hosts=str(ssh_server.known_at(made.port)))
        place.publish(make_tree(tmp_path, 1))
        made.bytes_before_cut = made.passed + 700_000
        with pytest.raises(PublishError, match="SF955"):
            place.publish(make_tree(tmp_path, 2, **{"film.bin": film}))
        assert made.cuts == 1
        assert place.whole() == 1
        place.publish(make_tree(tmp_path, 2, **{"film.bin": film}))
        assert place.whole() == 2
        assert place.get("film.bin") == (200, film)


@fault("wrong host key")
@fault("permission denied")
def test_a_server_or_key_that_is_not_the_right_one_is_refused(
    tmp_path: Path, place_of: Callable[..., Place], ssh_server: Sshd
) -> None:
    strange = tmp_path / "known"
    key = (ssh_server.folder / "client.pub").read_text("utf-8")
    for text in ("", f"[127.0.0.1]:{ssh_server.port} {key}"):
        strange.write_text(text, "utf-8")
        place = place_of("rsync", known_hosts=str(strange))
        with pytest.raises(PublishError, match="SF952"):
            place.publish(make_tree(tmp_path, 1))
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other], check=True)
    place = place_of("rsync", identity=str(other))
    with pytest.raises(PublishError, match="SF953"):
        place.publish(make_tree(tmp_path, 1))


@fault("permission denied")
def test_a_branch_that_is_protected_stays_as_it_is(tmp_path: Path, place_of: Callable[..., Place]) -> None:
    place = place_of("git")
    place.publish(make_tree(tmp_path, 1))
    hook = place.folder / "bare.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    with pytest.raises(PublishError, match="SF953"):
        place.publish(make_tree(tmp_path, 2))
    assert place.whole() == 1
    hook.unlink()
    place.publish(make_tree(tmp_path, 2))
    assert place.whole() == 2


@fault("500, 503 and slow")
@fault("full disk")
@fault("permission denied")
@fault("clock skew")
def test_a_host_of_buckets_that_fails_is_tried_again(
    tmp_path: Path, place_of: Callable[..., Place], s3_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Now and then 503 or 500, and slow: released all the same. Failing for good: told, and the next run ends it."""
    place = place_of("s3")
    monkeypatch.setattr(s3_bucket, "ATTEMPTS", 3)  # six would take half a minute
    with faulty(s3_server) as faults:
        settings = place.settings.model_copy(update={"endpoint": faults.address})
        target = open_target(settings, "here", place.folder)
        for edition, status, code in ((1, 503, "SlowDown"), (2, 500, "InternalError")):
            faults.every, faults.status, faults.code, faults.seconds = 4, status, code, 0.02
            publish(target, make_tree(tmp_path, edition), Terms())
            assert place.whole() == edition
        assert faults.failed >= 6
        refusals = (
            (503, "SlowDown", "SF955", "PUT", "blobs/"),
            (507, "InsufficientStorage", "SF954", "PUT", "blobs/"),
            (403, "AccessDenied", "SF953", "PUT", "blobs/"),
            (403, "RequestTimeTooSkewed", "SF953 .*clock", "GET", "state.json"),
            (403, "AccessDenied", "SF953", "PUT", "news/story.html"),
        )
        faults.every, faults.seconds = 1, 0
        for status, code, told, verb, path in refusals:
            faults.status, faults.code = status, code
            faults.fails = lambda method, where, verb=verb, path=path: method == verb and path in where
            with pytest.raises(PublishError, match=told) as caught:
                publish(target, make_tree(tmp_path, 3), Terms())
            assert SECRET not in str(caught.value)
            if path != "news/story.html":
                assert place.whole() == 2
        faults.every = 0
        publish(target, make_tree(tmp_path, 3), Terms())
        assert place.whole() == 3


@fault("two publishers")
@each_kind
def test_of_two_publishers_one_is_told_of_the_other(kind: str, tmp_path: Path, place_of: Callable[..., Place]) -> None:
    """The second is refused with the name of the first, or for a branch the slower one; none disturbs the other."""
    place, at_work, go_on, failed = place_of(kind), threading.Event(), threading.Event(), []
    place.publish(make_tree(tmp_path, 1))
    first, second = place.target("one"), place.target("two")

    def wait(step: Step) -> None:
        if step.phase == "switch" and not at_work.is_set():
            at_work.set()
            go_on.wait(60)

    def work() -> None:
        try:
            publish(first, make_tree(tmp_path, 2), Terms(), wait)
        except PublishError as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert at_work.wait(60)
        if kind == "git":
            publish(second, make_tree(tmp_path, 3), Terms())
        else:
            with pytest.raises(PublishError, match=r"SF956 .*is publishing there") as caught:
                publish(second, make_tree(tmp_path, 3), Terms())
            assert caught.value.status == 4
    finally:
        go_on.set()
        thread.join(60)
    if kind == "git":
        assert [error.status for error in failed] == [4]
    assert place.whole() == (3 if kind == "git" else 2)
    publish(first, make_tree(tmp_path, 4), Terms(wait=30))
    assert place.whole() == 4


@fault("clock skew")
@pytest.mark.parametrize("kind", ["folder", "git"])
def test_a_clock_that_goes_wrong_decides_nothing(kind: str, tmp_path: Path, place_of: Callable[..., Place]) -> None:
    """A release that was built "before" the one shown is the later one all the same, and is not pruned."""
    place = place_of(kind, keep=2)
    for edition, built in ((1, "2031-01-01T00:00:00Z"), (2, "1999-01-01T00:00:00Z"), (3, "1998-01-01T00:00:00Z")):
        place.publish(make_tree(tmp_path, edition, built=built))
    assert place.whole() == 3
    assert [(release.number, release.current) for release in place.target().releases()][:2] == [(3, True), (2, False)]


@fault("clock skew")
@fault("kill -9")
def test_a_lock_in_a_bucket_is_timed_by_the_hosts_clock(
    tmp_path: Path, place_of: Callable[..., Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a holder says of the time, its lock holds while it lives; a silent one on another machine loses it."""
    place = place_of("s3")
    told: dict[str, Any] = {"token": "x", "owner": "desk on far.example since 1970", "process": 1, "where": "far away"}
    place.put(".standfirst/lock.json", json.dumps(told).encode())
    with pytest.raises(PublishError, match=r"SF956 .*desk on far\.example"):
        place.publish(make_tree(tmp_path, 1))
    monkeypatch.setattr(s3_lock, "STALE", -1.0)
    place.publish(make_tree(tmp_path, 1))
    assert place.whole() == 1


@fault("connection cut")
def test_a_publisher_whose_lock_was_taken_changes_nothing(
    tmp_path: Path, place_of: Callable[..., Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off for so long that another took the lock: it stops before it touches what readers see."""
    place = place_of("s3")
    place.publish(make_tree(tmp_path, 1))
    monkeypatch.setattr(s3_lock, "BEAT", 0.05)

    def robbed(step: Step) -> None:
        if step.phase == "settle":
            place.put(".standfirst/lock.json", b'{"token": "another"}')
            threading.Event().wait(1)

    with pytest.raises(PublishError, match=r"SF955 .*the lock was lost"):
        place.publish(make_tree(tmp_path, 2), robbed)
    assert place.whole() == 1


def test_an_old_release_that_cannot_be_removed_is_no_reason_to_fail(
    tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    place = place_of("folder", keep=1)
    old = place.publish(make_tree(tmp_path, 1)).name

    def hinder(step: Step) -> None:
        if step.phase == "prune":
            (place.folder / "www" / "releases" / f".gone-{old}" / "x").mkdir(parents=True)

    outcome = place.publish(make_tree(tmp_path, 2), hinder)
    assert outcome.released
    assert outcome.trouble
    assert place.whole() == 2
    place.publish(make_tree(tmp_path, 3))
    assert len(list((place.folder / "www" / "releases").iterdir())) == 1


@pytest.mark.parametrize("kind", ["rsync", "git", "s3"])
def test_a_target_that_is_not_there_is_told(kind: str, tmp_path: Path, place_of: Callable[..., Place]) -> None:
    """Nobody listens, there is no such repository, no such bucket."""
    wrong: dict[str, dict[str, Any]] = {
        "rsync": {"port": 9},
        "git": {"repository": str(tmp_path / "none.git")},
        "s3": {"bucket": "no-such-bucket"},
    }
    place = place_of(kind)
    place.settings = place.settings.model_copy(update=wrong[kind])
    with pytest.raises(PublishError, match="SF951") as caught:
        place.publish(make_tree(tmp_path, 1))
    assert caught.value.status == 3


def test_a_program_that_is_missing_is_told(
    tmp_path: Path, place_of: Callable[..., Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_of("rsync")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="SF965 ssh is not installed"):
        place.publish(make_tree(tmp_path, 1))


def test_the_table_of_faults_names_those_that_are_tried() -> None:
    """Each row of the table in docs/publishing.md is tried here, and each fault tried here has its row."""
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    section = text[text.index("## Faults that were tried") :]
    rows = set(re.findall(r"^\| \*\*(.+?)\*\*", section[: section.find("\n## ", 1)], re.MULTILINE))
    sources = [
        (ROOT / "tests" / "publish" / f"{name}.py").read_text("utf-8") for name in ("test_faults", "test_targets")
    ]
    assert rows == set(re.findall(r'^@(?:pytest\.mark\.)?fault\("(.+)"\)$', "\n".join(sources), re.MULTILINE))


def test_settings_of_every_kind_are_told_with_their_place() -> None:
    from standfirst.config import read_config

    wrong = {
        "a": {"kind": "folder"},
        "b": {"kind": "rsync", "host": "-oProxyCommand=id", "path": "/srv"},
        "c": {"kind": "git", "repository": "https://me:secret@git.example/x.git"},
        "d": {"kind": "s3", "bucket": "b", "keep": 0, "colour": "red"},
        "e": {"kind": "ftp"},
    }
    _, found = read_config({"SITENAME": "x", "SITEURL": "", "STANDFIRST_TARGETS": wrong}, "publishconf.py")
    told = [str(each) for each in found]
    for words in (
        "STANDFIRST_TARGETS: a.folder.path: Field required",
        "b.rsync.host: ",
        "c.git.repository: Value error, a password does not belong in settings",
        "d.s3.keep: ",
        "d.s3.colour: Extra inputs are not permitted",
        "e: Input tag 'ftp' found using 'kind' does not match any of the expected tags: 'folder', 'rsync', 'git', 's3'",
    ):
        assert [line for line in told if words in line], words
    assert not [line for line in told if "secret@" in line]
    assert SETTINGS.validate_python({"kind": "s3", "bucket": "news"}).keep == 5
