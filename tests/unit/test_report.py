from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.report import LAST_BUILD, Report, shown_path, sorted_report

if TYPE_CHECKING:
    import pytest

ERROR = Diagnostic("x.md", 7, 10, "SF012", "date: 'а' is not a date", "use YYYY-MM-DD")
WARNING = Diagnostic("x.md", 1, 1, "SF107", "no alt")


def test_findings_go_to_standard_error_and_what_was_built_to_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").mkdir()
    sorted_report([WARNING, ERROR, ERROR], {}).show(tmp_path / "output")
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{WARNING} [warning]\n{ERROR}\n1 error. output/ is as it was.\n"
    Report(
        articles=1,
        pages=1200,
        repeats=[(WARNING, "settle"), (WARNING, "settle"), (ERROR, "warn"), (ERROR, "ignore")],
        switched=True,
        seconds=1.26,
    ).show(tmp_path / "output")
    assert capsys.readouterr() == (
        "Built 1 article and 1,200 pages in output/ in 1.3 s; 2 repeats settled, 1 repeat reported.\n",
        "",
    )


def test_the_last_builds_findings_are_kept_where_an_editor_can_read_them(tmp_path: Path) -> None:
    sorted_report([WARNING, ERROR], {}).keep(tmp_path / "a" / "state")
    rows = json.loads((tmp_path / "a" / "state" / LAST_BUILD).read_text("utf-8"))
    assert rows[1] == {
        "path": "x.md",
        "line": 7,
        "column": 10,
        "code": "SF012",
        "severity": "error",
        "message": "date: 'а' is not a date",
        "hint": "use YYYY-MM-DD",
    }
    assert [row["severity"] for row in rows] == ["warning", "error"]


def test_a_path_is_shown_as_a_person_in_this_folder_would_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "a" / "b") == str(Path("a", "b"))
    assert shown_path(tmp_path.parent / "b") == str(tmp_path.parent / "b")
