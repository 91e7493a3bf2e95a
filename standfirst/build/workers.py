"""The same work on many items, in processes: all cores, results in order, and no item that can stop the others.

The shape is that of `concurrent.futures`: `Workers(start).map(items)`. Items and results cross as pickles, nothing is
shared, and what comes out does not depend on how many processes there were. An item that takes too long or that kills its
process comes back as `Lost`, and the items after it get a new process.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 16
"""Items that are handed to a process at a time."""
FEW = 64
"""Below this number of items a second process costs more than it saves."""
PATIENCE = 10.0
"""Seconds of waiting for each second of an item's processor time: beyond it the process is taken to be stuck."""
ROOM = 32_768
"""Bytes that certainly fit into a pipe whose other end is not being read."""
TIMED_OUT = getattr(signal, "SIGPROF", None)


@dataclass(frozen=True, slots=True)
class Lost:
    """An item without a result."""

    why: Literal["timed out", "died"]
    """Whether it took longer than it may, or its process ended: killed from outside, out of memory, a fault in C code."""


def cores() -> int:
    """How many processes can run at once on this machine, as far as this process may use it."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a new process may simply be a copy of this one: where that is cheap, and no other thread may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


class Workers(Generic[Item, Result]):
    """Processes that do one kind of work. They are started when first needed and end with the `with` block."""

    def __init__(
        self,
        start: Callable[[], Callable[[Item], Result]],
        *,
        count: int | None = None,
        limit: float | None = None,
        harmless: Callable[[Item], bool] | None = None,
        few: int = FEW,
    ) -> None:
        """`start` is called once in each process and gives the work. Where `can_fork` is false it has to be picklable.

        `count` is the number of processes, by default one for each core. `limit` is how many seconds of processor time one
        item may take; none by default. Fewer than `few` items, and all items where there is one process, are worked on in
        this process, where nothing can end them: with a `limit`, only those that `harmless` vouches for.
        """
        self._start = start
        self._count = count or cores()
        self._limit = limit
        self._harmless = harmless or (lambda _: limit is None)
        self._few = few
        self._here: Callable[[Item], Result] | None = None
        self._running: list[_Worker] = []

    def __enter__(self) -> Workers[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        for worker in self._running:
            worker.end()
        self._running.clear()

    def map(self, items: Iterable[Item]) -> Iterator[Result | Lost]:
        """The results, in the order of the items. What the work raises is raised in its place."""
        everything = list(items)
        alone = self._count == 1 or len(everything) < self._few
        here = [alone and self._harmless(item) for item in everything]
        there = self._map([(number, item) for number, item in enumerate(everything) if not here[number]])
        for number, item in enumerate(everything):
            yield self._work(item) if here[number] else next(there)

    def _work(self, item: Item) -> Result:
        if self._here is None:
            self._here = self._start()
        return self._here(item)

    def _map(self, items: Sequence[tuple[int, Item]]) -> Iterator[Result | Lost]:
        waiting = deque(items)
        results: dict[int, Any] = {}
        batch = max(1, min(BATCH, math.ceil(len(items) / (2 * self._count))))
        try:
            for number, _ in items:
                while number not in results:
                    self._hand_out(waiting, batch)
                    self._take_in(waiting, results)
                found = results.pop(number)
                if isinstance(found, BaseException):
                    raise found
                yield found
        except BaseException:  # also where whoever asks wants no more
            self.close()
            raise

    def _hand_out(self, waiting: deque[tuple[int, Any]], batch: int) -> None:
        """Give work to those that have none, and a little in advance to the others."""
        for worker in self._running:
            if waiting and worker.has_room:
                worker.give(list(islice(_taken(waiting), batch)))
        while waiting and len(self._running) < self._count:
            worker = _Worker(self._start, self._limit, [other.connection for other in self._running])
            self._running.append(worker)
            worker.give(list(islice(_taken(waiting), batch)))

    def _take_in(self, waiting: deque[tuple[int, Any]], results: dict[int, Any]) -> None:
        busy = {worker.connection: worker for worker in self._running if worker.given}
        ready = wait(list(busy), timeout=1.0)
        for connection in ready:
            worker = busy[connection]  # type: ignore[index]
            try:
                number, result = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 - from our own process
            except (EOFError, OSError):
                self._bury(worker, waiting, results, worker.why())
                continue
            worker.done()
            results[number] = result
        for connection, worker in busy.items():
            if self._limit and connection not in ready and time.monotonic() - worker.since > PATIENCE * self._limit:
                self._bury(worker, waiting, results, "timed out")

    def _bury(
        self,
        worker: _Worker,
        waiting: deque[tuple[int, Any]],
        results: dict[int, Any],
        why: Literal["timed out", "died"],
    ) -> None:
        """End a process for the item it was at; the others that it had been given go back to the front."""
        (number, _), *rest = worker.given
        results[number] = Lost(why)
        waiting.extendleft(reversed(rest))
        self._running.remove(worker)
        worker.end()


def _taken(waiting: deque[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    while waiting:
        yield waiting.popleft()


@dataclass
class _Worker:
    """One process, and what it has been given to do."""

    start: Callable[[], Callable[[Any], Any]]
    limit: float | None
    others: list[Connection]
    given: deque[tuple[int, Any]] = field(default_factory=deque)
    """What it has not answered yet. It is at the first."""
    since: float = 0.0
    """When it began with that."""

    def __post_init__(self) -> None:
        context: BaseContext = multiprocessing.get_context("fork" if can_fork() else "spawn")
        self.connection, theirs = context.Pipe()
        # A copy of this process has our ends of all pipes, and would keep the others from noticing that we are gone.
        inherited = [*self.others, self.connection] if context.get_start_method() == "fork" else []
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self.start, self.limit, inherited), daemon=True
        )
        self.process.start()
        theirs.close()
        self._ahead = 0

    @property
    def has_room(self) -> bool:
        """Whether more work can be sent to it without waiting."""
        return not self.given or (len(self.given) <= BATCH and self._ahead <= ROOM)

    def give(self, items: list[tuple[int, Any]]) -> None:
        """Send items; a process that is gone is noticed when its answer is asked for."""
        data = pickle.dumps(items)
        # What is not read yet counts against the room of the pipe.
        self._ahead = len(data) + (self._ahead if self.given else 0)
        if not self.given:
            self.since = time.monotonic()
        self.given.extend(items)
        with contextlib.suppress(OSError):
            self.connection.send_bytes(data)

    def done(self) -> None:
        """Note that the first item is answered."""
        self.given.popleft()
        self.since = time.monotonic()

    def why(self) -> Literal["timed out", "died"]:
        """What ended it."""
        self.process.join(1.0)
        return "timed out" if TIMED_OUT and self.process.exitcode == -TIMED_OUT else "died"

    def end(self) -> None:
        """Kill it: it holds nothing that would be lost."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.connection.close()


def _serve(
    connection: Connection,
    start: Callable[[], Callable[[Any], Any]],
    limit: float | None,
    inherited: Sequence[Connection],
) -> None:
    """The life of one process: read items, work, answer each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is at the keyboard interrupts the process that asked
    for name in ("SIGTERM", "SIGHUP"):  # what asks all processes of a build to end is answered by the first of them
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    for other in inherited:
        other.close()
    work: Callable[[Any], Any] | None = None
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            for number, item in pickle.loads(connection.recv_bytes()):  # noqa: S301 - from the process that started us
                try:
                    work = work or start()
                    with _limited(limit):
                        result = work(item)
                    answer = pickle.dumps((number, result))
                except Exception as error:  # noqa: BLE001 - the work may raise anything; it is raised where it was asked for
                    answer = _pickled(number, error)
                connection.send_bytes(answer)


@contextlib.contextmanager
def _limited(limit: float | None) -> Iterator[None]:
    """The kernel ends this process when it has computed for too long, whatever C code it is in."""
    if not limit or TIMED_OUT is None:
        yield
        return
    signal.signal(TIMED_OUT, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _pickled(number: int, error: Exception) -> bytes:
    try:
        data = pickle.dumps((number, error))
        pickle.loads(data)  # noqa: S301 - many exceptions can be written but not read
    except Exception:  # noqa: BLE001 - whatever its maker did with it
        return pickle.dumps((number, RuntimeError(f"{type(error).__name__}: {error}")))
    return data
