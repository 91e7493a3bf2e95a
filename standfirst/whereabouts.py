"""Where a writer is: the folder of the site, from here upwards, and paths as they are named from here."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS_FILE = "pelicanconf.py"
CONTENT_FOLDER = "content"


def find_site(here: Path) -> Path | None:
    """The folder of the site that `here` lies in: the nearest with a settings file, or whose content folder `here` is in.

    None where there is no such folder. A repository's own folder is the last that is looked at.
    """
    above = (here, *here.parents)
    for folder in above:
        if (folder / SETTINGS_FILE).is_file() or (folder != here and folder / CONTENT_FOLDER in above):
            return folder
        if (folder / ".git").exists():
            return None
    return None


def seen_from_here(path: Path | str) -> str:
    """A path relative to this folder; within the site that this folder belongs to, also upwards. Else as it is."""
    try:
        near = os.path.relpath(path)
        if not near.startswith(os.pardir):
            return near
        here = Path.cwd()
        site = find_site(here)
    except (OSError, ValueError):  # this folder has been deleted, or the path is on another drive
        return str(path)
    return near if site and here != site and Path(os.path.abspath(path)).is_relative_to(site) else str(path)  # noqa: PTH100 - nothing is looked up
