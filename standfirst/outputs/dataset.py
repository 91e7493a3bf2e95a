"""The register in the schema.org vocabulary: its data as a Dataset, and the page of each record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standfirst.outputs.event_words import event_name
from standfirst.outputs.events import about
from standfirst.outputs.structured_data import citation, document, publisher, site_id
from standfirst.outputs.text import uri

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from standfirst.config import Config
    from standfirst.exchange import Exchange
    from standfirst.languages import Language
    from standfirst.outputs.events import Address

Node = dict[str, Any]
"""A JSON-LD node."""

KILO = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file to download."""

    path: str
    """Below the output folder, and the address below the site's root."""
    format: str
    """Its format as a reader knows it: CSV."""
    media_type: str
    size: int
    """Bytes."""
    fixed: str | None = None
    """Path of the same file under its versioned name, which never has other content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A field of the data."""

    name: str
    description: str
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What can be said of the data as a whole."""

    url: str
    """Address of the page on it, relative to the site's root."""
    name: str
    description: str
    version: str
    first: date | None
    """The first day that it covers; None where it has nothing that took place."""
    as_of: date | None
    """The last day that it covers."""
    files: tuple[DataFile, ...]
    variables: tuple[Variable, ...] = ()
    """The fields that a reader is most likely to look for."""


def dataset(data: Data, config: Config) -> Node:
    """The data as Dataset."""
    address = uri(config.absolute(data.url))
    return document(
        {
            "@type": "Dataset",
            "@id": f"{address}#dataset",
            "name": data.name,
            "description": data.description,
            "url": address,
            "license": config.licence and uri(config.absolute(config.licence)),
            "creator": publisher(config),
            "publisher": publisher(config),
            "isPartOf": {"@id": site_id(config)},
            "isAccessibleForFree": True,
            "inLanguage": config.lang,
            "temporalCoverage": f"{data.first}/{data.as_of}" if data.first and data.as_of else None,
            "dateModified": data.as_of and data.as_of.isoformat(),
            "version": data.version,
            "variableMeasured": [_variable(item) for item in data.variables],
            "distribution": [_download(item, config) for item in data.files],
        }
    )


def record_page(
    record: Exchange, stages: Sequence[Exchange], address: Address, config: Config, language: Language
) -> Node:
    """A record's page as WebPage, about its event; for a stage, about the agreement. `stages` are all that it has."""
    url = uri(config.absolute(address(record) or ""))
    return document(
        {
            "@type": "WebPage",
            "@id": url,
            "name": event_name(record, language),
            "url": url,
            "inLanguage": config.lang,
            "isPartOf": {"@id": site_id(config)},
            "publisher": publisher(config),
            "license": config.licence and uri(config.absolute(config.licence)),
            "about": about(stages, address, config, language) or about([record], address, config, language),
            "mainEntity": {"@id": f"{url}#event"},
            "citation": [citation(source) for source in record.sources],
        }
    )


def byte_size(size: int) -> str:
    """A number of bytes as a reader takes it in, in the units of SI: 412 B, 61.3 kB, 1.2 MB."""
    if size < KILO:
        return f"{size} B"
    thousands = f"{size / KILO:.1f}"
    return f"{thousands} kB" if float(thousands) < KILO else f"{size / KILO**2:.1f} MB"


def _variable(item: Variable) -> Node:
    node = {"@type": "PropertyValue", "name": item.name, "description": item.description, "unitText": item.unit}
    return {name: value for name, value in node.items() if value}


def _download(item: DataFile, config: Config) -> Node:
    return {
        "@type": "DataDownload",
        "name": item.path.rpartition("/")[2],
        "encodingFormat": item.media_type,
        "contentUrl": uri(config.absolute(item.path)),
        "contentSize": byte_size(item.size),
    }
