"""Pages of a listing, numbered from the oldest story: an address keeps its stories, and each story is on one page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.paginator import PaginationRule, Paginator

from standfirst import defaults
from standfirst.pelican_site.paging import Listing, cut

SETTINGS = {
    "DEFAULT_ORPHANS": 0,
    "DEFAULT_PAGINATION": 3,
    "PAGINATED_TEMPLATES": {"tag": None},
    "PAGINATION_PATTERNS": [PaginationRule(*rule) for rule in defaults.PAGINATION_PATTERNS],
}


def pages(count: int, *, stable: bool = True, **settings: Any) -> dict[str, list[int]]:
    """Address -> stories of a listing of so many, the newest of which has the largest number; pages as readers meet them."""
    stories = list(range(count, 0, -1))
    found = cut("tags/x.html", "tags/x.html", {"articles": stories}, SETTINGS | settings, "tag", stable=stable)
    return {address: list(given["articles_page"].object_list) for address, given in found}


def test_the_first_page_holds_what_is_left_and_older_pages_are_full() -> None:
    assert pages(8) == {"tags/x.html": [8, 7, 6, 5, 4], "tags/x/page/1.html": [3, 2, 1]}
    assert pages(9) == {
        "tags/x.html": [9, 8, 7],
        "tags/x/page/2.html": [6, 5, 4],
        "tags/x/page/1.html": [3, 2, 1],
    }
    assert pages(5) == {"tags/x.html": [5, 4, 3, 2, 1]}
    assert pages(0) == {"tags/x.html": []}
    assert pages(5, DEFAULT_PAGINATION=False) == pages(5)


@given(count=st.integers(0, 60), per_page=st.integers(1, 7))
def test_a_new_story_changes_the_first_page_alone(count: int, per_page: int) -> None:
    before, after = (pages(number, DEFAULT_PAGINATION=per_page) for number in (count, count + 1))
    assert [story for stories in after.values() for story in stories] == list(range(count + 1, 0, -1))
    assert len(after["tags/x.html"]) < 2 * per_page
    assert {address for address in before if before[address] != after[address]} == {"tags/x.html"}
    assert len(after) - len(before) in {0, 1}


def test_every_page_leads_to_the_newer_and_the_older_one_as_themes_of_pelican_ask() -> None:
    given_ = [given for _, given in cut("x.html", "x.html", {"articles": list(range(9))}, SETTINGS, "tag", stable=True)]
    seen = [
        (page.url, page.number, page.serial, page.has_previous(), page.has_next(), page.start_index(), page.end_index())
        for page in (given["articles_page"] for given in given_)
    ]
    assert seen == [
        ("x.html", 1, 0, False, True, 1, 3),
        ("x/page/2.html", 2, 2, True, True, 4, 6),
        ("x/page/1.html", 3, 1, True, False, 7, 9),
    ]
    near = [(given["articles_previous_page"], given["articles_next_page"]) for given in given_]
    assert [tuple(page and page.url for page in pair) for pair in near] == [
        (None, "x/page/2.html"),
        ("x.html", "x/page/1.html"),
        ("x/page/2.html", None),
    ]
    listing = given_[0]["articles_paginator"]
    assert [listing.page(number).url for number in listing.page_range] == [
        page.url for page in map(listing.page, (1, 2, 3))
    ]


@pytest.mark.parametrize("patterns", [
    [(1, "{url}", "{save_as}"), (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html")],
    [(1, "/{url}", "/{save_as}"), (2, "{name}-{number}.html", "{name}-{number}.html"), (5, "{name}/{number}.html", "{name}/{number}.html")],
    [(1, "{url}", "{save_as}"), (2, "{name}{number}.html", "{name}{number}.html"), (-1, "{name}/oldest.html", "{name}/oldest.html")],
    [(1, "page/{number}/", "page/{number}/index.html")],
])  # fmt: skip
def test_addresses_follow_the_patterns_and_stay(patterns: list[tuple[int, str, str]]) -> None:
    rules = [PaginationRule(*rule) for rule in patterns]
    before, after = (pages(count, PAGINATION_PATTERNS=rules) for count in (60, 61))
    changed = [address for address, stories in before.items() if after.get(address) != stories]
    assert len(before) == len(after) == 20
    assert changed == [next(iter(before))]


@given(count=st.integers(0, 30), per_page=st.integers(1, 5), orphans=st.integers(0, 3))
def test_without_it_pages_are_those_of_pelican(count: int, per_page: int, orphans: int) -> None:
    settings = SETTINGS | {"DEFAULT_ORPHANS": orphans}
    stories = list(range(count))
    theirs = Paginator("x.html", "x.html", stories, settings, per_page)
    ours = Listing("x.html", "x.html", stories, settings, per_page, known_as="articles_paginator", stable=False)
    assert ours.num_pages == theirs.num_pages
    for number in theirs.page_range:
        page, other = ours.page(number), theirs.page(number)
        told = ("url", "save_as", "object_list", "number")
        assert [getattr(page, name) for name in told] == [getattr(other, name) for name in told]
        assert (page.start_index(), page.end_index()) == (other.start_index(), other.end_index())
