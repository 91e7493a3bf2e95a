"""An article as another system has it, before it is one of ours: the value that every source gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Kind = Literal["dropped", "doubtful", "not understood", "left out"]
KINDS: tuple[Kind, ...] = ("left out", "not understood", "doubtful", "dropped")
"""From what weighs most: a whole article that is not there, to a label that nobody misses."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What became of something that is not taken over as it was."""

    where: str
    """The file, record or line, as the person who has it would name it."""
    kind: Kind
    what: str
    """What it is and what was done with it."""
    words: str = ""
    """The words themselves."""

    def __str__(self) -> str:
        """`where: kind: what: «words»`, on one line."""
        words = f": «{' '.join(self.words.split())}»" if self.words.strip() else ""
        return f"{self.where}: {self.kind}: {' '.join(self.what.split())}{words}"


class MissingPackageError(Exception):
    """A package that only imports need is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f'the package {name} is not installed; install it with: pip install "standfirst[import]"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs articles."""

    name: str
    slug: str = ""
    """As the source calls them in addresses; made from the name where empty."""
    bio: str = ""
    """Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A lead image, as the source names it."""

    src: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article or page. Links and images in its body are still those of the source."""

    origin: str
    """What tells it from all others of its source for ever: a path, a number, an address. Never empty."""
    where: str
    """How notes name it."""
    kind: Literal["article", "page"] = "article"
    title: str
    date: str | None = None
    """As our front matter writes it; None is unknown."""
    modified: str | None = None
    authors: tuple[str, ...] = ()
    topic: str | None = None
    tags: tuple[str, ...] = ()
    slug: str = ""
    """As the source has it; made from the title where empty."""
    summary: str | None = None
    status: Literal["published", "draft", "hidden", "skip"] = "published"
    lang: str | None = None
    """Where it is not the source's own."""
    translation: bool = False
    image: Picture | None = None
    body: str = field(default="", repr=False)
    """Markdown."""
    old: tuple[str, ...] = ()
    """Addresses at which it was published: a path from the site's root each, the first one its own."""
    source: str = ""
    """The whole address of the page it was taken from, where it is somebody's page on the web."""
    unused: tuple[tuple[str, str], ...] = ()
    """Fields that mean nothing here: name and value. They are kept in the file as remarks."""
    notes: tuple[Note, ...] = ()
    muddled: bool = False
    """Whether the body holds what belongs around it: the headline again, labels, cut teasers."""
    alone: bool = False
    """Whether it is brought by itself, from a page: then the record that it tells of is proposed."""
    remark: tuple[str, ...] = ()
    """Lines of a remark in the front matter: YAML that is not in force."""


class Source(Protocol):
    """Where articles come from."""

    @property
    def root(self) -> Path | None:
        """The folder that files of its articles lie in; None where there is none."""

    def stories(self, *, whole: bool) -> Iterator[Found | Note]:
        """Each article, the same ones in the same order on each call. Without `whole`, bodies and their notes may be missing."""

    def people(self) -> Iterable[Person]:
        """Who signs articles, as far as the source says more than a name. Asked for after `stories`."""

    def names(self, found: Found, address: str) -> Iterable[str]:
        """Paths below `root` that an address in an article may mean, the likeliest first; "" for none."""

    def address(self, found: Found, address: str) -> str | None:
        """The path from the old site's root that an address in an article means; None where it leads elsewhere."""


def tally(notes: Iterable[Note]) -> dict[Kind, int]:
    """How many notes there are of each kind, in the order of KINDS."""
    counted = Counter(note.kind for note in notes)
    return {kind: counted[kind] for kind in KINDS}
