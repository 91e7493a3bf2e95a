"""A summary is exact or truncated by its words alone; near where a reader meets the same text twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.prose import Block
from standfirst.teasers.near import RUN, Relation, Stretch, Wording, match_runs, relate
from standfirst.teasers.words import WordSpans, split_words, without_cut_mark
from tests.harness import HANG

LEAD = (
    "Ten people came home on Friday after two years in captivity, officials in Kyiv told reporters at the border. "
    "Their families had waited there since the early morning."
)
UKRAINIAN = (
    "Десятеро людей повернулися додому в п’ятницю після двох років полону, повідомили журналістам на кордоні "
    "представники Координаційного штабу. Родини чекали там із самого ранку."
)


def blocks(*texts: str) -> list[Block]:
    return [Block("h2" if text.startswith("#") else "p", text.lstrip("# ")) for text in texts]


def verdict(summary: str, *texts: str) -> str:
    return relate(summary, Wording(blocks(*texts))).verdict


@pytest.mark.parametrize(
    ("summary", "texts", "expected"),
    [
        (LEAD, [LEAD], "exact"),
        (LEAD.upper() + " … Read more", [LEAD], "exact"),
        ("The exchange Ten people came home", ["# The exchange", "Ten people came home.", "And more."], "exact"),
        ("The exchangeTen people", ["# The exchange", "Ten people came home."], "truncated"),
        (LEAD[:70], [LEAD], "truncated"),
        ("Ten people came h", ["Ten people came home, and then", "Ten people came h"], "exact"),
        ("A multiplatform prog", ["A multi-platform programme"], "distinct"),
        ("Paid 35 million to", ["Paid 3.5 million to them"], "distinct"),
        ("Обʼєкт п'ять", ["Об’єкт п’ять"], "exact"),
        ("一月一日，俄罗斯和乌克兰", ["一月一日俄罗斯和乌克兰交换了战俘。"], "truncated"),
        ("עשרה אנשים חזרו", ["\u200fעשרה אנשים חזרו\u200f הביתה."], "truncated"),
        ("… !", [LEAD], "none"),
        ("Read more", [LEAD], "distinct"),
        ("We read more", ["We read more"], "exact"),
        (LEAD, [], "distinct"),
    ],
)
def test_exact_and_truncated_are_facts_about_words(summary: str, texts: list[str], expected: str) -> None:
    assert verdict(summary, *texts) == expected


NEAR = [
    ("Officials in Kyiv told reporters at the border: ten people came home on Friday after two years in captivity.", LEAD),
    ("Ten prisoners came home on Friday after two long years in captivity, officials in Kyiv told reporters.", LEAD),
    ("Their families had waited there since the early morning.", LEAD),
    ("Their families had waited there since early morning. Ten people came home on Friday after two years.", LEAD),
    ("Десятеро людей повернулися додому в п'ятницю після двох років полону, кажуть представники штабу.", UKRAINIAN),
    ("Родини чекали там із самого ранку, а десятеро людей повернулися додому в п’ятницю після двох років.", UKRAINIAN),
    ("昨天，十名战俘在被俘两年之后于星期五返回家园，官员说。", "官员在边境告诉记者，十名战俘在被俘两年之后于星期五返回家园。"),
    ("عاد عشرة أشخاص إلى ديارهم يوم الجمعة بعد عامين، كما قيل.", "قال مسؤولون: عاد عشرة أشخاص إلى ديارهم يوم الجمعة بعد عامين من الأسر."),
]  # fmt: skip
DISTINCT = [
    ("Why it took two years in captivity until the ten could be exchanged, and who brokered it.", LEAD),
    ("Officials in Kyiv say more exchanges are planned before the winter.", LEAD),
    ("Чому обмін тривав два роки і хто був посередником у переговорах.", UKRAINIAN),
    ("官员在边境谈到下一次交换的时间和地点。", "官员在边境告诉记者，十名战俘在被俘两年之后于星期五返回家园。"),
]  # fmt: skip


@pytest.mark.parametrize(("summary", "text"), NEAR)
def test_the_same_sentences_with_small_edits_are_near(summary: str, text: str) -> None:
    assert verdict(summary, "Something else stood here before.", text, "And something else after it.") == "near"


@pytest.mark.parametrize(("summary", "text"), DISTINCT)
def test_another_thing_said_in_some_of_the_same_words_is_distinct(summary: str, text: str) -> None:
    assert verdict(summary, text) == "distinct"


def test_each_stretch_is_shown_on_both_sides() -> None:
    summary = NEAR[0][0]
    body = Wording(blocks("Before.", LEAD))
    relation = relate(summary, body)
    words = split_words(summary)
    shown = [(words[slice(*s.summary)], body.words[slice(*s.body)]) for s in relation.stretches]
    assert [" ".join(here) for here, _ in shown] == [
        "officials in kyiv told reporters at the border",
        "ten people came home on friday after two years in captivity",
    ]
    assert all(here == there for here, there in shown)


WORDS = st.sampled_from(
    ["released", "home", "Kyiv", "390", "of", "the", "обмін", "полонених", "don’t", "½", "首都", "ไทย", "first-day"]
)
TEXT = st.lists(WORDS, max_size=40).map(" ".join)


@given(TEXT, st.lists(TEXT, max_size=4))
def test_nothing_is_near_without_four_words_in_a_row_in_common(summary: str, texts: list[str]) -> None:
    body = Wording(blocks(*texts))
    wanted = split_words(summary)
    rows = {tuple(body.words[n : n + RUN]) for n in range(len(body.words) - RUN + 1)}
    shared = any(tuple(wanted[n : n + RUN]) in rows for n in range(len(wanted) - RUN + 1))
    relation = relate(summary, body)
    assert shared or relation.verdict != "near"
    for run in match_runs(wanted, body.words):
        assert run.length >= RUN
        here, there = wanted[run.summary :][: run.length], body.words[run.body :][: run.length]
        assert here == there


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_has_a_verdict_and_stretches_within_both(summary: str, texts: list[str]) -> None:
    body = Wording(blocks(*texts))
    relation = relate(summary, body)
    assert (relation.verdict in {"none", "distinct"}) == (not relation.stretches)
    for stretch in relation.stretches:
        assert 0 <= stretch.summary[0] < stretch.summary[1] <= len(split_words(summary))
        assert 0 <= stretch.body[0] < stretch.body[1] <= len(body.words)


@given(st.lists(WORDS, min_size=1, max_size=40), st.data())
def test_every_beginning_of_a_text_is_truncated_and_the_whole_is_exact(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    cut = text[: data.draw(st.integers(1, len(text)))]
    relation = relate(cut, Wording(blocks("Before all that.", text)))
    same = split_words(cut) == split_words(text)
    assert not split_words(cut) or relation.verdict == ("exact" if same else "truncated")


@given(st.text())
def test_each_word_is_found_in_the_text(text: str) -> None:
    spans = WordSpans(text)
    words = split_words(text)
    places = [spans[number] for number in range(len(words))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    whole = [split_words(text[start:end]) for start, end in places]
    assert all(word in "".join(found) for word, found in zip(words, whole, strict=True))
    with pytest.raises(IndexError):
        spans[len(words)]


def test_a_word_is_located_to_the_letter() -> None:
    text = "Cafe\u0301 “Über”, п’ять ½ 首都\u200b!"
    words = split_words(text)
    spans = WordSpans(text)
    assert words == ["café", "über", "пять", "1", "2", "首", "都"]
    found = [text[slice(*spans[number])] for number in range(len(words))]
    assert found == ["Cafe\u0301", "Über", "п’ять", "½", "½", "首", "都"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("one two read more", 2), ("one Читати далі", 1), ("read more", 2), ("we read more books", 4), ("a read on read more", 1)],
)  # fmt: skip
def test_a_cut_mark_is_taken_from_the_end_and_never_all(text: str, kept: int) -> None:
    assert len(without_cut_mark(split_words(text))) == kept


@pytest.mark.parametrize(
    ("summary", "texts"),
    [
        ("word " * 1_000_000, ["word " * 1_000_000]),
        ("word " * 15_000 + "x", ["word " * 1_000_000]),
        (LEAD * 9_000 + "x", [LEAD] * 10_000),
        (LEAD.replace("Friday", "Sunday"), [LEAD] * 10_000),
        (" ".join(f"{n % 97} {n % 89}" for n in range(20_000))[:100_000], [" ".join(f"{n % 89} {n % 97}" for n in range(20_000))]),
    ],
)  # fmt: skip
def test_a_pathological_pair_is_decided_soon(summary: str, texts: list[str]) -> None:
    began = time.process_time()
    relate(summary, Wording(blocks(*texts)))
    assert time.process_time() - began < HANG


def test_a_relation_is_a_plain_value() -> None:
    assert relate("Ten people", Wording(blocks(LEAD))) == Relation("truncated", (Stretch((0, 2), (0, 2)),))
