"""What the repository gives an editor: its snippets are valid, its schema is the command's, its task reads our messages."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from click.testing import CliRunner

from standfirst.cli import main
from standfirst.diagnostics import Diagnostic
from standfirst.exchange import Exchange
from standfirst.exchanges.records import read_record
from standfirst.formats import write_findings
from tests.harness import ROOT
from tests.unit.newsroom import read

FOLDER = ROOT / ".vscode"
CLOCK = {"YEAR": "2026", "MONTH": "01", "DATE": "02", "HOUR": "03", "MINUTE": "04"}


def filled_in(name: str) -> str:
    """A snippet as it stands when each of its places is left as proposed; an address is completed."""
    body = "\n".join(json.loads((FOLDER / "standfirst.code-snippets").read_text("utf-8"))[name]["body"])
    body = re.sub(r"\$\{CURRENT_(\w+)\}", lambda found: CLOCK[found[1]], body)
    body = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", body)
    said = dict(re.findall(r"\$\{(\d+):([^}]*)\}", body))
    body = re.sub(r"\$\{(\d+)(?::[^}]*)?\}", lambda found: said[found[1]], body)
    return re.sub(r"\$\d", "", body).replace("https://", "https://a.example/")


def test_snippets_are_valid_as_proposed() -> None:
    article = filled_in("Article")
    more = f"sources:\n{filled_in('Source')}\n{filled_in('Image')}\n---\n\n{filled_in('Figures are right')}"
    for text in (article, article.replace("---\n\n", more)):
        manuscript, problems = read(text)
        assert manuscript, problems
    record, problems = read_record(filled_in("Record"), "x.yaml")
    assert record, problems


@pytest.mark.parametrize("name", ["kind", "status"])
def test_the_record_snippet_offers_every_word_that_there_is(name: str) -> None:
    text = (FOLDER / "standfirst.code-snippets").read_text("utf-8")
    found = re.search(rf'"{name}: \$\{{\d\|([a-z_,]+)\|\}}"', text[text.index('"Record"') :])
    assert found
    assert {*found[1].split(",")} == {*get_args(Exchange.model_fields[name].annotation)}


def test_the_task_reads_every_message_of_the_check() -> None:
    matcher: dict[str, Any] = json.loads((FOLDER / "tasks.json").read_text("utf-8"))["tasks"][0]["problemMatcher"]
    pattern = matcher["pattern"]
    error = Diagnostic("content/a: b.md", 12, 3, "SF012", "date: 'x:1:2' is not a date", "use YYYY-MM-DD [so]")
    for level in ("error", "warning", "note"):
        found = re.search(pattern["regexp"], write_findings([(error, level)], "text"))  # type: ignore[list-item]
        assert found
        assert [found[pattern[part]] for part in ("file", "line", "column", "code", "message", "severity")] == [
            *("content/a: b.md", "12", "3", "SF012"),
            "date: 'x:1:2' is not a date (use YYYY-MM-DD [so])",
            None if level == "error" else level,
        ]


def test_golden_schema_in_the_editors_folder_is_the_one_that_is_printed(pytestconfig: pytest.Config) -> None:
    printed, file = CliRunner().invoke(main, ["schema", "exchange"]).output, FOLDER / "exchange.schema.json"
    if pytestconfig.getoption("--update-golden"):
        file.write_text(printed, "utf-8")
    assert file.read_text("utf-8") == printed, "make golden"
    assert file.name in (FOLDER / "settings.json").read_text("utf-8")
