"""What is wrong with JSON-LD: the vocabulary of schema.org says so, as the npm package schema-dts carries it.

The package is a TypeScript declaration of each type, its supertypes, its properties and what they may hold, generated
from schema.org's release. It is read as text; nothing in it runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import html

from tests.validators.npm import package_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CONTEXTS = {"https://schema.org", "https://schema.org/", "http://schema.org"}
KEYWORDS = {"@context", "@type", "@id", "@graph"}
NUMBERS = {"Number", "Integer", "Float"}
DATES = {"Date", "DateTime"}
TEXTS = {"Text", "URL", "Time", "Duration", "Distance", *DATES}
REDUCED_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
ADDRESS = re.compile(r"(https?://[^\s/]+\S*|mailto:\S+)")

_INTERFACE = re.compile(r"^(?:export )?interface (\w+?)(Base|Leaf) extends ([\w<>, ]+) \{$")
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$')
_ROLE = re.compile(r"^export type (\w+)Leaf<.*Omit<(\w+)Base,")
_ENUMERATION = re.compile(r'^export type (\w+) = "https://schema.org/')


@dataclass(frozen=True)
class Vocabulary:
    """schema.org as data."""

    parents: dict[str, set[str]]
    """Type -> its direct supertypes."""
    properties: dict[str, dict[str, set[str]]]
    """Type -> property defined on it -> types that its values have."""
    enumerations: dict[str, set[str]]
    """Type whose values are named, not described -> their names."""

    def lineage(self, name: str) -> set[str]:
        """The type and all its supertypes."""
        return {name}.union(*map(self.lineage, self.parents.get(name, ())))

    def ranges(self, types: Iterable[str], name: str) -> set[str]:
        """What a property may hold at these types; empty where it does not belong to them."""
        places = set().union(*map(self.lineage, types))
        return set().union(*(self.properties.get(place, {}).get(name, set()) for place in places))


@cache
def vocabulary() -> Vocabulary:
    """Read the declarations."""
    parents: dict[str, set[str]] = {}
    properties: dict[str, dict[str, set[str]]] = {}
    enumerations: dict[str, set[str]] = {}
    here = ""
    for line in package_file("schema-dts/dist/schema.d.ts").read_text("utf-8").splitlines():
        if found := _INTERFACE.match(line):
            here = found[1]
            supertypes = set(re.findall(r"\b(\w+)Base\b", found[3])) - {here}
            parents.setdefault(here, set()).update(supertypes)
        elif found := _PROPERTY.match(line):
            properties.setdefault(here, {})[found[1]] = {name.strip() for name in found[2].split("|")}
        elif found := _ROLE.match(line):
            parents.setdefault(found[1], set()).update({found[2]} - {found[1]})
        elif found := _ENUMERATION.match(line):
            enumerations[found[1]] = set(re.findall(r'"([^"]+)"', line))
    return Vocabulary(parents, properties, enumerations)


def json_ld_problems(data: Any) -> list[str]:
    """Unknown types, unknown or misplaced properties and values of a wrong type in a JSON-LD document."""
    if not isinstance(data, dict) or data.get("@context") not in CONTEXTS:
        return ["no @context of schema.org"]
    roots = data.get("@graph", [data])
    return [problem for root in roots for problem in _node_problems(root, "")]


def article_problems(data: dict[str, Any]) -> list[str]:
    """What the project promises of a NewsArticle beyond the vocabulary, after Google's page on Article."""
    wanted = ("headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage", "inLanguage")
    problems = [f"no {name}" for name in wanted if not data.get(name)]
    dates = [data[name] for name in ("datePublished", "dateModified") if data.get(name)]
    problems += [f"{day} has no offset" for day in dates if not re.search(r"T\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$", day)]
    for author in data.get("author", []):
        if not isinstance(author, dict) or not author.get("name") or not author.get("url"):
            problems.append(f"author {author} is not an object with a name and a url")
        elif re.match(r"(?i)by ", author["name"]):
            problems.append(f"author name {author['name']!r} is a byline")
    latest = max((item.get("datePublished", "") for item in data.get("correction", [])), default="")
    if data.get("dateModified", "") < latest:
        problems.append(f"corrected on {latest}, but modified on {data.get('dateModified')}")
    return problems


def page_problems(text: bytes) -> list[str]:
    """What is wrong with the JSON-LD of an HTML page; a page without any is good."""
    problems = []
    for data in page_data(text):
        problems += json_ld_problems(data)
        if isinstance(data, dict) and data.get("@type") == "NewsArticle":
            problems += article_problems(data)
    return problems


def page_data(text: bytes) -> Iterator[Any]:
    """The JSON-LD documents of an HTML page; a string that says why, for one that is not JSON."""
    for element in html.document_fromstring(text).iter("script"):
        if element.get("type") == "application/ld+json":
            try:
                yield json.loads(element.text or "")
            except ValueError as error:
                yield f"not JSON: {error}"


def site_structured_data_problems(site: Path) -> list[str]:
    """What is wrong with the JSON-LD of a built site's pages, each problem with its file."""
    files = sorted(site.rglob("*.html"))
    return [f"{file.relative_to(site)}: {problem}" for file in files for problem in page_problems(file.read_bytes())]


def _node_problems(node: Any, path: str) -> list[str]:
    if not isinstance(node, dict):
        return [f"{path or '/'}: {node!r} is not a node"]
    if node.keys() == {"@id"}:
        return [] if ADDRESS.fullmatch(node["@id"]) else [f"{path}/@id: {node['@id']!r} is not an address"]
    types = node.get("@type", [])
    types = types if isinstance(types, list) else [types]
    known = vocabulary()
    unknown = [name for name in types if name not in known.parents]
    if unknown or not types:
        return [f"{path}/@type: there is no type {', '.join(map(str, unknown)) or 'at all'}"]
    problems = []
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        ranges = known.ranges(types, name)
        if not ranges:
            problems.append(f"{path}/{name}: not a property of {' or '.join(types)}")
            continue
        for item in value if isinstance(value, list) else [value]:
            problems += _value_problems(item, ranges, f"{path}/{name}")
    return problems


def _value_problems(value: Any, ranges: set[str], path: str) -> list[str]:
    if isinstance(value, dict):
        problems = _node_problems(value, path)
        types = value.get("@type", [])
        types = types if isinstance(types, list) else [types]
        lineage = set().union(*(vocabulary().lineage(name) for name in types))
        if problems or not types or lineage & ranges:
            return problems
        return [f"{path}: {' and '.join(types)} is none of {', '.join(sorted(ranges))}"]
    return [] if _fits(value, ranges) else [f"{path}: {value!r} is none of {', '.join(sorted(ranges))}"]


def _fits(value: object, ranges: set[str]) -> bool:
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, (int, float)):
        return bool(NUMBERS & ranges)
    if not isinstance(value, str) or not value:
        return False
    return (
        "Text" in ranges
        or any(value in vocabulary().enumerations.get(name, ()) for name in ranges - {"Boolean"})
        or ("URL" in ranges and bool(ADDRESS.fullmatch(value)))
        or (bool(DATES & ranges) and _is_date(value))
        or bool(ranges & (TEXTS - DATES - {"URL"}))
    )


def _is_date(value: str) -> bool:
    # A Date of schema.org is one of ISO 8601, which leaves out the day or the month that is not known.
    if REDUCED_DATE.fullmatch(value):
        return True
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return True
    return False
