"""What a reader on a bad phone has to load: pages with their styles, and scripts, stay within their weight."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.pelican_site.sheets import SITE, read_sheets
from tests.harness import ROOT
from tests.sites.pages import read_pages

if TYPE_CHECKING:
    from tests.demo import Demo
    from tests.harness import Built
    from tests.sites.pages import Page

KB = 1024
HTML, CSS, JS = 12 * KB, 8 * KB, 2 * KB
TEXT = 13 * KB
"""The page and its scripts: with the author's picture and what the host says of each, it is 15 KB."""
SEARCH_JS = 4 * KB


def weight(built: Built, name: str) -> int:
    """Bytes that a host sends for a text file."""
    return len(gzip.compress((built.output / name).read_bytes(), 6))


def loaded(page: Page, path: str) -> list[str]:
    """Files below the output folder that a page names, by XPath of their addresses."""
    return [urlsplit(str(address)).path.lstrip("/") for address in page.find(path)]


def test_every_article_is_within_its_weight(demo: Demo) -> None:
    """12 KB of HTML, of which 8 KB of CSS, 2 KB of JavaScript, and 13 KB together: compressed, as hosts send them."""
    built = demo("publishconf.py")
    articles = {name: page for name, page in read_pages(built.output).items() if name.startswith("news/")}
    assert len(articles) == 25
    for name, page in articles.items():
        html = weight(built, name)
        css = sum(len(gzip.compress(str(style.text).encode(), 6)) for style in page.find("//style"))
        js = sum(weight(built, file) for file in loaded(page, "//script/@src"))
        assert (html <= HTML, css <= CSS, js <= JS, html + js <= TEXT) == (True,) * 4, (name, html, css, js)
        assert css > 0 < js
        assert loaded(page, "//link[@rel='stylesheet']/@href") == []


def test_only_the_pages_that_need_a_script_load_it(demo: Demo) -> None:
    built = demo("publishconf.py")
    for name, page in read_pages(built.output).items():
        scripts = {file.rpartition("/")[2] for file in loaded(page, "//script/@src")}
        own = {"search.html": {"search.js"}, "exchanges.html": {"register.js"}}.get(name, set())
        own |= {"register.js"} if name in {f"exchanges/{year}.html" for year in range(2022, 2027)} else set()
        assert scripts == {"scheme.js"} | own, name
        assert sum(weight(built, file) for file in loaded(page, "//script/@src")) <= SEARCH_JS, name


def test_each_page_has_the_styles_of_all_that_it_shows_and_no_sheet_for_nothing(demo: Demo) -> None:
    """A sheet that is not for every page stands where a class is used that it alone speaks of, and nowhere else."""
    sheets = read_sheets(str(ROOT / "theme"), ())
    general = classes(sheets[SITE])
    special = {name: classes(text) - general for name, text in sheets.items() if name != SITE}
    for name, page in read_pages(demo("publishconf.py").output).items():
        used = set(" ".join(map(str, page.find("//@class"))).split())
        needed = {sheets[SITE]} | {sheets[sheet] for sheet, known in special.items() if used & known}
        assert {style.text for style in page.find("//style")} == needed, name


def classes(css: str) -> set[str]:
    """The classes that a stylesheet speaks of."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", css)))
