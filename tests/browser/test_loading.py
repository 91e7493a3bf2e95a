"""What a page asks for, and what it does while it comes: seen in one visit a page, told by several tests."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from standfirst.pelican_site.sheets import read_sheets
from tests.browser.sites import EVERY
from tests.harness import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.browser.sites import Place
    from tests.harness import Built

pytestmark = pytest.mark.browser
THEME = ROOT / "theme"
every_page = pytest.mark.parametrize("place", EVERY, ids=str)

RULES_OF = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    // Of a custom property the browser keeps the spaces.
    return [...sheet.cssRules].map(rule => rule.cssText.replace(/([,:;{}])\\s+|\\s+(?=[{};,])/g, "$1"));
}"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
WATCH_SHIFTS = """
    self.shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries()
        .map(({value, sources}) => [value, sources.map(({node}) => node?.parentElement?.className ?? "").join()])))
        .observe({type: "layout-shift", buffered: true});"""
PICTURES = """async () => {
    const found = [];
    for (const image of document.images) {
        image.scrollIntoView();
        await image.decode().catch(() => {});
        found.push({
            address: image.src, loaded: image.complete && image.naturalWidth > 0, described: image.hasAttribute("alt"),
            sized: image.hasAttribute("width") && image.hasAttribute("height"),
        });
    }
    return found;
}"""
SCROLL_THROUGH = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
}"""


@dataclass(frozen=True)
class Seen:
    """What one visit showed."""

    address: str
    requests: tuple[str, ...]
    failed: tuple[str, ...]
    complaints: tuple[str, ...]
    shifts: tuple[Any, ...]
    pictures: tuple[dict[str, Any], ...]
    text: str


@pytest.fixture(scope="module")
def seen(browser: Browser, built: Callable[[str], tuple[Built, str]]) -> Iterator[Callable[[Place], Seen]]:
    """A function that visits a page once, with pictures that come late, and gives what was to be seen."""
    context = browser.new_context(viewport={"width": 412, "height": 900}, service_workers="block")
    context.add_init_script(WATCH_SHIFTS)
    page = context.new_page()
    requests: list[str] = []
    failed: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: failed.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda answer: failed.append(f"{answer.url}: {answer.status}") if not answer.ok else None)
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    @functools.cache
    def look(place: Place) -> Seen:
        for record in (requests, failed, complaints):
            record.clear()
        waiting: list[Route] = []
        address = built(place.site)[1]
        page.route("**/*.png", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks its handlers
        page.goto(f"{address}/{place.path}", wait_until="domcontentloaded")
        page.evaluate(TWO_FRAMES)
        for picture in waiting:
            picture.continue_()
        page.unroute("**/*.png")
        page.wait_for_load_state()
        page.evaluate(TWO_FRAMES)
        page.evaluate(SCROLL_THROUGH)
        pictures = page.evaluate(PICTURES)
        page.evaluate(TWO_FRAMES)
        shifts = page.evaluate("shifts")
        # What sorts and filters is for scripts alone, and says nothing of its own. A short page moves when it goes.
        page.evaluate("document.querySelectorAll('form').forEach(form => form.remove())")
        return Seen(
            address=address,
            requests=tuple(requests),
            failed=tuple(failed),
            complaints=tuple(complaints),
            shifts=tuple(shifts),
            pictures=tuple(pictures),
            text=page.inner_text("body"),
        )

    yield look
    context.close()


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    context = browser.new_context(viewport={"width": 412, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@every_page
def test_a_page_asks_only_its_own_site_and_gets_it_all(seen: Callable[[Place], Seen], place: Place) -> None:
    visit = seen(place)
    assert [url for url in visit.requests if not url.startswith((f"{visit.address}/", "data:"))] == []
    assert visit.failed == ()


@every_page
def test_the_console_is_silent(seen: Callable[[Place], Seen], place: Place) -> None:
    assert seen(place).complaints == ()


@every_page
def test_nothing_moves_when_pictures_come_late(seen: Callable[[Place], Seen], place: Place) -> None:
    assert sum(value for value, *_ in seen(place).shifts) < 0.01, seen(place).shifts


@every_page
def test_every_picture_is_there_with_its_size_and_its_text(seen: Callable[[Place], Seen], place: Place) -> None:
    faulty = [p for p in seen(place).pictures if not (p["loaded"] and p["sized"] and p["described"])]
    assert faulty == []


@every_page
def test_every_word_is_there_without_javascript(seen: Callable[[Place], Seen], scriptless: Page, place: Place) -> None:
    visit = seen(place)
    scriptless.goto(f"{visit.address}/{place.path}")
    assert scriptless.inner_text("main").strip()
    assert scriptless.inner_text("body") == visit.text


def test_an_address_that_leads_nowhere_gives_the_whole_404_page(
    built: Callable[[str], tuple[Built, str]], page: Page
) -> None:
    _, address = built("demo")
    statuses: dict[str, int] = {}
    page.on("response", lambda answer: statuses.update({answer.url: answer.status}))
    page.goto(f"{address}/no/such/page.html")
    assert statuses.pop(f"{address}/no/such/page.html") == 404
    assert set(statuses.values()) == {200}
    assert page.title().startswith("Page not found")


def test_what_only_writers_of_a_stylesheet_read_is_left_out_and_no_rule_with_it(page: Page) -> None:
    """The browser understands the text that stands in the pages as it does the theme's files."""
    files = {"site": sorted(THEME.glob("css/*.css"))} | {file.stem: [file] for file in THEME.glob("css/pages/*.css")}
    sheets = read_sheets(str(THEME), ())
    assert sheets.keys() == files.keys()
    for name, text in sheets.items():
        written = "\n".join(file.read_text("utf-8") for file in files[name])
        rules, ours = page.evaluate(RULES_OF, written), page.evaluate(RULES_OF, text)
        assert (len(rules) > 0, ours) == (True, rules), name
        assert len(text) < 0.8 * len(written)
