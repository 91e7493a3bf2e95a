"""The project's commands as processes, for what a site in the harness does not show: any folder, any surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests import loaded
from tests.harness import ROOT, SECONDS_A_BUILD_MAY_TAKE, Built

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "HOME")
EPOCH = "1767323045"
"""SOURCE_DATE_EPOCH for 2026-01-02T03:04:05Z."""
DEMO_EPOCH = "1782864000"
"""SOURCE_DATE_EPOCH for 2026-07-01T00:00:00Z: all of the demo site is published."""


FROM_THE_START = ("PYTHON", "LC_", "LANG")
"""How the surroundings begin that Python reads when it starts, and never again."""


def run(folder: Path, module: str, *arguments: str, output: Path | None = None, **surroundings: str) -> Built:
    """Run `python -m module` in `folder`. The clock stands at EPOCH unless `surroundings` say otherwise."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # As in CI: on a slow machine a build would tell how far it is.
    ours = {"CI": "true", "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1"}
    environment = kept | ours | surroundings
    if module == "standfirst" and not any(name.startswith(FROM_THE_START) for name in surroundings):
        return loaded.run(folder, *arguments, output=output or folder / "output", environment=environment)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=SECONDS_A_BUILD_MAY_TAKE,
        check=False,
    )
    return Built(done.returncode, done.stdout, done.stderr, output or folder / "output")
