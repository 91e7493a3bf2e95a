"""A site's search: an index of what is listed and nothing else, beside its page, or neither."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from standfirst.desk.serve import IndexLater
from tests.sites.pages import broken_links, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.harness import Built, Site

SITE = """
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "Searched"
SITEURL = "https://searched.example/below"
TIMEZONE = "Europe/Kyiv"
-- content/told.md --
---
title: Told zqtitleqz
date: 2026-01-01
category: Zqtopicqz
tags: [zqtagqz]
summary: The zqteaserqz says more.
---
A zqbodyqz.
-- content/later.md --
---
title: Dull zqlaterqz
date: 2026-01-03
---
Of zqlaterbodyqz.
-- content/draft.md --
---
title: Dull zqdraftqz
date: 2026-01-01
status: draft
---
Of zqdraftbodyqz.
-- content/hidden.md --
---
title: Dull zqhiddenqz
date: 2026-01-01
status: hidden
---
Of zqhiddenbodyqz.
-- content/pages/about.md --
---
title: About zqaboutqz
---
Of us.
"""
MORE = "-- content/more.md --\n---\ntitle: More\ndate: 2026-01-02\n---\nMore.\n"


def index_text(output: Path) -> str:
    """All that the index holds, unpacked."""
    files = [path for path in sorted((output / "pagefind").rglob("*")) if path.is_file()]
    unpacked = [gzip.decompress(data) if (data := path.read_bytes())[:2] == b"\x1f\x8b" else data for path in files]
    return "\n".join(
        [*(str(path.relative_to(output)) for path in files), *(data.decode("latin-1") for data in unpacked)]
    )


def indexed(built: Built) -> int:
    """How many articles the index has."""
    languages = json.loads(built.text("pagefind/pagefind-entry.json"))["languages"].values()
    return sum(language["page_count"] for language in languages)


def searchable(built: Built) -> bool:
    """Whether there is any of it: page, index, or a link to it."""
    found = [path for path in built.paths() if path == "search.html" or path.startswith("pagefind/")]
    return bool(found) or "search.html" in "".join(built.text(path) for path in built.paths() if path.endswith(".html"))


def test_the_index_holds_what_is_listed_and_no_word_of_anything_else(site: Site) -> None:
    built = site.write(SITE).build_here().checked()
    text = index_text(built.output)
    assert indexed(built) == 1
    assert [word for word in ("title", "topic", "tag", "teaser", "body") if f"zq{word}qz" not in text.lower()] == []
    untold = [f"zq{word}{part}qz" for word in ("later", "draft", "hidden") for part in ("", "body")]
    assert [word for word in (*untold, "zqaboutqz") if word in text] == []


def test_every_page_links_to_the_search_page_and_it_is_one_page_for_search_engines(site: Site) -> None:
    built = site.write(SITE).build_here().checked()
    pages = read_pages(built.output)
    assert [name for name, page in pages.items() if "/search.html" not in page.source] == []
    assert pages["search.html"].find("//link[@rel='canonical']/@href") == ["https://searched.example/below/search.html"]
    assert "search.html" not in "".join(built.text(path) for path in built.paths() if path.endswith(".xml"))
    assert broken_links(built.output, "https://searched.example/below") == []


def test_the_index_is_the_same_bytes_again_with_and_without_what_was_kept(site: Site, tmp_path: Path) -> None:
    first = site.write(SITE + MORE).build_here().checked()
    sums = first.sums()
    assert site.build_here().checked().sums() == sums
    assert site.build_here("--state", str(tmp_path / "other")).checked().sums() == sums


def test_a_new_story_is_in_the_next_index(site: Site) -> None:
    assert indexed(site.write(SITE).build_here().checked()) == 1
    assert indexed(site.write(MORE).build_here().checked()) == 2
    assert indexed(site.remove("content/more.md").build_here().checked()) == 1


def test_a_program_that_is_not_there_fails_the_build_and_leaves_the_last_site(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.write(SITE).build_here().checked().sums()
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    failed = site.write(MORE).build_here()
    assert failed.code == 1
    assert "SF813 /nowhere/pagefind cannot be run (pip install 'pagefind[bin]', or turn search off" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert failed.sums() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.write(SITE.replace("TIMEZONE =", "STANDFIRST_SEARCH = False\nTIMEZONE =")).build_here(),
        lambda site: site.write(SITE).build_here("-t", "simple"),
        lambda site: site.write(SITE).remove("content/told.md").build_here(),
    ],
    ids=["turned off", "a foreign theme", "no story"],
)
def test_there_is_no_search_and_no_program_needed(
    site: Site, change: Callable[[Site], Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    assert not searchable(change(site).checked())


def test_a_page_of_the_site_s_own_has_the_address(site: Site) -> None:
    site.write(
        f"{SITE}-- content/pages/own.md --\n---\ntitle: Our own\nsave_as: search.html\nurl: search.html\n---\nHere.\n"
    )
    built = site.build_here().checked()
    assert "Our own" in built.text("search.html")
    assert not [path for path in built.paths() if path.startswith("pagefind/")]


def test_a_preview_does_not_wait_for_the_index(site: Site) -> None:
    """The pages are there at once, with the last index; the new one is made after them."""
    site.write(SITE).build_here().checked()
    built = site.write(MORE).build_here("--preview").checked()
    assert "news/more.html" in built.paths()
    assert indexed(built) == 1
    IndexLater(built.output, site.root / "state").start().join()
    assert indexed(built) == 2
    fresh = site.build_here("--state", "other").checked()
    assert site.build_here().checked().sums() == fresh.sums()


def test_a_preview_whose_index_fails_says_so_and_shows_the_pages(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built = site.write(SITE).build_here("--preview").checked()
    assert "search.html" in built.paths()
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    IndexLater(built.output, site.root / "state").start().join()
    assert "not up to date: /nowhere/pagefind cannot be run" in capsys.readouterr().err
    assert not [path for path in built.paths() if path.startswith("pagefind/")]
