"""Where Hugo published an article: its own address, or what the settings and its place in the folder make, and its aliases."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from standfirst.desk.importing.addresses import old_path
from standfirst.desk.importing.fields import names_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

BUNDLE, SECTION = "index", "_index"
"""Names of files that stand for their folder: an article with its pictures, a section."""
TOKEN = re.compile(r":([a-z]+)")


def addresses_of(
    fields: Mapping[str, Any],
    settings: Mapping[str, Any],
    *,
    base: str,
    folder: str,
    stem: str,
    name: str,
    title: str,
    date: str | None,
    lang: str | None,
) -> tuple[str, ...]:
    """Paths from the old site's root, its own first. `folder` is below the content folder, `base` what stands before all."""
    prefix = f"{base}/{lang}" if lang else base
    own = text_of(fields.get("url"))
    if own:
        own = own if own.startswith("/") else f"{prefix}/{own}"
    else:
        parent = posixpath.dirname(folder) if stem == BUNDLE else folder
        section = parent.partition("/")[0]
        usual = "" if stem == SECTION and not folder else name.lower().replace(" ", "-")
        slug = text_of(fields.get("slug")) or usual
        pattern = _permalink(settings, section) if stem != SECTION else ""
        said = {"section": section, "sections": parent, "slug": slug, "name": name, "title": title}
        path = _expand(pattern, said, date) if pattern else ""
        parent = posixpath.dirname(folder) if stem == SECTION else parent
        own = f"{prefix}{path}" if path else posixpath.join(prefix or "/", parent.lower(), slug)
    aliases = [
        f"{base}{alias}" if alias.startswith("/") else posixpath.join(posixpath.dirname(own), alias)
        for alias in names_of(fields.get("aliases"))
    ]
    return tuple(dict.fromkeys(found for address in (own, *aliases) if (found := old_path(address))))


def _permalink(settings: Mapping[str, Any], section: str) -> str:
    patterns = settings.get("permalinks")
    for of in (patterns.get("page"), patterns) if isinstance(patterns, dict) else ():
        if isinstance(of, dict) and isinstance(of.get(section), str):
            return str(of[section])
    return ""


def _expand(pattern: str, said: Mapping[str, str], date: str | None) -> str:
    """The pattern filled in; empty where it asks for what is not known."""
    year, month, day = (date or "0000-00-00")[:10].split("-")
    titled = re.sub(r"[^\w-]+", "-", said["title"].lower()).strip("-")
    slug, name = said["slug"], said["name"]
    values = {
        "year": year, "month": month, "day": day, "section": said["section"], "sections": said["sections"],
        "slug": slug or titled, "title": titled, "filename": name, "contentbasename": name, "slugorfilename": slug or name,
        "slugorcontentbasename": slug or name,
    }  # fmt: skip
    if any(token not in values for token in TOKEN.findall(pattern)) or (date is None and ":year" in pattern):
        return ""
    return TOKEN.sub(lambda found: values[found[1]], pattern)
