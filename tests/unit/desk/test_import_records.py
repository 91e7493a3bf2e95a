"""What an import reads, what it says of records that are there, and how it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.desk.import_records import Import, carry_out, differing_values, read_table
from standfirst.exchanges.records import read_record
from standfirst.exchanges.table import read_rows
from tests.unit.newsroom import shown

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """\
id: "2031-04-02"
kind: exchange
date: "2031-04-02"
status: completed
parties: [UA, RU]
returned: {UA: {total: 390, women: 3}}
sequence: {since_invasion: 7, basis: "Headquarters"}
note: "One thing."
sources: [{title: A, url: "https://a.example/"}]
"""
HEADER = "id,kind,date,status,to_ua_total,to_ua_military,to_ru_total,seq_since_invasion,seq_basis,note,source_url_1\n"


@pytest.mark.parametrize(
    ("row", "differing"),
    [
        ("exchange,2031-04-02,completed,390,,,7,Others,Another thing.,https://b.example/", []),
        ("exchange,2031-04-02,completed,,,,,,,https://b.example/", []),
        ("exchange,2031-04-02,completed,390,0,,8,,,https://b.example/", ["returned.UA.military", "sequence.since_invasion"]),
        ("civilian_release,2031-04-03,agreed,391,,,,,,https://b.example/", ["kind", "date", "status", "returned.UA.total"]),
        ("exchange,2031-04,completed,390,,,,,,https://b.example/", ["date", "date_precision"]),
    ],
)  # fmt: skip
def test_a_row_differs_by_the_figures_dates_and_states_that_it_gives(row: str, differing: list[str]) -> None:
    """Notes, sources and what the row leaves open make no difference."""
    (kept,), problems = read_rows(f"{HEADER}2031-04-02,{row}\n", "t.csv")
    assert problems == []
    there, _ = read_record(RECORD, "x.yaml")
    assert there is not None
    assert differing_values(kept, there.record) == differing


def test_a_table_is_utf_8_with_or_without_a_mark_and_its_line_ends_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(b"\xef\xbb\xbfa,\xc3\xa9\r\n")
    assert read_table(file, "t.csv") == ("a,é\r\n", [])
    file.write_bytes("a\r\ncafé".encode("latin-1"))
    text, problems = read_table(file, "t.csv")
    assert text is None
    assert shown(problems) == ["t.csv:2:4: SF001 not UTF-8: 0xe9 (save the file as UTF-8)"]


def test_no_file_is_written_in_the_place_of_another_and_no_half_file_is_left(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("mine", "utf-8")
    plan = Import(folder=tmp_path, new={tmp_path / "b.yaml": "theirs", tmp_path / "c.yaml": "new"})
    with pytest.raises(FileExistsError):
        carry_out(plan)
    assert (tmp_path / "b.yaml").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["b.yaml"]


def test_nothing_is_written_where_one_of_the_files_cannot_be(tmp_path: Path) -> None:
    plan = Import(folder=tmp_path, new={tmp_path / "a.yaml": "a", tmp_path / "no" / "b.yaml": "b"})
    with pytest.raises(FileNotFoundError):
        carry_out(plan)
    assert list(tmp_path.iterdir()) == []
