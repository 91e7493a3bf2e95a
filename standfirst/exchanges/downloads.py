"""Records -> the files that others reuse: CSV, JSON, JSON Lines, and a data package that describes them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

from standfirst.exchanges.columns import PARTY_FIELDS, FieldEntry, columns, members, parties_of
from standfirst.exchanges.sheet import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from standfirst.exchange import Exchange

FORMATS = {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl"}
"""Ending -> media type."""
FOLDER = "data/"
NAME = "exchanges"
PACKAGE = f"{FOLDER}datapackage.json"
WORDS = {"by": "Attribution", "sa": "ShareAlike", "nc": "NonCommercial", "nd": "NoDerivatives"}
LICENCE = re.compile(r"https?://creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/([0-9.]+)")


def dictionary(records: Iterable[Exchange]) -> tuple[FieldEntry, ...]:
    """Every column of the table of these records: the same for the same parties, whether a record fills it or not."""
    return columns(parties_of(records))


def as_of(records: Iterable[Exchange]) -> date | None:
    """The last day on which something recorded was completed; None where nothing is."""
    return max((r.date_end or r.date for r in records if r.status == "completed"), default=None)


def version_of(records: Sequence[Exchange]) -> str:
    """As-of date and a fingerprint: the same records have the same version, in whatever order they are given."""
    print_ = hashlib.sha256(write_json_lines(records).encode()).hexdigest()[:8]
    day = as_of(records)
    return f"{day}-{print_}" if day else print_


def file_names(version: str = "") -> dict[str, str]:
    """Paths below the site's root by format: those of one version, or without it those that are always the latest."""
    stem = f"{FOLDER}{NAME}-{version}" if version else f"{FOLDER}{NAME}"
    return {form: f"{stem}.{form}" for form in FORMATS}


def write_csv(records: Iterable[Exchange]) -> str:
    """The table of all records, by date. `table.read_rows` gives the same records back. An empty cell is unknown, not 0."""
    records = _ordered(records)
    entries = dictionary(records)
    out = io.StringIO()
    writer = csv.writer(out)  # lines end as RFC 4180 has them
    writer.writerow(entry.name for entry in entries)
    for record in records:
        data = _plain(record)
        writer.writerow(_cell(data, entry) for entry in entries)
    return out.getvalue()


def write_json(records: Sequence[Exchange], *, licence_url: str = "") -> str:
    """All records in one JSON object, with their version. What is unknown is null or left out."""
    day = as_of(records)
    whole: dict[str, Any] = {"version": version_of(records), "as_of": day and day.isoformat()}
    whole |= {"licence": licence_url} if licence_url else {}
    whole["records"] = [_plain(record) for record in _ordered(records)]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_json_lines(records: Iterable[Exchange]) -> str:
    """A JSON object a line, a line a record, by date."""
    return "".join(json.dumps(_plain(record), ensure_ascii=False) + "\n" for record in _ordered(records))


def write_package(
    records: Sequence[Exchange],
    *,
    name: str = NAME,
    title: str,
    description: str = "",
    licence_url: str = "",
    homepage: str = "",
) -> str:
    """The descriptor of the latest files, which lie beside it: Data Package and Table Schema, version 1.

    https://specs.frictionlessdata.io/data-package/ says what its properties mean. `homepage` is an absolute address.
    """
    day = as_of(records)
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
        "homepage": homepage,
        "version": version_of(records),
        "as_of": day and day.isoformat(),
        "licenses": [_licence(licence_url)] if licence_url else [],
        "sources": _sources(records),
    }
    package = {key: value for key, value in package.items() if value}
    texts = {
        "csv": write_csv(records),
        "json": write_json(records, licence_url=licence_url),
        "jsonl": write_json_lines(records),
    }
    package["resources"] = [_resource(form, text, records) for form, text in texts.items()]
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(form: str, text: str, records: Sequence[Exchange]) -> dict[str, Any]:
    data = text.encode()
    described: dict[str, Any] = {
        "profile": "data-resource" if form == "json" else "tabular-data-resource",
        "name": f"{NAME}-{form}",
        "path": file_names()[form].removeprefix(FOLDER),
        "format": form,
        "mediatype": FORMATS[form],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    entries = {"csv": dictionary(records), "jsonl": members()}
    return described | ({"schema": _schema(entries[form])} if form in entries else {})


def _schema(entries: Iterable[FieldEntry]) -> dict[str, Any]:
    """Table Schema. Its types read our cells as they are written; only lists of codes need a word in their description."""
    fields = [
        {"name": entry.name, "type": entry.type, "description": entry.description}
        | ({"constraints": dict(entry.constraints)} if entry.constraints else {})
        for entry in entries
    ]
    return {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}


def _licence(url: str) -> dict[str, str]:
    """Named as the Open Definition names the licences that it knows."""
    if found := LICENCE.match(url):
        terms, zero, version = found.groups()
        name = "CC0" if zero else f"CC-{terms.upper()}"
        words = "Zero" if zero else "-".join(WORDS.get(part, part) for part in terms.split("-"))
        return {"name": f"{name}-{version}", "path": url, "title": f"Creative Commons {words} {version}"}
    return {"path": url}


def _sources(records: Iterable[Exchange]) -> list[dict[str, str]]:
    """Every page that a figure comes from, once, in the order of the records."""
    pages = {source.url: source.title for record in _ordered(records) for source in record.sources}
    return [{"title": title, "path": url} for url, title in pages.items() if url.startswith("http")]


def _ordered(records: Iterable[Exchange]) -> list[Exchange]:
    return sorted(records, key=lambda record: (record.date, record.id))


def _plain(record: Exchange) -> dict[str, Any]:
    """A record as JSON has it: all its fields, null where unknown, and of their parts those that are known.

    Equal records give equal texts.
    """
    known = record.model_dump(mode="json", exclude_none=True)
    known |= {name: dict(sorted(known[name].items())) for name in PARTY_FIELDS}
    return {name: known.get(name) for name in type(record).model_fields}


def _cell(data: Any, entry: FieldEntry) -> str:  # noqa: ANN401 - any part of a record
    for step in entry.path:
        data = data.get(step)
        if data is None:
            return ""
    match entry.form:
        case "text":
            return guard(data)
        case "codes":
            return ";".join(data)
        case "json":
            return json.dumps(data, ensure_ascii=False) if data else ""
        case _:
            return data if isinstance(data, str) else json.dumps(data)
