"""What a newsroom publishes, as frozen values. No Pelican, no files, no clock."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Status = Literal["published", "hidden", "draft"]
Verdict = Literal["none", "exact", "truncated", "near", "distinct"]
Repeated = Literal[
    "exact", "truncated", "near", "headline", "scrap", "paragraph", "boilerplate", "copy", "update", "template"
]
"""How a text is there twice: a teaser in its article (the first three), others in one article, others in several."""
Action = Literal["settle", "warn", "error", "ignore"]

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s/]+\S*|mailto:\S+@\S+)$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]

WORDS_PER_MINUTE = 220


def read_day(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """A date from YYYY-MM-DD and nothing else; pydantic alone would take a timestamp too."""
    if not isinstance(value, str):
        return value
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("SF012", "'{value}' is not a date (use YYYY-MM-DD)", {"value": value}) from None


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2025-05-23"])]
Day = Annotated[date, BeforeValidator(read_day, json_schema_input_type=DayText)]


class Record(BaseModel):
    """A value that a writer commits as YAML: closed, frozen, every field documented."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Source(Record):
    """Where a fact was published."""

    title: Text
    """The page's own title."""
    url: Url
    """Its address: http or https."""
    publisher: str | None = None
    """Who published it."""
    date: Day | None = None
    """When it was published (YYYY-MM-DD)."""
    side: Literal["UA", "RU", "third"] | None = None
    """Whose account it is, where that matters."""


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


class Stage(Record):
    """One step of an agreement that is carried out in several."""

    number: Ordinal
    """Its number, from 1."""
    of: Ordinal | None = None
    """How many stages the agreement has."""


class Count(Record):
    """How many people returned to one party. A field left out is unknown, not 0."""

    total: Number | None = None
    """All who returned."""
    military: Number | None = None
    """Members of the armed forces, border guard, national guard and police units held as prisoners of war."""
    civilian: Number | None = None
    """Civilians."""
    women: Number | None = None
    """Women among them."""
    men: Number | None = None
    """Men among them."""
    officers: Number | None = None
    """Officers among the military."""
    other_ranks: Number | None = None
    """Privates and sergeants among the military."""
    foreign: Number | None = None
    """Citizens of other countries among them."""
    undisclosed: bool = False
    """True where the number was withheld; then there is no total."""
    approximate: bool = False
    """True where the source gives a round or uncertain number."""


class Claim(Record):
    """One source's figure, where sources disagree."""

    by: Text
    """Who says so."""
    field: str
    """The figure it is about, as a dotted path: returned.RU.total."""
    value: Annotated[int | str, Field(union_mode="left_to_right")]
    """What they say."""
    source: Ordinal
    """The number of the source in the record's list, from 1."""


class Sequence(Record):
    """The ordinal of an exchange in an official count."""

    since_invasion: Ordinal | None = None
    """Its number since 24 February 2022."""
    in_year: Ordinal | None = None
    """Its number in the calendar year."""
    basis: Text
    """Who counts so, and what the number covers."""


class Mediator(Record):
    """A state or organisation that helped."""

    name: Text
    """Its English name."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code, for a state."""
    role: Literal["mediator", "host", "facilitator", "neutral_intermediary"] | None = None
    """What it did."""


class Location(Record):
    """Where people were handed over and where they arrived."""

    handover: str | None = None
    """Place of the handover."""
    arrival: str | None = None
    """Where they came home to."""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Latitude of the handover, degrees north."""
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Longitude of the handover, degrees east."""
    disclosed: bool | None = None
    """False where the parties withheld the place."""


class Exchange(Record):
    """One exchange of one day, or one stage of an agreement."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?(-[a-z0-9]+)*$")]
    """Date (or month) and, where a day had several events, a suffix."""
    kind: Literal[
        "exchange",
        "exchange_wounded_sick",
        "civilian_release",
        "repatriation_wounded_sick",
        "repatriation_bodies",
        "accommodation_neutral_country",
        "return_of_children",
    ]
    """What happened."""
    agreement: str | None = None
    """Id of the agreement that this stage belongs to."""
    stage: Stage | None = None
    """Which step of the agreement it is."""
    date: Day
    """The day it was carried out, or the first day of the month where only that is known (YYYY-MM-DD)."""
    date_end: Day | None = None
    """The last day, where it took several."""
    date_precision: Literal["day", "month", "year"] = "day"
    """How exactly the date is known."""
    status: Literal["proposed", "agreed", "under_way", "completed", "suspended", "cancelled"]
    """How far it has come."""
    parties: Annotated[tuple[CountryCode, ...], Field(min_length=2, max_length=2)]
    """The two parties, as ISO 3166-1 alpha-2 codes."""
    returned: dict[CountryCode, Count] = Field(default_factory=dict)
    """People returned, keyed by the party that they return to."""
    bodies: dict[CountryCode, Number] = Field(default_factory=dict)
    """Bodies repatriated, keyed by the party that they return to."""
    claims: tuple[Claim, ...] = ()
    """Figures on which sources disagree, one entry a source."""
    sequence: Sequence | None = None
    """Its ordinal in an official count."""
    cumulative: dict[CountryCode, Number] = Field(default_factory=dict)
    """The official running total after it, by party."""
    mediators: tuple[Mediator, ...] = ()
    """Who helped, and how."""
    location: Location | None = None
    """Where it happened."""
    categories: tuple[
        Literal[
            "pow",
            "internee",
            "hostage_or_civilian_detainee",
            "seriously_wounded",
            "seriously_sick",
            "under_25",
            "medical_personnel",
            "convicted",
            "foreign_national",
            "child",
        ],
        ...,
    ] = ()
    """Who was exchanged."""
    note: str | None = None
    """What a reader of the figures must know."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where the figures come from."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What ties stories on the same event together: the record's id and its agreement's."""
        return (self.id, self.agreement) if self.agreement else (self.id,)


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
    """First publication, with offset. None only for a page."""
    modified: datetime | None = None
    """Last substantive change, with offset."""
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
