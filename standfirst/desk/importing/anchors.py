"""Headings that links lead to get the id that other generators give them by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.desk.importing.codeless import stretches

if TYPE_CHECKING:
    from collections.abc import Collection

HEADING = re.compile(r"^(?P<marks>#{1,6}[ \t]+)(?P<words>[^\n]*?)(?P<end>[ \t]*#*[ \t]*)$", re.MULTILINE)
HAS_ID = re.compile(r"\{:?[^{}\n]*#[^{}\n]*\}\s*\Z")
MARKUP = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)|<[^<>\n]+>|[*_`~\\]")


def heading_id(words: str) -> str:
    """The id that GitHub, Hugo and Jekyll make of a heading: small letters, hyphens for spaces, nothing else but words."""
    plain = MARKUP.sub(lambda found: found[1] or "", words).strip().lower()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", plain))


def name_headings(text: str, wanted: Collection[str]) -> str:
    """The Markdown with an id on each heading that is wanted by it and has none of its own."""
    left = set(wanted)

    def named(found: re.Match[str]) -> str:
        name = heading_id(found["words"])
        near = next((want for want in left if re.sub(r"-+", "-", want).lower() == re.sub(r"-+", "-", name)), None)
        if near is None or HAS_ID.search(found["words"]):
            return found[0]
        left.discard(near)
        return f"{found['marks']}{found['words']} {{#{near}}}"

    return "".join(piece if is_code else HEADING.sub(named, piece) for is_code, piece in stretches(text))
