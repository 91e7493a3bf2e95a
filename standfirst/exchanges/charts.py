"""Where each mark of a chart stands, in per cent of its width and height: the theme draws, and the reader's screen scales."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from standfirst.exchange import Exchange
    from standfirst.exchanges.chain import Interval
    from standfirst.exchanges.register import Period, Running

SLENDER = 0.76
"""How much of its place a bar takes up."""
MOST_LABELS = 7
"""Labels of years that fit side by side on the narrowest screen."""
ROOM = 13
"""Width of such a label there."""
MOST_POINTS = 120
"""Points that can be told apart on a line; of more, every second, third … is drawn."""
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and what it stands for."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Label:
    """A month or a year along the width."""

    start: float
    """Where it begins."""
    middle: float
    value: int
    named: bool
    """Whether there is room for its name."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period of one party."""

    period: Period
    value: int | None
    """None where no figure is known."""
    x: float
    width: float
    y: float
    height: float
    middle: float
    missing: int
    """Records whose figure is unknown or withheld."""
    mark: float
    """Height at which a sign for them stands: beyond the end of the bar."""


@dataclass(frozen=True, slots=True)
class Side:
    """The bars of one party."""

    party: str
    bars: tuple[Bar, ...]
    peak: Bar | None
    """The longest bar."""
    upward: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Periods side by side: what returned to one party upwards, to the other downwards, on one scale."""

    sides: tuple[Side, Side]
    baseline: float
    ticks: tuple[Tick, ...]
    """From the top down; their values are amounts in both directions."""
    labels: tuple[Label, ...]
    """The months of one year, or years."""


def mirrored_bars(periods: Sequence[Period], up: str, down: str) -> Bars:
    """A bar upwards and one downwards for each period. Months over several years are labelled by year."""
    values = [(period.tally.people[up].known or 0, period.tally.people[down].known or 0) for period in periods]
    highest, lowest = (max((pair[side] for pair in values), default=0) for side in (0, 1))
    step = _step(max(highest, lowest) / 3)
    above, below = (max(1, math.ceil(value / step)) for value in (highest, lowest))
    scale = 100 / (step * (above + below))
    baseline = above * step * scale
    ticks = tuple(Tick(_round(baseline - n * step * scale), abs(n) * step) for n in range(above, -below - 1, -1))
    sides = (
        _side(periods, up, baseline, scale, upward=True),
        _side(periods, down, baseline, scale, upward=False),
    )
    return Bars(sides, _round(baseline), ticks, _period_labels(periods))


def _side(periods: Sequence[Period], party: str, baseline: float, scale: float, *, upward: bool) -> Side:
    place = 100 / max(1, len(periods))
    bars = []
    for number, period in enumerate(periods):
        total = period.tally.people[party]
        height = (total.known or 0) * scale
        bars.append(
            Bar(
                period=period,
                value=total.known if period.records else None,
                x=_round((number + (1 - SLENDER) / 2) * place),
                width=_round(place * SLENDER),
                y=_round(baseline - height if upward else baseline),
                height=_round(height),
                middle=_round((number + 0.5) * place),
                missing=total.missing,
                mark=_round(baseline - height - 2.5 if upward else baseline + height + 2.5),
            )
        )
    return Side(
        party, tuple(bars), max((bar for bar in bars if bar.value), key=lambda bar: bar.height, default=None), upward
    )


def _period_labels(periods: Sequence[Period]) -> tuple[Label, ...]:
    place = 100 / max(1, len(periods))
    if len({period.year for period in periods}) == 1:
        names = (period.month or period.year for period in periods)
        return tuple(Label(_round(n * place), _round((n + 0.5) * place), name, True) for n, name in enumerate(names))
    return _years([(n * place, period.year) for n, period in enumerate(periods) if n == 0 or period.month in {1, None}])


@dataclass(frozen=True, slots=True)
class Point:
    """A running total after a record."""

    record: Exchange
    value: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A line from one published total to the next."""

    x1: float
    y1: float
    x2: float
    y2: float
    gap: Interval | None
    """Where the records between them add up to another number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A running total over time: as it was published, and as the records add up to it."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    steps: str
    """The sum of the records, as the points of an SVG polyline in a box of 100 by 100."""
    last: Point | None
    """The end of that sum."""
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]


def running_line(sums: Sequence[Running], official: Sequence[Running], gaps: Iterable[Interval]) -> Line:
    """The line of a party: `official` are the published totals, `sums` what the records add up to since the first of them.

    Both are in order of date. `gaps` are the intervals that do not add up.
    """
    ends = {gap.end.id: gap for gap in gaps}
    days = [one.record.date for one in (*sums, *official)]
    if not days:
        return Line((), (), "", None, (), ())
    first, last = min(days), max(days)
    highest = max(one.total for one in (*sums, *official))
    step = _step(highest / 4)
    top = max(1, math.ceil(highest / step)) * step

    def x(day: date) -> float:
        return _round(100 * (day - first).days / max(1, (last - first).days))

    def y(value: int) -> float:
        return _round(100 - 100 * value / top)

    points = [Point(one.record, one.total, x(one.record.date), y(one.total)) for one in official]
    stride = _stride(points, MOST_POINTS)
    kept = [point for n, point in enumerate(reversed(points)) if n % stride == 0 or point.record.id in ends][::-1]
    segments = tuple(
        Segment(before.x, before.y, after.x, after.y, ends.get(after.record.id)) for before, after in pairwise(kept)
    )
    ticks = tuple(Tick(y(value), value) for value in range(top, -1, -step))
    years = [(x(first.replace(year=year, month=1, day=1)), year) for year in range(first.year + 1, last.year + 1)]
    years = [(0.0, first.year), *years]
    labels = _years(years)
    steps = [(x(one.record.date), y(one.total)) for one in sums]
    end = Point(sums[-1].record, sums[-1].total, *steps[-1]) if sums else None
    return Line(tuple(kept), segments, _steps(steps), end, ticks, labels)


def _years(starts: Sequence[tuple[float, int]]) -> tuple[Label, ...]:
    """Years by where they begin; each is named in its middle, or every second, third … where there are many."""
    stride = _stride(starts, MOST_LABELS)
    labels: list[Label] = []
    room = -math.inf
    for number, ((start, year), (end, _)) in enumerate(pairwise([*starts, (100.0, 0)])):
        middle = (start + end) / 2
        named = number % stride == 0 and middle - room >= ROOM
        room = middle if named else room
        labels.append(Label(_round(start), _round(middle), year, named))
    return tuple(labels[::stride] if stride > 1 else labels)


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """A line that rises on each day and is level between; days that fall on one spot are drawn once."""
    found = []
    height = points[0][1] if points else 0
    for at, to in dict(points).items():
        found += [f"{at:g},{height:g}", f"{at:g},{to:g}"]
        height = to
    return " ".join(dict.fromkeys(found))


def _stride(items: Sequence[object], most: int) -> int:
    """How many steps to take at once through items, so that `most` of them at the most are met."""
    return max(1, math.ceil(len(items) / most))


def _step(rough: float) -> int:
    """A round distance between lines of a grid, at least `rough` and at least 1."""
    if rough <= 1:
        return 1
    power = 10 ** math.floor(math.log10(rough))
    return next(int(step * power) for step in STEPS if step * power >= rough and (step * power) % 1 == 0)


def _round(value: float) -> float:
    return round(value, 2)
