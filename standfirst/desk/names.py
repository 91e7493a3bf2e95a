"""Names as a writer types them -> names as the site knows them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SHOWN = 8
"""How many names a message lists at the most."""


class RefusedError(Exception):
    """Why a writer cannot have what was asked for, and what there is instead."""


def find_name(what: str, given: str, known: Mapping[str, str], hint: str = "") -> str:
    """The id that is meant: by id, by name without regard to case, or by the beginning of one and no other.

    `known` has each id's name. Raises RefusedError, with `hint` where no name is near.
    """
    wanted = given.strip().casefold()
    if given.strip() in known:
        return given.strip()
    if same := [one for one, name in known.items() if wanted in {one.casefold(), name.casefold()}]:
        return same[0]
    begun = sorted(one for one, name in known.items() if wanted and _begins(wanted, one, name))
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise RefusedError(f"{what} '{given}' may be any of these: {_some(begun)}")
    near = near_names(given, [*known, *known.values()])
    hint = f"did you mean {near[0]}?" if near else hint or f"there are: {_some(sorted(known))}"
    raise RefusedError(f"{what} '{given}' is not known ({hint})")


def near_names(given: str, known: Collection[str]) -> list[str]:
    """Names that may have been meant, the nearest first, whatever their case."""
    folded = {name.casefold(): name for name in known}
    return [folded[near] for near in difflib.get_close_matches(given.casefold(), folded, n=3, cutoff=0.6)]


def _begins(wanted: str, *names: str) -> bool:
    return any(name.casefold().startswith(wanted) for name in names)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
