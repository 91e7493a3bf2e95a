"""A preview shows what readers cannot see yet, each on its own page alone, and tells the desk bar what it should know."""

from __future__ import annotations

import json
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from standfirst.build.fingerprint import digest
from standfirst.copydesk import address_key
from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.report import shown_path
from standfirst.teasers.marks import mark_repeats
from standfirst.timing import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.copydesk import Desk
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story

FACTS = "preview.json"
"""In the state folder: what the last preview that is shown told of its pages."""
FOLDER = "preview"
"""In the state folder: the preview itself."""


def refuse_elsewhere(output: str, state: str) -> None:
    """Raise BuildError where a preview would be anywhere but in its own folder: it has all that is not published."""
    if Path(output).resolve() != (Path(state) / FOLDER).resolve():
        message = f"STANDFIRST_PREVIEW: drafts would be in '{shown_path(output)}'"
        hint = "take it out of the settings; standfirst serve sets it for a folder of its own"
        raise BuildError(Diagnostic("", 1, 1, "SF802", message, hint))


def not_out_yet(
    desk: Desk, stories: Mapping[str, Story], manuscripts: Mapping[str, Manuscript], public: Mapping[str, Story]
) -> dict[str, Story]:
    """Drafts, and stories before or after their time, as hidden ones: with a page at the address they will have.

    One whose address another story has, or whose file has a mistake, is left out: the mistake is reported.
    """
    taken = {address_key(story.save_as) for story in public.values()}
    found: dict[str, Story] = {}
    for path, story in sorted(stories.items()):
        if path in public or path in desk.faulty:
            continue
        shown_as = replace(story, status="hidden", date=story.date or (desk.now if story.kind == "article" else None))
        try:
            url, save_as = desk.addresses.story(manuscripts[path], shown_as)
        except ValueError:
            continue
        if address_key(save_as) not in taken:
            taken.add(address_key(save_as))
            found[path] = replace(shown_as, url=url, save_as=save_as)
    return found


def write_facts(
    state: Path,
    desk: Desk,
    stories: Mapping[str, Story],
    manuscripts: Mapping[str, Manuscript],
    visible: Mapping[str, Story],
    watch: list[str],
) -> None:
    """Keep what the desk bar shows of each page in the state folder. `visible` are the stories that have a page."""
    before = _told(state / FACTS)
    pages = {
        page.save_as: {
            **page_facts(desk, stories[path], manuscripts[path], before.get(page.save_as, {})),
            "url": page.url,
            "path": path,
        }
        for path, page in visible.items()
    }
    facts = {"site_url": desk.config.site_url, "content": str(desk.folder.root), "watch": watch, "pages": pages}
    (state / FACTS).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


def _told(file: Path) -> Mapping[str, Mapping[str, Any]]:
    """What the last preview told of its pages; nothing where that cannot be read."""
    try:
        pages: Mapping[str, Mapping[str, Any]] = json.loads(file.read_text("utf-8"))["pages"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return pages if isinstance(pages, dict) else {}


def page_facts(
    desk: Desk, story: Story, manuscript: Manuscript, before: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """What a writer wants to know of one page. `before` is what was told of it at the last build."""
    zone, standing = desk.config.zone, desk.standing(story)
    when = {"waiting": story.date, "expired": story.expires}.get(standing)
    summary = manuscript.summary
    repeated = summary and story.teaser.verdict not in {"none", "distinct"}
    made_from = digest(story.html, summary or "", story.teaser.verdict)
    if before.get("made_from") == made_from:
        shared, passages = before["summary"], before["passages"]
    elif summary and repeated:
        # A file that has not changed is read again for it: all of them would take as long as the rest of a build.
        marked = mark_repeats(summary, manuscript.body.blocks)
        shared, passages = marked.summary, marked.passages
    else:
        shared, passages = [[summary, False]] if summary else [], []
    return {
        "where": manuscript.where,
        "file": str(desk.folder.root / manuscript.path),
        "title": story.title,
        "standing": standing,
        "when": shown(when, zone) if when else "",
        "hidden": story.status == "hidden",
        "words": story.words,
        "minutes": story.minutes,
        "verdict": story.teaser.verdict,
        "summary": shared,
        "passages": passages,
        "made_from": made_from,
        "card": story.teaser.card,
        "standfirst": story.teaser.standfirst,
    }


def watched(settings: Mapping[str, Any], theme: str, content: str) -> list[str]:
    """Folders and files that the site is made of: a change in one of them may change a page."""
    inside_theme = [Path(theme) / folder for folder in settings["THEME_STATIC_PATHS"]]
    folders = [content, theme, *settings["THEME_TEMPLATES_OVERRIDES"], *(settings.get("PLUGIN_PATHS") or ())]
    places = {str(place.resolve()) for place in (*map(Path, folders), *inside_theme) if place.exists()}
    return sorted(places | set(own_modules()))


def own_modules() -> Iterator[str]:
    """Files of the settings and of the site's own plugins: modules that are neither Python's nor an installed package's."""
    paths = sysconfig.get_paths()
    packages = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    installed = [Path(folder).resolve() for folder in {*packages, str(Path(__file__).parents[1])}]
    for module in tuple(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and file.endswith(".py"):
            path = Path(file).resolve()
            if not any(path.is_relative_to(folder) for folder in installed):
                yield str(path)
