"""The command line: `standfirst build` and its sisters."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standfirst import __version__

if TYPE_CHECKING:
    from standfirst.formats import Format

SETTINGS_FILE = "pelicanconf.py"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="standfirst")
def main() -> None:
    """Standfirst builds a news site from a folder of Markdown."""


@main.command()
@click.option(
    "--content", metavar="DIR", help="Folder of articles. Default: the settings' PATH, or ./content, or here."
)
@click.option("--output", metavar="DIR", help="Where the site goes. Default: the settings' OUTPUT_PATH, or ./output.")
@click.option("--settings", metavar="FILE", help="Settings file. Default: ./pelicanconf.py if there is one.")
@click.option("--state", metavar="DIR", help="Folder for what a build keeps for the next one. Default: ./.standfirst.")
@click.option(
    "--now", metavar="TIME", help="Build as at this time: YYYY-MM-DDThh:mm, with an offset or in the site's zone."
)
@click.option("--theme", "-t", metavar="NAME", help="A theme's folder, or the name of one that comes with Pelican.")
@click.option(
    "--keep-going", is_flag=True, help="Build the rest although something is wrong. The exit status is still 1."
)
def build(**options: Any) -> None:  # noqa: ANN401 - what click collects
    r"""Build the site.

    \b
    Exit status: 0 built; 1 something is wrong, and the output folder is as it was; 2 wrong usage.
    Example: standfirst build --content notes --output site
    """
    make_site(**options).run()


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@click.option(
    "--content", metavar="DIR", help="Folder of articles. Default: the settings' PATH, or ./content, or here."
)
@click.option("--settings", metavar="FILE", help="Settings file. Default: ./pelicanconf.py if there is one.")
@click.option("--state", metavar="DIR", help="Folder for what is kept between runs. Default: ./.standfirst.")
@click.option("--now", metavar="TIME", help="Check as at this time: YYYY-MM-DDThh:mm.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option(
    "--fix", is_flag=True, help="Drop summaries that their article says word for word. Shows the changes first."
)
def check(paths: tuple[str, ...], form: Format, fix: bool, **options: Any) -> None:  # noqa: ANN401, FBT001
    r"""Check articles without building: fields, links, records, repeated text.

    With PATHs, only what is found in these files and folders is shown. --fix asks before it writes, where there is
    somebody to ask.

    \b
    Exit status: 0 no errors (there may be warnings); 1 errors; 2 wrong usage.
    Example: standfirst check content/articles --format github
    """
    from standfirst.desk.check import findings, mended  # noqa: PLC0415 - only this command needs them
    from standfirst.formats import write_findings  # noqa: PLC0415

    report, newsroom = make_site(**options).check()
    if fix and newsroom:
        changes = mended(newsroom, report, paths)
        for _, change in changes:
            click.echo(change.diff, nl=False, err=form != "text")
        if changes and (not sys.stdin.isatty() or click.confirm(f"Write {len(changes)} file(s)?")):
            for file, change in changes:
                file.write_bytes(change.after.encode())
            report, _ = make_site(**options).check()
    found = findings(report, paths)
    if found or form != "text":
        click.echo(write_findings(found, form))
    if any(level == "error" for _, level in found):
        sys.exit(1)


@main.command()
@click.option("--settings", metavar="FILE", help="Settings file. Default: ./pelicanconf.py if there is one.")
@click.option("--content", metavar="DIR", help="Folder of articles.")
@click.option("--output", metavar="DIR", help="Where the site goes.")
@click.option("--port", default=8000, show_default=True, help="Port on 127.0.0.1.")
def serve(settings: str | None, content: str | None, output: str | None, port: int) -> None:
    r"""Build the site, show it on this machine, and build again on each change.

    \b
    Only this machine can see it. Ctrl-C ends it.
    Example: standfirst serve --port 8080
    """
    from standfirst.desk.serve import serve_site  # noqa: PLC0415 - only this command needs a server

    site = make_site(settings=settings, content=content, output=output)
    given = {"--settings": settings, "--content": content, "--output": output}
    command = [part for option, value in given.items() if value for part in (option, value)]
    watched = [Path(site.path), Path(site.theme)]
    watched += [path for name in {settings or SETTINGS_FILE} if (path := Path(name)).is_file()]
    serve_site(command, Path(site.output_path), watched, port)


SCHEMAS = {"article": "FrontMatter", "author": "AuthorProfile", "exchange": "Exchange"}


@main.command()
@click.argument("kind", type=click.Choice(list(SCHEMAS)), default="article")
def schema(kind: str) -> None:
    r"""Print the JSON Schema of a file's fields, for an editor.

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


def make_site(
    *,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    state: str | None = None,
    now: str | None = None,
    theme: str | None = None,
    keep_going: bool = False,
) -> Any:  # noqa: ANN401 - Site, which is imported only when a command needs Pelican
    """The site that a command's options describe. Ends the process with status 1 where the settings fail."""
    from standfirst.diagnostics import BuildError  # noqa: PLC0415 - `standfirst --help` needs none of these
    from standfirst.pelican_site.settings import load_settings  # noqa: PLC0415
    from standfirst.pelican_site.site import Site  # noqa: PLC0415

    logging.getLogger("pelican").addHandler(logging.NullHandler())
    logging.getLogger("pelican").propagate = False
    if settings is None and Path(SETTINGS_FILE).is_file():
        settings = SETTINGS_FILE
    overrides: dict[str, Any] = {
        "PATH": content and str(Path(content).absolute()),
        "OUTPUT_PATH": output and str(Path(output).absolute()),
        "THEME": theme and (str(Path(theme).absolute()) if Path(theme).is_dir() else theme),
        "STANDFIRST_STATE": state,
        "STANDFIRST_NOW": now,
        "STANDFIRST_SETTINGS_FILE": settings,
        "STANDFIRST_KEEP_GOING": keep_going or None,
    }
    try:
        return Site(load_settings(settings, {key: value for key, value in overrides.items() if value}))
    except BuildError as error:
        click.echo(error.diagnostic, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
