from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.teasers.sentences import card_text, shorten, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["One ends.", "Two asks?", "Three shouts!", "Four trails off…", "Five"],
        ["“It is over.”", "He left."],
        ["He said (twice.)", "Then he left."],
        ["Mr. Smith met Gen. J. R. Doe on 5 Jan. 2025 at 3 p.m. in the U.S. today.", "They left."],
        ["The U.N. said so.", "“No,” said Kyiv."],
        ["About 3.5 million, i.e. 10 per cent, left.", "390 stayed."],
        ["No. 5 is alive.", "Yes."],
        ["Обмін відбувся 23 травня 2025 р. на кордоні з Білоруссю.", "Повернулися 390 осіб, з них 270 військових."],
        ["Це коштує 5 млн. грн. на рік.", "«Так!» – сказав він."],
        ["これは文です。", "次の文です！", "終わり"],
        ["هل انتهى الأمر؟ نعم."],
        ["Wait... what happened?", "Nothing."],
        ["See example.org for more.", "Or e.g. this."],
        ["¿Qué pasó?", "¡Nada!"],
    ],
)
def test_sentences_end_where_a_reader_hears_them_end(sentences: list[str]) -> None:
    cjk = sentences[0].endswith("。")
    assert split_sentences(("" if cjk else " ").join(sentences)) == sentences


@pytest.mark.parametrize(
    ("paragraphs", "limit", "expected"),
    [
        (["Short one. " + "Then a longer one " * 6 + "ends."], 240, "Short one. " + "Then a longer one " * 6 + "ends."),
        (["One. Two. Three."], 9, "One. Two."),
        (["One. Two."], 3, "On…"),
        (["One.", "Two."], 240, "One. Two."),
        ([], 240, ""),
        (["", " "], 240, ""),
        (["A" * 100 + ". B."], 240, "A" * 100 + "."),
        (["これは文です。次の文です。"], 240, "これは文です。次の文です。"),
    ],
)
def test_a_card_holds_whole_sentences_until_it_says_enough(paragraphs: list[str], limit: int, expected: str) -> None:
    assert card_text(paragraphs, limit) == expected


@pytest.mark.parametrize(
    ("sentence", "limit", "expected"),
    [
        ("One two three", 13, "One two three"),
        ("One two three", 12, "One two…"),
        ("One two three", 8, "One two…"),
        ("One two, three four five", 20, "One two, three four…"),
        ("One two three, four five", 20, "One two three…"),
        ("One two three – four five", 20, "One two three…"),
        ("Onetwothree", 5, "Onet…"),
        ("обмінобмін", 6, "обмін…"),
    ],
)
def test_too_long_a_sentence_is_cut_at_a_clause_or_a_word_with_an_ellipsis(
    sentence: str, limit: int, expected: str
) -> None:
    assert shorten(sentence, limit) == expected


SCRIPTS = st.sampled_from(
    [
        "abc, de. F",
        "абв, їґ. Є",
        "漢字、仮名。",
        "한국어 글.",
        "שלום, עולם. ",
        "سلام، عالم؟ ",
        "हिन्दी की। ",
        "ไทยภาษาที่นี่",
        "🙂👩‍👩‍👧 e\u0301. A",
        " -–—,;:.…\u2003",
    ]
)
TEXT = SCRIPTS.flatmap(lambda letters: st.text(letters, min_size=1, max_size=300)).map(
    lambda text: " ".join(text.split())
)


@given(TEXT, st.integers(40, 260))
def test_a_shortened_text_is_its_beginning_and_never_over_the_limit_in_any_script(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert len(text) > limit


@given(st.sampled_from(["हिन्दीकीकिताबें", "ที่นี่ภาษาไทย", "e\u0301o\u0308", "👩‍👩‍👧"]), st.integers(40, 60))
def test_a_cut_never_parts_a_letter_from_its_marks(syllables: str, limit: int) -> None:
    text = syllables * 30
    kept = shorten(text, limit).removesuffix("…")
    following = text[len(kept)]
    assert unicodedata.category(following)[0] != "M"
    assert following != "\u200d"
    assert not kept.endswith("\u200d")


@given(st.lists(TEXT, max_size=4), st.integers(40, 260), st.integers(1, 260))
def test_a_card_is_whole_sentences_of_the_text_or_one_sentence_cut(
    paragraphs: list[str], limit: int, at_least: int
) -> None:
    card = card_text(paragraphs, limit, at_least)
    assert len(card) <= limit
    squeezed = "".join("".join(paragraphs).split())
    sentences = [sentence for paragraph in paragraphs for sentence in split_sentences(paragraph)]
    assert "".join("".join(sentences).split()) == squeezed, "no letter is lost between sentences"
    if sentences and len(sentences[0]) > limit:
        assert card == shorten(sentences[0], limit)
    else:
        whole = ["".join("".join(sentences[:count]).split()) for count in range(len(sentences) + 1)]
        assert "".join(card.split()) in whole
        assert bool(card) == bool(sentences)
