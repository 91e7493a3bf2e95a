"""Repeats across texts are found and named for what they are; the index holds the same whatever way it came to it."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.build.store import Store
from standfirst.teasers.across import Index
from standfirst.teasers.compare import compare, judge
from standfirst.teasers.shingles import hash_text, sample
from tests.harness import HANG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.teasers.across import Match

DAY = date(2025, 7, 17)
NEXT = date(2025, 7, 19)
BASE = (
    "Ukraine and Russia exchanged 390 people each on 23 May 2025 at the border with Belarus. It was the first of three "
    "stages agreed in Istanbul. Officials in Kyiv said the rest would follow within two days."
)
UK = (
    "19 липня з полону повернулися 95 захисників. Більшість із них перебувала в неволі понад три роки. "
    "На звільнених чекали рідні та лікарі у Чернігові."
)
RU = "Суд в Гааге перенёс заседание на 12 марта, сообщила его пресс-служба. Стороны просили ещё о двух неделях."


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        pytest.param(BASE, BASE, "copy", id="the same"),
        pytest.param(BASE, BASE[:90], "copy", id="cut off in a word"),
        pytest.param(BASE, f"“{BASE.upper()}”&nbsp;<b>Read more</b>", "copy", id="another dress"),
        pytest.param(BASE, " ".join(reversed(BASE.replace(". ", ".|").split("|"))), "copy", id="sentences turned round"),
        pytest.param(
            BASE, BASE.replace("each ", "").replace("rest", "others").replace("390", "three hundred and ninety"), "template",
            id="a number written out is not recognised, and is reported as a template",
        ),
        pytest.param(BASE, BASE.replace("first", "1st").replace("three", "3"), "copy", id="small numbers written out"),
        pytest.param(BASE, BASE.replace("23 May", "May 23").replace("said", "stated"), "copy", id="a date turned round"),
        pytest.param(f"KYIV, 23 May (Reuters) — {BASE}", f"LVIV (AP) - {BASE}", "copy", id="another dateline"),
        pytest.param(BASE, BASE.replace("390", "307"), "template", id="another number"),
        pytest.param(BASE, BASE.replace("23 May", "24 May"), "template", id="another day"),
        pytest.param(BASE, BASE.replace("Istanbul", "Abu Dhabi"), "template", id="another place"),
        pytest.param(
            "95 returned on 19 July", "95 returned on 17 July", "template", id="another day in a few words"
        ),
        pytest.param("Storms hit -3 in Rivne on Friday night", "Storms hit 3 in Rivne on Friday night", "template", id="sign"),
        pytest.param(
            "У вівторок «Карпати» перемогли «Зорю» вдома", "У вівторок «Карпати» перемогли «Рух» вдома", "template",
            id="another club",
        ),
        pytest.param(UK, UK.replace("понад", "більше ніж").replace("з полону ", ""), "copy", id="edited, Ukrainian"),
        pytest.param(UK, UK.replace("липня", "червня"), "template", id="another month, Ukrainian"),
        pytest.param(RU, RU.replace("ё", "е").replace("12 марта", "12-го марта"), "copy", id="without dots, Russian"),
        pytest.param("二零二五年双方交换了战俘并发表声明", "二零二五年双方交换了战俘并发表", "copy", id="cut off, Chinese"),
        pytest.param("عاد الأسرى إلى ديارهم بعد سنوات من الأسر", "عاد الأسرى إلى ديارهم بعد سنوات", "copy", id="cut off, Arabic"),
        pytest.param("युद्धबंदी तीन साल बाद अपने घर लौट आए", "युद्धबंदी तीन साल बाद अपने घर", "copy", id="cut off, Hindi"),
        pytest.param(BASE, RU, "none", id="nothing in common"),
        pytest.param("", "", "none", id="nothing"),
        pytest.param(
            BASE, "People in Kyiv said on 23 May that the border with Belarus was closed. Ukraine and Russia agreed to talk.",
            "none", id="one topic, another text",
        ),
    ],
)  # fmt: skip
def test_a_copy_is_told_from_a_template_and_both_from_another_text(one: str, other: str, verdict: str) -> None:
    assert judge(compare(one, other), DAY, DAY + timedelta(20)) == verdict
    assert judge(compare(other, one), None, None) == verdict


def test_the_later_text_is_an_update_where_it_adds_to_the_earlier_and_a_copy_where_it_does_not() -> None:
    longer = f"{BASE} Relatives waited for them at a hospital in Chernihiv."
    assert judge(compare(BASE, longer), DAY, NEXT) == "update"
    assert judge(compare(longer, BASE), NEXT, DAY) == "update"
    assert judge(compare(BASE, longer), NEXT, DAY) == "copy"
    assert judge(compare(BASE, longer), DAY, DAY) == "copy"


def test_one_changed_figure_beside_the_same_date_is_an_update_for_two_days() -> None:
    revised = compare(BASE, BASE.replace("390", "391"))
    assert revised.slots == (("390", "391"),)
    assert [judge(revised, DAY, DAY + timedelta(days)) for days in (1, 2, 3)] == ["update", "update", "template"]
    assert judge(compare(BASE, BASE.replace("23 May", "24 May")), DAY, NEXT) == "template"


def test_runs_say_which_words_are_repeated() -> None:
    other = f"Breaking: {BASE[:60]}"
    start, end, begin, until = compare(BASE, other).runs[0]
    assert BASE[start:end] == other[begin:until] == "Ukraine and Russia exchanged 390 people each on 23 May 2025"


WORDS = st.lists(
    st.sampled_from(["Kyiv", "Lviv", "95", "84", "returned", "home", "on", "the", "17", "July", "Friday.", "bus"])
)
TEXTS = WORDS.map(" ".join)
DATES = st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 6))


@given(TEXTS, TEXTS, DATES, DATES)
def test_a_verdict_does_not_depend_on_the_order_of_the_texts(
    one: str, other: str, day: date | None, next_: date | None
) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there == back.turned()
    assert judge(there, day, next_) == judge(back, next_, day)


@given(TEXTS)
def test_a_text_is_never_anothers_template_where_they_are_equal(text: str) -> None:
    assert judge(compare(text, text), None, None) in {"copy", "none"}


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6), st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_texts_with_six_words_in_a_row_in_common_share_a_shingle(
    run: list[int], before: list[int], behind: list[int]
) -> None:
    assert sample(run).keys() & sample(before + run + behind).keys()


POOL = [
    BASE, BASE[:80], BASE.replace("390", "391"), BASE.replace(" each", ""), UK, UK[:60], RU, "Advertisement", "", BASE + " " + UK,
]  # fmt: skip
KEYS = st.sampled_from("abcdef")
STEPS = st.lists(st.tuples(KEYS, st.none() | st.sampled_from(POOL)), max_size=25)


def state(index: Index) -> list[object]:
    rows = index._store.rows
    index.write()
    texts = rows.execute("SELECT * FROM texts ORDER BY id").fetchall()
    shingles = rows.execute("SELECT * FROM shingles ORDER BY hash, text").fetchall()
    sentences = rows.execute("SELECT * FROM sentences ORDER BY hash, text").fetchall()
    return [
        texts,
        shingles,
        sentences,
        list(index.pairs()),
        [index.candidates(text, "a") for text in POOL],
        index.widespread(2),
    ]


@given(STEPS, st.integers(1, 5))
def test_after_any_changes_the_index_is_the_one_made_from_scratch(
    steps: list[tuple[str, str | None]], every: int
) -> None:
    final: dict[str, str] = {}
    with Store() as store, Store() as clean:
        changed, scratch = Index(store), Index(clean)
        for number, (key, text) in enumerate(steps):
            if text is not None:
                assert changed.update(key, text, [hash_text(text), 7]) == (final.get(key) != text)
                final[key] = text
            elif final.pop(key, None) is not None:
                changed.remove(key)
            if number % every == 0:
                changed.write()
                changed = Index(store)
        for key, text in sorted(final.items(), reverse=True):
            scratch.update(key, text, [hash_text(text), 7])
        assert state(changed) == state(scratch)


def test_a_change_to_one_text_touches_its_own_rows_and_no_change_touches_none() -> None:
    with Store() as store:
        index = Index(store)
        for number in range(50):
            index.update(f"{number}.md", f"{BASE} Number {number}.", [100 + number, 99])
        index.write()
        before = store.rows.total_changes
        assert not index.update("7.md", f"{BASE} Number 7.", [99, 107])
        index.write()
        assert store.rows.total_changes == before
        others = store.rows.execute(
            "SELECT * FROM shingles WHERE text != (SELECT id FROM texts WHERE key = '7.md')"
        ).fetchall()
        assert index.update("7.md", UK)
        index.write()
        assert store.rows.total_changes - before < 60
        now = store.rows.execute(
            "SELECT * FROM shingles WHERE text != (SELECT id FROM texts WHERE key = '7.md')"
        ).fetchall()
        assert now == others
        index.keep(["7.md"])
        index.write()
        assert store.rows.execute("SELECT count(DISTINCT text) FROM shingles").fetchone() == (1,)


def test_a_sentence_in_five_texts_is_widespread() -> None:
    with Store() as store:
        index = Index(store)
        for number in range(5):
            index.update(f"{number}", f"Text {number}.", [number, 99, 99])
            assert (99 in index.widespread()) == (number == 4)
        assert len(index.widespread()) == 1
        assert len(index.widespread(1)) == 6


def verdicts(matches: Iterator[Match] | list[Match]) -> set[tuple[str, str, str]]:
    return {(*sorted((match.one, match.other)), judge(match.comparison, None, None)) for match in matches}


def test_the_index_finds_what_each_text_repeats() -> None:
    texts = {
        "base": BASE,
        "cut": BASE[:80],
        "mould": BASE.replace("390", "391").replace("23", "24"),
        "uk": UK,
        "uk2": UK + " Ще.",
    }
    with Store() as store:
        index = Index(store)
        for key, text in texts.items():
            index.update(key, text)
        expected = {
            ("base", "cut", "copy"),
            ("base", "mould", "template"),
            ("uk", "uk2", "copy"),
            ("cut", "mould", "template"),
        }
        assert verdicts(index.pairs()) == expected
        assert verdicts(index.candidates(BASE, "base")) == {found for found in expected if "base" in found}
        assert index.candidates(RU) == []


@pytest.mark.parametrize(
    "text", ["word " * 1_000_000, "a b " * 500_000, "слово" * 200_000, "<" * 1_000_000, "&amp;" * 200_000, "1 234 " * 200_000, "Read more " * 100_000]
)  # fmt: skip
def test_a_hostile_pair_costs_less_than_a_second(text: str) -> None:
    with Store() as store:
        index = Index(store)
        start = time.process_time()
        index.update("one", text)
        index.update("other", f"x {text}")
        list(index.pairs())
        compare(text, text[::-1])
        assert time.process_time() - start < HANG


def test_ten_thousand_equal_texts_are_paired_with_one_of_them_within_a_second() -> None:
    with Store() as store:
        index = Index(store)
        for number in range(10_000):
            index.update(f"{number}.md", BASE)
        index.write()
        start = time.process_time()
        assert sum(1 for _ in index.pairs()) == 9_999
        index.candidates(BASE, "5.md")
        assert time.process_time() - start < HANG
