"""The look at written files finds nothing wrong with a site that is right, and what is wrong with one that is not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from standfirst.config import Config
from standfirst.publish.inspect import Rules, inspect
from standfirst.publish.tree import seal
from standfirst.release_settings import Budgets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo import Demo


def test_the_demo_is_fit_to_be_published_and_a_missing_card_is_not(demo: Demo, tmp_path: Path) -> None:
    """Pictures in sets, cards of networks, feeds, sitemaps, search and data: no false alarm; one lost file is one."""
    site = tmp_path / "site"
    shutil.copytree(demo("publishconf.py").output, site)
    rules = Rules("https://standfirst.example", Budgets(), Config.model_fields["draft_words"].default)

    def found() -> list[str]:
        tree = seal(site, tmp_path / "beside", built="2026-01-01T00:00:00Z", commit="", stories={})
        return [str(each) for each in inspect(tree, rules)]

    assert found() == []
    next((site / "cards").rglob("*.png")).unlink()
    told = found()
    assert [line.split(": ")[1] for line in told] == ["SF958 a link leads to nothing"], told
