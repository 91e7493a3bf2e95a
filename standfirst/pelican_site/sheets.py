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

_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*\*/")
_INDENT = re.compile(r"\n\s+")
_BREAK = re.compile(r"(?<=[{};,])\n(?!\Z)")
"""What helps those who write a stylesheet, and no browser. No string in CSS has a line break in it."""


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
    text = _COMMENT.sub("", "\n".join(file.read_text("utf-8") for file in files))
    text = _BREAK.sub("", _INDENT.sub("\n", text).strip())
    # In a string, where alone it can stand, the slash may be escaped; as it is it would end the element.
    return Markup(text.replace("</", r"<\/"))  # noqa: S704 - of the theme, as its templates are
