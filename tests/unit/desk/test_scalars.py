"""What is written into front matter is read back as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.desk.order import UNSAYABLE
from standfirst.desk.scalars import line_of_words, moment, quoted, word
from standfirst.frontmatter import read_moment
from standfirst.yamltree import parse_mapping

TEXT = st.text(min_size=1).filter(lambda text: text.strip() and not UNSAYABLE.search(text)) | st.sampled_from(
    ["no", "~", "null", "1.0", "2025-01-01", "- a", "a: b", "a #b", "The fallen", "Étranger", "a..b", "NO", "=", "<<"]
)


@given(text=TEXT, names=st.lists(TEXT, min_size=1, max_size=4))
def test_text_and_names_are_read_as_they_were_meant(text: str, names: list[str]) -> None:
    written = f"a: {quoted(text)}  # remark\nb: {word(text)}\nc: {line_of_words(tuple(names))}\n"
    node, problems = parse_mapping(written, "x.md")
    assert node, problems
    assert node.plain() == {"a": text, "b": text, "c": names}
    assert not problems


@given(now=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_a_time_is_read_as_the_same_minute(now: datetime) -> None:
    _read_back(now)


@pytest.mark.parametrize("hour", range(-2, 4))
def test_the_hour_that_the_clocks_go_through_twice_is_told_apart(hour: int) -> None:
    """In Kyiv they went back from 4:00 to 3:00 on 26 October 2025, at 1:00 UTC."""
    _read_back(datetime(2025, 10, 26, 1, 30, tzinfo=UTC) + timedelta(hours=hour))


def _read_back(now: datetime) -> None:
    zone = ZoneInfo("Europe/Kyiv")
    read = read_moment(moment(now, zone))
    read = read if read.tzinfo else read.replace(tzinfo=zone)
    assert read.astimezone(UTC) == now.replace(second=0, microsecond=0)
