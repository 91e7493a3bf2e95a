"""A reader chooses light or dark over the system's colours, and never sees the other ones again."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.policy import SCRIPTS, STYLES
from tests.browser.sites import settings
from tests.browser.test_accessibility import RULES, RUN_AXE
from tests.harness import ROOT, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page, Route

pytestmark = pytest.mark.browser

TEXT = """
-- content/bridge.md --
---
title: Bridge
date: 2025-03-01
category: Cities
authors: [Ann]
tags: [Rivers]
---
The bridge stands.
"""
PATHS = ("index.html", "news/bridge.html", "search.html", "archive.html", "404.html")
STRICT = f"default-src 'none'; {SCRIPTS}; {STYLES}; img-src 'self'; manifest-src 'self'"
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
# What each frame is drawn over, from the first on.
WATCH_FRAMES = f"""
    self.frames = [];
    const look = () => {{ frames.push({BACKGROUND}); requestAnimationFrame(look); }};
    requestAnimationFrame(look);"""
TOOLBAR = """() => [...document.querySelectorAll("meta[name=theme-color]")]
    .find(meta => !meta.media || matchMedia(meta.media).matches).content"""
SANDBOX = """address => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.addEventListener("load", () => done());
    frame.src = address;
    document.body.append(frame);
})"""
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 23, 26)"
MOST_SCRIPT = 614
"""Bytes that the switch may cost, compressed."""
MOST_SCRIPTS = 2 * 1024
"""Bytes of JavaScript that an article may cost, compressed."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> tuple[Site, str]:
    """A site below a path of its host, and its address."""
    site = Site(tmp_path_factory.mktemp("scheme"))
    address = f"{serve(site.root)}/output"
    site.write(f"{TEXT}-- pelicanconf.py --\n{settings(address)}").build().checked()
    return site, address


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    """A tab of a system in light colours, on a host that allows no inline script but the theme's line; a complaint fails the test."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text))
    page.emulate_media(color_scheme="light")
    page.route("**/*.html", strictly)
    yield page
    assert told == []


def strictly(route: Route) -> None:
    """Pass on a page, under a strict content security policy."""
    response = route.fetch()
    route.fulfill(response=response, headers={**response.headers, "content-security-policy": STRICT})


def choose(page: Page | Frame, name: str) -> None:
    page.get_by_role("group", name="Colours").get_by_role("button", name=name).click()


def pressed(page: Page | Frame) -> list[str]:
    return page.locator(".scheme [aria-pressed=true]").all_inner_texts()


def test_a_choice_survives_a_reload_and_holds_on_every_other_page(reader: Page, place: tuple[Site, str]) -> None:
    for path in PATHS:
        reader.goto(f"{place[1]}/{path}")
        assert (pressed(reader), reader.evaluate(BACKGROUND), reader.evaluate(TOOLBAR)) == (
            ["As the system"],
            LIGHT,
            "#ffffff",
        )
    choose(reader, "Dark")
    reader.reload()
    for path in PATHS:
        reader.goto(f"{place[1]}/{path}")
        assert (pressed(reader), reader.evaluate(BACKGROUND), reader.evaluate(TOOLBAR)) == (["Dark"], DARK, "#14171a")
    reader.emulate_media(color_scheme="dark")
    choose(reader, "Light")
    assert (pressed(reader), reader.evaluate(BACKGROUND), reader.evaluate(TOOLBAR)) == (["Light"], LIGHT, "#ffffff")
    choose(reader, "As the system")
    assert (reader.evaluate(BACKGROUND), reader.evaluate(TOOLBAR)) == (DARK, "#14171a")
    reader.emulate_media(color_scheme="light")
    assert (reader.evaluate(BACKGROUND), reader.evaluate(TOOLBAR)) == (LIGHT, "#ffffff")


def test_no_frame_is_drawn_in_the_colours_not_chosen(reader: Page, place: tuple[Site, str]) -> None:
    """Not even where the script comes long after the stylesheet."""
    reader.goto(f"{place[1]}/index.html")
    choose(reader, "Dark")
    reader.add_init_script(WATCH_FRAMES)

    def late(route: Route) -> None:
        reader.wait_for_timeout(500)
        route.continue_()

    reader.route("**/scheme.js", late)
    reader.goto(f"{place[1]}/news/bridge.html")
    reader.wait_for_function("() => frames.length > 5")
    assert set(reader.evaluate("frames")) == {DARK}


def test_the_choice_is_made_from_the_keyboard_and_said(reader: Page, place: tuple[Site, str]) -> None:
    reader.goto(f"{place[1]}/news/bridge.html")
    names = []
    while "Dark" not in names:
        reader.keyboard.press("Tab")
        names.append(reader.evaluate("document.activeElement.textContent"))
    assert names[-3:] == ["As the system", "Light", "Dark"]
    reader.keyboard.press("Space")
    assert reader.evaluate(BACKGROUND) == DARK
    switch = reader.get_by_role("group", name="Colours")
    expect(switch.get_by_role("button", name="Dark", pressed=True)).to_be_focused()
    expect(switch.get_by_role("button", pressed=False)).to_have_text(["As the system", "Light"])


def test_a_choice_in_one_tab_is_seen_in_the_others(reader: Page, place: tuple[Site, str]) -> None:
    reader.goto(f"{place[1]}/index.html")
    other = reader.context.new_page()
    other.goto(f"{place[1]}/archive.html")
    choose(other, "Dark")
    reader.wait_for_function(f"() => {BACKGROUND} === {DARK!r}")
    assert pressed(reader) == ["Dark"]


def test_where_the_browser_keeps_nothing_the_choice_holds_for_the_page(page: Page, place: tuple[Site, str]) -> None:
    """A sandboxed frame has no storage: asking for it is an error."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{place[1]}/index.html")
    page.evaluate(SANDBOX, f"{place[1]}/news/bridge.html")
    inner = page.frames[1]
    choose(inner, "Dark")
    assert (pressed(inner), inner.evaluate(BACKGROUND)) == (["Dark"], DARK)
    inner.goto(f"{place[1]}/archive.html")
    assert (pressed(inner), inner.evaluate(BACKGROUND)) == (["As the system"], LIGHT)
    assert told == []


@pytest.mark.parametrize("kept", ["", "auto", "<b>", "dark light"])
def test_what_another_site_of_the_host_left_behind_changes_nothing(
    reader: Page, place: tuple[Site, str], kept: str
) -> None:
    reader.goto(f"{place[1]}/index.html")
    reader.evaluate("kept => localStorage.setItem('standfirst-scheme', kept)", kept)
    reader.reload()
    assert (pressed(reader), reader.evaluate(BACKGROUND)) == (["As the system"], LIGHT)


def test_without_javascript_the_system_decides_and_there_is_nothing_to_press(
    browser: Browser, place: tuple[Site, str]
) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{place[1]}/index.html")
    expect(page.locator(".scheme")).to_be_hidden()
    expect(page.locator("html")).to_have_css("background-color", DARK)
    context.close()


def test_from_the_disk_the_choice_is_kept_too(page: Page, place: tuple[Site, str]) -> None:
    site = place[0]
    site.write(f"-- local.py --\n{settings('http://localhost:8000')}RELATIVE_URLS = True\n")
    site.build("--settings", "local.py", "--output", "local").checked()
    page.goto((site.root / "local" / "index.html").as_uri())
    choose(page, "Dark")
    page.goto((site.root / "local" / "news" / "bridge.html").as_uri())
    assert (pressed(page), page.evaluate(BACKGROUND)) == (["Dark"], DARK)


def test_paper_and_forced_colours_stay_as_they_are(reader: Page, place: tuple[Site, str]) -> None:
    reader.goto(f"{place[1]}/news/bridge.html")
    choose(reader, "Dark")
    reader.emulate_media(media="print")
    assert reader.evaluate(BACKGROUND) == LIGHT
    expect(reader.locator(".scheme")).to_be_hidden()
    reader.emulate_media(media="screen", forced_colors="active")
    assert reader.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"
    expect(reader.locator(".scheme")).to_be_hidden()


@pytest.mark.parametrize("name", ["Light", "Dark"])
def test_axe_finds_nothing_against_the_system_s_colours(
    page: Page, place: tuple[Site, str], axe_source: str, name: str
) -> None:
    page.emulate_media(color_scheme="dark" if name == "Light" else "light")
    page.goto(f"{place[1]}/news/bridge.html")
    choose(page, name)
    page.evaluate(axe_source)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(RUN_AXE, RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_switch_is_on_every_page_and_costs_few_bytes(reader: Page, place: tuple[Site, str]) -> None:
    output = place[0].root / "output"
    pages = [path for path in output.rglob("*.html") if "pagefind" not in path.parts]
    assert len(pages) > 10
    assert [path for path in pages if 'class="scheme"' not in path.read_text("utf-8")] == []
    assert len(gzip.compress((ROOT / "theme/static/scheme.js").read_bytes())) <= MOST_SCRIPT
    scripts: list[str] = []
    reader.on("request", lambda request: scripts.append(request.url) if request.resource_type == "script" else None)
    reader.goto(f"{place[1]}/news/bridge.html")
    assert f"{place[1]}/theme/scheme.js" in scripts
    cost = sum(len(gzip.compress((output / url.removeprefix(f"{place[1]}/")).read_bytes())) for url in scripts)
    assert cost <= MOST_SCRIPTS
