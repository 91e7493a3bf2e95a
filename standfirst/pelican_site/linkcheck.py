"""Links to ordinary addresses of the site, checked against the tree that was written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from standfirst.pelican_site.writer import written_files
from standfirst.prose import read_html

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.copydesk import Desk
    from standfirst.links import Target
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story


def check_written_links(
    desk: Desk,
    stories: Mapping[str, Story],
    links: list[tuple[Manuscript, Target, tuple[int, int]]],
    tree: Path,
) -> None:
    """Report each link that leads to no file of the tree, or to no place on its page."""
    if not links:
        return
    written = written_files(str(tree))
    ids: dict[str, frozenset[str]] = {}
    base = urlsplit(desk.config.site_url)
    root = base.path.rstrip("/")
    for manuscript, target, place in links:
        here = f"{desk.config.site_url}/{stories[manuscript.path].url}"
        try:
            parts = urlsplit(urljoin(here, target.key))
        except ValueError:
            desk.report(manuscript.where, place, "SF104", f"'{target.written}' is not an address", "check its spelling")
            continue
        if parts.netloc != base.netloc or not f"{parts.path}/".startswith(f"{root}/"):
            continue
        path = unquote(parts.path.removeprefix(root).lstrip("/"))
        ways = (path, f"{path.rstrip('/')}/index.html".lstrip("/"), f"{path}.html")
        file = next((way for way in ways if way in written), None)
        if file is None:
            desk.report(manuscript.where, place, "SF104", f"'{target.written}' leads to nothing", _hint(desk, manuscript, target))
        elif target.fragment and file.endswith((".html", ".htm")):
            if file not in ids:
                ids[file] = read_html((tree / file).read_text("utf-8")).ids
            if target.fragment not in ids[file] | {"top"}:
                message = f"there is no #{target.fragment} on /{file}"
                desk.report(manuscript.where, place, "SF106", message, "check the id of the heading")


def _hint(desk: Desk, manuscript: Manuscript, target: Target) -> str:
    folder = manuscript.path.rpartition("/")[0]
    for path in (f"{folder}/{target.key}".lstrip("/"), target.key.lstrip("/")):
        if path in desk.folder.known:
            what = "filename" if path.endswith((".md", ".markdown")) else "static"
            return f"to link to a file of the content folder, write {{{what}}}/{path}"
    return "check the address"
