"""The files of the theme and of the folders that stand over it: those that are its own, and no way to others."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.folder import passed_over
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

READ = ("templates", "css", "fonts")
"""Folders of a theme that a build reads, beside those of its static files."""
HINT = "put the file or folder itself there"


def refuse_strangers(theme: str, settings: Mapping[str, Any], problems: list[Diagnostic]) -> None:
    """Note every link that leads out of the theme and everything that is no regular file, and raise BuildError if there are any.

    Links from one file of the theme to another are followed, and so is one that is the theme's folder itself.
    """
    named = [Path(folder) for folder in settings["THEME_TEMPLATES_OVERRIDES"]]
    statics = [Path(theme, path) for path in settings["THEME_STATIC_PATHS"]]
    homes = [Path(os.path.realpath(place)) for place in (Path(theme), *named)]
    # What the settings name elsewhere is a home of its own; what they name within the theme is not.
    own = os.path.abspath(theme)
    homes += [
        Path(os.path.realpath(place)) for place in statics if not Path(os.path.abspath(place)).is_relative_to(own)
    ]
    places = [*named, *(Path(theme, name) for name in READ), *statics]
    found = list(dict.fromkeys(_strangers(places, homes, settings["IGNORE_FILES"])))
    if found:
        problems += found[:-1]
        raise BuildError(found[-1])


def static_files(theme: str, settings: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Each file that is copied, and its path below THEME_STATIC_DIR. One that comes later takes the place of an earlier one."""
    for place in (Path(theme, path) for path in settings["THEME_STATIC_PATHS"]):
        for file in _files(place, settings["IGNORE_FILES"]):
            yield file, file.name if file == place else file.relative_to(place).as_posix()


def _files(place: Path, ignored: Sequence[str], above: tuple[str, ...] = ()) -> Iterator[Path]:
    """The file, or all files below the folder; a folder that is linked into itself is gone through once."""
    if place.is_file():
        yield place
    elif place.is_dir() and (real := os.path.realpath(place)) not in above:
        for name in sorted(os.listdir(place)):
            if not passed_over(name, ignored):
                yield from _files(place / name, ignored, (*above, real))


def _strangers(places: Iterable[Path], homes: Sequence[Path], ignored: Sequence[str]) -> Iterator[Diagnostic]:
    pending = list(places)
    seen: set[str] = set()
    while pending:
        place = pending.pop()
        real = os.path.realpath(place)
        try:
            mode = place.stat().st_mode
        except OSError:
            if place.is_symlink():
                yield Diagnostic(shown_path(place), 1, 1, "SF020", "is a link that leads to nothing", HINT)
            continue
        if not any(Path(real).is_relative_to(home) for home in homes):
            yield Diagnostic(shown_path(place), 1, 1, "SF020", "is a link that leads out of the theme", HINT)
        elif stat.S_ISDIR(mode):
            if real not in seen:
                seen.add(real)
                pending += [place / name for name in os.listdir(place) if not passed_over(name, ignored)]
        elif not stat.S_ISREG(mode):
            yield Diagnostic(shown_path(place), 1, 1, "SF020", "is not a regular file", "delete it")
