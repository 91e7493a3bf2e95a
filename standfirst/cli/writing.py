"""Begin an article, correct one, and look things up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standfirst.cli.options import CONTENT, SETTINGS, make_site, site_root
from standfirst.whereabouts import CONTENT_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = {"article": "FrontMatter", "author": "AuthorProfile", "exchange": "Exchange"}


@click.command()
@click.argument("kind", type=click.Choice(list(SCHEMAS)), default="article")
def schema(kind: str) -> None:
    """Print the JSON Schema of a file's fields, for an editor.

    \b
    KIND is article (pages too), author or exchange.
    Example: standfirst schema article > front-matter.schema.json
    """
    from standfirst import frontmatter  # noqa: PLC0415 - `standfirst --help` needs none of it

    made = getattr(frontmatter, SCHEMAS[kind]).model_json_schema()
    for described in (made, *made["$defs"].values()):
        for field in described.get("properties", {}).values():
            if "description" in field:
                field["description"] = " ".join(field["description"].split())
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


def _names(folder: str, *more: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Shell completion by the names of files in a folder below the content folder, and by `more`."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
        content = Path(context.params.get("content") or site_root() / CONTENT_FOLDER)
        content = content if content.is_dir() else Path()
        names = {*more, *(file.stem for file in (content / folder).glob("*.*"))}
        return sorted(name for name in names if name.startswith(begun))

    return complete


@click.command()
@click.argument("headline", required=False)
@click.option(
    "--author",
    "-a",
    "authors",
    metavar="NAME",
    multiple=True,
    shell_complete=_names("authors"),
    help="Id or name of an author; as often as needed.",
)
@click.option("--topic", metavar="NAME", help="The topic.")
@click.option(
    "--exchange",
    metavar="ID",
    multiple=True,
    shell_complete=_names("exchanges", "new"),
    help="The record it reports; new or new:ID begins one.",
)
@click.option("--source", "sources", metavar="URL", multiple=True, help="Where its facts were published.")
@click.option("--lang", metavar="TAG", help="Its language, where it is not the site's.")
@click.option("--slug", metavar="SLUG", help="Its part of the address. Default: from the headline.")
@click.option("--status", type=click.Choice(["draft", "published", "hidden"]), default="draft", show_default=True)
@click.option("--json", "as_data", is_flag=True, help="Print what was written as JSON, and ask nothing.")
@click.option("--edit/--no-edit", default=True, help="Open $EDITOR afterwards, or do not.")
@CONTENT
@SETTINGS
@click.option("--now", metavar="TIME", help="Date it at this time: YYYY-MM-DDThh:mm.")
def new(content: str | None, settings: str | None, now: str | None, **answers: Any) -> None:  # noqa: ANN401 - what click collects
    """Begin an article: a file with its fields, to be filled in.

    Asks for what no option says, where there is somebody to ask. Never overwrites.

    \b
    Exit status: 0 written; 1 something is wrong, and nothing was written; 2 wrong usage.
    Example: standfirst new "Talks resume" --author liam --topic Exchanges
    """
    from standfirst.desk.begin import begin_article  # noqa: PLC0415 - only this command needs it

    begin_article(make_site(content=content, settings=settings, now=now), **answers)


@click.command()
@click.argument("article")
@click.argument("text")
@click.option("--dry-run", is_flag=True, help="Show the change, and write nothing.")
@click.option("--json", "as_data", is_flag=True, help="Print the change as JSON, and ask nothing.")
@CONTENT
@SETTINGS
@click.option("--now", metavar="TIME", help="Date it at this time: YYYY-MM-DDThh:mm.")
def correct(article: str, text: str, *, dry_run: bool, as_data: bool, **options: Any) -> None:  # noqa: ANN401 - what click collects
    """Record a correction: TEXT says what was wrong and what is right.

    ARTICLE is a file, a slug or an address. The correction is dated today, the time of the last change is now, and
    nothing else in the file changes. Shows the change first, and asks where there is somebody to ask.

    \b
    Exit status: 0 recorded; 1 the article takes none, or has mistakes; 2 wrong usage.
    Example: standfirst correct six-may "The number of women was 12, not 21."
    """
    from standfirst.desk.record_correction import record_correction  # noqa: PLC0415 - only this command needs it

    record_correction(make_site(**options), article, text, write=not dry_run, as_data=as_data)


def _codes(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Shell completion by code."""
    from standfirst.diagnostics import CODES  # noqa: PLC0415 - only a shell asks

    return [code for code in CODES if code.startswith(begun.upper())]


@click.command()
@click.argument("code", required=False, shell_complete=_codes)
def explain(code: str | None) -> None:
    """Say what a CODE means, with an example, and what can be done about it. Without one, list them all.

    \b
    Exit status: 0 told; 2 there is no such code.
    Example: standfirst explain SF301
    """
    from standfirst.desk.explain import UnknownCodeError, list_codes  # noqa: PLC0415 - only this command needs them
    from standfirst.desk.explain import explain as in_full  # noqa: PLC0415

    try:
        click.echo(in_full(code) if code else list_codes())
    except UnknownCodeError as error:
        raise click.BadParameter(str(error), param_hint="CODE") from None
