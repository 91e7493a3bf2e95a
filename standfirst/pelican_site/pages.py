"""Which pages of the last build may be kept: the rows of the store, and what decides on all pages at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blinker import Signal
from pelican.plugins import signals

from standfirst.build.artifacts import UNDER_ALL, read_artifacts
from standfirst.build.fingerprint import UnknownValueError, as_text, code, digest
from standfirst.languages import FOLDER
from standfirst.pelican_site.articles import OWN_FOLDERS, PACKAGES, PURE_EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.build.artifacts import Artifacts
    from standfirst.build.staging import Facts, Staging
    from standfirst.build.store import Store
    from standfirst.config import Config
    from standfirst.pelican_site.writer import SiteWriter

THIS_BUILD = frozenset(
    {
        "STANDFIRST_NOW",
        "STANDFIRST_STATE",
        "STANDFIRST_KEEP_GOING",
        "STANDFIRST_SETTINGS_FILE",
        "STANDFIRST_WAIT",
        "STANDFIRST_ALLOW_SHRINK",
    }
)
"""Settings that no page shows and that differ from build to build."""
OWN_JINJA = "jinja2."


def recall_pages(
    writer: SiteWriter, settings: Mapping[str, Any], config: Config, store: Store, staging: Staging, *, plain: bool
) -> None:
    """Have the writer keep pages where that is safe. `plain` says that there is no plugin."""
    writer.under_all = under_all(settings, config) if plain else ""
    writer.artifacts = read_artifacts(store, staging)
    for template, source, asks in store.rows.execute("SELECT template, digest, asks FROM asked"):
        writer.witness.edges.setdefault((template, source), set()).add(asks)


def write_pages(writer: SiteWriter, artifacts: Artifacts, store: Store, facts: Mapping[str, Facts]) -> None:
    """Write down what the pages of the new output were made from."""
    roots = {artifacts.known[name].template for name in artifacts.kept}
    roots |= {template for _, template, _, _ in artifacts.made.values()}
    artifacts.write(store, facts, {UNDER_ALL: writer.under_all} | {root: writer.stands_for(root) for root in roots})
    present = {
        (template, source, asks)
        for (template, source), asked in writer.witness.edges.items()
        if writer.witness.digest_of(template) == source
        for asks in asked
    }
    if present == set(store.rows.execute("SELECT template, digest, asks FROM asked")):
        return
    with store.writing() as tables:
        tables.execute("DELETE FROM asked")
        tables.executemany("INSERT INTO asked VALUES (?, ?, ?)", sorted(present))


def under_all(settings: Mapping[str, Any], config: Config) -> str:
    """Stands for what every page is made from in a site without plugins; "" where there is no telling."""
    if _listened_to():
        return ""
    environment = settings["JINJA_ENVIRONMENT"]
    extensions = settings["MARKDOWN"].get("extensions", ())
    foreign = [name for name in environment.get("extensions", ()) if not str(name).startswith(OWN_JINJA)]
    foreign += [name for name in extensions if not str(name).startswith(PURE_EXTENSIONS)]
    if foreign or settings["TEMPLATE_PAGES"]:
        return ""
    told = {
        name: value for name, value in sorted(settings.items()) if name not in THIS_BUILD and name not in OWN_FOLDERS
    }
    folders = [FOLDER, *map(Path, config.locales)]
    catalogues = [file.read_bytes() for folder in folders for file in sorted(folder.glob("*.po"))]
    zone = os.environ.get("TZ", "")
    try:
        return digest(code(PACKAGES), as_text(told), zone, *catalogues)
    except UnknownValueError:
        return ""


def _listened_to() -> bool:
    """Whether somebody beside us waits for Pelican's signals, as a settings file may."""
    return any(isinstance(value, Signal) and value.receivers for value in vars(signals).values())
