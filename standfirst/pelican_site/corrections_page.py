"""The page that lists every correction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pelican.generators import Generator

from standfirst.pelican_site.templates import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.edition import Edition
    from standfirst.pelican_site.writer import SiteWriter

CORRECTIONS_URL = TEMPLATE = "corrections.html"


class CorrectionsGenerator(Generator):
    """Writes the list of corrections, where no page of the site's own has it and the theme can show it."""

    def generate_output(self, writer: SiteWriter) -> None:
        """Write the page, unless the site publishes something else under its address."""
        if self.context["address"]["corrections"] != CORRECTIONS_URL or writer.has(CORRECTIONS_URL):
            return
        relative = self.settings["RELATIVE_URLS"]
        template = self.env.get_template(TEMPLATE)
        writer.write_file(CORRECTIONS_URL, template, self.context, relative_urls=relative, url=CORRECTIONS_URL)


def corrections_address(edition: Edition, roots: Iterable[str]) -> str:
    """Where every correction is listed: on the site's page on how it corrects, or on a page of its own.

    Without such a page and without a correction there is nothing to show: "". So it is where the theme has no template;
    `roots` are the folders of templates.
    """
    if not any((Path(root) / TEMPLATE).is_file() for root in roots):
        return ""
    pages = {canonical(page.url) for page in edition.pages}
    hosts = (edition.config.policies.get("correctionsPolicy", ""), CORRECTIONS_URL)
    return next((host for host in hosts if host in pages), CORRECTIONS_URL if edition.corrections else "")
