"""A table of records: own column names and those of hand-made tables, and every mistake with its cell."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.table import read_rows
from tests.unit.newsroom import shown

if TYPE_CHECKING:
    from standfirst.exchange import Exchange
    from standfirst.exchanges.records import Kept

HAND_MADE = """\
id,date,kind,agreement,stage,seq_since_invasion,seq_basis,to_ua_total,to_ua_military,to_ru_total,bodies_to_ua,cumulative_to_ua,mediators,place,status,figures_disagree,note,source_url_1,source_url_2
2031-04-02,2031-04-02,exchange,"Oslo 2031-03 (1,000 for 900)",1/3,7,,390,270,391,,5147,AE;TR,"A, B",completed,yes,"Two
lines",https://www.a.example/1,http://b.example/2
2031-05,2031-05,exchange,Talks,,,,0,,,,,,,completed,no,,,https://b.example/3
"""
OWN = """\
id,kind,date,status,parties,returned.UA.total,returned.UA.undisclosed,stage.number,sequence.basis,categories,sources,note
2031-04-02,exchange,2031-04-02,completed,UA;RU,390,false,1,Count,pow;under_25,"[{""title"": ""T"", ""url"": ""https://a.example/""}]",'=1+1
"""


def read(text: str) -> list[Exchange]:
    kept, problems = read_rows(text, "t.csv")
    assert shown(problems) == []
    return [item.record for item in kept]


def told(text: str) -> list[str]:
    """What is said of a table that gives no whole set of records."""
    _, problems = read_rows(text, "t.csv")
    return shown(problems)


def test_a_hand_made_table_gives_records_in_the_desk_s_own_form() -> None:
    first, second = read(HAND_MADE)
    assert (first.agreement, first.agreed) == ("oslo-2031-03", {"UA": 1000, "RU": 900})
    assert first.stage is not None
    assert (first.stage.number, first.stage.of) == (1, 3)
    assert first.sequence is not None
    assert (first.sequence.since_invasion, first.sequence.in_year, first.sequence.basis) == (7, None, "not stated")
    assert first.parties == ("UA", "RU")
    assert (first.returned["UA"].total, first.returned["UA"].military, first.returned["UA"].civilian) == (
        390,
        270,
        None,
    )
    assert (first.returned["RU"].total, first.bodies, first.cumulative) == (391, {}, {"UA": 5147})
    assert [(m.name, m.country, m.role) for m in first.mediators] == [
        ("United Arab Emirates", "AE", "mediator"),
        ("Türkiye", "TR", "mediator"),
    ]
    assert first.location is not None
    assert (first.location.handover, first.disputed, first.note) == ("A, B", True, "Two\nlines")
    assert [(s.title, s.url, s.publisher) for s in first.sources] == [
        ("Report of a.example", "https://www.a.example/1", "a.example"),
        ("Report of b.example", "http://b.example/2", "b.example"),
    ]
    assert (second.date.isoformat(), second.date_precision, second.agreement) == ("2031-05-01", "month", "talks")
    assert second.sequence is None
    assert (second.returned["UA"].total, second.disputed) == (0, False)
    assert "RU" not in second.returned


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_says_what_parts_the_cells(delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(csv.reader(io.StringIO(HAND_MADE)))
    assert read(out.getvalue()) == read(HAND_MADE)


def test_a_table_with_the_record_s_own_names_is_taken_as_it_stands() -> None:
    (record,) = read(OWN)
    assert (record.categories, record.note, record.sources[0].title) == (("pow", "under_25"), "=1+1", "T")
    assert read(OWN.replace("stage.number", "agreement").replace("false,1", "false,Oslo (2 for 2)"))[0].agreement == (
        "Oslo (2 for 2)"
    )


def place(text: str, written: str) -> str:
    """Where a cell stands that begins with `written`, which the text has once."""
    assert text.count(written) == 1, written
    before = text[: text.index(written)]
    return f"t.csv:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_every_mistake_is_told_with_the_place_of_its_cell() -> None:
    """Lines are those of the file, although a cell of the first row goes over two."""
    text = HAND_MADE.replace("390", "39O").replace("completed,no", "done,no").replace("Talks", "(2 for 2)")
    text = text.replace("2031-05,2031-05", "../x,2031-05-99").replace("AE;TR", "AE;QQ").replace("http://b", "b")
    assert told(text) == [
        f"{place(text, '39O')}: SF013 returned.UA.total: '39O' is not a number (write digits alone: 1000)",
        f"{place(text, 'AE;QQ')}: SF208 mediators: there is no country of the code 'QQ' (use ISO 3166-1 codes: AE;TR)",
        f"{place(text, 'b.example/2')}: SF013 sources.2.url: 'b.example/2' is not an address (begin with https://)",
        f"{place(text, '../x')}: SF013 id: '../x' is not a record's id (use the date and a suffix: 2025-05-23, 2025-06-11-bodies)",
        f"{place(text, '2031-05-99')}: SF012 date: '2031-05-99' is not a date (use YYYY-MM-DD)",
        f"{place(text, '(2 for 2)')}: SF013 agreement: no id can be made of '(2 for 2)' (name it by its place and date)",
        f"{place(text, 'done')}: SF014 status: 'done' is not known (use 'proposed', 'agreed', 'under_way', 'completed', 'suspended' or 'cancelled')",
    ]


@pytest.mark.parametrize(
    ("text", "cell", "problem"),
    [
        ("", "", "SF010 the table is empty (begin with a line of column names: id,date,kind,status,…)"),
        (OWN.replace("UA.total", "UA.totl"), "returned.UA.totl", "SF011 returned.UA.totl: there is no such column (did you mean returned.UA.total?)"),
        (HAND_MADE.replace("ua_military", "ua_militry"), "to_ua_militry", "SF011 to_ua_militry: there is no such column (did you mean to_ua_military?)"),
        (HAND_MADE.replace("note", "kind"), "kind,source", "SF005 kind: given twice (column 'kind' gives the same; keep one of them)"),
        (OWN.replace("stage.number", "to_ua_total"), "to_ua_total", "SF005 to_ua_total: given twice (column 'returned.UA.total' gives the same; keep one of them)"),
        (OWN.replace("stage.number", "stage").replace("note", "stage.of"), "stage.of", "SF005 stage.of: given twice (column 'stage' gives the same; keep one of them)"),
        (HAND_MADE.replace("kind", "categories"), "id,date", "SF010 there is no column 'kind' (add it)"),
        (HAND_MADE.replace("to_ru_total", "to_ua_women"), "id,date", "SF010 there is no column 'parties' (add it)"),
        (OWN + "2031-05-01,proposed\n", "proposed", "SF007 a row of 2 cells under a header of 12 (put a cell that holds the delimiter in quotes; leave unknown cells empty)"),
        (OWN + OWN.split("\n")[1].replace("390", "391"), "2031-04-02,exchange,2031-04-02,completed,UA;RU,391", "SF202 id: '2031-04-02' is taken (it is first used in t.csv:2:1; give one of them a suffix)"),
        (OWN.replace("'=1+1", '"open'), "2031-04-02,exchange", 'SF007 not valid CSV: unexpected end of data (a cell with quotes in it is written "He said ""no"""; is each quote closed?)'),
        (OWN.replace("'=1+1", "x\x00"), "\x00", "SF001 holds the control character U+0000 (delete it)"),
        (OWN.replace("'=1+1", "x" * 200_000), "2031-04-02,exchange", "SF006 a cell is longer than 131,072 characters (is a quote opened and not closed?)"),
        (OWN.replace('""T""', '""\\u0007""'), '"[{', "SF001 sources: holds the character U+0007 (delete its escape)"),
        (OWN.replace('""T""', '""\\ud800""'), '"[{', "SF001 sources: holds the character U+D800 (delete its escape)"),
        (OWN.replace('""T""', '""T"", ""title"": ""U""'), '"[{', 'SF013 sources: not JSON: a name is given twice (write a list: [{"name": "…"}])'),
        (OWN.replace('""T""', "[" * 50 + "]" * 50), '"[{', "SF006 sources: nested more than 8 deep (the table holds a few fields)"),
        (OWN.replace('""T""', "[" * 50_000 + "]" * 50_000), '"[{', "SF006 sources: nested more than 8 deep (the table holds a few fields)"),
        (OWN.replace("under_25", "thief"), "pow;thief", "SF014 categories.2: 'thief' is not known (use 'pow', 'internee', 'hostage_or_civilian_detainee', 'seriously_wounded', 'seriously_sick', 'under_25', 'medical_personnel', 'convicted', 'foreign_national' or 'child')"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told_once_and_never_raised(text: str, cell: str, problem: str) -> None:
    assert told(text) == [f"{place(text, cell) if cell else 't.csv:1:1'}: {problem}"]


def test_empty_rows_and_empty_columns_that_a_spreadsheet_leaves_behind_are_no_mistake() -> None:
    text = "".join(f"{line},,\n" for line in OWN.splitlines()) + "," * 13 + "\n\n"
    assert read(text) == read(OWN)


PIECES = st.sampled_from(
    [
        ",",
        ";",
        "\t",
        '"',
        '""',
        "\n",
        "\r",
        "'",
        "=1",
        "[",
        "]",
        "{",
        "1/",
        "\x00",
        "\ud7ff",
        "9" * 5000,
        "AE",
        "../",
        "nan",
        " ",
    ]
)


@given(
    st.sampled_from([OWN, HAND_MADE]),
    st.integers(0, 700),
    st.lists(PIECES, max_size=4).map("".join),
    st.sampled_from([0, 1, 9]),
)
def test_no_mistake_in_a_table_ends_in_an_exception(table: str, start: int, put_in: str, taken_out: int) -> None:
    text = table[:start] + put_in + table[start + taken_out :]
    kept, problems = read_rows(text, "t.csv")
    lines = list(io.StringIO(text, newline=None))
    for problem in problems:
        assert 1 <= problem.line <= max(len(lines), 1)
        assert 1 <= problem.column <= len((lines or [""])[problem.line - 1]) + 1
        assert "Input should" not in problem.message
    _assert_named(kept)


def _assert_named(kept: list[Kept]) -> None:
    for item in kept:
        assert "/" not in item.record.id
        assert item.at("id")[0] >= 2
