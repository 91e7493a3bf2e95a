"""Record files: YAML -> checked records, or what is wrong with them."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchange import Exchange
from standfirst.exchanges.records import index_records, read_record
from tests.unit.newsroom import shown

RECORD = """\
id: "2025-05-23"
kind: exchange
agreement: istanbul-2025-05-16
stage: {number: 1, of: 3}
date: "2025-05-23"
status: completed
parties: [UA, RU]
returned:
  UA: {total: 390, military: 270, civilian: 120, women: 3, men: 387}
  RU: {total: 390, military: 270, civilian: 120}
sequence: {since_invasion: 65, in_year: 6, basis: "Coordination Headquarters, whole three-day exchange"}
cumulative: {UA: 5147}
mediators: [{country: TR, name: "Türkiye", role: host}]
location: {handover: "Ukraine-Belarus border", arrival: "Chernihiv oblast", lat: 51.5}
categories: [pow, hostage_or_civilian_detainee]
claims:
  - {by: Ministry, field: returned.RU.total, value: 390, source: 1}
  - {by: Others, field: returned.RU.total, value: "about 400", source: 1}
sources:
  - {title: "Ukraine and Russia: 390 return", url: "https://babel.example/118226", publisher: Babel, date: "2025-05-23", side: UA}
"""


def read(text: str) -> Exchange:
    record, problems = read_record(text, "x.yaml")
    assert shown(problems) == []
    assert record is not None
    return record.record


def test_a_record_keeps_every_figure_and_leaves_unknown_ones_unknown() -> None:
    record = read(RECORD)
    assert record.keys == ("2025-05-23", "istanbul-2025-05-16")
    assert (record.returned["UA"].women, record.returned["RU"].women) == (3, None)
    assert record.cumulative == {"UA": 5147}
    assert record.stage is not None
    assert (record.stage.number, record.stage.of) == (1, 3)
    assert record.location is not None
    assert record.location.lat == 51.5
    assert [claim.value for claim in record.claims] == [390, "about 400"]


def test_a_country_code_that_yaml_takes_for_no_is_a_country_code() -> None:
    assert read(RECORD.replace("cumulative: {UA: 5147}", "cumulative: {NO: 3}")).cumulative == {"NO": 3}


def test_all_mistakes_of_a_record_are_told_with_their_places() -> None:
    text = RECORD.replace("completed", "done").replace("total: 390, military", "totl: 390, military", 1)
    text = text.replace("since_invasion: 65", "since_invasion: sixty-five").replace("https://", "")
    record, problems = read_record(text, "x.yaml")
    assert record is None
    assert shown(problems) == [
        "x.yaml:6:9: SF014 status: 'done' is not known (use 'proposed', 'agreed', 'under_way', 'completed', 'suspended' or 'cancelled')",
        "x.yaml:9:8: SF011 returned.UA.totl: there is no such field (did you mean total?)",
        "x.yaml:11:28: SF013 sequence.since_invasion: 'sixty-five' is not a number (write digits alone: 1000)",
        "x.yaml:20:52: SF013 sources.1.url: 'babel.example/118226' is not an address (begin with https://)",
    ]


def test_a_field_given_twice_or_cut_off_spoils_a_record() -> None:
    """Of two figures nobody can say which one was meant."""
    record, problems = read_record(RECORD + "status: agreed\n", "x.yaml")
    assert record is None
    assert [problem.code for problem in problems] == ["SF005"]
    record, problems = read_record(RECORD + "note: The 65th #65\n", "x.yaml")
    assert record is None
    assert [problem.code for problem in problems] == ["SF008"]


def test_an_id_that_is_used_twice_is_told_with_both_places_and_the_first_stands() -> None:
    (first, _), (second, _) = read_record(RECORD, "a.yaml"), read_record(RECORD.replace("1, of", "2, of"), "b.yaml")
    assert first is not None
    assert second is not None
    found, problems = index_records([first, second])
    assert found == {"2025-05-23": first}
    assert shown(problems) == [
        "b.yaml:1:5: SF202 id: '2025-05-23' is taken (it is first used in a.yaml:1:5; give one of them a suffix)"
    ]


TOKENS = st.sampled_from(
    [*Exchange.model_fields, ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", "&a", "*a", "!!x ", "-1", "1e9",
     "9" * 5000, "nan", ".inf", "no", "\t", "|", "\u2028", "\U0001f642", "UA", "RU", "its"]
)  # fmt: skip


@given(st.integers(0, len(RECORD)), st.lists(TOKENS, max_size=5).map("".join), st.sampled_from([0, 0, 1, 20]))
def test_no_mistake_in_a_record_ends_in_an_exception(start: int, put_in: str, taken_out: int) -> None:
    text = RECORD[:start] + put_in + RECORD[start + taken_out :]
    record, problems = read_record(text, "x.yaml")
    assert (record is None) == bool(problems)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert "Input should" not in problem.message


@given(st.booleans())
def test_a_record_written_by_another_program_is_read_back(flow: bool) -> None:
    record = read(RECORD)
    dumped = yaml.safe_dump(record.model_dump(mode="json", exclude_none=True), default_flow_style=flow)
    assert read(dumped) == record
