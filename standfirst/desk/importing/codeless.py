"""Markdown without its code: what is changed in the text must not change what a text shows as code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FENCE = re.compile(r"[ \t]{0,3}(?:[-*+>][ \t]+)?(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)")
SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)(?:(?!\n[ \t]*\n)[^`]|`(?!\1)){1,400}?(?<!`)\1(?!`)")


def stretches(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it is fenced code. Together they are the text."""
    fence, piece = "", list[str]()
    for line in text.splitlines(keepends=True):
        found = FENCE.match(line)
        if not fence and found and not (found["fence"][0] == "`" and "`" in found["rest"]):
            yield False, "".join(piece)
            piece, fence = [line], found["fence"]
        elif fence and found and found["fence"].startswith(fence) and not found["rest"].strip():
            yield True, "".join([*piece, line])
            piece, fence = [], ""
        else:
            piece.append(line)
    yield bool(fence), "".join(piece)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with `change` made to what is neither a block nor a span of code. Indented code is taken for text."""
    made = []
    for is_code, piece in stretches(text):
        if is_code:
            made.append(piece)
            continue
        end = 0
        for span in SPAN.finditer(piece):
            made += [change(piece[end : span.start()]), span[0]]
            end = span.end()
        made.append(change(piece[end:]))
    return "".join(made)


def commented(text: str) -> str:
    """The text as an HTML comment that cannot end early."""
    return f"<!-- {text.replace('--', '-&#45;').replace('--', '-&#45;')} -->"
