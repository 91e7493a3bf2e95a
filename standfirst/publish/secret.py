"""Secrets of the surroundings, and text without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = re.compile(r"KEY|TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|AUTH", re.IGNORECASE)
SHORTEST = 6
"""A shorter value would be found in words that are none."""
IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+(?=@)")


def without_secrets(text: str, environ: Mapping[str, str]) -> str:
    """Text with *** for every value of a variable whose name says that it is secret, and for passwords in addresses."""
    values = {
        value
        for name, value in environ.items()
        if NAMES.search(name) and len(value) >= SHORTEST and "/" not in value[:1]
    }
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "***")
    return IN_ADDRESS.sub("***", text)
