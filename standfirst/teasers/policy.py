"""What is done about each kind of repeat, unless the settings or an article say otherwise."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.model import Action, Repeated

ACTIONS: Mapping[Repeated, Action] = MappingProxyType(
    {
        "exact": "settle",
        "truncated": "settle",
        "near": "warn",
        "headline": "settle",
        "scrap": "warn",
        "paragraph": "settle",
        "boilerplate": "settle",
        "copy": "warn",
        "update": "warn",
        "template": "ignore",
    }
)
"""settle: readers meet it once. warn and error: it stands as it is and is reported. ignore: it stands as it is."""

CODES: Mapping[Repeated, str] = MappingProxyType(
    {
        "exact": "SF301",
        "truncated": "SF302",
        "near": "SF303",
        "headline": "SF304",
        "scrap": "SF305",
        "paragraph": "SF306",
        "boilerplate": "SF307",
        "copy": "SF308",
        "update": "SF309",
        "template": "SF310",
    }
)

WITHIN: tuple[Repeated, ...] = ("exact", "truncated", "near", "headline", "scrap", "paragraph")
"""Kinds that one article has by itself."""


def actions_for(
    settings: Mapping[Repeated, Action], teaser: str | None, own: Mapping[Repeated, Action]
) -> dict[Repeated, Action]:
    """The actions for one article: the defaults, the settings, its field teaser, its field repeats, each over the last.

    `teaser: keep` leaves all that it says as it is; `teaser: settle` settles a teaser that is only near, too.
    """
    found = {**ACTIONS, **settings}
    if teaser == "keep":
        found |= dict.fromkeys(WITHIN, "ignore")
    elif teaser == "settle":
        found |= {"exact": "settle", "truncated": "settle", "near": "settle"}
    return {**found, **own}
