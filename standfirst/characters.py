"""Characters that no page may hold, and those that make a text look like another."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What XML, and so a feed, cannot hold."""

DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of all that follows: a name can be made to read as another, backwards."""

INVISIBLE = re.compile(
    "[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
"""Marks that show nothing: two names that differ in them alone look the same. Joiners, which scripts and emoji need, are not
among them."""
