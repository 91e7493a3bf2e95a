"""Every article that is out has a picture of itself for social networks, unless its photograph does that better."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from PIL import Image

from standfirst.defaults import THEME
from tests.sites.commands import run
from tests.sites.pages import read_pages
from tests.validators.structured_data import page_data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo import Demo
    from tests.harness import Built, Site

SITE_URL = "https://cards.example"
SITE = f"""
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "The Paper"
SITEURL = "{SITE_URL}"
STANDFIRST_IMAGE = "theme/card.png"
STANDFIRST_IMAGE_ALT = "The Paper"
-- content/articles/plain.md --
---
title: 205 & more return
date: 2026-01-01
---
They are home.
-- content/articles/obmin.md --
---
title: "Обмін: її зустріли на ґанку"
date: 2026-01-01
lang: uk
slug: obmin
---
Вдома.
-- content/articles/arabic.md --
---
title: "تبادل الأسرى"
date: 2026-01-01
lang: ar
slug: arabic
---
نص.
-- content/articles/unlisted.md --
---
title: A word to some
date: 2026-01-01
status: hidden
---
They have the link.
-- content/articles/draft.md --
---
title: Not yet
date: 2026-01-01
status: draft
---
Unfinished.
-- content/articles/later.md --
---
title: Tomorrow
date: 2027-01-01
---
Embargoed.
-- content/pages/about.md --
---
title: About
---
Us.
"""
PHOTOGRAPHS = """
-- content/articles/wide.md --
---
title: A wide photograph
date: 2026-01-01
image: {src: images/wide.png, alt: A bridge}
---
See.
-- content/articles/narrow.md --
---
title: A narrow photograph
date: 2026-01-01
image: {src: images/narrow.png, alt: A face}
---
See.
"""


def shown(built: Built, name: str) -> dict[str, str]:
    """What a network reads of a page's picture."""
    page = read_pages(built.output)[name]
    return {
        key: page.meta(f"og:image{key}")[0] for key in ("", ":width", ":height", ":alt") if page.meta(f"og:image{key}")
    }


def picture(built: Built, address: str) -> Image.Image:
    """The published picture at an absolute address."""
    file = built.output / unquote(address.removeprefix(f"{SITE_URL}/"))
    return Image.open(io.BytesIO(file.read_bytes()))


def cards(built: Built) -> list[str]:
    return [path for path in built.paths() if path.startswith("cards/")]


def test_every_article_that_is_out_has_a_card_and_nothing_else_has(site: Site) -> None:
    built = site.write(SITE).build().checked()
    assert [re.sub(r"[0-9a-f]{8,}", "KEY", path) for path in cards(built)] == [
        "cards/KEY.png",  # the unlisted one's, which no name tells of
        "cards/news/205-more-return-KEY.png",
        "cards/news/obmin-uk-KEY.png",
    ]
    for path, title in {
        "news/205-more-return.html": "205 & more return",
        "news/a-word-to-some.html": "A word to some",
        "news/obmin-uk.html": "Обмін: її зустріли на ґанку",
    }.items():
        told = shown(built, path)
        assert told.pop("").startswith(f"{SITE_URL}/cards/")
        assert told == {":width": "1200", ":height": "630", ":alt": title}
        image = picture(built, shown(built, path)[""])
        assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_general_picture_stands_for_pages_and_for_headlines_in_letters_that_the_type_lacks(site: Site) -> None:
    built = site.write(SITE).build().checked()
    pages = [
        page.name
        for page in read_pages(built.output).values()
        if page.meta("og:image") == [f"{SITE_URL}/theme/card.png"]
    ]
    assert {"index.html", "pages/about.html", "news/arabic-ar.html"} <= set(pages)


def test_a_photograph_that_is_wide_enough_is_shown_instead(site: Site) -> None:
    built = site.write(SITE + PHOTOGRAPHS, wide=(1600, 900), narrow=(600, 900)).build().checked()
    wide = shown(built, "news/a-wide-photograph.html")
    assert "/images/wide" in wide[""]
    assert wide[":alt"] == "A bridge"
    assert picture(built, wide[""]).size == (int(wide[":width"]), int(wide[":height"]))
    narrow = shown(built, "news/a-narrow-photograph.html")
    assert "/cards/" in narrow[""]
    assert narrow[":alt"] == "A narrow photograph"


def test_structured_data_has_the_photograph_and_where_there_is_none_the_card(site: Site) -> None:
    built = site.write(SITE + PHOTOGRAPHS, wide=(1600, 900), narrow=(600, 900)).build().checked()

    def images(name: str) -> list[str]:
        page = read_pages(built.output)[name]
        article = next(data for data in page_data(page.source) if data["@type"] == "NewsArticle")
        return [image["url"] for image in article["image"]]

    assert images("news/205-more-return.html") == [shown(built, "news/205-more-return.html")[""]]
    assert all("/images/narrow" in url for url in images("news/a-narrow-photograph.html"))


def test_a_second_build_draws_only_what_is_new_and_writes_the_same(site: Site) -> None:
    first = site.write(SITE).build().checked()
    sums = first.sums()
    kept = {path: path.stat().st_mtime_ns for path in (site.root / "state").rglob("card.png")}
    assert len(kept) == len(cards(first))
    assert site.build().checked().sums() == sums
    assert {path: path.stat().st_mtime_ns for path in (site.root / "state").rglob("card.png")} == kept
    article = site.root / "content/articles/plain.md"
    article.write_text(article.read_text("utf-8").replace("& more", "and more"), "utf-8")
    again = site.build().checked()
    new = {path for path in (site.root / "state").rglob("card.png") if path not in kept}
    assert len(new) == 1
    assert len(set(cards(again)) - set(sums)) == 1, "a network sees a new address, and asks for the new picture"


@pytest.mark.parametrize("more", [(), ("-t", "simple")])
def test_cards_can_be_switched_off_and_themes_that_have_no_type_for_them_get_none(
    site: Site, more: tuple[str, ...]
) -> None:
    off = SITE if more else SITE.replace("STANDFIRST_IMAGE =", "STANDFIRST_SOCIAL_CARDS = False\nSTANDFIRST_IMAGE =")
    built = site.write(off).build(*more).checked()
    assert cards(built) == []
    assert not more or "og:image" not in built.text("news/205-more-return.html")
    assert more or shown(built, "news/205-more-return.html")[""] == f"{SITE_URL}/theme/card.png"


def test_pelican_makes_the_same_cards(site: Site) -> None:
    ours = site.write(SITE).build().checked()
    arguments = ("content", "-s", "pelicanconf.py", "-o", "other")
    theirs = run(site.root, "pelican", *arguments, output=site.root / "other").checked()
    assert {path: ours.sums()[path] for path in cards(ours)} == {path: theirs.sums()[path] for path in cards(theirs)}


def test_a_font_that_is_broken_is_told_with_its_name(site: Site, tmp_path: Path) -> None:
    fonts = {f"card-{role}.woff" for role in ("headline", "text", "strong")}
    theme = tmp_path / "theme"
    for folder in ("templates", "css", "static"):
        shutil.copytree(f"{THEME}/{folder}", theme / folder)
    (theme / "fonts").mkdir()
    for name in fonts:
        (theme / "fonts" / name).write_bytes(b"no font")
    built = site.write(SITE).build("-t", str(theme))
    assert built.code == 1
    assert "card-headline.woff" in built.stdout + built.stderr
    assert "Traceback" not in built.stdout + built.stderr


def test_the_demo_site_shows_every_card_that_it_publishes(demo: Demo) -> None:
    built = demo("publishconf.py")
    named = {
        unquote(address.removeprefix("https://standfirst.example/"))
        for page in read_pages(built.output).values()
        for address in page.meta("og:image")
    }
    assert named <= set(built.paths())
    assert len(cards(built)) == len([path for path in built.paths() if path.startswith("news/")])
    assert len([path for path in cards(built) if path in named]) > 20
    assert all((built.output / path).stat().st_size < 60_000 for path in cards(built))
