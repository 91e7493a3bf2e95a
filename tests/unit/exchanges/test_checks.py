"""What is wrong with records, each alone and one against another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.diagnostics import CODES, SETTABLE
from standfirst.exchanges.checks import check_records, countries
from standfirst.exchanges.ordinals import rising
from standfirst.exchanges.records import read_record
from standfirst.fields import MOST
from tests.unit.exchanges.test_chain import check, keep, published, written
from tests.unit.newsroom import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.diagnostics import Diagnostic
    from standfirst.exchanges.records import Kept


def told(found: list[Diagnostic]) -> list[str]:
    """Codes and messages, in order of place."""
    return [f"{one.code} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("count", "found"),
    [
        ({"total": 390, "military": 270, "civilian": 120, "women": 3, "men": 387}, ""),
        ({"military": 270, "civilian": 120}, ""),
        ({"total": 390, "military": 270}, ""),
        ({"undisclosed": True, "women": 3}, ""),
        ({"total": 400, "military": 270, "civilian": 120, "approximate": True}, ""),
        ({"total": 144, "military": 143, "officers": 20, "other_ranks": 100}, ""),
        ({"total": 390, "military": 270, "civilian": 125}, "total: 390, but 270 military and 125 civilian make 395"),
        ({"total": 390, "women": 3, "men": 378}, "total: 390, but 3 women and 378 men make 381"),
        ({"total": 390, "military": 391}, "military: 391, more than the 390 who returned"),
        ({"total": 390, "foreign": 400}, "foreign: 400, more than the 390 who returned"),
        ({"military": 5, "civilian": 5, "women": 11}, "women: 11, more than the 10 who returned"),
        ({"total": 390, "undisclosed": True}, "total: 390, but the number is said to be undisclosed"),
        ({"military": 270, "civilian": 120, "women": 3, "men": 380}, "270 military and 120 civilian make 390, 3 women and 380 men 383"),
        ({"military": 100, "officers": 20, "other_ranks": 81}, "other_ranks: 20 officers and 81 other ranks, more than the 100 military"),
        ({"total": 10, "officers": 11}, "officers: 11 officers, more than the 10 who returned"),
    ],
)  # fmt: skip
def test_the_parts_of_a_count_add_up_to_it_and_none_is_larger_than_the_whole(count: dict[str, Any], found: str) -> None:
    expected = [f"SF203 returned.UA{'' if found[0].isdigit() else '.'}{found}".replace("UA2", "UA: 2")] if found else []
    assert told(check(keep("2025-05-23", returned={"UA": count}))) == expected


def test_children_may_be_counted_beside_women_and_men() -> None:
    count = {"UA": {"total": 10, "women": 2, "men": 1}}
    assert check(keep("2025-05-23", kind="return_of_children", returned=count)) == []
    assert len(check(keep("2025-05-23", returned=count))) == 1


def figures(size: int) -> dict[str, Any]:
    """Seven figures of one size, one of them below 0: every kind of figure that a record has."""
    return {
        "returned": {"UA": {"total": size, "military": size}},
        "bodies": {"UA": size},
        "cumulative": {"UA": size},
        "unaccounted": {"UA": -size},
        "sequence": {"since_invasion": size, "basis": "x"},
        "claims": [{"by": "x", "field": "date", "value": size, "source": size}],
    }


@pytest.mark.parametrize("size", [MOST + 1, 10**18, int("9" * 4300)])
def test_figures_of_more_people_than_there_can_be_are_findings_where_they_stand_and_no_exceptions(size: int) -> None:
    kept, found = read_record(written("2025-05-23", **figures(size)), "2025-05-23.yaml")
    assert kept is None
    assert [(one.code, one.message) for one in sorted(found)] == [
        ("SF013", f"{name}: the number is {most}")
        for name, most in (
            *((name, "larger than 1,000,000,000") for name in ("returned.UA.total", "returned.UA.military")),
            *((name, "larger than 1,000,000,000") for name in ("bodies.UA", "cumulative.UA")),
            ("unaccounted.UA", "smaller than -1,000,000,000"),
            *((name, "larger than 1,000,000,000") for name in ("sequence.since_invasion", "claims.1.source")),
        )
    ]


def test_the_largest_figures_are_reckoned_with() -> None:
    slip = keep("2025-05-23", **figures(MOST))
    found = check(slip, keep("2025-05-24", returned={"UA": {"total": 1}}, cumulative={"UA": 1}))
    assert {one.code for one in found} == {"SF205", "SF209"}


@pytest.mark.parametrize("day", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"])
def test_a_date_that_is_none_in_another_zone_is_refused_when_it_is_read(day: str) -> None:
    kept, found = read_record(written(day), f"{day}.yaml")
    assert (kept, shown(found)) == (None, [f"{day}.yaml:3:7: SF012 date: '{day}' is not a date (use YYYY-MM-DD)"])


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"status": "completed", "date": "2026-11-23"}, ""),
        ({"status": "completed", "date": "2026-11-24"}, "status: 'completed', but the date, 2026-11-24, is after 2026-11-23"),
        ({"status": "completed", "date": "2026-11-20", "date_end": "2026-11-25"}, "status: 'completed', but the date, 2026-11-25"),
        ({"status": "completed", "date": "2026-11-01", "date_precision": "month"}, ""),
        ({"status": "completed", "date": "2026-12-01", "date_precision": "month"}, "status: 'completed', but the date"),
        ({"status": "agreed", "date": "2026-11-22"}, ""),
        ({"status": "agreed", "date": "2026-11-20"}, "status: 'agreed', but the date, 2026-11-20, has passed"),
        ({"status": "proposed", "date": "2026-11-01", "date_precision": "month"}, ""),
        ({"status": "proposed", "date": "2025-01-01", "date_precision": "year"}, "status: 'proposed', but the date, 2025-12-31"),
        ({"status": "under_way", "date": "2026-11-24"}, "status: 'under_way', but the date, 2026-11-24, is after"),
        ({"status": "under_way", "date": "2026-11-01", "date_end": "2026-11-20"}, "status: 'under_way', but its last day"),
        ({"status": "under_way", "date": "2026-11-01"}, ""),
        ({"status": "cancelled", "date": "2026-12-24"}, ""),
        ({"status": "completed", "date": "2025-05-23", "date_end": "2025-05-20"}, "date_end: 2025-05-20 is before the date, 2025-05-23"),
        ({"id": "2025-04-19", "date": "2025-03-19"}, "date: 2025-03-19 is not the date in the id, 2025-04-19"),
        ({"id": "2025-04-19-night", "date": "2025-04-18", "date_end": "2025-04-19"}, ""),
        ({"id": "2025-04", "date": "2025-05-01", "date_precision": "month"}, "date: 2025-05-01 is not the date in the id, 2025-04"),
        ({"id": "2024-10-18", "date": "2024-10-19", "disputed": True}, ""),
        ({"id": "2025-04-19", "date": "2025-03-19", "disputed": True}, "date: 2025-03-19 is not the date in the id, 2025-04-19"),
        ({"id": "9998-12-31", "date": "9998-12-31", "disputed": True, "status": "agreed"}, ""),
        ({"id": "0001-12-31", "date": "0002-01-01", "disputed": True}, ""),
        ({"id": "9998-12-31", "date": "9998-12-31", "date_precision": "month", "status": "agreed"}, ""),
        ({"id": "0002-01-01", "date": "0002-01-01"}, ""),
    ],
)  # fmt: skip
def test_status_date_and_id_fit_each_other_on_the_day_of_the_build(fields: dict[str, str], found: str) -> None:
    """The build is on 23 November 2026. A month or year that is not over has not passed."""
    problems = check(keep(fields.get("id", fields["date"]), **fields))
    assert len(problems) == bool(found), shown(problems)
    assert all(problem.code == "SF207" and problem.message.startswith(found) for problem in problems)


def test_codes_are_those_of_countries_and_figures_those_of_the_parties() -> None:
    assert len(countries()) == 250  # 249 assigned, and Kosovo's
    mediators = [
        {"country": "VA", "name": "Holy See", "role": "mediator"},
        {"country": "EU", "name": "EU", "role": "host"},
    ]
    record = keep(
        "2025-05-23", returned={"UK": {"total": 1}, "BY": {"total": 1}}, mediators=mediators, bodies={"UK": 2}
    )
    assert shown(check(record)) == [
        ("2025-05-23.yaml:9:7: SF208 returned.UK: there is no country 'UK' (did you mean GB (United Kingdom) or UA (Ukraine)?)"),
        (
            "2025-05-23.yaml:10:7: SF208 returned.BY: 'BY' is no party of this exchange "
            "(figures are those of the party that people return to: UA or RU)"
        ),
        (
            "2025-05-23.yaml:13:13: SF208 mediators.2.country: there is no country 'EU' "
            "(an organisation or a region has none; leave it out, or use that of a country)"
        ),
    ]  # fmt: skip
    assert told(check(keep("2025-05-23", parties=["UA", "UA"]))) == ["SF208 parties.2: 'UA' is there twice"]
    assert told(check(keep("2025-05-23", parties=["UK", "RU"], returned={"UA": {"total": 1}, "UK": {"total": 1}}))) == [
        "SF208 parties.1: there is no country 'UK'"
    ]
    assert check(keep("2025-05-23", kind="accommodation_neutral_country", returned={"TR": {"total": 5}})) == []


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("returned.RU.total", None),
        ("cumulative.UA", None),
        ("sequence.since_invasion", None),
        ("date", None),
        ("mediators", None),
        ("mediators.1.role", None),
        ("location.handover", None),
        ("returned.RU.totl", "did you mean returned.RU.total?"),
        ("returned.RU", "did you mean returned.RU.men?"),
        ("return.UA.total", "did you mean returned.UA.total?"),
        ("returned.BY.total", "did you mean returned.UA.total?"),
        ("x" * 10_000, "name it by its path: returned.UA.total"),
    ],
)
def test_a_claim_is_on_a_field_of_the_record(field: str, hint: str | None) -> None:
    found = check(keep("2025-05-23", claims=[{"by": "A", "field": field, "value": 1, "source": 1}]))
    assert [one.code for one in found] == ([] if hint is None else ["SF209"])
    if hint and field != "returned.RU":
        assert found[0].hint == hint


def test_a_claim_names_a_source_that_is_there() -> None:
    claims = [{"by": "A", "field": "returned.UA.total", "value": 1, "source": number} for number in (1, 2)]
    assert told(check(keep("2025-05-23", claims=claims))) == ["SF209 claims.2.source: there is no source 2"]


def test_each_mediator_is_there_once_with_what_it_did() -> None:
    mediators = [
        {"country": "AE", "name": "United Arab Emirates", "role": "mediator"},
        {"country": "AE", "name": "UAE", "role": "mediator"},
        {"country": "TR", "name": "Türkiye", "role": "mediator"},
        {"country": "TR", "name": "Türkiye", "role": "host"},
        {"name": "The Red Cross"},
    ]
    assert told(check(keep("2025-05-23", mediators=mediators))) == [
        "SF210 mediators.2: UAE is there twice",
        "SF210 mediators.5: it is not said what The Red Cross did",
    ]


def numbered(name: str, number: int | None, **fields: Any) -> Kept:
    sequence = {"sequence": {"since_invasion": number, "basis": "Official count"}} if number else {}
    return keep(name, **sequence, **fields)


DAYS = [f"2025-{month:02}-05" for month in range(1, 10)]


def planted(numbers: Sequence[int | None]) -> list[tuple[str, str]]:
    found = check(*(numbered(day, number) for day, number in zip(DAYS, numbers, strict=False)))
    assert {one.code for one in found} <= {"SF206"}
    return [(one.path[:-5], one.other[0][:-5] if one.other else "") for one in found]


def test_one_wrong_ordinal_is_one_finding_at_that_record_with_the_other_place() -> None:
    assert planted([60, 61, 62, None, 64, 65]) == []
    assert planted([60, 61, 75, 63, 64, 65]) == [(DAYS[2], DAYS[3])]
    assert planted([60, 61, 2, 63, 64, 65]) == [(DAYS[2], DAYS[1])]
    assert planted([60, 61, 61, 63, 64, 65]) == [(DAYS[2], DAYS[1])]
    assert planted([60, 61, 63, 63, 64, 65]) == [(DAYS[2], DAYS[3])]
    assert planted([60, 61, 65, 63, 64, 65]) == [(DAYS[2], DAYS[5])]
    (found,) = check(numbered(DAYS[0], 60), numbered(DAYS[1], 75), numbered(DAYS[2], 62), numbered(DAYS[3], 63))
    assert str(found) == (
        "2025-02-05.yaml:8:28: SF206 sequence.since_invasion: 75 (2025-02-05) does not rise with the date: 62 is later "
        "(2025-03-05) (correct the number or the date, here or in 2025-03-05.yaml:8:28)"
    )


def test_a_number_belongs_to_a_whole_exchange_and_a_release_may_bear_that_of_the_exchange_it_was_counted_in() -> None:
    stage = {"agreement": "a", "kind": "exchange"}
    stages = [numbered(day, 65, **stage, stage={"number": at}) for at, day in enumerate(DAYS[:3], 1)]
    release = numbered("2025-03-20-release", 65, kind="civilian_release")
    after = numbered(DAYS[4], 66)
    assert check(*stages, release, after) == []
    (two,) = check(*stages[:2], numbered(DAYS[2], 64, **stage, stage={"number": 3}), numbered("2024-12-01", 64), after)
    assert (two.path, two.message) == (
        f"{DAYS[2]}.yaml",
        "sequence.since_invasion: 64 is not the number of the other records of a: they bear 65",
    )
    (early,) = check(*stages, numbered("2025-01-01-release", 66, kind="civilian_release"), after)
    assert early.path == "2025-01-01-release.yaml"


def test_ordinals_are_counted_by_year_and_by_pair_of_parties() -> None:
    year = [
        keep(f"{day}", sequence={"in_year": at, "basis": "x"}) for at, day in ((9, "2024-12-30"), (1, "2025-01-15"))
    ]
    assert check(*year) == []
    (twice,) = check(*year, keep("2025-02-05", sequence={"in_year": 1, "basis": "x"}))
    assert twice.message == "sequence.in_year: 1 is the number of another exchange too, 2025-01-15"
    assert check(numbered("2025-01-05", 60), numbered("2025-02-05", 3, parties=["AM", "AZ"])) == []


def test_a_date_known_by_its_month_leaves_room_for_the_number() -> None:
    around = [numbered("2025-03-05", 60), numbered("2025-03-25", 62), numbered("2025-04-05", 63)]
    month = {"date": "2025-03-01", "date_precision": "month"}
    assert check(*around, numbered("2025-03", 61, **month)) == []
    assert len(check(*around, numbered("2025-03", 62, **month))) == 1
    assert len(check(*around, numbered("2025-03", 64, **month))) == 1


def test_stages_are_numbered_once_within_their_agreement_and_follow_in_time() -> None:
    def stages(*numbers: tuple[int, int], **fields: Any) -> list[str]:
        kept = [keep(day, agreement="a", stage={"number": n, "of": of}, **fields) for day, (n, of) in zip(DAYS, numbers, strict=False)]  # fmt: skip
        return [f"{one.path[:10]} {one.code} {one.message}" for one in check(*kept)]

    assert stages((1, 3), (2, 3), (3, 3)) == []
    assert stages((1, 3), (2, 3), (2, 3)) == [f"{DAYS[2]} SF204 stage.number: stage 2 of a is {DAYS[1]} already"]
    assert stages((1, 3), (2, 3), (4, 3)) == [f"{DAYS[2]} SF204 stage.number: 4, but a has only 3 stages"]
    assert stages((1, 3), (2, 2), (3, 3)) == [f"{DAYS[1]} SF204 stage.of: 2, but a has 3 stages in {DAYS[0]}"]
    assert stages((1, 4), (4, 4), (2, 4), (3, 4)) == [
        f"{DAYS[1]} SF204 date: stage 4 of a is dated {DAYS[1]}, stage 3 {DAYS[3]}"
    ]
    bodies = keep("2025-01-06-bodies", kind="repatriation_bodies", agreement="a", stage={"number": 1, "of": 9})
    assert check(keep(DAYS[0], agreement="a", stage={"number": 1, "of": 2}), bodies) == []


@given(st.lists(st.integers(0, 6), max_size=7), st.booleans())
def test_the_rest_rises_and_no_longer_rest_would(values: list[int], strictly: bool) -> None:
    def rises(run: Sequence[int]) -> bool:
        return all(a < b or (a == b and not strictly) for a, b in pairwise(run))

    run = [values[at] for at in rising(values, strictly=strictly)]
    assert rises(run)
    masks = ([v for at, v in enumerate(values) if mask >> at & 1] for mask in range(2 ** len(values)))
    assert len(run) == max(len(rest) for rest in masks if rises(rest))


@given(st.permutations(range(60, 66)))
def test_ordinals_that_do_not_rise_are_always_found_at_a_record_that_is_out_of_place(numbers: list[int]) -> None:
    found = planted(numbers)
    assert bool(found) == (numbers != sorted(numbers))
    wrong = {day for day, _ in found}
    rest = [number for day, number in zip(DAYS, numbers, strict=False) if day not in wrong]
    assert rest == sorted(rest)


DATES = st.dates(date(2, 1, 1), date(9998, 12, 31))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["exchange", "civilian_release", "repatriation_bodies", "return_of_children"]),
        "status": st.sampled_from(["agreed", "under_way", "completed", "suspended", "cancelled"]),
        "date": DATES.map(str),
        "date_end": DATES.map(str),
        "date_precision": st.sampled_from(["day", "month", "year"]),
        "parties": st.lists(st.sampled_from(["UA", "RU", "UK", "ZZ"]), min_size=2, max_size=2),
        "agreement": st.sampled_from(["a", "b"]),
        "agreed": st.dictionaries(st.sampled_from(["UA", "RU"]), st.integers(0, 9)),
        "stage": st.fixed_dictionaries({"number": st.integers(1, 4)}, optional={"of": st.integers(1, 4)}),
        "cumulative": st.dictionaries(st.sampled_from(["UA", "RU"]), st.integers(0, 99)),
        "unaccounted": st.dictionaries(st.sampled_from(["UA", "RU"]), st.integers(-9, 9)),
        "returned": st.dictionaries(
            st.sampled_from(["UA", "RU", "BY"]),
            st.dictionaries(st.sampled_from(["total", "military", "civilian", "women", "men", "officers"]), st.integers(0, 9)),
        ),
        "sequence": st.fixed_dictionaries({"basis": st.just("x")}, optional={"since_invasion": st.integers(1, 9), "in_year": st.integers(1, 9)}),
    },
)  # fmt: skip


@given(st.lists(FIELDS, max_size=6), st.randoms())
def test_whatever_records_say_there_are_findings_in_order_and_no_exceptions(
    fields: list[dict[str, Any]], random: Any
) -> None:
    """And they do not depend on the order in which files are read."""
    kept = {f"2025-01-{at:02}": keep(f"2025-01-{at:02}", **one) for at, one in enumerate(fields, 1)}
    now = datetime(2025, 6, 1, tzinfo=UTC)
    found = check_records(kept, now)
    assert found == sorted(found)
    assert {one.code for one in found} <= CODES.keys() & SETTABLE
    shuffled = list(kept)
    random.shuffle(shuffled)
    assert check_records({name: kept[name] for name in shuffled}, now) == found


def test_published_records_have_no_finding_but_the_three_gaps() -> None:
    assert [one.code for one in check(*published())] == ["SF205"] * 3


@pytest.mark.parametrize("name", ["2022-04-28", "2023-03-07", "2024-09-14", "2025-05-24"])
def test_a_slip_in_a_published_total_is_found(name: str) -> None:
    text = [one for one in published() if one.record.id != name]
    (right,) = [one for one in published() if one.record.id == name]
    count = right.record.returned["UA"]
    slip = right.record.model_copy(
        update={"returned": {"UA": count.model_copy(update={"total": (count.total or 0) + 9})}}
    )
    found = check(*text, type(right)(slip, right.where, right.node))
    assert any(f"{name} ({(count.total or 0) + 9})" in one.message for one in found)


def test_orders_of_equal_numbers_do_not_matter() -> None:
    """Two records of one day with one number: one finding, whichever is read first."""
    pair = [numbered("2025-05-05-a", 60), numbered("2025-05-05-b", 60), numbered("2025-06-05", 61)]
    assert len({tuple(told(check(*order))) for order in permutations(pair)}) == 1
