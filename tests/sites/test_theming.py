"""A site changes the part of the theme that it wants to change, and keeps all the rest."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT
from tests.sites.pages import broken_links, read_pages

if TYPE_CHECKING:
    from tests.harness import Site

SITE = """
-- pelicanconf.py --
from pathlib import Path

from standfirst.defaults import *

SITEURL = "https://news.example"
CHILD = Path(__file__).parent / "child"
THEME_TEMPLATES_OVERRIDES = [str(CHILD / "templates")]
THEME_STATIC_PATHS = ["static", str(CHILD / "static")]
-- content/bridge.md --
---
title: Bridges <b>&amp;</b> rivers
slug: bridges
date: 2026-01-01
category: Cities
---
The bridge stands.
-- content/pages/about.md --
---
title: About
---
This is a small paper.
"""
PARTIAL = """
-- child/templates/partials/adjacent.html --
<p>Write to us about “{{ story.title }}”: {{ edition.stories | length }} story in {{ config.site_name }}.</p>
"""
ARTICLE = "news/bridges.html"


def test_one_partial_of_its_own_changes_that_part_alone(site: Site) -> None:
    """It is escaped as ours are, and all else of the site stays the same, byte for byte."""
    ours = site.write(SITE).build_here().checked()
    sums, article = ours.sums(), ours.text(ARTICLE)
    theirs = site.write(PARTIAL).build_here().checked()
    added = "<p>Write to us about “Bridges &lt;b&gt;&amp;amp;&lt;/b&gt; rivers”: 1 story in Newsroom.</p>"
    assert theirs.text(ARTICLE) == article.replace("</main>", f"{added}</main>")
    assert {path for path, _ in sums.items() ^ theirs.sums().items()} == {ARTICLE}


def test_a_block_is_added_to_and_not_copied(site: Site) -> None:
    """`!theme/` names our own template, so that one of the same name can build upon it."""
    site.write(
        SITE + "-- child/templates/article.html --\n{% extends '!theme/article.html' %}\n"
        "{% block content %}{{ super() }}<p class='call'>Tell us.</p>{% endblock %}\n"
    )
    pages = read_pages(site.build_here().checked().output)
    assert pages[ARTICLE].texts("//main/*")[-1] == "Tell us."
    assert pages[ARTICLE].texts("//h1") == ["Bridges <b>&amp;</b> rivers"]
    assert pages["pages/about.html"].find("//p[@class='call']") == []


def test_head_and_foot_take_a_site_s_own_additions_and_files(site: Site) -> None:
    """On every page, after our own; a file of the same name takes the place of ours."""
    site.write(
        SITE + "-- child/templates/partials/head_extra.html --\n"
        '<link rel="stylesheet" href="{{ SITEURL }}/{{ THEME_STATIC_DIR }}/own.css">\n'
        "-- child/templates/partials/footer_extra.html --\n<p class='own'>Own</p>\n"
        "-- child/static/own.css --\n:root { --page: 60rem; }\n-- child/static/favicon.svg --\n<svg/>\n"
    )
    built = site.build_here().checked()
    pages = read_pages(built.output)
    assert len(pages) > 10
    for name, page in pages.items():
        after = page.find("//head/style[contains(., '--page:76rem')]/following-sibling::link[@rel='stylesheet']/@href")
        assert [str(address).endswith("/theme/own.css") for address in after] == [True], name
        assert page.texts("//body/*[last()]") == ["Own"], name
    assert built.text("theme/own.css") == ":root { --page: 60rem; }\n"
    assert built.text("theme/favicon.svg") == "<svg/>\n"
    assert broken_links(built.output, "https://news.example") == []


def test_a_sheet_of_its_own_takes_the_place_of_ours_in_the_pages_and_in_the_policy(site: Site) -> None:
    """One of another name is added, in the order of the names; the others stay ours."""
    site.write(
        SITE + "-- child/templates/css/20-tokens.css --\n:root { --page: 50rem } /* mine */\n"
        '-- child/templates/css/65-own.css --\n.own::after { content: "a  b: c; </style>" }\n'
        "-- child/templates/css/pages/search.css --\n.search { color: red }\n"
    )
    built = site.build_here().checked()
    pages = read_pages(built.output)
    (style,) = (str(style.text) for style in pages[ARTICLE].find("//style"))
    assert "--page:76rem" not in style
    own, last = ":root{--page:50rem}", r'.own::after{content:"a  b: c; <\/style>"}'
    assert style.index("@layer reset") < style.index(own) < style.index("@layer base{") < style.index(last)
    assert [str(style.text) for style in pages["search.html"].find("//style")] == [style, ".search{color:red}"]
    for text in (style, ".search{color:red}"):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in built.text("_headers")


def test_a_copy_of_the_whole_theme_under_our_rules_is_the_same_site(site: Site) -> None:
    """Nothing is escaped less: it says of itself that it is one of ours."""
    ours = site.write(SITE).build_here().checked().sums()
    shutil.copytree(ROOT / "theme", site.root / "copy")
    theirs = site.build_here("-t", "copy").checked()
    assert theirs.sums() == ours


def test_a_mistake_in_a_partial_of_its_own_is_told_with_its_place(site: Site) -> None:
    """A name that does not exist is an error there too, and never a gap in a page."""
    site.write(SITE + "-- child/templates/partials/adjacent.html --\n<p>\n{{ story.titel }}</p>\n")
    built = site.build_here()
    assert built.code == 1
    assert "child/templates/partials/adjacent.html:2:1: SF810" in built.stderr
    assert "titel" in built.stderr


@pytest.mark.parametrize(
    "link",
    ["theme/static/a.txt", "theme/css/99.css", "theme/templates/partials/a.html", "theme/static/sub", "child/static/a.txt", "child/templates/a.html"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["file", "folder", "nothing", "pipe"])
def test_nothing_but_the_theme_s_own_files_is_read_or_published(site: Site, link: str, kind: str) -> None:
    """A link out of it, to nothing, or what is no file: the build stops and names it, also where problems are passed over."""
    site.write("-- secret/hostname --\nthe-secret-of-this-machine\n-- child/static/own.txt --\nOwn.\n")
    shutil.copytree(ROOT / "theme", site.root / "theme")
    settings, rest = SITE.split("-- content/bridge.md --")
    site.write(f"{settings}THEME = str(CHILD.parent / 'theme')\n-- content/bridge.md --{rest}")
    place = site.root / link
    place.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(site.root / {"file": "secret/hostname", "folder": "secret", "nothing": "gone"}[kind])
    built = site.build_here("--keep-going")
    assert (built.code, built.output.exists()) == (1, False)
    assert built.stderr.startswith(f"{link}:1:1: SF020 is ")


def test_links_within_the_theme_and_the_one_to_it_are_followed_and_hidden_files_stay(site: Site) -> None:
    settings, rest = SITE.split("-- content/bridge.md --")
    site.write(f"{settings}THEME = str(CHILD.parent / 'theme')\n-- content/bridge.md --{rest}")
    shutil.copytree(ROOT / "theme", site.root / "shared")
    (site.root / "theme").symlink_to("shared")
    site.write("-- child/static/own.txt --\nOwn.\n-- shared/more/b.txt --\nMore.\n-- shared/static/.env --\nkey\n")
    (site.root / "shared/static/a.txt").symlink_to(site.root / "child/static/own.txt")
    (site.root / "shared/static/more").symlink_to("../more")
    (site.root / "shared/static/round").symlink_to(".")
    built = site.build_here().checked()
    assert built.text("theme/a.txt") == built.text("theme/own.txt") == "Own.\n"
    assert built.text("theme/more/b.txt") == "More.\n"
    assert [path for path in built.paths() if "round" in path or ".env" in path] == []
