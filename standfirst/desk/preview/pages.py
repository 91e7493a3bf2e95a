"""A page as the preview serves it: the bytes of the build, and one element that brings the desk bar."""

from __future__ import annotations

import re

SCRIPT = "/.standfirst/bar.js"
BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)

WAITING = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The site is being built</title><meta name="color-scheme" content="light dark"></head>
<body><main><h1>The site is being built.</h1><p>This page shows it once it is there.</p></main></body></html>
"""
NOT_FOUND = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>There is no such page</title><meta name="color-scheme" content="light dark"></head>
<body><main><h1>There is no such page.</h1><p><a href="/">The front page</a></p></main></body></html>
"""


def with_bar(page: bytes, build: str) -> bytes:
    """The page with the desk bar's element at the end of its body. `build` says which build the page is of."""
    element = f'<script src="{SCRIPT}" data-build="{build}" defer></script>'.encode()
    ends = list(BODY_END.finditer(page))
    place = ends[-1].start() if ends else len(page)
    return page[:place] + element + page[place:]
