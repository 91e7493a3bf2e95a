"""What each folder gives: no word of a text is lost, and no header, however broken, ends in a traceback."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.desk.importing.found import Found, Note
from standfirst.desk.importing.hugo import Hugo
from standfirst.desk.importing.jekyll import Jekyll
from standfirst.desk.importing.pelican import Pelican
from standfirst.desk.importing.settling import settle
from standfirst.desk.importing.wordpress_text import post_text
from standfirst.desk.importing.writing import write_article
from standfirst.manuscript import read_manuscript
from standfirst.prose import plain_text
from tests.harness import HANG
from tests.unit.newsroom import RENDERER

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.desk.importing.found import Source

word = st.text(st.sampled_from("abcxyzіїж"), min_size=1, max_size=8)
line = st.lists(word, min_size=1, max_size=9).map(" ".join)
block = st.one_of(
    line,
    line.map("## {}".format),
    line.map("> {}".format),
    line.map("*{}*".format),
    line.map("![{}](/nowhere.png)".format),
    line.map("[{}](../no/where)".format),
    line.map("```\n{{{{< {} >}}}}\n```".format),
    line.map("`{{% {} %}}`".format),
    st.lists(line, min_size=1, max_size=4).map(lambda lines: "\n".join(f"- {text}" for text in lines)),
    st.tuples(line, line).map("| {0[0]} | {0[1]} |\n| --- | --- |\n| a | b |".format),
)
SOURCES: dict[str, tuple[Callable[[Path], Source], str, str]] = {
    "hugo": (Hugo, "content/posts/a.md", "+++\ntitle = 'T'\ndate = 2025-04-02\n+++\n"),
    "jekyll": (Jekyll, "_posts/2025-04-02-a.md", "---\ntitle: T\n---\n"),
    "pelican": (Pelican, "content/a.md", "Title: T\nDate: 2025-04-02\n\n"),
}


def found_in(name: str, text: str) -> list[Found | Note]:
    """What a source finds in a folder of one file."""
    made, path, _ = SOURCES[name]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, path)
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
        return list(made(Path(folder)).stories(whole=True))


@settings(max_examples=60)
@given(st.sampled_from(sorted(SOURCES)), st.lists(block, min_size=1, max_size=6))
def test_no_word_of_a_text_is_lost_on_the_way_to_a_file_of_ours(name: str, blocks: list[str]) -> None:
    source = "\n\n".join(blocks)
    (found,) = found_in(name, SOURCES[name][2] + source)
    assert isinstance(found, Found)
    text = write_article(settle(found, RENDERER), picture=None, slug="t")
    manuscript, problems = read_manuscript(text, "a.md", "a.md", "article", RENDERER, defaults={})
    assert problems == []
    assert manuscript is not None
    assert plain_text(manuscript.body.html) == plain_text(RENDERER.html(source))
    assert (manuscript.header.values.title, str(manuscript.header.values.date)[:10]) == ("T", "2025-04-02")


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(SOURCES)),
    st.sampled_from(["---\n", "+++\n", "{", "Title: ", ""]),
    st.text(st.sampled_from("title: date=\"'{}[]\n-+<>%|&*!#@\x00\u2028é:\t"), max_size=80),
    st.sampled_from(["\n---\n", "\n+++\n", "}", "\n\n", ""]),
)
def test_any_header_is_read_or_told(name: str, start: str, middle: str, end: str) -> None:
    """And whatever is read can be written, and read again."""
    for found in found_in(name, f"{start}{middle}{end}{{{{< x"):
        if isinstance(found, Note):
            assert found.where
            continue
        text = write_article(settle(found, RENDERER), picture=None, slug="t")
        manuscript, problems = read_manuscript(text, "a.md", "a.md", found.kind, RENDERER, defaults={})
        assert manuscript, problems


HOSTILE = {
    "openers": "{{< highlight go >}}\n" * 20_000,
    "liquid": "{% raw %}{% highlight x %}" * 20_000,
    "brackets": "[" * 50_000,
    "links": "![a](" * 20_000,
    "scripts": "<script>" * 20_000,
    "handlers": "<a onclick=x" * 20_000,
    "ticks": "`a ``b " * 20_000,
    "fences": "```x\n" * 20_000,
    "calls": "{{< x " * 20_000,
    "captions": "[caption id=1]<img>" * 5_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_hostile_text_takes_seconds_and_no_more(name: str, kind: str) -> None:
    begun = time.process_time()
    found_in(name, SOURCES[name][2] + HOSTILE[kind])
    post_text(HOSTILE[kind], "", {}, {})
    assert time.process_time() - begun < HANG
