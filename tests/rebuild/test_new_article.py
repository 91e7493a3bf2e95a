"""One new article changes a number of files that does not grow with the site, and no older page of a listing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.harness import Built, Site

NOW = "2026-01-01T00:00:00Z"
SETTINGS = """
-- pelicanconf.py --
from standfirst.defaults import *
SITEURL = "https://example.org"
DEFAULT_PAGINATION = 5
STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False
"""
NEWEST = date(2025, 12, 20)


def article(number: int, day: date) -> str:
    """All that are not three apart are of different topics, and so on for tags and authors."""
    head = (
        f"title: Story {number}\ndate: {day}\ncategory: T{number % 3}\ntags: [g{number % 2}]\nauthors: [A{number % 2}]"
    )
    return f"-- content/s{number}.md --\n---\n{head}\n---\nOf matter {number}, which is no other's.\n"


def build_with(site: Site, count: int) -> Built:
    """A site of so many articles, one a day; the newest has the number `count` - 1."""
    days = (NEWEST - timedelta(days=count - 1 - number) for number in range(count))
    archive = "".join(article(number, day) for number, day in enumerate(days))
    return site.write(SETTINGS + archive).build_here(now=NOW).checked()


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.mark.parametrize("count", [30, 101])
def test_one_new_article_changes_its_neighbours_the_first_pages_the_feeds_and_the_newest_sitemap(
    count: int, site: Site
) -> None:
    before = build_with(site, count)
    older = {name for name in before.paths() if "/page/" in f"/{name}"}
    assert len(older) >= count // 5
    sums = before.sums()
    site.write(article(count, NEWEST + timedelta(days=1)))
    after = site.build_here(now=NOW).checked()
    pages = {
        f"news/story-{count}.html",
        f"news/story-{count - 1}.html",  # leads to the newer one
        *(f"news/story-{number}.html" for number in (count - 3, count - 6)),  # nearest in time of its topic
        "index.html",
        f"topics/t{count % 3}.html",
        f"tags/g{count % 2}.html",
        f"authors/a{count % 2}.html",
        *("topics.html", "tags.html", "authors.html", "404.html"),
        *("archive.html", "archive/2025.html", "archive/2025/12.html"),
    }
    feeds = {
        "feeds/all.atom.xml",
        "feeds/all.json",
        f"feeds/topics/t{count % 3}.atom.xml",
        f"feeds/authors/a{count % 2}.atom.xml",
    }
    sitemaps = {"sitemap.xml", "sitemap-2025-12.xml"}
    assert changed(sums, after.sums()) - {".standfirst"} == pages | feeds | sitemaps


def test_a_page_that_is_begun_changes_the_one_below_it(site: Site) -> None:
    """When the first page is full twice over, its older half becomes a page, and the page below it leads there."""
    sums = build_with(site, 39).sums()
    site.write(article(39, NEWEST + timedelta(days=1)))
    after = site.build_here(now=NOW).checked()
    assert {name for name in changed(sums, after.sums()) if name.startswith("page/")} == {"page/6.html", "page/7.html"}
    assert 'href="page/7.html">Older stories' in after.text("index.html").replace("https://example.org/", "")
    assert 'href="page/7.html">Newer stories' in after.text("page/6.html").replace("https://example.org/", "")
