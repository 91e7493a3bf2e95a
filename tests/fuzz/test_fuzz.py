"""Some seconds of guided fuzzing in each run of the suite; `make fuzz SECONDS=600` takes longer."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.fuzz.run import SEEDS
from tests.fuzz.targets import TARGETS
from tests.harness import ROOT


@pytest.mark.parametrize("target", ["front_matter", "markdown_guard"])
def test_no_input_gives_a_traceback(target: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", "6", target], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Instrumenting standfirst.clean" in done.stderr


def test_each_target_takes_its_seeds() -> None:
    assert SEEDS.keys() == TARGETS.keys()
    for name, seeds in SEEDS.items():
        for seed in seeds:
            TARGETS[name](seed)
