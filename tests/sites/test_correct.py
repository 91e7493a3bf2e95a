"""`standfirst correct` as a newsroom meets it: recorded, dated, shown to readers, and nothing else changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest

from tests.sites.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Builds
    from tests.harness import Built, Site

ARTICLE = """---
title: Six come home
date: 2025-06-04   # the day after
modified: "2025-06-05"
summary: |
  Not seven.
---

The text: six people.
"""
SITE = f"""
-- pelicanconf.py --
from standfirst.defaults import *
TIMEZONE = "Europe/Kyiv"
-- content/articles/six.md --
{ARTICLE}-- content/articles/draft.md --
---
title: Not yet
status: draft
---
Text.
-- content/articles/later.md --
---
title: Later
date: 2026-01-03
---
Text.
-- content/articles/wrong.md --
---
title: Wrong
dat: 2026
---
-- content/articles/old-style.md --
Title: Old style
Date: 2025-01-01

Text.
-- content/pages/about.md --
---
title: About us
---
Text.
"""
WORDS = 'It was six people, not "seven": we are sorry.'


@pytest.fixture
def desk(site: Site) -> Path:
    """Articles that are out, and some that are not."""
    return site.write(SITE).root


def correct(folder: Path, *arguments: str, **surroundings: str) -> Built:
    return run(folder, "standfirst", "correct", *arguments, **surroundings)


def test_a_correction_is_recorded_shown_and_nothing_else_changes(desk: Path) -> None:
    """In the file, on the page, in structured data; its day is that of the newsroom's zone."""
    before = (desk / "content/articles/six.md").read_bytes().decode()
    dry = correct(desk, "six-come-home", WORDS, "--dry-run").checked()
    assert (desk / "content/articles/six.md").read_bytes().decode() == before
    made = correct(desk, "content/articles/six.md", WORDS, SOURCE_DATE_EPOCH="1767308400").checked()
    after = before.replace('"2025-06-05"', '"2026-01-02T01:00"').replace(
        "  Not seven.\n",
        "  Not seven.\ncorrections:\n  - date: 2026-01-02\n"
        '    text: "It was six people, not \\"seven\\": we are sorry."\n',
    )
    assert (desk / "content/articles/six.md").read_bytes().decode() == after
    assert [line for line in made.stdout.splitlines() if line.startswith(("+", "-"))] == [
        "--- content/articles/six.md",
        "+++ content/articles/six.md",
        '-modified: "2025-06-05"',
        '+modified: "2026-01-02T01:00"',
        "+corrections:",
        "+  - date: 2026-01-02",
        '+    text: "It was six people, not \\"seven\\": we are sorry."',
    ]
    assert dry.stdout == made.stdout.replace("T01:00", "T05:04")
    again = correct(desk, "news/six-come-home.html", WORDS).checked()
    assert again.stdout == "content/articles/six.md: this correction is recorded already.\n"
    (desk / "content/articles/wrong.md").unlink()
    built = run(desk, "standfirst", "build").checked()
    page = built.text("news/six-come-home.html")
    entry = feedparser.parse(built.text("feeds/all.atom.xml")).entries[0]
    item = json.loads(built.text("feeds/all.json"))["items"][0]
    assert {entry.updated, item["date_modified"]} == {"2026-01-02T01:00:00+02:00"}
    for content in (entry.content[0].value, item["content_html"]):
        assert "we are sorry" in content[content.index("<hr") :]
    assert '"@type":"CorrectionComment"' in page.replace(" ", "")
    assert "we are sorry" in page[page.index('id="page-corrections"') :]


@pytest.mark.parametrize(
    "name",
    [
        "about",
        "about-us",
        "about.md",
        "pages/about.md",
        "./content/pages/about.md",
        "https://a.example/pages/about-us.html",
    ],
)
def test_a_page_is_corrected_too_however_it_is_named(desk: Path, name: str) -> None:
    """By slug, file or address."""
    assert "+  - date: 2026-01-02" in correct(desk, name, "We are two.", "--dry-run").checked().stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("sixcome-home", "x"), 2, "there is no article 'sixcome-home' (did you mean six-come-home?)"),
        (("articles/draft.md", "x"), 1, "content/articles/draft.md:3:9: it is a draft: change the text itself"),
        (("later", "x"), 1, "content/articles/later.md:3:7: it is not published yet: change the text itself"),
        (
            ("articles/wrong.md", "x"),
            2,
            "content/articles/wrong.md has mistakes (standfirst check content/articles/wrong.md",
        ),
        (("old-style", "x"), 1, "content/articles/old-style.md:1:1: SF013 corrections: a header of Key: value lines"),
        (("six-come-home", " "), 2, "Say what was wrong and what is right."),
        (("six-come-home", "a\x1bb"), 2, "The text holds the character U+001B"),
        (("six-come-home",), 2, "Missing argument 'TEXT'"),
    ],
)
def test_what_takes_no_correction_is_said(desk: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    before = {path: path.read_bytes() for path in (desk / "content").rglob("*.md")}
    made = correct(desk, *arguments)
    assert (made.code, message in " ".join(made.stderr.split())) == (code, True), made.stderr
    assert {path: path.read_bytes() for path in (desk / "content").rglob("*.md")} == before


def test_rss_tells_of_a_correction_as_the_other_feeds_do(build: Builds) -> None:
    """In the article's language, below its text, and for an older article that was corrected since."""
    told = build("""
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "News"
SITEURL = "https://news.example"
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_MAX_ITEMS = 1
-- content/new.md --
---
title: New
date: 2026-01-02
---
A text.
-- content/old.md --
---
title: Old
date: 2025-01-02
lang: uk
corrections:
  - {date: 2026-01-02, text: "Їх було 12 & не 21."}
---
Текст.
""").checked()
    items = ET.fromstring(told.text("feeds/all.rss.xml")).findall("./channel/item")  # noqa: S314 - our own
    assert [item.findtext("title") for item in items] == ["New", "Old"]
    assert [item.findtext("description") for item in items] == [
        "<p>A text.</p>",
        "<p>Текст.</p>\n<hr>\n<p><strong>Виправлення, <time>2026-01-02</time>:</strong> Їх було 12 &amp; не 21.</p>",
    ]
