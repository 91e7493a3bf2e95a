"""What a page was made from, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standfirst.build.store import Store

WORDS = {
    "body": "the text of {}",
    "story": "the headline, teaser, date and other facts of {}",
    "stories": "the facts of all {}",
    "number": "how many {} there are",
    "any": "whether there are any {}",
    "places": "the names and order of the {}",
    "listing": "the facts of the stories of {}",
    "listed": "how many stories there are of {}",
    "addresses": "which topics, tags and authors have a page",
    "corrections": "all corrections",
    "asked": "the stories beside it: {}",
    "on": "the stories on record {}",
    "picture": "a picture: {}",
    "card": "the social card of {}",
    "paged": "the listing that it is a page of: {}",
    "names": "what the template was given: {}",
}
"""What each kind of source is, with what it is of."""


def explain_page(store: Store, name: str) -> str | None:
    """What a file of the output was made from; None where that is not known."""
    row = store.rows.execute("SELECT template, reads, why FROM artifacts WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    template, reads, why = row
    asked = sorted(_asked(store, template))
    reasons = ", ".join(map(in_words, why.split("\n")))
    lines = [f"{name} was last rendered because of: {reasons}", "", "It is made from"]
    lines += [f"  {in_words(source)}" for source in json.loads(reads)]
    lines += [f"  the template {template}", *(f"  and what it asks for, {each}" for each in asked)]
    return "\n".join([*lines, "  the settings, the catalogues, and the program itself"])


def in_words(source: str) -> str:
    """A source as a person would name it."""
    kind, _, rest = source.partition(" ")
    return WORDS[kind].format(rest) if kind in WORDS else source


def _asked(store: Store, template: str) -> set[str]:
    found: set[str] = set()
    work = [template]
    while work:
        for (asks,) in store.rows.execute("SELECT asks FROM asked WHERE template = ?", (work.pop(),)):
            if asks not in found:
                found.add(asks)
                work.append(asks)
    return found
