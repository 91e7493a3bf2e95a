"""The columns of the records' table, drawn from the record type: one for each figure, code or list of a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale

from standfirst.exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Form = Literal["text", "plain", "codes", "json"]
"""How a cell holds its value: free text; a number, date, code or yes and no; codes with ; between them; a JSON list."""

UNITS = {"returned": "people", "agreed": "people", "cumulative": "people", "unaccounted": "people", "bodies": "bodies"}
"""What the whole numbers of a field count."""
HERE = "Here:"
"""Begins the sentence of a description that names its column's party."""
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes that Babel names beside the countries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEntry:
    """One column, as the data dictionary and the schema of the table describe it."""

    name: str
    """Dotted path in the record: returned.UA.total."""
    type: Literal["string", "integer", "number", "boolean", "date", "array", "object"]
    """As Table Schema calls it."""
    description: str
    said: tuple[str, ...] = ()
    """What it means, a sentence each, without what its party and its form add to the description."""
    objects: tuple[str, ...] = ()
    """The fields of the objects in a JSON list."""
    unit: str = ""
    """What a number counts: people or bodies; empty where it counts neither."""
    form: Form = "plain"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    """As Table Schema writes them: required, unique, enum, pattern, minimum, maximum."""

    @property
    def path(self) -> tuple[str, ...]:
        """The steps of the name."""
        return tuple(self.name.split("."))

    @property
    def values(self) -> tuple[str, ...]:
        """The values that there are, where they are few."""
        return tuple(self.constraints.get("enum", ()))


def country_name(code: str) -> str | None:
    """The English name of an ISO 3166-1 alpha-2 code, from the Unicode CLDR; None where there is no such country."""
    known = len(code) == len("UA") and code.isalpha() and code not in NO_COUNTRIES
    return Locale("en").territories.get(code) if known else None


def parties_of(records: Iterable[Exchange]) -> tuple[str, ...]:
    """Every party that has figures or is named as one, sorted."""
    found: set[str] = set()
    for record in records:
        found.update(record.parties)
        for name in PARTY_FIELDS:
            found.update(getattr(record, name))
    return tuple(sorted(found))


@cache
def columns(parties: tuple[str, ...]) -> tuple[FieldEntry, ...]:
    """All columns of a table with these parties, in the order of the record's fields, whether a record fills them or not."""
    schema = Exchange.model_json_schema(mode="serialization")
    return tuple(
        entry
        for name, spec in schema["properties"].items()
        for entry in _entries(spec, schema["$defs"], [name], [], parties, required=name in schema["required"])
    )


@cache
def members() -> tuple[FieldEntry, ...]:
    """The fields of a record itself, as a line of JSON has them."""
    schema = Exchange.model_json_schema(mode="serialization")
    found = []
    for name, spec in schema["properties"].items():
        part, words = _resolved(spec, schema["$defs"]), " ".join(spec["description"].split())
        kind: Any = "date" if part.get("format") == "date" else part["type"]
        limits = _limits(part, name, required=name in schema["required"])
        found.append(FieldEntry(name=name, type=kind, description=words, constraints=limits))
    return tuple(found)


def _entries(
    spec: Mapping[str, Any],
    defs: Mapping[str, Any],
    path: Sequence[str],
    said: Sequence[str],
    parties: Sequence[str],
    *,
    required: bool = False,
) -> Iterator[FieldEntry]:
    said = [*said, *([" ".join(spec["description"].split())] if "description" in spec else [])]
    spec = _resolved(spec, defs)
    if "patternProperties" in spec:
        (value,) = spec["patternProperties"].values()
        value = {key: part for key, part in value.items() if key != "description"}
        for party in parties:
            words = [*said, f"{HERE} {country_name(party) or party}."]
            yield from _entries(value, defs, [*path, party], words, parties)
    elif "properties" in spec:
        for name, part in spec["properties"].items():
            yield from _entries(part, defs, [*path, name], said, parties)
    else:
        yield _entry(spec, defs, ".".join(path), said, required=required)


def _entry(
    spec: Mapping[str, Any], defs: Mapping[str, Any], name: str, said: Sequence[str], *, required: bool
) -> FieldEntry:
    description, objects = " ".join(said), ()
    limits = _limits(spec, name, required=required)
    kind, form = spec["type"], "plain"
    if spec.get("format") == "date":
        kind = "date"
    elif kind == "array":
        item = _resolved(spec["items"] if "items" in spec else spec["prefixItems"][0], defs)
        if "properties" in item:
            form, objects = "json", tuple(item["properties"])
            description += f" A JSON list of objects with the fields {', '.join(item['properties'])}."
        else:
            kind, form = "string", "codes"
            one = f"(?:{'|'.join(item['enum'])})" if "enum" in item else item["pattern"].strip("^$")
            limits["pattern"] = f"^{one}(?:;{one})*$"
            description += " With ; between them."
    elif kind == "string" and not limits.keys() & {"enum", "pattern"}:
        form = "text"
    unit = UNITS.get(name.partition(".")[0], "") if kind == "integer" else ""
    return FieldEntry(
        name=name,
        type=kind,
        description=description,
        said=tuple(words for words in said if not words.startswith(HERE)),
        objects=objects,
        unit=unit,
        form=form,  # type: ignore[arg-type]  # one of those above
        constraints=limits,
    )


def _limits(spec: Mapping[str, Any], name: str, *, required: bool) -> dict[str, Any]:
    limits = {key: spec[key] for key in ("enum", "pattern", "minimum", "maximum") if key in spec}
    return limits | ({"required": True} if required else {}) | ({"unique": True} if name == "id" else {})


def _resolved(spec: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a schema says of a value that is given: references followed, null left out."""
    while "$ref" in spec or "anyOf" in spec:
        if "$ref" in spec:
            spec = defs[spec["$ref"].rpartition("/")[2]]
        else:
            spec = next(part for part in spec["anyOf"] if part.get("type") != "null")
    return spec


PARTY_FIELDS = tuple(
    name
    for name, spec in Exchange.model_json_schema(mode="serialization")["properties"].items()
    if "patternProperties" in spec
)
"""Fields of a record that have a value for each party."""
