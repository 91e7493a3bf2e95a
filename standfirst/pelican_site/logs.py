"""What plugins do wrong, and what Pelican logs as an error and then goes on from."""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from standfirst.config import line_of_setting
from standfirst.diagnostics import Diagnostic
from standfirst.report import fault, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OURS = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
NOT_COPIED = ("A problem occurred copying", "While copying", "Skipped copy", "Cannot copy")
"""How Pelican begins its warnings about a file that it then leaves out."""
OWN_REPORT = "Could not process"
"""How Pelican begins its message about a file that our reader has reported already."""


def plugin_problem(error: BaseException, settings: Mapping[str, Any], hint: str = "") -> Diagnostic:
    """An exception as a finding: in the plugin's own code where it comes from there, else at the setting PLUGINS."""
    message = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename:
        return Diagnostic(shown_path(error.filename), error.lineno or 1, error.offset or 1, "SF811", message, hint)
    frame = plugin_frame(error, settings)
    if frame:
        return Diagnostic(shown_path(frame.filename), frame.lineno or 1, 1, "SF811", message, hint)
    file = str(settings.get("STANDFIRST_SETTINGS_FILE", ""))
    line = line_of_setting(file, "PLUGINS") if file else 1
    return Diagnostic(file, line, 1, "SF811", message, hint or "install the plugin, or take it out of PLUGINS")


def plugin_frame(error: BaseException, settings: Mapping[str, Any]) -> traceback.FrameSummary | None:
    """The innermost place in a plugin's own code that an exception passed through."""
    roots = [*settings.get("PLUGIN_PATHS", ()), os.getcwd()]
    roots = [os.path.join(os.path.realpath(root), "") for root in roots]
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if (path := os.path.realpath(frame.filename)).startswith(tuple(roots))
        and not path.startswith(OURS)
        and "site-packages" not in path
    ]
    return frames[-1] if frames else None


@contextmanager
def logged_errors(found: list[Diagnostic], settings: Mapping[str, Any]) -> Iterator[None]:
    """Turn what Pelican logs as an error, and then goes on from, into findings."""

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = " ".join(record.getMessage().split())
            if message.startswith(OWN_REPORT):
                return
            cause = record.exc_info[1] if record.exc_info else None
            arguments = record.args if isinstance(record.args, tuple) else ()
            error = cause or next((item for item in arguments if isinstance(item, BaseException)), None)
            if record.levelno < logging.ERROR:
                if message.startswith(NOT_COPIED):
                    found.append((error and fault(error)) or Diagnostic("", 1, 1, "SF902", message))
                return
            if error is not None and "plugin" in message.lower():
                found.append(plugin_problem(error, settings))
                return
            found.append(Diagnostic("", 1, 1, "SF812", f"{message}: {cause}" if cause else message))

    logger, collector = logging.getLogger("pelican"), Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
