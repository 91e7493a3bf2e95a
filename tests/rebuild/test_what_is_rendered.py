"""An edit renders the pages that show it, and the rest of the output is the same files as before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from standfirst.build.manifest import NAME
from standfirst.cli import main
from tests.harness import NOW, Site
from tests.rebuild.edits import Newsroom

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def built(tmp_path: Path) -> Site:
    Newsroom().write(tmp_path)
    Site(tmp_path).build_here().checked()
    return Site(tmp_path)


def written(site: Site, now: str = NOW) -> set[str]:
    """Build again; the files that are not those of before."""
    before = _files(site.root / "output")
    site.build_here(now=now).checked()
    after = _files(site.root / "output")
    return {name for name, seen in after.items() if before.get(name) != seen} | (before.keys() - after.keys())


def _files(output: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for file in output.rglob("*"):
        if file.is_file() and file.name != NAME:
            seen = file.stat()
            found[file.relative_to(output).as_posix()] = seen.st_ino, seen.st_mtime_ns
    return found


def edit(site: Site, path: str, change: Callable[[str], str]) -> None:
    file = site.root / path
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def test_a_build_without_a_change_writes_no_file(built: Site) -> None:
    assert written(built) == set()
    assert "nothing had changed" in built.build_here().stdout


def test_a_new_date_of_the_files_changes_nothing(built: Site) -> None:
    """As in a fresh checkout: the content decides."""
    for file in (built.root / "content").rglob("*.md"):
        os.utime(file, (1, 1))
    assert written(built) == set()


def test_an_edit_of_the_body_writes_the_page_and_the_feeds(built: Site) -> None:
    edit(built, "content/articles/c.md", lambda text: text + "\nIt was raised again.\n")
    pages = {name for name in written(built) if name.endswith(".html")}
    # The neighbours' pages tell how long it takes to read.
    assert pages == {"news/a-mast-falls.html"}


def test_an_edit_of_the_headline_writes_its_listings_too(built: Site) -> None:
    edit(
        built, "content/articles/c.md", lambda text: text.replace("A mast falls", "A mast is down\nslug: a-mast-falls")
    )
    changed = written(built)
    assert {"news/a-mast-falls.html", "topics/weather.html", "archive.html"} <= changed
    assert "tags/river.html" not in changed
    assert "about.html" not in changed


def test_a_template_writes_the_pages_that_are_made_with_it(built: Site) -> None:
    edit(built, "small/templates/tag.html", lambda text: text.replace("{{ tag }}", "On {{ tag }}"))
    assert written(built) == {"tags/bridge.html", "tags/river.html"}


def test_a_stylesheet_writes_every_page(built: Site) -> None:
    """It stands in each of them; so does one that takes its place."""
    pages = {path.relative_to(built.root / "output").as_posix() for path in (built.root / "output").rglob("*.html")}
    edit(built, "small/css/10-base.css", lambda text: text.replace("black", "navy"))
    assert pages <= written(built)
    assert "color:navy" in (built.root / "output/tags/river.html").read_text("utf-8")
    built.write("-- overrides/css/10-base.css --\nbody { color: teal }\n")
    assert pages <= written(built)


def test_a_template_that_was_asked_for_and_not_there_counts_as_read(built: Site) -> None:
    built.write("-- overrides/tag.html --\n<p>{{ tag }}</p>\n")
    assert written(built) == {"tags/bridge.html", "tags/river.html"}


def test_a_setting_that_is_no_plain_data_renders_everything(built: Site) -> None:
    """There is no telling what a function does: unknown means anew."""
    edit(built, "pelicanconf.py", lambda text: text + 'JINJA_FILTERS = {"loud": lambda text: text.upper()}\n')
    built.build_here().checked()
    assert " kept" not in built.build_here().stdout


def test_a_file_of_the_output_that_somebody_changed_is_made_anew(built: Site) -> None:
    page = built.root / "output/news/a-mast-falls.html"
    before = page.read_text("utf-8")
    page.write_text(before + "<!-- by hand -->", "utf-8")
    built.build_here().checked()
    assert page.read_text("utf-8") == before


def test_a_damaged_store_costs_time_and_nothing_else(built: Site) -> None:
    before = built.build_here().checked().sums()
    (built.root / "state/store.sqlite").write_bytes(b"SQLite format 3\0 and then nothing of use")
    assert built.build_here().checked().sums() == before


def test_why_tells_what_a_page_was_made_from(
    built: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(built, "content/articles/c.md", lambda text: text + "\nIt was raised again.\n")
    built.build_here().checked()
    monkeypatch.chdir(built.root)
    main(["why", "output/news/a-mast-falls.html", "--state", "state", "--output", "output"], standalone_mode=False)
    told = capsys.readouterr().out
    assert "news/a-mast-falls.html was last rendered because of: the text of articles/c.md" in told
    assert "the template article.html" in told
    assert "and what it asks for, none.html" in told
    with pytest.raises(SystemExit):
        main(["why", "output/none.html", "--state", "state", "--output", "output"], standalone_mode=False)
