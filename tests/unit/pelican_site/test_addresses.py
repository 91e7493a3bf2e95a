"""Names become addresses by Pelican's URL settings, and nothing leaves the output folder."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.newsroom import addresses, article, read
from tests.unit.outputs.samples import LIAM, story


def placed(text: str, settings: dict[str, Any] | None = None, **changes: Any) -> tuple[str, str]:
    manuscript, problems = read(text, path="news/Told one.md")
    assert problems == []
    assert manuscript is not None
    return addresses(**settings or {}).story(manuscript, story("told", path="news/Told one.md", **changes))


def test_slugs_are_pelicans() -> None:
    assert addresses().slug("Обмін: “390” & more!") == "obmin-390-more"
    assert addresses(SLUGIFY_USE_UNICODE=True).slug("Обмін") == "обмін"
    assert addresses().slug("?!") == ""


def test_a_story_is_named_by_its_headline_or_its_file() -> None:
    manuscript, _ = read(article("Some headline"), path="news/Told one.md")
    assert manuscript is not None
    assert addresses().story_slug(manuscript) == "some-headline"
    assert addresses(SLUGIFY_SOURCE="basename").story_slug(manuscript) == "told-one"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "told.html"),
        ({"lang": "uk"}, "told-uk.html"),
        ({"lang": "EN"}, "told.html"),
        ({"status": "draft"}, "drafts/told.html"),
        ({"kind": "page"}, "pages/told.html"),
        ({"status": "hidden"}, "told.html"),
    ],
)
def test_the_kind_of_a_story_says_which_setting_it_follows(changes: dict[str, Any], expected: str) -> None:
    assert placed(article(), **changes) == (expected, expected)


def test_the_settings_patterns_may_use_date_topic_author_and_what_the_header_has() -> None:
    pattern = "{date:%Y}/{category}/{author}/{slug}"
    settings = {"ARTICLE_URL": f"{pattern}/", "ARTICLE_SAVE_AS": f"{pattern}/index.html"}
    expected = "2025/exchanges/liam/told/"
    assert placed(article(), settings, authors=(LIAM,)) == (expected, f"{expected}index.html")
    url, save_as = placed(article(url="/own/", save_as="own/index.html"))
    assert (url, save_as) == ("own/", "own/index.html")


def test_a_pattern_that_asks_for_what_a_story_has_not_is_told() -> None:
    for setting in ("ARTICLE_URL", "ARTICLE_SAVE_AS"):
        with pytest.raises(ValueError, match="ARTICLE_URL or ARTICLE_SAVE_AS asks for 'section'"):
            placed(article(), {setting: "{section}/{slug}.html"})


@pytest.mark.parametrize(
    "save_as",
    ["../x.html", "/x.html", "a/../../x.html", "a//x.html", "./x.html", "x.php", "x", ".x/a.html", "a/.html", ""],
)
def test_nothing_leaves_the_output_folder(save_as: str) -> None:
    with pytest.raises(ValueError):
        placed(article(), {"ARTICLE_SAVE_AS": save_as})


def test_topics_tags_and_authors_have_addresses_and_feeds_and_files_are_published_where_they_stand() -> None:
    site = addresses(
        CATEGORY_URL="topics/{slug}.html",
        CATEGORY_FEED_ATOM="feeds/{slug}.xml",
        TAG_FEED_ATOM=None,
        TAG_URL="tag/{slug}.html",
    )
    topic, tag = site.topic("Prisoner exchange"), site.tag("Обмін")
    assert (topic.name, topic.slug, topic.url) == (
        "Prisoner exchange",
        "prisoner-exchange",
        "topics/prisoner-exchange.html",
    )
    assert (topic.feed_url, tag.url, tag.feed_url) == ("feeds/prisoner-exchange.xml", "tag/obmin.html", None)
    assert site.topic("Prisoner exchange") is topic
    assert (site.topic("?!").slug, site.topic("?!").url) == ("", "")
    assert (site.author("Jane Doe").id, site.author("Jane Doe", "jd").url) == ("jane-doe", "author/jd.html")
    assert site.static("images/x.png") == "images/x.png"
    moved = addresses(EXTRA_PATH_METADATA={"extra/robots.txt": {"path": "robots.txt"}})
    assert moved.static("extra/robots.txt") == "robots.txt"
