"""One item of a WordPress export: its XML -> text by name, dates and addresses understood."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import unescape
from typing import TYPE_CHECKING, Any

from standfirst.desk.importing.addresses import old_path
from standfirst.desk.importing.fields import shown_moment

if TYPE_CHECKING:
    from lxml.etree import _Element

WP = re.compile(r"\{http://wordpress\.org/export/[0-9.]+/\}")
EXCERPT = re.compile(r"\{http://wordpress\.org/export/[0-9.]+/excerpt/\}encoded")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MAX_OFFSET = timedelta(hours=14)
MINUTE = timedelta(minutes=1)
LATER = timedelta(days=1)


@dataclass(slots=True)
class Item:
    """One item of the export, as text."""

    values: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str]] = field(default_factory=list)
    comments: int = 0
    line: int = 0


def read_item(element: _Element) -> Item:
    """An <item> as text."""
    item = Item(line=int(element.sourceline or 0))
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name, text = WP.sub("wp:", child.tag), child.text or ""
        if name == "category":
            _read_term(item, child, " ".join(unescape(text).split()))
        elif name == "wp:comment":
            item.comments += 1
        elif name == "wp:postmeta":
            pair = {WP.sub("", str(part.tag)): part.text or "" for part in child}
            item.meta[pair.get("meta_key", "")] = pair.get("meta_value", "").strip()
        elif EXCERPT.fullmatch(child.tag):
            item.values["excerpt"] = text
        else:
            short = {CONTENT: "content", CREATOR: "creator"}.get(name, name)
            item.values.setdefault(short, text if short == "content" else text.strip())
    return item


def _read_term(item: Item, child: Any, name: str) -> None:  # noqa: ANN401 - an element
    match child.get("domain"):
        case "category" | None:
            item.categories.append(name)
        case "post_tag" | "tag":
            item.tags.append(name)
        case other:
            item.terms.append((str(other), name))


def meta_shown(item: Item) -> list[tuple[str, str]]:
    """Fields that a person or a plugin added, without WordPress's own bookkeeping."""
    return [(name, value[:500]) for name, value in item.meta.items() if value and name and not name.startswith("_")]


def moment_of(local: str, gmt: str) -> str | None:
    """The local time with its offset from Greenwich, where both are said; WordPress writes zeros for none."""
    times = [_read(local), _read(gmt)]
    here, there = times
    if here and there and abs(here - there) <= MAX_OFFSET and not (here - there) % MINUTE:
        return shown_moment(here.replace(tzinfo=timezone(here - there)))
    return shown_moment(here or there) if here or there else None  # type: ignore[arg-type]  # one of them is there


def _read(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=None) if found.year > 1 else None


def later_change(said: dict[str, str]) -> str | None:
    """The last change, where it came at least a day after the first publication: sooner ones are slips of the pen."""
    first, last = _read(said.get("wp:post_date", "")), _read(said.get("wp:post_modified", ""))
    changed = first and last and last - first >= LATER
    return moment_of(said.get("wp:post_modified", ""), said.get("wp:post_modified_gmt", "")) if changed else None


def older_addresses(item: Item, link: str) -> tuple[str, ...]:
    """Addresses under an earlier slug."""
    slug, own = item.meta.get("_wp_old_slug", ""), old_path(link)
    return (posixpath.join(posixpath.dirname(own), slug),) if slug and own and "?" not in own else ()
