"""A slip of the fingers is told from another word, and from grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.desk.proofs.slips import distance, is_slip


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Istambul", "Istanbul"),
        ("Istnabul", "Istanbul"),
        ("Istanbull", "Istanbul"),
        ("Isstannbul", "Istanbul"),
        ("Belrus", "Belarus"),
        ("Kovalneko", "Kovalenko"),
        ("Стабмул", "Стамбул"),
    ],
)
def test_a_letter_that_is_wrong_missing_added_or_swapped_is_a_slip(word: str, name: str) -> None:
    assert is_slip(word, name)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Istanbul", "Istanbul"),
        ("ISTANBUL", "Istanbul"),
        ("Qatari", "Qatar"),
        ("Belarusian", "Belarus"),
        ("Turkish", "Turkey"),
        ("Nigeria", "Algeria"),
    ],
)
def test_another_word_or_another_form_is_none(word: str, name: str) -> None:
    assert not is_slip(word, name)


def test_in_a_language_that_inflects_names_an_ending_is_grammar() -> None:
    assert not is_slip("Стамбулі", "Стамбул", inflected=True)
    assert not is_slip("Ковальчука", "Ковальчук", inflected=True)
    assert is_slip("Стабмулі", "Стамбулі", inflected=True)


WORDS = st.text(alphabet="abc", max_size=8)


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways_and_nothing_only_for_the_same_word(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) >= abs(len(one) - len(other))
    assert (distance(one, other) == 0) == (one == other)
