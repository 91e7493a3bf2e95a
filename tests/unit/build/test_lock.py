"""One holder at a time; a dead one holds nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from standfirst.build import lock
from standfirst.build.lock import HeldError, take_lock

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, time
from pathlib import Path
from standfirst.build.lock import take_lock
held = take_lock(Path(sys.argv[1]), 0)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_a_second_holder_is_told_who_has_it_and_since_when(path: Path) -> None:
    held = take_lock(path, 0)
    with pytest.raises(HeldError, match=rf"process {os.getpid()} on .+ \(.+\), since \d{{4}}-\d\d-\d\d"):
        take_lock(path, 0)
    held.release()
    take_lock(path, 0).release()
    assert not path.exists(), "nothing is left behind"


def test_the_lock_of_a_killed_process_is_free_at_once(path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(HeldError, match=f"process {holder.pid} "):
        take_lock(path, 0)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    assert path.exists(), "it could not tidy up"
    take_lock(path, 0).release()


def test_whoever_waits_gets_it_when_it_is_let_go_of_and_says_once_that_it_waits(path: Path) -> None:
    held = take_lock(path, 0)
    told: list[str] = []

    def tell(holder: str) -> None:
        told.append(holder)
        threading.Timer(0.2, held.release).start()

    second = take_lock(path, 30, tell)
    assert len(told) == 1
    with pytest.raises(HeldError):
        take_lock(path, 0)
    second.release()


def test_many_who_wait_have_it_one_after_another(path: Path) -> None:
    """The file goes away and comes again meanwhile: nobody may hold one that is gone."""
    inside, most, guard = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            held = take_lock(path, 60)
            with guard:
                inside += 1
                most = max(most, inside)
            with guard:
                inside -= 1
            held.release()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xff", b"[]", b'{"pid": 1}', b"\0" * 9000])
def test_a_lock_file_that_says_nothing_is_a_lock_all_the_same(path: Path, text: bytes) -> None:
    held = take_lock(path, 0)
    path.write_bytes(text)
    with pytest.raises(HeldError, match="has not said who it is"):
        take_lock(path, 0)
    held.release()
    path.write_bytes(text)
    take_lock(path, 0).release()


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").write_text("x", "utf-8")
    path.symlink_to(tmp_path / "thesis")
    with pytest.raises(OSError, match=r"lock"):
        take_lock(path, 0)
    assert (tmp_path / "thesis").read_text("utf-8") == "x"


def test_where_there_are_no_locks_that_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_try", lambda _: None)
    held = take_lock(path, 0)
    assert not held.works
    held.release()
    assert not path.exists()
