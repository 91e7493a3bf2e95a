"""The content folder -> manuscripts, authors and records, with every problem in every file."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pelican.readers import HTMLReader, Readers, default_metadata, parse_path_metadata

from standfirst.clean import Cleaner, reserved_ids
from standfirst.copydesk import Desk, address_key, picture
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.exchanges.records import Kept, index_records, read_record
from standfirst.frontmatter import AuthorProfile, check_header, read_pelican_header, split_header
from standfirst.manuscript import Manuscript, check_markup, from_html, read_manuscript
from standfirst.prose import Renderer
from standfirst.report import fault
from standfirst.weight import TooHeavyError, heaviest_line
from standfirst.yamltree import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.config import Config
    from standfirst.folder import Folder
    from standfirst.model import Author, Image

MARKDOWN = frozenset({"md", "markdown", "mkd", "mdown"})
RECORDS = frozenset({"yaml", "yml"})
NEARLY = frozenset(
    [
        "txt",
        "text",
        "mdx",
        "mdwn",
        "mkdn",
        "mdtxt",
        "adoc",
        "asciidoc",
        "org",
        "textile",
        "docx",
        "doc",
        "odt",
        "rtf",
        "bak",
        "orig",
        "rej",
        "md~",
    ]
)
"""Endings of what was probably meant as an article."""
HOUSE_FOLDER = "articles"
"""A folder of this name holds articles and nothing else; it gives no topic its name."""


@dataclass
class Sources:
    """All that was read."""

    authors: dict[str, Author] = field(default_factory=dict)
    records: dict[str, Kept] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    """Files that could not be understood, below the content folder."""
    avatars: list[str] = field(default_factory=list)
    """Pictures of authors, below the content folder."""


def make_renderer(settings: Mapping[str, Any], config: Config | None = None) -> Renderer:
    """Markdown as the settings want it, and clean. Raises BuildError where they ask for a package that is not installed."""
    cleaner = Cleaner(config.embeds if config else (), theme_ids(settings))
    return Renderer(settings["MARKDOWN"], _typographer(settings), cleaner)


def theme_ids(settings: Mapping[str, Any]) -> frozenset[str]:
    """The ids that the theme's templates give: no text of a writer may take them."""
    roots = [*settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(settings["THEME"], "templates")]
    files = [file for root in roots for file in sorted(Path(root).rglob("*.html")) if file.is_file()]
    return reserved_ids([file.read_text("utf-8", "replace") for file in files])


def read_records(found: Sources, desk: Desk) -> None:
    """Read the record files into `found`."""
    folder, problems = desk.folder, desk.problems
    records = []
    for path in folder.below([desk.config.exchanges_path]):
        if posixpath.splitext(path)[1].removeprefix(".").lower() in RECORDS:
            text, wrong = folder.read_text(path)
            problems += wrong
            record, wrong = read_record(text, folder.where(path)) if text is not None else (None, [])
            problems += wrong
            if record:
                records.append(record)
            else:
                found.unread.append(path)
    indexed, wrong = index_records(records)
    found.records.update(indexed)
    desk.problems += wrong


def read_authors(found: Sources, desk: Desk, renderer: Renderer) -> None:
    """Read the author files into `found`."""
    folder, config, problems = desk.folder, desk.config, desk.problems
    for path in folder.below([config.authors_path]):
        stem, dot, suffix = posixpath.basename(path).rpartition(".")
        if not dot or suffix.lower() not in MARKDOWN:
            continue
        where = folder.where(path)
        text, wrong = folder.read_text(path)
        problems += wrong
        found.unread.append(path)
        if text is None:
            continue
        form, header_text, bio, line = split_header(text)
        if form == "none" or not line:
            hint = "begin the file with ---, name: …, ---"
            problems.append(Diagnostic(where, 1, 1, "SF002", "no front matter, or it does not end", hint))
            continue
        parsed = parse_mapping(header_text, where, 2) if form == "yaml" else read_pelican_header(header_text, where)
        node, wrong = parsed
        problems += wrong
        header, wrong = check_header(AuthorProfile, node, where, form) if node else (None, [])
        problems += wrong
        if header is None:
            continue
        try:
            body = renderer.body(bio)
        except TooHeavyError as error:
            problems.append(Diagnostic(where, line + heaviest_line(bio), 1, "SF021", str(error), error.hint))
            continue
        problems += (wrong := check_markup(body, bio, where, line))
        if any(problem.code == "SF041" for problem in wrong):
            continue
        same = next((other for other in found.authors if address_key(other) == address_key(stem)), None)
        if same is not None:
            message = f"the page of '{stem}' would be that of '{same}': case does not tell addresses apart"
            problems.append(Diagnostic(where, 1, 1, "SF102", message, "keep one of the files"))
            continue
        found.unread.remove(path)
        profile = header.values
        bare = desk.addresses.author(profile.name, stem)
        found.authors[stem] = replace(
            bare,
            role=profile.role,
            avatar=_avatar(found, desk, profile.avatar, path, header.node.locate(["avatar", "src"])),
            bio=body.html,
            links=profile.links,
            organisation=profile.organisation,
        )


def _avatar(found: Sources, desk: Desk, image: Image | None, path: str, place: tuple[int, int]) -> Image | None:
    shown = picture(desk, image, path, desk.folder.where(path), place)
    if image is None or shown is None:
        return None
    found.avatars.append(shown.url)
    return image.model_copy(update={"src": shown.url})


def _typographer(settings: Mapping[str, Any]) -> Callable[[str], str] | None:
    """What Pelican's setting TYPOGRIFY asks for. Raises BuildError where its package is not installed."""
    if not settings["TYPOGRIFY"]:
        return None
    try:
        from typogrify.filters import typogrify  # noqa: PLC0415 - an optional package
    except ImportError:
        hint = "install it: pip install typogrify; or set TYPOGRIFY = False"
        message = "TYPOGRIFY: the package typogrify is not installed"
        raise BuildError(Diagnostic("", 1, 1, "SF802", message, hint)) from None
    omitted = dict.fromkeys(settings["TYPOGRIFY_OMIT_FILTERS"], False)
    return partial(_typogrified, typogrify, settings["TYPOGRIFY_IGNORE_TAGS"], omitted)


def _typogrified(typogrify: Callable[..., str], ignored: Any, omitted: Mapping[str, bool], html: str) -> str:
    return str(typogrify(html, ignored, **omitted))


def path_fields(path: str, settings: Mapping[str, Any]) -> dict[str, str]:
    """Fields that the settings draw from a file's path, and the defaults they set, as text."""
    fields = default_metadata(settings=settings)
    drawn = parse_path_metadata(source_path=path, settings=settings)
    if drawn.get("category") == HOUSE_FOLDER:
        del drawn["category"]
    extra = settings["EXTRA_PATH_METADATA"].get(path, {})
    return {key: _text(value) for key, value in {**fields, **drawn, **extra}.items() if value is not None}


def published_by_name(settings: Mapping[str, Any], config: Config) -> frozenset[str]:
    """Files that the settings name one by one, and the patterns of STANDFIRST_STATIC_FILES."""
    return frozenset({*config.static_files, *settings["STATIC_PATHS"], *settings["EXTRA_PATH_METADATA"]})


def allowed_fields(config: Config, settings: Mapping[str, Any], drawn: Mapping[str, str]) -> frozenset[str]:
    """Keys beyond ours that the settings speak of: a theme or plugin reads them."""
    return frozenset({*config.extra_fields, *settings["DEFAULT_METADATA"], *settings["FORMATTED_FIELDS"], *drawn})


def _text(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_text(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def read_markdown(
    folder: Folder,
    path: str,
    kind: Literal["article", "page"],
    renderer: Renderer,
    config: Config,
    settings: Mapping[str, Any],
    *,
    converted: bool = True,
) -> tuple[Manuscript | None, list[Diagnostic]]:
    """One Markdown file, or what is wrong with it. Without `converted` its text is left as it is."""
    text, problems = folder.read_text(path)
    if text is None:
        return None, problems
    where = folder.where(path)
    defaults = path_fields(path, settings)
    try:
        return read_manuscript(
            text,
            path,
            where,
            kind,
            renderer,
            defaults=defaults,
            allowed=allowed_fields(config, settings, defaults),
            must_have_header=path.startswith(f"{HOUSE_FOLDER}/"),
            converted=converted,
        )
    except RecursionError:
        hint = "take some of the quotes or lists out of one another"
        return None, [Diagnostic(where, 1, 1, "SF006", "the text is too deeply nested", hint)]
    except Exception as error:
        if isinstance(error, BuildError) or fault(error):
            raise
        hint = "an extension of Markdown, or something odd in the text, is the likely cause"
        message = f"Markdown fails on it: {type(error).__name__}: {error}"
        return None, [Diagnostic(where, 1, 1, "SF811", message[:300], hint, level="error")]


def read_other(
    folder: Folder,
    path: str,
    kind: Literal["article", "page"],
    readers: Readers,
    config: Config,
    settings: Mapping[str, Any],
    renderer: Renderer,
) -> tuple[Manuscript | None, list[Diagnostic]]:
    """A file of a format that Pelican or a plugin reads.

    An HTML file without a date that lies where files are copied from is such a file and no article.
    """
    where = folder.where(path)
    reader = readers.readers[posixpath.splitext(path)[1].removeprefix(".").lower()]
    source, unreadable = folder.read_text(path)
    if source is None and (type(reader).__module__ == "pelican.readers" or any(p.code != "SF001" for p in unreadable)):
        return None, unreadable
    try:
        html, metadata = reader.read(str(folder.root / path))
    except RecursionError:
        hint = "take some of the quotes or lists out of one another"
        return None, [Diagnostic(where, 1, 1, "SF006", "the text is too deeply nested", hint)]
    except Exception as error:  # noqa: BLE001 - a third party's reader may raise anything
        return None, [_reader_problem(where, reader, error, str(folder.root / path))]
    defaults: dict[str, Any] = path_fields(path, settings)
    if isinstance(reader, HTMLReader) and "date" not in metadata and path in folder.below(settings["STATIC_PATHS"]):
        return None, []
    fields = defaults | {str(key).lower(): _text(value) for key, value in metadata.items() if value is not None}
    allowed = allowed_fields(config, settings, defaults)
    return from_html(html or "", fields, source or "", path, where, kind, allowed, renderer)


def careful_readers(settings: Mapping[str, Any]) -> Readers:
    """Pelican's readers: reStructuredText that reads no file and passes no HTML through, and fields as their writers left them."""
    off = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True}
    readers = Readers({**settings, "DOCUTILS_SETTINGS": {**(settings["DOCUTILS_SETTINGS"] or {}), **off}})
    for reader in readers.readers.values():
        if type(reader).__module__ == "pelican.readers":
            # What a date or a status is, our own front matter says.
            reader.process_metadata = lambda _, value: value
    return readers


def _reader_problem(where: str, reader: Any, error: Exception, file: str) -> Diagnostic:
    """What a reader says is wrong, at the line that it names; docutils names the file in full."""
    message = " ".join(str(error).replace(file, where).split())
    found = re.match(rf"{re.escape(where)}:(\d+): (?:\([A-Z]+/\d\) )?", message)
    if found:
        return Diagnostic(where, int(found[1]), 1, "SF811", message[found.end() :][:300])
    return Diagnostic(where, 1, 1, "SF811", f"{type(reader).__name__}: {message}"[:300])
