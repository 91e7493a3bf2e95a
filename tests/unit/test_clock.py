from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from standfirst.clock import build_time
from standfirst.diagnostics import BuildError
from tests.unit.newsroom import config


def test_the_build_time_is_the_options_else_the_environments_else_the_clocks() -> None:
    epoch = {"SOURCE_DATE_EPOCH": "1748000000"}
    assert build_time(config(now="2026-01-02T03:04:05Z"), epoch) == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert build_time(config(), epoch) == datetime(2025, 5, 23, 11, 33, 20, tzinfo=UTC)
    now = build_time(config(), {})
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251 - what is tested is the clock
    assert now.microsecond == 0


def test_a_build_time_without_an_offset_is_in_the_newsrooms_zone() -> None:
    moment = build_time(config(now="2026-01-02 03:04", TIMEZONE="Europe/Kyiv"), {})
    assert moment == datetime(2026, 1, 2, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "epoch", "expected"),
    [
        ("yesterday", "", "'yesterday'"),
        ("2026-02-30", "1", "'2026-02-30'"),
        ("", "soon", "SOURCE_DATE_EPOCH 'soon'"),
        ("", "1.5", "SOURCE_DATE_EPOCH '1.5'"),
        ("", "9" * 30, f"SOURCE_DATE_EPOCH '{'9' * 30}'"),
    ],
)
def test_what_is_not_a_time_ends_the_build(now: str, epoch: str, expected: str) -> None:
    with pytest.raises(BuildError) as caught:
        build_time(config(now=now), {"SOURCE_DATE_EPOCH": epoch})
    hint = "(use YYYY-MM-DDThh:mm, or seconds since 1970 in SOURCE_DATE_EPOCH)"
    assert str(caught.value) == f"SF012 the build time {expected} is not a time {hint}"
