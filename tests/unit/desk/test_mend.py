"""A summary taken out of its file: its own lines, and no other byte."""

from __future__ import annotations

import pytest

from standfirst.desk.mend import Mended, mend_summary
from tests.unit.newsroom import read

CASES = {
    "---\ntitle: A\nsummary: B\ndate: 2025-01-01\n---\nB\n": "---\ntitle: A\ndate: 2025-01-01\n---\nB\n",
    "---\ntitle: A\ndate: 2025-01-01\nsummary: >\n  B\n\n  c\n\n# d\n---\nB\n": "---\ntitle: A\ndate: 2025-01-01\n\n# d\n---\nB\n",
    "---\n# x\nsummary: 'B\n\n  c' # d\ntitle: A\ndate: 2025-01-01\n---\n": "---\n# x\ntitle: A\ndate: 2025-01-01\n---\n",
    "\ufefftitle: A\r\nsummary: B\r\n    c\r\ndate: 2025-01-01\r\n\r\nB": "\ufefftitle: A\r\ndate: 2025-01-01\r\n\r\nB",
    "---\ntitle: A\x85B\u2028C\nsummary: B\ndate: 2025-01-01\n---\n": "---\ntitle: A\x85B\u2028C\ndate: 2025-01-01\n---\n",
    "---\n{title: A, summary: B, date: 2025-01-01}\n---\nB\n": None,
    "---\n{title: A,\nsummary: B, date: 2025-01-01,\ncategory: C}\n---\nB\n": None,
    "---\n{title: A,\nsummary: B,\ndate: 2025-01-01}\n---\nB\n": None,
    "---\ntitle: A\ndate: 2025-01-01\n---\nB\n": None,
}


@pytest.mark.parametrize("text", CASES)
def test_only_the_lines_of_the_summary_go(text: str) -> None:
    manuscript, problems = read(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert manuscript, problems
    made = mend_summary(text, manuscript)
    assert made == CASES[text]
    if made:
        diff = Mended("a.md", text, made).diff.split("\n")
        gone = [line[1:] for line in diff if line.startswith("-") and not line.startswith("---")]
        assert gone[0].startswith("summary:")
        assert not [line for line in diff[2:] if line.startswith("+")]
        again, _ = read(made.removeprefix("\ufeff").replace("\r\n", "\n"))
        assert again
        assert mend_summary(made, again) is None


def test_a_file_that_is_not_what_was_checked_is_left_alone() -> None:
    manuscript, _ = read("---\ntitle: A\nsummary: B\ndate: 2025-01-01\n---\nB\n")
    assert manuscript
    for other in (
        "",
        "---\ntitle: A\n",
        "---\ntitle: A\ndate: 2025-01-01\nsummary: B\n---\n",
        "---\ntitle: A\nsummary: C\n---\n",
    ):
        assert mend_summary(other, manuscript) is None
