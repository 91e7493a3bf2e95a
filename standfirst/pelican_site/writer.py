"""Pages and feeds into the output tree: each address once, each failing template named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins import signals
from pelican.writers import Writer

from standfirst.copydesk import address_key
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.outputs import feeds
from standfirst.pelican_site.templates import canonical, template_problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from standfirst.edition import Edition
    from standfirst.folder import Folder
    from standfirst.pelican_site.addresses import SettingsAddresses

LISTINGS = frozenset({"category", "tag", "author", "period_archives"})


class SiteWriter(Writer):  # type: ignore[misc]
    """Pelican's writer with our feeds, our template variables and our errors."""

    def __init__(
        self, output_path: str, settings: dict[str, Any], addresses: SettingsAddresses, folder: Folder, roots: Sequence[str]
    ) -> None:
        """`roots` are the folders of templates, to name the one that fails."""
        super().__init__(output_path, settings)
        self.addresses = addresses
        self.folder = folder
        self.roots = roots
        self.taken: dict[str, tuple[str, str]] = {}
        """Address key -> the file of the content folder it comes from, or "", and what it is."""
        self.listings: list[str] = []
        """Addresses of the first pages of listings, for the sitemap."""

    def claim(self, name: str, source: str, what: str) -> None:
        """Take an output file for one thing. Raises BuildError where another has it."""
        key = address_key(name)
        if key in self.taken:
            other_source, other_what = self.taken[key]
            path = self.folder.where(source or other_source) if source or other_source else ""
            message = f"{what} and {other_what} would both be '{name}'"
            hint = "give one of them another slug" if path else "give one of them another address in the settings"
            raise BuildError(Diagnostic(path, 1, 1, "SF102", message, hint))
        self.taken[key] = (source, what)

    def write_file(self, name: str, template: Template, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Pelican's signature
        """Render a page, or all pages of a listing."""
        if name:
            super().write_file(name, _Page(self, template, kwargs), context, *args, **kwargs)

    def write_text(self, name: str, text: str) -> None:
        """Write a text file that is no page."""
        self.claim(name, "", "a file that the build makes")
        path = Path(self.output_path) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def write_feed(
        self,
        elements: Sequence[Any],
        context: Mapping[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,  # noqa: FBT001, FBT002 - Pelican's signature
        feed_title: str | None = None,
    ) -> Any:  # noqa: ANN401 - Pelican returns its feed
        """An Atom feed of our own; RSS, and a feed that a plugin wants to see, by Pelican."""
        edition: Edition | None = context.get("edition")
        ours = all(hasattr(element, "story") for element in elements)
        if feed_type != "atom" or path is None or edition is None or not ours or signals.feed_generated.receivers:
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        title = f"{edition.config.site_name} – {feed_title}" if feed_title else edition.config.site_name  # noqa: RUF001
        stories = [element.story for element in elements[: self.settings["FEED_MAX_ITEMS"]]]
        places = (listing.place for listing in (*edition.topics, *edition.tags, *edition.authors))
        home = next((place.url for place in places if place.feed_url == path), "")
        self.write_text(path, feeds.atom(edition, stories, title=title, path=url or path, home_url=home))
        return None


class _Page:
    """A template as the writer sees it: rendered with what every page of ours knows about itself."""

    def __init__(self, writer: SiteWriter, template: Template, kwargs: Mapping[str, Any]) -> None:
        self.writer = writer
        self.template = template
        self.kwargs = kwargs

    def render(self, context: dict[str, Any]) -> str:
        """The page's text. Raises BuildError where the template fails or the address is taken."""
        writer, name = self.writer, str(context["output_file"])
        content = context.get("article") or context.get("page")
        story = getattr(content, "story", None)
        kind = str(self.kwargs.get("template_name") or "")
        listing = context.get("articles_page")
        url = story.url if story else listing.url if listing else self.kwargs.get("url") or name
        context["page_url"] = canonical(str(url))
        context["home"] = "index.html" if context["RELATIVE_URLS"] else ""
        if kind == "category":
            context["place"] = writer.addresses.topic(context["category"].name)
        elif kind == "tag":
            context["place"] = writer.addresses.tag(context["tag"].name)
        elif kind == "author":
            author = context["author"]
            context["profile"] = getattr(author, "profile", None) or writer.addresses.author(author.name)
        writer.claim(name, story.path if story else "", f"'{story.title}'" if story else f"the page '{kind or name}'")
        if not story and (listing is None or listing.number == 1) and name != "404.html":
            writer.listings.append(context["page_url"])
        try:
            return self.template.render(context)
        except BuildError:
            raise
        except Exception as error:
            raise BuildError(template_problem(error, writer.roots)) from error


def written_files(output: str) -> set[str]:
    """Every file below the output folder, with forward slashes."""
    found = set()
    for folder, _, names in os.walk(output):
        below = os.path.relpath(folder, output).replace(os.sep, "/")
        found |= {name if below == "." else f"{below}/{name}" for name in names}
    return found
