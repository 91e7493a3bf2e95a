# ruff: noqa: SIM905 -- a table of words reads best as words

import time
from itertools import pairwise

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.mentions.days import find_days
from standfirst.exchanges.mentions.numerals import find_numerals

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "_ ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def values(text: str) -> list[int]:
    return [numeral.value for numeral in find_numerals(text)]


def spell(number: int, joiner: str) -> str:
    if number >= 1000:
        rest = number % 1000
        return f"{spell(number // 1000, joiner)} thousand" + (
            f"{joiner if rest < 100 else ' '}{spell(rest, joiner)}" if rest else ""
        )
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (f"{joiner}{spell(number % 100, joiner)}" if number % 100 else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000 and 1.000; 1\u00a0000, 1\u202f000; 1'000 / 1 000 people", [1000] * 6),
        ("a 1,000-for-1,000 exchange, and 390-for-390", [1000, 1000, 390, 390]),
        ("390 на 390, 246 за 246", [390, 390, 246, 246]),
        ("390/390 and 390–390", [390, 390, 390, 390]),
        ("the 65th; 62-й, 65-го, 65-ий, 1-ша, 3rd", [65, 62, 65, 65, 1, 3]),
        ("5 thousand, 5 тис., 1,2 тис., 2.5 thousand, 1k, 5 тисяч 147 осіб", [5000, 5000, 1200, 2500, 1000, 5147]),
        ("٣٩٠ people", [390]),
        ("In May 2025, 390 people returned on 23 May 2025", [390]),
        ("two dozen, a hundred, half a dozen, a dozen, twenty-one hundred", [24, 100, 6, 12, 2100]),
        ("one hundred and three hundred", [100, 300]),
        ("twenty, thirty and forty", [20, 30, 40]),
        ("Five thousand one hundred and forty-seven", [5147]),
        ("the sixty-fifth, the first and the second", [65, 1, 2]),
        ("сто сімдесят п'ять; сто сімдесят п’ять; сто сімдесят пʼять", [175, 175, 175]),
        ("двохсот сорока шести військових, тисяча осіб, близько тисячі", [246, 1000, 1000]),
        ("шістдесят п'ятий, шістдесят п’ятого, другої групи", [65, 65, 2]),
        ("сто семьдесят пять, двести сорок шесть, шестьдесят пятого", [175, 246, 65]),
        ("пять тысяч сто сорок семь; четырёхсот и четырехсот", [5147, 400, 400]),
        ("(044) 14:30, 14.30, +380 44 123 45 67, 1.2.3, 2022/103, 2.5 and 3,14", []),
        ("F-16, T-72, G7, Covid-19, Shahed-136, 155-mm, 155 мм, 10x10", []),
        ("50%, 69.7 per cent, 12 percent, fifty per cent, $5 million, €300", []),
        ("https://example.org/390 www.example.org/390 390@example.org", []),
        ("hundreds of people, several thousand, тисячі людей, dozens, one of them, a man", []),
        ("two-thirds, one-third, a third of them, ten per second, Second World War", [10]),
        ("другой обмен был", []),
    ],
)
def test_numbers_are_read_and_what_counts_nothing_is_left(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 390", "over"),
        ("at least the 390", "over"),
        ("390 or more", "over"),
        ("390+", "over"),
        ("понад 390", "over"),
        ("більше ніж 390", "over"),
        ("nearly 390", "almost"),
        ("майже триста дев'яносто", "almost"),
        ("no more than 390", "under"),
        ("до 390", "under"),
        ("(about 390", "about"),
        ("~390", "about"),
        ("around three hundred and ninety", "about"),
        ("около 390", "about"),
        ("handed over 390", "exact"),
        ("they add up to 390", "exact"),
        ("exactly 390", "exact"),
    ],
)
def test_the_words_before_a_number_bound_it(text: str, bound: str) -> None:
    assert [(numeral.value, numeral.bound) for numeral in find_numerals(text)] == [(390, bound)]


def test_an_ordinal_is_told_from_a_count() -> None:
    found = find_numerals("The 65th exchange: sixty-five people, 65-й обмін, шістдесят п'ятий, 65 осіб")
    assert [numeral.kind for numeral in found] == ["ordinal", "cardinal", "ordinal", "ordinal", "cardinal"]


@given(st.integers(2, 999_999), st.sampled_from([" and ", " "]))
def test_every_number_in_english_words_is_found_whole(number: int, joiner: str) -> None:
    text = spell(number, joiner)
    (numeral,) = find_numerals(f"They returned {text} people.")
    assert (numeral.value, numeral.written) == (number, text)


@given(st.integers(0, 9_999_999), st.sampled_from(["en", "uk", "ru", "de", "de_CH", "fr", "pl", "es"]))
def test_digits_are_read_as_each_locale_groups_them(number: int, locale: str) -> None:
    assert values(f"повернулися: {format_decimal(number, locale=locale)} осіб") == [number]


TOKENS = st.sampled_from(
    "23 May 2025 one hundred and a half 390 1,000 1.5 -th - / : + % сто п'ять другий травня тис. 24.02.2022 over , . \n\u00a0 k ² ٣ İ \x00 http://x 1'000".split(
        " "
    )
)


@given(st.lists(st.tuples(TOKENS, st.sampled_from(["", " ", "-"])), max_size=30))
def test_places_are_those_of_the_text_and_never_overlap(tokens: list[tuple[str, str]]) -> None:
    text = "".join(token + gap for token, gap in tokens)
    numerals, days = find_numerals(text), find_days(text)
    assert all(text[each.start : each.end] == each.written for each in numerals)
    places = sorted((each.start, each.end) for each in (*numerals, *days))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert find_numerals(text, days) == numerals


@pytest.mark.parametrize(
    "unit",
    ["1", "1,111", "one hundred and ", "twenty ", "23, ", "May ", "+1 ", "1/", "1:1", "23 May 2025 ", "a.", "сто "],
)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    """Sixteen times the text costs nowhere near 256 times the time: a bound that no slow machine reaches."""

    def cost(count: int) -> float:
        text = unit * count + "1"
        began = time.process_time()
        find_numerals(text)
        return time.process_time() - began

    find_numerals("one")
    small = max(min(cost(2_000) for _ in range(3)), 0.001)
    assert cost(32_000) < 80 * small
