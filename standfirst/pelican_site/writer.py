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
from standfirst.pelican_site.contents import final_story
from standfirst.pelican_site.templates import canonical, template_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2 import Template

    from standfirst.copydesk import Addresses
    from standfirst.edition import Edition

LISTINGS = frozenset({"category", "tag", "author", "period_archives"})


class SiteWriter(Writer):
    """Pelican's writer with our feeds, our template variables and our errors."""

    def __init__(
        self,
        output_path: str,
        settings: dict[str, Any],
        addresses: Addresses,
        place: Callable[[str], tuple[str, int, int]],
        roots: Sequence[str],
        problems: list[Diagnostic],
    ) -> None:
        """`place` names the path, line and column that give a source file its address; `roots` hold the templates.

        What goes wrong with a page is added to `problems`, and the other pages are still tried.
        """
        super().__init__(output_path, settings)
        self.addresses = addresses
        self.place = place
        self.roots = roots
        self.reserved: dict[str, str] = {}
        """Address key -> the source file that asks for it by save_as; a listing gives way to it."""
        self.problems = problems
        self.taken: dict[str, tuple[str, str]] = {}
        """Address key -> the file of the content folder it comes from, or "", and what it is."""
        self.listings: list[str] = []
        """Addresses of the first pages of listings, for the sitemap."""

    def claim(self, name: str, source: str, what: str) -> bool:
        """Take an output file for one thing. Where another has it, that is noted and the answer is False."""
        key = address_key(name)
        if self.gives_way(name, source):
            return True
        if key not in self.taken:
            self.taken[key] = (source, what)
            return True
        other_source, other_what = self.taken[key]
        path, line, column = self.place(source or other_source)
        message = f"{what} and {other_what} would both be '{name}'"
        hint = "give one of them another slug" if path else "give one of them another address in the settings"
        self.problems.append(Diagnostic(path, line, column, "SF102", message, hint))
        return False

    def gives_way(self, name: str, source: str) -> bool:
        """Whether an output file belongs to a story that asks for it, and not to this listing or made file."""
        return not source and address_key(name) in self.reserved

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:  # noqa: FBT001, FBT002 - Pelican's signature
        name = os.path.relpath(filename, self.output_path).replace(os.sep, "/")
        return super()._open_w(
            os.devnull if not override and self.gives_way(name, "") else filename, encoding, override
        )

    def write_file(self, name: str, template: Template, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Render a page, or all pages of a listing."""
        if not name:
            return
        try:
            super().write_file(name, _Page(self, template, kwargs), context, *args, **kwargs)
            self._written_files.discard(os.devnull)
        except BuildError as error:
            self.problems.append(error.diagnostic)

    def has(self, name: str) -> bool:
        """Whether something is, or will be, published under this name."""
        return address_key(name) in self.taken or address_key(name) in self.reserved

    def write_text(self, name: str, text: str) -> None:
        """Write a text file that is no page."""
        if self.gives_way(name, "") or not self.claim(name, "", "a file that the build makes"):
            return
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
    ) -> Any:
        """An Atom feed of our own; RSS, and a feed that a plugin wants to see, by Pelican."""
        edition: Edition | None = context.get("edition")
        ours = all(hasattr(element, "story") for element in elements)
        if feed_type != "atom" or path is None or edition is None or not ours or signals.feed_generated.receivers:
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        title = f"{edition.config.site_name} – {feed_title}" if feed_title else edition.config.site_name
        pictures, site_url = context["pictures"], edition.config.site_url
        places = feeds.places_in_feed([element.story for element in elements], self.settings["FEED_MAX_ITEMS"])
        stories = [pictures.in_feeds(final_story(elements[place]), site_url) for place in places]
        home, languages = edition.home_of_feed(path), context["languages"]
        self.write_text(
            path, feeds.atom(edition, stories, title=title, path=url or path, home_url=home, languages=languages)
        )
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
        what = f"'{story.title}'" if story else f"the page '{kind or name}'"
        if not writer.claim(name, story.path if story else "", what):
            raise BuildError(writer.problems.pop())
        if not story and (listing is None or listing.number == 1) and name != "404.html":
            writer.listings.append(context["page_url"])
        try:
            return self.template.render(context)
        except (BuildError, OSError, MemoryError):
            raise
        except Exception as error:
            raise BuildError(template_problem(error, writer.roots)) from error
