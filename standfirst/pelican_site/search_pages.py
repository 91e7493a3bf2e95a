"""The search page, and the index that it asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from standfirst.diagnostics import Diagnostic
from standfirst.outputs import search, search_index
from standfirst.progress import RENDERING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.config import Config
    from standfirst.edition import Edition
    from standfirst.languages import Languages
    from standfirst.pelican_site.writer import SiteWriter

SEARCH_URL = TEMPLATE = "search.html"
HINT = "pip install 'pagefind[bin]', or turn search off with STANDFIRST_SEARCH = False"


def search_address(config: Config, roots: Iterable[str]) -> str:
    """Address of the search page; "" where the settings or the theme have none. `roots` are the folders of templates."""
    has_page = config.search and any((Path(root) / TEMPLATE).is_file() for root in roots)
    return SEARCH_URL if has_page else ""


class SearchGenerator(Generator):
    """Writes the search page and its index, where there is something to search.

    It comes after the sitemap: a page of results is nothing to be found. A file or page that the site itself publishes
    under the address takes its place.
    """

    def generate_output(self, writer: SiteWriter) -> None:
        """Write both, or neither."""
        edition: Edition = self.context["edition"]
        address = self.context["address"]["search"]
        config = edition.config
        if config.search and not address:
            writer.untemplated.add(SEARCH_URL)
        if not address or not edition.stories or writer.has(address):
            return
        place = search_index.place_later if config.preview else search_index.place_index
        try:
            place(search.corpus(edition), Path(config.state), Path(writer.output_path) / search.FOLDER)
        except search_index.IndexingError as error:
            self.context["problems"].append(Diagnostic("", 1, 1, "SF813", str(error), HINT))
            return
        writer.progress.phase(RENDERING)
        more: dict[str, Any] = {
            "relative_urls": self.settings["RELATIVE_URLS"],
            "url": address,
            "search_years": sorted({story.date.year for story in edition.stories if story.date}, reverse=True),
            "search_langs": _languages(edition, self.context["languages"]),
            "search_rules": search.index_language(config.lang),
        }
        writer.write_file(address, self.env.get_template(TEMPLATE), self.context, **more)


def _languages(edition: Edition, languages: Languages) -> list[tuple[str, str]]:
    """The stories' languages, as the index has them and as a reader of the site calls them."""
    names = languages.of(edition.config.lang).locale.languages
    tags = {story.lang.lower() for story in edition.stories}
    return sorted(((tag, str(names.get(tag.replace("-", "_"), tag))) for tag in tags), key=lambda pair: pair[1])
