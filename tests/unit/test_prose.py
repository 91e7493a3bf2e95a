"""Markdown -> HTML, and the text that a reader of that HTML sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.prose import Renderer, plain_text, read_html
from tests.harness import HANG
from tests.unit.newsroom import RENDERER


def blocks(html: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in read_html(html).blocks]


def test_blocks_are_what_a_reader_sees_as_one_run_of_text() -> None:
    html = RENDERER.html(
        "Lead *with* `code` &amp; more\nin two lines.\n\n## Heading {#h}\n\n- one\n- two\n\n> said\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n    code\n\nTerm\n: meaning\n"
    )
    assert blocks(html) == [
        ("p", "Lead with code & more in two lines."),
        ("h2", "Heading"),
        ("li", "one"),
        ("li", "two"),
        ("p", "said"),
        ("th", "a"),
        ("th", "b"),
        ("td", "c"),
        ("td", "d"),
        ("pre", "code"),
        ("dt", "Term"),
        ("dd", "meaning"),
    ]


def test_what_no_reader_sees_is_no_text() -> None:
    html = "<p>a<!-- no --><script>no</script><style>no</style><b>b</b>c</p><template>no</template><title>no</title> d"
    assert blocks(html) == [("p", "abc"), ("div", "d")]


def test_text_between_and_around_blocks_is_kept_in_order_and_a_line_break_parts_words() -> None:
    assert blocks("a<div>b<p>c</p>d</div>e") == [("div", "a"), ("div", "b"), ("p", "c"), ("div", "d"), ("div", "e")]
    assert blocks("<p>a<br>b<br/>c</p>") == [("p", "a b c")]
    assert plain_text("<h1>A &#8212; b</h1>\n<p>c&nbsp;d</p>") == "A — b c d"
    assert plain_text("") == plain_text(" \n ") == plain_text("<!-- -->") == ""


def test_ids_and_words_are_counted() -> None:
    body = read_html('<h2 id="a">One two</h2><p>three <a name="b">four</a></p>')
    assert (sorted(body.ids), body.words) == (["a", "b"], 4)


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<!doctype html>",
        "<html><head></head></html>",
        "</body><body>x",
        "<frameset></frameset>",
        "a&#8;b",
        "&#0;",
        "&#xD800;",
        "<?xml version='1.0'?>",
        "<![CDATA[x]]>",
        "<o:p>x</o:p>",
    ],
)
def test_html_that_is_no_fragment_or_no_xml_is_read_all_the_same(html: str) -> None:
    """A writer may paste a whole page, or a character reference that no XML may hold: that must not end the build."""
    for text in (html, f"<p>One</p>{html}", f"{html}<p>One</p>"):
        body = read_html(text)
        assert body.html == text
        assert all("\b" not in block.text and "\0" not in block.text for block in body.blocks)
        if "<p>" in text:
            assert "One" in plain_text(text)
    RENDERER.body(html)


def test_each_text_is_rendered_as_if_it_were_the_first() -> None:
    first = RENDERER.html("Note[^1]\n\n[^1]: Said.\n\n[a]: x.html\n\n*[HQ]: Headquarters\n")
    RENDERER.html("Note[^1]\n\n[^1]: Other.\n")
    assert RENDERER.html("[a] HQ [^1]") == "<p>[a] HQ [^1]</p>"
    assert RENDERER.html("Note[^1]\n\n[^1]: Said.\n\n[a]: x.html\n\n*[HQ]: Headquarters\n") == first


def test_pelicans_setting_says_what_markdown_knows_and_headers_stay_ours() -> None:
    plain = Renderer({"extensions": ["meta", "markdown.extensions.meta"]})
    assert plain.html("Title: a\n\nb") == "<p>Title: a</p>\n<p>b</p>"
    assert "<table>" in Renderer({"extensions": ["markdown.extensions.tables"]}).html("a | b\n--|--\nc | d")
    polished = Renderer({}, polish=lambda html: html.replace("a", "A"))
    assert (polished.html("a"), polished.html("")) == ("<p>A</p>", "")


def test_ten_thousand_elements_within_each_other_are_read_without_recursion() -> None:
    started = time.process_time()
    assert blocks("<b>" * 10_000 + "deep" + "</b>" * 10_000)[-1:] in ([("p", "deep")], [])
    assert time.process_time() - started < HANG


@given(
    st.lists(st.text("abc дві 日本 &<>\"'", min_size=1).filter(lambda text: bool(text.strip())), min_size=1, max_size=5)
)
def test_paragraphs_in_are_paragraphs_out(paragraphs: list[str]) -> None:
    from html import escape

    html = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
    assert blocks(html) == [("p", " ".join(text.split())) for text in paragraphs]


def test_braces_behind_a_fence_say_how_code_is_shown_and_open_no_file() -> None:
    """What Pygments would also take from them, styles, formatters, encodings and names of files, does not reach it."""
    renderer = Renderer({"extensions": ["extra", "codehilite"]})

    def shown(said: str) -> str:
        return renderer.html(f"``` {{.python {said}}}\nx = 1\n```\n")

    for odd in (
        "style=x",
        "full=True cssfile=/x",
        "tagsfile=x",
        "pygments_formatter=img",
        "encoding=utf-16",
        "linenostart=x",
    ):
        assert shown(odd) == shown("")
    assert 'class="hll"' in shown("hl_lines='1'")
    assert "5" in shown("linenums=True linenostart=5")
