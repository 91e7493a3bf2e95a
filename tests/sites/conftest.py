"""The demo site, built once for all tests that read it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, Built
from tests.sites.commands import DEMO_EPOCH, run

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """A function that gives the demo site as a settings file of the repository builds it."""

    @cache
    def build(settings: str) -> Built:
        # Not in the repository's folder: a site must not depend on where the command is run.
        folder = tmp_path_factory.mktemp("demo")
        output = folder / "output"
        arguments = ("build", "--settings", str(ROOT / settings), "--output", str(output), "--state", "state")
        return run(folder, "standfirst", *arguments, output=output, SOURCE_DATE_EPOCH=DEMO_EPOCH).checked()

    return build
