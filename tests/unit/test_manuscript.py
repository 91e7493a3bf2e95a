"""One source file, header and text: every finding at its place in the file as an editor shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.diagnostics import Diagnostic
from standfirst.folder import Folder
from standfirst.manuscript import from_html, read_manuscript
from tests.unit.newsroom import RENDERER, article, read, shown, write

DATE = "is not a date (use YYYY-MM-DD or YYYY-MM-DDThh:mm)"


def test_an_article_is_its_header_and_its_text() -> None:
    text = article(summary="One *word* &amp; more.", body="First paragraph.\n\n## Heading {#here}\n\n[a](b.html)")
    manuscript, problems = read(text)
    assert problems == []
    assert manuscript is not None
    assert manuscript.summary == "One word & more."
    assert [(block.tag, block.text) for block in manuscript.body.blocks] == [
        ("p", "First paragraph."),
        ("h2", "Heading"),
        ("p", "a"),
    ]
    assert manuscript.body.ids == {"here"}
    (target,) = manuscript.targets
    assert (target.written, manuscript.find(target)) == ("b.html", (10, 5))
    assert manuscript.at("summary") == (4, 10)
    assert manuscript.at("slug") == (2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x.md:1:1: SF002 no front matter (begin the file with ---, title: …, date: YYYY-MM-DD, ---)"),
        ("Words.\n", "x.md:1:1: SF002 no front matter (begin the file with ---, title: …, date: YYYY-MM-DD, ---)"),
        ("---\ntitle: a\n\nText", "x.md:1:1: SF002 the front matter does not end (end the front matter with a line of ---)"),
        ("---\ntitle: a\n---\n", "x.md:2:1: SF010 date: missing (add date: YYYY-MM-DD)"),
        ("---\ntitle: a\ndate:\n---\n", "x.md:3:1: SF010 date: missing (add date: YYYY-MM-DD)"),
        ("---\n- a\n---\n", "x.md:2:1: SF003 not a list of fields (each line is name: value)"),
        ("---\ntitle: a\ndate: 2025-01-01\ndate: 2025-01-02\n---\n", "x.md:4:1: SF005 date: given twice (it stands first on line 3; keep one of them)"),
    ],
)  # fmt: skip
def test_an_article_needs_a_header_that_ends_and_a_date(text: str, expected: str) -> None:
    assert read(text) == (None, [expected])


def test_a_draft_and_a_page_need_no_date() -> None:
    for text, kind in (("---\ntitle: a\nstatus: draft\n---\n", "article"), ("---\ntitle: a\n---\n", "page")):
        manuscript, problems = read(text, kind)  # type: ignore[arg-type]  # one of the two kinds
        assert problems == []
        assert manuscript is not None


def test_a_missing_date_is_told_together_with_what_else_is_wrong() -> None:
    _, problems = read("---\nstatus: nope\nsumary: a\nlang: no such tag\n---\n")
    assert [problem.partition(": ")[2][:5] for problem in problems].count("SF010") == 2, "title and date"
    assert len(problems) == 5


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A *heading* &amp; more #\n\nText", "A heading & more"),
        ("\n\nA heading\n===\nText", "A heading"),
        ("## Below\nText", "Below"),
    ],
)
def test_a_file_without_front_matter_is_a_page_named_by_its_first_heading_and_says_so(text: str, title: str) -> None:
    manuscript, problems = read(text, must_have_header=False)
    assert manuscript is not None
    assert (manuscript.kind, manuscript.header.values.title) == ("page", title)
    assert problems == [
        "x.md:1:1: SF016 no front matter: built as a page (to make it an article, give it a title and a date between lines of ---)"
    ]


def test_what_the_settings_draw_from_the_path_fills_in_what_the_writer_left_out() -> None:
    drawn = {"category": "news", "date": "2025-01-02", "section": "a"}
    manuscript, problems = read("---\ntitle: a\ndate:\ncategory: Politics\n---\n", defaults=drawn, allowed=("section",))
    assert problems == []
    assert manuscript is not None
    values = manuscript.header.values
    assert (values.category, values.date) == ("Politics", datetime(2025, 1, 2))  # noqa: DTZ001 - the newsroom's time
    assert manuscript.header.extra == {"section": "a"}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_places_are_those_an_editor_shows_whatever_ends_lines_and_stands_before(
    tmp_path: Path, mark: bytes, end: bytes
) -> None:
    text = "---\ntitle: 'Обмін 🙂: 390'\ndate: 2026-13-45\nsources:\n  - {title: '🙂 Обмін', url: www}\n---\n🙂 Обмін\n"
    folder = write(tmp_path, {"x.md": mark + text.encode().replace(b"\n", end)})
    read_text, problems = folder.read_text("x.md")
    assert problems == []
    assert read_text == text
    assert read(read_text) == (
        None,
        [
            f"x.md:3:7: SF012 date: '2026-13-45' {DATE}",
            "x.md:5:29: SF013 sources.1.url: 'www' is not an address (begin with https://)",
        ],
    )
    link = (
        read_text.replace("2026-13-45", "2026-01-01")
        .replace("url: www", "url: https://x")
        .replace("🙂 Обмін\n", "Слова 🙂\n\nОбмін 🙂 [a](b.html)\n")
    )
    manuscript, _ = read(link)
    assert manuscript is not None
    assert manuscript.find(manuscript.targets[0]) == (9, 13)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("[a](x.html) [b](x.html)\n[c](x.html)", [(1, 5), (1, 17), (2, 5)]),
        ("[a](x.html#one)\n\n[b](x.html)", [(1, 5), (3, 5)]),
        ("We write about it.\n\n[us](about)", [(3, 6)]),
        ("[a][r] and [b][r]\n\n[r]: x.html", [(3, 6), (3, 6)]),
        ('![a](x.png)\n<img src="y.png" alt="">', [(1, 6), (2, 11)]),
    ],
)
def test_a_link_is_found_where_it_is_written_and_not_where_its_words_occur(
    body: str, places: list[tuple[int, int]]
) -> None:
    manuscript, _ = read(article(body=body))
    assert manuscript is not None
    seen: dict[str, int] = {}
    for target, (line, column) in zip(manuscript.targets, places, strict=True):
        nth = seen.get(target.written, 0)
        seen[target.written] = nth + 1
        assert manuscript.find(target, nth) == (line + 4, column)


def test_a_link_in_a_comment_is_no_link() -> None:
    manuscript, _ = read(article(body="<!-- [a](b.md) <a href='later.html'>x</a> -->\n\nText"))
    assert manuscript is not None
    assert manuscript.targets == ()


def test_what_another_formats_reader_found_is_checked_with_places_of_the_source() -> None:
    source = "Title\n#####\n\n:date: 2026-13-45\n:sumary: x\n"
    manuscript, problems = from_html(
        "<p>Text</p>", {"title": "Title", "date": "2026-13-45", "sumary": "x"}, source, "x.rst", "x.rst", "article"
    )
    assert manuscript is None
    assert shown(problems) == [
        f"x.rst:4:2: SF012 date: '2026-13-45' {DATE}",
        "x.rst:5:2: SF011 sumary: there is no such field (did you mean summary?)",
    ]
    manuscript, problems = from_html(
        "<p>Text</p>", {"title": "Title", "date": "2026-01-01", "tags": ["a", "b"]}, source, "x.rst", "x.rst", "article"
    )
    assert problems == []
    assert manuscript is not None
    assert (manuscript.header.values.tags, manuscript.body.words) == (("a", "b"), 1)


# --- properties -----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["---\n", "title: ", "title: a\n", "date: 2025-01-01\n", "summary: ", "image:\n", "  src: a\n", "# a\n", "\n", "\n\n",
     "- ", "> ", "```\n", "<div>", "</p>", "<html>", "<!doctype html>", "</body>", "<frameset>", "<!--", "-->", "<?php",
     "&#8;", "&#xD800;", "&amp;", "[a](b)", "[a](http://[)", "[^1]", "[^1]: x\n", "*[a]: b\n", "| a | b |\n|---|---|\n",
     "\t", "\r", "\r\n", "    ", "{#id}", "{filename}", "<a href='", "<svg><p>", "\u2028", "\x85", "\ufeff", "\U0001f642",
     "їж", "\x02", "klzzwxh:0000", "wzxhzdk:0", "\\", "`", "*", "_"]
)  # fmt: skip
ANY_BYTES = st.one_of(
    st.lists(PIECES, max_size=16).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=12).map(
        lambda pieces: ("---\ntitle: a\ndate: 2025-01-01\n---\n" + "".join(pieces)).encode()
    ),
    st.lists(PIECES, max_size=8).map(lambda pieces: b"\xef\xbb\xbf" + "".join(pieces).encode() + b"\xff"),
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
)


def inside(problem: Diagnostic, text: str) -> bool:
    lines = text.split("\n")
    return 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@settings(max_examples=300)
@given(ANY_BYTES, st.sampled_from(["article", "page"]), st.booleans())
def test_any_bytes_at_all_are_a_manuscript_or_findings_that_lie_within_the_file(
    data: bytes, kind: Literal["article", "page"], must_have_header: bool
) -> None:
    with TemporaryDirectory() as root:
        Path(root, "x.md").write_bytes(data)
        text, problems = Folder(Path(root), "content").read_text("x.md")
    seen = text
    if text is None:
        seen = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        assert problems
    else:
        manuscript, problems = read_manuscript(
            text, "x.md", "x.md", kind, RENDERER, defaults={}, must_have_header=must_have_header
        )
        assert manuscript is not None or problems
        for target in manuscript.targets if manuscript else ():
            assert manuscript is not None
            line, column = manuscript.find(target)
            problems.append(Diagnostic("x.md", line, column, "SF104", "m"))
    assert seen is not None
    for problem in problems:
        assert inside(problem, seen), problem
