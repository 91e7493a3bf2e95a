"""On paper there is the story with its sources' addresses, and nothing to click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pdf import pdf_text
from tests.browser.sites import Place, places

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ARTICLE = Place("demo", "article with picture and records")
SHOWN = "element => element.checkVisibility() && element.getClientRects().length > 0"
AFTER = "links => links.map(link => [link.href, getComputedStyle(link, '::after').content])"


@pytest.mark.parametrize("place", [ARTICLE, *places("demo", "home", "topic"), *places("strange", "many tags")], ids=str)
def test_navigation_is_not_printed(visit: Visit, place: Place) -> None:
    page = visit(place, media="print")
    printed = [nav.get_attribute("aria-label") for nav in page.locator("nav").all() if nav.evaluate(SHOWN)]
    assert printed == []
    assert not page.locator("a[href='#page-main']").evaluate(SHOWN)
    assert page.locator("main h1, main h2").first.evaluate(SHOWN)


@pytest.mark.parametrize("place", [ARTICLE, *places("strange", "long", "right to left")], ids=str)
def test_each_source_is_printed_with_its_address(visit: Visit, place: Place) -> None:
    page = visit(place, media="print")
    links = page.locator(".sources a").evaluate_all(AFTER)
    assert links
    assert [href for href, after in links if href not in after] == []


def test_what_is_folded_on_the_screen_is_printed(visit: Visit) -> None:
    page = visit(ARTICLE, media="print")
    folded = page.locator("details > :not(summary)")
    assert folded.count() > 0
    assert folded.evaluate_all(f"parts => parts.every({SHOWN})")


def test_paper_stays_white_for_a_reader_of_dark_pages(visit: Visit) -> None:
    page = visit(ARTICLE, media="print", scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_a_pdf_has_the_story_as_text(visit: Visit) -> None:
    page = visit(ARTICLE, media="print")
    words = [page.locator(f"main {part}").first.text_content() or "" for part in ("h1", ".prose p", ".sources a", "td")]
    printed = "".join(pdf_text(page.pdf(format="A4")).split())
    assert all(words)
    assert [text for text in words if "".join(text.split()) not in printed] == []
    addresses = page.locator(".sources a").evaluate_all("links => links.map(link => link.href)")
    assert [address for address in addresses if address not in printed] == []
