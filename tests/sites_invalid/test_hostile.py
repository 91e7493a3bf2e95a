"""Hostile and careless content is refused with its place, or built and harmless: the cases of tests/sites_invalid/hostile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from standfirst import prose
from tests.harness import ROOT
from tests.sites_invalid.hostile import Case, cases, run_alone, run_together, table

if TYPE_CHECKING:
    from pathlib import Path

ALL = cases()
GROUPS = list(dict.fromkeys(case.group for case in ALL))
TABLE = re.compile(r"<!-- hostile: begin -->\n\n(.*?)\n\n<!-- hostile: end -->", re.DOTALL)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stopped after five seconds elsewhere is stopped sooner here, and is stopped in the same way."""
    monkeypatch.setattr(prose, "MOST_SECONDS", 0.3)


@pytest.mark.parametrize("group", GROUPS)
def test_each_hostile_thing_is_refused_or_harmless_and_touches_no_other(tmp_path: Path, group: str) -> None:
    """All of a group in one site: each is told at its place or has its page, whatever the others are."""
    together = [case for case in ALL if case.group == group and not case.alone]
    assert {name: said for name, said in run_together(tmp_path, together).items() if said} == {}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL if case.alone])
def test_a_site_with_one_hostile_thing_is_refused_whole_or_built_whole(tmp_path: Path, case: Case) -> None:
    assert run_alone(tmp_path, case) == []


def test_there_are_more_cases_than_we_were_measured_with_and_the_documents_count_them() -> None:
    """`make security` builds every case with the limits as they are, and prints this table."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    found = TABLE.search(text)
    assert found is not None
    assert found[1] == table(ALL)
    assert len(ALL) > 189
    assert len({(case.group, case.name) for case in ALL}) == len(ALL)
