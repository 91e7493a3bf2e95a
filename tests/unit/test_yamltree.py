"""YAML's traps do not reach writers: each gives one message in plain words, at its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.yamltree import MAX_BYTES, MAX_NODES, Node, parse_mapping
from tests.harness import HANG
from tests.unit.newsroom import shown

ANCHORS = "SF004 anchors (&) and aliases (*) are not for front matter (write the value out, or quote it)"
COMMENT = "is cut off: what follows ' #' is a comment (put the whole value in quotes)"
COLON = "SF003 not valid YAML: mapping values are not allowed in this context (put the value in quotes: it holds ': ')"
SIGN = (
    "SF003 not valid YAML: found character that cannot start any token "
    "(put the value in quotes; indent with spaces, never with tabs)"
)
KEY = (
    "SF003 not valid YAML: did not find expected key (check the indentation, and quotes that are opened but not closed)"
)
LISTED = "SF003 not a list of fields (each line is name: value)"
NAME = "SF003 a field's name must be plain text (put text that starts with [ or { in quotes)"


def parse(text: str, first_line: int = 1) -> tuple[Node | None, list[str]]:
    node, problems = parse_mapping(text, "x.md", first_line)
    return node, shown(problems)


def values(text: str) -> object:
    node, problems = parse(text)
    assert problems == []
    assert node is not None
    return node.plain()


@pytest.mark.parametrize(
    "written",
    ["12:30", "no", "Yes", "2025-05-23", "2026-13-45", "0x10", "010", "1_000", ".nan", "1e3", "=", "0.10", "off"],
)
def test_a_plain_value_stays_the_text_that_was_written(written: str) -> None:
    assert values(f"title: {written}\nlist: [{written}]\n") == {"title": written, "list": [written]}


def test_lists_mappings_and_long_texts_are_read_and_what_is_left_empty_is_left_out() -> None:
    text = "a: [x, 'y: z']\nb:\n  - {c: d}\n  -\ne: |\n  one\n  two\nf: >-\n  one\n  two\ng:\nh: ~\ni: ''\nj: '~'\n"
    assert values(text) == {
        "a": ["x", "y: z"],
        "b": [{"c": "d"}, ""],
        "e": "one\ntwo\n",
        "f": "one two",
        "i": "",
        "j": "~",
    }
    assert values("") == values("# a comment\n") == {}


def test_names_of_fields_are_read_in_any_case_and_those_within_a_field_as_written() -> None:
    assert values("Title: a\nIMAGE: {Src: b}\n") == {"title": "a", "image": {"Src": "b"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/object/apply:os.system [x]\n", "x.md:1:4: SF004 the tag '!!python/object/apply:os.system' is not for front matter (leave it out, or put the text in quotes)"),
        ("a: !important\n", "x.md:1:4: SF004 the tag '!important' is not for front matter (leave it out, or put the text in quotes)"),
        ("a: !!str x\n", "x.md:1:4: SF004 the tag '!!str' is not for front matter (leave it out, or put the text in quotes)"),
        ("x: 1\na: &anchor b\nc: *anchor\n", f"x.md:2:4: {ANCHORS}"),
        ("a: *nothing\n", f"x.md:1:4: {ANCHORS}"),
        ("a: &b {c: d}\n", f"x.md:1:4: {ANCHORS}"),
        ("a: b: c\n", f"x.md:1:5: {COLON}"),
        ("title: a\n  date: b\n", f"x.md:2:7: {COLON}"),
        ("a: @reuters\n", f"x.md:1:4: {SIGN}"),
        ("a: `code`\n", f"x.md:1:4: {SIGN}"),
        ("a: %\n", f"x.md:1:4: {SIGN}"),
        ("a: 'It's'\n", f"x.md:1:8: {KEY}"),
        ('a: say "hi"\nb: "say "hi""\n', f"x.md:2:10: {KEY}"),
        ("image:\n    src: a\n  alt: b\n", f"x.md:3:3: {KEY}"),
        ('title: "abc\ndate: 2025-01-01\n', "x.md:1:8: SF003 not valid YAML: found unexpected end of stream (a quote is opened but not closed)"),
        ("t: x\ntags: [a, b\ndate: x\n", "x.md:2:7: SF003 not valid YAML: did not find expected ',' or ']' (a list is opened with [ but not closed)"),
        ("image: {src: a\nx: y\n", "x.md:1:8: SF003 not valid YAML: did not find expected ',' or '}' (a mapping is opened with { but not closed)"),
        ("a: b\n--- \nc: d\n", "x.md:2:1: SF003 a second document begins (a line of --- ends the front matter; nothing may follow it there)"),
        ("- a\n- b\n", f"x.md:1:1: {LISTED}"),
        ("just words\n", f"x.md:1:1: {LISTED}"),
        ("? [a]\n: b\n", f"x.md:1:3: {NAME}"),
        ("{a: b}: c\n", f"x.md:1:1: {NAME}"),
        ("a: [[[[[[[[[[[x]]]]]]]]]]]\n", "x.md:1:12: SF006 nested more than 8 deep (front matter holds a few fields; move the rest to the text)"),
        ("a: " + "x" * MAX_BYTES, "x.md:1:1: SF006 the front matter is too long (keep it under 64 KiB; the text of an article goes below the second ---)"),
    ],
)  # fmt: skip
def test_what_cannot_be_front_matter_is_refused_in_plain_words(text: str, expected: str) -> None:
    assert parse(text) == (None, [expected])


@pytest.mark.parametrize("text", ["image:\n\tsrc: a.png\n", "title: a\n\tdate: b\n"])
def test_a_tab_that_indents_is_named_and_the_hint_says_what_to_use_instead(text: str) -> None:
    node, problems = parse(text)
    assert node is None
    (problem,) = problems
    assert problem.startswith("x.md:2:1: SF003 not valid YAML: found ")
    assert "spaces, never with tabs" in problem


@pytest.mark.parametrize("value", ["*bold* words", "& more"])
def test_text_that_begins_with_a_sign_of_yaml_is_refused_with_the_advice_to_quote_it(value: str) -> None:
    node, problems = parse(f"title: {value}\n")
    assert node is None
    (problem,) = problems
    assert problem.startswith("x.md:1:")
    assert "in quotes" in problem


def test_an_alias_bomb_is_refused_at_its_first_anchor_and_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    started = time.process_time()
    assert parse("\n".join(lines)) == (None, [f"x.md:1:5: {ANCHORS}"])
    assert time.process_time() - started < HANG


def test_a_header_of_too_many_values_and_one_of_too_many_brackets_are_refused_at_once() -> None:
    started = time.process_time()
    node, problems = parse("tags: [" + ", ".join(["x"] * (MAX_NODES + 1)) + "]\n")
    assert node is None
    assert problems[0].startswith("x.md:1:")
    assert "SF006 more than 5,000 values" in problems[0]
    assert "SF006 nested more than 8 deep" in parse("a: " + "[" * 30_000)[1][0]
    assert time.process_time() - started < HANG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: The swap #65 is done\n", [f"x.md:1:8: SF008 'The swap' {COMMENT}"]),
        ("title: #65 is done\n", [f"x.md:1:7: SF008 '' {COMMENT}"]),
        ("a:\n  - one #2\n  - three\n", [f"x.md:2:5: SF008 'one' {COMMENT}"]),
        ("a: one # a comment\nb: two ## more\nc: 'three #4'\nd: five#6\n# e: #7\n", []),
        ('a: "quoted" #65\n', []),
    ],
)
def test_a_headline_that_a_number_sign_would_cut_is_reported_and_a_comment_is_not(
    text: str, expected: list[str]
) -> None:
    assert parse(text)[1] == expected


def test_a_field_given_twice_is_reported_also_by_case_and_the_first_one_stands() -> None:
    node, problems = parse("title: a\ndate: b\nTitle: c\nimage:\n  src: d\n  src: e\n", first_line=2)
    assert problems == [
        "x.md:4:1: SF005 title: given twice (it stands first on line 2; keep one of them)",
        "x.md:7:3: SF005 src: given twice (it stands first on line 6; keep one of them)",
    ]
    assert node is not None
    assert node.plain() == {"title": "a", "date": "b", "image": {"src": "d"}}


@pytest.mark.parametrize("before", ["Обмін 🙂", "👩‍👩‍👧", "e\u0301", "日本", "\U0001f1fa\U0001f1e6"])
def test_columns_count_characters_whatever_stands_before(before: str) -> None:
    assert parse(f"a: {before}\nb: {before}: c\n")[1] == [f"x.md:2:{len(before) + 4}: {COLON}"]


@pytest.mark.parametrize("mark", ["\u0085", "\u2028", "\u2029"])
def test_a_line_of_the_file_is_a_line_of_the_message_although_yaml_breaks_lines_elsewhere_too(mark: str) -> None:
    """Text copied from a word processor holds such marks; no editor counts them as lines."""
    assert parse(f'title: "a{mark}b"\nimage: b: c\n')[1] == [f"x.md:2:9: {COLON}"]
    assert parse(f"title: 'a{mark}b'\nsummary: one #2\n")[1] == [f"x.md:2:10: SF008 'one' {COMMENT}"]


def test_every_value_knows_its_place_and_one_that_is_left_empty_that_of_its_name() -> None:
    node, _ = parse("title: a\nimage:\n  src: b\n  alt:\ntags: [c, d]\n", first_line=2)
    assert node is not None
    assert node.locate(["title"]) == (2, 8)
    assert node.locate(["title"], key=True) == (2, 1)
    assert node.locate(["image", "src"]) == (4, 8)
    assert node.locate(["image", "alt"]) == (5, 3)
    assert node.locate(["image", "credit"]) == (4, 3)
    assert node.locate(["tags", 1]) == (6, 11)
    assert node.locate(["tags", 9]) == node.locate(["tags"]) == (6, 7)
    assert node.locate(["no such field"]) == (2, 1)


PIECES = st.sampled_from(
    [*":-,[]{}#&*!|>'\"%@`?~=\\ \t\n", "\r\n", "---", "...", "\n- ", "\n  ", ": ", " #", "<<", "!!", "&a", "*a", "|2",
     ">-", "%YAML 1.1\n", "title", "image:\n  src: ", "\x00", "\x07", "\x85", "\ufeff", "\u2028", "\U0001f642", "ї", "\\u"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60), st.integers(1, 3))
def test_no_text_at_all_gives_an_exception_and_every_place_lies_within_it(text: str, first_line: int) -> None:
    node, problems = parse_mapping(text, "x.md", first_line)
    assert node is not None or problems
    lines = text.split("\n")
    for problem in problems:
        line = problem.line - first_line
        assert 0 <= line < len(lines)
        assert 1 <= problem.column <= len(lines[line]) + 1
