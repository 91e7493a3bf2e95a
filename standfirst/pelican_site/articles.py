"""Articles and pages read and edited: on all cores, and only those whose file or surroundings changed."""

from __future__ import annotations

import multiprocessing
import posixpath
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from standfirst.build.fingerprint import UnknownValueError, as_text, code, digest
from standfirst.build.kept import KeptFiles, Source
from standfirst.build.workers import Lost, Workers, can_fork
from standfirst.copydesk import Desk, edit_one, picture_paths
from standfirst.crossread import Lead, lead_of
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.folder import MAX_FILE
from standfirst.links import FILES
from standfirst.pelican_site.reading import (
    HOUSE_FOLDER,
    MARKDOWN,
    NEARLY,
    careful_readers,
    read_markdown,
    read_other,
    theme_ids,
)
from standfirst.readings import Reading, Readings, Written, remembered
from standfirst.weight import is_light

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pelican.readers import Readers

    from standfirst.build.store import Store
    from standfirst.folder import Folder
    from standfirst.links import Target
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story
    from standfirst.pelican_site.reading import Sources
    from standfirst.progress import Progress
    from standfirst.prose import Renderer

Kind = Literal["article", "page"]

PACKAGES = (
    "pelican",
    "markdown",
    "pygments",
    "lxml",
    "pydantic",
    "pyyaml",
    "pillow",
    "typogrify",
    "babel",
    "jinja2",
    "markupsafe",
    "nh3",
    "feedgenerator",
    "pagefind",
    "pagefind-bin",
    "tzdata",
    "unidecode",
)
"""Packages of which another version may read or render a file in another way."""
OWN_FOLDERS = ("PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "PLUGIN_PATHS")
THIS_BUILD = (
    "STANDFIRST_NOW",
    "STANDFIRST_STATE",
    "STANDFIRST_PREVIEW",
    "STANDFIRST_KEEP_GOING",
    "STANDFIRST_SETTINGS_FILE",
    "STANDFIRST_WAIT",
    "STANDFIRST_ALLOW_SHRINK",
)
NOT_READING = ("JINJA_", "THEME", "PLUGINS", "LOG_FILTER")
"""How settings begin that have no part in reading."""
LIMIT = 20.0
"""Seconds of processor time that one file may take in a process that reads many; none that is light takes a hundredth."""
TOO_COSTLY = frozenset({"SF006", "SF021"})
CHANGED = ("changed while the site was being built", "build again")
PURE_EXTENSIONS = "markdown.extensions."
"""Extensions of Python-Markdown's own look at the text and at nothing else."""


@dataclass
class Edited:
    """What the articles and pages became, where it is known without another look."""

    manuscripts: list[Manuscript] = field(default_factory=list)
    stories: dict[str, Story] = field(default_factory=dict)
    """By path: those without a problem and without a record."""
    leads: dict[str, Lead] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    """By path: digests of the files whose readings are kept."""
    read: int = 0
    """Files that were read in this build."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that has a problem, a record, or something else that only the whole site can judge."""

    manuscript: Manuscript | None
    problems: list[Diagnostic]


def read_articles(
    found: Sources,
    desk: Desk,
    settings: Mapping[str, Any],
    renderer: Renderer,
    store: Store,
    progress: Progress,
    *,
    plain: bool,
) -> Edited:
    """Read every article and page. Nothing is skipped in silence: what is wrong is added to the desk's problems.

    `plain` says that no plugin is there that could have a part in it.
    """
    folder, edited = desk.folder, Edited()
    readers = careful_readers(settings)
    desk.problems += folder.refused
    kinds = _find(folder, desk, settings, readers)
    ours = [path for path in kinds if _is_markdown(path, readers)]
    reader = _Reader(desk, settings, renderer, kinds)
    room = _room(desk, settings, found) if plain else None
    readings, new, edited.versions = _remembered(reader, ours, room, store, progress)
    edited.read = len(new)
    for path, kind in kinds.items():
        if path in readings:
            _take(edited, desk, readings[path], reader)
            continue
        if path in new:
            manuscript, wrong = new[path].manuscript, new[path].problems
        else:
            manuscript, wrong = read_other(folder, path, kind, readers, desk.config, settings, renderer)
        desk.problems += wrong
        if manuscript is None and wrong:
            found.unread.append(path)
        elif manuscript and manuscript.header.values.status != "skip":
            edited.manuscripts.append(manuscript)
    return edited


def _remembered(
    reader: _Reader, paths: list[str], room: str | None, store: Store, progress: Progress
) -> tuple[dict[str, Reading], dict[str, Whole], dict[str, str]]:
    """Readings of the files that are sound, from the store or read now; the others as read now; digests of what was kept."""
    root = reader.desk.folder.root
    kept = KeptFiles(store)
    readings: dict[str, Reading] = {}
    other: dict[str, Whole] = {}
    sources: dict[str, Source] = {}
    versions: dict[str, str] = {}
    progress.expect(len(paths))
    for path in paths:
        try:
            # What is longer than any text is not read: whoever asks for it is told its size.
            if reader.desk.folder.seen[path].st_size <= MAX_FILE:
                sources[path] = kept.look(path, f"{root}/{path}")
        except OSError:
            continue  # told by whoever reads it
        if room and path in sources and (row := kept.row(path, sources[path], reader.made_from(path, room))):
            reading = reader.codec.read(Written(row.facts, row.body))
            if reading.files == reader.files(path, reading.targets, reading.facts.image):
                readings[path], versions[path] = reading, row.source
                progress.step(reused=True)
    missing = [path for path in paths if path not in readings]
    with Workers(lambda: reader.read, count=None if can_fork() else 1, limit=LIMIT, harmless=lambda _: True) as workers:
        for path, found in zip(missing, workers.map(missing), strict=True):
            progress.step()
            # A heavy text is read here, where Markdown alone is put into a process of its own, and tells what is wrong.
            result = reader.read(path) if isinstance(found, Lost | Heavy) else found
            if isinstance(result, Whole | Heavy):
                other[path] = result if isinstance(result, Whole) else Whole(*reader.whole(path))
                continue
            written, seen = result
            readings[path] = reader.codec.read(written)
            if room and path in sources:
                versions[path] = seen
                kept.keep(path, sources[path], seen, reader.made_from(path, room), written.facts, written.html)
    if room:
        kept.write(set(paths))

    return readings, other, versions


@dataclass(frozen=True, slots=True)
class Heavy:
    """A file that is better read where converting its text can be ended."""


@dataclass
class _Reader:
    """Reads one file at a time; nothing that it does depends on another article."""

    desk: Desk
    settings: Mapping[str, Any]
    renderer: Renderer
    kinds: Mapping[str, Kind]

    def __post_init__(self) -> None:
        self.codec = Readings(self.desk.config.zone)

    def whole(self, path: str, *, converted: bool = True) -> tuple[Manuscript | None, list[Diagnostic]]:
        """The file as it is read."""
        desk, kind = self.desk, self.kinds[path]
        return read_markdown(desk.folder, path, kind, self.renderer, desk.config, self.settings, converted=converted)

    def read(self, path: str) -> tuple[Written, str] | Whole | Heavy:
        """A sound file as text, and the digest of what was read; another as it is."""
        if multiprocessing.current_process().daemon:
            text, _ = self.desk.folder.read_text(path)
            if text is not None and not is_light(text):
                return Heavy()
        manuscript, problems = self.whole(path)
        if (
            manuscript is None
            or problems
            or manuscript.header.values.exchange
            or manuscript.header.values.status == "skip"
        ):
            return Whole(manuscript, problems)
        desk = self.desk
        own = desk.for_one()
        story = edit_one(own, manuscript, {})
        if story is None or own.problems or own.faulty:
            return Whole(manuscript, problems)
        files = self.files(path, manuscript.targets, manuscript.facts.image)
        reading = Reading(
            story=story,
            where=manuscript.where,
            facts=manuscript.facts,
            summary=manuscript.summary,
            lead=lead_of(manuscript),
            targets=manuscript.targets,
            repeats=own.repeats,
            files=files,
        )
        written = self.codec.write(reading)
        if written is None:
            return Whole(manuscript, problems)
        return written, digest((desk.folder.root / path).read_bytes())

    def again(self, path: str, converted: bool) -> Manuscript:  # noqa: FBT001 - a manuscript asks so
        """A file that was sound before, its text converted if need be. Raises BuildError where it is sound no more."""
        manuscript, problems = self.whole(path, converted=converted)
        if manuscript is None:
            # A text at the very limit can pass once and not twice: that is no change.
            costly = next((problem for problem in problems if problem.code in TOO_COSTLY), None)
            changed = Diagnostic(self.desk.folder.where(path), 1, 1, "SF907", *CHANGED)
            raise BuildError(costly or changed)
        return manuscript

    def made_from(self, path: str, room: str) -> str:
        """What beside its bytes decides how a file is read."""
        return digest(room, path, self.kinds[path])

    def files(self, path: str, targets: Iterable[Target], image: str | None) -> str:
        """The state of the other files that this one names: which are there, and which pictures they are."""
        named: set[str] = set(picture_paths(image, path)) if image else set()
        for target in targets:
            if target.what in FILES:
                named.add(target.key)
            elif target.key and not target.what and ":" not in target.key.partition("/")[0]:
                named.update(picture_paths(unquote(target.key.partition("?")[0]), path))
        return digest(*(_state(self.desk.folder, name) for name in sorted(named))) if named else ""


def _state(folder: Folder, path: str) -> str:
    if path not in folder.known:
        return f"{path} -"
    if _suffix(path) in MARKDOWN:
        return f"{path} +"
    try:
        seen = (folder.root / path).stat()
    except OSError:
        return f"{path} ?"
    return f"{path} {seen.st_size} {seen.st_mtime_ns}"


def _take(edited: Edited, desk: Desk, reading: Reading, reader: _Reader) -> None:
    path = reading.story.path
    again: Callable[[bool], Manuscript] = partial(reader.again, path)
    edited.manuscripts.append(remembered(reading, again))
    edited.stories[path] = reading.story
    edited.leads[path] = reading.lead
    desk.repeats += reading.repeats


def _find(folder: Folder, desk: Desk, settings: Mapping[str, Any], readers: Readers) -> dict[str, Kind]:
    """The files that are articles and pages, in the same order on every machine."""
    kept = [desk.config.authors_path, desk.config.exchanges_path]
    pages = set(folder.below(settings["PAGE_PATHS"], [*settings["PAGE_EXCLUDES"], *kept]))
    articles = set(folder.below(settings["ARTICLE_PATHS"], [*settings["ARTICLE_EXCLUDES"], *kept])) - pages
    kinds: dict[str, Kind] = {}
    for path in sorted(pages | articles):
        suffix = _suffix(path)
        if suffix in readers.readers and suffix != "static":
            kinds[path] = "page" if path in pages else "article"
        elif suffix in NEARLY or (not suffix and path.startswith(f"{HOUSE_FOLDER}/")):
            hint = "save it as Markdown, in a file that ends in .md"
            desk.report(folder.where(path), (1, 1), "SF027", "was not read as an article", hint)
    return kinds


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].removeprefix(".").lower()


def _is_markdown(path: str, readers: Readers) -> bool:
    suffix = _suffix(path)
    return suffix in MARKDOWN and readers.reader_classes[suffix].__module__ == "pelican.readers"


def _room(desk: Desk, settings: Mapping[str, Any], found: Sources) -> str | None:
    """What decides how every file is read; None where there is no telling."""
    options = settings["MARKDOWN"]
    extensions = [*options.get("extensions", ()), *options.get("extension_configs", {})]
    if not all(isinstance(name, str) and name.startswith(PURE_EXTENSIONS) for name in extensions):
        return None
    told = {
        name: value
        for name, value in sorted(settings.items())
        if name not in OWN_FOLDERS + THIS_BUILD and not name.startswith(NOT_READING)
    }
    authors = [f"{name} {author!r}" for name, author in sorted(desk.authors.items())]
    unread = sorted(path for path in found.unread if path.startswith(f"{desk.config.authors_path}/"))
    try:
        surroundings = [desk.folder.shown, as_text(told), as_text(theme_ids(settings))]
        return digest(code(PACKAGES), *surroundings, *authors, "", *unread)
    except UnknownValueError:
        return None
