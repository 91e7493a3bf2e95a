"""Headings are in order, or told of at the mark that makes them headings."""

from __future__ import annotations

import pytest

from standfirst.desk.proofs.headings import check_headings
from tests.unit.newsroom import read

CASES = {
    "## A\n\n### B\n\n#### C\n\n## D\n\n### E\n": [],
    "# The talks\n\n## A\n": [],  # the headline again: a build takes it out
    "## A\n\n#### B\n\n##### C\n": [(7, 1, "'B' is an h4 below an h2 (make it an h3: ###)")],
    "### A\n": [(5, 1, "'A' is an h3 below the headline (make it an h2: ##)")],
    "Text.\n\n# A\n\n## B\n\n### C\n": [(7, 1, "'A' is an h1, as the headline is (begin it with ##)")],
    "## A\n\n<h5 id='x'>B</h5>\n": [(7, 1, "'B' is an h5 below an h2 (make it an h3: ###)")],
    "> #### Within\n": [(5, 1, "'Within' is an h4 below the headline (make it an h2: ##)")],
    "A\n=\n\nText\n\nB\n-\n": [(5, 1, "'A' is an h1, as the headline is (begin it with ##)")],
    "```\n#### no heading\n```\n": [],
}


@pytest.mark.parametrize("body", CASES)
def test_a_level_that_is_left_out_is_told_at_its_mark(body: str) -> None:
    manuscript, problems = read(f"---\ntitle: The talks\ndate: 2025-05-16\n---\n{body}")
    assert manuscript, problems
    found = [(each.line, each.column, f"{each.message} ({each.hint})") for each in check_headings(manuscript)]
    assert found == CASES[body]
