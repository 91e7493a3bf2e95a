"""Made directly or by Python-Markdown: the same bytes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from standfirst import defaults
from standfirst.frontmatter import split_header
from standfirst.plainmarkdown import SAMPLE, plain_html
from standfirst.prose import Renderer
from tests.harness import ROOT

PLAIN = {
    "paragraphs": "One.\n\nTwo, in\ntwo lines.\n\n\n\nThree",
    "headings": "## Two\n\n### “Three”\n\n###### Six &\u00a0more\u00a0",
    "links": "[a](https://example.org/x_y?q=1&r=2#s) and [b c](/d.html), [e](mailto:f@example.org). [g](#h)",
    "sources": "[a]({filename}b.md#c) [d]({filename}/pages/e.md)\n![f]({static}/images/g.png)",
    "pictures": '![alt "quoted" & <]'.replace(" & <", " & more") + "(a/b.png)",
    "stress": "**Strong:** and *em*. (*in brackets*) “**quoted**”",
    "code": "Read `a*b_c[d]` and `SELECT COUNT(*)`.",
    "unordered": "Before\n\n- one *em*\n- [two](/2)\n- “three”\n\nAfter",
    "ordered": "1. one\n2. two\n10. ten",
    "quotation": "> A “line”\n> and another\n\nAfter",
    "table": "| A | **B** | C |\n|:--|---|:-:|\n| 1 | [2](/2) |  |\n| a-b | c | d |",
    "literal": "2 > 1 & 3 < no".replace(" < no", "") + ", Q&A and snake_case; 5-6 + 7 = 8: 50%!",
    "non-Latin": "«Двадцять сьомого» серпня — обмін: 146 осіб.\n\nعربى 12",
}
FOREIGN = {
    "html": "a <b>c</b>",
    "escape": r"a \* b",
    "entity": "a &amp; b",
    "attributes": "a *b*{: .c }",
    "footnote": "a[^1]\n\n[^1]: b",
    "reference": "[a][b]\n\n[b]: /c",
    "abbreviation": "HTML\n\n*[HTML]: b",
    "definition": "a\n\n:   b",
    "fence": "```\na\n```",
    "indented": "    a",
    "break": "a  \nb",
    "tab": "a\tb",
    "loose list": "- a\n\n- b",
    "nested list": "- a\n    - b",
    "quotations in a row": "> a\n\n> b",
    "setext": "a\n---",
    "rule": "***",
    "first level": "# a",
    "title of a link": '[a](/b "c")',
    "nested stress": "**a *b* c**",
    "stray star": "2 * 3",
    "pipe": "a | b",
    "unsafe address": "[a](javascript:b)",
    "other host": "[a](//example.org/)",
    "uneven table": "| a | b |\n|---|---|\n| 1 |",
}
PIECES = [
    "word", "Слово", "1", "12", "1. ", "2024. ", " ", "  ", "\n", "\n\n", "\n\n\n", "*", "**", "_", "`", "``", "[", "]", "(", ")",
    "](", "!", "![", "[a](b)", "[a b](https://x.org/y_z?q=1&r=2)", "![alt](/i.png)", "[x]({filename}a.md)", "{", "}",
    "{: .c }", "#", "## ", "## T", "- ", "- a", "* ", "+ ", "> ", "> q", "|", "| a | b |", "|---|---|", "|:--|--:|", "| 1 | 2 |",
    "&", "&amp;", "&x", "<", ">", '"', "'", "“", "”", "—", "---", "===", ":", ":   d", "\\", "~~~", "```", "[^1]", "[^1]: n",
    "[r]: http://x", "[t][r]", "*[HTML]: x", "HTML", ".", ",", "?", "%", "\t", "    ", "\u00a0", "\u2028", "\x0c", "e\u0301", "😀", "٣",
    "mailto:a@b.c", "/p/q.html", "#frag", "//evil", "a_b", "_a_", "a*b", "*em*", "**st**", "`co*de`", "10) x",
]  # fmt: skip


def by_python_markdown(text: str) -> str:
    configs = defaults.MARKDOWN["extension_configs"]
    assert isinstance(configs, dict)
    return Markdown(extensions=list(configs), extension_configs=configs, output_format="html5").convert(text)


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_a_plain_construct_is_made_directly_and_rightly(text: str) -> None:
    assert plain_html(text) == by_python_markdown(text)


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_any_other_construct_is_left_to_python_markdown(text: str) -> None:
    assert plain_html(text) is None
    assert plain_html(f"Before.\n\n{text}\n\nAfter.") is None


@pytest.mark.parametrize("pair", itertools.permutations(PLAIN, 2), ids=" then ".join)
def test_plain_constructs_do_not_change_each_other(pair: tuple[str, str]) -> None:
    text = "\n\n".join(PLAIN[name] for name in pair)
    made = plain_html(text)
    assert made is None or made == by_python_markdown(text)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
@example("**_a_**")
@example("## T\u00a0")
@example("- a\n\n- b")
def test_whatever_is_made_directly_is_what_python_markdown_makes(text: str) -> None:
    made = plain_html(text)
    assert made is None or made == by_python_markdown(text)


def test_the_demo_reads_the_same_and_most_of_it_directly() -> None:
    texts = [split_header(file.read_text("utf-8"))[2] for file in sorted((ROOT / "content").glob("[ap]*/*.md"))]
    made = [plain_html(text) for text in texts]
    assert [html or by_python_markdown(text) for html, text in zip(made, texts, strict=True)] == [
        by_python_markdown(text) for text in texts
    ]
    assert sum(html is not None for html in made) > len(texts) / 2


def test_only_the_usual_extensions_are_known() -> None:
    assert Renderer(defaults.MARKDOWN).direct
    for other in (
        {**defaults.MARKDOWN, "extensions": ["nl2br"]},
        {**defaults.MARKDOWN, "tab_length": 2},
        {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"},
    ):
        assert not Renderer(other).direct
    assert by_python_markdown(SAMPLE) == plain_html(SAMPLE)
