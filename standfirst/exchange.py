"""The record of this desk's register: an exchange. Another desk's would have its own fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from standfirst.fields import CountryCode, Day, Difference, Number, Ordinal, Record, Source, Text


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
    agreed: dict[CountryCode, Number] = Field(default_factory=dict)
    """How many people the whole agreement is to return, by the party that they return to."""
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
    unaccounted: dict[CountryCode, Difference] = Field(default_factory=dict)
    """A known gap: how many more people the official total counts, since it was last published, than the records do."""
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
    disputed: bool = False
    """True where sources disagree on a figure or a date; the claims or the note say how."""
    note: str | None = None
    """What a reader of the figures must know."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where the figures come from."""

    @property
    def is_counted(self) -> bool:
        """Whether the official count has it. Releases and repatriations outside exchanges are left out, unless numbered."""
        return self.kind == "exchange" or bool(self.sequence and self.sequence.since_invasion)

    @property
    def keys(self) -> tuple[str, ...]:
        """What ties stories on the same event together: the record's id and its agreement's."""
        return (self.id, self.agreement) if self.agreement else (self.id,)
