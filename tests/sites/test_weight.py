"""What a reader on a bad phone has to load: pages, styles and scripts stay within their weight."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.sites.pages import read_pages

if TYPE_CHECKING:
    from tests.demo import Demo
    from tests.harness import Built
    from tests.sites.pages import Page

KB = 1024
HTML, CSS, JS = 12 * KB, 8 * KB, 2 * KB
TEXT = 15 * KB
SEARCH_JS = 4 * KB


def weight(built: Built, name: str) -> int:
    """Bytes that a host sends for a text file."""
    return len(gzip.compress((built.output / name).read_bytes(), 6))


def loaded(page: Page, path: str) -> list[str]:
    """Files below the output folder that a page names, by XPath of their addresses."""
    return [urlsplit(str(address)).path.lstrip("/") for address in page.find(path)]


def test_every_article_is_within_its_weight(demo: Demo) -> None:
    """12 KB of HTML, 8 KB of CSS, 2 KB of JavaScript, and 15 KB together: compressed, as hosts send them."""
    built = demo("publishconf.py")
    articles = {name: page for name, page in read_pages(built.output).items() if name.startswith("news/")}
    assert len(articles) == 25
    for name, page in articles.items():
        html = weight(built, name)
        css = sum(weight(built, file) for file in loaded(page, "//link[@rel='stylesheet']/@href"))
        js = sum(weight(built, file) for file in loaded(page, "//script/@src"))
        assert (html <= HTML, css <= CSS, js <= JS, html + css + js <= TEXT) == (True,) * 4, (name, html, css, js)
        assert css > 0 < js


def test_only_the_pages_that_need_a_script_load_it(demo: Demo) -> None:
    built = demo("publishconf.py")
    for name, page in read_pages(built.output).items():
        scripts = {file.rpartition("/")[2] for file in loaded(page, "//script/@src")}
        own = {"search.html": {"search.js"}, "exchanges.html": {"register.js"}}.get(name, set())
        own |= {"register.js"} if name in {f"exchanges/{year}.html" for year in range(2022, 2027)} else set()
        assert scripts == {"scheme.js"} | own, name
        assert sum(weight(built, file) for file in loaded(page, "//script/@src")) <= SEARCH_JS, name
