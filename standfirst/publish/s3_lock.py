"""A lock in a bucket: an object that is written on condition that there is none, and written again while its holder lives."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from standfirst.publish.errors import PublishError
from standfirst.publish.locks import busy, me
from standfirst.publish.s3_bucket import ABSENT, TAKEN, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from standfirst.publish.s3_bucket import Bucket

KEY = "lock.json"
BEAT = 15.0
"""Seconds after which a holder says that it lives."""
STALE = 60.0
"""Seconds of silence after which it is taken for dead, by the clock of the host."""


class Held:
    """A lock that is held."""

    def __init__(self, store: Bucket) -> None:
        self._store = store
        self._about: dict[str, Any] = {
            "token": uuid4().hex,
            "owner": me(),
            "process": os.getpid(),
            "where": _where(),
            "beat": 0,
        }
        self._tag = ""
        self._lost = False
        self._ended = threading.Event()

    def take(self) -> str:
        """Try to take it. Gives who holds it, or nothing where it is ours now."""
        if self._written(IfNoneMatch="*"):
            return ""
        owner, tag = self._found()
        if not owner:
            return "" if not tag or self._written(IfMatch=tag) else "somebody else"
        return owner

    def check(self) -> None:
        """Raise PublishError where somebody took the lock for stale: nothing may be changed without it."""
        if self._lost:
            hint = "see that this machine can reach the host all the while, then publish again"
            raise PublishError("SF955", f"{self._store.place}: the lock was lost", hint)

    def beat(self) -> None:
        """Say now and then that the holder lives, until the end."""
        while not self._ended.wait(BEAT):
            self._about["beat"] += 1
            with contextlib.suppress(PublishError):  # the next one may get through
                if not self._written(IfMatch=self._tag):
                    self._lost = True
                    return

    def give_back(self) -> None:
        """End it."""
        self._ended.set()
        with contextlib.suppress(PublishError):  # then it will be stale
            if not self._lost and json.loads(self._store.read(KEY) or b"{}").get("token") == self._about["token"]:
                self._store.delete([KEY])

    def _written(self, **condition: Any) -> bool:  # noqa: ANN401 - a parameter of S3
        """Write the lock on a condition; false where that does not hold."""
        client, data = self._store.client, json.dumps(self._about).encode()
        with self._store.told():
            try:
                answer = client.put_object(
                    Bucket=self._store.name, Key=self._store.prefix + KEY, Body=data, **condition
                )
            except client.exceptions.ClientError as error:
                if code_of(error) in TAKEN | ABSENT:
                    return False
                raise
        self._tag = answer["ETag"]
        return True

    def _found(self) -> tuple[str, str]:
        """Who holds the lock, empty for a holder that is dead; and its tag, empty where there is none any more."""
        client = self._store.client
        with self._store.told():
            try:
                answer = client.get_object(Bucket=self._store.name, Key=self._store.prefix + KEY)
            except client.exceptions.ClientError as error:
                if code_of(error) in ABSENT:
                    return "somebody else", ""
                raise
            data = answer["Body"].read()
        try:
            about = json.loads(data)
        except ValueError:
            about = {}
        silent = _now_there(answer["ResponseMetadata"]["HTTPHeaders"], answer["LastModified"])
        dead = about.get("where") == _where() and _where() and not Path(f"/proc/{about.get('process')}").exists()
        owner = "" if dead or silent > STALE else str(about.get("owner") or "somebody else")
        return owner, answer["ETag"]


@contextlib.contextmanager
def held(store: Bucket, wait: float) -> Iterator[Held]:
    """Hold the lock of a store. Raises PublishError where somebody has it for longer than `wait` seconds."""
    lock, until = Held(store), time.monotonic() + wait
    while owner := lock.take():
        if time.monotonic() >= until:
            raise busy(store.place, owner)
        time.sleep(1)
    beats = threading.Thread(target=lock.beat, daemon=True)
    beats.start()
    try:
        yield lock
    finally:
        lock.give_back()


def _now_there(headers: dict[str, str], since: datetime) -> float:
    """Seconds between a time and now, both by the clock of the host: this machine's may be wrong."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - for this alone

    try:
        return (parsedate_to_datetime(headers["date"]) - since).total_seconds()
    except (KeyError, ValueError):
        return 0.0


def _where() -> str:
    """This machine since its start, and this container of it: only here does the number of a process mean anything."""
    try:
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text('ascii').strip()} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""
