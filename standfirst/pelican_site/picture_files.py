"""The pictures of one build: each that a published story shows is made in every width, each that is copied is stripped."""

from __future__ import annotations

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.copydesk import address_key
from standfirst.diagnostics import Diagnostic
from standfirst.drawings import LARGEST, BadDrawingError, clean_drawing
from standfirst.links import named_source
from standfirst.outputs import images
from standfirst.outputs.images_encode import BadPictureError
from standfirst.outputs.images_strip import may_hold_metadata, strip_metadata
from standfirst.pictures import plain, shown_pictures, simplify
from standfirst.statics import is_disguised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.build.derived import DerivedFiles, Entry
    from standfirst.copydesk import Desk
    from standfirst.folder import Folder
    from standfirst.manuscript import Manuscript
    from standfirst.model import Renditions, Story
    from standfirst.pelican_site.writer import SiteWriter
    from standfirst.progress import Progress

MOST_BYTES = 256 * 1024 * 1024
"""Largest picture that is read."""
TOO_MANY_BYTES = f"has more than {MOST_BYTES // 1024 // 1024} MiB"
HINT = "export it again; JPEG, PNG, WebP and AVIF are understood"

Place = tuple[str, int, int]
"""Path, line and column that a message names."""
Job = tuple[str, images.Use]
"""A picture, by path below the content folder, and what is to be made of it."""


@dataclass(frozen=True)
class PictureFiles:
    """What was made for one build."""

    cache: DerivedFiles
    made: Mapping[tuple[str, bool], Renditions]
    """By path below the content folder, and whether it stands for an author."""
    urls: Mapping[str, str]
    """Address below the site's root -> path below the content folder."""
    files: Mapping[str, tuple[Entry, str, str]]
    """Output file -> where it lies, its name there, and the picture it was made of."""

    def of(self, path: str) -> Renditions | None:
        """What was made of a file of the content folder."""
        return self.made.get((path, False))

    def at(self, url: str) -> Renditions | None:
        """What was made of the picture that is published at an address."""
        return self.made.get((self.urls.get(url, ""), False))

    def avatar(self, url: str) -> Renditions | None:
        """What was made of an author's picture that is published at an address."""
        return self.made.get((self.urls.get(url, ""), True))

    def in_feeds(self, story: Story, site_url: str) -> Story:
        """The story as a feed has it: each picture as one file, of a width that a feed reader can use."""
        made = self.at(story.picture.url) if story.picture else None
        picture = story.picture
        if picture and made:
            file = plain(made)
            picture = replace(picture, url=file.url, width=file.width, height=file.height)
        return replace(story, html=simplify(story.html, story.path, self.of, site_url), picture=picture)

    def write(self, writer: SiteWriter, below: str) -> None:
        """Put every file into the output."""
        for name, (entry, kept, path) in sorted(self.files.items()):
            if writer.claim(name, path, f"a file made of {path}"):
                self.cache.publish(entry, kept, Path(below) / name)


def make_pictures(
    cache: DerivedFiles, desk: Desk, context: Mapping[str, Any], published: Iterable[Any], progress: Progress
) -> PictureFiles:
    """Make all widths of each picture that is shown in what is published, the crops of those that lead, and avatars.

    `published` are Pelican's objects; the context knows those of the files that are copied. A picture that cannot be read is
    noted.
    """
    statics = {path: static for path, static in context["static_content"].items() if static is not None}
    urls = {desk.addresses.static(path): path for path in statics}
    shown = _shown(published, urls, context["manuscripts"], desk.folder)
    jobs = sorted(job for job in shown if job[0] in statics and job[0] in desk.folder.known)

    def make(job: Job) -> Entry | Diagnostic:
        try:
            return _entry(cache, desk.folder, *job)
        except BadPictureError as error:
            return Diagnostic(*shown[job], "SF103", f"'{job[0]}' {error}", HINT)

    # Pillow's warnings tell a writer nothing; they are switched off for all threads, which share what is on and off.
    with warnings.catch_warnings(action="ignore"), ThreadPoolExecutor(workers()) as pool:
        progress.expect(len(jobs))
        done = {}
        for job, found in zip(jobs, pool.map(make, jobs), strict=True):
            done[job] = found
            progress.step(reused=not isinstance(found, Diagnostic) and found.folder.name not in cache.made)
    # A picture that has two uses and cannot be read is one problem.
    desk.problems += dict.fromkeys(found for found in done.values() if isinstance(found, Diagnostic))
    entries = {job: entry for job, entry in done.items() if not isinstance(entry, Diagnostic) and entry.notes}
    taken = frozenset(address_key(static.save_as) for static in statics.values())
    files: dict[str, tuple[Entry, str, str]] = {}
    names: dict[Job, dict[str, str]] = {}
    for job, entry in entries.items():
        names[job] = images.file_names(job[0], entry.folder.name, entry.files, taken, statics[job[0]].save_as)
        files |= {output: (entry, kept, job[0]) for kept, output in names[job].items()}
    made: dict[tuple[str, bool], Renditions] = {}
    for job, entry in entries.items():
        path, use = job
        crops = entries.get((path, "lead")) if use == "whole" else None
        own = names[job] | (names[path, "lead"] if crops else {})
        if use != "lead":
            url = statics[path].url
            made[path, use == "avatar"] = images.renditions(entry.notes, crops.notes if crops else None, own, url)
    return PictureFiles(cache, made, urls, files)


def _entry(cache: DerivedFiles, folder: Folder, path: str, use: images.Use) -> Entry:
    with folder.open(path) as file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise BadPictureError(TOO_MANY_BYTES)
        data = file.read()
    return cache.entry(images.key_of(data, use), lambda: images.MAKERS[use](data))


def workers() -> int:
    """How many pictures are made at once: one for each core that this process may use. Encoders let go of Python's lock."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shown(
    published: Iterable[Any], urls: Mapping[str, str], manuscripts: Mapping[str, Manuscript], folder: Folder
) -> dict[Job, Place]:
    """Every picture with what it is used for, and the first place that names it."""
    shown: dict[Job, Place] = {}
    for content in published:
        story: Story = content.story
        manuscript = manuscripts[story.path]
        if story.picture and (lead := urls.get(story.picture.url)):
            place = (manuscript.where, *manuscript.at("image", "src"))
            shown.setdefault((lead, "whole"), place)
            shown[lead, "lead"] = shown[lead, "whole"]
        for author in story.authors:
            if author.avatar and (path := urls.get(author.avatar.src)):
                shown.setdefault((path, "avatar"), (folder.where(path), 1, 1))
        for path in sorted(shown_pictures(content._content, story.path)):  # noqa: SLF001 - as plugins have left it
            if (path, "whole") not in shown:
                shown[path, "whole"] = (manuscript.where, *_place_of(manuscript, path, folder))
    return shown


def _place_of(manuscript: Manuscript, path: str, folder: Folder) -> tuple[int, int]:
    for target in manuscript.targets:
        if path in {target.key, named_source(target, manuscript.path, folder.known)}:
            return manuscript.find(target)
    return manuscript.text_line, 1


def clean_copy(folder: Folder, path: str) -> bytes | None:
    """What a file is published as where that is not the file itself; None where it can be copied as it is.

    Raises BadPictureError for a picture that is too large to be looked through, and for what only calls itself one.
    """
    with folder.open(path) as source:
        head = source.read(256)
        if path.lower().endswith(".svg"):
            return _clean_drawing(head + source.read(LARGEST + 1))
        if is_disguised(path, head):
            raise BadPictureError("is not what its name says: it begins as a page or a program does")
        if not may_hold_metadata(head):
            return None
        if os.fstat(source.fileno()).st_size > MOST_BYTES:
            raise BadPictureError(TOO_MANY_BYTES)
        data = head + source.read()
    with warnings.catch_warnings(action="ignore"):
        stripped = strip_metadata(data)
    return None if stripped == data else stripped


def _clean_drawing(data: bytes) -> bytes | None:
    try:
        clean = clean_drawing(data)
    except BadDrawingError as error:
        raise BadPictureError(str(error)) from None
    return None if clean == data else clean
