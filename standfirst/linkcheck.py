"""Whether links lead anywhere: to source files before the site is written, to ordinary addresses once it is."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from standfirst.build.manifest import names_below
from standfirst.diagnostics import Diagnostic
from standfirst.links import FILES, LISTINGS, named_source
from standfirst.prose import read_html

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from pathlib import Path

    from standfirst.copydesk import Desk
    from standfirst.links import Target
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story


MOST_PLACES = 1_000
"""Different links of one text that are looked for in it: a text may have tens of thousands that lead to nothing."""


def check_links(
    desk: Desk, stories: Mapping[str, Story], manuscripts: Iterable[Manuscript], listings: Mapping[str, str]
) -> list[tuple[Manuscript, Target, Callable[[], tuple[int, int]]]]:
    """Report links to source files, listings and fragments that are not there.

    Returns links to ordinary addresses of the site: whether these lead anywhere is known when it is written.
    """
    later: list[tuple[Manuscript, Target, Callable[[], tuple[int, int]]]] = []
    ids: dict[str, frozenset[str]] = {}
    by_path = {m.path: m for m in manuscripts}
    for manuscript in by_path.values():
        if manuscript.path not in stories or not desk.is_out(stories[manuscript.path]):
            continue
        seen: Counter[str] = Counter()
        found: dict[str, list[int]] = {}
        for target in manuscript.targets:
            # Where a link stands is looked up only when there is something to tell of it.
            place = partial(_place, manuscript, target, seen[target.written], found)
            seen[target.written] += 1
            if source := named_source(target, manuscript.path, desk.folder.known):
                target = replace(target, what="filename", key=source)  # noqa: PLW2901 - from here on it is one
            if target.what in LISTINGS:
                if target.key not in listings:
                    message = f"'{target.written}' leads to nothing"
                    desk.report(
                        manuscript.where, place(), "SF104", message, f"no published article has this {target.what}"
                    )
            elif target.what in FILES:
                _check_file(desk, stories, by_path, manuscript, target, place, ids)
            elif target.key == "" and target.fragment:
                _check_fragment(desk, stories[manuscript.path], manuscript, target, place, ids)
            elif target.key and not _elsewhere(target.written, desk.config.site_url):
                later.append((manuscript, target, place))
    return later


def _place(manuscript: Manuscript, target: Target, nth: int, found: dict[str, list[int]]) -> tuple[int, int]:
    """Line and column of the nth link to a target; where all of them stand is looked up once."""
    if target.written not in found:
        found[target.written] = manuscript.starts(target) if len(found) < MOST_PLACES else []
    starts = found[target.written]
    return manuscript.place_of(starts[min(nth, len(starts) - 1)]) if starts else (manuscript.text_line, 1)


def _elsewhere(address: str, site_url: str) -> bool:
    if address == site_url or address.startswith(f"{site_url}/"):
        return False
    head = address.partition("/")[0]
    return address.startswith("//") or ":" in head


def _check_file(
    desk: Desk,
    stories: Mapping[str, Story],
    manuscripts: Mapping[str, Manuscript],
    manuscript: Manuscript,
    target: Target,
    place: Callable[[], tuple[int, int]],
    ids: dict[str, frozenset[str]],
) -> None:
    linked = stories.get(target.key)
    if target.key in desk.faulty or (linked is None and target.key in manuscripts):
        # That file's own problem is reported; this one goes when it does.
        if desk.config.keep_going:
            hint = "put right what is wrong in that file"
            desk.report(manuscript.where, place(), "SF105", f"'{target.written}' is not published", hint)
    elif linked and desk.is_out(linked):
        if target.fragment:
            _check_fragment(desk, linked, manuscript, target, place, ids)
    elif linked:
        hint = "take the link out until it is"
        desk.report(manuscript.where, place(), "SF105", f"'{target.written}' is not published", hint)
    elif target.key not in desk.folder.known:
        near = desk.near_file(target.key)
        hint = f"did you mean {{{target.what}}}/{near}?" if near else "check the path; /… starts at the content folder"
        desk.report(manuscript.where, place(), "SF104", f"'{target.written}' leads to nothing", hint)
    elif not desk.may_be_published(target.key):
        hint = f'link to another form of it, or add "{target.key}" to STANDFIRST_STATIC_FILES'
        message = f"'{target.written}' is a file that a browser or host may run, and is not published"
        desk.problems.append(Diagnostic(manuscript.where, *place(), "SF026", message, hint, level="error"))
        desk.faulty.add(manuscript.path)


def _check_fragment(
    desk: Desk,
    linked: Story,
    manuscript: Manuscript,
    target: Target,
    place: Callable[[], tuple[int, int]],
    ids: dict[str, frozenset[str]],
) -> None:
    if linked.path not in ids:
        ids[linked.path] = read_html(linked.html).ids
    known = ids[linked.path]
    if target.fragment not in known and target.fragment != "top":
        near = desk.near(target.fragment, known)
        hint = f"did you mean #{near}?" if near else "give the heading an id: ## Heading {#id}"
        desk.report(manuscript.where, place(), "SF106", f"there is no #{target.fragment} on '{linked.title}'", hint)


NO_TEMPLATE = "take the link out, or write the template that is missing: docs/theming.md lists them"


def check_written_links(
    desk: Desk,
    stories: Mapping[str, Story],
    links: list[tuple[Manuscript, Target, Callable[[], tuple[int, int]]]],
    tree: Path,
    left_out: Iterable[str],
    untemplated: Container[str] = (),
) -> None:
    """Report each link that leads to no file of the tree, or to no place on its page.

    `untemplated` are the pages that this program makes and the theme has no template for: a link to one is no mistake of
    the writer's. `left_out` are source files with problems of their own, below the content folder. A link that may well lead to one of
    them is not reported: it will when that file is mended.
    """
    if not links:
        return
    written = set(names_below(tree))
    unknown = {desk.addresses.slug(posixpath.splitext(posixpath.basename(path))[0]) for path in left_out}
    unknown |= {story.slug for path, story in stories.items() if path in desk.faulty}
    ids: dict[str, frozenset[str]] = {}
    base = urlsplit(desk.config.site_url)
    root = base.path.rstrip("/")
    for manuscript, target, place in links:
        here = f"{desk.config.site_url}/{stories[manuscript.path].url}"
        try:
            parts = urlsplit(target.key)
            if parts.netloc and parts.netloc != base.netloc:
                continue  # most links lead elsewhere
            parts = urlsplit(urljoin(here, target.key))
        except ValueError:
            desk.report(
                manuscript.where, place(), "SF104", f"'{target.written}' is not an address", "check its spelling"
            )
            continue
        if parts.netloc != base.netloc or not f"{parts.path}/".startswith(f"{root}/"):
            continue
        path = unquote(parts.path.removeprefix(root).lstrip("/"))
        ways = (path, f"{path.rstrip('/')}/index.html".lstrip("/"), f"{path}.html")
        file = next((way for way in ways if way in written), None)
        if file is None and desk.addresses.slug(ways[2].rpartition("/")[2].partition(".")[0]) in unknown:
            continue
        if file is None and path in untemplated:
            message, hint = f"'{target.written}' leads to nothing with this theme", NO_TEMPLATE
            desk.problems.append(Diagnostic(manuscript.where, *place(), "SF104", message, hint, level="warning"))
        elif file is None:
            desk.report(
                manuscript.where,
                place(),
                "SF104",
                f"'{target.written}' leads to nothing",
                _hint(desk, manuscript, target),
            )
        elif target.fragment and file.endswith((".html", ".htm")):
            if file not in ids:
                ids[file] = read_html((tree / file).read_text("utf-8")).ids
            if target.fragment not in ids[file] and target.fragment != "top":
                message = f"there is no #{target.fragment} on /{file}"
                desk.report(manuscript.where, place(), "SF106", message, "check the id of the heading")


def _hint(desk: Desk, manuscript: Manuscript, target: Target) -> str:
    folder = manuscript.path.rpartition("/")[0]
    for path in (f"{folder}/{target.key}".lstrip("/"), target.key.lstrip("/")):
        if path in desk.folder.known:
            what = "filename" if path.endswith((".md", ".markdown")) else "static"
            return f"to link to a file of the content folder, write {{{what}}}/{path}"
    return "check the address"
