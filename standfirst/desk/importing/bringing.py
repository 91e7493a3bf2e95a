"""An import from beginning to end: found, placed, linked, settled, checked, written, told."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.desk.check import findings, within
from standfirst.desk.importing.anchors import name_headings
from standfirst.desk.importing.files import Copies, sweep, write_whole
from standfirst.desk.importing.found import Found, Note, Person
from standfirst.desk.importing.linking import Linking
from standfirst.desk.importing.places import Places, imported_before, slugs_of
from standfirst.desk.importing.redirects import add_redirects
from standfirst.desk.importing.settling import settle
from standfirst.desk.importing.writing import cut_short, write_article, write_person
from standfirst.diagnostics import BuildError
from standfirst.folder import MAX_FILE
from standfirst.manuscript import read_manuscript
from standfirst.model import Story, Teaser
from standfirst.pelican_site.reading import make_renderer
from standfirst.weight import TooHeavyError

if TYPE_CHECKING:
    from collections.abc import Collection

    from standfirst.copydesk import Desk
    from standfirst.desk.importing.found import Source
    from standfirst.desk.importing.places import Place
    from standfirst.diagnostics import Diagnostic, Level
    from standfirst.prose import Renderer

MOST_CHECKED = 3000
"""Files after which an import does not check the whole site as well: memory would grow with it."""


@dataclass
class Outcome:
    """What an import found, did, and left to do."""

    content: Path
    dry: bool
    articles: int = 0
    pages: int = 0
    written: list[str] = field(default_factory=list)
    """Paths below the content folder."""
    there: int = 0
    """How many were imported before."""
    people: list[str] = field(default_factory=list)
    """Files of authors."""
    copied: int = 0
    redirects: int = 0
    notes: list[Note] = field(default_factory=list)
    problems: list[tuple[Diagnostic, Level]] = field(default_factory=list)
    """What a build would say of the new files."""

    @property
    def left_out(self) -> int:
        """How many things are not there that could be meant as articles."""
        return sum(note.kind == "left out" for note in self.notes)


@dataclass
class _Import:
    """The parts of one import."""

    source: Source
    desk: Desk
    content: Path
    renderer: Renderer
    places: Places
    linking: Linking
    outcome: Outcome
    bylines: dict[str, None] = field(default_factory=dict)
    old: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)


def bring(source: Source, site: Any, *, force: bool = False, dry: bool = False) -> Outcome:  # noqa: ANN401 - a Site
    """Import all that the source has. Nothing that is there is changed, but with `force` what an import would write again.

    Raises BuildError where the site cannot be read, OSError where nothing can be written, MissingPackageError.
    """
    report, newsroom = site.check(lambda _: False)
    if newsroom is None:
        raise BuildError(report.errors[0])
    desk, content = newsroom.desk, newsroom.desk.folder.root
    known = imported_before(content, desk.folder.files)
    ours = set(known.values())
    others = [story for path, story in newsroom.stories.items() if path not in ours]
    places = Places(content, desk.addresses.slug, force, known, slugs_of(others, desk.config.lang))
    copies = Copies(source.root, content, dry)
    outcome = Outcome(content=content, dry=dry)
    work = _Import(
        source, desk, content, make_renderer(site.settings), places, Linking(source, places, copies), outcome
    )
    if not dry:
        sweep(content)
    for item in source.stories(whole=False):
        if isinstance(item, Found) and item.status != "skip":
            places.assign(item)
    for item in source.stories(whole=True):
        if isinstance(item, Note):
            outcome.notes.append(item)
        elif item.status == "skip":
            outcome.notes.append(Note(item.where, "dropped", "it was to be passed over (status: skip)", item.title))
        else:
            _bring_one(work, item)
    if not dry:
        for path, wanted in work.linking.fragments.items():
            _name_headings(work, path, wanted)
    outcome.copied = copies.copied if not dry else len(copies.targets)
    if not desk.authors and work.bylines:
        # The first author file makes every other byline an unknown name.
        work.bylines |= dict.fromkeys(author.name for story in others for author in story.authors)
    _bring_people(work)
    outcome.redirects, without = add_redirects(content, work.old, dry=dry)
    outcome.notes += [Note(old, "doubtful", why) for old, why in without]
    if not dry and 0 < len(outcome.written) <= MOST_CHECKED:
        new = [str(Path(desk.folder.where(path))) for path in (*outcome.written, *outcome.people)]
        report, _ = site.check(within(new))
        outcome.problems = [(found, level) for found, level in findings(report, new) if level != "note"]
    outcome.notes = sorted(dict.fromkeys(outcome.notes), key=_as_counted)
    return outcome


def _as_counted(note: Note) -> tuple[list[tuple[int, str]], Note]:
    """Line 9 before line 10."""
    parts = re.split(r"(\d{1,9})", note.where)
    return [(int(part), "") if number % 2 else (0, part) for number, part in enumerate(parts)], note


def _bring_one(work: _Import, found: Found) -> None:
    outcome, place = work.outcome, work.places.assign(found)
    if found.kind == "page":
        outcome.pages += 1
    else:
        outcome.articles += 1
    if place.fate == "there":
        outcome.there += 1
        return
    if place.fate == "taken":
        where = work.desk.folder.where(place.path)
        outcome.notes.append(
            Note(found.where, "left out", f"{where} is there and is kept; --force writes over it", found.title)
        )
        return
    try:
        found, picture = work.linking.relink(found)
        found = settle(found, work.renderer)
        if found.alone:
            from standfirst.desk.importing.proposal import propose  # noqa: PLC0415 - its tables take a while to make

            found = propose(found, work.renderer, work.desk.known_records)
        text = write_article(found, picture=picture, slug=place.slug)
        made = _story_of(work, found, place, text)
    except RecursionError:
        outcome.notes.append(Note(found.where, "left out", "the text is too deeply nested", found.title))
        return
    except TooHeavyError as error:
        outcome.notes.append(Note(found.where, "left out", f"{error} ({error.hint})", found.title))
        return
    if len(text.encode()) > MAX_FILE:
        outcome.notes.append(Note(found.where, "left out", f"longer than {MAX_FILE // 1024 // 1024} MiB", found.title))
        return
    outcome.notes += [*found.notes, *(Note(found.where, "dropped", what, words) for what, words in cut_short(found))]
    if found.kind == "article" and not found.date and found.status != "draft":
        outcome.notes.append(
            Note(found.where, "doubtful", "no date found: it is a draft until you give it one", found.title)
        )
    if not found.body.strip():
        outcome.notes.append(Note(found.where, "doubtful", "it has no text", found.title))
    if found.slug and place.slug != found.slug:
        outcome.notes.append(
            Note(found.where, "doubtful", f"its slug is {place.slug}: the old one is taken or no address", found.slug)
        )
    if not outcome.dry:
        write_whole(work.content, place.path, text)
    outcome.written.append(place.path)
    work.written.add(place.path)
    work.bylines |= dict.fromkeys(found.authors)
    if made:
        work.old |= {address: f"/{made}" for address in found.old if work.old.get(address) is None}


def _name_headings(work: _Import, path: str, wanted: Collection[str]) -> None:
    """Give the headings of a new file the ids that links lead to."""
    if path in work.written:
        text = (work.content / path).read_text("utf-8")
        if (named := name_headings(text, wanted)) != text:
            write_whole(work.content, path, named)


def _story_of(work: _Import, found: Found, place: Place, text: str) -> str | None:
    """The address that the file gives its article, where it is to be published; None where something is wrong with it.

    What is wrong is told by the check of the whole site, or, in a dry run, here.
    """
    desk = work.desk
    where = desk.folder.where(place.path)
    # The address is made of the header alone; a dry run has nothing else that would read the text.
    shown = text if work.outcome.dry else text[: text.index("\n---\n") + 5]
    manuscript, problems = read_manuscript(
        shown, place.path, where, found.kind, work.renderer, defaults={}, allowed=desk.config.extra_fields
    )
    if manuscript is None:
        if work.outcome.dry:
            work.outcome.problems += [(problem, "error") for problem in problems]
        return None
    values, lang = manuscript.header.values, desk.config.lang
    if values.status == "draft":
        return None
    story = Story(
        path=place.path, kind=found.kind, title=values.title, slug=values.slug or place.slug, url="", save_as="",
        lang=(values.lang or lang).replace("_", "-"), status="published",
        date=values.date.replace(tzinfo=values.date.tzinfo or desk.config.zone) if values.date else None,
        authors=tuple(desk.addresses.author(name) for name in values.authors[:1]),
        topic=desk.addresses.topic(values.category) if values.category else None,
        teaser=Teaser(card="", standfirst=None, verdict="none"), html="",
    )  # fmt: skip
    try:
        url, _ = desk.addresses.story(manuscript, story)
    except ValueError:
        return None
    return url


def _bring_people(work: _Import) -> None:
    """A file for each author who signs what was written and has none."""
    desk, outcome = work.desk, work.outcome
    known = {author.name.casefold() for author in desk.authors.values()} | {name.casefold() for name in desk.authors}
    said = {person.name.casefold(): person for person in work.source.people()}
    folder, taken = (
        desk.config.authors_path,
        {posixpath.basename(path).casefold() for path in desk.folder.below([desk.config.authors_path])},
    )
    for name in work.bylines:
        if name.casefold() in known or desk.is_unread(folder, name, desk.addresses.slug(name)):
            continue
        known.add(name.casefold())
        person = said.get(name.casefold(), Person(name=name))
        slug = desk.addresses.slug(person.slug or person.name) or desk.addresses.slug(person.name)
        if not slug:
            outcome.notes.append(Note(name, "doubtful", "no author's file can be named by it: add one by hand"))
            continue
        stems = (slug if number == 1 else f"{slug}-{number}" for number in range(1, 10_000))
        stem = next(stem for stem in stems if f"{stem}.md".casefold() not in taken)
        taken.add(f"{stem}.md".casefold())
        path = f"{folder}/{stem}.md"
        if not outcome.dry:
            write_whole(work.content, path, write_person(replace(person, name=name)))
        outcome.people.append(path)
