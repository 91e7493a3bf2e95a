"""Many social cards at once: on all cores, in the order in which they were asked for, each the same bytes as alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from standfirst.build.workers import Lost, Workers, can_fork
from standfirst.outputs.cards import draw_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.outputs.cards import Card
    from standfirst.outputs.cards_type import Typefaces

FEW = 48
"""Fewer cards are drawn sooner than processes start."""


def draw_cards(cards: Sequence[Card], faces: Typefaces, processes: int | None = None) -> Iterator[bytes]:
    """Each card as PNG. `processes` is how many draw, by default one a core.

    Where a process cannot simply be a copy of this one, this one draws: the others would each read the fonts anew.
    """
    work = partial(draw_card, faces=faces)
    with Workers(lambda: work, count=processes if can_fork() else 1, few=FEW) as workers:
        for card, made in zip(cards, workers.map(cards), strict=True):
            yield work(card) if isinstance(made, Lost) else made
