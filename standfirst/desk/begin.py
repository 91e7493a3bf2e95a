"""`standfirst new`: the order taken, the files written, the editor opened."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click

from standfirst.desk.asking import take_order
from standfirst.desk.import_records import Import, carry_out
from standfirst.desk.new import plan_article
from standfirst.desk.stop import Stopped, read_newsroom, unwritten
from standfirst.formats import write_findings
from standfirst.report import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.pelican_site.site import Site


def begin_article(site: Site, *, edit: bool, as_data: bool, **answers: Any) -> None:  # noqa: ANN401 - what click collects
    """Write an article that options and answers describe, and print the path of each file; as JSON, nobody is asked.

    Raises click.UsageError where an answer cannot be taken, and Stopped where a file cannot be written.
    """
    newsroom = read_newsroom(site)
    order = take_order(newsroom, asks=sys.stdin.isatty() and not as_data, **answers)
    plan = plan_article(order, newsroom, site.settings)
    if plan.article is None:
        if as_data:
            click.echo(write_findings([(problem, "error") for problem in plan.problems], "json"))
            sys.exit(1)
        raise Stopped(*plan.problems)
    try:
        for file in plan.files:
            file.parent.mkdir(parents=True, exist_ok=True)
        carry_out(Import(folder=plan.article.parent, new=plan.files))
    except OSError as error:
        raise unwritten(error) from None
    shown = newsroom.desk.folder
    paths = [shown_path(shown.where(file.relative_to(shown.root).as_posix())) for file in plan.files]
    if as_data:
        told = {"files": paths, "address": plan.address, "status": order.status, "record": order.record}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for path in paths:
        click.echo(path)
    then = "; it is a draft until status says published" if order.status == "draft" else ""
    click.echo(f"Its address will be {plan.address}{then}.", err=True)
    if order.record:
        click.echo(f"The record {order.record} is public with the next build: give it its figures first.", err=True)
    if edit:
        open_editor(plan.article)


def open_editor(file: Path) -> None:
    """Open a file in the writer's editor, where there is one and somebody to use it."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor or not sys.stdin.isatty():
        return
    try:
        subprocess.run([*shlex.split(editor), str(file)], check=False)  # noqa: S603 - the writer's own choice
    except (OSError, ValueError) as error:
        click.echo(f"The editor '{editor}' does not start: {error}", err=True)
