"""What is wrong with a sitemap: the official XSD says so, and the limits of sitemaps.org and Google.

sitemap.xsd is the protocol's own, from the npm package sitemap. No package carries those of the index and of news;
siteindex.xsd and sitemap-news.xsd beside this file are written from the published text.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tests.validators.npm import package_file

HERE = Path(__file__).parent
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NAMES = {"s": SITEMAP, "n": NEWS}
MOST_NEWS = 1_000
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
LONGEST_LOC = 2_047


def sitemap_problems(text: bytes) -> list[str]:
    """What is wrong with a sitemap, a news sitemap or a sitemap index; empty for a good one."""
    try:
        root = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [f"not XML: {error}"]
    schema = _schema()
    problems = [] if schema.validate(root) else [f"line {e.line}: {e.message}" for e in schema.error_log]
    locs = _locs(root)
    problems += [f"{loc[:60]}… is too long" for loc in locs if len(loc) > LONGEST_LOC]
    problems += [f"{loc} is not an absolute ASCII URI" for loc in locs if not (loc.isascii() and urlsplit(loc).netloc)]
    problems += ["an address stands twice"] if len(set(locs)) < len(locs) else []
    problems += [f"{len(root)} addresses"] if len(root) > MOST_URLS else []
    problems += [f"{len(text)} bytes"] if len(text) > MOST_BYTES else []
    news = root.findall("s:url/n:news", NAMES)
    problems += [f"{len(news)} news stories"] if len(news) > MOST_NEWS else []
    return problems


def old_news(text: bytes, now: datetime) -> list[str]:
    """Addresses in a news sitemap of stories that are not of the two days before `now`."""
    root = etree.fromstring(text)
    old = []
    for url in root.findall("s:url[n:news]", NAMES):
        date = datetime.fromisoformat(url.findtext("n:news/n:publication_date", "", NAMES))
        if not now - timedelta(days=2) <= date <= now:
            old.append(url.findtext("s:loc", "", NAMES))
    return old


def site_sitemap_problems(site: Path, site_url: str) -> list[str]:
    """What is wrong with the sitemaps of a built site, from sitemap.xml on: each listed file and page exists."""
    problems = []
    index = site / "sitemap.xml"
    problems += [f"{index.name}: {problem}" for problem in sitemap_problems(index.read_bytes())]
    listed = {_file(site, site_url, loc): loc for loc in _locs(etree.parse(index).getroot())}
    problems += [f"{loc} is no file of the site" for file, loc in listed.items() if not file.is_file()]
    problems += [f"{file.name} is not in the index" for file in site.glob("sitemap-*.xml") if file not in listed]
    for file in sorted(file for file in listed if file.is_file()):
        problems += [f"{file.name}: {problem}" for problem in sitemap_problems(file.read_bytes())]
        pages = {loc: _file(site, site_url, loc) for loc in _locs(etree.parse(file).getroot())}
        problems += [f"{file.name}: {loc} is no page of the site" for loc, page in pages.items() if not page.is_file()]
    return problems


def _locs(root: etree._Element) -> list[str]:
    return [loc.text or "" for loc in root.iter(f"{{{SITEMAP}}}loc")]


def _file(site: Path, site_url: str, loc: str) -> Path:
    """The file that answers an address, as static hosts choose it."""
    if not loc.startswith(f"{site_url}/"):
        return site / "(elsewhere)"
    path = site / unquote(loc.removeprefix(f"{site_url}/"))
    if path.is_dir():
        return path / "index.html"
    return path if path.is_file() else path.with_name(f"{path.name}.html")


@cache
def _schema() -> etree.XMLSchema:
    official = package_file("sitemap/schema/sitemap.xsd")
    imports = [(NEWS, HERE / "sitemap-news.xsd")]
    schema = etree.fromstring(official.read_bytes())
    xsd = "{http://www.w3.org/2001/XMLSchema}"
    for namespace, file in imports:
        schema.insert(0, etree.Element(f"{xsd}import", namespace=namespace, schemaLocation=file.as_uri()))
    schema.insert(1, etree.Element(f"{xsd}include", schemaLocation=(HERE / "siteindex.xsd").as_uri()))
    return etree.XMLSchema(schema)
