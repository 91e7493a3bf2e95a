"""What the parts of an address may be called, so that every system, host and browser takes them for the same one part."""

from __future__ import annotations

import re
import unicodedata

from standfirst.characters import DIRECTION, INVISIBLE
from standfirst.statics import RUN

MAX_PART = 240
"""Longest part of an output path, in bytes: file systems end at 255, and a number or a language may be added."""
MAX_PATH = 1024
"""Longest output path, in bytes."""
DEVICES = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{name}{sign}" for name in ("com", "lpt") for sign in "123456789¹²³"),
    }
)
"""Names that are devices and no files on Windows, with any ending."""
UNFIT = re.compile(
    f'[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u2028\\u2029/\\\\\\\\:*?"<>|%#]|{DIRECTION.pattern}|{INVISIBLE.pattern}'
)
"""Characters that part a path, an address or a command somewhere, or that nobody sees."""


def wrong_with_part(part: str) -> str:
    """Why a text cannot be one part of an address, in a writer's words; "" where it can."""
    if not part or part.strip(".") == "":
        return "is no name"
    if found := UNFIT.search(part):
        shown = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        return f"holds {shown}"
    if len(part.encode("utf-8", "replace")) > MAX_PART:
        return f"is longer than {MAX_PART} bytes"
    if part[0] in ".-" or part[-1] == "." or part != part.strip():
        return "begins with a full stop or a hyphen, or ends with a full stop"
    pieces = part.lower().split(".")
    if pieces[0].strip() in DEVICES:
        return f"is '{pieces[0]}', which is a device on some systems"
    if run := set(pieces[1:]) & RUN:
        return f"holds .{min(run)}, which some hosts run"
    return ""


def wrong_with_path(path: str) -> str:
    """Why a text cannot be the path of an HTML file below the output folder; "" where it can."""
    if len(path.encode("utf-8", "replace")) > MAX_PATH:
        return f"is longer than {MAX_PATH:,} bytes"
    if not path.lower().endswith((".html", ".htm")):
        return "is not an HTML file"
    return next((f"has a part that {wrong}" for part in path.split("/") if (wrong := wrong_with_part(part))), "")


def wrong_with_url(url: str) -> str:
    """Why a text cannot be an address below the site's root; "" where it can."""
    if len(url.encode("utf-8", "replace")) > MAX_PATH:
        return f"is longer than {MAX_PATH:,} bytes"
    if url != url.strip():
        return "begins or ends with a blank"
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]{2}", url):
        return "leads to another place than this site"
    if found := re.search(f'[\\x00-\\x1f\\x7f\\\\\\\\<>"]|{DIRECTION.pattern}|{INVISIBLE.pattern}', url):
        return f"holds U+{ord(found[0]):04X}"
    path = re.split("[?#]", url, maxsplit=1)[0]
    if any(part.replace("%2e", ".").replace("%2E", ".") in {".", ".."} for part in path.split("/")):
        return "climbs out of its folder"
    return ""


def spelled(name: str) -> str:
    """A part of an address for a name without a letter or digit that Latin script has: the numbers of its characters.

    The same for the same name always, and another for another. "" where there is nothing but punctuation.
    """
    shown = [char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char)[0] in "LNS"]
    return "-".join(f"u{ord(char):x}" for char in shown[:20])


def same_name(name: str) -> str:
    """What names have in common that a reader takes for the same: without case, marks, spaces and punctuation.

    Signs that mean something, as in C++ and C#, are kept.
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNS" or char in "#&@%*")
