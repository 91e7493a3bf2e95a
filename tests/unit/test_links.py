"""Links as writers write them: understood, resolved, made absolute, and all else left alone."""

from __future__ import annotations

import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.links import Target, absolute_html, read_target, resolve, targets
from tests.harness import HANG
from tests.unit.outputs.samples import story

LINKS = {"articles/b.md": "b.html", "images/x.png": "images/x.png", "category:Prisoner exchange": "topics/pe.html"}
STORY = story(path="articles/a.md", url="2025/a.html")
SITE = "https://news.example/base"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{filename}b.md", ("filename", "articles/b.md", "")),
        ("|filename|b.md#h", ("filename", "articles/b.md", "h")),
        ("{filename}/pages/c.md", ("filename", "pages/c.md", "")),
        ("{static}../images/x.png?v=1#f", ("static", "images/x.png", "f")),
        ("{attach}My%20file.pdf", ("attach", "articles/My file.pdf", "")),
        ("{filename}../../../etc/passwd", ("filename", "../../etc/passwd", "")),
        ("{category}Prisoner%20exchange", ("category", "category:Prisoner exchange", "")),
        ("{index}", ("index", "index:", "")),
        ("{unknown}b.md", ("", "{unknown}b.md", "")),
        ("https://x.example/?a=1#%D0%B0", ("", "https://x.example/?a=1", "а")),
        ("#here", ("", "", "here")),
        ("", ("", "", "")),
    ],
)
def test_a_target_is_understood_from_the_file_that_names_it(written: str, expected: tuple[str, str, str]) -> None:
    assert read_target(written, "articles/a.md") == Target(written, *expected)


def test_every_kind_of_link_is_found_in_order_with_its_entities_resolved() -> None:
    html = (
        """<a class="x" href="a?b=1&amp;c=2">href='no'</a><img src='i.png' alt="src=&quot;no&quot;">"""
        """<video poster="p.png"><source\nsrc = "v.mp4"></video><p data-src="no" title="no"><blockquote cite="c"></blockquote>"""
    )
    assert [target.written for target in targets(html, "x.md")] == ["a?b=1&c=2", "i.png", "p.png", "v.mp4", "c"]


def test_links_to_sources_become_addresses_and_unknown_ones_stay() -> None:
    html = (
        '<a href="{filename}b.md#h">b</a> <img src=\'{static}/images/x.png?v=1\'> <a href="{filename}gone.md">g</a> '
        '<a href="{category}Prisoner exchange">c</a> <a href="other.html">o</a>'
    )
    expected = (
        '<a href="../b.html#h">b</a> <img src=\'../images/x.png?v=1\'> <a href="{filename}gone.md">g</a> '
        '<a href="../topics/pe.html">c</a> <a href="other.html">o</a>'
    )
    assert resolve(html, "articles/a.md", LINKS, "..") == expected


def test_an_address_with_a_space_in_it_leads_to_its_file_and_letters_stay_letters() -> None:
    """A file name may hold a space, an address may not; letters of every script may stand in both."""
    links = {"x y.png": "x y.png", "мапа.png": "мапа.png"}
    html = '<img src="{static}x y.png"><img src="{static}x%20y.png"><img src="{static}мапа.png">'
    expected = '<img src="../x%20y.png"><img src="../x%20y.png"><img src="../мапа.png">'
    assert resolve(html, "a.md", links, "..") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{filename}b.md#h", f"{SITE}/b.html#h"),
        ("other.html", f"{SITE}/2025/other.html"),
        ("../c.html?x=1&y=2", f"{SITE}/c.html?x=1&y=2"),
        ("#h", f"{SITE}/2025/a.html#h"),
        ("/root.html", "https://news.example/root.html"),
        ("//cdn.example/x.png", "https://cdn.example/x.png"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https://x.example/", "https://x.example/"),
        ("data:image/png;base64,AA==", "data:image/png;base64,AA=="),
        ("http://[", "http://["),
    ],
)
def test_a_link_in_a_feed_is_absolute(written: str, expected: str) -> None:
    html = f'<a href="{escape(written)}">x</a>'
    assert absolute_html(html, STORY, LINKS, SITE) == f'<a href="{escape(expected)}">x</a>'


def test_what_an_address_holds_cannot_leave_its_attribute() -> None:
    links = {"b.md": 'b".html'}
    html = resolve("""<a href='{filename}b.md#"><script>'>x</a>""", "a.md", links, "")
    assert targets(html, "a.md")[0].written.startswith('/b".html#')
    assert "<script>" not in html.replace("x</a>", "")


# Names of attributes that hold no link, and text in which links are only spoken of.
ATTRIBUTES = st.tuples(
    st.sampled_from(["class", "title", "alt", "data-src", "data-href", "id", "xhref", "hrefs"]),
    st.text("ab =/.#&;{}|'дї🙂", max_size=12) | st.sampled_from(["href=x.html", " src='x'", "{filename}b.md"]),
)
TAGS = st.builds(
    lambda name, attributes, end: f"<{name}{''.join(f' {k}={chr(34)}{v}{chr(34)}' for k, v in attributes)}{end}>",
    st.sampled_from(["p", "b", "img", "h2", "x-y"]),
    st.lists(ATTRIBUTES, max_size=3),
    st.sampled_from(["", "/", " /"]),
)
SPOKEN = st.sampled_from(
    [
        'href="x.html"',
        "src='x.png'",
        "&lt;a href=&quot;x&quot;>",
        "</p>",
        "a < b href='c'",
        "<!-- no -->",
        "{filename}b.md",
    ]
)


@given(st.lists(st.one_of(TAGS, SPOKEN, st.text(max_size=20)), max_size=8).map("".join))
def test_html_without_links_stays_as_it_is_to_the_byte(html: str) -> None:
    if any("href" in piece or "src" in piece for piece in html.split("<")[1:] if ">" not in piece):
        return  # a tag that does not end: what it holds is anybody's guess
    assert resolve(html, "articles/a.md", LINKS, "..") == html
    assert absolute_html(html, STORY, LINKS, SITE) == html


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters='"'), max_size=30))
def test_whatever_is_written_in_a_link_it_is_one_link_still(written: str) -> None:
    html = f'<p>a <a href="{escape(written)}">b</a> c</p>'
    for changed in (resolve(html, "a.md", LINKS, ".."), absolute_html(html, STORY, LINKS, SITE)):
        assert len(targets(changed, "a.md")) == 1
        assert changed.startswith('<p>a <a href="')
        assert changed.endswith('">b</a> c</p>')


def test_a_long_text_of_links_that_do_not_end_is_read_in_good_time() -> None:
    started = time.process_time()
    targets("<a href='" * 20_000, "a.md")
    targets("<a " + "href " * 20_000, "a.md")
    assert time.process_time() - started < HANG
