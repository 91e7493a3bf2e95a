"""Findings in each form, whatever the paths and words in them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from standfirst.diagnostics import Diagnostic
from standfirst.formats import write_findings, write_repeats

if TYPE_CHECKING:
    from standfirst.formats import Found

ODD = Diagnostic(
    "content/a, b:50%\n#ї.md", 3, 7, "SF301", "100% «words»\r\nmore: ::error::", "mend, it", "exact", "«words»",
    ("content/c d.md", 9, 1), "error",
)  # fmt: skip
BARE = Diagnostic("", 1, 1, "SF802", "a setting")
FOUND: list[Found] = [(ODD, "error"), (BARE, "warning")]


def test_json_has_an_object_a_finding_and_nothing_that_is_not_known() -> None:
    odd, bare = json.loads(write_findings(FOUND, "json"))
    assert odd == {
        "path": ODD.path, "line": 3, "column": 7, "code": "SF301", "severity": "error", "message": ODD.message,
        "hint": "mend, it", "verdict": "exact", "text": "«words»",
        "other": {"path": "content/c d.md", "line": 9, "column": 1},
    }  # fmt: skip
    assert bare.keys() == {"path", "line", "column", "code", "severity", "message", "hint"}
    assert write_findings([], "json") == "[]"


def test_text_is_one_line_a_finding() -> None:
    first, second = write_findings([(ODD, "warning"), (BARE, "error")], "text").splitlines()
    assert first == "content/a, b:50% #ї.md:3:7: SF301 100% «words» more: ::error:: (mend, it) [warning]"
    assert second == "SF802 a setting"


def test_annotations_escape_what_would_end_them() -> None:
    first, second = write_findings(FOUND, "github").split("\n")
    assert first == (
        "::error file=content/a%2C b%3A50%25%0A#ї.md,line=3,col=7,title=SF301"
        "::100%25 «words»%0D%0Amore: ::error:: (mend, it)"
    )
    assert second.startswith("::warning ")


def test_gitlab_gets_one_fingerprint_a_finding_whatever_its_line() -> None:
    moved = replace(ODD, line=90)
    odd, bare, again = json.loads(write_findings([*FOUND, (moved, "error")], "gitlab"))
    assert odd["location"] == {"path": ODD.path, "lines": {"begin": 3}}
    assert (odd["check_name"], odd["severity"], bare["severity"]) == ("SF301", "major", "minor")
    assert len({odd["fingerprint"], bare["fingerprint"], again["fingerprint"]}) == 3
    assert json.loads(write_findings([(moved, "error")], "gitlab"))[0]["fingerprint"] == odd["fingerprint"]


def test_sarif_is_of_version_2_1_0_with_uris_and_both_places() -> None:
    log = json.loads(write_findings(FOUND, "sarif"))
    (run,) = log["runs"]
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "standfirst"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SF301", "SF802"]
    odd, bare = run["results"]
    assert (odd["ruleId"], odd["level"]) == ("SF301", "error")
    assert odd["message"]["text"].endswith("(mend, it)")
    (here,), (there,) = odd["locations"], odd["relatedLocations"]
    assert here["physicalLocation"] == {
        "artifactLocation": {"uri": "content/a%2C%20b%3A50%25%0A%23%D1%97.md"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert there["physicalLocation"]["artifactLocation"] == {"uri": "content/c%20d.md"}
    assert bare["locations"] == []
    assert "relatedLocations" not in bare


def test_repeats_are_in_the_order_of_their_places_each_with_its_action() -> None:
    first = Diagnostic("content/a", 1, 1, "SF303", "m", verdict="near", text="t", level="ignore")
    rows = json.loads(write_repeats([(ODD, "error"), (first, "settle")]))
    assert [(row["path"], row["action"], row["severity"]) for row in rows] == [
        ("content/a", "settle", "ignore"),
        (ODD.path, "error", "error"),
    ]
    assert json.loads(write_repeats([])) == []
