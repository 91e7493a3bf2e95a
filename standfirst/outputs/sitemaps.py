"""Sitemaps (sitemaps.org 0.9) and the news sitemap, with every limit kept by splitting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from standfirst.outputs.text import timestamp, uri, xml_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from standfirst.config import Config
    from standfirst.edition import Edition
    from standfirst.model import Story

MOST_URLS = 50_000
"""Addresses in one file (sitemaps.org)."""
MOST_BYTES = 52_428_800
"""Size of one file, uncompressed (sitemaps.org)."""
LONGEST_LOC = 2_047
"""Characters of one address (sitemaps.org: less than 2,048)."""
MOST_NEWS = 1_000
"""Stories in one news sitemap (Google)."""
NEWS_AGE = timedelta(days=2)
"""How long a story stands in the news sitemap (Google)."""

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XMLNS_NEWS = f'{_XMLNS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
_LONGEST_FRAME = 400
"""Bytes kept free for the declaration and the root element."""


@dataclass(frozen=True, slots=True)
class _Url:
    xml: str
    """Its element, in one line."""
    updated: datetime | None


def sitemaps(edition: Edition, listings: Iterable[str]) -> dict[str, str]:
    """Path below the site's root -> text: the index, one sitemap a month, pages with listings, news of two days.

    `listings` are addresses below the root: the home page, topics, tags, authors, archives. Stories are kept by month
    of first publication, so that a new one changes no other month's file. An address that is too long for a sitemap
    is left out: no search engine would take the file. The news sitemap is always there: without news it holds the front page
    alone and no news element, as the protocol's schema wants one address at least.
    """
    config = edition.config
    files: dict[str, tuple[str, datetime | None]] = {}
    pages = (_url(config, page.url, page.updated) for page in edition.pages)
    # Pelican lists tags by their newest article: in that order each new one would change the file.
    plain = (_url(config, address, None) for address in sorted(listings))
    files.update(_split("sitemap-pages", _unique([*pages, *plain]), "urlset", _XMLNS, MOST_URLS))
    months: dict[str, list[_Url | None]] = {}
    for story in edition.stories:
        if story.date:
            months.setdefault(story.date.isoformat()[:7], []).append(_url(config, story.url, story.updated))
    for month, urls in sorted(months.items()):
        files.update(_split(f"sitemap-{month}", _unique(urls), "urlset", _XMLNS, MOST_URLS))
    news = _unique(_news(edition)) or _unique([_url(config, "", None)])
    files.update(_split("sitemap-news", news, "urlset", _XMLNS_NEWS, MOST_NEWS))
    index = [_url(config, path, updated, "sitemap") for path, (_, updated) in files.items()]
    return {
        **{
            path: text
            for path, (text, _) in _split("sitemap", _unique(index), "sitemapindex", _XMLNS, MOST_URLS).items()
        },
        **{path: text for path, (text, _) in files.items()},
    }


def news_language(lang: str) -> str:
    """The language code that a news sitemap wants for a BCP 47 tag: ISO 639, but zh-cn and zh-tw for Chinese."""
    primary, *rest = lang.lower().replace("_", "-").split("-")
    if primary == "zh":
        return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-cn"
    return primary


def _news(edition: Edition) -> Iterator[_Url | None]:
    config = edition.config
    publication = _xml(config.site_name)
    for story in edition.stories:
        if story.date and edition.now - NEWS_AGE <= story.date <= edition.now:
            yield _url(config, story.url, story.updated, extra=_news_element(story, story.date, publication))


def _news_element(story: Story, published: datetime, publication: str) -> str:
    return (
        f"<news:news><news:publication><news:name>{publication}</news:name>"
        f"<news:language>{_xml(news_language(story.lang))}</news:language></news:publication>"
        f"<news:publication_date>{timestamp(published)}</news:publication_date>"
        f"<news:title>{_xml(story.title)}</news:title></news:news>"
    )


def _url(config: Config, address: str, updated: datetime | None, tag: str = "url", extra: str = "") -> _Url | None:
    loc = uri(config.absolute(address))
    if len(loc) > LONGEST_LOC:
        return None
    lastmod = f"<lastmod>{timestamp(updated)}</lastmod>" if updated and not extra else ""
    return _Url(f"<{tag}><loc>{_xml(loc)}</loc>{lastmod}{extra}</{tag}>", updated)


def _unique(urls: Iterable[_Url | None]) -> list[_Url]:
    """Each element once, in order: a page can be a listing too."""
    found: dict[str, _Url] = {}
    for url in urls:
        if url:
            found.setdefault(url.xml.partition("</loc>")[0], url)
    return list(found.values())


def _split(name: str, urls: list[_Url], root: str, xmlns: str, most: int) -> dict[str, tuple[str, datetime | None]]:
    """As many files as the limits ask for (name.xml, name-2.xml, …), each with its latest date."""
    files: list[list[_Url]] = []
    room = 0
    for url in urls:
        size = len(url.xml.encode()) + 1
        if not files or len(files[-1]) == most or size > room:
            files.append([])
            room = MOST_BYTES - _LONGEST_FRAME
        files[-1].append(url)
        room -= size
    return {
        f"{name}.xml" if number == 1 else f"{name}-{number}.xml": (
            _document(root, xmlns, part),
            max((url.updated for url in part if url.updated), default=None),
        )
        for number, part in enumerate(files, 1)
    }


def _document(root: str, xmlns: str, urls: Iterable[_Url]) -> str:
    lines = "".join(f"{url.xml}\n" for url in urls)
    return f"{_DECLARATION}<{root} {xmlns}>\n{lines}</{root}>\n"


def _xml(text: str) -> str:
    return escape(xml_safe(text), quote=False)
