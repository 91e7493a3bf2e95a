"""Nothing is cut off or sticks out: on the narrowest screen, with large text, with hostile words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import DEMO, EVERY, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.browser.sites import Place

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("place", EVERY, ids=str)

# A right-to-left page does not scroll to what sticks out on its right, so each box is measured too. Boxes that scroll
# by themselves hold what is in them; one that hides what it cannot hold does not.
OVERFLOW = """() => {
    const edge = document.documentElement.clientWidth, found = [];
    if (document.scrollingElement.scrollWidth > edge)
        found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
    const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const hides = element => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
    // Gives whether anything in the element sticks out: of a branch that does, the innermost alone is named.
    const visit = element => {
        if (!element.checkVisibility()) return false;
        const {left, right, width} = element.getBoundingClientRect();
        const name = [element.tagName.toLowerCase(), ...element.classList].join(".");
        const text = element.textContent.trim().slice(0, 40);
        if (hides(element) && element.scrollWidth > element.clientWidth + 1 && width > 1) found.push(`cut off: ${name}`);
        const within = !scrolls(element) && [...element.children].map(visit).some(out => out);
        const out = width > 1 && (left < -1 || right > edge + 1);
        if (out && !within) found.push(`${Math.round(left)} to ${Math.round(right)}: ${name} ${text}`);
        return out || within;
    };
    visit(document.body);
    return found;
}"""


@pytest.fixture
def large_text(shared_tab: Page) -> Iterator[None]:
    """A reader who set the browser's text to twice its size."""
    devtools = shared_tab.context.new_cdp_session(shared_tab)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    devtools.detach()


@every_page
def test_nothing_sticks_out_of_a_screen_of_320_pixels(visit: Visit, place: Place) -> None:
    sticking_out = visit(place, width=320).evaluate(OVERFLOW)
    assert sticking_out == []


@every_page
def test_nothing_sticks_out_where_text_is_twice_as_large(visit: Visit, large_text: None, place: Place) -> None:
    page = visit(place, width=1280)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    sticking_out = page.evaluate(OVERFLOW)
    assert sticking_out == []


@pytest.mark.parametrize("place", places("demo", *(name for name in DEMO if name.startswith("article with"))), ids=str)
def test_figures_fit_the_narrowest_screen_with_text_twice_as_large(
    visit: Visit, large_text: None, place: Place
) -> None:
    assert visit(place, width=320).evaluate(OVERFLOW) == []
