"""A settings file and the defaults beneath it -> Pelican's settings."""

from __future__ import annotations

import copy
import os
import traceback
from typing import TYPE_CHECKING, Any

from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, get_settings_from_module, read_settings

from standfirst import defaults
from standfirst.config import line_of_setting
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.report import fault

if TYPE_CHECKING:
    from collections.abc import Mapping

PATHS = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH")


def load_settings(file: str | None, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Pelican's defaults, ours, the file's settings and `overrides`, each over the one before.

    Paths are relative to the file, or to the current folder where there is none. Without a folder called content, the folder
    itself is the content. Raises BuildError where the file fails.
    """
    # Without a settings file there is no server yet either: the pages open from the disk.
    found: dict[str, Any] = {"RELATIVE_URLS": True} if file is None else _run(file)
    base = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
    if file is None or "PELICAN_CLASS" in found:
        found = {**get_settings_from_module(defaults), **found}
    else:
        found = {**keeping_addresses(), **found}
    if not os.path.isdir(os.path.join(base, defaults.PATH)) and found["PATH"] == defaults.PATH:
        found["PATH"] = os.curdir
    for name in PATHS:
        if isinstance(found.get(name), str):
            path = os.path.abspath(os.path.join(base, found[name]))
            # THEME may be a name rather than a path.
            if name != "THEME" or os.path.exists(path):
                found[name] = path
    if found.get("PLUGIN_PATHS"):
        found["PLUGIN_PATHS"] = [os.path.abspath(os.path.join(base, path)) for path in found["PLUGIN_PATHS"]]
    if isinstance(found.get("THEME_TEMPLATES_OVERRIDES"), (list, tuple)):
        places = [(str(path), os.path.join(base, str(path))) for path in found["THEME_TEMPLATES_OVERRIDES"]]
        found["THEME_TEMPLATES_OVERRIDES"] = [there if os.path.isdir(there) else path for path, there in places]
    if isinstance(found.get("STANDFIRST_LOCALES"), (list, tuple)):
        found["STANDFIRST_LOCALES"] = [os.path.join(base, str(path)) for path in found["STANDFIRST_LOCALES"]]
    # Pelican's reader of Markdown changes the setting that it is given.
    merged = {**found, **overrides, "MARKDOWN": copy.deepcopy(found.get("MARKDOWN", DEFAULT_CONFIG["MARKDOWN"]))}
    if not os.path.isdir(merged["PATH"]):
        near = os.path.relpath(merged["PATH"])
        where, line = (
            (near, 1) if file is None or "PATH" in overrides else (os.path.relpath(file), line_of_setting(file, "PATH"))
        )
        hint = "name the folder of your articles with --content, or in the setting PATH"
        raise BuildError(Diagnostic(where, line, 1, "SF903", f"there is no content folder '{near}'", hint))
    try:
        settings: dict[str, Any] = read_settings(None, merged)
    except Exception as error:
        shown = os.path.relpath(file) if file else ""
        raise BuildError(Diagnostic(shown, 1, 1, "SF802", str(error).strip() or type(error).__name__)) from error
    return settings


def keeping_addresses() -> dict[str, Any]:
    """Our defaults but for those that would move what Pelican publishes by default."""
    moved = {
        name
        for name, value in DEFAULT_CONFIG.items()
        if value and (name.endswith(("_URL", "_SAVE_AS")) or "FEED" in name)
    }
    moved |= {f"{name}_{what}" for name in ("CATEGORIES", "ARCHIVES") for what in ("URL", "SAVE_AS")}
    moved |= {"PAGINATION_PATTERNS", "STANDFIRST_STABLE_PAGES"}
    return {name: value for name, value in get_settings_from_module(defaults).items() if name not in moved}


def _run(file: str) -> dict[str, Any]:
    shown = os.path.relpath(file)
    if not os.path.isfile(file):
        hint = "name the file with --settings, or leave the option out to use the defaults"
        raise BuildError(Diagnostic(shown, 1, 1, "SF804", "there is no such settings file", hint))
    try:
        settings: dict[str, Any] = get_settings_from_file(os.path.abspath(file))
    except SyntaxError as error:
        raise BuildError(Diagnostic(shown, error.lineno or 1, error.offset or 1, "SF804", error.msg)) from error
    except (Exception, SystemExit) as error:
        if (found := fault(error)) and found.code == "SF906":  # the machine's, not the file's
            raise BuildError(found) from error
        path = os.path.realpath(file)
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if os.path.realpath(f.filename) == path]
        message = f"{type(error).__name__}: {error}"
        raise BuildError(Diagnostic(shown, (lines or [1])[-1] or 1, 1, "SF804", message)) from error
    return settings
