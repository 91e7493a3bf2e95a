"""The register as values: sums that never take what is unknown for nought, gaps, months, neighbours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchange import Exchange
from standfirst.exchanges.register import Register, public_records
from standfirst.exchanges.tally import Sum, people

SOURCE = {"title": "Made up", "url": "https://source.example/"}


def record(day: str, **fields: Any) -> Exchange:
    """A completed exchange between two parties; `day` may carry a suffix."""
    values = {
        "id": day,
        "kind": "exchange",
        "date": day[:10],
        "status": "completed",
        "parties": ["UA", "RU"],
        "sources": [SOURCE],
    }
    return Exchange.model_validate(values | fields)


def totals(**figures: int | None) -> dict[str, Any]:
    """People returned by party; None for a number that was withheld."""
    return {party: {"undisclosed": True} if n is None else {"total": n} for party, n in figures.items()}


def test_a_sum_counts_unknown_and_withheld_figures_apart_and_adds_nothing_for_them() -> None:
    register = Register(
        (
            record("2025-01-01", returned=totals(UA=10, RU=7)),
            record("2025-01-02", returned=totals(UA=None, RU=None)),
            record("2025-01-03", returned=totals(UA=5)),
            record("2025-01-04", returned={"UA": {"military": 3, "civilian": 2, "approximate": True}}),
        )
    )
    assert register.tally.people["UA"] == Sum(known=20, withheld=1, approximate=True)
    assert register.tally.people["RU"] == Sum(known=7, unknown=2, withheld=1)
    assert register.tally.bodies["UA"] == Sum()


def test_bodies_are_never_added_to_people_and_their_records_lack_no_people() -> None:
    bodies = record("2025-01-01", kind="repatriation_bodies", bodies={"UA": 1212})
    tally = Register((bodies,)).tally
    assert tally.people == {"UA": Sum(), "RU": Sum()}
    assert tally.bodies == {"UA": Sum(known=1212), "RU": Sum(unknown=1)}


def test_an_intention_is_in_the_register_and_in_no_sum() -> None:
    done = record("2025-01-01", returned=totals(UA=1, RU=1))
    planned = record("2025-02-01", status="agreed", returned=totals(UA=1000, RU=1000))
    register = Register((planned, done))
    assert register.tally.people["UA"].known == 1
    assert (register.last, register.as_of) == (done, date(2025, 1, 1))
    assert register.open == (planned,)
    assert [year.records for year in register.years] == [(done, planned)]


def test_months_without_a_record_stand_between_those_that_have_one() -> None:
    months = Register(
        (record("2024-11-05"), record("2025-02-01-late"), record("2025-01-01", date_precision="year"))
    ).months
    assert [(month.year, month.month, len(month.records)) for month in months] == [
        (2024, 11, 1), (2024, 12, 0), (2025, 1, 0), (2025, 2, 1),
    ]  # fmt: skip


def test_a_gap_of_the_official_total_is_named_and_one_that_a_withheld_number_fills_is_not() -> None:
    chain = [
        record("2025-01-01", returned=totals(UA=50), cumulative={"UA": 100}),
        record("2025-01-02", returned=totals(UA=20), cumulative={"UA": 132}),
        record("2025-01-03", returned=totals(UA=None)),
        record("2025-01-04", returned=totals(UA=20), cumulative={"UA": 200}),
    ]
    register = Register(tuple(chain))
    assert [(gap.end.id, gap.gap) for gap in register.gaps] == [("2025-01-02", 12)]
    assert [(one.record.id, one.total) for one in register.sums("UA")] == [
        ("2025-01-01", 100), ("2025-01-02", 120), ("2025-01-04", 140),
    ]  # fmt: skip
    assert register.official["UA"][-1].total == 200
    assert "RU" not in register.official


def test_the_stages_of_an_agreement_are_added_up_beside_what_was_agreed() -> None:
    def stage(number: int) -> Exchange:
        fields = {"agreement": "deal", "stage": {"number": number, "of": 3}, "agreed": {"UA": 30, "RU": 30}}
        return record(f"2025-05-0{number}", **fields, returned=totals(UA=10, RU=None if number == 2 else 10))

    agreement = Register((stage(2), stage(1), record("2025-06-01"))).agreements["deal"]
    assert [item.stage.number for item in agreement.records if item.stage] == [1, 2]
    assert (agreement.of, agreement.agreed) == (3, {"UA": 30, "RU": 30})
    assert agreement.tally.people == {"UA": Sum(known=20), "RU": Sum(known=10, withheld=1)}


def test_what_is_said_to_have_happened_later_than_the_build_waits_and_a_plan_does_not() -> None:
    today = record("2025-05-23")
    tomorrow = record("2025-05-24")
    plan = record("2025-06-01", status="agreed")
    assert public_records([today, tomorrow], [plan, today], date(2025, 5, 23)) == (plan, today)


FIGURES = st.none() | st.integers(0, 9999)
RECORDS = st.lists(st.tuples(st.integers(0, 900), FIGURES, FIGURES, st.booleans()), max_size=12)


@given(RECORDS)
def test_every_record_is_in_one_year_and_one_month_and_their_sums_make_the_whole(rows: list[Any]) -> None:
    records = tuple(
        record(
            f"{date(2023, 6, 1) + timedelta(days=days)}-n{number}",
            returned=totals(UA=up, RU=down),
            status="completed" if done else "agreed",
        )
        for number, (days, up, down, done) in enumerate(rows)
    )
    register = Register(records)
    assert sorted(r.id for year in register.years for r in year.records) == sorted(r.id for r in records)
    for party in register.parties:
        whole = register.tally.people[party]
        assert (whole.known or 0) == sum(people(r, party) or 0 for r in records if r.status == "completed")
        for periods in (register.years, register.months):
            assert (whole.known or 0) == sum(period.tally.people[party].known or 0 for period in periods)
            assert whole.missing == sum(period.tally.people[party].missing for period in periods)


@given(RECORDS)
def test_who_follows_the_later_one_from_the_first_meets_every_record(rows: list[Any]) -> None:
    records = tuple(record(f"{date(2023, 6, 1) + timedelta(days=row[0])}-n{n}") for n, row in enumerate(rows))
    register = Register(records)
    met = []
    here = register.by_date[0] if records else None
    while here:
        met.append(here)
        following = register.later(here)
        assert following is None or register.earlier(following) == here
        here = following
    assert met == list(register.by_date)
