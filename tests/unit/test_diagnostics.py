from __future__ import annotations

import re
from dataclasses import replace

from standfirst.diagnostics import CODES, BuildError, Diagnostic, Severity, severity, sort_out
from tests.harness import ROOT


def test_a_finding_is_printed_on_one_line_with_its_place_and_its_hint() -> None:
    finding = Diagnostic("content/x.md", 7, 10, "SF012", "date: 'a\nb' is not a date", "use YYYY-MM-DD")
    assert str(finding) == "content/x.md:7:10: SF012 date: 'a b' is not a date (use YYYY-MM-DD)"
    assert str(Diagnostic("", 1, 1, "SF901", "the folder is a file")) == "SF901 the folder is a file"
    assert str(BuildError(finding)) == str(finding)


def test_a_finding_is_moved_below_a_folder() -> None:
    finding = Diagnostic("x.md", 1, 2, "SF012", "m")
    assert finding.under("content").path == "content/x.md"
    assert finding.under("") == finding


def test_findings_come_once_each_in_order_of_place_and_as_severe_as_the_settings_say() -> None:
    def at(path: str, line: int, column: int, code: str) -> Diagnostic:
        return Diagnostic(path, line, column, code, "m")

    first, second, third = at("a.md", 2, 9, "SF012"), at("a.md", 10, 1, "SF011"), at("b.md", 1, 1, "SF010")
    warning, ignored = at("a.md", 1, 1, "SF107"), at("a.md", 1, 1, "SF013")
    note = replace(at("a.md", 3, 1, "SF205"), level="note")
    found = [third, ignored, second, first, note, warning, first]
    assert sort_out(found, {"SF013": "ignore"}) == ([first, second, third], [warning], [note])
    changed: dict[str, Severity] = {"SF013": "ignore", "SF107": "error", "SF010": "warning", "SF205": "ignore"}
    assert sort_out(found, changed) == ([warning, first, second], [third], [])
    assert severity("SF107", {}) == "warning"


def test_every_code_that_the_package_uses_is_described() -> None:
    sources = [file for file in (ROOT / "standfirst").rglob("*.py") if file.name != "diagnostics.py"]
    used = {code for file in sources for code in re.findall(r'"(SF\d{3})"', file.read_text("utf-8"))}
    assert used <= CODES.keys()
    for _, meaning in CODES.values():
        assert meaning.endswith(".")
