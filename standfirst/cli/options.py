"""What several commands take, and the site that it describes."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

import click

from standfirst.whereabouts import CONTENT_FOLDER, SETTINGS_FILE, find_site

KEPT = ".standfirst"
"""Folder for what is kept, below the site's."""

CONTENT = click.option(
    "--content", metavar="DIR", help="Folder of articles. Default: the settings' PATH, or ./content, or here."
)
OUTPUT = click.option(
    "--output", metavar="DIR", help="Where the site goes. Default: the settings' OUTPUT_PATH, or ./output."
)
SETTINGS = click.option("--settings", metavar="FILE", help="Settings file. Default: pelicanconf.py, here or above.")
STATE = click.option(
    "--state", metavar="DIR", help="Folder for what is kept from one run to the next. Default: ./.standfirst."
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")


def site_root(*, content: str | None = None, settings: str | None = None) -> Path:
    """The folder of the site that the writer is in; here, where an option names the site, or there is none."""
    here = Path.cwd()
    return here if content or settings else find_site(here) or here


def make_site(
    *,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    state: str | None = None,
    now: str | None = None,
    theme: str | None = None,
    keep_going: bool = False,
    preview: bool = False,
    wait: float | None = None,
    allow_shrink: bool = False,
) -> Any:  # noqa: ANN401 - Site, which is imported only when a command needs Pelican
    """The site that a command's options describe. Ends the process with status 1 where the settings fail."""
    from standfirst.diagnostics import BuildError  # noqa: PLC0415 - `standfirst --help` needs none of these
    from standfirst.pelican_site.settings import load_settings  # noqa: PLC0415
    from standfirst.pelican_site.site import Site  # noqa: PLC0415
    from standfirst.report import Report  # noqa: PLC0415

    root = site_root(content=content, settings=settings)
    logging.getLogger("pelican").addHandler(logging.NullHandler())
    logging.getLogger("pelican").propagate = False
    if settings is None and (root / SETTINGS_FILE).is_file():
        settings = os.path.relpath(root / SETTINGS_FILE)
    elif settings is None and content is None and root != Path.cwd():
        content, output = str(root / CONTENT_FOLDER), output or str(root / "output")
    if state is None and root != Path.cwd():
        state = str(root / KEPT)
    overrides: dict[str, Any] = {
        "PATH": content and str(Path(content).absolute()),
        "OUTPUT_PATH": output and str(Path(output).absolute()),
        "THEME": theme and (str(Path(theme).absolute()) if Path(theme).is_dir() else theme),
        "STANDFIRST_STATE": state,
        "STANDFIRST_NOW": now,
        "STANDFIRST_SETTINGS_FILE": settings,
        "STANDFIRST_KEEP_GOING": keep_going or None,
        "STANDFIRST_PREVIEW": preview or None,
        "STANDFIRST_WAIT": wait,
        "STANDFIRST_ALLOW_SHRINK": allow_shrink or None,
        # A preview is not at the site's own address.
        "RELATIVE_URLS": preview or None,
    }
    try:
        return Site(
            load_settings(settings, {key: value for key, value in overrides.items() if value not in {None, ""}})
        )
    except BuildError as error:
        click.echo(error.diagnostic, err=True)
        if preview and state:
            Report([error.diagnostic]).keep(Path(state))
        sys.exit(1)


def state_folder(site: Any) -> Path:  # noqa: ANN401 - as above
    """Where a site keeps what is for its next run."""
    from standfirst.config import Config  # noqa: PLC0415 - as above

    return Path(str(site.settings.get("STANDFIRST_STATE", Config.model_fields["state"].default)))
