"""The demo site, built once for all tests that read it, in whatever process they run."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.harness import ROOT, Built
from tests.sites.commands import DEMO_EPOCH, run

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Demo:
    """A folder that the processes of one test run share."""

    shared: Path

    def __call__(self, settings: str) -> Built:
        """The demo site as a settings file of the repository builds it."""
        # Not in the repository's folder: a site must not depend on where the command is run.
        folder = self.shared / settings.removesuffix(".py")
        kept = self.shared / f"{folder.name}.built"
        with (self.shared / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                folder.mkdir()
                output = folder / "output"
                arguments = ["build", "--settings", str(ROOT / settings), "--output", str(output), "--state", "state"]
                self._copy_pictures(folder / "state")
                made = run(folder, "standfirst", *arguments, output=output, SOURCE_DATE_EPOCH=DEMO_EPOCH)
                kept.write_text(json.dumps([made.code, made.stdout, made.stderr]), "utf-8")
                if made.code == 0 and not (self.shared / "images").exists():
                    (folder / "state" / "images").rename(self.shared / "images")
        return Built(*json.loads(kept.read_text("utf-8")), folder / "output").checked()

    def lend_pictures(self, state: Path) -> None:
        """Give another build of the demo what this one has made of its pictures: to make them anew takes most of the time."""
        self("publishconf.py")
        self._copy_pictures(state)

    def _copy_pictures(self, state: Path) -> None:
        if (self.shared / "images").is_dir():
            shutil.copytree(self.shared / "images", state / "images", copy_function=os.link)
