"""How a command ends that a person, the system or the machine ends: in one line, with a status that says which."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_FOLDER = 3500
"""In bytes. Systems end at 4,096, and the names of pages come on top."""
STOPPED = 128
"""Added to the number of the signal, as shells do."""


ASKING = ("SIGTERM", "SIGHUP")
"""By which signals the system asks a process to end, of itself or because its terminal was closed; Windows has one of them."""


class Ended(BaseException):
    """The system asked the process to end, by the signal that is its argument."""


class PlainGroup(click.Group):
    """Commands that end without a traceback whatever happens to the machine."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a command. Signals, full disks and the like end it with a line on standard error."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a file's name can be any bytes
        with _asked_to_end():
            try:
                _refuse_folder()
                return super().invoke(ctx)
            except KeyboardInterrupt:
                _end("Interrupted.", STOPPED + signal.SIGINT)
            except Ended as asked:
                by: signal.Signals = asked.args[0]
                _end(f"Ended by the system ({by.name}).", STOPPED + by)
            except (MemoryError, OSError, RuntimeError) as error:
                if isinstance(error, click.FileError) or getattr(error, "errno", 0) == errno.EPIPE:
                    raise
                _end(_words(error), 1)


def _refuse_folder() -> None:
    """End where the current folder is none to work in: relative paths would mean nothing."""
    try:
        here = os.getcwd()  # noqa: PTH109 - as long as it is, it need not be a path that works
    except FileNotFoundError:
        _end("SF902 The folder that you are in has been deleted. (cd to one that is there)", 1)
    if len(os.fsencode(here)) > LONGEST_FOLDER:
        _end(f"SF902 The path of this folder has {len(here):,} characters: too many. (move it further up)", 1)


def _words(error: MemoryError | OSError | RuntimeError) -> str:
    from standfirst.report import fault  # noqa: PLC0415 - `standfirst --help` needs none of it

    found = fault(error)
    if found is None:
        raise error
    return str(found)


@contextlib.contextmanager
def _asked_to_end() -> Iterator[None]:
    """Let a signal to end unwind what runs, so that nothing unfinished is left behind. One that is ignored (nohup) stays so."""

    def end(number: int, _: object) -> NoReturn:
        raise Ended(signal.Signals(number))

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asking = [getattr(signal, name) for name in ASKING if hasattr(signal, name)]
    before = {each: signal.getsignal(each) for each in asking if signal.getsignal(each) != signal.SIG_IGN}
    for each in before:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(line: str, status: int) -> NoReturn:
    with contextlib.suppress(OSError, ValueError):
        click.echo(line, err=True)
    sys.exit(status)
