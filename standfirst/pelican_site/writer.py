"""Pages and feeds into the output tree: each address once, each failing template named."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pelican.plugins import signals
from pelican.writers import FileOverwriteFailedError, Writer

from standfirst.build.artifacts import UNDER_ALL
from standfirst.copydesk import address_key
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.outputs import feeds
from standfirst.pelican_site.contents import final_story
from standfirst.pelican_site.paging import cut
from standfirst.pelican_site.patience import TooLongError, limited
from standfirst.pelican_site.templates import canonical, template_problem
from standfirst.pelican_site.witness import Witness
from standfirst.progress import Progress
from standfirst.report import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2 import Template

    from standfirst.build.artifacts import Artifacts
    from standfirst.copydesk import Addresses
    from standfirst.edition import Edition
    from standfirst.languages import Languages
    from standfirst.pelican_site.witness import Prints

KEPT = "\0kept"
"""Stands for the text of a page that is taken over from the last build."""
OTHERS = "\0others"
"""Stands for the text of a page that another process renders."""
MOST_REASONS = 5
MOST_SECONDS = 5.0
"""Of processor time that rendering one page may take."""
LISTINGS = frozenset({"category", "tag", "author", "period_archives"})


class SiteWriter(Writer):
    """Pelican's writer with our feeds, our template variables and our errors."""

    settings: dict[str, Any]

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
        self.articles: frozenset[str] = frozenset()
        """Source files of articles."""
        self.listings: list[str] = []
        """Addresses of the first pages of listings, for the sitemap."""
        self.shown: set[str] = {"404.html"}
        """Output files of the pages that may be spoken of: all but the hidden ones."""
        self.untemplated: set[str] = set()
        """Pages of ours that the theme has no template for."""
        self.artifacts: Artifacts | None = None
        """What the last build left; None where every page is rendered."""
        self.witness = Witness()
        self.prints: Prints | None = None
        self.under_all = ""
        """The print of what every page is made from; "" where there is no telling."""
        self.made: Made | None = None
        """The page that is rendered and not yet written."""
        self.languages: Languages | None = None
        """For what feeds of Pelican's say that is no word of an article."""
        self.stable = False
        """Whether pages of listings are numbered from the oldest."""
        self.progress = Progress()
        self.pages = [0, 0]
        """How many pages were rendered, and how many kept."""
        self.share = 0, 1
        """Which of so many shares of the pages is rendered by this process."""
        self._number = 0

    @property
    def made_of_known_sources(self) -> bool:
        """Whether all that the pages were made from was noted."""
        return self.artifacts is not None and all(made[2] is not None for made in self.artifacts.made.values())

    def is_ours(self) -> bool:
        """Whether the next page is of this process's share."""
        self._number += 1
        mine, shares = self.share
        return self._number % shares == mine

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
        """Pelican's rules of who may write a file twice, and a sheet to write on."""
        name = os.path.relpath(filename, self.output_path).replace(os.sep, "/")
        made, self.made = self.made, None
        if (not override and self.gives_way(name, "")) or (filename in self._overridden_files and not override):
            return _Sheet(self, None, encoding, None)
        if filename in self._overridden_files or (filename in self._written_files and not override):
            message = f'"{filename}" is written twice'
            raise FileOverwriteFailedError(message)
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        return _Sheet(self, name, encoding, made)

    def write_file(
        self,
        name: str,
        template: Template,
        context: dict[str, Any],
        relative_urls: bool = False,  # noqa: FBT001, FBT002 - Pelican's signature
        paginated: dict[str, Any] | None = None,
        template_name: str | None = None,
        override_output: bool = False,  # noqa: FBT001, FBT002 - as above
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Render a page, or all pages of a listing."""
        if not name:
            return
        page = _Page(self, template, template_name or "", url or "")
        if paginated is None:
            paginated = {key: value for key, value in kwargs.items() if key in {"articles", "dates"}}
        parts: Iterable[tuple[str, dict[str, Any]]] = [(name, {})]
        if paginated and template_name and template_name in self.settings["PAGINATED_TEMPLATES"]:
            parts = cut(name, url or "", paginated, self.settings, template_name, stable=self.stable)
        try:
            for part, given in parts:
                super().write_file(
                    part, page, context, relative_urls, {}, template_name, override_output, url, **kwargs, **given
                )
        except BuildError as error:
            self.problems.append(error.diagnostic)

    def stands_for(self, template: str) -> str:
        """What a page of this template is made from beside its own sources, or every page; "" where there is no telling."""
        return self.witness.closure(template) if template != UNDER_ALL else self.under_all

    def has(self, name: str) -> bool:
        """Whether something is, or will be, published under this name, which the build has a page or file of its own for.

        A page or a file may take its place; an article displaces nothing, and is told so.
        """
        source, what = self.taken.get(address_key(name), ("", ""))
        if source in self.articles:
            message = f"{what} and a page that the build makes would both be '{name}'"
            self.problems.append(Diagnostic(*self.place(source), "SF102", message, "give the article another slug"))
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
        """An Atom feed of our own; RSS, and a feed that a plugin wants to see, by Pelican, with the same stories in them."""
        edition: Edition | None = context.get("edition")
        ours = all(hasattr(element, "story") for element in elements)
        if feed_type != "atom" or path is None or edition is None or not ours or signals.feed_generated.receivers:
            settings, self.languages = self.settings, context.get("languages")
            if ours:
                places = feeds.places_in_feed([element.story for element in elements], settings["FEED_MAX_ITEMS"])
                elements = [elements[place] for place in places]
                self.settings = {**settings, "FEED_MAX_ITEMS": None}
            try:
                return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
            finally:
                self.settings = settings
        title = f"{edition.config.site_name} – {feed_title}" if feed_title else edition.config.site_name
        pictures, site_url = context["pictures"], edition.config.site_url
        places = feeds.places_in_feed([element.story for element in elements], self.settings["FEED_MAX_ITEMS"])
        stories = [pictures.in_feeds(final_story(elements[place]), site_url) for place in places]
        home, languages = edition.home_of_feed(path), context["languages"]
        self.write_text(
            path, feeds.atom(edition, stories, title=title, path=url or path, home_url=home, languages=languages)
        )
        return None

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        """Pelican's item, and below its text what was corrected."""
        super()._add_item_to_the_feed(feed, item)
        if hasattr(item, "story") and (told := feeds.corrections(item.story, self.languages)):
            added = feed.items[-1]
            text = "content" if added["content"] else "description"
            added[text] = f"{added[text]}\n<hr>\n{told}"


class _Page:
    """A template as the writer sees it: rendered with what every page of ours knows about itself."""

    def __init__(self, writer: SiteWriter, template: Template, kind: str, url: str) -> None:
        """`kind` is Pelican's name of the template, `url` the address of the page, or of the first one of a listing."""
        self.writer = writer
        self.template = template
        self.kind = kind
        self.url = url

    def render(self, context: dict[str, Any]) -> str:
        """The page's text. Raises BuildError where the template fails or the address is taken."""
        writer, name = self.writer, str(context["output_file"])
        content = context.get("article") or context.get("page")
        story = getattr(content, "story", None)
        kind = self.kind
        listing = context.get("articles_page")
        url = story.url if story else listing.url if listing else self.url or name
        context["page_url"] = canonical(url)
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
        if not story or story.status != "hidden":
            writer.shown.add(name)
        if not story and (listing is None or not listing.serial) and name != "404.html":
            writer.listings.append(context["page_url"])
        if not writer.is_ours():
            writer.made = Made(name, "", None, "")
            return OTHERS
        why = self._why(name, context)
        if not why:
            writer.made = Made(name, "", None, "")
            return KEPT
        writer.witness.begin()
        try:
            with limited(MOST_SECONDS):
                text = self.template.render(context)
        except TooLongError as error:
            raise BuildError(error.diagnostic(MOST_SECONDS)) from None
        except Exception as error:
            if isinstance(error, BuildError) or fault(error):
                raise
            raise BuildError(template_problem(error, writer.roots)) from error
        finally:
            read = writer.witness.end()
        sources = writer.prints.sources(read, context) if writer.prints and read else None
        writer.made = Made(name, str(self.template.name), sources, "\n".join(why[:MOST_REASONS]))
        return text

    def _why(self, name: str, context: Mapping[str, Any]) -> list[str]:
        """Why the page must be rendered; nothing where the one that stands is what rendering it would give."""
        writer, template = self.writer, str(self.template.name)
        if writer.artifacts is None or writer.prints is None:
            return ["every page is rendered by every build"]
        why = writer.artifacts.reasons(name, template, writer.prints.here(context), writer.stands_for)
        if why:
            return why
        return [] if writer.artifacts.keep(name) else ["the file in the output was changed"]


class Made(NamedTuple):
    """A page that is rendered, or kept."""

    name: str
    template: str
    sources: dict[str, str] | None
    why: str


class _Sheet(io.StringIO):
    """A file of the output while it is written."""

    def __init__(self, writer: SiteWriter, name: str | None, encoding: str, made: Made | None) -> None:
        """`name` is None for what is written nowhere; `made` the page that this is."""
        super().__init__(newline="")
        self._writer, self._name, self._encoding = writer, name, encoding
        self._made = made if made and made.name == name else None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        writer, name = self._writer, self._name
        if name is None or kind is not None:
            return
        if self.getvalue() == OTHERS:
            return
        writer.progress.step(reused=self.getvalue() == KEPT)
        if self.getvalue() == KEPT:
            writer.pages[1] += 1
            return
        data = self.getvalue().encode(self._encoding)
        target = Path(writer.output_path, name)
        if target.exists():
            target.unlink()  # it may be a file of the standing output under a second name
        target.write_bytes(data)
        writer.pages[0] += self._made is not None
        if writer.artifacts and self._made:
            writer.artifacts.note(name, data, self._made.template, self._made.sources, self._made.why)
        elif writer.artifacts:
            writer.artifacts.kept.discard(name)
