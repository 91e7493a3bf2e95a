from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.teasers.normalise import fold, without_cut_mark


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s over,” he said — twice…", '"it\'s over" HE SAID - twice...'),
        ("ﬁrst\u00a0½ of  the\nday", "First 1⁄2 of the day"),
        ("Straße", "STRASSE"),
        ("«Обмін» відбувся", "„обмін“ ВІДБУВСЯ"),
        ("Київ", unicodedata.normalize("NFD", "Київ")),
        ("co\u00adoperate\u200b", "cooperate"),
        ("３９０", "390"),
    ],
)
def test_texts_that_a_reader_takes_for_one_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("390", "391"), ("їх", "іх"), ("resume", "résumé"), ("कि", "का"), ("not", "")]
)
def test_texts_that_differ_by_a_letter_a_digit_or_a_mark_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "mark",
    ["Read more", "… Read more", "... [Read more]", "(Continue reading →)", " Full story »", "Читати далі…", "READ ON.",
     "[…] Read more... Read more"],
)  # fmt: skip
def test_a_mark_that_text_was_cut_off_is_taken_away(mark: str) -> None:
    assert fold(without_cut_mark(f"One two {mark}")) == "onetwo"


@pytest.mark.parametrize("text", ["We read more books", "Bread more", "Thread on", "Read more and see", ""])
def test_words_that_only_look_like_it_stay(text: str) -> None:
    assert without_cut_mark(text) == text


@given(st.text(max_size=40), st.text(" .,…—'\"!?()[]\n", max_size=5))
def test_folding_is_blind_to_punctuation_and_white_space(text: str, noise: str) -> None:
    assert fold(noise.join([text[:5], text[5:]])) == fold(text[:5] + " " + text[5:])


@given(st.text(st.characters(categories=["Ll", "Lu", "Lo", "Mn", "Nd"]), max_size=30))
def test_a_composed_and_a_decomposed_letter_are_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
