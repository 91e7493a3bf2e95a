"""What a teaser and its article have in common is marked on both sides, word for word, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standfirst.prose import Renderer
from standfirst.teasers.marks import mark_repeats

RENDERER = Renderer({})
TEXT = "The buses reached the border at noon, and both lists were read. Nobody was missing.\n\nThe rest is silence."
WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "buses",
            "reached",
            "the",
            "border",
            "at",
            "noon",
            "and",
            "both",
            "lists",
            "were",
            "read",
            "silence",
            "ß",
            "½",
            "«Так»,",
            "日本",
        ]
    )
)


def test_a_repeated_sentence_is_marked_in_the_summary_and_in_its_passage() -> None:
    both = mark_repeats("The buses reached the border at noon, and both lists were read.", RENDERER.body(TEXT).blocks)
    sentence = "The buses reached the border at noon, and both lists were read"
    assert both.summary == [(sentence, True), (".", False)]
    assert both.passages == [[(sentence, True), (". Nobody was missing.", False)]]


def test_what_is_near_is_marked_where_it_is_the_same() -> None:
    summary = "On Friday the buses reached the border at noon, and both lists were read twice."
    both = mark_repeats(summary, RENDERER.body(TEXT).blocks)
    assert [words for words, same in both.summary if same] == [
        "the buses reached the border at noon, and both lists were read"
    ]
    assert mark_repeats("Something else.", RENDERER.body(TEXT).blocks).passages == []


@given(WORDS.map(" ".join), st.lists(WORDS.map(" ".join), max_size=4))
def test_the_parts_are_the_text_and_nothing_is_lost(summary: str, paragraphs: list[str]) -> None:
    blocks = RENDERER.body("\n\n".join(paragraphs)).blocks
    both = mark_repeats(summary, blocks)
    assert "".join(words for words, _ in both.summary) == summary
    for passage in both.passages:
        assert "".join(words for words, _ in passage) in [block.text for block in blocks]
