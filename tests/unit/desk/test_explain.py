"""Every code is explained, and its examples are what they say: the wrong one has it, the right one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.desk.explain import UnknownCodeError, explain, list_codes
from standfirst.desk.explanations import EXPLANATIONS
from standfirst.diagnostics import CODES, SETTABLE
from standfirst.exchanges.checks import check_records
from standfirst.exchanges.records import read_record
from tests.unit.newsroom import NOW, edit, read

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("SF003", "SF004", "SF005", "SF008", "SF010", "SF011", "SF012", "SF013", "SF014", "SF015")
RECORDS = ("SF203", "SF204", "SF207", "SF208", "SF209", "SF210")
TIMES = ("SF120", "SF121", "SF122")
REPEATS = ("SF301", "SF304", "SF305")
RECORD = """id: "2025-05-23"
kind: exchange
date: "2025-05-23"
status: completed
parties: [UA, RU]
sources: [{title: T, url: https://a.example/}]
"""


def test_every_code_is_explained_and_no_other() -> None:
    assert EXPLANATIONS.keys() == CODES.keys()
    assert [line.split()[0] for line in list_codes().splitlines()] == list(CODES)
    for code, (severity, meaning) in CODES.items():
        text = explain(code.lower().removeprefix("sf"))
        assert text.startswith(f"{code} [{severity}] {meaning}\n")
        assert ("STANDFIRST_SEVERITY" in text) == (code in SETTABLE), code
        assert ("STANDFIRST_REPEATS" in text) == code.startswith("SF3"), code


@pytest.mark.parametrize("code", FIELDS)
def test_examples_of_fields_are_what_they_say(code: str) -> None:
    for example, wrong in ((EXPLANATIONS[code].wrong, True), (EXPLANATIONS[code].right, False)):
        given = "".join(
            f"{line}\n" for line in ("title: A", "date: 2025-01-01") if f"\n{line[:5]}" not in f"\n{example}"
        )
        _, problems = read(f"---\n{given}{example}\n---\nText.\n")
        assert [problem.split()[1] for problem in problems] == [code] * wrong, problems


@pytest.mark.parametrize("code", TIMES)
def test_examples_of_times_are_what_they_say(code: str, tmp_path: Path) -> None:
    for number, (example, wrong) in enumerate(((EXPLANATIONS[code].wrong, True), (EXPLANATIONS[code].right, False))):
        text = f"---\ntitle: A\ndate: 2025-01-01\n{example}\n---\nText.\n"
        edited = edit(tmp_path / str(number), {"a.md": text}, TIMEZONE="Europe/Kyiv")
        assert edited.codes == [code] * wrong


@pytest.mark.parametrize("code", RECORDS)
def test_examples_of_records_are_what_they_say(code: str) -> None:
    for example, wrong in ((EXPLANATIONS[code].wrong, True), (EXPLANATIONS[code].right, False)):
        text = "".join(f"{line}\n" for line in RECORD.splitlines() if f"\n{line[:6]}" not in f"\n{example}") + example
        kept, problems = read_record(text, "x.yaml")
        assert kept, problems
        assert {problem.code for problem in check_records({"x": kept}, NOW)} == ({code} if wrong else set())


@pytest.mark.parametrize("code", REPEATS)
def test_examples_of_repeats_are_what_they_say(tmp_path: Path, code: str) -> None:
    for number, example in enumerate((EXPLANATIONS[code].wrong, EXPLANATIONS[code].right)):
        end = "" if "\n---\n" in example else "---\n"
        text = f"---\ntitle: The talks\ndate: 2025-01-01\nauthors: [Liam]\n{end}{example}\n"
        edited = edit(tmp_path / str(number), {"x.md": text})
        assert not edited.problems
        assert (code in {found.code for found, _ in edited.desk.repeats}) == (number == 0), edited.desk.repeats


@pytest.mark.parametrize(
    ("given", "hint"),
    [("SF312", "SF310"), ("sf108", "SF107"), ("", "lists them all"), ("²", "lists them all")],
)
def test_a_code_that_there_is_not_names_the_nearest(given: str, hint: str) -> None:
    with pytest.raises(UnknownCodeError, match=hint):
        explain(given)
