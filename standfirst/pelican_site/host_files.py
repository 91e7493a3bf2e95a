"""Redirects and headers of a build: in the new tree what readers' browsers and static hosts need, beside it what servers do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from standfirst.build.manifest import NAME as MARKER
from standfirst.build.manifest import names_below
from standfirst.outputs.headers import inline_hashes, site_headers
from standfirst.outputs.hosting import HOSTING, host_headers, server_files
from standfirst.outputs.redirects import fallback_pages, host_redirects
from standfirst.pelican_site.templates import OURS
from standfirst.redirects.addresses import encoded
from standfirst.redirects.site import site_redirects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from standfirst.edition import Edition
    from standfirst.pelican_site.writer import SiteWriter
    from standfirst.redirects.settle import Redirect


class HostFilesGenerator(Generator):
    """Writes them when all other files are there: what is published shows which former addresses are free."""

    def generate_output(self, writer: SiteWriter) -> None:
        """Settle the redirects, and write both as the settings ask for them."""
        edition: Edition = self.context["edition"]
        config, newsroom = edition.config, self.context["newsroom"]

        def written() -> Collection[str]:
            return set(names_below(Path(writer.output_path), frozenset({MARKER})))

        # A page whose template failed is missing for a reason that is told already.
        complete = not any(problem.code == "SF810" for problem in newsroom.desk.problems)
        redirects = site_redirects(newsroom.desk, newsroom.stories, newsroom.manuscripts, written if complete else None)
        hidden = {
            encoded(f"/{story.url}")
            for story in newsroom.stories.values()
            if story.status == "hidden" and newsroom.desk.is_out(story)
        }
        # Everyone can read `_redirects` and `_headers`, and a hidden page stands in no list.
        told = [redirect for redirect in redirects if redirect.new.partition("#")[0] not in hidden]
        made: dict[str, str] = {}
        shown = set(writer.shown)
        if "pages" in config.host_files:
            titles = {encoded(f"/{story.url}"): story.title for story in (*edition.stories, *edition.pages)}
            relative = bool(self.settings["RELATIVE_URLS"])
            made |= fallback_pages(redirects, titles, config.lang, config.site_url, relative=relative)
            shown |= set(fallback_pages(told, titles, config.lang, config.site_url, relative=relative))
        if "_redirects" in config.host_files:
            made["_redirects"] = host_redirects(told, config.site_url)
        headers = site_headers(
            edition,
            search=self.context["address"]["search"] if edition.stories else "",
            hashes=inline_hashes(_templates(writer.roots), self.context["sheets"].values()),
            own_theme=Path(self.theme, "templates", OURS).is_file(),
        )
        if "_headers" in config.host_files:
            made["_headers"] = host_headers(headers, config.site_url, shown)
        for name, text in made.items():
            if text and not writer.has(name):
                writer.write_text(name, text)
        self.context["hosting"] = Hosting(
            redirects, server_files(config.host_files, headers, redirects, config.site_url)
        )


class Hosting:
    """What a build has for servers: kept once its tree is in place."""

    def __init__(self, redirects: tuple[Redirect, ...], files: dict[str, str]) -> None:
        """The settled redirects, and files by name."""
        self.redirects = redirects
        self.files = files

    def keep(self, state: Path) -> None:
        """Write the files below the state folder; those of an earlier build that are no longer asked for go. Raises OSError."""
        folder = state / HOSTING
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if old.name not in self.files and old.is_file():
                old.unlink()
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8", newline="\n")


def _templates(roots: Iterable[Any]) -> Iterable[str]:
    """The texts of all templates below some folders."""
    return [path.read_text("utf-8", "replace") for root in roots for path in sorted(Path(root).rglob("*.html"))]
