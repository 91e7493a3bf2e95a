"""What a page reads while it is rendered, noted under names that a later build can look up again.

Names of the context are noted by Jinja's own look-up, templates by its loader. What stands for the whole site is handed out in
views that note which part is asked for. A story that a page has at hand is taken to be read but for its body, which is noted
when somebody looks at it. Where a page reads what has no print, it is rendered by every build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, pass_context, pass_environment
from jinja2.runtime import Context
from pelican.urlwrappers import URLWrapper
from pydantic import BaseModel

from standfirst.build.fingerprint import UnknownValueError, as_text, digest
from standfirst.config import Config
from standfirst.exchanges.register import Register
from standfirst.languages import Language, Languages
from standfirst.links import targets
from standfirst.model import Story
from standfirst.pelican_site.contents import NewsArticle, NewsPage
from standfirst.pelican_site.paging import ListedPage, Listing
from standfirst.pictures import shown_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment

    from standfirst.edition import Edition
    from standfirst.manuscript import Manuscript
    from standfirst.pelican_site.card_files import CardFiles
    from standfirst.pelican_site.picture_files import PictureFiles

BODY = frozenset({"html", "words", "minutes", "_content"})
"""Attributes of a story that its body decides."""
CLOCK = frozenset({"now", "state", "keep_going", "settings_file", "wait"})
"""Attributes of the configuration that differ from build to build."""
PAGES = frozenset({"num_pages", "page_range", "page", "number", "next_page_number", "previous_page_number"})
"""Attributes of a listing and its pages that the number of its pages decides."""
COUNT = frozenset({"count", "start_index", "end_index"})
"""Those that the number of its stories decides."""
STORIES = "object_list"
"""The one that the stories themselves decide."""
WATCHED = BODY | CLOCK | PAGES | COUNT | {STORIES}
JSON_LD = ("article_json_ld", "page_json_ld")
"""Template functions that look into a story's body."""
MISSING = "-"
NAMES = "names"
"""The kind of the source that stands for all names of the context that a page reads."""
PAGED = "paged"
"""The kind of the sources that stand for an attribute of a listing or of one of its pages, by its name in the context."""


@dataclass
class Witness:
    """Notes what is read between `begin` and `end`."""

    edges: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Template and digest of its source -> templates that it asked for, whether they were there or not."""
    sources: set[str] | None = None
    """What the present page has read; None between pages."""
    names: set[str] = field(default_factory=set)
    unknown: bool = False
    _environment: Environment | None = None
    _digests: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """A page begins."""
        self.sources, self.names, self.unknown = set(), set(), False

    def end(self) -> tuple[set[str], set[str]] | None:
        """The sources and the names of the context that it has read; None where it has read what has no print."""
        found, self.sources = self.sources or set(), None
        return None if self.unknown else (found, self.names)

    def read(self, source: str) -> None:
        """Note a source."""
        if self.sources is not None:
            self.sources.add(source)

    def cannot_tell(self) -> None:
        """Note that something was read that has no print."""
        self.unknown = True

    def watch(self, environment: Environment) -> None:
        """Have an environment's templates tell what they read."""
        self._environment = self._environment or environment
        witness, get, select = self, environment.get_template, environment.select_template
        getattr_, getitem = environment.getattr, environment.getitem

        class Watched(Context):
            def resolve_or_missing(self, key: str) -> Any:
                witness.names.add(key)
                return super().resolve_or_missing(key)

        def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002 - Jinja's signature
            witness.note_template(parent, [name])
            return get(name, parent, globals)

        def select_template(names: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002 - as above
            names = list(names)
            witness.note_template(parent, names)
            return select(names, parent, globals)

        def get_attribute(value: Any, attribute: str) -> Any:
            if attribute in WATCHED:
                witness.look(value, attribute)
            return getattr_(value, attribute)

        def get_item(value: Any, argument: Any) -> Any:
            if isinstance(argument, str) and argument in WATCHED:
                witness.look(value, argument)
            return getitem(value, argument)

        changed: Any = environment
        changed.context_class = Watched
        changed.get_template, changed.select_template = get_template, select_template
        changed.getattr, changed.getitem = get_attribute, get_item
        attr = environment.filters["attr"]

        @pass_environment
        def attribute_of(environment: Environment, value: Any, name: str) -> Any:
            if name in WATCHED:
                witness.look(value, name)
            return attr(environment, value, name)

        environment.filters["attr"] = attribute_of
        for name in JSON_LD:
            if name in environment.globals:
                environment.globals[name] = self._noting(environment.globals[name])

    def _noting(self, function: Any) -> Any:
        def noting(context: Context, story: Story) -> Any:
            self.read(f"body {story.path}")
            return function(context, story)

        return pass_context(noting)

    def look(self, value: object, attribute: str) -> None:
        """Note a look at an attribute that more decides than what a value is taken for."""
        if attribute in BODY:
            story = value if isinstance(value, Story) else getattr(value, "story", None)
            if isinstance(story, Story):
                self.read(f"body {story.path}")
        elif attribute in CLOCK and isinstance(value, Config):
            self.cannot_tell()
        elif isinstance(value, Listing | ListedPage):
            self._look_at_listing(value, attribute)

    def _look_at_listing(self, value: Listing | ListedPage, attribute: str) -> None:
        if attribute == STORIES:
            if isinstance(value, Listing) or not value.known_as:
                self.cannot_tell()
            self.read(f"{PAGED} {value.known_as}.{STORIES}")
        elif attribute in PAGES | COUNT:
            listing = value if isinstance(value, Listing) else value.paginator
            self.read(f"{PAGED} {listing.known_as}.{'num_pages' if attribute in PAGES else 'count'}")

    def note_template(self, parent: str | None, names: Iterable[Any]) -> None:
        """Note which templates a template asks for."""
        if parent is None:
            return
        asked = self.edges.setdefault((parent, self.digest_of(parent)), set())
        for name in names:
            if isinstance(name, str):
                asked.add(name)
            else:
                self.cannot_tell()

    def digest_of(self, template: str) -> str:
        """Stands for a template's source as it is now; MISSING where there is none."""
        if template not in self._digests:
            environment = self._environment
            try:
                source = (
                    environment.loader.get_source(environment, template)[0]
                    if environment and environment.loader
                    else ""
                )
                self._digests[template] = digest(source)
            except TemplateNotFound:
                self._digests[template] = MISSING
        return self._digests[template]

    def closure(self, template: str) -> str:
        """Stands for a template and all that it may ask for."""
        found: dict[str, str] = {}
        work = [template]
        while work:
            name = work.pop()
            if name not in found:
                found[name] = self.digest_of(name)
                work += self.edges.get((name, found[name]), ())
        return digest(*(f"{name} {found[name]}" for name in sorted(found)))


@dataclass
class Prints:
    """Sources by name, as they are in this build."""

    edition: Edition
    pictures: PictureFiles
    cards: CardFiles
    context: Mapping[str, Any]
    settings: Mapping[str, Any]
    _found: dict[str, str] = field(default_factory=dict)
    _values: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """Print of a large value, and the value, so that no other takes its place in memory."""

    def of(self, source: str) -> str:
        """The print of a source; MISSING where it is gone."""
        if source not in self._found:
            kind, _, rest = source.partition(" ")
            self._found[source] = getattr(self, f"_{kind}")(rest)
        return self._found[source]

    def here(self, context: Mapping[str, Any]) -> Callable[[str], str]:
        """The prints of sources as seen from one page, which has this context."""

        def of(source: str) -> str:
            kind, _, rest = source.partition(" ")
            try:
                if kind == PAGED:
                    name, _, attribute = rest.partition(".")
                    value = getattr(context.get(name), attribute, ())
                    return digest(*map(self._print, value)) if attribute == STORIES else str(value)
                if kind == NAMES:
                    names = rest.split()
                    return digest(*(self._print(context[name]) if name in context else MISSING for name in names))
            except UnknownValueError:
                return ""
            return self.of(source)

        return of

    def sources(self, read: tuple[set[str], set[str]], context: Mapping[str, Any]) -> dict[str, str] | None:
        """What a page was made from, with its prints; None where something of it has none."""
        sources, names = read
        # A setting that is as it is for all pages is part of what all pages are made from.
        own = sorted(
            n for n in names if n in context and (n not in self.settings or context[n] is not self.settings[n])
        )
        here = self.here(context)
        prints = {source: here(source) for source in sorted({*sources, f"{NAMES} {' '.join(own)}"})}
        return prints if all(prints.values()) else None

    def _body(self, path: str) -> str:
        story: Story | None = self.context["public"].get(path)
        if story is None:
            return MISSING
        said = [story.html, str(story.words)]
        if "{" in story.html or "|" in story.html:
            links = self.context["links"]
            said += [f"{target.key} {links.get(target.key)}" for target in targets(story.html, path) if target.what]
        if "<img" in story.html.lower():
            said += [repr(self.pictures.of(picture)) for picture in sorted(shown_pictures(story.html, path))]
        return digest(*said)

    def _story(self, path: str) -> str:
        """A story but for its body."""
        story: Story | None = self.context["public"].get(path)
        if story is None:
            return MISSING
        parts = [getattr(story, field.name) for field in fields(Story) if field.name not in {"html", "words"}]
        return digest(*map(repr, parts))

    def _stories(self, what: str) -> str:
        return self._each(getattr(self.edition, what))

    def _number(self, what: str) -> str:
        return str(len(getattr(self.edition, what)))

    def _any(self, what: str) -> str:
        return str(bool(getattr(self.edition, what)))

    def _places(self, what: str) -> str:
        return digest(*(repr(listing.place) for listing in getattr(self.edition, what)))

    def _listing(self, rest: str) -> str:
        what, _, url = rest.partition(" ")
        found = next((one for one in getattr(self.edition, what) if one.place.url == url), None)
        return self._each(found.stories) if found else MISSING

    def _listed(self, what: str) -> str:
        rest, _, url = what.partition(" ")
        found = next((one for one in getattr(self.edition, rest) if one.place.url == url), None)
        return str(len(found.stories)) if found else MISSING

    def _addresses(self, _: str) -> str:
        return digest(*sorted(self.edition.listed))

    def _corrections(self, _: str) -> str:
        return digest(*(f"{one.correction!r} {self.of(f'story {one.story.path}')}" for one in self.edition.corrections))

    def _asked(self, rest: str) -> str:
        """The stories that are newer, older or related."""
        what, _, more = rest.partition(" ")
        most, _, path = more.partition(" ")
        story = self.context["public"].get(path)
        if story is None:
            return MISSING
        if what == "related":
            return self._each(self.edition.related(story, int(most)))
        if what == "translations":
            return self._each(self.edition.translations(story))
        found = getattr(self.edition, what)(story)
        return self._each([found] if found else [])

    def _on(self, key: str) -> str:
        return self._each(self.edition.on(key))

    def _picture(self, rest: str) -> str:
        what, _, name = rest.partition(" ")
        return digest(repr(getattr(self.pictures, what)(name)))

    def _card(self, path: str) -> str:
        story = self.context["public"].get(path)
        return digest(repr(self.cards.of(story))) if story else MISSING

    def _each(self, stories: Iterable[Story]) -> str:
        return digest(*(f"{story.path} {self.of(f'story {story.path}')}" for story in stories))

    def _print(self, value: Any) -> str:
        if isinstance(value, NewsArticle | NewsPage):
            return self._content(value)
        if isinstance(value, URLWrapper):
            profile = getattr(value, "profile", None)
            return f"{type(value).__name__} {value.name!r} {value.slug} {value.url} {profile!r}"
        if isinstance(value, Story):
            return self.of(f"story {value.path}")
        # What of these two may change with every story is noted when somebody looks at it.
        if isinstance(value, Listing):
            return f"{value.per_page} {value.orphans} {value.name} {value.url}"
        if isinstance(value, ListedPage):
            return (
                f"{value.serial} {value.has_next()} {value.has_previous()} {value.url} {value.save_as} {value.base_url}"
            )
        if isinstance(value, Config | Languages | EditionView | PicturesView | CardsView):
            return type(
                value
            ).__name__  # what is read of them is noted by itself, or part of what all pages are made from
        if isinstance(value, Register):
            return self._kept(value, lambda: digest(*map(repr, value.records)))
        if isinstance(value, dict):
            return self._kept(value, lambda: digest(*(f"{self._print(k)}: {self._print(v)}" for k, v in value.items())))
        if isinstance(value, list | tuple):
            return self._kept(value, lambda: digest(*map(self._print, value)))
        if isinstance(value, set | frozenset):
            return self._kept(value, lambda: digest(*sorted(map(self._print, value))))
        if isinstance(value, Language):
            return f"language {value.tag}"  # its catalogue is part of what all pages are made from
        if isinstance(value, BaseModel):
            return repr(value)
        if isinstance(value, partial) and value.func.__module__.startswith("standfirst."):
            given = self._print(value.args), self._print(value.keywords)
            return digest(f"{value.func.__module__}.{value.func.__qualname__}", *given)
        if is_dataclass(value) and type(value).__module__.startswith("standfirst."):
            return digest(type(value).__name__, *(self._print(getattr(value, field.name)) for field in fields(value)))
        return as_text(value)

    def _kept(self, value: Any, make: Callable[[], str]) -> str:
        if id(value) not in self._values:
            self._values[id(value)] = value, make()
        return self._values[id(value)][1]

    def _content(self, content: Any) -> str:
        """What themes see of a story but for its body."""
        key = f"content {content.story.path}"
        if key not in self._found:
            manuscript: Manuscript = self.context["manuscripts"][content.story.path]
            formatted = [name for name in content.settings["FORMATTED_FIELDS"] if name in manuscript.facts.extra]
            said = [repr(manuscript.facts), *(str(content.metadata.get(name)) for name in formatted)]
            said += [self.of(f"story {other.story.path}") for other in content.translations]
            self._found[key] = digest(self.of(f"story {content.story.path}"), *said)
        return self._found[key]


class Stories(Sequence[Story]):
    """Stories that note whether they are looked at, counted, or asked only if there are any."""

    def __init__(self, stories: Sequence[Story], witness: Witness, looked_at: str, counted: str, there: str) -> None:
        """The last three are the sources that are noted."""
        self._stories, self._witness = stories, witness
        self._looked_at, self._counted, self._there = looked_at, counted, there

    def __len__(self) -> int:
        self._witness.read(self._counted)
        return len(self._stories)

    def __bool__(self) -> bool:
        self._witness.read(self._there)
        return bool(self._stories)

    def __getitem__(self, place: Any) -> Any:
        self._witness.read(self._looked_at)
        return self._stories[place]

    def __iter__(self) -> Iterator[Story]:
        self._witness.read(self._looked_at)
        return iter(self._stories)

    def __add__(self, other: Any) -> tuple[Any, ...]:
        return (*self, *other)

    def __radd__(self, other: Any) -> tuple[Any, ...]:
        return (*other, *self)


@dataclass(frozen=True)
class ListingView:
    """A topic, a tag or an author, and its stories."""

    place: Any
    stories: Stories


class EditionView:
    """The edition, noting which part of it is asked for."""

    def __init__(self, edition: Edition, witness: Witness) -> None:
        """`witness` is who notes."""
        self._edition, self._witness = edition, witness
        self._listings: dict[str, tuple[ListingView, ...]] = {}

    def __getattr__(self, name: str) -> Any:
        """The edition's; of what has no print, no page that reads it is kept."""
        edition, witness = self._edition, self._witness
        if witness.sources is None or name == "config":
            return getattr(edition, name)
        if name in {"stories", "pages"}:
            return Stories(getattr(edition, name), witness, f"stories {name}", f"number {name}", f"any {name}")
        if name in {"topics", "tags", "authors"}:
            witness.read(f"places {name}")
            return self._listing(name)
        if name == "listed":
            witness.read("addresses ")
        elif name == "corrections":
            witness.read("corrections ")
        elif name in {"newer", "older", "translations"}:
            return lambda story: self._ask(name, story)
        elif name == "related":
            return lambda story, most=3: self._ask(name, story, most)
        elif name == "on":
            return self._on
        else:
            witness.cannot_tell()
        return getattr(edition, name)

    def _ask(self, name: str, story: Story, *most: int) -> Any:
        self._witness.read(f"asked {name} {most[0] if most else 0} {story.path}")
        return getattr(self._edition, name)(story, *most)

    def _on(self, key: str) -> tuple[Story, ...]:
        self._witness.read(f"on {key}")
        return self._edition.on(key)

    def _listing(self, name: str) -> tuple[ListingView, ...]:
        if name not in self._listings:
            self._listings[name] = tuple(
                ListingView(
                    listing.place,
                    Stories(
                        listing.stories,
                        self._witness,
                        f"listing {name} {listing.place.url}",
                        f"listed {name} {listing.place.url}",
                        f"places {name}",  # one without a story is none
                    ),
                )
                for listing in getattr(self._edition, name)
            )
        return self._listings[name]


class PicturesView:
    """The pictures of a build, noting which are asked for."""

    def __init__(self, pictures: PictureFiles, witness: Witness) -> None:
        """`witness` is who notes."""
        self._pictures, self._witness = pictures, witness

    def __getattr__(self, name: str) -> Any:
        """What the pictures have."""
        if self._witness.sources is None:
            return getattr(self._pictures, name)
        if name not in {"of", "at", "avatar"}:
            self._witness.cannot_tell()
            return getattr(self._pictures, name)

        def ask(key: str) -> Any:
            self._witness.read(f"picture {name} {key}")
            return getattr(self._pictures, name)(key)

        return ask


class CardsView:
    """The social cards of a build, noting whose are asked for."""

    def __init__(self, cards: CardFiles, witness: Witness) -> None:
        """`witness` is who notes."""
        self._cards, self._witness = cards, witness

    def of(self, story: Story) -> Any:
        """A story's card."""
        self._witness.read(f"card {story.path}")
        return self._cards.of(story)

    def shared(self, story: Story, pictures: Any) -> Any:
        """What a network shows of a story."""
        self._witness.read(f"card {story.path}")
        return self._cards.shared(story, pictures)

    def __getattr__(self, name: str) -> Any:
        """What the cards have beside these."""
        self._witness.cannot_tell()
        return getattr(self._cards, name)
