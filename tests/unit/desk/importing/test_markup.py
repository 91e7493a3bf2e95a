"""HTML becomes Markdown that says the same, and nothing that runs comes with it."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.desk.importing.markup import escape_text, frame_address, to_markdown
from standfirst.prose import plain_text
from tests.unit.newsroom import RENDERER

MARKS = "ab c1.)(*_`#>+-=~|[]{}!\\<&;:'\"/@ \n"
words = st.text(st.sampled_from(MARKS), min_size=1, max_size=40)


def shown(markdown: str) -> str:
    return plain_text(RENDERER.html(markdown))


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "blockquote", "li", "b", "td"]), words), max_size=5))
def test_what_a_reader_sees_is_the_same(blocks: list[tuple[str, str]]) -> None:
    """Whatever looks like Markdown in the words of a page is shown as it stands."""
    around = {"li": "<ul>{}</ul>", "b": "<p>{}</p>", "td": "<table><tr>{}</tr></table>"}
    page = "".join(around.get(tag, "{}").format(f"<{tag}>{html.escape(text)}</{tag}>") for tag, text in blocks)
    made, _ = to_markdown(page)
    assert "".join(shown(made).split()) == "".join(plain_text(page).split())


@given(words)
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    assert "".join(shown(escape_text(line)).split()) == "".join(line.split())


@pytest.mark.parametrize(
    ("page", "made", "said"),
    [
        ("<p>a<script>steal()</script></p>", "a\n", "<script> taken out"),
        ('<p onclick="steal()">a</p>', "a\n", ""),
        ('<a href="java\nscript:steal()">a</a>', "a\n", "an address that runs code"),
        (
            '<iframe src="https://evil.example/x"></iframe>',
            "[https://evil.example/x](https://evil.example/x)\n",
            "<iframe> is a link now",
        ),
        ('<iframe src="javascript:steal()"></iframe>', "\n", "<iframe> taken out"),
        ("<form><input value=x>Name <button>Go</button></form>", "Name Go\n", "a form is kept as text alone"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n    - b\n", ""),
        ('<pre><code class="language-py">*x*</code></pre>', "```py\n*x*\n```\n", ""),
    ],
)
def test_what_runs_goes_and_is_told(page: str, made: str, said: str) -> None:
    markdown, told = to_markdown(page)
    assert markdown == made
    assert said in " ".join(what for what, _ in told)


def test_a_page_nested_without_end_is_kept_as_text() -> None:
    made, _ = to_markdown("<div>" * 50_000 + "deep")
    assert made.strip() in {"deep", ""}


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("//www.youtube.com/embed/abcdefg?rel=0", "https://www.youtube.com/watch?v=abcdefg"),
        ("https://player.vimeo.com/video/12", "https://vimeo.com/12"),
        ("data:text/html,x", ""),
        ("http://[", ""),
    ],
)
def test_a_film_is_linked_to_its_own_page(source: str, address: str) -> None:
    assert frame_address(source) == address
