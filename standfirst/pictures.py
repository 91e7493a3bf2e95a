"""Pictures of the content folder: found, measured, and given their place on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.links import FILES, targets

if TYPE_CHECKING:
    from standfirst.folder import Folder

IMG = re.compile(r"<img\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<end>\s*/?>)", re.IGNORECASE)
SIZED = re.compile(r"\s(?:width|height)\s*=", re.IGNORECASE)


def measure(html: str, path: str, folder: Folder) -> str:
    """The body of the file at `path` with the size of each of its pictures written out, so that no text moves when they load.

    Pictures from elsewhere, and those whose writer gives a size, stay as they are.
    """

    def measured(found: re.Match[str]) -> str:
        target = next(iter(targets(found[0], path)), None)
        if target is None or target.what not in FILES or SIZED.search(found["attributes"]):
            return found[0]
        size = folder.image_size(target.key) if target.key in folder.known else None
        if size is None:
            return found[0]
        return f'<img{found["attributes"]} width="{size[0]}" height="{size[1]}" loading="lazy"{found["end"]}'

    return IMG.sub(measured, html) if "<img" in html else html
