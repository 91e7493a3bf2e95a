"""`standfirst correct`: the article found, the change shown, the file written."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from standfirst.desk.correct import correct, unprintable, write_over
from standfirst.desk.find import find_article, unpublished
from standfirst.desk.names import RefusedError
from standfirst.desk.stop import Stopped, read_newsroom, unwritten
from standfirst.diagnostics import BuildError

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.desk.mend import Mended
    from standfirst.pelican_site.site import Site


def record_correction(site: Site, article: str, words: str, *, write: bool, as_data: bool) -> None:
    """Record a correction in an article's file, after its change is shown, and agreed to where there is somebody to ask.

    Raises click.UsageError where there is no such article or no text, and Stopped where it takes no correction.
    """
    if not words.strip():
        raise click.UsageError("Say what was wrong and what is right.")
    if char := unprintable(words):
        raise click.UsageError(f"The text holds the character {char}, which no page may hold.")
    newsroom = read_newsroom(site)
    try:
        manuscript = find_article(newsroom, article)
    except RefusedError as error:
        raise click.BadParameter(str(error), param_hint="ARTICLE") from None
    if why := unpublished(newsroom, manuscript):
        raise Stopped(why)
    desk = newsroom.desk
    file = desk.folder.root / manuscript.path
    try:
        before = file.read_bytes()
        made = correct(before.decode("utf-8"), manuscript.where, words, desk.now, desk.config.zone)
    except BuildError as error:
        raise Stopped(error.diagnostic) from None
    except OSError as error:
        raise unwritten(error) from None
    if as_data:
        if made and write:
            _write(file, before, made)
        told = {"path": manuscript.where, "written": bool(made and write), "diff": made.diff if made else ""}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    if made is None:
        click.echo(f"{manuscript.where}: this correction is recorded already.")
        return
    click.echo(made.diff, nl=False)
    if write and (not sys.stdin.isatty() or click.confirm("Write it?", default=True)):
        _write(file, before, made)


def _write(file: Path, before: bytes, made: Mended) -> None:
    try:
        write_over(file, before, made.after.encode())
    except OSError as error:
        raise unwritten(error) from None
