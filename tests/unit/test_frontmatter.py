"""Every field of the front matter: the forms it takes, and what each wrong value is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.characters import DIRECTION, INVISIBLE
from standfirst.exchange import Exchange
from standfirst.frontmatter import (
    AuthorProfile,
    FrontMatter,
    Header,
    check_header,
    read_moment,
    read_pelican_header,
    split_header,
)
from standfirst.yamltree import parse_mapping
from tests.unit.newsroom import shown

if TYPE_CHECKING:
    from standfirst.diagnostics import Diagnostic

KYIV = timezone(timedelta(hours=3))
DATE = "is not a date (use YYYY-MM-DD or YYYY-MM-DDThh:mm)"
DAY = "is not a date (use YYYY-MM-DD)"
TEXT = "text is needed here (write it on one line, in quotes if it holds : or #)"
LIST = "is not a list (write each item on a line of its own, with - in front)"
FIELDS = "is not a set of fields (write each field on a line of its own: name: value)"
NUMBER = "is not a number (write digits alone: 1000)"
EMPTY = "empty (fill it in or leave the field out)"
ADDRESS = "is not an address (begin with https://)"
SLUG = "cannot be part of an address (use letters, digits and hyphens, no / ? # %)"
KINDS = (
    "'exchange', 'exchange_wounded_sick', 'civilian_release', 'repatriation_wounded_sick', 'repatriation_bodies', "
    "'accommodation_neutral_country' or 'return_of_children'"
)
RECORD = """\
exchange:
  id: "2025-05-23"
  kind: exchange
  date: 2025-05-23
  status: completed
  parties: [UA, RU]
  returned:
    UA: {total: 390, civilian: 120}
  sources:
    - {title: Statement, url: https://mod.example/}
"""


def check(
    text: str, model: type[FrontMatter | AuthorProfile] = FrontMatter, allowed: tuple[str, ...] = ()
) -> tuple[Header[Any] | None, list[str]]:
    """Front matter that starts on the file's line 2, as it does below a line of ---."""
    node, problems = parse_mapping(text, "x.md", 2)
    assert node is not None, problems
    header, found = check_header(model, node, "x.md", "yaml", allowed)
    return header, shown(problems + found)


def value(text: str, name: str) -> Any:
    header, problems = check(f"title: x\n{text}")
    assert problems == []
    assert header is not None
    return getattr(header.values, name)


# --- forms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["no", "12:30", "2025-05-23", "1_000", "null and void", '"null"', "'yes'"])
def test_a_headline_is_what_its_writer_wrote_whatever_yaml_takes_it_for(written: str) -> None:
    header, _ = check(f"title: {written}\n")
    assert header is not None
    assert header.values.title == written.strip("'\"")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-05-23", datetime(2025, 5, 23)),  # noqa: DTZ001 - without an offset it means the newsroom's time
        ("'2025-05-23'", datetime(2025, 5, 23)),  # noqa: DTZ001
        ("2025-5-3 9:05", datetime(2025, 5, 3, 9, 5)),  # noqa: DTZ001
        ("2025-05-03 9:05:30", datetime(2025, 5, 3, 9, 5, 30)),  # noqa: DTZ001
        ("2025-05-23T10:20", datetime(2025, 5, 23, 10, 20)),  # noqa: DTZ001
        ("2025-05-23 10:20:30", datetime(2025, 5, 23, 10, 20, 30)),  # noqa: DTZ001
        ("2025-05-23T10:20Z", datetime(2025, 5, 23, 10, 20, tzinfo=UTC)),
        ("2025-05-23T10:20:30+03:00", datetime(2025, 5, 23, 10, 20, 30, tzinfo=KYIV)),
        ("2025-05-23 10:20 +0300", datetime(2025, 5, 23, 10, 20, tzinfo=KYIV)),
    ],
)
def test_a_date_takes_the_forms_that_writers_use(written: str, expected: datetime) -> None:
    for name in ("date", "modified"):
        found = value(f"{name}: {written}\n", name)
        assert (found, found.tzinfo) == (expected, expected.tzinfo)


@pytest.mark.parametrize(
    "field",
    [
        "authors: Liam, Data desk",
        "authors: Liam ;  Data desk; Liam",
        "authors: [Liam, Data desk, Liam]",
        "authors:\n  - Liam\n  - Data  desk",
        "Authors: Liam, , Data desk",
    ],
)
def test_authors_are_one_line_or_a_list_and_each_counts_once(field: str) -> None:
    assert value(f"{field}\n", "authors") == ("Liam", "Data desk")
    assert value(f"{field}\n".lower().replace("authors", "author"), "author") == ("liam", "data desk")


def test_names_with_commas_are_parted_by_semicolons_or_listed() -> None:
    assert value("tags: Doe, John; Roe, Jane\n", "tags") == ("Doe, John", "Roe, Jane")
    assert value('tags: ["Doe, John"]\n', "tags") == ("Doe, John",)
    assert value("tags: []\n", "tags") == value("tags:\n", "tags") == ()


def test_single_values_are_taken_as_written_without_stray_white_space() -> None:
    assert value('category: "  Prisoner   exchange "\n', "category") == "Prisoner exchange"
    assert value("slug: наслідки\n", "slug") == "наслідки"
    assert value("summary: |\n  One.\n\n  Two.\n", "summary") == "One.\n\nTwo."
    assert [value(f"status: {s}\n", "status") for s in ("draft", "Hidden", "published", "skip")] == [
        "draft",
        "hidden",
        "published",
        "skip",
    ]
    assert [value(f"lang: {tag}\n", "lang") for tag in ("uk", "no", "pt-BR", "pt_BR", "zh-Hant")] == [
        "uk",
        "no",
        "pt-BR",
        "pt_BR",
        "zh-Hant",
    ]
    assert [value(f"teaser: {t}\n", "teaser") for t in ("keep", "settle")] == ["keep", "settle"]
    assert [value(f"translation: {t}\n", "translation") for t in ("yes", "no", "True")] == [True, False, True]
    assert value("template: wide\n", "template") == "wide"


def test_an_image_is_its_path_alone_or_its_fields() -> None:
    assert value("image: images/a.png\n", "image").src == "images/a.png"
    image = value("image: {src: a.png, alt: A bus, credit: Liam, caption: In May}\n", "image")
    assert (image.src, image.alt, image.credit, image.caption) == ("a.png", "A bus", "Liam", "In May")


def test_sources_and_corrections_are_lists_of_fields() -> None:
    (source,) = value(
        "sources:\n  - title: a\n    url: https://x.example/\n    publisher: P\n    date: 2025-05-23\n", "sources"
    )
    assert (source.title, source.url, source.publisher, source.date) == (
        "a",
        "https://x.example/",
        "P",
        date(2025, 5, 23),
    )
    (correction,) = value("corrections:\n  - date: 2025-05-24\n    text: It was 390.\n", "corrections")
    assert (correction.date, correction.text) == (date(2025, 5, 24), "It was 390.")


def test_an_exchange_is_an_id_several_ids_or_a_whole_record_and_unknown_is_not_0() -> None:
    assert value("exchange: 2025-05-23\n", "exchange") == ("2025-05-23",)
    assert value("exchange: 2025-05-23, 2025-05-24\n", "exchange") == ("2025-05-23", "2025-05-24")
    assert value("exchange: [2025-05-23, 2025-05-24]\n", "exchange") == ("2025-05-23", "2025-05-24")
    (record,) = value(RECORD, "exchange")
    assert isinstance(record, Exchange)
    count = record.returned["UA"]
    assert (count.total, count.civilian, count.military) == (390, 120, None)
    assert record.date == date(2025, 5, 23)


def test_an_author_has_a_name_and_may_have_more() -> None:
    text = "name: Liam\nrole: Reporter\navatar: a.png\nlinks: [{title: Mail, url: 'mailto:a@b.example'}]\norganisation: no\n"
    header, problems = check(text, AuthorProfile)
    assert problems == []
    assert header is not None
    profile = header.values
    assert (profile.name, profile.role, profile.avatar.src, profile.organisation) == (
        "Liam",
        "Reporter",
        "a.png",
        False,
    )
    assert profile.links[0].url == "mailto:a@b.example"


# --- wrong values ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("title: [a]", f"3:8: SF013 title: {TEXT}"),
        ("title: {a: b}", f"3:8: SF013 title: {TEXT}"),
        ('title: ""', f"3:8: SF010 title: {EMPTY}"),
        ("title:", "3:1: SF010 title: missing (add it)"),
        ("title: ~", "3:1: SF010 title: missing (add it)"),
        ("title: " + "x" * 301, "3:8: SF013 title: too long (at most 300) (shorten it)"),
        ("date: 2026-13-45", f"3:7: SF012 date: '2026-13-45' {DATE}"),
        ("date: 12:30", f"3:7: SF012 date: '12:30' {DATE}"),
        ("date: no", f"3:7: SF012 date: 'no' {DATE}"),
        ("date: 2025-02-29", f"3:7: SF012 date: '2025-02-29' {DATE}"),
        ("date: 25.05.2025", f"3:7: SF012 date: '25.05.2025' {DATE}"),
        ("date: 20250523", f"3:7: SF012 date: '20250523' {DATE}"),
        ("date: 1748000000", f"3:7: SF012 date: '1748000000' {DATE}"),
        ("date: 2025-05-23 24:00", f"3:7: SF012 date: '2025-05-23 24:00' {DATE}"),
        ("date: 0001-01-01", f"3:7: SF012 date: '0001-01-01' {DATE}"),
        ("date: 9999-12-31 23:59", f"3:7: SF012 date: '9999-12-31 23:59' {DATE}"),
        ("date: 2025-05-23T10", f"3:7: SF012 date: '2025-05-23T10' {DATE}"),
        ('modified: "yesterday"', f"3:11: SF012 modified: 'yesterday' {DATE}"),
        ("authors:\n  - {name: Liam}", f"4:5: SF013 authors.1: {TEXT}"),
        ("authors: [a, [b]]", f"3:14: SF013 authors.2: {TEXT}"),
        ("author: [a, [b]]", f"3:13: SF013 author.2: {TEXT}"),
        ("author: {name: Liam}", f"3:9: SF013 author: this {LIST}"),
        ("tags: [" + "x" * 121 + "]", "3:8: SF013 tags.1: too long (at most 120) (shorten it)"),
        ("category: [a]", f"3:11: SF013 category: {TEXT}"),
        ("slug: a/b", f"3:7: SF015 slug: 'a/b' {SLUG}"),
        ("slug: ../a", f"3:7: SF015 slug: '../a' {SLUG}"),
        ("slug: a?b", f"3:7: SF015 slug: 'a?b' {SLUG}"),
        ('slug: "a#b"', f"3:7: SF015 slug: 'a#b' {SLUG}"),
        ("slug: .htaccess", f"3:7: SF015 slug: '.htaccess' {SLUG}"),
        ("slug: " + "ї" * 150, f"3:7: SF015 slug: '{'ї' * 60}…' is longer than 240 bytes"),
        ("slug: " + "x" * 181, "3:7: SF013 slug: too long (at most 180) (shorten it)"),
        ('summary: ""', f"3:10: SF010 summary: {EMPTY}"),
        ("summary: [a]", f"3:10: SF013 summary: {TEXT}"),
        ("status: publish", "3:9: SF014 status: 'publish' is not known (use 'published', 'draft', 'hidden' or 'skip')"),
        ("lang: English prose", "3:7: SF013 lang: 'English prose' is not a language tag (use en, uk, pt-BR and the like)"),
        ("image: [a]", f"3:8: SF013 image: this {FIELDS}"),
        ("image: {alt: b}", "3:8: SF010 image.src: missing (add it)"),
        ('image: {src: ""}', f"3:14: SF010 image.src: {EMPTY}"),
        ("sources: x", f"3:10: SF013 sources: 'x' {LIST}"),
        ("sources: {title: a}", f"3:10: SF013 sources: this {LIST}"),
        ("sources:\n  - x", f"4:5: SF013 sources.1: 'x' {FIELDS}"),
        ("sources:\n  - {title: a, url: www.x.example}", f"4:21: SF013 sources.1.url: 'www.x.example' {ADDRESS}"),
        ('sources:\n  - {title: a, url: "javascript:alert(1)"}', f"4:21: SF013 sources.1.url: 'javascript:alert(1)' {ADDRESS}"),
        ("sources:\n  - {title: a, url: https://x, side: ua}", "4:38: SF014 sources.1.side: 'ua' is not known (use 'UA', 'RU' or 'third')"),
        ("sources:\n  - url: https://x", "4:5: SF010 sources.1.title: missing (add it)"),
        ("corrections:\n  - date: 2025-05-23T10:20\n    text: a", f"4:11: SF012 corrections.1.date: '2025-05-23T10:20' {DAY}"),
        ("corrections:\n  - date: 2025-05-23\n    text:", "5:5: SF010 corrections.1.text: missing (add it)"),
        ("exchange: [[x]]", f"3:12: SF013 exchange.1: this {FIELDS}"),
        ("teaser: kep", "3:9: SF014 teaser: 'kep' is not known (use 'keep' or 'settle')"),
        ("template: ../x", "3:11: SF013 template: '../x' is not a template's name (use the file's name without .html)"),
        ("translation: maybe", "3:14: SF013 translation: 'maybe' is neither true nor false (write true or false)"),
        ("url: [a]", f"3:6: SF013 url: {TEXT}"),
        ("save_as: {a: b}", f"3:10: SF013 save_as: {TEXT}"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_what_is_wrong_where_and_what_to_write(field: str, expected: str) -> None:
    title = "" if field.startswith("title") else "title: x"
    header, problems = check(f"{title}\n{field}\n")
    assert header is None
    (problem,) = problems
    assert problem == f"x.md:{expected}"


@pytest.mark.parametrize("name", FrontMatter.model_fields)
def test_no_wrong_value_is_told_in_the_words_of_a_programming_library(name: str) -> None:
    title = "" if name == "title" else "title: x"
    for wrong in ("[a]", "{a: b}", "[[a], b]", '""', "x", "[{a: b}]", "{a: [b]}", "'\\'", "9" * 5000):
        for problem in check(f"{title}\n{name}: {wrong}\n")[1]:
            assert "Input should" not in problem
            assert "valid" not in problem
            assert problem.endswith(")"), "a hint says what to do"


def test_a_record_within_an_article_is_checked_to_its_last_field() -> None:
    text = RECORD.replace('"2025-05-23"', "nope").replace("kind: exchange", "kind: swap").replace("[UA, RU]", "[UA]")
    text = text.replace("{total: 390, civilian: 120}", "{total: 3.5, military: -1, undisclosed: maybe}")
    text = text.replace("  returned", "  location: {lat: 100}\n  returned").replace("UA:", "Ukraine:")
    assert check("title: x\n" + text)[1] == [
        "x.md:4:7: SF013 exchange.1.id: 'nope' is not a record's id (use the date and a suffix: 2025-05-23, 2025-06-11-bodies)",
        f"x.md:5:9: SF014 exchange.1.kind: 'swap' is not known (use {KINDS})",
        "x.md:8:12: SF010 exchange.1.parties: at least 2 needed (add to it)",
        "x.md:9:19: SF013 exchange.1.location.lat: '100' is out of range (the limit is 90.0)",
        "x.md:11:5: SF013 exchange.1.returned.Ukraine: 'Ukraine' is not a country code (use two capital letters: UA)",
        f"x.md:11:22: SF013 exchange.1.returned.Ukraine.total: '3.5' {NUMBER}",
        "x.md:11:37: SF013 exchange.1.returned.Ukraine.military: '-1' is out of range (the limit is 0)",
        "x.md:11:54: SF013 exchange.1.returned.Ukraine.undisclosed: 'maybe' is neither true nor false (write true or false)",
    ]


def test_all_problems_of_a_header_are_told_at_once() -> None:
    text = "titel: a\nsumary: b\nstatus: nope\nDate: no\nsources:\n  - {titel: a, url: x}\n  - y\nexchange: {id: 2025-05-23}\n"
    assert check(text)[1] == [
        "x.md:2:1: SF010 title: missing (add it)",
        "x.md:2:1: SF011 titel: there is no such field (did you mean title?)",
        "x.md:3:1: SF011 sumary: there is no such field (did you mean summary?)",
        "x.md:4:9: SF014 status: 'nope' is not known (use 'published', 'draft', 'hidden' or 'skip')",
        f"x.md:5:7: SF012 date: 'no' {DATE}",
        "x.md:7:5: SF010 sources.1.title: missing (add it)",
        "x.md:7:6: SF011 sources.1.titel: there is no such field (did you mean title?)",
        f"x.md:7:21: SF013 sources.1.url: 'x' {ADDRESS}",
        f"x.md:8:5: SF013 sources.2: 'y' {FIELDS}",
        "x.md:9:11: SF010 exchange.1.date: missing (add it)",
        "x.md:9:11: SF010 exchange.1.kind: missing (add it)",
        "x.md:9:11: SF010 exchange.1.parties: missing (add it)",
        "x.md:9:11: SF010 exchange.1.sources: missing (add it)",
        "x.md:9:11: SF010 exchange.1.status: missing (add it)",
    ]


def test_an_author_file_with_mistakes_is_told_all_of_them() -> None:
    text = "role: R\nlinks: [{title: a, url: 'javascript:1'}]\norganisation: maybe\nnme: x\n"
    assert check(text, AuthorProfile)[1] == [
        "x.md:2:1: SF010 name: missing (add it)",
        f"x.md:3:25: SF013 links.1.url: 'javascript:1' {ADDRESS}",
        "x.md:4:15: SF013 organisation: 'maybe' is neither true nor false (write true or false)",
        "x.md:5:1: SF011 nme: there is no such field (did you mean name?)",
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("sumary: a", "3:1: SF011 sumary: there is no such field (did you mean summary?)"),
        ("Catgory: a", "3:1: SF011 catgory: there is no such field (did you mean category?)"),
        ("image: {src: a, alte: b}", "3:17: SF011 image.alte: there is no such field (did you mean alt?)"),
        ("image: {src: a, Alt: b}", "3:17: SF011 image.Alt: there is no such field (did you mean alt?)"),
        ("corrections:\n  - {date: 2025-05-23, text: a, txt: b}", "4:33: SF011 corrections.1.txt: there is no such field (did you mean text?)"),
        ("image: {src: a, zzz: b}", "3:17: SF011 image.zzz: there is no such field (leave it out)"),
        ("colour: a", '3:1: SF011 colour: there is no such field (add "colour" to STANDFIRST_EXTRA_FIELDS if a theme or plugin reads it)'),
    ],
)  # fmt: skip
def test_an_unknown_field_is_an_error_with_the_nearest_name(field: str, expected: str) -> None:
    header, problems = check(f"title: x\n{field}\n")
    assert (header, problems) == (None, [f"x.md:{expected}"])


def test_a_nested_hint_names_a_field_of_that_very_place() -> None:
    """`titel` in an image must not be told `title`: an image has none."""
    _, problems = check("title: x\nimage: {src: a, titel: b}\n")
    assert problems == ["x.md:3:17: SF011 image.titel: there is no such field (leave it out)"]


def test_unknown_fields_that_the_settings_allow_are_kept_for_the_theme() -> None:
    for allowed in (("colour", "stars"), ("*",)):
        header, problems = check("title: x\ncolour: red\nstars: [1, {a: b}]\n", allowed=allowed)
        assert problems == []
        assert header is not None
        assert header.extra == {"colour": "red", "stars": ["1", {"a": "b"}]}


@pytest.mark.parametrize("escape", ["\\0", "\\b", "\\x1b", "\\uFFFE"])
def test_no_escape_of_yaml_brings_in_a_character_that_no_page_may_hold(escape: str) -> None:
    """A feed that holds U+0008 is no XML; the file itself may not hold it, and an escape is no way around."""
    for name in ("title", "category", "summary", "image", "tags"):
        node, problems = parse_mapping(f'{name}: "a{escape}b"\n', "x.md", 2)
        if node is not None:
            _, found = check_header(FrontMatter, node, "x.md", "yaml")
            problems += [problem for problem in found if problem.message != "title: missing"]
        assert problems, name


# --- Pelican's header -----------------------------------------------------------------------------------------------

DOCUMENTED = """\
Title: My super title
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Python
Tags: pelican, publishing
Slug: my-super-post
Authors: Alexis Metaireau, Conan Doyle
Summary: Short version for index and feeds

This is the content of my super blog post.
"""


def pelican(text: str) -> tuple[Header[FrontMatter] | None, list[str], str, int]:
    form, header_text, body, line = split_header(text)
    assert form == "pelican"
    node, problems = read_pelican_header(header_text, "x.md")
    header, found = check_header(FrontMatter, node, "x.md", form)
    return header, shown(problems + found), body, line


def test_the_example_of_pelicans_documentation_is_read_unchanged() -> None:
    header, problems, body, line = pelican(DOCUMENTED)
    assert problems == []
    assert header is not None
    values = header.values
    assert values.title == "My super title"
    assert values.date == datetime(2010, 12, 3, 10, 20)  # noqa: DTZ001
    assert values.modified == datetime(2010, 12, 5, 19, 30)  # noqa: DTZ001
    assert (values.category, values.tags, values.slug) == ("Python", ("pelican", "publishing"), "my-super-post")
    assert values.authors == ("Alexis Metaireau", "Conan Doyle")
    assert values.summary == "Short version for index and feeds"
    assert (body, line) == ("\nThis is the content of my super blog post.\n", 9)


def test_a_line_set_in_by_four_spaces_continues_the_field_above() -> None:
    header, problems, body, line = pelican("Title: One\n    two\nTags: a,\n    b\n   Date: 2025-05-23\n\nBody\n")
    assert problems == []
    assert header is not None
    assert (header.values.title, header.values.tags) == ("One two", ("a", "b"))
    assert (body, line) == ("\nBody\n", 6)


def test_signs_of_yaml_mean_nothing_in_pelicans_header() -> None:
    header, problems, _, _ = pelican("Title: [x] said: &c *d #65 - \"e\nDate: 2025-05-23\nSummary: 'a' %\n\n")
    assert problems == []
    assert header is not None
    assert (header.values.title, header.values.summary) == ('[x] said: &c *d #65 - "e', "'a' %")


def test_mistakes_in_pelicans_header_have_their_places_too() -> None:
    _, problems, _, _ = pelican(
        "Title: One\n  Date:   2026-13-45\nSumary: x\nTITLE: Two\nTags: " + "x" * 121 + "\n\nBody"
    )
    assert problems == [
        f"x.md:2:11: SF012 date: '2026-13-45' {DATE}",
        "x.md:3:1: SF011 sumary: there is no such field (did you mean summary?)",
        "x.md:4:1: SF005 title: given twice (it stands first on line 1; keep one of them)",
        "x.md:5:7: SF013 tags.1: too long (at most 120) (shorten it)",
    ]


@pytest.mark.parametrize(
    ("text", "form", "header", "body", "line"),
    [
        ("---\ntitle: a\n---\nBody\n", "yaml", "title: a", "Body\n", 4),
        ("--- \ntitle: a\n...\t\n---\n", "yaml", "title: a", "---\n", 4),
        ("---\n---\nBody", "yaml", "", "Body", 3),
        ("---\ntitle: a\n", "yaml", "title: a\n", "", 0),
        ("---\ntitle: a\n ---\nx", "yaml", "title: a\n ---\nx", "", 0),
        ("Title: a\n\nDate: b\n", "pelican", "Title: a", "\nDate: b\n", 2),
        ("Note: a word to the reader\n\nBody", "none", "", "Note: a word to the reader\n\nBody", 1),
        ("http://x.example/\n", "none", "", "http://x.example/\n", 1),
        ("\n---\ntitle: a\n---\n", "none", "", "\n---\ntitle: a\n---\n", 1),
        ("", "none", "", "", 1),
    ],
)
def test_header_and_text_are_parted(text: str, form: str, header: str, body: str, line: int) -> None:
    assert split_header(text) == (form, header, body, line)


# --- properties -----------------------------------------------------------------------------------------------------

# Control characters, lone surrogates and marks that turn the direction are refused in files, what shows nothing is taken out.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=40).filter(
    lambda text: not DIRECTION.search(text) and not INVISIBLE.search(text)
)
FILLED = TEXTS.filter(lambda text: bool(" ".join(text.split()))) | st.sampled_from(
    [
        "no",
        "12:30",
        "2025-05-23",
        "~",
        "null",
        "a: b",
        "a #b",
        "'",
        '"',
        "- a",
        "? a",
        "|",
        "*a",
        "&a",
        "!a",
        "0x1",
        "%a",
    ]
)
NAMES = st.lists(FILLED, max_size=3)
SLUGS = st.from_regex(r"[a-zа-яїєґ0-9][a-zа-я0-9-]{0,20}", fullmatch=True)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31)).map(date.isoformat)
OFFSETS = st.sampled_from(["", "Z", "+03:00", "-11:30", "+0530", " +02:00"])
MOMENTS = st.builds(
    lambda moment, offset: moment.strftime("%Y").zfill(4) + moment.strftime("-%m-%dT%H:%M:%S") + offset,
    st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)),  # noqa: DTZ001
    OFFSETS,
)
URLS = st.from_regex(r"https?://[a-z]{1,9}\.example/[a-zA-Z0-9/?=&#%._~-]{0,20}", fullmatch=True)


def fields(required: dict[str, Any], **optional: Any) -> Any:
    return st.fixed_dictionaries(required, optional=optional)


NUMBERS = st.integers(0, 10**9)
SOURCES = fields(
    {"title": FILLED, "url": URLS}, publisher=TEXTS, date=DAYS, side=st.sampled_from(["UA", "RU", "third"])
)
COUNTS = fields({}, total=NUMBERS, military=NUMBERS, civilian=NUMBERS, undisclosed=st.booleans())
RECORDS = fields(
    {
        "id": st.from_regex(r"[0-9]{4}-[0-9]{2}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
        "kind": st.sampled_from(["exchange", "repatriation_bodies"]),
        "date": DAYS,
        "status": st.sampled_from(["agreed", "completed"]),
        "parties": st.just(["UA", "RU"]),
        "sources": st.lists(SOURCES, min_size=1, max_size=2),
    },
    returned=st.dictionaries(st.sampled_from(["UA", "RU", "NO"]), COUNTS),
    cumulative=st.dictionaries(st.sampled_from(["UA", "RU"]), NUMBERS),
    note=TEXTS,
    location=fields({}, handover=TEXTS, lat=st.floats(-90, 90), disclosed=st.booleans()),
)
HEADERS = fields(
    {"title": FILLED},
    date=MOMENTS,
    modified=MOMENTS,
    authors=NAMES,
    category=FILLED,
    tags=NAMES,
    slug=SLUGS,
    summary=FILLED,
    status=st.sampled_from(["published", "draft", "hidden", "skip"]),
    lang=st.sampled_from(["uk", "no", "pt-BR"]),
    image=fields({"src": FILLED}, alt=TEXTS, credit=TEXTS, caption=TEXTS),
    sources=st.lists(SOURCES, max_size=3),
    corrections=st.lists(fields({"date": DAYS, "text": FILLED}), max_size=2),
    exchange=st.lists(FILLED.map(lambda text: " ".join(text.split())) | RECORDS, max_size=2),
    teaser=st.sampled_from(["keep", "settle"]),
    template=st.from_regex(r"[A-Za-z0-9_-]{1,9}", fullmatch=True),
    translation=st.booleans(),
    keywords=NAMES,
)


@settings(max_examples=120)
@given(HEADERS, st.booleans(), st.booleans(), st.text("a \n-", max_size=20))
def test_what_is_written_as_yaml_is_read_back(data: dict[str, Any], flow: bool, ascii_only: bool, body: str) -> None:
    """An independent writer of YAML quotes what must be quoted; every value comes back, and so does the body."""
    wanted = FrontMatter.model_validate(data)
    plain = wanted.model_dump(mode="json", exclude_unset=True)
    dumped = yaml.safe_dump(plain, allow_unicode=not ascii_only, default_flow_style=flow, sort_keys=False)
    form, header_text, body_text, line = split_header(f"---\n{dumped}---\n{body}")
    assert (form, body_text, line) == ("yaml", body, dumped.count("\n") + 3)
    header, problems = check(header_text)
    assert problems == []
    assert header is not None
    assert header.values == wanted


TOKENS = st.sampled_from(
    [*FrontMatter.model_fields, "author", "src", "url", "title", "2025-05-23", "12:30", "no", "~", ": ", ":", "\n", "\n",
     "\n  ", "\n- ", "\n  - ", "    ", "[", "]", "{", "}", ",", "'", '"', "#", " #65", "&a", "*a", "!!str ", "|", ">", "%",
     "@", "`", "\\", "?", "---", "\n---\n", "...", "\t", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\U0001f642", "Обмін"]
)  # fmt: skip
GOOD = (
    "title: Told\ndate: 2025-05-23\nauthors: [Liam, Data desk]\nimage: {src: a.png, alt: A bus}\nsources:\n"
    "  - title: a\n    url: https://x.example/\ncorrections:\n  - {date: 2025-05-24, text: It was 390.}\n" + RECORD
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good header with some tokens put in, and some of its text taken out."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.sampled_from([start, start, start + 1, start + 12]))
        text = text[:start] + draw(TOKENS) + text[end:]
    return text


def inside(problem: Diagnostic, text: str) -> bool:
    lines = text.split("\n")
    return 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@settings(max_examples=250)
@given(st.one_of(mutated(), st.lists(TOKENS, max_size=30).map("".join), st.text(max_size=80)), st.booleans())
def test_any_text_is_values_or_findings_that_lie_within_it(text: str, fenced: bool) -> None:
    file = f"---\n{text}\n---\n" if fenced else text
    form, header_text, body, line = split_header(file)
    assert file.endswith(body)
    assert 0 <= line <= file.count("\n") + 2
    node, problems = (
        parse_mapping(header_text, "x.md", 2) if form == "yaml" else read_pelican_header(header_text, "x.md")
    )
    if form == "yaml" and not line:
        return  # it does not end: that is all that is said of it
    for model in (FrontMatter, AuthorProfile):
        header, found = check_header(model, node, "x.md", form) if node else (None, [])
        assert header is not None or problems or found
        for problem in problems + found:
            assert inside(problem, file)
            assert "\n" not in str(problem)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9:]{1,8}([Z+-][0-9:]*)?)?"))
def test_any_text_is_a_moment_or_not_a_date(text: str) -> None:
    try:
        assert isinstance(read_moment(text), datetime)
    except ValueError as error:
        assert "is not a date" in str(error)  # noqa: PT017 - either outcome keeps the promise
