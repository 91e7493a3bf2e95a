"""What `check` shows: every finding by place, settled repeats too, of the paths that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.desk.check import findings
from standfirst.diagnostics import Diagnostic
from standfirst.report import Report

if TYPE_CHECKING:
    from pathlib import Path


def _repeat(path: str, level: str) -> Diagnostic:
    return Diagnostic(path, 4, 1, "SF301", "m", verdict="exact", level=level)  # type: ignore[arg-type]


def _report() -> Report:
    settled, ignored = _repeat("content/b.md", "ignore"), _repeat("content/c.md", "ignore")
    warned = _repeat("content/b/d.md", "warning")
    wrong = Diagnostic("content/a.md", 2, 1, "SF012", "m")
    repeats = [(settled, "settle"), (ignored, "ignore"), (warned, "warn")]
    return Report([wrong], [warned], repeats=repeats)  # type: ignore[arg-type]


def test_settled_repeats_are_warnings_and_ignored_ones_are_not_shown() -> None:
    shown = [(found.path, found.level, level) for found, level in findings(_report())]
    assert shown == [
        ("content/a.md", "", "error"),
        ("content/b.md", "warning", "warning"),
        ("content/b/d.md", "warning", "warning"),
    ]


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["content"], ["content/a.md", "content/b.md", "content/b/d.md"]),
        (["content/b"], ["content/b/d.md"]),
        (["./content/../content/b.md"], ["content/b.md"]),
        (["content/c.md"], []),
        (["content/a.md", "content/b/"], ["content/a.md", "content/b/d.md"]),
    ],
)
def test_paths_are_files_and_folders_however_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], shown: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [found.path for found, _ in findings(_report(), paths)] == shown
    assert [found.path for found, _ in findings(_report(), [str(tmp_path / path) for path in paths])] == shown
