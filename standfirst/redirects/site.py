"""The redirects of one site: from its articles' headers and its table, against what it publishes and has published."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.copydesk import address_key
from standfirst.diagnostics import Diagnostic
from standfirst.redirects.moves import RELEASED, find_moves, read_released
from standfirst.redirects.settle import Published, Rule, settle_redirects
from standfirst.redirects.table import read_table
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story
    from standfirst.redirects.settle import Redirect


def site_redirects(
    desk: Desk,
    stories: Mapping[str, Story],
    manuscripts: Mapping[str, Manuscript],
    written: Callable[[], Collection[str]] | None = None,
) -> tuple[Redirect, ...]:
    """Every redirect that holds. What is wrong, and what moved without one, is noted.

    `written` gives all files of the new tree; without it only articles and pages are known. The header of a story that is
    not published is not looked at: its former addresses would tell of it.
    """
    out = {path: story for path, story in stories.items() if desk.is_out(story) and path not in desk.faulty}
    rules, problems = read_table(desk.folder)
    for path, story in sorted(out.items()):
        manuscript = manuscripts[path]
        for number, old in enumerate(manuscript.facts.redirects):
            place = manuscript.at("redirects", number)
            rules.append(Rule(old, f"/{story.url}", manuscript.where, place, manuscript.at(manuscript.named_by)))
    desk.problems += problems
    released = _released(desk)
    if not rules and not released:
        return ()
    files = written() if written else {story.save_as for story in out.values()}
    published = Published(files, written is not None, _waiting(desk, stories, manuscripts, out))
    redirects, problems = settle_redirects(rules, published, desk.config.site_url)
    desk.problems += problems

    current = {path: story.url for path, story in out.items()}
    desk.problems += find_moves(released, current, redirects, files, desk, manuscripts)
    return redirects


def _released(desk: Desk) -> dict[str, str]:
    state = Path(desk.config.state)
    try:
        return read_released(state)
    except (OSError, ValueError) as error:
        message, hint = f"cannot be read: {error}", "delete it, or publish again"
        desk.problems.append(Diagnostic(shown_path(state / RELEASED), 1, 1, "SF902", message, hint, level="warning"))
        return {}


def _waiting(
    desk: Desk, stories: Mapping[str, Story], manuscripts: Mapping[str, Manuscript], out: Mapping[str, Story]
) -> Callable[[str], bool]:
    """Whether an output file will be that of a story which is not out, or has something wrong with it."""
    addresses: set[str] = set()
    slugs = {desk.addresses.slug(posixpath.splitext(posixpath.basename(path))[0]) for path in desk.unread}

    def waits(name: str) -> bool:
        if not addresses:
            addresses.add("")
            for path, story in stories.items():
                if path not in out:
                    # A draft has an address of its own; here that counts which it will have.
                    try:
                        save_as = desk.addresses.story(manuscripts[path], replace(story, status="published"))[1]
                    except ValueError:
                        continue
                    addresses.add(address_key(save_as))
        stem = posixpath.basename(name).partition(".")[0]
        return address_key(name) in addresses or desk.addresses.slug(stem) in slugs

    return waits
