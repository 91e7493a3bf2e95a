"""The geometry of the charts: everything inside the drawing, on one scale, and nothing drawn for what is unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.charts import MOST_LABELS, MOST_POINTS, mirrored_bars, running_line
from standfirst.exchanges.register import Register, Running
from tests.unit.exchanges.test_register import record, totals


def test_one_scale_serves_both_directions() -> None:
    register = Register((record("2025-01-01", returned=totals(UA=300, RU=100)),))
    bars = mirrored_bars(register.months, "UA", "RU")
    up, down = (side.bars[0] for side in bars.sides)
    assert abs(up.height - 3 * down.height) < 0.05
    assert up.y + up.height == down.y == bars.baseline
    assert [tick.value for tick in bars.ticks] == [300, 200, 100, 0, 100]


def test_an_unknown_figure_has_a_sign_and_no_bar_and_a_month_without_a_record_has_neither() -> None:
    records = (
        record("2025-01-01", returned=totals(UA=10, RU=None)),
        record("2025-03-01", returned=totals(UA=10, RU=9)),
    )
    side = mirrored_bars(Register(records).months, "UA", "RU").sides[1]
    assert [(bar.value, bar.missing) for bar in side.bars] == [(None, 1), (None, 0), (9, 0)]
    assert side.peak is side.bars[2]


def test_a_register_without_any_figure_can_be_drawn() -> None:
    bars = mirrored_bars(Register((record("2025-01-01"),)).months, "UA", "RU")
    assert [side.peak for side in bars.sides] == [None, None]
    assert mirrored_bars((), "UA", "RU").labels == ()
    assert running_line((), (), ()).points == ()


FIGURES = st.none() | st.integers(0, 10**7)


@given(st.lists(st.tuples(st.integers(0, 9000), FIGURES, FIGURES), min_size=1, max_size=15))
def test_every_bar_label_and_line_of_the_grid_is_within_the_drawing(rows: list[Any]) -> None:
    records = tuple(
        record(f"{date(2000, 6, 1) + timedelta(days=days)}-n{n}", returned=totals(UA=up, RU=down))
        for n, (days, up, down) in enumerate(rows)
    )
    bars = mirrored_bars(Register(records).timeline, "UA", "RU")
    for side in bars.sides:
        for bar in side.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= 100.01
            assert -0.01 <= bar.y <= bar.y + bar.height <= 100.02
    assert {bars.ticks[0].at, bars.ticks[-1].at} == {0, 100}
    assert len(bars.ticks) <= 9
    named = [label.middle for label in bars.labels if label.named]
    assert all(0 <= middle <= 100 for middle in named)
    assert len(named) <= max(12, MOST_LABELS)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 500), st.booleans()), min_size=1, max_size=60))
def test_a_line_rises_within_the_drawing_and_ends_with_the_last_total(rows: list[Any]) -> None:
    total, sums, official = 0, [], []
    for number, (days, more, published) in enumerate(sorted(rows)):
        total += more
        one = Running(record(f"{date(2022, 3, 1) + timedelta(days=days)}-n{number}"), total)
        sums.append(one)
        official += [one] if published else []
    line = running_line(sums, official, ())
    places = [tuple(float(n) for n in point.split(",")) for point in line.steps.split()]
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in places)
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
    assert line.last is not None
    assert line.last.value == total
    assert len(line.points) <= MOST_POINTS
    assert [point.value for point in line.points] == [one.total for one in official]


def test_of_very_many_points_the_ends_of_gaps_and_the_last_are_drawn() -> None:
    days = [date(2022, 1, 1) + timedelta(days=n) for n in range(1000)]
    chain = [record(str(day), returned=totals(UA=1), cumulative={"UA": n + (n >= 501)}) for n, day in enumerate(days)]
    register = Register(tuple(chain))
    assert [gap.end.id for gap in register.gaps] == [str(days[501])]
    line = running_line(register.sums("UA"), register.official["UA"], register.gaps)
    assert len(line.points) <= MOST_POINTS + 1
    assert str(days[501]) in {point.record.id for point in line.points}
    assert line.points[-1].record.id == str(days[-1])
    assert [segment.gap.gap for segment in line.segments if segment.gap] == [1]
