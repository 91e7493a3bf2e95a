"""Manuscripts checked against the site: no article vanishes, and every problem of every file is told in one run."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.copydesk import address_key
from standfirst.model import Author
from tests.unit.newsroom import article, edit

if TYPE_CHECKING:
    from pathlib import Path

LIAM = Author(id="liam", name="Liam", url="author/liam.html")
DESK = Author(id="data-desk", name="Data desk", url="author/data-desk.html", organisation=True)
RECORD = """\
id: "2025-05-23"
kind: exchange
agreement: istanbul-2025-05-16
date: 2025-05-23
status: completed
parties: [UA, RU]
sources:
  - {title: Statement, url: https://mod.example/}
"""
INLINE = "\n  " + RECORD.replace("\n", "\n  ").rstrip()


# --- authors --------------------------------------------------------------------------------------------------------


def test_an_author_is_known_by_id_by_name_and_by_either_in_any_case(tmp_path: Path) -> None:
    files = {"a.md": article(authors="liam, Data desk"), "b.md": article("Other", author="LIAM; data DESK; Liam")}
    edited = edit(tmp_path, files, authors=[LIAM, DESK])
    assert edited.problems == []
    assert [story.authors for story in edited.stories.values()] == [(LIAM, DESK), (LIAM, DESK)]


def test_authors_under_both_of_their_names_are_all_kept(tmp_path: Path) -> None:
    edited = edit(tmp_path, {"a.md": article(author="Liam", authors="Data desk")}, authors=[LIAM, DESK])
    assert edited.problems == []
    assert set(edited.stories["a.md"].authors) == {LIAM, DESK}


def test_an_unknown_author_is_an_error_at_the_name_with_the_nearest_one(tmp_path: Path) -> None:
    files = {
        "a.md": article(authors="[liam, Lian, Nobody Else]"),
        "b.md": article("Other", author="Zoë"),
        "c.md": article("Third", authors="[liam, Liam, liam, Zoë]"),
        "d.md": article("Fourth", authors="liam", author="Zoë"),
    }
    edited = edit(tmp_path, files, authors=[LIAM, DESK])
    add = "use one that is there: data-desk, liam)"
    assert edited.problems == [
        "content/a.md:4:17: SF101 author 'Lian' is not known (did you mean Liam?)",
        f"content/a.md:4:23: SF101 author 'Nobody Else' is not known (add content/authors/nobody-else.md, or {add}",
        f"content/b.md:4:9: SF101 author 'Zoë' is not known (add content/authors/zoe.md, or {add}",
        f"content/c.md:4:29: SF101 author 'Zoë' is not known (add content/authors/zoe.md, or {add}",
        f"content/d.md:5:9: SF101 author 'Zoë' is not known (add content/authors/zoe.md, or {add}",
    ]
    assert edited.desk.faulty == set(files)


def test_without_author_files_names_stand_as_they_are_and_the_settings_name_who_signs_else(tmp_path: Path) -> None:
    files = {"a.md": article(authors="Jane Doe, Jane Doe"), "b.md": article("Other"), "pages/c.md": article("Page")}
    edited = edit(tmp_path, files, AUTHOR="The Editors")
    assert edited.problems == []
    names = {path: [author.name for author in story.authors] for path, story in edited.stories.items()}
    assert names == {"a.md": ["Jane Doe"], "b.md": ["The Editors"], "pages/c.md": []}
    assert edited.stories["a.md"].authors[0].url == "author/jane-doe.html"


def test_names_that_make_no_address_are_told_where_they_stand(tmp_path: Path) -> None:
    edited = edit(
        tmp_path, {"a.md": article("“!”", authors="'??'"), "b.md": article(category="'!'", tags="[ok, '?!']")}
    )
    assert edited.problems == [
        "content/a.md:2:8: SF015 no slug can be made of '“!”' (give it a slug of letters, digits and hyphens)",
        "content/b.md:4:11: SF015 no slug can be made of '!' (use a name with letters or digits)",
        "content/b.md:5:12: SF015 no slug can be made of '?!' (use a name with letters or digits)",
    ]


# --- addresses ------------------------------------------------------------------------------------------------------

COMPOSED, DECOMPOSED = unicodedata.normalize("NFC", "Київ"), unicodedata.normalize("NFD", "Київ")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("told", "told", "'told.html' is the address of content/a.md too"),
        (
            "told",
            "Told",
            "'Told.html' is the address of content/a.md too (there 'told.html'; case and Unicode form do not tell addresses apart)",
        ),
        (
            COMPOSED,
            DECOMPOSED,
            f"'{DECOMPOSED}.html' is the address of content/a.md too (there '{COMPOSED}.html'; case and Unicode form do not tell addresses apart)",
        ),
    ],
)
def test_two_articles_never_share_an_address(tmp_path: Path, first: str, second: str, message: str) -> None:
    edited = edit(tmp_path, {"a.md": article("A", slug=first), "b.md": article("B", slug=second)})
    assert edited.problems == [f"content/b.md:4:7: SF102 {message} (give one of them another slug)"]
    assert edited.desk.faulty == {"b.md"}


def test_drafts_and_articles_of_the_future_take_no_address_and_translations_have_their_own(tmp_path: Path) -> None:
    files = {
        "a.md": article(),
        "b.md": article(status="draft"),
        "c.md": article(date="2026-01-03"),
        "d.md": article(lang="uk"),
    }
    edited = edit(tmp_path, files)
    assert edited.problems == []
    assert {path: story.save_as for path, story in edited.stories.items()} == {
        "a.md": "told.html",
        "b.md": "drafts/told.html",
        "c.md": "told.html",
        "d.md": "told-uk.html",
    }


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("save_as", "../out.html", "'../out.html' is not a path below the output folder"),
        ("save_as", "/etc/x.html", "'/etc/x.html' is not a path below the output folder"),
        ("save_as", "a/../../x.html", "'a/../../x.html' is not a path below the output folder"),
        ("save_as", "x.php", "'x.php' is not an HTML file"),
        ("save_as", "a/.x/b.html", "'a/.x/b.html' has a part that begins with a full stop or a hyphen"),
        ("slug", "ї" * 119, f"'{'ї' * 60}…' has a part that is longer than 240 bytes"),
    ],
)
def test_no_article_leaves_the_output_folder(tmp_path: Path, name: str, value: str, message: str) -> None:
    edited = edit(tmp_path, {"a.md": article(**{name: value})})
    (problem,) = edited.problems
    assert problem.startswith(f"content/a.md:4:{len(name) + 3}: SF015 {message}")
    assert edited.stories == {}
    assert edited.desk.faulty == {"a.md"}


def test_the_address_key_is_one_for_what_a_file_system_takes_for_one() -> None:
    assert address_key("Straße.html") == address_key("STRASSE.html")
    assert address_key(COMPOSED) == address_key(DECOMPOSED.upper())
    assert address_key("a.html") != address_key("b.html")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_no_form_of_a_name_escapes_the_address_key(name: str) -> None:
    forms = {name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}
    assert len({address_key(form) for form in forms}) == 1
    assert len({address_key(form.casefold()) for form in forms} | {address_key(name)}) == 1


# --- pictures -------------------------------------------------------------------------------------------------------


def test_a_picture_stands_beside_its_article_below_the_content_folder_or_elsewhere(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "news/own.png": "",
        "images/bus.png": "",
        "images/map.svg": "<svg/>",
        "news/a.md": article("A", image="{src: own.png, alt: Own, credit: Liam}"),
        "news/b.md": article("B", image="{src: images/bus.png, alt: A bus}"),
        "news/c.md": article("C", image="{src: '{static}/images/map.svg', alt: A map}"),
        "news/d.md": article("D", image="{src: https://x.example/p.png, alt: ''}"),
    }
    edited = edit(tmp_path, files)
    assert edited.problems == []
    pictures = [edited.stories[f"news/{name}.md"].picture for name in "abcd"]
    assert [(p.url, p.width, p.height) for p in pictures if p] == [
        ("news/own.png", 3, 2),
        ("images/bus.png", 3, 2),
        ("images/map.svg", None, None),
        ("https://x.example/p.png", None, None),
    ]
    assert pictures[0]
    assert (pictures[0].alt, pictures[0].credit) == ("Own", "Liam")


def test_a_picture_without_words_is_a_warning_and_no_reason_to_leave_its_article_out(tmp_path: Path) -> None:
    edited = edit(tmp_path, {"images/bus.png": "", "a.md": article(image="images/bus.png")})
    hint = '(say what it shows: alt: …; or alt: "" where it shows nothing)'
    assert edited.problems == [f"content/a.md:4:8: SF107 the lead image has no alternative text {hint}"]
    assert edited.desk.faulty == set()
    assert edited.stories["a.md"].picture


def test_a_missing_picture_is_an_error_with_the_nearest_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "images/2025/bus.png": "",
        "a.md": article("A", image="images/bus.png"),
        "b.md": article("B", image="{alt: x, src: images/2025/buss.png}"),
        "c.md": article("C", image="../../etc/zebra.jpg"),
        "d.md": article("D", image="d.md"),
    }
    assert edit(tmp_path, files).problems == [
        "content/a.md:4:8: SF103 image 'images/bus.png' is not there (did you mean images/2025/bus.png?)",
        "content/b.md:4:22: SF103 image 'images/2025/buss.png' is not there (did you mean images/2025/bus.png?)",
        "content/c.md:4:8: SF103 image '../../etc/zebra.jpg' is not there (put the file into content/images/)",
        "content/d.md:4:8: SF103 'd.md' is not a picture (use JPEG, PNG, WebP, AVIF, GIF or SVG)",
    ]


# --- records --------------------------------------------------------------------------------------------------------


def test_an_article_reports_records_by_id_or_carries_its_own(tmp_path: Path) -> None:
    files = {
        "exchanges/x.yaml": RECORD,
        "a.md": article("A", exchange="2025-05-23"),
        "b.md": article("B", exchange=INLINE.replace("05-23", "05-24")),
        "c.md": article("C", exchange="2025-05-24, 2025-05-23"),
    }
    edited = edit(tmp_path, files)
    assert edited.problems == []
    found = {path: [record.id for record in story.records] for path, story in edited.stories.items()}
    assert found == {"a.md": ["2025-05-23"], "b.md": ["2025-05-24"], "c.md": ["2025-05-24", "2025-05-23"]}


def test_two_records_of_one_id_are_an_error_wherever_they_stand(tmp_path: Path) -> None:
    files = {
        "exchanges/x.yaml": RECORD,
        "exchanges/y.yaml": RECORD,
        "a.md": article("A", exchange=INLINE),
        "b.md": article("B", exchange=INLINE.replace("05-23", "05-24")),
        "c.md": article("C", exchange=INLINE.replace("05-23", "05-24")),
    }
    own = "is taken by a record of its own (name it by its id alone, or delete it from exchanges/)"
    assert edit(tmp_path, files).problems == [
        f"content/a.md:5:7: SF202 id: '2025-05-23' {own}",
        "content/c.md:5:7: SF202 id: '2025-05-24' is taken (it is first used in content/b.md:5:7; give one of them a suffix)",
        "content/exchanges/y.yaml:1:5: SF202 id: '2025-05-23' is taken (it is first used in content/exchanges/x.yaml:1:5; give one of them a suffix)",
    ]


def test_an_id_without_a_record_is_an_error_with_the_nearest_one(tmp_path: Path) -> None:
    files = {
        "exchanges/x.yaml": RECORD,
        "a.md": article("A", exchange="2025-05-32"),
        "b.md": article("B", exchange="[zzz]"),
    }
    assert edit(tmp_path, files).problems == [
        "content/a.md:4:11: SF201 exchange '2025-05-32' has no record (did you mean 2025-05-23?)",
        "content/b.md:4:12: SF201 exchange 'zzz' has no record (add content/exchanges/zzz.yaml)",
    ]


# --- the story ------------------------------------------------------------------------------------------------------


def test_a_date_without_an_offset_is_in_the_newsrooms_time_and_a_correction_raises_the_last_change(
    tmp_path: Path,
) -> None:
    corrections = "[{date: 2026-01-01, text: First.}, {date: 2026-01-02, text: Second.}]"
    files = {
        "a.md": article("A", date="2025-12-31 10:00", modified="2026-01-01 12:00", corrections=corrections),
        "b.md": article("B", date="2025-12-31T10:00Z", modified="2026-01-02 01:00", corrections=corrections),
        "c.md": article("C"),
    }
    edited = edit(tmp_path, files, TIMEZONE="Europe/Kyiv")
    assert edited.problems == []
    a, b, c = edited.stories.values()
    assert (a.date, a.modified) == (datetime(2025, 12, 31, 8, tzinfo=UTC), datetime(2026, 1, 1, 22, tzinfo=UTC))
    assert (b.date, b.modified) == (datetime(2025, 12, 31, 10, tzinfo=UTC), datetime(2026, 1, 1, 23, tzinfo=UTC))
    assert (c.modified, c.updated) == (None, c.date)
    assert [correction.text for correction in a.corrections] == ["Second.", "First."]
    assert a.updated == a.modified


def test_what_is_out_is_published_or_hidden_and_not_of_the_future(tmp_path: Path) -> None:
    files = {
        "published.md": article("A"),
        "now.md": article("B", date="2026-01-02T03:04:05Z"),
        "second.md": article("C", date="2026-01-02T03:04:06Z"),
        "draft.md": article("D", status="draft"),
        "hidden.md": article("E", status="hidden"),
        "pages/page.md": "---\ntitle: F\n---\n",
    }
    edited = edit(tmp_path, files)
    desk, stories = edited.desk, edited.stories
    assert {path for path in files if desk.is_out(stories[path])} == {
        "published.md",
        "now.md",
        "hidden.md",
        "pages/page.md",
    }
    assert {path for path in files if desk.is_listed(stories[path])} == {"published.md", "now.md", "pages/page.md"}


def test_a_repeated_teaser_and_headline_are_settled_unless_their_writer_keeps_them(tmp_path: Path) -> None:
    body = "# Told\n\nEveryone may read this. And more."
    files = {
        "a.md": article(summary="Everyone may read…", body=body),
        "b.md": article(summary="Everyone may read…", body=body, slug="b", teaser="keep"),
        "c.md": article(body=body, slug="c", teaser="settle"),
    }
    kept, settled = edit(tmp_path, files, teaser="keep"), edit(tmp_path, files)
    teaser = settled.stories["a.md"].teaser
    assert (teaser.verdict, teaser.standfirst, teaser.card) == ("truncated", None, "Everyone may read this.")
    assert "<h1>" not in settled.stories["a.md"].html
    assert settled.stories["a.md"].words == 6
    for story in (settled.stories["b.md"], kept.stories["a.md"], kept.stories["b.md"]):
        assert (story.teaser.standfirst, story.teaser.card) == ("Everyone may read…", "Everyone may read…")
        assert "<h1>Told</h1>" in story.html
    assert kept.stories["c.md"].teaser.card == "Everyone may read this. And more."


def test_every_problem_of_every_file_is_told_in_one_run(tmp_path: Path) -> None:
    """A file with one mistake is checked to its end: whoever mends the first is not sent back for the second."""
    everything = article(
        authors="Nobody",
        category="'!'",
        image="gone.png",
        exchange="2020-01-01",
        slug="told",
        body="[a]({filename}gone.md) [b](#nowhere) [c]({static}gone.pdf) [d]({tag}None)",
    )
    edited = edit(tmp_path, {"a.md": article("A", slug="told"), "b.md": everything}, authors=[LIAM])
    assert [problem.split(" ")[1] for problem in edited.problems if problem.startswith("content/b.md")] == [
        "SF101",
        "SF015",
        "SF103",
        "SF201",
        "SF102",
        "SF104",
        "SF106",
        "SF104",
        "SF104",
    ]
    assert edited.desk.faulty == {"b.md"}
