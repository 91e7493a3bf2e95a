"""The downloads: whoever reads them has the records, whatever the records say."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchange import Exchange
from standfirst.exchanges.downloads import (
    as_of,
    dictionary,
    file_names,
    version_of,
    write_csv,
    write_json,
    write_json_lines,
    write_package,
)
from standfirst.exchanges.records import read_record
from standfirst.exchanges.table import read_rows
from standfirst.folder import Folder
from tests.harness import ROOT
from tests.unit.exchanges.values import EXCHANGES

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDS = st.lists(EXCHANGES, max_size=4, unique_by=lambda record: record.id)
BY_ID = "https://creativecommons.org/licenses/by/4.0/"


def made(**fields: Any) -> Exchange:
    start: dict[str, Any] = {"id": "2031-04-02", "kind": "exchange", "date": "2031-04-02", "status": "completed"}
    sources = [{"title": "T", "url": "https://a.example/"}]
    return Exchange.model_validate({**start, "parties": ["UA", "RU"], "sources": sources, **fields})


def demo_records() -> list[Exchange]:
    folder = Folder(ROOT / "content" / "exchanges", "exchanges")
    texts = [(folder.read_text(path)[0], path) for path in folder.files]
    return [kept.record for text, path in texts if text and (kept := read_record(text, path)[0])]


def read_back(records: Sequence[Exchange]) -> dict[str, Exchange]:
    kept, problems = read_rows(write_csv(records), "t.csv")
    assert problems == []
    return {item.record.id: item.record for item in kept}


@given(RECORDS)
def test_the_table_read_back_gives_the_same_records(records: list[Exchange]) -> None:
    assert read_back(records) == {record.id: record for record in records}


@given(RECORDS)
def test_json_and_json_lines_give_the_same_records(records: list[Exchange]) -> None:
    lines = [json.loads(line) for line in write_json_lines(records).split("\n")[:-1]]
    assert json.loads(write_json(records))["records"] == lines
    read = [Exchange.model_validate({k: v for k, v in line.items() if v is not None}) for line in lines]
    assert sorted(read, key=lambda r: r.id) == sorted(records, key=lambda r: r.id)


def test_the_demo_site_s_table_gives_its_records_and_its_columns_do_not_hang_on_what_is_filled_in() -> None:
    records = demo_records()
    assert len(records) >= 55
    assert read_back(records) == {record.id: record for record in records}
    names = [entry.name for entry in dictionary(records)]
    assert names == [entry.name for entry in dictionary([made()])]
    assert names == next(csv.reader([write_csv(records).partition("\n")[0]]))
    assert {"returned.UA.total", "returned.RU.other_ranks", "location.lat", "unaccounted.UA"} <= set(names)


def test_each_column_is_described_with_its_unit_and_its_values() -> None:
    entries = {entry.name: entry for entry in dictionary([made()])}
    assert all(entry.description for entry in entries.values())
    assert "Ukraine" in entries["bodies.UA"].description
    assert (entries["bodies.UA"].unit, entries["returned.RU.women"].unit) == ("bodies", "people")
    assert (entries["stage.number"].unit, entries["stage.number"].constraints) == ("", {"minimum": 1})
    assert entries["date_precision"].values == ("day", "month", "year")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", "''=1", "'", " ", "", "'quoted'"]
)
def test_no_spreadsheet_runs_a_text_as_a_formula_and_the_text_is_kept(text: str) -> None:
    record = made(note=text)
    (row,) = csv.DictReader(io.StringIO(write_csv([record]), newline=""))
    assert row["note"][0] not in "=+-@\t\r"
    assert read_back([record])[record.id].note == text


def test_unknown_is_an_empty_cell_and_0_is_not() -> None:
    record = made(returned={"UA": {"total": 0}})
    (row,) = csv.DictReader(io.StringIO(write_csv([record])))
    assert (row["returned.UA.total"], row["returned.UA.military"], row["returned.RU.total"]) == ("0", "", "")


def test_the_same_records_have_the_same_version_and_other_records_have_another() -> None:
    first, second = made(), made(id="2031-05-01", date="2031-05-01", date_end="2031-05-03")
    later = made(id="2031-06-01", date="2031-06-01", status="agreed")
    assert as_of([later]) is None
    assert str(as_of([second, first, later])) == "2031-05-03"
    version = version_of([second, first])
    assert version == version_of([first, second])
    assert version.startswith("2031-05-03-")
    assert len(version) == len("2031-05-03-01234567")
    assert version_of([first, second.model_copy(update={"disputed": True})]) != version
    turned = made(bodies={"UA": 1, "RU": 2}), made(bodies={"RU": 2, "UA": 1})
    assert version_of(turned[:1]) == version_of(turned[1:])
    assert file_names(version)["csv"] == f"data/exchanges-{version}.csv"
    assert file_names()["jsonl"] == "data/exchanges.jsonl"


def test_the_package_names_licence_sources_and_the_bytes_of_each_file() -> None:
    records = [made()]
    package = json.loads(write_package(records, title="T", licence_url=BY_ID, homepage="https://a.example/register"))
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": BY_ID, "title": "Creative Commons Attribution 4.0"}]
    assert (package["version"], package["as_of"]) == (version_of(records), "2031-04-02")
    assert package["sources"] == [{"title": "T", "path": "https://a.example/"}]
    assert [resource["path"] for resource in package["resources"]] == [
        "exchanges.csv",
        "exchanges.json",
        "exchanges.jsonl",
    ]
    table = package["resources"][0]
    assert table["bytes"] == len(write_csv(records).encode())
    assert table["schema"]["primaryKey"] == ["id"]
    assert [f["name"] for f in table["schema"]["fields"]] == [entry.name for entry in dictionary(records)]
    other = json.loads(write_package(records, title="T", licence_url="https://a.example/terms"))
    assert other["licenses"] == [{"path": "https://a.example/terms"}]
