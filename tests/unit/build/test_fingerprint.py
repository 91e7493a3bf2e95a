"""Equal values have equal text, other values another, and what cannot be told is said to be so."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.build.fingerprint import UnknownValueError, as_text, digest

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates()
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(DATA, DATA)
def test_the_texts_of_two_values_are_equal_where_the_values_are(one: object, other: object) -> None:
    same = one == other and repr(one) == repr(other)
    assert (as_text(one) == as_text(other)) == same


def test_a_set_has_one_text_whatever_its_order() -> None:
    assert as_text({"a", "b", "c", "d"}) == as_text({"d", "c", "b", "a"})


@pytest.mark.parametrize("value", [len, object(), {"filter": str.upper}, [lambda: 0]])
def test_what_cannot_be_told_is_unknown(value: object) -> None:
    with pytest.raises(UnknownValueError):
        as_text(value)


def test_a_path_is_no_text() -> None:
    assert as_text(PurePosixPath("a")) != as_text("a")


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
