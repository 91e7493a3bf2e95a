"""The kinds of values that writers commit as YAML, and what all their records have in common."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from standfirst.described import add_descriptions

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s/]+\S*|mailto:\S+@\S+)$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]


def check_countable(value: int) -> int:
    """The number, where there can be as many people: one of thousands of digits is a slip or an attack."""
    if abs(value) > MOST:
        most = f"larger than {MOST:,}" if value > 0 else f"smaller than -{MOST:,}"
        raise PydanticCustomError("SF013", "the number is {most}", {"most": most})
    return value


MOST = 1_000_000_000
Number = Annotated[int, Field(ge=0), AfterValidator(check_countable)]
Ordinal = Annotated[int, Field(ge=1), AfterValidator(check_countable)]
Difference = Annotated[int, AfterValidator(check_countable)]


def read_day(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """A date from YYYY-MM-DD and nothing else; pydantic alone would take a timestamp too."""
    if not isinstance(value, str):
        return value
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        day = date.fromisoformat(value)
        if not MINYEAR < day.year < MAXYEAR:  # in another zone it would be no date at all
            raise ValueError
        return day  # noqa: TRY300 - what is above may raise the same
    except ValueError:
        raise PydanticCustomError("SF012", "'{value}' is not a date (use YYYY-MM-DD)", {"value": value[:60]}) from None


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2025-05-23"])]
Day = Annotated[date, BeforeValidator(read_day, json_schema_input_type=DayText)]


class Record(BaseModel):
    """A value that a writer commits as YAML: closed, frozen, every field documented."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=add_descriptions)


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
