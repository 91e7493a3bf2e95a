"""Pictures that are too small for a card, or larger than anybody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.copydesk import picture_paths
from standfirst.diagnostics import Diagnostic
from standfirst.links import FILES, named_source
from standfirst.pictures import shown_pictures, upright_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.folder import Folder
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

CARD = 1200
"""Least width of a lead image in pixels: what large cards and link previews are made for (1200 by 630)."""
MOST_BYTES = 10_000_000
"""Bytes of a file over which a picture is huge: a repository and each of its clones keep it for ever."""
MOST_PIXELS = 40_000_000
"""Pixels over which a picture is huge. A build refuses 100 million; the widest screen shows 8 million."""


def check_pictures(manuscript: Manuscript, story: Story, folder: Folder) -> Iterator[Diagnostic]:
    """Report a lead image narrower than a card, and each picture of the article that is huge, once."""
    seen = set()
    for path, place, lead in _pictures(manuscript, story, folder):
        if path in seen:
            continue
        seen.add(path)
        size = upright_size(folder, path)
        if size is None:
            continue
        width, height = size
        if lead and width < CARD:
            message = f"the lead image is {width} pixels wide: cards and link previews want {CARD}"
            yield Diagnostic(manuscript.where, *place, "SF131", message, "use a larger one, if there is one")
        try:
            weight = (folder.root / path).stat().st_size
        except OSError:
            continue
        if weight > MOST_BYTES or width * height > MOST_PIXELS:
            message = f"'{path}' is huge: {weight / 1_000_000:.1f} MB, {width:,} by {height:,} pixels"
            hint = (
                f"scale it down: {MOST_BYTES // 1_000_000} MB and {MOST_PIXELS // 1_000_000} million pixels are plenty"
            )
            yield Diagnostic(manuscript.where, *place, "SF132", message, hint)


def _pictures(manuscript: Manuscript, story: Story, folder: Folder) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Pictures of the content folder that the article shows, its lead image first, each with its place."""
    image = manuscript.header.values.image
    if image and (found := next((p for p in picture_paths(image.src, manuscript.path) if p in folder.known), None)):
        yield found, manuscript.at("image", "src"), True
    shown = shown_pictures(story.html, manuscript.path)
    for target in manuscript.targets if shown else ():
        path = named_source(target, manuscript.path, folder.known) or (target.key if target.what in FILES else "")
        if path in shown and path in folder.known:
            yield path, manuscript.find(target), False
