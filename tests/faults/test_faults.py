"""Whatever happens around a build: a whole site stands, the person is told in plain words, and the next build repairs."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.faults import machine
from tests.faults.cases import FAULTS, Fault
from tests.faults.table import BEGIN, END, PAGE, table
from tests.harness import Built, Site

if TYPE_CHECKING:
    from pathlib import Path


def sums(site: Site) -> dict[str, str]:
    return Built(0, "", "", site.root / "output").sums()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built, one article of which has been changed since."""
    site = Site(tmp_path_factory.mktemp("faults") / "site").write(machine.PLAIN + machine.ARTICLES)
    article = site.root / "content/articles/told-3.md"
    article.write_text(article.read_text("utf-8") + "\n![A square]({static}/images/square.png)\n", "utf-8")
    (site.root / "content/images").mkdir()
    Image.new("RGB", (400, 300), "#336699").save(site.root / "content/images/square.png")
    machine.run(site).checked()
    return site.write(machine.CHANGE)


@pytest.fixture(scope="module")
def new(standing: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a clean build makes of it."""
    clean = machine.copy(standing, tmp_path_factory.mktemp("clean") / "site")
    for folder in ("output", "state"):
        shutil.rmtree(clean.root / folder)
    machine.run(clean).checked()
    return sums(clean)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.group}: {fault.name}")
def test_a_whole_site_stands_whatever_happens(
    fault: Fault, standing: Site, new: dict[str, str], tmp_path: Path
) -> None:
    site = machine.copy(standing, tmp_path / "site")
    old = sums(site)
    assert old != new
    allowed = {"old": [old], "new": [new], "either": [old, new]}[fault.stands]
    met = 0
    for built in fault.happen(site):
        met += 1
        said = built.stdout + built.stderr
        assert built.code in fault.statuses, said
        assert "Traceback" not in said
        assert re.search(fault.told, built.stderr.replace("\n", " ")), said
        if (site.root / "output").exists() and fault.name != "The clock stands at 2100":
            assert sums(site) in allowed
    assert met, "the fault did not happen"
    repaired = machine.run(site)
    assert repaired.code == 0, repaired.stderr
    assert sums(site) == new
    assert machine.leftovers(site) == []


def test_the_table_in_the_documents_is_that_of_these_cases() -> None:
    """`python -m tests.faults.table` writes it."""
    text = PAGE.read_text("utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].strip() == table().strip()
