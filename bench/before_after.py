"""Two pictures of one article: as Pelican's own theme shows it, and as Standfirst does. `python bench/before_after.py`."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 900, 656
COLOURS = 48
NOW = "2025-06-01T00:00"

ARTICLE = """\
---
title: "1,000 for 1,000: the Istanbul exchange is complete"
date: 2025-05-25T21:30
authors: [Liam]
category: Exchanges
slug: exchange
summary: "Ukraine and Russia have returned 1,000 people to each other in three days, as they agreed in Istanbul on 16 May. \
The last 303 on each side were handed over on…"
---

# 1,000 for 1,000: the Istanbul exchange is complete

Liam Avatar

By

Ukraine and Russia have returned 1,000 people to each other in three days, as they agreed in Istanbul on 16 May. \
The last 303 on each side were handed over on Sunday.

Advertisement

On the first day 390 people returned to each side, 270 military and 120 civilians. On the second day it was 307, on the \
third 303, all of them military.

Ukraine counts the three days as one exchange, the 65th since the full-scale invasion began.
"""
"""In our own words; the figures are those of content/exchanges."""

BEFORE = """
SITENAME = "A newsroom"
SITEURL = ""
TIMEZONE = "Europe/Kyiv"
RELATIVE_URLS = True
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
"""
SIMPLE_WITH_TEASER = """\
{% extends "!simple/article.html" %}
{% block content %}{{ super() | replace("</header>", article.summary ~ "</header>") }}{% endblock %}
"""
"""The stock theme, and the teaser below the headline, as news sites print it."""
AFTER = """
from standfirst.defaults import *

SITENAME = "A newsroom"
SITEURL = "http://localhost:8000"
TIMEZONE = "Europe/Kyiv"
RELATIVE_URLS = True
STANDFIRST_REPEATS = {"scrap": "settle"}
"""
PAGES = {"before": "before/exchange.html", "after": "after/news/exchange.html"}


def main() -> None:
    """Build both and take the pictures."""
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        (folder / "content" / "exchange.md").write_text(ARTICLE, encoding="utf-8")
        (folder / "before.py").write_text(BEFORE, encoding="utf-8")
        (folder / "after.py").write_text(AFTER, encoding="utf-8")
        (folder / "plain").mkdir()
        (folder / "plain" / "exchange.md").write_text(pelican_header(ARTICLE), encoding="utf-8")
        (folder / "templates").mkdir()
        (folder / "templates" / "article.html").write_text(SIMPLE_WITH_TEASER, encoding="utf-8")
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1748736000"}
        for command in (
            [bin_folder / "pelican", "plain", "-s", "before.py", "-o", "before"],
            [bin_folder / "standfirst", "build", "--settings", "after.py", "--output", "after", "--now", NOW],
        ):
            subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium())
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            for which, address in PAGES.items():
                page.goto((folder / address).as_uri())
                keep(page.screenshot(), IMAGES / f"repeats-{which}.png")
            browser.close()


def pelican_header(text: str) -> str:
    """The article with the header that plain Pelican reads: `Key: value` lines."""
    _, header, body = text.split("---\n", 2)
    lines = [line.replace('"', "").replace("[", "").replace("]", "") for line in header.splitlines()]
    return "\n".join(lines) + "\n" + body


def chromium() -> str:
    """The browser on the path. Raises FileNotFoundError where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("no chromium on the PATH")


def keep(picture: bytes, file: Path) -> None:
    """Write a picture with few colours: text needs no more."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
