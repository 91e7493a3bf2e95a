"""What a Hugo site's settings say: one file, or a folder of files that are named by what they set."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from standfirst.desk.importing.folders import literal_config

if TYPE_CHECKING:
    from standfirst.desk.importing.folders import Tree

ENDINGS = ("toml", "yaml", "yml", "json")
FOLDER = "config/_default/"
MAIN = ("hugo", "config")
SINGLE = tuple(f"{folder}{name}.{ending}" for folder in ("", FOLDER) for name in MAIN for ending in ENDINGS)


def read_settings(tree: Tree) -> dict[str, Any]:
    """The settings, names in lower case. `languages.uk.toml` sets `languages`, `uk`; `permalinks.toml` sets `permalinks`."""
    settings = literal_config(tree, SINGLE)
    for path in sorted(tree.files):
        name, ending = posixpath.splitext(path.removeprefix(FOLDER))
        if not path.startswith(FOLDER) or "/" in name or ending[1:] not in ENDINGS or name in MAIN:
            continue
        key, _, part = name.lower().partition(".")
        said = literal_config(tree, [path])
        there = settings.get(key)
        place = settings[key] = dict(there) if isinstance(there, dict) else {}
        place.update({part: said} if part else said)
    return settings
