"""What a failed build told its writer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.harness import Built

SUMMARY = re.compile(r"[\d,]+ errors?\..*")
CODE = re.compile(r"\bSF\d{3}\b")


def told(built: Built) -> list[str]:
    """The diagnostics, in the order printed, without the closing line. Nobody is shown a traceback or a log."""
    assert "Traceback" not in built.stdout + built.stderr
    lines = [line for line in built.stderr.splitlines() if not SUMMARY.fullmatch(line)]
    assert [line for line in lines if not CODE.search(line)] == []
    return lines
