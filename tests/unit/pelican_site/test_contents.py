"""Stories as Pelican's objects: what a writer names is data, and steers none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest

from standfirst.frontmatter import FrontMatter
from standfirst.pelican_site.contents import Labels, NewsArticle, NewsPage, make_content, metadata
from standfirst.pelican_site.settings import load_settings
from tests.unit.newsroom import ADDRESSES, article, edit, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KINDS = pytest.mark.parametrize("kind", ["article", "page"])


@pytest.fixture
def made(tmp_path: Path, kind: Literal["article", "page"]) -> Callable[..., NewsArticle | NewsPage]:
    """Pelican's object for a story whose header has these fields too; the settings let all through."""
    path = "pages/a.md" if kind == "page" else "a.md"
    written = {"modified": "2026-01-02", "category": "News", "tags": "[a, b]", "summary": "In short."}
    settings = load_settings(None, ADDRESSES)
    story = edit(tmp_path, {path: article(**written)}).stories[path]

    def make(**more: str) -> NewsArticle | NewsPage:
        manuscript, problems = read(article(**written, **more), kind, path=path, allowed=["*"])
        assert manuscript, problems
        found: dict[str, Any] = metadata(story, manuscript, Labels(settings))
        return make_content(story, found, settings, str(tmp_path / path), {}, explicit=False)

    return make


@KINDS
@pytest.mark.parametrize("form", [str.lower, str.upper])
def test_no_field_takes_the_place_of_what_a_pelican_object_has(
    made: Callable[..., NewsArticle | NewsPage], form: Callable[[str], str]
) -> None:
    """Pelican sets each key as an attribute: `settings`, `_content` or `get_content` would be what a writer says."""
    plain = made()
    names = {*dir(plain)} - FrontMatter.model_fields.keys()
    assert {"settings", "_content", "_context", "get_content", "__class__", "locale_modified", "story"} <= names
    planted = made(**{form(name): "planted" for name in sorted(names)})
    assert vars(planted) == vars(plain)


@KINDS
def test_a_field_of_another_name_reaches_the_theme(made: Callable[..., NewsArticle | NewsPage]) -> None:
    assert {name: value for name, value in vars(made(mood="calm")).items() if name not in vars(made())} == {
        "mood": "calm"
    }
