"""Many social cards at once: on all cores, in the order in which they were asked for, each the same bytes as alone."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from standfirst.outputs.cards import draw_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.outputs.cards import Card
    from standfirst.outputs.cards_type import Typefaces

FEW = 48
"""Fewer cards are drawn sooner than processes start."""
CHUNK = 16
"""Cards that are handed to a process at a time."""

_faces: list[Typefaces] = []
"""What a process draws with: it is a copy of the one that asked, and finds them here."""


def draw_cards(cards: Sequence[Card], faces: Typefaces, processes: int | None = None) -> Iterator[bytes]:
    """Each card as PNG. `processes` is how many draw, by default one a core.

    Where processes cannot be copied at once, or a copy could inherit a lock that another thread holds, this one draws.
    """
    count = processes or _cores()
    if count == 1 or len(cards) < FEW or sys.platform != "linux" or threading.active_count() > 1:
        yield from (draw_card(card, faces) for card in cards)
        return
    _faces[:] = [faces]
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_draw, cards, chunksize=CHUNK)
    finally:
        _faces.clear()


def _draw(card: Card) -> bytes:
    return draw_card(card, _faces[0])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
