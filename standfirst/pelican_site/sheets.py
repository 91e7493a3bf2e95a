"""The theme's stylesheets as texts that stand in the pages themselves: a page is drawn without a second request."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SITE = "site"
"""The name of the sheet that every page has; the others are those of css/pages/."""

_UNREAD = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|;?\s*(?P<end>})\s*|\s*(?P<mark>[{;,])\s*|(?P<colon>:)\s+|\s+""",
    re.DOTALL,
)
"""Strings, which are kept, and what helps those who write a stylesheet, and no browser."""


def read_sheets(theme: str, overrides: Iterable[str]) -> Mapping[str, Markup]:
    """By name: `site` is what the files of css/ make together, and each file of css/pages/ is one of its own.

    `overrides` are folders whose css/ is looked through before the theme's, in this order: a file there takes the place of the
    theme's of the same name, or is one more. Raises OSError.
    """
    folders = [Path(folder, "css") for folder in (*overrides, theme)]
    return {SITE: _joined(_found(folders)), **{file.stem: _joined([file]) for file in _found(folders, "pages")}}


def _found(folders: Iterable[Path], below: str = "") -> list[Path]:
    """The files of each name in the first folder that has it, in the order of their names."""
    found = {file.name: file for folder in reversed(list(folders)) for file in (folder / below).glob("*.css")}
    return [found[name] for name in sorted(found)]


def _joined(files: Iterable[Path]) -> Markup:
    text = _UNREAD.sub(_read, "\n".join(file.read_text("utf-8") for file in files)).strip()
    # In a string, where alone it can stand, the slash may be escaped; as it is it would end the element.
    return Markup(text.replace("</", r"<\/"))  # noqa: S704 - of the theme, as its templates are


def _read(found: re.Match[str]) -> str:
    """What a browser reads of it."""
    if found[0].startswith("/*"):
        return ""
    return found[found.lastgroup] if found.lastgroup else " "
