"""What in a text is no prose: addresses, hidden without moving any other character."""

from __future__ import annotations

import re

HIDDEN = "\x00"
"""Stands for each character that is not to be read."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]++|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)++", re.IGNORECASE)


def hide(pattern: re.Pattern[str], text: str) -> str:
    """The text with what a pattern finds hidden; offsets stay."""
    return pattern.sub(lambda match: HIDDEN * (match.end() - match.start()), text)


def hide_addresses(text: str) -> str:
    """The text with its web and mail addresses hidden."""
    return hide(_ADDRESS, text) if "://" in text or "www." in text.lower() or "@" in text else text
