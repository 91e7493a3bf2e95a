"""What is wrong with a feed: feedparser, a RELAX NG grammar and a JSON Schema say so, not the code that wrote it.

`atom.rng` is written from the text of RFC 4287, as no package carries the grammar of its appendix. It is stricter where
this project promises more: absolute addresses, one self and one alternate link, an author of the feed, whole content.
The JSON Schema is that of the npm package jsonfeed-schema.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
from lxml import etree

from tests.validators.npm import package_file

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def atom_problems(text: bytes) -> list[str]:
    """What is wrong with an Atom document; empty for a good one."""
    try:
        root = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        return [f"not XML: {error}"]
    grammar = etree.RelaxNG(file=str(HERE / "atom.rng"))
    problems = [] if grammar.validate(root) else [f"line {e.line}: {e.message}" for e in grammar.error_log]
    problems += [
        f"not one {rel} link" for rel in ("self", "alternate") if len(root.findall(f"{ATOM}link[@rel='{rel}']")) != 1
    ]
    feed = feedparser.parse(text)
    if feed.bozo:
        problems.append(f"feedparser: {feed.get('bozo_exception')}")
    if feed.version != "atom10":
        problems.append(f"feedparser reads it as {feed.version!r}")
    problems += [f"entry without {name}" for e in feed.entries for name in ("id", "link", "updated") if not e.get(name)]
    problems += _unique([entry.get("id", "") for entry in feed.entries])
    for date in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        problems += _offset(date.text or "")
    problems += _latest(feed)
    return problems


def json_feed_problems(text: bytes) -> list[str]:
    """What is wrong with a JSON Feed 1.1; empty for a good one."""
    try:
        feed = json.loads(text)
    except ValueError as error:
        return [f"not JSON: {error}"]
    problems = [f"{e.json_path}: {e.message}" for e in _json_feed_schema().iter_errors(feed)]
    if problems:
        return problems
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        problems.append(f"version {feed['version']}")
    problems += [f"no {name}" for name in ("home_page_url", "feed_url") if name not in feed]
    problems += _unique([item["id"] for item in feed["items"]])
    for item in feed["items"]:
        problems += [f"{item['id']}: {name} is not absolute" for name in ("url", "image") if not _absolute(item, name)]
        problems += [f"{item['id']}: no content"] if not {"content_html", "content_text"} & item.keys() else []
        problems += [p for name in ("date_published", "date_modified") for p in _offset(item.get(name, ""))]
    return problems


def site_feed_problems(site: Path) -> list[str]:
    """What is wrong with the Atom and JSON feeds of a built site, each problem with its file."""
    problems = []
    for file in sorted(site.rglob("*")):
        if file.suffix in {".xml", ".atom"} and b"http://www.w3.org/2005/Atom" in (text := file.read_bytes())[:300]:
            problems += [f"{file.relative_to(site)}: {problem}" for problem in atom_problems(text)]
        elif file.suffix == ".json" and b"jsonfeed.org/version" in (text := file.read_bytes())[:300]:
            problems += [f"{file.relative_to(site)}: {problem}" for problem in json_feed_problems(text)]
    return problems


@cache
def _json_feed_schema() -> Any:
    schema = json.loads(package_file("jsonfeed-schema/schema-v1.1.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def _latest(feed: Any) -> list[str]:
    dates = [entry.updated_parsed for entry in feed.entries if entry.get("updated_parsed")]
    wrong = dates and feed.feed.get("updated_parsed") != max(dates)
    return ["the feed's updated is not that of its latest entry"] if wrong else []


def _absolute(item: dict[str, str], name: str) -> bool:
    return name not in item or item[name].startswith(("https://", "http://"))


def _offset(date: str) -> list[str]:
    return [] if WITH_OFFSET.fullmatch(date) else [f"{date!r} is no date with an offset"]


def _unique(ids: list[str]) -> list[str]:
    return [f"id {item!r} stands twice" for item in sorted({item for item in ids if ids.count(item) > 1})]
