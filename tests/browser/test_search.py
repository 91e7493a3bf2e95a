"""Search finds a story by its words, in both languages, for everybody: by keyboard, on a narrow screen, without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.policy import SCRIPTS, STYLES
from tests.browser.sites import settings
from tests.browser.test_accessibility import RULES, RUN_AXE
from tests.harness import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

STRICT = f"default-src 'none'; {SCRIPTS} 'wasm-unsafe-eval'; connect-src 'self'; {STYLES}; img-src 'self'"
UKRAINIAN = 'DEFAULT_LANG = "uk"\n'
HOSTILE = "Ampersand & <img src=x onerror=alert(1)> <mark>told</mark> &lt;b&gt;"


def story(number: int, title: str, body: str, more: str = "") -> str:
    return f"-- content/s{number}.md --\n---\ntitle: '{title}'\ndate: 2025-03-{number:02}\n{more}---\n{body}\n"


TEXT = "".join(
    [
        story(1, "Walnuts for the winter", "The walnut harvest was returned.", "category: Farms\nauthors: [Ann]\n"),
        story(2, "Bridges", "A bridge of walnut wood.", "category: Cities\nauthors: [Ann]\n").replace("2025-", "2024-"),
        story(3, "Про один обмін", "Відбувся обмін у березні. Полонених було багато.", "lang: uk\ncategory: Cities\n"),
        story(4, "Без слова в заголовку", "Після обміну вони повернулися додому.", "lang: uk\ncategory: Cities\n"),
        story(5, HOSTILE, "The pistachio </script><b>stands</b> &lt;i&gt; alone.", "category: Farms\nauthors: [Bo]\n"),
        *(
            story(n, f"Almond {n}", f"Number {n} of the almonds.", "category: Nuts\nauthors: [Bo]\n")
            for n in range(6, 20)
        ),
    ]
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> tuple[Site, str]:
    """A site in two languages below a path of its host, and its address."""
    site = Site(tmp_path_factory.mktemp("search"))
    address = f"{serve(site.root)}/output"
    site.write(f"{TEXT}-- pelicanconf.py --\n{settings(address)}").build().checked()
    return site, address


@pytest.fixture
def search(page: Page, place: tuple[Site, str]) -> Callable[..., Page]:
    """Opens the search page, with this in its address; a complaint of the browser fails the test."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))

    def go(query: str = "", width: int = 1280) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{place[1]}/search.html{query}")
        page.wait_for_load_state("networkidle")
        assert told == []
        return page

    return go


def headlines(page: Page) -> list[str]:
    return page.locator(".search-results h2").all_inner_texts()


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status")).to_have_text(words)


def test_a_word_leads_to_its_story_with_the_word_marked(search: Callable[..., Page], place: tuple[Site, str]) -> None:
    page = search()
    says(page, "")
    page.get_by_label("Search for").fill("harvested walnuts")
    says(page, "1 story")
    assert headlines(page) == ["Walnuts for the winter"]
    assert page.locator(".search-results mark").all_inner_texts() == ["walnut", "harvest"]
    assert page.locator(".search-results time").inner_text() == "1 March 2025"
    assert page.url == f"{place[1]}/search.html?q=harvested+walnuts"
    page.get_by_role("link", name="Walnuts for the winter").click()
    assert page.url == f"{place[1]}/news/walnuts-for-the-winter.html"
    assert page.locator("h1").inner_text() == "Walnuts for the winter"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("обмін", {"Про один обмін", "Без слова в заголовку"}),
        ("обміну", {"Про один обмін", "Без слова в заголовку"}),
        ("ОБМІНАМИ", {"Про один обмін", "Без слова в заголовку"}),
        ("полонені", {"Про один обмін"}),
        ("березень", set()),
        ("повернулась", {"Без слова в заголовку"}),
    ],
)
def test_ukrainian_words_are_found_in_other_cases_as_the_documents_say(
    search: Callable[..., Page], words: str, found: set[str]
) -> None:
    """All but those whose stem changes: березень is not березні without its е."""
    page = search(f"?q={words}")
    says(page, {0: "No stories found", 1: "1 story", 2: "2 stories"}[len(found)])
    assert set(headlines(page)) == found
    if found:
        assert page.locator(".search-results h2 a").first.get_attribute("lang") == "uk"


def test_filters_work_by_keyboard_and_stay_in_the_address(search: Callable[..., Page]) -> None:
    page = search("?q=walnut")
    says(page, "2 stories")
    page.get_by_label("Search for").focus()
    for label in ("Topic", "Author", "Year"):
        while page.evaluate("document.activeElement.labels?.[0]?.textContent") != label:
            page.keyboard.press("Tab")
    page.keyboard.type("2024")
    # Each key may choose a year on the way to the last.
    expect(page.locator(".search-results h2")).to_have_text(["Bridges"])
    says(page, "1 story")
    page.reload()
    says(page, "1 story")
    assert page.get_by_label("Year").input_value() == "2024"
    assert re.search(r"\?q=walnut&year=2024$", page.url)
    page.get_by_label("Topic").select_option("Farms")
    says(page, "No stories found")
    page.get_by_role("button", name="Search without the filters").press("Enter")
    says(page, "2 stories")
    assert page.get_by_label("Search for").evaluate("field => field === document.activeElement")


def test_a_filter_alone_lists_its_stories_newest_first_ten_at_a_time(search: Callable[..., Page]) -> None:
    page = search("?topic=nuts")
    says(page, "14 stories, the first 10 shown")
    assert headlines(page) == [f"Almond {n}" for n in range(19, 9, -1)]
    page.get_by_role("button", name="Show more").press("Enter")
    says(page, "14 stories")
    assert page.locator(":focus").inner_text() == "Almond 9"
    assert not page.get_by_role("button", name="Show more").is_visible()


def test_stories_can_be_read_in_one_language_and_by_date(search: Callable[..., Page]) -> None:
    page = search("?lang=uk&sort=newest")
    says(page, "2 stories")
    assert headlines(page) == ["Без слова в заголовку", "Про один обмін"]
    assert page.get_by_label("Language").locator("option").all_inner_texts() == ["All", "English", "Ukrainian"]


def test_a_word_that_stands_nowhere_leads_on(search: Callable[..., Page]) -> None:
    page = search("?q=zzyzx")
    says(page, "No stories found")
    ways = page.locator(".search-none a").evaluate_all("links => links.map(link => link.textContent)")
    assert ways == ["Archive of all stories", "Topics", "Authors"]
    assert headlines(page) == []


def test_text_of_a_story_is_never_taken_for_html(search: Callable[..., Page]) -> None:
    page = search("?q=pistachio")
    says(page, "1 story")
    assert headlines(page) == [HOSTILE]
    assert page.locator(".search-results :is(img, b, i, script)").count() == 0
    assert page.locator(".search-results mark").all_inner_texts() == ["pistachio"]
    page.goto(page.url.replace("pistachio", "%3Cimg%20src=x%20onerror=alert(1)%3E&topic=%3Cscript%3E"))
    page.wait_for_load_state("networkidle")
    assert page.locator("main :is(img, script)").count() == 0


def test_search_works_under_a_strict_content_security_policy(page: Page, place: tuple[Site, str]) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": STRICT})

    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.route("**/*", answer)
    page.goto(f"{place[1]}/search.html?q=walnut")
    says(page, "2 stories")
    assert [text for text in told if "Security" in text] == []


def test_a_site_in_a_language_without_rules_of_its_own_finds_words_of_both(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """English words in all forms, Ukrainian ones by their beginning, as on an English site."""
    site = Site(tmp_path)
    address = serve(site.root / "output")
    text = TEXT.replace("lang: uk", "lang: en", 1)
    site.write(f"{text}-- pelicanconf.py --\n{settings(address, more=UKRAINIAN)}").build().checked()
    page.goto(f"{address}/search.html?q=harvesting")
    expect(page.locator(".search-results h2")).to_have_text(["Walnuts for the winter"])
    assert page.locator(".search-results time").inner_text() == "1 березня 2025 р."
    page.goto(f"{address}/search.html?q=обміном")
    expect(page.locator(".search-results h2")).to_have_count(2)


def test_no_page_but_the_search_page_loads_any_of_it(page: Page, place: tuple[Site, str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("index.html", "news/bridges.html", "archive.html"):
        page.goto(f"{place[1]}/{path}")
    assert [url for url in asked if "search.js" in url or "pagefind" in url] == []
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search.js" in url]
    assert [url for url in asked if "pagefind" in url] == [], "nothing is loaded before somebody searches"


def test_without_javascript_the_page_leads_to_the_lists(browser: Browser, place: tuple[Site, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place[1]}/search.html")
    assert page.get_by_label("Search for").is_visible() is False
    assert "needs JavaScript" in page.inner_text("main")
    for name in ("Topics", "Authors", "Archive of all stories"):
        page.goto(f"{place[1]}/search.html")
        page.locator("main").get_by_role("link", name=name).click()
        assert page.url != f"{place[1]}/search.html"
    context.close()


def test_from_the_disk_the_page_says_that_it_cannot_search(page: Page, place: tuple[Site, str]) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    site = place[0]
    site.write(f"-- local.py --\n{settings('http://localhost:8000')}RELATIVE_URLS = True\n")
    built = site.build("--settings", "local.py", "--output", "local").checked()
    page.goto((built.output.parent / "local" / "search.html").as_uri() + "?q=walnut")
    assert "opened from the disk" in page.get_by_role("status").inner_text()
    assert not page.get_by_label("Search for").is_visible()
    page.locator("main").get_by_role("link", name="Archive of all stories").first.click()
    assert "Walnuts for the winter" in page.inner_text("main")
    assert told == []


def test_a_lost_index_is_said_and_not_passed_over(page: Page, place: tuple[Site, str]) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{place[1]}/search.html?q=walnut")
    says(page, "The search could not be loaded. The lists above have every story.")


@pytest.mark.parametrize("query", ["", "?q=almond", "?q=zzyzx&topic=nuts", "?q=обмін"])
def test_axe_finds_nothing_in_any_state(search: Callable[..., Page], axe_source: str, query: str) -> None:
    page = search(query)
    page.evaluate(axe_source)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(RUN_AXE, RULES) == [], f"{scheme} {width}"


@pytest.mark.parametrize("query", ["", "?q=pistachio", "?topic=nuts", "?q=zzyzx&topic=nuts"])
def test_nothing_is_wider_than_a_narrow_screen(search: Callable[..., Page], query: str) -> None:
    page = search(query, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
