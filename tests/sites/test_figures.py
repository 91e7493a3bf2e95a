"""The words of articles against the exchange record, with places in files, and what a writer can say to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from standfirst.figures import check_figures, quiet_lines
from tests.harness import ROOT
from tests.sites.commands import run
from tests.unit.newsroom import article, edit, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.diagnostics import Diagnostic
    from tests.harness import Site

RECORD = """id: "{day}"
kind: exchange
date: "{day}"
status: completed
parties: [UA, RU]
returned:
  UA: {{total: {total}, military: {total}, civilian: 0}}
  RU: {{total: {total}, military: {total}, civilian: 0}}
sequence: {{since_invasion: {number}, basis: "Coordination Headquarters"}}
mediators:
  - {{country: AE, name: "United Arab Emirates", role: mediator}}
sources:
  - {{title: "Prisoners come home", url: "https://news.example/{day}"}}
"""
RECORDS = {
    f"exchanges/{day}.yaml": RECORD.format(day=day, total=total, number=number)
    for day, total, number in [("2025-03-19", 175, 62), ("2025-04-19", 246, 63)]
}


def _findings(root: Path, files: Mapping[str, str]) -> list[Diagnostic]:
    edited = edit(root, dict(files))
    assert edited.problems == []
    manuscripts = {}
    for path, text in files.items():
        if path.endswith(".md"):
            manuscripts[path] = read(text, path=path)[0]
    check_figures(edited.desk, edited.stories, {path: m for path, m in manuscripts.items() if m})
    return sorted(edited.desk.problems)


def _on_april(body: str, **fields: str) -> dict[str, str]:
    fields = {"date": "2025-04-19", "exchange": '"2025-04-19"'} | fields
    return RECORDS | {"x.md": article(fields.pop("title", "Prisoners return"), body, **fields)}


def test_the_classic_muddle_has_four_findings_with_both_places(tmp_path: Path) -> None:
    """Each figure's with the record that it belongs to, where a writer finds it in the file."""
    body = "Ukraine and Russia held their *62nd* exchange on [19 March](https://a.example/).\n\n175 people\nreturned to each side, on Armenian soil."
    found = _findings(tmp_path, _on_april(body))
    assert [(d.line, d.column, d.code, d.text) for d in found] == [
        (6, 32, "SF212", "62nd exchange"),
        (6, 51, "SF213", "19 March"),
        (8, 1, "SF212", "175 people"),
        (9, 27, "SF214", "Armenian"),
    ]
    march = "content/exchanges/2025-03-19.yaml"
    assert [d.other for d in found] == [
        (march, 9, 28),
        (march, 3, 7),
        (march, 7, 15),
        ("content/exchanges/2025-04-19.yaml", 11, 3),
    ]
    assert str(found[0]) == (
        "x.md:6:32: SF212 '62nd exchange' is the exchange of 19 March 2025 (content/exchanges/2025-03-19.yaml:9:28); "
        "this one is the 63rd (correct it, or put <!-- figures: ok --> into the paragraph)"
    )


def test_the_command_tells_an_editor_the_four_findings_and_their_records(site: Site) -> None:
    """The muddle in other words: an ordinal without its noun, and a date beside it."""
    body = """Russia and Ukraine carried out another exchange of prisoners on 19 March, the 62nd since the full-scale invasion began.

Each side handed over 175 people. The handover took place on Armenian soil, officials said, after mediation by the United Arab Emirates.
"""
    for path, text in _on_april(body).items():
        site.write(f"-- content/{path} --\n{text}")
    done = run(site.root, "standfirst", "check", "--content", "content", "--format", "json").checked()
    rows = [row for row in json.loads(done.stdout) if row["path"] == "content/x.md"]
    march = {"path": "content/exchanges/2025-03-19.yaml"}
    april = {"path": "content/exchanges/2025-04-19.yaml"}
    assert [(row["line"], row["column"], row["code"], row["text"], row["other"]) for row in rows] == [
        (6, 65, "SF213", "19 March", march | {"line": 3, "column": 7}),
        (6, 79, "SF212", "62nd", march | {"line": 9, "column": 28}),
        (8, 23, "SF212", "175 people", march | {"line": 7, "column": 15}),
        (8, 62, "SF214", "Armenian", april | {"line": 11, "column": 3}),
    ]


def test_headline_and_summary_are_read_too(tmp_path: Path) -> None:
    found = _findings(
        tmp_path, _on_april("246 came home.", title='"175 for 175"', summary="The 62nd exchange since the invasion.")
    )
    assert [(d.line, d.column, d.text, "figures: ok" in d.hint) for d in found] == [
        (2, 8, "175", False),
        (5, 10, "62nd exchange", False),
    ]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("The 62nd exchange <!-- figures: ok --> of prisoners.\n\n175 prisoners each returned.", ["175 prisoners"]),
        (
            "<!-- Figures:OK -->\n\nThe 62nd exchange of prisoners.\n\nThe 62nd exchange of prisoners.",
            ["62nd exchange"],
        ),
        ("- 175 prisoners each <!-- figures: ok -->\n- the 62nd exchange", ["62nd exchange"]),
        (
            "| a | b |\n|---|---|\n| 175 prisoners each | <!-- figures: ok --> |\n| the 62nd exchange | |",
            ["62nd exchange"],
        ),
        ("<!-- figures: ok -->\n\n## Heading\n\n175 prisoners each returned.", ["175 prisoners"]),
    ],
)
def test_a_writer_can_say_that_figures_are_right(tmp_path: Path, body: str, texts: list[str]) -> None:
    """For a paragraph, an item or a row, and for nothing else."""
    assert [d.text for d in _findings(tmp_path, _on_april(body))] == texts


def test_only_articles_that_name_a_record_are_read(tmp_path: Path) -> None:
    files = RECORDS | {"x.md": article(body="The 62nd exchange of 19 March returned 175 prisoners each.")}
    assert _findings(tmp_path, files) == []


def test_lines_without_the_comment_are_not_quiet() -> None:
    assert quiet_lines("a\n\nb\n") == frozenset()
    assert quiet_lines("a <!-- figures: ok -->\nb\n\nc") == {1, 2}


def test_the_demo_is_clean(tmp_path: Path) -> None:
    """None of its articles contradicts its records; nothing in them is a false alarm."""
    files = {}
    for folder in ("exchanges", "articles"):
        for file in sorted((ROOT / "content" / folder).iterdir()):
            files[f"{folder}/{file.name}"] = file.read_text("utf-8")
    edited = edit(tmp_path, dict(files))
    edited.desk.problems.clear()
    manuscripts = {path: read(text, path=path)[0] for path, text in files.items() if path.endswith(".md")}
    check_figures(edited.desk, edited.stories, {path: m for path, m in manuscripts.items() if m})
    assert [str(d) for d in edited.desk.problems] == []
