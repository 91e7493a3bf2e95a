"""The sites, each served at the address that it is built for, and one tab that all tests read them in."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, Protocol

import pytest

from tests.browser.sites import BARE_TEXT, DEMO_TIME, STRANGE_TEXT, WORD, settings
from tests.harness import ROOT, Built, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.sites import Place
    from tests.demo import Demo

STRANGE_SETTINGS = f"""
SITENAME = "The <Long> & \\"Winding\\" Gazette of {WORD}"
SITESUBTITLE = "Everything that a layout & its <markup> must bear."
DEFAULT_PAGINATION = 4
SLUGIFY_SOURCE = "basename"
"""


class Visit(Protocol):
    """Opens a page of a site in the shared tab."""

    def __call__(
        self,
        place: Place,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
        forced_colors: Literal["active", "none"] = "none",
    ) -> Page:
        """Give the tab, loaded, in this width (CSS pixels) and for a reader of these preferences."""


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str], demo: Demo
) -> Callable[[str], tuple[Built, str]]:
    """A function that builds and serves a site by its name, once; gives it and its address."""

    @functools.cache
    def build(name: str) -> tuple[Built, str]:
        site = Site(tmp_path_factory.mktemp(name))
        address = serve(site.root / "output")
        if name == "demo":
            publish = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n" + settings(address, "publishconf")
            site.write(f"-- published.py --\n{publish}")
            arguments = ["--settings", "published.py", "--content", str(ROOT / "content")]
            demo.lend_pictures(site.root / "state")
            return site.build(*arguments, now=DEMO_TIME), address
        text, more = {"strange": (STRANGE_TEXT, STRANGE_SETTINGS), "bare": (BARE_TEXT, "")}[name]
        site.write(f"{text}-- pelicanconf.py --\n{settings(address, more=more)}", square=(640, 640))
        site.write("", banner=(2400, 90), tall=(300, 1200))
        return site.build(), address

    # A build that fails is kept as well: it would fail again, for every test.
    return lambda name: (build(name)[0].checked(), build(name)[1])


@pytest.fixture(scope="session")
def shared_tab(browser: Browser) -> Iterator[Page]:
    """One tab of one context: a context for each test would take longer than the tests."""
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(shared_tab: Page, built: Callable[[str], tuple[Built, str]]) -> Visit:
    def go(
        place: Place,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
        forced_colors: Literal["active", "none"] = "none",
    ) -> Page:
        shared_tab.set_viewport_size({"width": width, "height": 900})
        shared_tab.emulate_media(media=media, color_scheme=scheme, forced_colors=forced_colors)
        answer = shared_tab.goto(f"{built(place.site)[1]}/{place.path}")
        assert answer is not None
        assert answer.ok, f"{place}: {answer.status} for {place.path}"
        return shared_tab

    return go
