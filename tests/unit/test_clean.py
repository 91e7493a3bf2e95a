"""HTML from writers, cleaned: what a browser would make of it is looked at, not how it is spelled."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst import defaults
from standfirst.clean import Cleaner, reserved_ids, safe_address, unclosed
from standfirst.plainmarkdown import plain_html
from standfirst.prose import UNEQUAL, Renderer
from standfirst.weight import TooHeavyError
from tests.sites_invalid.hostile import UNSAFE_ADDRESS

CLEANER = Cleaner(embeds=("frames.example",), reserved=("page-main",))
RENDERER = Renderer(defaults.MARKDOWN)
TOKENS = st.sampled_from(
    """< > " ' / = & ; : # ( ) [ ] ! ` * _ { } {: \n \t \x0c \\ -- --> <!-- <!--> <? ?> <![CDATA[ ]]> &lt; &#60; &#x3c &colon; &Tab; &NewLine;
    <script </script> <style> </style> <svg <svg> </svg> <math> <mtext> <mglyph> <annotation-xml <foreignObject> <desc> <title> </title> <textarea>
    </textarea> <noscript> </noscript> <template> </template> <iframe <iframe> </iframe> <object <embed <form> </form> <input <button <select> <option>
    <table> <tr> <td> </table> <p> </p> <b> <a <a> </a> <img <video <base <link <meta <body <html> </main> </article> </body> <main> <plaintext> <xmp>
    <details> <div markdown="1"> onerror= onload= onclick= style= href= src= srcset= xlink:href= id= name= class= title= alt= data: javascript: vbscript:
    java\tscript: //evil.example /\\evil.example https://frames.example/x srcdoc= action= formaction= target=_blank page-main location alert(1) x ``` ~~~ [^1] [^1]: *[x]: ![ ](""".split(" ")
)
SOUP = st.lists(TOKENS, max_size=40).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts)))
HOME = {"script", "style", "object", "embed", "base", "meta", "link", "form", "input", "button", "svg", "math", "template", "main", "article", "nav",
        "header", "footer", "noscript", "textarea", "select", "title", "frame", "applet"}  # fmt: skip
PAGE = '<body><header></header><main id="page-main"><article>{}</article></main><footer></footer></body>'


def check(html: str) -> None:
    """What a browser makes of a page with this in the place of its text."""
    root = html5lib.parse(PAGE.format(html), treebuilder="lxml", namespaceHTMLElements=False).getroot()
    body = root.find("body")
    assert [child.tag for child in body] == ["header", "main", "footer"], html
    article = body.find("main/article")
    assert body.find("main").getchildren() == [article]
    for element in article.iterdescendants():
        if not isinstance(element.tag, str):
            raise AssertionError(html)
        assert element.tag not in HOME, html
        for name, value in element.attrib.items():
            assert not name.startswith("on"), html
            assert name not in {"style", "srcdoc", "name"} or value.startswith("text-align: ") or element.tag == "a", html
            assert value not in {"page-main", "location"} or name != "id", html
            if name in {"href", "src", "poster", "cite"}:
                assert not UNSAFE_ADDRESS.match(value), html
                assert not value.replace("\\", "/").startswith("//"), html
        if element.tag == "iframe":
            assert element.get("src").startswith("https://frames.example/"), html
            assert "sandbox" in element.attrib


@given(SOUP)
def test_whatever_is_in_a_text_its_page_keeps_its_frame_and_nothing_runs(soup: str) -> None:
    clean = CLEANER.clean(soup)
    check(clean)
    assert CLEANER.clean(clean) == clean
    assert not unclosed(clean)


@given(SOUP)
def test_the_same_through_markdown(soup: str) -> None:
    try:
        check(RENDERER.body(soup).html)
    except (TooHeavyError, RecursionError):
        pass  # told, and not published


@given(st.lists(st.sampled_from([*"abc *_`[]()!#>-|{}\"'&;:/.\n", "\n\n", "](http://x/", "![", "- ", "\u00a0", "é", "{filename}/a.md", "#x"]), max_size=60).map("".join))
def test_html_made_directly_is_clean_by_the_way_it_is_made(text: str) -> None:
    """The shorter way to the HTML of plain texts leaves the cleaner out; cleaning would have changed nothing."""
    html = plain_html(text)
    if html is not None and not UNEQUAL.search(html):
        assert Renderer(defaults.MARKDOWN).html(text) == CLEANER.clean(html) == html


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://x.example/", "https://x.example/"),
        ("../a.html?b#c", "../a.html?b#c"),
        ("{filename}/a b.md#c", "{filename}/a b.md#c"),
        ("//x.example/a", "https://x.example/a"),
        ("\\/x.example", "https://x.example"),
        ("/\t/x.example", "https://x.example"),
        ("java\nscript:alert(1)", None),
        (" \x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("foo:bar", None),
        ("a:b", None),
        ("./a:b", "./a:b"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(written: str, expected: str | None) -> None:
    assert safe_address(written) == expected


def test_ids_of_the_theme_are_not_a_writers_to_take() -> None:
    assert reserved_ids(['<main id="page-main">{{ x }}<p id=\'more\'>']) == {"page-main", "more"}
    assert CLEANER.clean('<h2 id="page-main">x</h2><a href="#page-main">y</a>') == '<h2 id="text-page-main">x</h2><a href="#text-page-main">y</a>'


def test_what_is_left_out_is_named() -> None:
    html = '<p onclick="x">a</p><script>b</script><a href="javascript:x">c</a><iframe src="https://evil.example/"></iframe><main>d</main>'
    assert [what for what, _ in CLEANER.left_out(html)] == [
        "<script>", "onclick=", "an address that begins with javascript:", "the frame of 'https://evil.example/'"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>a</script><style>b", ("<style", 0)),
        ("<script></script><script>", ("<script", 1)),
        ("a <!-- b", ("<!--", 0)),
        ("<!-- <script> --> a", None),
        ("<script> <!-- </script> a", None),
        ("<p>a", None),
    ],
)
def test_what_takes_the_rest_of_the_text_with_it_is_found(html: str, expected: tuple[str, int] | None) -> None:
    assert unclosed(html) == expected
