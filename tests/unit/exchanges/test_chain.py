"""Sums over records: the official running total, and the stages of agreements."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.chain import chain_summary, intervals
from standfirst.exchanges.checks import check_records
from standfirst.exchanges.records import Kept, index_records, read_record
from tests.unit.newsroom import shown

if TYPE_CHECKING:
    from standfirst.diagnostics import Diagnostic

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

# id, number since the invasion, returned to Ukraine and to Russia, running total to Ukraine; then the kind where it is no
# exchange, and the stage.
ROWS = """\
2022-03-fedorov - 1 9 -; 2022-03-01 - 5 1 -; 2022-03-24 1 29 21 -; 2022-04-01 2 86 86 -; 2022-04-09 3 26 14 -;
2022-04-14 4 30 30 -; 2022-04-14-kherson - 5 4 -; 2022-04-19 5 76 - -; 2022-04-21 6 19 - 247; 2022-04-28 7 45 - -;
2022-04-30 - 14 - -; 2022-06-28 - 17 15 -; 2022-06-29 - 144 144 -; 2022-09-02 - 14 - -; 2022-09-21 - 215 56 -;
2022-10-11 - 32 - -; 2022-10-13 - 20 - -; 2022-10-17 - 108 110 -; 2022-10-26 28 10 - 978; 2022-10-29 - 52 50 -;
2022-11-03 - 107 107 1138; 2022-11-11 - 45 - -; 2022-11-23 - 36 35 -; 2022-11-24 - 50 50 -; 2022-11-26 - 12 - -;
2022-12-01 - 50 50 1331; 2022-12-06 - 60 60 -; 2022-12-14 - 65 - -; 2022-12-31 - 140 82 -; 2023-01-08 - 50 50 -;
2023-02-04 - 116 63 1762; 2023-02-16 - 101 101 -; 2023-03-07 - 130 90 1993; 2023-03-24 - - - - repatriation;
2023-04-03 - 12 - 2005; 2023-04-10 40 100 106 2105; 2023-04-16 - 130 - -; 2023-04-26 - 44 40 -; 2023-05-06 - 45 3 -;
2023-05-25 - 106 - 2430; 2023-06-11 - 95 94 -; 2023-07-06 47 45 45 -; 2023-08-07 48 22 - 2598;
2024-01-03 49 230 248 -; 2024-01-31 50 207 195 3035; 2024-02-08 51 100 100 3135; 2024-05-31 52 75 75 -;
2024-06-25 53 90 90 3300; 2024-06-28 53 10 - 3310 release; 2024-07-17 54 95 95 -; 2024-08-24 55 115 115 -;
2024-09-13 56 49 - -; 2024-09-14 57 103 103 -; 2024-10-18 58 95 95 -; 2024-12-30 59 189 150 3956;
2025-01-15 60 25 25 -; 2025-02-05 61 150 150 -; 2025-03-19 62 175 175 -; 2025-03-19-outside - 22 - - repatriation;
2025-04-19 63 246 246 4552; 2025-04-19-wounded - 31 15 - wounded; 2025-05-06 64 205 205 4757;
2025-05-23 65 390 390 5147 1/3; 2025-05-24 65 307 307 - 2/3; 2025-05-25 65 303 303 5757 3/3; 2025-06-09 66 - - - 1/9;
2025-06-10 66 - - - 2/9; 2025-06-11-bodies - - - - bodies; 2025-06-12 66 - - - 3/9; 2025-06-13-bodies - - - - bodies;
2025-06-14 66 - - - 4/9; 2025-06-15-bodies - - - - bodies; 2025-06-16-bodies - - - - bodies; 2025-06-19 66 - - - 5/9;
2025-06-20 66 - - - 6/9; 2025-06-26 66 - - - 7/9; 2025-07-04 66 - - - 8/9; 2025-07-23 66 - - - 9/9;
2025-08-14 67 84 84 -; 2025-08-24 68 146 154 -; 2025-10-02 69 205 205 -; 2026-02-05 - 157 157 -;
2026-03-05 - 200 200 - 1/2; 2026-03-06 - 300 300 - 2/2
"""
KINDS = {
    "release": "civilian_release",
    "repatriation": "repatriation_wounded_sick",
    "wounded": "exchange_wounded_sick",
    "bodies": "repatriation_bodies",
}


def written(name: str, **fields: Any) -> str:
    """A record's file: a completed exchange on the day in its id, unless it says otherwise."""
    record: dict[str, Any] = {
        "id": name,
        "kind": "exchange",
        "date": name[:10],
        "status": "completed",
        "parties": ["UA", "RU"],
        "sources": [{"title": "A report", "url": "https://news.example/report"}],
    }
    return yaml.safe_dump(record | fields, sort_keys=False, default_flow_style=None, width=1000, allow_unicode=True)


def keep(name: str, **fields: Any) -> Kept:
    """The same, read."""
    kept, problems = read_record(written(name, **fields), f"{name}.yaml")
    assert kept, problems
    return kept


def check(*kept: Kept) -> list[Diagnostic]:
    found, problems = index_records(kept)
    assert problems == []
    return check_records(found, NOW)


def step(name: str, total: int | None, cumulative: int | None = None, **fields: Any) -> Kept:
    """A link of the chain: how many returned to UA, and the running total after it."""
    returned = {"UA": {"undisclosed": True} if total is None else {"total": total}}
    fields = {"returned": returned, "cumulative": {} if cumulative is None else {"UA": cumulative}} | fields
    return keep(name, **fields)


@cache
def published() -> tuple[Kept, ...]:
    """The exchanges between Ukraine and Russia from March 2022 on, as reported."""
    return tuple(_row(*row.split()) for row in ROWS.replace("\n", " ").split("; "))


def _row(name: str, number: str, to_ua: str, to_ru: str, total: str, *more: str) -> Kept:
    fields: dict[str, Any] = {
        "returned": {code: {"total": int(n)} for code, n in (("UA", to_ua), ("RU", to_ru)) if n != "-"},
        "cumulative": {"UA": int(total)} if total != "-" else {},
    }
    if number != "-":
        fields["sequence"] = {"since_invasion": int(number), "basis": "Official count"}
    for word in more:
        if word in KINDS:
            fields["kind"] = KINDS[word]
        else:
            stage, of = map(int, word.split("/"))
            fields |= {"agreement": f"agreement-of-{of}", "stage": {"number": stage, "of": of}}
    if not name[8:10].isdigit():
        fields |= {"date": f"{name[:7]}-01", "date_precision": "month"}
    return keep(name, **fields)


def test_the_official_total_follows_in_fifteen_of_eighteen_intervals_and_the_other_three_are_named() -> None:
    chain = intervals((item.record for item in published()), "UA")
    assert len(published()) == 84
    assert len(chain) == 18
    assert [(one.start.id, one.end.id, one.gap) for one in chain if one.gap] == [
        ("2022-04-21", "2022-10-26", 112),
        ("2022-10-26", "2022-11-03", 1),
        ("2023-05-25", "2023-08-07", 6),
    ]
    assert chain_summary([item.record for item in published()]) == [
        (
            "Running total to UA: 15 of 18 intervals add up; not 2022-04-21 to 2022-10-26 (+112), "
            "2022-10-26 to 2022-11-03 (+1), 2023-05-25 to 2023-08-07 (+6)."
        )
    ]
    assert shown(check(*published())) == [
        (
            "2022-10-26.yaml:10:18: SF205 cumulative.UA: the running total to UA rises by 731, from 247 (2022-04-21) to 978 "
            "(2022-10-26); the records between add up to 619: 112 unaccounted; between: 2022-04-28 (45), 2022-04-30 (14), "
            "2022-06-28 (17), 2022-06-29 (144), 2022-09-02 (14), 2022-09-21 (215), 2022-10-11 (32), 2022-10-13 (20), "
            "2022-10-17 (108), 2022-10-26 (10) (correct a figure, add the record that is missing, or say unaccounted: "
            "{UA: 112} if the gap is known)"
        ),
        (
            "2022-11-03.yaml:11:18: SF205 cumulative.UA: the running total to UA rises by 160, from 978 (2022-10-26) to 1138 "
            "(2022-11-03); the records between add up to 159: 1 unaccounted; between: 2022-10-29 (52), 2022-11-03 (107) "
            "(correct a figure, add the record that is missing, or say unaccounted: {UA: 1} if the gap is known)"
        ),
        (
            "2023-08-07.yaml:10:18: SF205 cumulative.UA: the running total to UA rises by 168, from 2430 (2023-05-25) to 2598 "
            "(2023-08-07); the records between add up to 162: 6 unaccounted; between: 2023-06-11 (95), 2023-07-06 (45), "
            "2023-08-07 (22) (correct a figure, add the record that is missing, or say unaccounted: {UA: 6} if the gap is known)"
        ),
    ]


def test_what_is_counted_in_2024_equals_the_annual_totals() -> None:
    """1,358 to Ukraine takes in the ten civilians of 28 June, who were counted in the 53rd exchange."""
    counted = [item.record for item in published() if item.record.date.year == 2024 and item.record.is_counted]
    sums = [
        sum(record.returned[party].total or 0 for record in counted if party in record.returned)
        for party in ("UA", "RU")
    ]
    assert sums == [1358, 1266]


def test_a_gap_that_the_record_knows_is_a_note_and_another_number_is_a_warning_on_that_number() -> None:
    start, between = step("2022-04-21", 19, 247), step("2022-04-28", 45)
    (known,) = check(start, between, step("2022-10-26", 10, 312, unaccounted={"UA": 10}))
    assert known.level == "note"
    assert known.message.endswith("10 unaccounted; between: 2022-04-28 (45), 2022-10-26 (10); the record says so")
    (wrong,) = check(start, between, step("2022-10-26", 10, 312, unaccounted={"UA": 9}))
    assert (wrong.level, wrong.line, wrong.column, wrong.hint) == ("", 11, 19, "write 10")
    (idle,) = check(start, between, step("2022-10-26", 10, 302, unaccounted={"UA": 9}))
    assert (idle.line, idle.hint) == (11, "leave it out")
    assert "9 is not the gap" in idle.message
    assert "no gap" in idle.message
    (homeless,) = check(start, step("2022-10-26", 10, unaccounted={"UA": 9}))
    assert "no running total" in homeless.message


@pytest.mark.parametrize(
    ("between", "end", "found"),
    [
        pytest.param([step("2025-06-09", None)], 300, "", id="withheld people fill any gap"),
        pytest.param([step("2025-06-09", None)], 204, "falls short", id="but cannot be fewer than none"),
        pytest.param(
            [step("2025-06-09", 10, returned={"UA": {"total": 50, "approximate": True}})], 280, "", id="round"
        ),
        pytest.param(
            [step("2025-06-09", 10, returned={"UA": {"total": 50, "approximate": True}})], 380, "25", id="far off"
        ),
        pytest.param([step("2025-06-09", 10, kind="repatriation_wounded_sick")], 205, "", id="outside the count"),
        pytest.param([step("2025-06-09", 10, status="cancelled")], 205, "", id="never happened"),
        pytest.param([step("2025-06-09", 10, parties=["UA", "BY"])], 205, "", id="with a third country"),
        pytest.param([step("2025-07-01-local", 10)], 215, "", id="of the day, and in the total"),
        pytest.param([step("2025-07-01-local", 10)], 205, "", id="of the day, and not yet in the total"),
        pytest.param([step("2025-07-01-local", 10)], 208, "-7", id="of the day, and half in the total"),
        pytest.param(
            [step("2025-07", 10, date="2025-07-01", date_precision="month")], 215, "", id="month only: before"
        ),
        pytest.param([step("2025-07", 10, date="2025-07-01", date_precision="month")], 205, "", id="month only: after"),
        pytest.param(
            [step("2025-07", 10, date="2025-07-01", date_precision="month")], 204, "x", id="month only: neither"
        ),
    ],
)
def test_what_is_not_known_of_the_records_between_is_not_held_against_the_total(
    between: list[Kept], end: int, found: str
) -> None:
    """200 before, five returned on the last day: the total is a contradiction only if nothing unknown explains it."""
    problems = check(step("2025-05-01", 50, 200), *between, step("2025-07-01", 5, end))
    assert bool(problems) == bool(found), shown(problems)


def test_a_total_that_falls_with_time_is_a_contradiction_even_where_counts_are_withheld() -> None:
    (found,) = check(step("2025-05-01", 50, 200), step("2025-06-09", None, 190))
    assert "falls by 10, from 200 (2025-05-01) to 190 (2025-06-09)" in found.message
    (found,) = check(step("2025-05-01", 50, 40))
    assert "fewer than the 50 of this exchange alone" in found.message


def test_one_wrong_total_in_the_middle_is_one_finding_which_says_the_right_one() -> None:
    (found,) = check(step("2025-05-01", 50, 200), step("2025-05-02", 30, 203), step("2025-05-03", 7, 237))
    assert (found.path, found.hint) == ("2025-05-02.yaml", "write 230, if the source has it")


def test_a_claim_that_would_close_the_gap_is_what_the_hint_says() -> None:
    claims = [{"by": "The ministry", "field": "returned.UA.total", "value": 33, "source": 1}]
    (found,) = check(step("2025-05-01", 50, 200), step("2025-05-02", 30, claims=claims), step("2025-05-03", 7, 240))
    assert found.hint == "it adds up with 33 in 2025-05-02, as The ministry has it"


def stages(*totals: int | None, agreed: int, of: int | None = None, **fields: Any) -> list[Kept]:
    return [
        step(f"2025-05-{day:02}", total, agreement="a", agreed={"UA": agreed}, stage={"number": day, "of": of or len(totals)}, **fields)
        for day, total in enumerate(totals, 1)
    ]  # fmt: skip


def test_the_stages_of_an_agreement_add_up_to_what_was_agreed() -> None:
    assert check(*stages(390, 307, 303, agreed=1000)) == []
    assert check(*stages(390, 307, agreed=1000, of=3)) == []  # one to come
    assert check(*stages(390, None, 307, agreed=1000)) == []  # one withheld
    assert shown(check(*stages(390, 307, 302, agreed=1000))) == [
        (
            "2025-05-03.yaml:9:15: SF204 returned.UA.total: a comes to 999 (390 + 307 + 302), not the 1000 agreed "
            "(the number agreed is in 2025-05-01.yaml:12:14; correct the figure that is wrong)"
        )
    ]
    (over,) = check(*stages(690, 311, agreed=1000, of=3))
    assert "1001 (690 + 311), not the 1000 agreed" in over.message
    first, second, third = stages(390, 307, 303, agreed=1000)
    (differs,) = check(
        first, second, step("2025-05-03", 303, agreement="a", agreed={"UA": 100}, stage={"number": 3, "of": 3})
    )
    assert (differs.path, differs.message) == ("2025-05-03.yaml", "agreed.UA: 100, but 1000 in the other records of a")
    beside = step("2025-05-04-wounded", 40, kind="exchange_wounded_sick", agreement="a")
    assert check(first, second, third, beside) == []


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[str, int, int | None]]:
    """Records of consecutive days that agree with each other, some with a running total."""
    totals = draw(st.lists(st.integers(1, 400), min_size=3, max_size=12))
    found, reached = [], draw(st.integers(0, 5000))
    for day, total in enumerate(totals, 1):
        reached += total
        told = day in (1, len(totals)) or draw(st.booleans())
        found.append((f"2025-01-{day:02}", total, reached if told else None))
    return found


def link(name: str, total: int, cumulative: int | None) -> Kept:
    return step(name, total, cumulative, sequence={"since_invasion": int(name[8:]) * 2, "basis": "Official count"})


@given(chains(), st.data())
def test_a_consistent_chain_has_no_finding_and_one_planted_error_is_found_and_named(
    chain: list[tuple[str, int, int | None]], data: st.DataObject
) -> None:
    assert check(*(link(*one) for one in chain)) == []
    at = data.draw(st.integers(1, len(chain) - 1))
    name, total, cumulative = chain[at]
    off = data.draw(st.integers(-total, 400).filter(bool))
    planted = [*chain[:at], (name, total + off, cumulative), *chain[at + 1 :]]
    (found,) = check(*(link(*one) for one in planted))
    assert found.code == "SF205"
    assert f"{name} ({total + off})" in found.message
    if cumulative is not None:
        planted = [*chain[:at], (name, total, cumulative + off), *chain[at + 1 :]]
        (found,) = check(*(link(*one) for one in planted))
        assert (found.code, found.path) == ("SF205", f"{name}.yaml")
