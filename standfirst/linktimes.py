"""Links that hold today and will not: each would fail the build that runs when an article is published or goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.links import FILES, named_source
from standfirst.timing import is_past, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story


def check_link_times(desk: Desk, stories: Mapping[str, Story], manuscripts: Mapping[str, Manuscript]) -> None:
    """Report each link to an article that is not out for as long as the page with the link is."""
    standing = {path: desk.standing(story) for path, story in stories.items()}
    if not any(story.expires or standing[path] == "waiting" for path, story in stories.items()):
        return
    for path, manuscript in manuscripts.items():
        if path not in stories or standing[path] not in {"out", "waiting"} or path in desk.faulty:
            continue
        told: set[str] = set()
        for target in manuscript.targets:
            key = named_source(target, path, desk.folder.known) or (target.key if target.what in FILES else "")
            if key in stories and key != path and key not in told:
                told.add(key)
                _check(desk, manuscript, manuscript.find(target), stories[path], stories[key])


def _check(desk: Desk, manuscript: Manuscript, place: tuple[int, int], page: Story, linked: Story) -> None:
    zone, where = desk.config.zone, desk.folder.where(linked.path)
    if desk.standing(page) == "waiting" and page.date:
        begins, when = page.date, "when this page is published"
        if linked.status == "draft":
            _report(desk, manuscript, place, f"'{where}' is a draft, {when}", begins)
            return
        if linked.date and not is_past(linked.date, begins):
            _report(desk, manuscript, place, f"'{where}' is not published {when}", begins)
            return
        if linked.expires and is_past(linked.expires, begins):
            _report(desk, manuscript, place, f"'{where}' is gone {when}", begins)
            return
    elif desk.standing(linked) != "out":
        return  # SF105 tells of it
    if linked.expires and not (page.expires and is_past(page.expires, linked.expires)):
        message = f"'{where}' goes away on {shown(linked.expires, zone)}, and this page stays"
        _report(desk, manuscript, place, message, linked.expires)


def _report(desk: Desk, manuscript: Manuscript, place: tuple[int, int], what: str, moment: datetime) -> None:
    hint = f"take the link out before {shown(moment, desk.config.zone)}, or that build will fail"
    desk.report(manuscript.where, place, "SF124", what, hint)
