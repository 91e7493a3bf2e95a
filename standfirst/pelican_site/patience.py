"""A limit on the processor time that rendering a page may take: a template can loop for ever."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

CAN_TELL = hasattr(signal, "setitimer")
"""Whether this system counts the time for us."""


class TooLongError(BaseException):
    """A page that does not come to an end. No Exception: neither a template nor Jinja is to take it for one of its own."""

    def __init__(self, path: str, line: int) -> None:
        """Where in which template it was at that moment."""
        super().__init__(path)
        self.path, self.line = path, line

    def diagnostic(self, seconds: float) -> Diagnostic:
        """What to tell of it."""
        message = f"the page has not come to an end after {seconds:g} seconds of processor time"
        hint = "a loop or an include here may have no end; the content is not at fault"
        return Diagnostic(shown_path(self.path) if self.path else "", self.line, 1, "SF810", message, hint)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooLongError in what runs within, once it has computed for so many seconds.

    Waiting does not count, nor what the machine does meanwhile. Without effect outside the main thread and on systems that
    cannot tell.
    """
    if not CAN_TELL or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_: int, frame: FrameType | None) -> None:
        raise TooLongError(*_place(frame))

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _place(frame: FrameType | None) -> tuple[str, int]:
    """The innermost template that is being rendered, and its line."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return template.filename or "", template.get_corresponding_lineno(_line(frame))
        frame = frame.f_back
    return "", 1


def _line(frame: FrameType) -> int:
    """The line that a frame is at. The jump back of a loop is of no line: then it is the one before."""
    lines = (line for start, _, line in frame.f_code.co_lines() if line is not None and start <= frame.f_lasti)
    return frame.f_lineno or max(lines, default=1)
