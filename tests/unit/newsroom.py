"""A small newsroom for unit tests: files written, read and checked as a build does, short of rendering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image

from standfirst import copydesk, defaults, linkcheck
from standfirst.config import Config
from standfirst.exchanges.records import index_records, read_record
from standfirst.folder import Folder
from standfirst.manuscript import Manuscript, read_manuscript
from standfirst.pelican_site.addresses import SettingsAddresses
from standfirst.pelican_site.settings import load_settings
from standfirst.prose import Renderer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from standfirst.diagnostics import Diagnostic
    from standfirst.links import Target
    from standfirst.model import Author, Story

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RENDERER = Renderer(defaults.MARKDOWN)
# The simplest addresses there are, whatever the defaults become.
ADDRESSES = {
    f"{kind}{form}": pattern
    for kind, pattern in {
        "ARTICLE": "{slug}.html",
        "ARTICLE_LANG": "{slug}-{lang}.html",
        "DRAFT": "drafts/{slug}.html",
        "PAGE": "pages/{slug}.html",
        "AUTHOR": "author/{slug}.html",
    }.items()
    for form in ("_URL", "_SAVE_AS")
}


def config(**changes: Any) -> Config:
    """A configuration; names are those of the settings."""
    return Config(**({"SITENAME": "News", "SITEURL": "https://news.example"} | changes))


def addresses(**settings: Any) -> SettingsAddresses:
    """Addresses as Pelican's settings make them."""
    return SettingsAddresses(load_settings(None, ADDRESSES | settings), NOW)


def shown(problems: list[Diagnostic]) -> list[str]:
    """Diagnostics as printed, in order of place."""
    return [str(problem) for problem in sorted(problems)]


def read(
    text: str,
    kind: Literal["article", "page"] = "article",
    *,
    path: str = "x.md",
    defaults: Mapping[str, str] | None = None,
    allowed: Collection[str] = (),
    must_have_header: bool = True,
) -> tuple[Manuscript | None, list[str]]:
    """One Markdown text as a manuscript, and what is wrong with it as printed."""
    manuscript, problems = read_manuscript(
        text, path, path, kind, RENDERER, defaults=defaults or {}, allowed=allowed, must_have_header=must_have_header
    )
    return manuscript, shown(problems)


def article(title: str = "Told", body: str = "Everyone may read this.", **fields: str) -> str:
    """An article's text. Fields are YAML; `date` is in the past unless it is named."""
    lines = {"title": title, "date": "2026-01-01"} | fields
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()) + f"---\n{body}\n"


@dataclass
class Edited:
    """What the copy desk made of a folder."""

    desk: copydesk.Desk
    stories: dict[str, Story]
    later: list[tuple[Manuscript, Target, tuple[int, int]]]

    @property
    def problems(self) -> list[str]:
        """Findings as printed, in order of place."""
        return shown(self.desk.problems)

    @property
    def codes(self) -> list[str]:
        """Codes of the findings, in order of place."""
        return [problem.code for problem in sorted(self.desk.problems)]


def write(root: Path, files: Mapping[str, str | bytes]) -> Folder:
    """Write files below `root`: text, bytes, or for *.png without content a picture."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".png") and not content:
            Image.new("RGB", (3, 2)).save(file)
        else:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Folder(root, "content")


def edit(
    root: Path,
    files: Mapping[str, str | bytes],
    *,
    authors: Collection[Author] = (),
    listings: Mapping[str, str] | None = None,
    **settings: Any,
) -> Edited:
    """Write a content folder, read it, and let the copy desk check it. Pages are below pages/, records below exchanges/."""
    folder = write(root, files)
    problems: list[Diagnostic] = []
    manuscripts, records = [], []
    for path in folder.files:
        if path.startswith("exchanges/"):
            record, found = read_record(str(files[path]), folder.where(path))
            problems += found
            if record:
                records.append(record)
        elif path.endswith(".md"):
            kind: Literal["article", "page"] = "page" if path.startswith("pages/") else "article"
            manuscript, found = read_manuscript(
                str(files[path]), path, folder.where(path), kind, RENDERER, defaults={}, must_have_header=True
            )
            problems += found
            if manuscript:
                manuscripts.append(manuscript)
    indexed, found = index_records(records)
    by_id = {author.id: author for author in authors}
    desk = copydesk.Desk(config(**settings), folder, addresses(), NOW, by_id, indexed, [*problems, *found])
    stories = copydesk.edit(desk, manuscripts)
    copydesk.check_addresses(desk, stories, {m.path: m for m in manuscripts})
    later = linkcheck.check_links(desk, stories, manuscripts, listings or {})
    return Edited(desk, stories, later)
