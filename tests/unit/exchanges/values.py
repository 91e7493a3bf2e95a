"""Records of every kind and with every text that a record can hold, for property tests."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from standfirst.characters import DIRECTION, FORBIDDEN, INVISIBLE
from standfirst.exchange import Count, Exchange, Location, Mediator
from standfirst.fields import MOST

CODES = ("UA", "RU", "NO", "TR")
HOSTILE = (
    "no", "on", "~", "null", "12:30", "2025-05-23", "1e9", "0x1F", "'", "''", "'=1", '"', "\\", "\\u0000", ": x", "a: b", " #65",
    "# x", "- a", "[a]", "{a: 1}", "&a", "*a", "!!str x", "|", ">", "%a", "@x", "`x`", "---", "...", "=1+1", "+1", "-1",
    "\t=1", "\r\n=1", "\n", "\r", " lead", "trail ", "a,b;c\td", "\x85", "\u2028", "\u200d", "\u200f", "\U0001f642", "\N{FULLWIDTH EQUALS SIGN}1",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
).filter(lambda text: not any(kind.search(text) for kind in (FORBIDDEN, DIRECTION, INVISIBLE)))
"""Control characters and turning marks are refused where a file is read, what shows nothing is taken out."""
WORDS = TEXTS.filter(lambda text: text.strip() != "" and text.strip("\x1c\x1d\x1e\x1f\x85 ") != "")
NUMBERS = st.one_of(st.integers(0, 9), st.integers(0, MOST))
ORDINALS = st.integers(1, 9)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31)).map(lambda day: day.isoformat())


def part(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def by_party(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(CODES), values, max_size=3)


def choices(model: type[Any], name: str) -> st.SearchStrategy[Any]:
    """The values that a field of few knows."""
    found = [value for value in _leaves(model.model_fields[name].annotation) if isinstance(value, str)]
    return st.sampled_from(found)


def _leaves(annotation: Any) -> list[Any]:
    parts = get_args(annotation)
    return [leaf for item in parts for leaf in _leaves(item)] if parts else [annotation]


COUNTS = part(
    **{name: NUMBERS if "int" in str(f.annotation) else st.booleans() for name, f in Count.model_fields.items()}
)
SOURCES = st.fixed_dictionaries(
    {
        "title": WORDS,
        "url": st.sampled_from(["https://a.example/1?x=%20#y", "mailto:desk@a.example", "http://b.example"]),
    },
    optional={"publisher": TEXTS, "date": DAYS, "side": st.sampled_from(["UA", "RU", "third"])},
)
CLAIMS = st.fixed_dictionaries(
    {"by": WORDS, "field": TEXTS, "value": st.one_of(st.integers(), TEXTS), "source": ORDINALS}
)
MEDIATORS = st.fixed_dictionaries(
    {"name": WORDS}, optional={"country": st.sampled_from(CODES), "role": choices(Mediator, "role")}
)
LOCATIONS = part(
    handover=TEXTS, arrival=TEXTS, lat=st.floats(-90, 90), lon=st.floats(-180, 180), disclosed=st.booleans()
).filter(lambda place: Location(**place) != Location())
IDS = st.from_regex(r"\A[0-9]{4}-[0-9]{2}(-[0-9]{2})?(-[a-z0-9]{1,5}){0,2}\Z")
EXCHANGES = st.fixed_dictionaries(
    {
        "id": IDS,
        "kind": choices(Exchange, "kind"),
        "date": DAYS,
        "status": choices(Exchange, "status"),
        "parties": st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)),
        "sources": st.lists(SOURCES, min_size=1, max_size=3),
    },
    optional={
        "agreement": TEXTS,
        "agreed": by_party(NUMBERS),
        "stage": st.fixed_dictionaries({"number": ORDINALS}, optional={"of": ORDINALS}),
        "date_end": DAYS,
        "date_precision": choices(Exchange, "date_precision"),
        "returned": by_party(COUNTS),
        "bodies": by_party(NUMBERS),
        "claims": st.lists(CLAIMS, max_size=2),
        "sequence": st.fixed_dictionaries({"basis": WORDS}, optional={"since_invasion": ORDINALS, "in_year": ORDINALS}),
        "cumulative": by_party(NUMBERS),
        "unaccounted": by_party(st.integers(-9, 9)),
        "mediators": st.lists(MEDIATORS, max_size=2),
        "location": LOCATIONS,
        "categories": st.lists(choices(Exchange, "categories"), max_size=3),
        "disputed": st.booleans(),
        "note": TEXTS,
    },
).map(Exchange.model_validate)
"""Any record. One whose location says nothing is left out: a table cannot tell it from one without a location."""
