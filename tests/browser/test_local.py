"""The local build opens from the disk, without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.sites import DEMO_TIME, Place
from tests.harness import ROOT, Site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.demo import Demo

pytestmark = pytest.mark.browser

LOOK = """() => [...document.querySelectorAll("body, body *")].map(element => {
    const {color, backgroundColor, display, fontFamily, fontSize} = getComputedStyle(element);
    return [element.tagName, color, backgroundColor, display, fontFamily, fontSize].join(" ");
})"""


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory, demo: Demo) -> Path:
    """The output folder of the settings for the desk."""
    site = Site(tmp_path_factory.mktemp("local"))
    arguments = ["--settings", str(ROOT / "pelicanconf.py"), "--content", str(ROOT / "content")]
    demo.lend_pictures(site.root / "state")
    return site.build(*arguments, now=DEMO_TIME).checked().output


def test_the_front_page_looks_the_same_from_the_disk(local: Path, page: Page, visit: Visit) -> None:
    page.goto((local / "index.html").as_uri())
    assert page.evaluate(LOOK) == visit(Place("demo", "home")).evaluate(LOOK)
    assert page.evaluate("[...document.images].every(image => image.src.startsWith('file:'))")


def test_every_link_of_the_front_page_leads_to_a_file(local: Path, page: Page) -> None:
    page.goto((local / "index.html").as_uri())
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    own = [urlsplit(link) for link in links if urlsplit(link).scheme == "file"]
    assert len(own) > 20
    assert [link.path for link in own if not (local.joinpath(unquote(link.path))).is_file()] == []
    assert [link for link in links if "localhost" in link] == []


def test_a_reader_walks_from_the_front_page_to_a_story_and_its_topic_and_home(local: Path, page: Page) -> None:
    home = (local / "index.html").as_uri()
    page.goto(home)
    background = page.evaluate("getComputedStyle(document.documentElement).fontFamily")
    for steps in ("main article h2 a", "main .kicker a", ".wordmark a"):
        page.locator(steps).first.click()
        page.wait_for_load_state()
        assert page.url.startswith("file:")
        assert page.evaluate("getComputedStyle(document.documentElement).fontFamily") == background
    assert page.url == home
