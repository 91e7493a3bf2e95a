"""`standfirst serve` in real Chromium: the page follows the file, mistakes are told over it, and the desk bar is for everyone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, Site, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SETTINGS = """
from standfirst.defaults import *
from more import NAME
SITENAME = NAME
TIMEZONE = "Europe/Kyiv"
SITEURL = "https://count.example"
STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False
THEME_TEMPLATES_OVERRIDES = ["child"]
"""
SITE = f"""
-- pelicanconf.py --
{SETTINGS}
-- more.py --
NAME = "The Count"
-- child/partials/footer_extra.html --
<p>Footer one</p>
-- content/articles/told.md --
---
title: Told
date: 2026-01-01
summary: The buses reached the border at noon, and both lists had been read out by then.
---
The buses reached the border at noon, and both lists had been read out by then. Nobody was missing.

{"A paragraph that makes the page long.<br>" * 120}
-- content/articles/draft.md --
---
title: Not ready
status: draft
---
A word that is nowhere else: zqdraftqz.
-- content/articles/soon.md --
---
title: Soon
date: 2026-01-01
embargo: 2126-03-01T08:00
---
Later: zqsoonqz.
-- content/articles/gone.md --
---
title: Gone
date: 2026-01-01
expires: 2026-01-02
---
Before: zqgoneqz.
"""
TOLD = "content/articles/told.md"


@contextmanager
def serving(site: Site, *more: str) -> Iterator[str]:
    """The command as a process of its own; gives the address that it says."""
    command = [sys.executable, "-m", "standfirst", "serve", "--port", "0", *more]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    with (site.root / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=site.root,
            env=kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=log,
        )
    assert process.stdout
    try:
        found = re.match(rb"(http://127\.0\.0\.1:\d+)/", process.stdout.readline())
        yield found[1].decode() if found else fail((site.root / "log").read_text())
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    site = Site(tmp_path_factory.mktemp("desk")).write(SITE)
    with serving(site) as address:
        yield site, address


@pytest.fixture
def page(page: Page) -> Page:
    """A build takes a second or two, and more on a busy machine."""
    page.set_default_timeout(60_000)
    return page


def bar(page: Page, name: str) -> None:
    """Open one part of the bar."""
    button = page.get_by_role("button", name=re.compile(f"^{name}"))
    if button.get_attribute("aria-expanded") != "true":
        button.click()


def panel(page: Page) -> str:
    return page.locator("#panel").inner_text()


def change(site: Site, path: str, old: str, new: str) -> None:
    """Edit a file as an editor does: a new one is put in its place."""
    file = site.root / path
    text = file.read_text()
    assert old in text
    part = file.with_name(f".{file.name}.part")
    part.write_text(text.replace(old, new))
    part.replace(file)


def test_the_page_follows_its_file_and_keeps_its_place(page: Page, desk: tuple[Site, str]) -> None:
    """After an edit of the text, the page is reloaded and scrolled to where the writer was."""
    site, address = desk
    page.goto(f"{address}/news/told.html")
    page.get_by_text("Nobody was missing.").wait_for()
    page.evaluate("scrollTo(0, 900)")
    change(site, TOLD, "Nobody was missing.", "Nobody was left.")
    page.get_by_text("Nobody was left.").wait_for()
    page.wait_for_function("scrollY === 900")
    change(site, TOLD, "Nobody was left.", "Nobody was missing.")
    page.get_by_text("Nobody was missing.").wait_for()


def test_templates_that_override_the_theme_s_and_modules_of_the_settings_are_watched(
    page: Page, desk: tuple[Site, str]
) -> None:
    site, address = desk
    page.goto(f"{address}/")
    page.get_by_text("Footer one").wait_for()
    change(site, "child/partials/footer_extra.html", "one", "two")
    page.get_by_text("Footer two").wait_for()
    change(site, "more.py", "The Count", "The Recount")
    page.wait_for_function("document.title.includes('The Recount')")
    change(site, "more.py", "The Recount", "The Count")
    page.wait_for_function("document.title === 'The Count'")


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (TOLD, "date: 2026-01-01", "date: tomorrow", "content/articles/told.md:3:7 SF012"),
        ("pelicanconf.py", "SITENAME = NAME", "SITENAME = NAME +", "pelicanconf.py:4:18 SF804"),
        ("more.py", 'NAME = "The Count"', "NAME = 1 / 0", "pelicanconf.py:3:1 SF804"),
        ("child/partials/footer_extra.html", "<p>", "{{ nothing }}<p>", "child/partials/footer_extra.html:1:1 SF810"),
    ],
    ids=["article", "settings", "module", "template"],
)
def test_a_mistake_is_told_over_the_last_good_page_and_goes_when_it_is_mended(
    page: Page, desk: tuple[Site, str], path: str, old: str, new: str, told: str
) -> None:
    """With its file, line and column, what is wrong and what to do; no restart is needed."""
    site, address = desk
    page.goto(f"{address}/news/told.html")
    page.locator("#failed").wait_for(state="hidden")
    change(site, path, old, new)
    failed = page.locator(".failed")
    failed.wait_for()
    assert told in " ".join(failed.inner_text().split())
    link = failed.get_by_role("link").first
    where, line, column = told.split(maxsplit=1)[0].rsplit(":", 2)
    assert link.get_attribute("href") == f"vscode://file/{str(site.root / where).lstrip('/')}:{line}:{column}"
    assert page.get_by_text("Nobody was missing.").is_visible()
    change(site, path, new, old)
    failed.wait_for(state="hidden")


def test_content_that_goes_away_and_comes_back_is_shown_again(page: Page, desk: tuple[Site, str]) -> None:
    site, address = desk
    page.goto(f"{address}/news/told.html")
    page.get_by_text("Nobody was missing.").wait_for()
    away = site.root.with_name(f"{site.root.name}-away")
    (site.root / "content").rename(away)
    page.locator(".failed").wait_for()
    away.rename(site.root / "content")
    page.locator(".failed").wait_for(state="hidden")
    change(site, TOLD, "Nobody was missing.", "Nobody at all.")
    page.get_by_text("Nobody at all.").wait_for()
    change(site, TOLD, "Nobody at all.", "Nobody was missing.")
    page.get_by_text("Nobody was missing.").wait_for()


def test_what_is_not_published_is_listed_and_can_be_seen_and_is_said_not_to_be(
    page: Page, desk: tuple[Site, str]
) -> None:
    """Each at the address that it will have, in no listing."""
    _site, address = desk
    page.goto(f"{address}/")
    assert page.locator("main").get_by_text("Not ready").count() == 0
    bar(page, "Not published")
    page.locator("#panel li").first.wait_for()
    listed = [" ".join(item.split()) for item in page.locator("#panel li").all_inner_texts()]
    assert listed == [
        "Not ready draft · content/articles/draft.md",
        "Gone expired on 2026-01-02 00:00 EET · content/articles/gone.md",
        "Soon under embargo until 2126-03-01 08:00 EET · content/articles/soon.md",
    ]
    for name, word, said in [
        ("Not ready", "zqdraftqz", "Draft: readers cannot see this page."),
        ("Soon", "zqsoonqz", "Under embargo: readers cannot see this page before 2126-03-01 08:00 EET."),
        ("Gone", "zqgoneqz", "Expired on 2026-01-02 00:00 EET: readers cannot see this page any more."),
    ]:
        bar(page, "Not published")
        page.locator("#panel").get_by_role("link", name=name).click()
        page.get_by_text(word).wait_for()
        page.get_by_role("status").get_by_text(said).wait_for()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_the_preview_leaves_the_site_itself_alone_and_nothing_of_it_is_published(desk: tuple[Site, str]) -> None:
    """A production build beside a preview, with all that it has kept, has no byte of a draft and none of the bar."""
    site, _ = desk
    assert not (site.root / "output").exists()
    built = site.build("--state", ".standfirst").checked()
    everything = b"".join((built.output / name).read_bytes() for name in built.paths())
    found = [
        word for word in (b"zqdraftqz", b"zqsoonqz", b"zqgoneqz", b"bar.js", b".standfirst/") if word in everything
    ]
    assert found == []
    assert not [name for name in built.paths() if re.search("draft|not-ready|soon|gone", name)]
    shown = site.root / ".standfirst" / "preview" / "news" / "told.html"
    assert b"bar.js" not in shown.read_bytes()


def test_the_bar_tells_of_the_text_and_marks_what_it_says_twice_on_both_sides(
    page: Page, desk: tuple[Site, str]
) -> None:
    _, address = desk
    page.goto(f"{address}/news/told.html")
    bar(page, "Text")
    page.locator("#panel mark").first.wait_for()
    sentence = "The buses reached the border at noon, and both lists had been read out by then"
    assert [words.rstrip(".") for words in page.locator("#panel mark").all_inner_texts()] == [sentence, sentence]
    assert "859, 4 min to read" in panel(page)
    assert "truncated" in panel(page)
    bar(page, "Problems")
    assert "SF302" in panel(page)


def test_the_bar_shows_the_page_as_search_engines_and_networks_will(page: Page, desk: tuple[Site, str]) -> None:
    _, address = desk
    page.goto(f"{address}/news/told.html")
    bar(page, "Elsewhere")
    page.locator("#panel .found").wait_for()
    assert page.locator("#panel .found").inner_text().splitlines() == [
        "count.example › news › told.html",
        "Told – The Count",
        "The buses reached the border at noon, and both lists had been read out by then.",
    ]
    assert "Told" in page.locator("#panel .card").inner_text()


def test_what_has_changed_since_the_last_release_is_told(page: Page, desk: tuple[Site, str]) -> None:
    site, address = desk
    page.goto(f"{address}/")
    bar(page, "Changed")
    page.get_by_text("No release is on record").wait_for()
    record = site.root / ".standfirst" / "released.json"
    stories = {"articles/told.md": "news/tale.html", "articles/old.md": "news/old.html"}
    git = ["git", "-C", str(site.root), "-c", "user.name=Desk", "-c", "user.email=desk@news.example"]
    for command in (["init", "-q"], ["add", "pelicanconf.py"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *command], check=True)
    commit = subprocess.run(
        [*git, "rev-parse", "HEAD"], check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()
    record.write_text(json.dumps({"files": {}, "commit": commit, "stories": stories}))
    page.reload()
    page.locator("#panel h3").first.wait_for()
    assert [" ".join(text.split()) for text in panel(page).splitlines() if text.strip()] == [
        "Changed", "Edited (1)", "Told", "At another address (1)", "Told", "No longer there (1)", "articles/old.md",
    ]  # fmt: skip
    record.unlink()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_is_accessible_and_does_not_move_the_page(
    page: Page, desk: tuple[Site, str], axe_source: str, width: int, scheme: str
) -> None:
    """axe finds nothing in it, at each width and in each scheme, open or failed; the page is laid out as without it."""
    _site, address = desk
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    boxes = "() => [...document.body.querySelectorAll('*')].map(e => JSON.stringify(e.getBoundingClientRect())).join()"
    page.route("**/.standfirst/bar.js", lambda route: route.abort())
    page.goto(f"{address}/news/told.html")
    bare, whole = page.evaluate(boxes), page.content()
    page.unroute("**/.standfirst/bar.js")
    page.goto(f"{address}/news/told.html")
    for name in ("Problems", "Text", "Elsewhere", "Not published", "Changed"):
        bar(page, name)
        page.locator("#panel h2").get_by_text(name).wait_for()
        page.evaluate(axe_source)
        found = page.evaluate("axe.run(document.getElementById('standfirst-desk'))")["violations"]
        assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(boxes) == bare
    assert page.locator("body").inner_html() in whole
    assert page.locator("aside.desk .row").bounding_box()["width"] <= width  # type: ignore[index]


def test_the_bar_works_by_keyboard_and_remembers_how_it_was_left(page: Page, desk: tuple[Site, str]) -> None:
    _, address = desk
    page.goto(f"{address}/news/told.html")
    page.get_by_role("button", name=re.compile("^Text")).focus()
    page.keyboard.press("Enter")
    page.get_by_text("min to read").wait_for()
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.id") == "tab-text"
    page.keyboard.press("Enter")
    page.reload()
    page.get_by_text("min to read").wait_for()
    page.get_by_role("button", name="Fold").click()
    page.locator("#panel").wait_for(state="hidden")
    page.reload()
    page.get_by_role("button", name="Desk").wait_for()
    assert page.get_by_role("button", name=re.compile("^Text")).count() == 0
    page.get_by_role("button", name="Desk").click()
    page.get_by_text("min to read").wait_for()


def test_a_site_that_starts_with_broken_settings_is_shown_once_they_are_mended(page: Page, site: Site) -> None:
    """The server starts all the same, and says what is wrong."""
    site.write(SITE.replace("SITENAME = NAME", "SITENAME = ("))
    with serving(site) as address:
        page.goto(f"{address}/news/told.html")
        page.locator(".failed").get_by_text("SF804").wait_for()
        change(site, "pelicanconf.py", "SITENAME = (", "SITENAME = NAME")
        page.get_by_text("Nobody was missing.").wait_for()
        deadline = time.monotonic() + 30
        while page.locator(".failed").is_visible() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert page.locator(".failed").is_hidden()
