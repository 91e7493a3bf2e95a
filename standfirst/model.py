"""What a newsroom publishes, as frozen values. No Pelican, no files, no clock."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from standfirst.fields import Day, Record, Source, Text, Url

if TYPE_CHECKING:
    from datetime import datetime

    from standfirst.exchange import Exchange

Status = Literal["published", "hidden", "draft"]
Standing = Literal["out", "draft", "waiting", "expired"]
"""Whether readers can see a story at a given time, and if not, why."""
Verdict = Literal["none", "exact", "truncated", "near", "distinct"]
Repeated = Literal[
    "exact", "truncated", "near", "headline", "scrap", "paragraph", "boilerplate", "copy", "update", "template"
]
"""How a text is there twice: a teaser in its article (the first three), others in one article, others in several."""
Action = Literal["settle", "warn", "error", "ignore"]

WORDS_PER_MINUTE = 220


class Correction(Record):
    """A published mistake, put right in public."""

    date: Day
    """The day of the correction (YYYY-MM-DD)."""
    text: Text
    """What was wrong and what is right."""


class Image(Record):
    """The lead image of an article, or the avatar of an author."""

    src: Text
    """Path below the content folder, or beside the file that names it."""
    alt: str = ""
    """What the picture shows, for those who do not see it."""
    credit: str | None = None
    """Who made it."""
    caption: str | None = None
    """What it shows, when, and where."""


class Link(Record):
    """A named address, as in an author's profile."""

    title: Text
    """The words of the link."""
    url: Url
    """Its address: http, https or mailto."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A listing that a story stands in (a topic or a tag), and its address."""

    name: str
    slug: str
    url: str
    """Relative to the site's root, without a leading slash."""
    feed_url: str | None = None
    """Address of its Atom feed, relative to the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a story: a file under content/authors/, or a bare name."""

    id: str
    name: str
    url: str
    """Address of the author's page, relative to the site's root."""
    feed_url: str | None = None
    role: str | None = None
    avatar: Image | None = None
    """Its src is an address relative to the site's root."""
    bio: str = ""
    """HTML."""
    links: tuple[Link, ...] = ()
    organisation: bool = False
    """True for a desk: structured data calls it an Organization."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """What is shown of a story before it is opened, settled against its body."""

    card: str
    """Plain text for cards, feeds and previews. It ends where a sentence ends."""
    standfirst: str | None
    """Plain text under the headline on the article page; None where the body says it already."""
    verdict: Verdict
    """How the summary as written relates to the body; none where there is no summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image as published."""

    url: str
    """Relative to the site's root, or absolute for an image elsewhere."""
    alt: str
    width: int | None = None
    """Pixels; None for an image elsewhere."""
    height: int | None = None
    credit: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file that a build makes of a picture."""

    url: str
    """Relative to the site's root, encoded: it can stand in a srcset."""
    width: int
    """Pixels."""
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A picture in one format."""

    type: str
    """MIME type."""
    files: tuple[Rendition, ...]
    """From the narrowest to the widest; at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renditions:
    """What a build makes of one picture."""

    width: int
    """Pixels of the picture itself, upright."""
    height: int
    whole: tuple[Offer, ...]
    """All of the picture, the lightest format first. The last one is for every browser."""
    card: tuple[Offer, ...] = ()
    """The same, cropped to 16:9; empty where no card shows it."""
    crops: tuple[Rendition, ...] = ()
    """16:9, 4:3 and 1:1, in a format that everyone reads; empty where nobody asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article or page, resolved against the site and with its teaser settled."""

    path: str
    """Source file, relative to the content folder, with forward slashes."""
    kind: Literal["article", "page"]
    title: str
    """The headline: plain text."""
    slug: str
    url: str
    """Relative to the site's root, without a leading slash."""
    save_as: str
    """Output file, relative to the output folder."""
    lang: str
    """BCP 47 tag."""
    status: Status
    date: datetime | None
    """First publication, with offset; never before the end of an embargo. None only for a page, or a draft."""
    modified: datetime | None = None
    """Last substantive change, with offset."""
    expires: datetime | None = None
    """From when on it is nowhere in the output, with offset."""
    authors: tuple[Author, ...] = ()
    topic: Place | None = None
    tags: tuple[Place, ...] = ()
    teaser: Teaser
    picture: Picture | None = None
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()
    records: tuple[Exchange, ...] = ()
    """The checked records of what it reports."""
    html: str = field(repr=False)
    """The body, settled; links to sources ({filename}…) not yet resolved."""
    words: int = 0
    """Number of words in the body."""

    @property
    def updated(self) -> datetime | None:
        """The later of first publication and last change."""
        return max((d for d in (self.date, self.modified) if d), default=None)

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least 1."""
        return max(1, math.ceil(self.words / WORDS_PER_MINUTE))
