"""Times of publication: the newsroom's clock, also on the two nights on which it is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.timing import in_zone, is_past
from tests.unit.newsroom import edit

if TYPE_CHECKING:
    from pathlib import Path

KYIV = ZoneInfo("Europe/Kyiv")
ZONES = ["UTC", "Europe/Kyiv", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"]


def timed(root: Path, **fields: str) -> tuple[list[str], str]:
    """The findings of an article with these times, and its date in UTC."""
    lines = "".join(f"{name}: {value}\n" for name, value in ({"title": "A"} | fields).items())
    edited = edit(root, {"a.md": f"---\n{lines}---\nText.\n"}, TIMEZONE="Europe/Kyiv")
    story = edited.stories["a.md"]
    return edited.problems, story.date.astimezone(UTC).isoformat() if story.date else ""


def test_what_readers_see_as_the_date_is_the_later_of_date_and_embargo(tmp_path: Path) -> None:
    """Published before it was released, a story would say so itself."""
    assert timed(tmp_path, date="2026-03-01", embargo="2026-03-02T08:00") == ([], "2026-03-02T06:00:00+00:00")
    assert timed(tmp_path, date="2026-03-03", embargo="2026-03-02T08:00") == ([], "2026-03-02T22:00:00+00:00")
    assert timed(tmp_path, embargo="2026-03-02T08:00Z") == ([], "2026-03-02T08:00:00+00:00")


def test_a_time_that_the_clocks_skip_is_an_error_of_an_embargo_and_told_of_a_date(tmp_path: Path) -> None:
    problems, _ = timed(tmp_path, date="2026-01-01", embargo="2026-03-29T03:30")
    assert problems == [
        (
            "content/a.md:4:10: SF120 embargo: 2026-03-29T03:30 does not exist in Europe/Kyiv: the clocks are put forward "
            "over it (write 2026-03-29T04:30, which is what the clocks show then, or another time)"
        )
    ]
    problems, date = timed(tmp_path, date="2026-03-29T03:30")
    assert [problem.split()[1] for problem in problems] == ["SF120"]
    assert date == "2026-03-29T01:30:00+00:00"


def test_a_time_that_comes_twice_is_settled_by_its_offset_alone(tmp_path: Path) -> None:
    """An embargo an hour early is broken, so nothing is guessed."""
    problems, _ = timed(tmp_path, date="2026-01-01", expires="2026-10-25T03:30")
    assert problems == [
        (
            "content/a.md:4:10: SF121 expires: 2026-10-25T03:30 comes twice in Europe/Kyiv: the clocks are put back over it "
            "(add the offset: 2026-10-25T03:30+03:00 is the first, 2026-10-25T03:30+02:00 the second)"
        )
    ]
    first, second = (timed(tmp_path, embargo=f"2026-10-25T03:30+0{hours}:00")[1] for hours in (3, 2))
    assert (first, second) == ("2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00")


def test_an_article_that_goes_before_it_comes_is_an_error(tmp_path: Path) -> None:
    problems, _ = timed(tmp_path, date="2026-03-01", expires="2026-03-01T00:00")
    assert problems == [
        "content/a.md:4:10: SF122 expires: nobody would ever see it: date is 2026-03-01 00:00 EET (give a time after date)"
    ]
    assert timed(tmp_path, date="2026-03-01", expires="2026-03-01T00:01")[0] == []


def test_whoever_times_a_draft_is_told_that_it_stays_one(tmp_path: Path) -> None:
    problems, _ = timed(tmp_path, status="draft", embargo="2026-03-01")
    assert [problem.split()[1] for problem in problems] == ["SF123"]


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - what a writer puts down has no zone
)
def test_a_time_is_taken_as_the_clock_shows_it_or_said_not_to_be_on_it(zone: str, given_time: datetime) -> None:
    """Whatever the zone: a time that is told to be sound, or to come twice, is what the clock then shows."""
    moment, what = in_zone(given_time, ZoneInfo(zone))
    assert (moment.replace(tzinfo=None) == given_time) == (what != "skipped")
    later = moment.astimezone(UTC) + timedelta(hours=1)
    again = later.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == given_time
    assert what == "twice" if again else True


@pytest.mark.parametrize(("minutes", "past"), [(-1, False), (0, True), (1, True)])
def test_the_clock_going_back_does_not_bring_an_embargo_forward(minutes: int, past: bool) -> None:
    """Two times of one zone are compared as moments: 03:10 after the change is later than 03:50 before it."""
    due = datetime(2026, 10, 25, 3, 10, tzinfo=KYIV, fold=1)
    now = (due.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(KYIV)
    assert is_past(due, now) == past
    assert not is_past(due, datetime(2026, 10, 25, 3, 50, tzinfo=KYIV))
