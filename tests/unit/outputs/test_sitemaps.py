from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from standfirst.model import Story
from standfirst.outputs import sitemaps as outputs
from standfirst.outputs.sitemaps import news_language, sitemaps
from standfirst.outputs.text import xml_safe
from tests.unit.outputs.samples import KYIV, NOW, edition, page, rich_story, story
from tests.unit.outputs.test_text import ANY_TEXT
from tests.validators.sitemaps import old_news, site_sitemap_problems, sitemap_problems

LISTINGS = ("", "topics/exchanges.html", "archive.html")
NEW = story("today", date=NOW - timedelta(hours=2), title="Talks & more", lang="uk-UA")


def test_the_index_lists_pages_months_and_news() -> None:
    assert sitemaps(edition(NEW, rich_story(), pages=(page(),)), LISTINGS) == {
        "sitemap.xml": """\
<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/sitemap-pages.xml</loc></sitemap>
<sitemap><loc>https://news.example/sitemap-2025-05.xml</loc><lastmod>2025-05-26T10:00:00+03:00</lastmod></sitemap>
<sitemap><loc>https://news.example/sitemap-news.xml</loc><lastmod>2025-05-26T10:00:00+03:00</lastmod></sitemap>
</sitemapindex>
""",
        "sitemap-pages.xml": """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://news.example/about.html</loc></url>
<url><loc>https://news.example/</loc></url>
<url><loc>https://news.example/archive.html</loc></url>
<url><loc>https://news.example/topics/exchanges.html</loc></url>
</urlset>
""",
        "sitemap-2025-05.xml": """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://news.example/today.html</loc><lastmod>2025-05-26T10:00:00+03:00</lastmod></url>
<url><loc>https://news.example/first-day.html</loc><lastmod>2025-05-24T09:00:00+03:00</lastmod></url>
</urlset>
""",
        "sitemap-news.xml": (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
            ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
            "<url><loc>https://news.example/today.html</loc><news:news>"
            "<news:publication><news:name>The Count</news:name><news:language>uk</news:language></news:publication>"
            "<news:publication_date>2025-05-26T10:00:00+03:00</news:publication_date>"
            "<news:title>Talks &amp; more</news:title></news:news></url>\n"
            "</urlset>\n"
        ),
    }


def test_a_new_article_changes_only_its_own_month() -> None:
    """Besides the index and the news: the files of other months keep their bytes."""
    old = story("old", date=datetime(2025, 4, 30, tzinfo=KYIV))
    before, after = sitemaps(edition(old), LISTINGS), sitemaps(edition(NEW, old), LISTINGS)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"sitemap.xml", "sitemap-news.xml", "sitemap-2025-05.xml"}


def test_the_news_sitemap_holds_two_days_before_the_build_time() -> None:
    hours = {-1: False, 0: True, 47: True, 48: True, 49: False}
    stories = [story(f"h{age}", date=NOW - timedelta(hours=age)) for age in sorted(hours)]
    text = sitemaps(edition(*stories), ())["sitemap-news.xml"]
    assert {age: f"/h{age}.html" in text for age in hours} == hours
    assert old_news(text.encode(), NOW) == []
    assert old_news(text.encode(), NOW + timedelta(hours=2)) == [
        "https://news.example/h47.html",
        "https://news.example/h48.html",
    ]


def test_without_news_the_news_sitemap_is_there_and_names_the_front_page_alone() -> None:
    files = sitemaps(edition(), LISTINGS)
    assert "<loc>https://news.example/</loc>" in files["sitemap-news.xml"]
    assert "news:news>" not in files["sitemap-news.xml"]
    assert sitemap_problems(files["sitemap-news.xml"].encode()) == []
    assert "sitemap-news.xml" in files["sitemap.xml"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("uk", "uk"),
        ("ZH_hant", "zh-tw"),
        ("zh-CN", "zh-cn"),
        ("zh", "zh-cn"),
        ("yue", "yue"),
    ],
)
def test_the_news_language_is_iso_639_but_for_chinese(tag: str, code: str) -> None:
    assert news_language(tag) == code


def test_more_than_a_thousand_news_stories_are_split() -> None:
    files = sitemaps(edition(*(replace(NEW, url=f"{n}.html") for n in range(1_001))), ())
    assert files["sitemap-news.xml"].count("<url>") == 1_000
    assert files["sitemap-news-2.xml"].count("<url>") == 1
    assert "/sitemap-news-2.xml</loc>" in files["sitemap.xml"]


def test_more_addresses_than_a_file_may_hold_are_split() -> None:
    files = sitemaps(edition(), (f"{n}.html" for n in range(50_001)))
    assert files["sitemap-pages.xml"].count("<url>") == 50_000
    assert files["sitemap-pages-2.xml"].count("<url>") == 1
    assert "/sitemap-pages-2.xml</loc>" in files["sitemap.xml"]


def test_no_file_is_larger_than_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A smaller limit stands for 50 MB: 50,000 addresses of 1,100 characters would fill it."""
    monkeypatch.setattr(outputs, "MOST_BYTES", 2_000)
    files = sitemaps(edition(), (f"{n}.html" for n in range(200)))
    pages = [text for path, text in files.items() if "pages" in path]
    assert max(len(text.encode()) for text in pages) <= 2_000
    assert sum(text.count("<url>") for text in pages) == 200


def test_an_address_that_is_too_long_is_left_out_and_one_just_short_enough_is_not() -> None:
    room = 2_047 - len("https://news.example/")
    text = sitemaps(edition(), ("a" * room, "b" * (room + 1)))["sitemap-pages.xml"]
    assert ("aaa" in text, "bbb" in text) == (True, False)


def test_a_listing_that_is_a_page_too_stands_once() -> None:
    assert sitemaps(edition(pages=(page(),)), ("about.html", ""))["sitemap-pages.xml"].count("about.html") == 1


@settings(deadline=None)
@given(text=ANY_TEXT.filter(xml_safe), address=ANY_TEXT)
def test_any_text_gives_valid_sitemaps(text: str, address: str) -> None:
    odd = replace(NEW, title=text, url=f"a{address}.html")
    files = sitemaps(edition(odd, SITENAME=text), (f"b{address}",))
    assert {path: found for path, out in files.items() if (found := sitemap_problems(out.encode()))} == {}
    title = etree.fromstring(files["sitemap-news.xml"].encode()).findtext(".//{*}title")
    assert title == xml_safe(text).replace("\r\n", "\n").replace("\r", "\n")


def _news() -> str:
    return sitemaps(edition(NEW), LISTINGS)["sitemap-news.xml"]


def _month() -> str:
    return sitemaps(edition(rich_story()), LISTINGS)["sitemap-2025-05.xml"]


def _index() -> str:
    return sitemaps(edition(rich_story()), LISTINGS)["sitemap.xml"]


@pytest.mark.parametrize(
    ("made", "before", "after"),
    [
        (_month, "</urlset>", ""),
        (_month, "<loc>", "<location>"),
        (_month, "2025-05-24T", "24.05.2025 "),
        (_month, "https://news.example", ""),
        (_month, "first-day", "обмін"),
        (_month, "first-day", "a" * 2_048),
        (_month, "<url>", "<url><priority>7</priority>"),
        (
            _month,
            "<url><loc>https://news.example/first-day.html</loc><lastmod>2025-05-24T09:00:00+03:00</lastmod></url>",
            "",
        ),
        (_index, "<sitemap>", "<url>"),
        (_index, "https://news.example/sitemap-pages.xml", "/sitemap-pages.xml"),
        (_index, "sitemap-2025-05.xml", "sitemap-pages.xml"),
        (_news, ">uk<", ">uk-UA<"),
        (_news, "10:00:00+03:00", "10:00:00"),
        (_news, "<news:title>Talks &amp; more</news:title>", ""),
        (_news, "<news:name>The Count</news:name>", "<news:name/>"),
    ],
)
def test_the_sitemap_validator_can_fail(made: Callable[[], str], before: str, after: str) -> None:
    good = made()
    assert before in good
    assert sitemap_problems(good.encode()) == []
    assert sitemap_problems(good.replace(before, after).encode())


def test_the_sitemap_validator_counts() -> None:
    url = "<url><loc>https://news.example/{}</loc>{}</url>"
    head, news = _news().split("<url>")[0], _news().split("</loc>")[1].split("</url>")[0]
    many = head + "".join(url.format(n, news) for n in range(1_001)) + "</urlset>"
    assert sitemap_problems(many.encode()) == ["1001 news stories"]
    many = head + "".join(url.format(n, "") for n in range(50_001)) + "</urlset>"
    assert sitemap_problems(many.encode()) == ["50001 addresses"]


@pytest.mark.parametrize("stories", [(), (NEW, rich_story())])
def test_sitemaps_satisfy_the_schemas(stories: tuple[Story, ...]) -> None:
    files = sitemaps(edition(*stories, pages=(page(modified=datetime(2025, 1, 1, tzinfo=UTC)),)), LISTINGS)
    assert {path: found for path, text in files.items() if (found := sitemap_problems(text.encode()))} == {}


def test_each_file_and_page_that_the_sitemaps_of_a_folder_name_must_exist(tmp_path: Path) -> None:
    for path, text in sitemaps(edition(NEW, rich_story()), ("", "topics/")).items():
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "topics").mkdir()
    for path in ("index.html", "topics/index.html", "today.html", "first-day.html"):
        (tmp_path / path).touch()
    assert site_sitemap_problems(tmp_path, "https://news.example") == []
    (tmp_path / "topics/index.html").unlink()
    (tmp_path / "sitemap-2025-05.xml").rename(tmp_path / "sitemap-2025-06.xml")
    assert site_sitemap_problems(tmp_path, "https://news.example") == [
        "https://news.example/sitemap-2025-05.xml is no file of the site",
        "sitemap-2025-06.xml is not in the index",
        "sitemap-pages.xml: https://news.example/topics/ is no page of the site",
    ]
