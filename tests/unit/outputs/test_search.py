"""The index of the search: what is in it, the same bytes for the same stories, and no half of one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from standfirst.model import Correction, Place, Teaser
from standfirst.outputs.search import Corpus, corpus, digest, index_language
from standfirst.outputs.search_index import (
    FOLDER,
    WAITING,
    IndexingError,
    find_program,
    index_files,
    index_waiting,
    place_index,
    place_later,
)
from standfirst.outputs.search_order import sorted_values
from tests.unit.outputs.samples import edition, story

if TYPE_CHECKING:
    import random
    from pathlib import Path

MARKED = 'An "ampersand" & <b>'
TOPICS = [Place(name=f"Topic {n}", slug=f"t{n}", url=f"topics/t{n}.html") for n in range(7)]


def stories(amount: int = 20) -> Corpus:
    made = [
        story(f"s{n}", topic=TOPICS[n % 7], html=f"<p>Word{n} of all.</p>", lang="uk" * (n % 2) or "en")
        for n in range(amount)
    ]
    return corpus(edition(*made))


def program_that(folder: Path, *lines: str) -> Path:
    """A program that says it is Pagefind, and then does something else."""
    file = folder / "pagefind"
    real = f'if [ "$1" = --version ]; then exec "{find_program()}" --version; fi'
    file.write_text("\n".join(["#!/bin/sh", real, *lines, ""]))
    file.chmod(0o755)
    return file


def test_an_article_is_found_by_what_its_page_says_and_shown_as_its_card_is() -> None:
    told = story(
        title=MARKED,
        teaser=Teaser(card="The card.", standfirst="Above the text.", verdict="distinct"),
        html="<h2>Inside</h2><p>Text.</p>",
        corrections=(Correction(date="2025-05-24", text="It was <less>."),),
    )
    (entry,) = corpus(edition(told)).entries
    page = html.document_fromstring(entry.html)
    given = {(key.removeprefix("data-pagefind-"), value): mark.get("content") for mark in page.iter("meta") for key, value in mark.items() if key.startswith("data-")}  # fmt: skip
    assert entry.url == "first-day.html"
    assert {name: text for (kind, name), text in given.items() if kind == "meta"} == {
        "title[content]": MARKED,
        "teaser[content]": "The card.",
        "topic[content]": "Exchanges",
        "byline[content]": "Liam, Data desk",
        "tags[content]": "Istanbul & talks",
        "date[content]": "2025-05-23",
        "lang[content]": "en",
    }
    filters = page.xpath("//meta[@data-pagefind-filter='of[content]']/@content")
    assert filters == ["topic:exchanges", "author:liam", "author:desk", "year:2025", "lang:en"]
    assert page.xpath("//meta[@data-pagefind-sort='date[content]']/@content") == ["2025-05-23T15:30:00+00:00"]
    assert page.body.text_content() == "Above the text.InsideText.It was <less>."


@pytest.mark.parametrize(
    ("site", "rules"), [("en-GB", "en"), ("de", "de"), ("uk", "en"), ("uk_UA", "en"), ("zh-Hant", "zh"), ("ru", "ru")]
)
def test_a_language_that_the_program_knows_no_forms_of_follows_the_rules_of_english(site: str, rules: str) -> None:
    """They change no word in another script, and English words on such a site are found in all forms."""
    assert index_language(site) == rules


def test_an_index_has_one_name_in_any_order_and_another_for_any_change() -> None:
    found = stories(3)
    turned = replace(found, entries=found.entries[::-1])
    changed = replace(found, entries=(replace(found.entries[0], html="<p>Else.</p>"), *found.entries[1:]))
    others = [
        digest(changed, "1"),
        digest(found, "2"),
        digest(replace(found, language="de"), "1"),
        digest(stories(2), "1"),
    ]
    assert digest(turned, "1") == digest(found, "1")
    assert len({digest(found, "1"), *others}) == 5


def test_the_same_stories_are_the_same_bytes_in_any_order() -> None:
    """Pagefind's own output is not: its hash tables come out in another order each time."""
    found, program = stories(), find_program()
    first = index_files(found, program)
    entries = found.entries
    for order in (entries, entries[::-1], entries[7:] + entries[:7], entries[::2] + entries[1::2]):
        assert index_files(replace(found, entries=order), program) == first
    assert {path.partition("/")[0].partition(".")[0] for path in first} == {
        *("filter", "fragment", "index"),
        *("pagefind", "pagefind-entry", "pagefind-worker", "wasm"),
    }


def cbor(value: object) -> bytes:
    """RFC 8949, as far as a filter goes."""
    kind, size, rest = {
        int: lambda v: (0, v, b""),
        str: lambda v: (3, len(v.encode()), v.encode()),
        list: lambda v: (4, len(v), b"".join(map(cbor, v))),
    }[type(value)](value)
    if size < 24:
        return bytes([kind << 5 | size]) + rest
    width = next(width for width in range(4) if size < 1 << (8 << width))
    return bytes([kind << 5 | 24 + width]) + size.to_bytes(1 << width) + rest


values = st.dictionaries(st.text(max_size=40), st.lists(st.integers(0, 2**40), max_size=30), max_size=30)


@given(values, st.randoms())
def test_a_filter_s_values_come_into_one_order_and_none_is_lost(
    found: dict[str, list[int]], chance: random.Random
) -> None:
    mixed = [[value, pages] for value, pages in found.items()]
    chance.shuffle(mixed)
    in_order = sorted(mixed, key=lambda pair: pair[0].encode())
    assert sorted_values(cbor(["of", mixed])) == cbor(["of", in_order])


@given(st.binary())
def test_what_is_no_filter_is_told_from_one(data: bytes) -> None:
    try:
        assert sorted(sorted_values(data)) == sorted(data)
    except (ValueError, IndexError):
        return


def test_an_unchanged_corpus_is_not_indexed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that is there the second time could not do it."""
    state, found = tmp_path / "state", stories()
    place_index(found, state, tmp_path / "first")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program_that(tmp_path, "exit 3")))
    place_index(replace(found, entries=found.entries[::-1]), state, tmp_path / "second")
    both = [{p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in (tmp_path / "first", tmp_path / "second")]  # fmt: skip
    assert both[0] == both[1]
    with pytest.raises(IndexingError, match="stopped after 0 of 3 articles"):
        place_index(stories(3), state, tmp_path / "third")
    assert len(list((state / FOLDER).iterdir())) == 1


def test_only_the_newest_index_is_kept(tmp_path: Path) -> None:
    for amount in (1, 2, 3):
        place_index(stories(amount), tmp_path / "state", tmp_path / str(amount))
    assert len(list((tmp_path / "state" / FOLDER).iterdir())) == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["exit 0"], "stopped after 0 of 2 articles"),
        (["echo 'no base64,'; sleep 9"], "cannot be read"),
        (["printf 'e30=,'; sleep 9"], "cannot be read"),
        (["printf 'eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyByb29tIn19,'; sleep 9"], "says: no room"),
        (["for n in 1 2 3 4; do printf 'eyJwYXlsb2FkIjp7InR5cGUiOiJhIn19,'; done; sleep 9"], "has no index"),
    ],
)
def test_a_program_that_fails_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], said: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program_that(tmp_path, *lines)))
    with pytest.raises(IndexingError, match=said):
        place_index(stories(2), tmp_path / "state", tmp_path / "target")
    assert not (tmp_path / "target").exists()
    assert not (tmp_path / "state").exists()


def test_a_program_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "none"))
    with pytest.raises(IndexingError, match="cannot be run"):
        place_index(stories(2), tmp_path / "state", tmp_path / "target")


def test_a_state_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    place_index(stories(2), tmp_path / "state", tmp_path / "target")
    assert (tmp_path / "target" / "pagefind.js").is_file()


def test_a_preview_has_the_last_index_until_the_new_one_is_made(tmp_path: Path) -> None:
    state, target = tmp_path / "state", tmp_path / "target"

    def pages(folder: Path) -> int:
        languages = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))["languages"]
        return sum(language["page_count"] for language in languages.values())

    place_later(stories(1), state, tmp_path / "empty")
    assert not (tmp_path / "empty").exists()
    assert index_waiting(state, target)
    assert pages(target) == 1
    place_later(stories(4), state, tmp_path / "old")
    assert pages(tmp_path / "old") == 1
    assert index_waiting(state, target)
    assert pages(target) == 4
    place_later(stories(4), state, tmp_path / "new")
    assert pages(tmp_path / "new") == 4
    assert not index_waiting(state, target)
    assert not (state / FOLDER / WAITING).exists()


def test_a_body_cannot_change_the_language_of_its_index() -> None:
    found = corpus(edition(story(html='<p>One.</p></body></html><html lang="de"><body><p>Zwei.</p>')))
    files = index_files(found, find_program())
    assert list(json.loads(files["pagefind-entry.json"])["languages"]) == ["en"]


def test_a_story_of_a_picture_alone_is_found_by_its_headline() -> None:
    """The program passes over a page without text."""
    found = corpus(edition(story(html='<p><img src="bus.jpg" alt="A bus"></p>')))
    entry = json.loads(index_files(found, find_program())["pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == 1
