"""What Pelican and its plugins log as an error, and then go on from."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def logged_errors(found: list[Diagnostic]) -> Iterator[None]:
    """Turn what Pelican logs as an error, and then goes on from, into findings."""

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = " ".join(record.getMessage().split())
            cause = f": {record.exc_info[1]}" if record.exc_info else ""
            code = "SF811" if "plugin" in message.lower() else "SF812"
            found.append(Diagnostic("", 1, 1, code, f"{message}{cause}"))

    logger, collector = logging.getLogger("pelican"), Collector(logging.ERROR)
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
