"""What a reader sees is found again in the Markdown that it was written in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst import defaults
from standfirst.prose import Block, Renderer, without_shortcodes
from standfirst.teasers.offsets import Place, SourceMap
from standfirst.teasers.words import FOLDED
from tests.harness import HANG

RENDERER = Renderer(defaults.MARKDOWN)


def folded(text: str) -> str:
    return "".join(FOLDED[char] for char in text)


def unmarked(source: str) -> str:
    """The text of a piece of Markdown, folded."""
    return SourceMap(source, ())._folded[0]


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("A **bold** step.", "A bold step.", "A **bold** step."),
        ('See [the list](http://a.example/the_(list) "The list") now.', "the list", "the list"),
        ("See [the list](http://a.example/list), now.", "list, now.", "list](http://a.example/list), now."),
        ("![Ten people](a.png) Ten people came.", "Ten people came.", "Ten people came."),
        ("<a href='x' title='came home'>Ten came</a> home.", "Ten came home.", "Ten came</a> home."),
        ("Caf&eacute; &ldquo;Kyiv&rdquo; &#8211; open", "Café “Kyiv” – open", "Caf&eacute; &ldquo;Kyiv&rdquo; &#8211; open"),
        ("Two years[^1] ago.\n\n[^1]: A note on years.\n\nThe end.", "A note on years.", "A note on years."),
        ("Two years[^1] ago.\n\n[^1]: A note on years.\n\nThe end.", "The end.", "The end."),
        ("1. First of all\n2. Second of all\n", "Second of all", "Second of all"),
        ("| a | b |\n|---|---|\n| one cell | the *other* |", "the other", "the *other"),
        ("Read [this][ref] and that.\n\n[ref]: http://a.example/this 'and that'", "this and that.", "this][ref] and that."),
        ("```python\nprint('came home')\n```\n\nThey came home.", "They came home.", "They came home."),
        ("## Came home {#home}\n\nTen.", "Came home", "Came home"),
        ("Ten <!-- eleven --> people {: .wide }\n\nMore people", "More people", "More people"),
        ("a\\*b and `c_d` here", "a*b and c_d here", "a\\*b and `c_d` here"),
        ("Обʼєкт *зруйновано*, кажуть.", "зруйновано, кажуть.", "зруйновано*, кажуть."),
        ("«Вдома», — сказав він", "«Вдома», — сказав він", "«Вдома», — сказав він"),
        ("Same words.\n\nSame words.\n\nSame words here.", "Same words here.", "Same words here."),
    ],
)  # fmt: skip
def test_text_is_found_where_it_is_written(source: str, text: str, written: str) -> None:
    blocks = RENDERER.body(source).blocks
    number, block = next((n, b) for n, b in enumerate(blocks) if text in b.text)
    start = block.text.index(text)
    place = SourceMap(source, blocks).place(number, start, start + len(text))
    assert source[place.start : place.end] == written
    before = source[: place.start]
    assert (place.line, place.column) == (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


SHORTCODES = [
    ('See [this]({{< ref "a b.md" >}} "Title") now.', "See this now."),
    ("{{% note %}}\n\nTold.\n\n{{% /note %}}", "Told."),
    ('Told {{< img src="a.png"\n  alt="x" >}} twice.', "Told twice."),
    ("{% include x.html %}Told.", "Told."),
    ("[a]({{ site.url }}/b) c", "a c"),
    ("{{ name }} and {% unclosed", "{{ name }} and {% unclosed"),
]


@pytest.mark.parametrize(("source", "text"), SHORTCODES)
def test_template_calls_of_other_generators_are_no_text(source: str, text: str) -> None:
    blocks = RENDERER.body(without_shortcodes(source)).blocks
    assert " ".join(block.text for block in blocks) == text
    place = SourceMap(source, blocks).place(0)
    assert folded(text).endswith(unmarked(source[place.start : place.end]))


WORD = st.sampled_from(
    [
        "Ten",
        "people",
        "came",
        "home",
        "Kyiv",
        "390",
        "обмін",
        "полонених",
        "café",
        "don’t",
        "first-day",
        "首都",
        "AT&amp;T",
        "&eacute;t&eacute;",
    ]
)
WORDS = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda words: f"**{words}**"),
    WORDS.map(lambda words: f"*{words}*"),
    st.tuples(WORDS, st.sampled_from(["http://a.example/came-home", "{filename}b.md", "/a_(b)?c=home&d"])).map(
        lambda pair: f"[{pair[0]}]({pair[1]})"
    ),
    WORDS.map(lambda words: f"<span title='Ten people'>{words}</span>"),
    WORDS.map(lambda words: f"![{words}](x.png) {words}"),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    PARAGRAPH,
    PARAGRAPH.map(lambda text: f"## {text}"),
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(lambda items: "\n".join(f"* {item}" for item in items)),
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"{n}. {i}" for n, i in enumerate(items, 1))
    ),
    PARAGRAPH.map(lambda text: f"> {text}"),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=6).map("\n\n".join)


@given(DOCUMENT)
def test_the_source_of_each_block_says_what_the_block_says(source: str) -> None:
    blocks = RENDERER.body(source).blocks
    places = SourceMap(source, blocks)
    end = 0
    for number, block in enumerate(blocks):
        if not folded(block.text):
            continue
        place = places.place(number)
        assert unmarked(source[place.start : place.end]) == folded(block.text)
        assert place.start >= end, "blocks stand in the source in their order"
        end = place.end


@given(DOCUMENT, st.data())
def test_each_part_of_a_block_is_found_within_the_block(source: str, data: st.DataObject) -> None:
    blocks = RENDERER.body(source).blocks
    number = data.draw(st.integers(0, len(blocks) - 1))
    text = blocks[number].text
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    places = SourceMap(source, blocks)
    part = places.place(number, start, end)
    assert unmarked(source[part.start : part.end]) == folded(text[start:end]) or "&" in source[part.start : part.end]


@given(st.text(), st.lists(st.text(max_size=30), max_size=4), st.integers(0, 40), st.integers(0, 40))
def test_any_text_with_any_source_has_a_place_in_it(source: str, texts: list[str], start: int, end: int) -> None:
    blocks = [Block("p", text) for text in texts]
    places = SourceMap(source, blocks)
    without_shortcodes(source)
    for number in range(len(blocks)):
        place = places.place(number, start, end)
        assert 0 <= place.start <= place.end <= len(source)
        assert place == places.at(place.start, place.end)
        lines = source.split("\n")
        assert place.column <= len(lines[place.line - 1]) + 1


@given(st.text("ab&;<>![](){}%#`~:^*_-|1. \n\"'é", max_size=80))
def test_no_markup_however_broken_stops_it(source: str) -> None:
    blocks = RENDERER.body(source).blocks
    places = SourceMap(source, blocks)
    for number in range(len(blocks)):
        place = places.place(number)
        assert 0 <= place.start <= place.end <= len(source)


@pytest.mark.parametrize(
    "piece", ["{{<", "{{% x", "{%", "<!--", "](", "](a(b)", "![", "<a ", "<script>", "&amp", "[^", "(((", "`", "1. ", "\n>", "{#"]
)  # fmt: skip
def test_broken_markup_costs_no_more_than_its_length(piece: str) -> None:
    source = piece * 50_000
    began = time.process_time()
    SourceMap(source, [Block("p", "x")]).place(0)
    without_shortcodes(source)
    assert time.process_time() - began < HANG


def test_a_place_outside_is_moved_inside() -> None:
    assert SourceMap("ab\ncd", ()).at(-5, 99) == Place(0, 5, 1, 1)
    assert SourceMap("ab\ncd", ()).at(99) == Place(5, 5, 2, 3)
    assert SourceMap("", [Block("p", "x")]).place(0) == Place(0, 0, 1, 1)
