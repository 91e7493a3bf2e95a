"""A publisher that dies by SIGKILL as the n-th step of a phase begins: a process of its own calls it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from standfirst.publish.choose import open_target
from standfirst.publish.release import Terms, publish
from tests.publish.places import SETTINGS, make_tree

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.publish.target import Step


def publish_and_die(settings: str, state: Path, folder: Path, edition: int, phase: str, number: int) -> None:
    """Publish an edition from `folder` with settings in JSON, up to a step."""
    target, left = SETTINGS.validate_json(settings), number

    def die(step: Step) -> None:
        nonlocal left
        left -= step.phase == phase
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    publish(open_target(target, "here", state), make_tree(folder, edition), Terms(keep=target.keep), die)
