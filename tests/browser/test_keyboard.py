"""A reader without a pointer reaches everything, and sees where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import places

if TYPE_CHECKING:
    from tests.browser.conftest import Visit
    from tests.browser.sites import Place

pytestmark = pytest.mark.browser

PAGES = (
    *places("demo", "home", "article with picture and records", "author", "month", "404"),
    *places("strange", "wide", "notes", "many tags", "right to left"),
)
every_kind = pytest.mark.parametrize("place", PAGES, ids=str)

# Numbers what can be reached, then notes on each focus whether a reader sees it: an outline in a colour that is not
# the background's, on a box that lies in the window and under nothing else.
WATCH_FOCUS = """() => {
    self.reached = {};
    const stops = [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0']")]
        .filter(stop => stop.checkVisibility());
    const name = stop => `${stop.tagName.toLowerCase()} ${stop.textContent.trim().slice(0, 50)}`;
    document.addEventListener("focusin", ({target}) => {
        const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(target);
        const behind = getComputedStyle(document.documentElement).backgroundColor;
        const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== behind;
        const uncovered = [...target.getClientRects()].some(({left, top, width, height}) => {
            const there = document.elementFromPoint(left + width / 2, top + height / 2);
            return there && (target.contains(there) || there.contains(target));
        });
        reached[stops.indexOf(target)] = outlined && uncovered ? "" : name(target);
    });
    return stops.map(name);
}"""


@every_kind
def test_the_first_stop_leads_past_the_navigation_into_the_story(visit: Visit, place: Place) -> None:
    page = visit(place)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#page-main"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null"), "the next stop is above the story"


@every_kind
def test_every_stop_is_reached_in_order_and_seen(visit: Visit, place: Place) -> None:
    page = visit(place)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    stops = page.evaluate(WATCH_FOCUS)
    for _ in stops:
        page.keyboard.press("Tab")
    reached = page.evaluate("reached")
    assert [stop for number, stop in enumerate(stops) if str(number) not in reached] == []
    assert [stop for stop in reached.values() if stop] == []


def test_what_is_folded_opens_from_the_keyboard(visit: Visit) -> None:
    page = visit(places("demo", "article with picture and records")[0])
    folded = page.locator("details").first
    assert not folded.locator("dl").is_visible()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.locator("dl").is_visible()


def test_a_table_too_wide_scrolls_from_the_keyboard(visit: Visit) -> None:
    page = visit(places("strange", "wide")[0], width=320)
    box = page.locator(".prose [tabindex='0']").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())
