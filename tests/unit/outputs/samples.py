"""A small newsroom, as values."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from standfirst.config import Config
from standfirst.edition import Edition
from standfirst.fields import Source
from standfirst.languages import Languages
from standfirst.model import Author, Correction, Image, Link, Picture, Place, Story, Teaser

ENGLISH = Languages("en").of("en")
KYIV = timezone(timedelta(hours=3))
NOW = datetime(2025, 5, 26, 12, tzinfo=KYIV)

LIAM = Author(
    id="liam",
    name="Liam",
    url="authors/liam.html",
    feed_url="feeds/authors/liam.xml",
    role="Reporter",
    avatar=Image(src="images/liam.jpg"),
    links=(Link(title="Site", url="https://liam.example/"), Link(title="Mail", url="mailto:liam@news.example")),
)
DESK = Author(id="desk", name="Data desk", url="authors/desk.html", organisation=True)
EXCHANGES = Place(name="Exchanges", slug="exchanges", url="topics/exchanges.html")
ISTANBUL = Place(name="Istanbul & talks", slug="istanbul", url="tags/istanbul.html")


def config(**changes: Any) -> Config:
    """A configuration; names are those of the settings."""
    values = {"SITENAME": "The Count", "SITEURL": "https://news.example", "SITESUBTITLE": "News in numbers."} | changes
    return Config(**values)


def story(slug: str = "first-day", **changes: Any) -> Story:
    """An article with all that outputs speak of."""
    values: dict[str, Any] = {
        "path": f"articles/{slug}.md",
        "kind": "article",
        "title": "390 return on each side",
        "slug": slug,
        "url": f"{slug}.html",
        "save_as": f"{slug}.html",
        "lang": "en",
        "status": "published",
        "date": datetime(2025, 5, 23, 18, 30, tzinfo=KYIV),
        "authors": (LIAM, DESK),
        "topic": EXCHANGES,
        "tags": (ISTANBUL,),
        "teaser": Teaser(card="The first stage is done.", standfirst=None, verdict="exact"),
        "html": "<p>The first stage is done.</p>",
        "words": 5,
    }
    return Story(**(values | changes))


def rich_story() -> Story:
    """An article with a picture, sources and a correction."""
    return story(
        modified=datetime(2025, 5, 24, 9, tzinfo=KYIV),
        picture=Picture(
            url="images/bus.jpg", alt="A bus", width=1200, height=675, credit="Liam", caption="The convoy."
        ),
        sources=(Source(title="Statement", url="https://mod.example/1", publisher="Ministry", date=date(2025, 5, 23)),),
        corrections=(Correction(date=date(2025, 5, 24), text="It was 390, not 380."),),
    )


def page(slug: str = "about", **changes: Any) -> Story:
    """A page."""
    return story(slug, **({"kind": "page", "title": "About", "date": None, "authors": (), "topic": None} | changes))


def edition(*stories: Story, pages: tuple[Story, ...] = (), **settings: Any) -> Edition:
    """An edition of these stories, newest first."""
    return Edition(config(**settings), NOW, stories, pages, {})
