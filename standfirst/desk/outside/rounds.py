"""Many addresses asked: several hosts at once, each host one request after another with a pause between."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.desk.outside.visit import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.desk.outside.answer import Answer
    from standfirst.desk.outside.kept import KeptAnswers

AT_ONCE = 8
"""Hosts that are asked at the same time."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
LONGEST_WAIT = 30
"""Seconds that a busy server is waited for; one that asks for more is left for another run."""
MOST = 2000
"""Addresses that one run asks; the next goes on, because answers are kept."""


class Turns:
    """Hands a host to one thread at a time, and not before its pause is over."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free: dict[str, float] = {}
        self._all = threading.Lock()

    @contextlib.contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        """Wait for the host, and hold it."""
        with self._all:
            lock = self._locks[host]
        with lock:
            time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + self._pause


def ask_all(
    urls: Iterable[str], kept: KeptAnswers, agent: str, *, private: bool = False, pause: float = PAUSE, most: int = MOST
) -> tuple[dict[str, Answer], int]:
    """The answer for each address, from an earlier run where it still holds; and how many were left for the next run."""
    wanted = list(dict.fromkeys(urls))
    answers = {url: answer for url in wanted if (answer := kept.get(url))}
    fresh = [url for url in wanted if url not in answers]
    left = fresh[most:]
    visitor = Visitor(agent, Turns(pause), private)
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in fresh[:most]:
        hosts[_host(url)].append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in hosts.values():
        waiting.put(group)

    def work() -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            for url in group:
                answers[url] = _patiently(visitor, url)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(AT_ONCE, len(hosts)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for url in fresh[:most]:
        kept.put(url, answers[url])
    return answers, len(left)


def _patiently(visitor: Visitor, url: str) -> Answer:
    """The answer, asked for a second time where a busy server says that it will not take long."""
    answer = visitor.ask(url)
    if not 0 < answer.wait <= LONGEST_WAIT:
        return answer
    time.sleep(answer.wait)
    return visitor.ask(url)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
