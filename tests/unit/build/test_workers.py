"""Work in processes: the same results in the same order, whatever happens to a process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from standfirst.build.workers import Lost, Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HANG = re.compile(r"(a|aa)+$")
LIMIT = 0.5


def _start() -> Callable[[int | str], object]:
    return _work


def _work(item: int | str) -> object:
    if item == "hang":
        return HANG.match("a" * 60 + "b")
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "who":
        return os.getpid()
    if item == "raise":
        message = "no such thing"
        raise LookupError(message)
    return item * 2


@pytest.mark.parametrize("count", [1, 2, 5])
def test_results_come_in_order_whatever_the_number_of_processes(count: int) -> None:
    with Workers(_start, count=count, few=1) as workers:
        assert list(workers.map(range(500))) == [number * 2 for number in range(500)]
        assert list(workers.map(["x", "y"])) == ["xx", "yy"], "and they can be asked again"


def test_large_items_and_results_do_not_block_each_other() -> None:
    with Workers(_start, count=2, few=1) as workers:
        items = [str(number) * 300_000 for number in range(40)]
        assert list(workers.map(items)) == [item * 2 for item in items]


def test_an_item_that_takes_too_long_is_ended_and_the_others_go_on() -> None:
    """The hang is in C code that looks at no signal handler of Python's."""
    items = [1, "hang", 2, 3, "hang", 4]
    with Workers(_start, count=2, limit=LIMIT) as workers:
        assert list(workers.map(items)) == [2, Lost("timed out"), 4, 6, Lost("timed out"), 8]


def test_an_item_that_waits_for_ever_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """It uses no processor time, so only the clock can tell."""
    monkeypatch.setattr("standfirst.build.workers.PATIENCE", 1.0)
    with Workers(partial(_sleeper), count=1, limit=LIMIT) as workers:
        assert list(workers.map([0.0, 3600.0, 0.0])) == [0.0, Lost("timed out"), 0.0]


def _sleeper() -> Callable[[float], float]:
    def work(seconds: float) -> float:
        time.sleep(seconds)
        return seconds

    return work


def test_a_process_that_dies_costs_its_item_and_no_other() -> None:
    with Workers(_start, count=2, limit=LIMIT) as workers:
        found = list(workers.map([*range(40), "die", *range(40), "die"]))
    doubled = [number * 2 for number in range(40)]
    assert found == [*doubled, Lost("died"), *doubled, Lost("died")]


def test_what_the_work_raises_is_raised_in_its_place() -> None:
    with Workers(_start, count=2, few=1) as workers:
        results = workers.map([1, "raise", 2])
        assert next(results) == 2
        with pytest.raises(LookupError, match="no such thing"):
            next(results)
        assert list(workers.map([3])) == [6], "and the workers can be used again"


def test_few_harmless_items_need_no_process() -> None:
    with Workers(_start, count=2) as workers:
        assert list(workers.map(["who"])) == [os.getpid()]
    with Workers(_start, count=2, limit=LIMIT, harmless=lambda item: item == "who") as workers:
        mixed = list(workers.map(["who", "hang", "who"]))
        assert mixed == [os.getpid(), Lost("timed out"), os.getpid()]


def test_with_a_limit_nothing_is_taken_for_harmless_unless_somebody_says_so() -> None:
    with Workers(_start, count=1, limit=LIMIT) as workers:
        assert list(workers.map(["who"])) != [os.getpid()]


def test_beside_a_thread_no_process_is_a_copy_of_this_one() -> None:
    """The copy could wait for ever for a lock that the other thread held."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with Workers(_start, count=1, limit=60.0) as workers:
            assert list(workers.map([4])) == [8]
    finally:
        done.set()
        thread.join()


def test_no_process_outlives_the_one_that_asked(tmp_path: Path) -> None:
    """Also where that one is killed and can say no word."""
    script = tmp_path / "asks.py"
    script.write_text(
        "import os, signal, sys, time\n"
        "from standfirst.build.workers import Workers\n"
        "def start():\n"
        "    return lambda _: os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(start, count=3, few=1)\n"
        "    print(*set(workers.map(range(200))), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pids = [int(pid) for pid in done.stdout.split()]
    assert pids
    deadline = time.monotonic() + 30
    while (left := [pid for pid in pids if _alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123 - not a file of ours
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
