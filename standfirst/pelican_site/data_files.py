"""The register as files for reuse, and the page that describes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup

from standfirst.exchanges.columns import PARTY_FIELDS
from standfirst.exchanges.downloads import (
    FORMATS,
    PACKAGE,
    dictionary,
    file_names,
    version_of,
    write_csv,
    write_json,
    write_json_lines,
    write_package,
)
from standfirst.languages import N_, SOURCE, Languages
from standfirst.outputs.dataset import KILO, Data, DataFile, Variable, dataset
from standfirst.outputs.event_words import country
from standfirst.outputs.structured_data import script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.config import Config
    from standfirst.exchanges.columns import FieldEntry
    from standfirst.exchanges.register import Register
    from standfirst.languages import Language
    from standfirst.pelican_site.writer import SiteWriter

DATA_URL = "data.html"
NAMES = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines"}
"""Formats as readers know them."""
MEASURED = ("returned.*.total", "returned.*.military", "returned.*.civilian", "bodies.*", "cumulative.*")
"""The columns that structured data names: the figures that most readers come for."""
TYPES = {
    "string": N_("text"),
    "integer": N_("whole number"),
    "number": N_("number"),
    "boolean": N_("true or false"),
    "date": N_("date"),
    "array": N_("list"),
    "object": N_("object"),
}
"""Types of Table Schema, as readers know them."""
UNITS = {"people": N_("people"), "bodies": N_("bodies")}


class Render(Protocol):
    """Renders a template into a page, where the theme has the one and the site does not have the other."""

    def __call__(self, writer: SiteWriter, name: str, template: str, **more: Any) -> None:
        """Write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A row of the data dictionary: the columns that say the same of one party each, or a column of its own."""

    names: tuple[str, ...]
    type: str
    unit: str
    meaning: str
    objects: tuple[str, ...]
    """The fields of the objects that it lists in JSON."""
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that is written, before it is written."""

    texts: Mapping[str, str]
    """By path: the latest files, the same under versioned names, and the descriptor."""
    data: Data
    terms: tuple[Term, ...]
    """The data dictionary."""
    descriptor: str
    """Path of the data package's descriptor; empty where the site has another file there."""
    licence: str
    """The licence's name; empty where the descriptor knows none."""


def write_data(writer: SiteWriter, register: Register, config: Config, language: Language, render: Render) -> Markup:
    """Write the data files and their page. Returns the script element that says what they are, for the register's own page.

    A file that the site itself publishes under one of the names takes its place, and is not said to be ours.
    """
    names = {*file_names(version_of(register.records)).values(), *file_names().values(), PACKAGE}
    made = make_package(register, config, language, free={name for name in names if not writer.has(name)})
    for name, text in made.texts.items():
        writer.write_text(name, text)
    json_ld = Markup(script(dataset(made.data, config)))  # noqa: S704 - made safe there
    render(writer, DATA_URL, "data.html", package=made, json_ld=json_ld, size=partial(shown_size, language=language))
    return json_ld


def make_package(register: Register, config: Config, language: Language, free: set[str]) -> Package:
    """The files whose names are free, and what is to be said of them. The descriptor goes only with all that it describes."""
    records, licence = register.by_date, config.licence and config.absolute(config.licence)
    latest, fixed = file_names(), file_names(version_of(records))
    written = {"csv": write_csv(records), "json": write_json(records, licence_url=licence)}
    written["jsonl"] = write_json_lines(records)
    texts = {name[form]: text for name in (latest, fixed) for form, text in written.items() if name[form] in free}
    # Programs read the descriptor, and its terms are English: so are its title and description.
    english = Languages(SOURCE).of(SOURCE)
    descriptor = write_package(
        records,
        title=_title(config, english),
        description=_about(register, english),
        licence_url=licence,
        homepage=config.absolute(DATA_URL),
    )
    if {*latest.values(), PACKAGE} <= free:
        texts[PACKAGE] = descriptor
    files = tuple(
        DataFile(
            path=latest[form],
            format=NAMES[form],
            media_type=media_type,
            size=len(written[form].encode()),
            fixed=fixed[form] if fixed[form] in free else None,
        )
        for form, media_type in FORMATS.items()
        if latest[form] in free
    )
    fields = dictionary(records)
    days = [record.date for record in register.happened]
    data = Data(
        url=DATA_URL,
        name=_title(config, language),
        description=_about(register, language),
        version=version_of(records),
        first=min(days, default=None),
        as_of=register.as_of,
        files=files,
        variables=tuple(_measured(fields, language)),
    )
    licences = json.loads(descriptor).get("licenses", [])
    named = licences[0].get("title", "") if licences else ""
    return Package(texts, data, explain(fields, language), PACKAGE if PACKAGE in texts else "", named)


def explain(fields: Iterable[FieldEntry], language: Language) -> tuple[Term, ...]:
    """The data dictionary: what is true of every party is said once."""
    groups: dict[tuple[str, ...], list[FieldEntry]] = {}
    for entry in fields:
        first, *rest = entry.path
        groups.setdefault((first, "", *rest[1:]) if first in PARTY_FIELDS else entry.path, []).append(entry)
    return tuple(
        Term(
            names=tuple(entry.name for entry in group),
            type=language.gettext(TYPES[group[0].type]),
            unit=language.gettext(UNITS[group[0].unit]) if group[0].unit else "",
            meaning=meaning(group[0], language),
            objects=group[0].objects,
            values=group[0].values,
        )
        for group in groups.values()
    )


def meaning(entry: FieldEntry, language: Language) -> str:
    """What a column holds, without the name of its party."""
    said = [language.gettext(words) for words in entry.said]
    if entry.form == "codes":
        said.append(language.gettext("With ; between them."))
    return " ".join(said)


def shown_size(size: int, language: Language) -> str:
    """A number of bytes as a reader takes it in, in the units of SI: 61.3 kB, 1.2 MB."""
    unit, value = ("kilobyte", size / KILO) if round(size / KILO, 1) < KILO else ("megabyte", size / KILO**2)
    return str(format_unit(round(value, 1), f"digital-{unit}", "short", locale=language.locale))


def _title(config: Config, language: Language) -> str:
    return f"{language.gettext('Register of exchanges')} – {config.site_name}"


def _about(register: Register, language: Language) -> str:
    number = len(register.records)
    parties = ", ".join(country(party, language) for party in register.parties)
    what = language.ngettext(
        "%(num)s record of exchanges, releases and repatriations (%(parties)s).",
        "%(num)s records of exchanges, releases and repatriations (%(parties)s).",
        number,
        num=format_decimal(number, locale=language.locale),
        parties=parties,
    )
    fields = language.gettext(
        "Dates, people and bodies returned to each party, official ordinals and running totals, doubts and sources. "
        "An empty field is unknown and not 0."
    )
    return f"{what} {fields}"


def _measured(fields: Iterable[FieldEntry], language: Language) -> Iterable[Variable]:
    for entry in fields:
        first, party, *rest = (*entry.path, "")
        if ".".join([first, "*", *rest[:-1]]) in MEASURED:
            here = language.gettext("Here: %(country)s.", country=country(party, language))
            unit = language.gettext(UNITS[entry.unit]) if entry.unit else None
            yield Variable(name=entry.name, description=f"{meaning(entry, language)} {here}", unit=unit)
