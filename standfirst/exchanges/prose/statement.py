"""What one number is said to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from standfirst.exchanges.mentions.numwords import Bound
    from standfirst.exchanges.prose.sentences import Sentence

Field = Literal[
    "total",
    "bare",
    "pow",
    "military",
    "civilian",
    "women",
    "men",
    "officers",
    "bodies",
    "sum",
    "ordinal",
    "in_year",
    "any_ordinal",
]
"""As in a record; or people of no kind (bare), captives who may be soldiers or all (pow), a total of some kind (sum), and
ordinals since the invasion, in the year, and in a count that is not named."""
Form = Literal["", "pair", "each", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One number and what it is said to be."""

    sentence: Sentence
    start: int
    end: int
    value: int
    bound: Bound
    field: Field
    party: str = ""
    """The party that people return to, where the words say so."""
    form: Form = ""
    """A form that only the count of an exchange has: a pair, 175 for 175; each, 390 on each side; a part of a division in two."""

    @property
    def text(self) -> str:
        """The words."""
        return self.sentence.passage.text[self.start : self.end]
