"""The pages of the register: all of it, each year, each record."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from pelican.generators import Generator

from standfirst.copydesk import address_key
from standfirst.exchanges.charts import mirrored_bars, running_line
from standfirst.exchanges.register import REGISTER_URL, ROWS, Register, public_records, record_url, year_url
from standfirst.pelican_site.data_files import DATA_URL, write_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standfirst.copydesk import Desk
    from standfirst.exchanges.charts import Bars, Line
    from standfirst.exchanges.register import Period
    from standfirst.model import Story
    from standfirst.pelican_site.writer import SiteWriter


class RegisterGenerator(Generator):
    """Writes the register where there are records and the theme can show them.

    A file or page that the site itself publishes under one of the addresses takes its place.
    """

    def generate_output(self, writer: SiteWriter) -> None:
        """Write all its pages."""
        register: Register | None = self.context["register"]
        if register is None:
            return
        for static in self.context["staticfiles"]:
            writer.reserved.setdefault(address_key(static.save_as), str(static.get_relative_source_path()))
        lines = {party: _line(register, party) for party in register.official}
        letters = {(gap.party, gap.end.id): letter for gap, letter in zip(register.gaps, ascii_uppercase, strict=False)}
        config = self.context["config"]
        json_ld = write_data(writer, register, config, self.context["languages"].of(config.lang), self._write)
        bars = _bars(register, register.timeline)
        more = {"bars": bars, "lines": lines, "letters": letters, "json_ld": json_ld, "data_url": DATA_URL}
        self._write(writer, REGISTER_URL, "register.html", **more)
        for year in register.years:
            bars = _bars(register, register.months_of(year.year))
            newest = year.records[::-1]
            parts = [newest[at : at + ROWS] for at in range(0, len(newest), ROWS)]
            for part, records in enumerate(parts, 1):
                more = {"year": year, "bars": bars, "rows": records, "part": part, "parts": len(parts)}
                self._write(writer, year_url(year.year, part), "register_year.html", **more)
        for record in register.by_date:
            self._write(writer, record_url(record), "exchange.html", record=record)

    def _write(self, writer: SiteWriter, name: str, template: str, **more: Any) -> None:
        if writer.has(name):
            return
        try:
            found = self.env.get_template(template)
        except TemplateNotFound as error:
            if error.name == template:
                writer.untemplated.add(name)
                return
            raise
        relative = self.settings["RELATIVE_URLS"]
        writer.write_file(name, found, self.context, relative_urls=relative, url=name, **more)


def public_register(desk: Desk, public: Mapping[str, Story]) -> Register | None:
    """The register of what may be told: an unlisted story's own record is as little to be found as the story."""
    files = (kept.record for kept in desk.records.values())
    reported = (record for story in public.values() if desk.is_listed(story) for record in story.records)
    records = public_records(files, reported, desk.now.astimezone(desk.config.zone).date())
    return Register(records) if records else None


def _bars(register: Register, periods: Sequence[Period]) -> Bars:
    return mirrored_bars(periods, *register.parties[:2])


def _line(register: Register, party: str) -> Line:
    gaps = [gap for gap in register.gaps if gap.party == party]
    return running_line(register.sums(party), register.official[party], gaps)
