"""The data package of the demo site's records passes Frictionless' own validator, and that can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package

from standfirst.exchanges.downloads import PACKAGE, file_names, write_csv, write_json, write_json_lines, write_package
from standfirst.exchanges.records import read_record
from standfirst.folder import Folder
from tests.harness import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def validate(descriptor: Path) -> dict[str, Any]:
    """What Frictionless says of a package."""
    report: dict[str, Any] = Package(descriptor.name, basepath=str(descriptor.parent)).validate().to_dict()
    return report


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The descriptor of the demo site's records, beside its files."""
    folder = Folder(ROOT / "content" / "exchanges", "exchanges")
    texts = [(folder.read_text(path)[0], path) for path in folder.files]
    records = [kept.record for text, path in texts if text and (kept := read_record(text, path)[0])]
    assert len(records) >= 55
    named = file_names()
    files = {
        named["csv"]: write_csv(records),
        named["json"]: write_json(records, licence_url=LICENCE),
        named["jsonl"]: write_json_lines(records),
        PACKAGE: write_package(
            records, title="Exchanges", description="D", licence_url=LICENCE, homepage="https://a.example/register"
        ),
    }
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    return tmp_path / PACKAGE


def test_the_data_package_is_valid(package: Path) -> None:
    report = validate(package)
    assert report["valid"], report
    assert {task["name"]: task["type"] for task in report["tasks"]} == {
        "exchanges-csv": "table",
        "exchanges-json": "json",
        "exchanges-jsonl": "table",
    }
    assert not report["warnings"]


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [("390,270,120", "390,many,120", "type-error"), ("390,270,120", "390,-270,120", "constraint-error"), (",exchange,", ",swap,", "constraint-error"), ("2025-05-24,", "2025-05-23,", "primary-key"), ("2025-05-24,", "2025-05-23,", "hash-count")],
)  # fmt: skip
def test_a_planted_mistake_is_found(package: Path, before: str, after: str, error: str) -> None:
    table = package.with_name("exchanges.csv")
    text = table.read_bytes().decode()
    assert before in text
    table.write_bytes(text.replace(before, after, 1).encode())
    report = validate(package)
    assert not report["valid"]
    assert error in {found["type"] for task in report["tasks"] for found in task["errors"]}
