"""A saved story's page before all others: what the build that follows writes, or nothing."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from standfirst.cli.options import make_site
from standfirst.pelican_site.page_first import at_hand
from tests.harness import ROOT, Site, fail

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-03-10T12:00+02:00"
ARCHIVE = """
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "Herald"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_SEARCH = STANDFIRST_SOCIAL_CARDS = False
-- content/articles/bridge.md --
---
title: The bridge is open
slug: bridge
date: 2026-03-01T08:00+02:00
summary: Traffic runs again over the river.
category: City
---
The first lorries crossed at dawn.

See [who we are](../pages/about.md).
-- content/articles/ferry.md --
---
title: The ferry rests
slug: ferry
date: 2026-03-02T08:00+02:00
status: draft
---
Nobody needs it.
-- content/articles/count.md --
---
title: Forty came home
slug: count
date: 2026-03-03T08:00+02:00
exchange:
  id: "2026-03-03"
  kind: exchange
  date: "2026-03-03"
  status: completed
  parties: [UA, RU]
  returned: {UA: {total: 40}, RU: {total: 40}}
  sources: [{title: Headquarters, url: "https://told.example/40"}]
---
Forty came home on each side.
-- content/pages/about.md --
---
title: About
---
A paper of the valley.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A preview that was built in this process."""
    site = Site(tmp_path).write(ARCHIVE)
    build(site)
    return site


def build(site: Site) -> None:
    folders = {"content": "content", "output": "state/preview", "state": "state", "settings": "pelicanconf.py"}
    said = io.StringIO()
    with contextlib.chdir(site.root), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        report = make_site(**folders, now=NOW, preview=True, allow_shrink=True).build()
    assert report.switched, said.getvalue()


def edit(site: Site, name: str, before: str, after: str) -> bool:
    """Save a file with other words, and ask for its page."""
    file = site.root / "content" / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    with contextlib.chdir(site.root):
        return at_hand[0].render(file)


@pytest.mark.parametrize(
    ("name", "page", "before", "after"),
    [
        ("articles/bridge.md", "news/bridge.html", "at dawn", "at noon, *slowly*"),
        ("articles/bridge.md", "news/bridge.html", "Traffic runs", "Lorries run"),
        ("articles/bridge.md", "news/bridge.html", "is open", "is open again"),
        ("articles/ferry.md", "news/ferry.html", "Nobody", "No one"),
        ("articles/count.md", "news/count.html", "on each side", "on both sides"),
        ("articles/count.md", "news/count.html", "UA: {total: 40}", "UA: {total: 41}"),
        ("pages/about.md", "pages/about.html", "the valley", "the two valleys"),
    ],
)
def test_the_page_is_what_the_build_that_follows_writes(
    site: Site, name: str, page: str, before: str, after: str
) -> None:
    output = site.root / "state" / "preview"
    old = {path: path.read_bytes() for path in output.rglob("*.html")}
    done = edit(site, name, before, after)
    first = (output / page).read_bytes()
    assert {path for path, data in old.items() if path.read_bytes() != data} == ({output / page} if done else set())
    build(site)
    assert done == ("41" not in after), "what a record says is on other pages too, and in the register"
    assert not done or (output / page).read_bytes() == first


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("slug: bridge", "slug: the-bridge"),
        ("date: 2026-03-01T08:00+02:00", "date: someday"),
        ("---\nThe first", "--\nThe first"),
        ("[who we are](../pages/about.md)", "![a ferry]({static}/ferry.png){onclick=x}"),
    ],
)
def test_what_only_a_build_can_tell_is_left_to_it(site: Site, before: str, after: str) -> None:
    page = site.root / "state" / "preview" / "news" / "bridge.html"
    was = page.read_bytes()
    if edit(site, "articles/bridge.md", before, after):
        assert b"onclick" not in page.read_bytes()
    else:
        assert page.read_bytes() == was


def test_a_file_that_is_no_story_of_the_site_has_no_page(site: Site) -> None:
    new = site.root / "content" / "articles" / "new.md"
    new.write_text("---\ntitle: New\ndate: 2026-03-04\n---\nText.\n", "utf-8")
    with contextlib.chdir(site.root):
        assert not at_hand[0].render(new)
        assert not at_hand[0].render(site.root / "pelicanconf.py")
        assert not at_hand[0].render(site.root / "content" / "articles" / "gone.md")


SERVE = """
import standfirst.desk.serve as serve
serve.PATIENCE = 0
from standfirst.cli import main
main()
"""


def test_a_writer_sees_the_page_before_the_rest_is_built(tmp_path: Path) -> None:
    site = Site(tmp_path).write(ARCHIVE)
    command = [sys.executable, "-c", SERVE, "serve", "--port", "0", "--now", NOW]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=site.root, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline().split()[0]
        wait_for(f"{address}news/bridge.html", "The bridge is open")
        file = site.root / "content" / "articles" / "bridge.md"
        file.write_text(file.read_text("utf-8").replace("is open", "is shut"), "utf-8")
        wait_for(f"{address}news/bridge.html", "The bridge is shut")
        assert "The bridge is open" in read(f"{address}index.html")
        wait_for(f"{address}index.html", "The bridge is shut")
        # A mistake is the build's to tell, and the page stays.
        file.write_text(file.read_text("utf-8").replace("slug: bridge", "slug: [bridge]"), "utf-8")
        wait_for(f"{address}.standfirst/desk.json?page=/news/bridge.html", "SF0")
        assert "The bridge is shut" in read(f"{address}news/bridge.html")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def wait_for(address: str, words: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError):
            if words in read(address):
                return
        time.sleep(0.01)
    fail(f"{address} does not come to say: {words}")
