"""The page of a story that was just saved, from a site that is still at hand: it is shown while the site is built again.

What else changes with the story (listings, feeds, neighbours, what is said twice in two stories) is left to that build. Where
anything is out of the ordinary nothing is rendered, and the build tells of it.
"""

from __future__ import annotations

import copy
import os
import tempfile
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.copydesk import edit_one
from standfirst.pelican_site import preview
from standfirst.pelican_site.generators import StoriesGenerator, StoryPagesGenerator
from standfirst.pelican_site.reading import MARKDOWN, make_renderer, read_markdown
from standfirst.pelican_site.writer import SiteWriter

if TYPE_CHECKING:
    from standfirst.manuscript import Manuscript
    from standfirst.model import Story
    from standfirst.pelican_site.rendering import Rendering
    from standfirst.prose import Renderer

LISTS = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("pages", "hidden_pages", "draft_pages", "draft_translations"),
)
"""Where Pelican's generators have what they write."""

at_hand: list[SiteAtHand] = []
"""The site of the last preview that this process has built, if there is one."""


class SiteAtHand:
    """A site as the build left it in memory."""

    def __init__(self, rendering: Rendering) -> None:
        """Of a build that is in its place."""
        self._rendering = rendering
        self._site, self._desk = rendering.site, rendering.newsroom.desk
        self._generators = {
            kind: next(made for made in rendering.generators if isinstance(made, wanted))
            for kind, wanted in (("article", StoriesGenerator), ("page", StoryPagesGenerator))
        }

    @cached_property
    def _renderer(self) -> Renderer:
        return make_renderer(
            self._site.settings, self._desk.config
        )  # most previews are built again before it is needed

    def render(self, file: Path) -> bool:
        """Put the page of the story in `file` into the output; False where only a build can tell what it is now."""
        try:
            return self._render(file)
        except Exception:  # noqa: BLE001 - the build that follows meets it too, and tells of it
            return False

    def _render(self, file: Path) -> bool:
        root = self._desk.folder.root
        path = Path(os.path.realpath(file)).relative_to(root).as_posix()
        before = self._rendering.public.get(path)
        suffix = Path(path).suffix.removeprefix(".").lower()
        if before is None or suffix not in MARKDOWN or self._site.plugins:
            return False
        manuscript, story = self._read(path, before)
        if manuscript is None or story is None or story.save_as != before.save_as:
            return False
        context = self._rendering.context
        context["stories"][path], context["manuscripts"][path] = story, manuscript
        generator = self._generators[story.kind]
        content = generator.readers.read_file(base_path=self._site.path, path=path, context=context)
        with tempfile.TemporaryDirectory(dir=self._desk.config.state) as folder:
            problems: list[Any] = []
            first = self._rendering.writer
            writer = SiteWriter(folder, self._site.settings, first.addresses, first.place, first.roots, problems)
            alone = copy.copy(generator)
            for name in LISTS:
                setattr(alone, name, [])
            setattr(alone, f"{story.kind}s", [content])
            if story.kind == "article":
                alone.generate_articles(partial(writer.write_file, relative_urls=self._site.settings["RELATIVE_URLS"]))
            else:
                alone.generate_output(writer)
            made = Path(folder, story.save_as)
            if problems or not made.is_file():
                return False
            made.replace(Path(self._site.output_path, story.save_as))
        return True

    def _read(self, path: str, before: Story) -> tuple[Manuscript | None, Story | None]:
        """The file as it is now, and its story as a preview shows it; None where something is wrong with it."""
        desk = self._desk
        manuscript, problems = read_markdown(
            desk.folder, path, before.kind, self._renderer, desk.config, self._site.settings
        )
        if manuscript is None or problems or not self._has_its_records(manuscript, before):
            return None, None
        own = desk.for_one()
        story = edit_one(own, manuscript, desk.known_records)
        if story is None or own.problems:
            return None, None
        if not desk.is_out(story):
            story = preview.not_out_yet(desk, {path: story}, {path: manuscript}, {}).get(path)
        return manuscript, story

    def _has_its_records(self, manuscript: Manuscript, before: Story) -> bool:
        """Whether it tells of the same records: what they say is on other pages too."""
        told = manuscript.header.values.exchange
        if not before.records:
            return not told
        known: Manuscript = self._rendering.context["manuscripts"][before.path]
        return told == known.header.values.exchange
