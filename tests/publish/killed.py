"""Publishes, and dies by SIGKILL as the n-th step of a phase begins: python killed.py SETTINGS STATE TREE EDITION PHASE N."""

import os
import signal
import sys
from pathlib import Path

from standfirst.publish.choose import open_target
from standfirst.publish.release import Terms, publish
from standfirst.publish.target import Step
from tests.publish.places import SETTINGS, make_tree


def main(settings: str, state: str, folder: str, edition: str, phase: str, number: str) -> None:
    target = SETTINGS.validate_json(settings)
    left = int(number)

    def die(step: Step) -> None:
        nonlocal left
        left -= step.phase == phase
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    tree = make_tree(Path(folder), int(edition))
    publish(open_target(target, "here", Path(state)), tree, Terms(keep=target.keep), die)


if __name__ == "__main__":
    main(*sys.argv[1:])
