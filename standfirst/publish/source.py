"""Which commit the sources of a site are at."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def commit_of(folder: Path) -> str:
    """The commit that a folder is at, with -dirty where its files differ from it; empty without git or a commit."""
    git = shutil.which("git")
    if not git:
        return ""
    head = subprocess.run(
        [git, "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, encoding="utf-8", check=False
    )
    if head.returncode:
        return ""
    command = [git, "-C", str(folder), "status", "--porcelain", "--untracked-files=no", "."]
    changed = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout.strip()
    return head.stdout.strip() + ("-dirty" if changed else "")
