"""A build for which nothing has changed looks at sizes and dates, and at no file."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from standfirst.pelican_site.site import Site as PelicanSite
from tests.harness import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARCHIVE = """
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "Herald"
SITEURL = "https://herald.example"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_SEARCH = False
STANDFIRST_SOCIAL_CARDS = False
-- content/bridge.md --
---
title: The bridge is open
slug: bridge
date: 2026-03-01T08:00+02:00
summary: Traffic runs again over the river.
---
The first lorries crossed at dawn.
-- content/pages/about.md --
---
title: About
---
A paper of the valley.
-- content/later.md --
---
title: The bridge is closed
date: 2026-03-20T08:00+02:00
summary: Work on the piers begins.
---
Nobody crosses.
"""
NOW = "2026-03-10T12:00+02:00"
HOUR_AGO = 3600


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that was built, of files that have lain for an hour."""
    site = Site(tmp_path).write(ARCHIVE)
    for file in tmp_path.rglob("*"):
        seen = file.stat()
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns - HOUR_AGO * 10**9))
    assert site.build_here(now=NOW).code == 0
    return site


def looks_again(site: Site, now: str = NOW, *more: str) -> bool:
    """Whether a build reads the content."""
    with patch.object(PelicanSite, "_build_anew", autospec=True, side_effect=PelicanSite._build_anew) as built:
        done = site.build_here(*more, now=now)
    assert done.code == 0, done.stderr
    return bool(built.called)


def test_the_second_build_reads_nothing_and_tells_the_same(site: Site) -> None:
    (site.root / "content" / "bridge.md").chmod(0o000)
    state = site.root / "state"
    told = {file.name: file.read_bytes() for file in state.glob("*.json")}
    assert not looks_again(site)
    assert {file.name: file.read_bytes() for file in state.glob("*.json")} == told


def append(file: Path) -> None:
    file.write_text(file.read_text("utf-8") + "\nMore.\n", "utf-8")


def touch(file: Path) -> None:
    os.utime(file, ns=(1, 1))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": lambda root: append(root / "content" / "bridge.md"),
    "its date alone": lambda root: touch(root / "content" / "bridge.md"),
    "a new file": lambda root: (root / "content" / "notes.txt").write_text("x", "utf-8"),
    "a file less": lambda root: (root / "content" / "later.md").unlink(),
    "a setting": lambda root: append_setting(root, 'SITENAME = "Courier"'),
    "a page of the output": lambda root: append(root / "output" / "news" / "bridge.html"),
    "a page less": lambda root: (root / "output" / "news" / "bridge.html").unlink(),
    "no output": lambda root: shutil.rmtree(root / "output"),
    "what servers are told": lambda root: shutil.rmtree(root / "state" / "hosting"),
    "a release": lambda root: (root / "state" / "released.json").write_text("{}", "utf-8"),
    "a damaged record": lambda root: (root / "state" / "standing.json").write_text('{"inputs": 1', "utf-8"),
    "another's record": lambda root: (root / "state" / "standing.json").write_text("[]", "utf-8"),
}


def append_setting(root: Path, line: str) -> None:
    """As an editor would: the file has a new date."""
    file = root / "pelicanconf.py"
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_changed_is_found(site: Site, change: Callable[[Path], object]) -> None:
    page = site.root / "output" / "news" / "bridge.html"
    was = page.read_bytes()
    change(site.root)
    assert looks_again(site)
    if change is not CHANGES["an article"] and change is not CHANGES["a setting"]:
        assert page.read_bytes() == was


def test_an_article_that_is_due_is_published(site: Site) -> None:
    assert not looks_again(site, "2026-03-20T07:59:59+02:00")
    assert looks_again(site, "2026-03-20T08:00+02:00")
    assert "The bridge is closed" in (site.root / "output" / "index.html").read_text("utf-8")


def test_news_that_is_two_days_old_leaves_the_sitemap_of_news(site: Site) -> None:
    assert looks_again(site, "2026-03-01T09:00+02:00")
    assert looks_again(site, "2026-03-03T08:00:01+02:00")
    assert not looks_again(site, "2026-03-04T08:00+02:00")


def test_a_clock_that_was_put_back_is_not_trusted(site: Site) -> None:
    assert looks_again(site, "2026-03-10T11:59+02:00")


def test_a_template_that_looks_at_the_clock_keeps_the_site_from_being_left_as_it_is(site: Site) -> None:
    folder = site.root / "parts" / "partials"
    folder.mkdir(parents=True)
    (folder / "footer_extra.html").write_text("<p>{{ config.now }}</p>", "utf-8")
    append_setting(site.root, 'THEME_TEMPLATES_OVERRIDES = ["parts"]')
    for file in (folder / "footer_extra.html", site.root / "pelicanconf.py"):
        os.utime(file, ns=(1, 1))
    assert looks_again(site)
    assert looks_again(site)
