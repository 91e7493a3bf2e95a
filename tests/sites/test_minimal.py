"""A site from as little as there can be: Pelican's own example, a plain folder, a settings file of one line."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, Built, unpack
from tests.sites.commands import DEMO_EPOCH, run
from tests.sites.pages import broken_links, read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Builds
    from tests.demo import Demo
    from tests.harness import Site

PELICAN_EXAMPLE = """
-- content/my-super-post.md --
Title: My super title
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Python
Tags: pelican, publishing
Slug: my-super-post
Authors: Alexis Metaireau, Conan Doyle
Summary: Short version for index and feeds

This is the content of my super blog post.
-- content/keyboard-review.md --
Title: My First Review
Date: 2010-12-03 10:20
Category: Review

Following is a review of my favorite mechanical keyboard.
"""

NOTES = """
-- Ukraine's rivers.md --
# Ukraine's rivers

Two of them are in [the news](<{filename}місто Київ/Новини дня.md>), one with ![a boat]({static}/images/a%20boat.png).
-- місто Київ/Новини дня.md --
---
title: Новини дня
date: 2026-01-01
---
Дніпро став. Про це [докладніше]({filename}🎉%20свято/🎉.md).
-- місто Київ/🎉 свято/🎉.md --
Title: A party 🎉
Date: 2026-01-02
Tags: вечірка

We met by the river. There was a cake.
"""

SMALL = """
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "Small"
SITEURL = "https://small.example"
TIMEZONE = "Europe/Kyiv"
DEFAULT_LANG = "uk"
-- content/authors/olena.md --
---
name: Олена
---
Пише.
-- content/articles/one.md --
---
title: Перша
date: 2025-12-31T23:59
authors: [olena]
category: Події
tags: [ґудзик, Їжак, івент, zebra]
image: images/picture.png
sources: [{title: A source, url: "https://source.example/a"}]
corrections: [{date: 2026-01-01, text: "Була помилка."}]
---
Текст *першої*. Далі [друга]({filename}two.md).
-- content/articles/two.md --
---
title: Друга
date: 2025-12-31
authors: [olena]
category: Події
tags: [Їжак, zebra]
summary: Текст дру…
---
Текст другої. Ще речення.
-- content/pages/about.md --
---
title: Про нас
---
Ми тут.
"""

PLUGIN = """
-- pelicanconf.py --
SITENAME = "Plugged"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["shout"]
THEME_TEMPLATES_OVERRIDES = ["overrides"]
-- overrides/partials/footer_extra.html --
{% if article is defined %}<p>Noted: {{ article.note }}.</p>{% endif %}
-- plugins/shout.py --
from pathlib import Path

from pelican import signals
from pelican.generators import Generator


def note(generator, metadata):
    metadata["note"] = "seen by the plugin as " + str(metadata["title"])


def amend(content):
    if getattr(content, "_content", None):
        content._content = content._content.replace("quietly", "LOUDLY")


class Words(Generator):
    def generate_context(self):
        self.words = 0

    def generate_output(self, writer):
        for article in self.context["articles"]:
            self.words += len(article.content.split())
        Path(self.output_path, "words.txt").write_text(str(self.words))


def generators(pelican):
    return Words


def register():
    signals.article_generator_context.connect(note)
    signals.content_object_init.connect(amend)
    signals.get_generators.connect(generators)
-- content/spoken.md --
Title: Spoken
Date: 2026-01-01

It was said quietly.
"""


def test_the_article_of_pelican_s_documentation_builds_unchanged(build: Builds) -> None:
    built = build(PELICAN_EXAMPLE).checked()
    page = read_pages(built.output)["news/my-super-post.html"]
    assert page.texts("//h1") == ["My super title"]
    assert "This is the content of my super blog post." in page.text
    assert "Short version for index and feeds" in page.text
    assert page.meta("article:published_time") == ["2010-12-03T10:20:00+00:00"]
    assert page.meta("article:modified_time") == ["2010-12-05T19:30:00+00:00"]
    assert page.meta("article:section") == ["Python"]
    assert page.meta("article:tag") == ["pelican", "publishing"]
    assert {"authors/alexis-metaireau.html", "authors/conan-doyle.html", "topics/python.html"} <= set(built.paths())
    assert "news/my-first-review.html" in built.paths()
    assert built.stderr == ""


@pytest.mark.parametrize("where", ["inside", "outside"])
def test_a_newcomer_s_folder_is_a_site_in_one_command(tmp_path: Path, where: str) -> None:
    """With and without front matter, with subfolders, a picture, and names in any script; twice, as newcomers do."""
    folder = _notes(tmp_path / "my notes")
    for _ in range(2):
        if where == "inside":
            built = run(folder, "standfirst", "build").checked()
        else:
            built = run(tmp_path, "standfirst", "build", "--content", "my notes", "--output", "site")
            built = Built(built.code, built.stdout, built.stderr, tmp_path / "site").checked()
        pages = read_pages(built.output)
        assert pages["pages/ukraines-rivers.html"].texts("//h1") == ["Ukraine's rivers"]
        assert pages["news/novini-dnia.html"].texts("//h1") == ["Новини дня"]
        assert pages["news/a-party.html"].texts("//h1") == ["A party 🎉"]
        assert pages["index.html"].texts("//h2")[0] == "A party 🎉"
        assert "images/a boat.png" in built.paths()
        assert broken_links(built.output, "http://localhost:8000") == []


def test_plain_links_between_files_of_a_folder_work(tmp_path: Path) -> None:
    """As they do in an editor's preview: a newcomer does not know {filename} and {static}."""
    folder = _notes(tmp_path)
    (folder / "plain.md").write_text("# Plain\n\nSee [rivers](<Ukraine's rivers.md>). ![A boat](images/a%20boat.png)\n")
    built = run(folder, "standfirst", "build").checked()
    assert broken_links(built.output, "http://localhost:8000") == []


def test_a_file_with_neither_front_matter_nor_heading_takes_its_name(tmp_path: Path) -> None:
    (tmp_path / "shopping list.md").write_text("Bread, and salt.\n")
    built = run(tmp_path, "standfirst", "build").checked()
    assert [page.texts("//h1") for name, page in read_pages(built.output).items() if "shopping" in name] == [
        ["shopping list"]
    ]


def test_a_settings_file_of_one_line_is_enough(site: Site) -> None:
    """It is an existing Pelican site's: the addresses stay Pelican's."""
    built = site.write('-- pelicanconf.py --\nSITENAME = "One line"\n' + PELICAN_EXAMPLE).build().checked()
    assert {"my-super-post.html", "category/python.html", "author/conan-doyle.html"} <= set(built.paths())
    assert read_pages(built.output)["index.html"].meta("og:site_name") == ["One line"]
    assert "theme/favicon.ico" in built.paths()


def test_pelican_and_standfirst_write_the_same_bytes_of_a_small_site(site: Site) -> None:
    site.write(SMALL, picture=(64, 32))
    own = site.build_here().checked()
    theirs = run(site.root, "pelican", "content", "-s", "pelicanconf.py", "-o", "theirs", output=site.root / "theirs")
    assert theirs.checked().sums() == own.sums()
    assert len(own.sums()) > 20


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_pelican_and_standfirst_write_the_same_bytes_of_the_demo_site(
    demo: Demo, tmp_path: Path, settings: str
) -> None:
    demo.lend_pictures(tmp_path / ".standfirst")
    arguments = (str(ROOT / "content"), "-s", str(ROOT / settings), "-o", str(tmp_path / "theirs"))
    theirs = run(tmp_path, "pelican", *arguments, output=tmp_path / "theirs", SOURCE_DATE_EPOCH=DEMO_EPOCH)
    assert theirs.checked().sums() == demo(settings).sums()


def test_the_same_site_is_the_same_bytes(tmp_path: Path, site: Site) -> None:
    """Whatever was built before, and whatever the zone, the locale, the hash seed and the current folder are."""
    # Built here first: what the tests before have left in this process must not show either.
    site.write(SMALL, picture=(64, 32))
    first = site.build_here().checked().sums()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for surroundings in (
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "somebody"},
        {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "4294967295"},
    ):
        arguments = ("build", "--settings", str(site.root / "pelicanconf.py"))
        again = run(elsewhere, "standfirst", *arguments, output=site.root / "output", **surroundings).checked()
        assert again.sums() == first, surroundings


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_pelican_s_own_themes_work(site: Site, theme: str) -> None:
    built = site.write(SMALL, picture=(64, 32)).build_here("-t", theme).checked()
    pages = read_pages(built.output)
    assert {
        "index.html",
        "news/persha.html",
        "news/druga.html",
        "pages/pro-nas.html",
        "authors/olena.html",
    } <= pages.keys()
    assert "Текст першої." in pages["news/persha.html"].text
    assert "Олена" in pages["news/persha.html"].text
    assert "Друга" in pages["index.html"].text
    assert broken_links(built.output, "https://small.example") == []
    assert not [name for name, page in pages.items() if "{{" in page.source or "{%" in page.source]


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_a_link_to_a_page_that_such_a_theme_has_no_template_for_is_a_warning(site: Site, theme: str) -> None:
    """It is no mistake of the writer's; one to nowhere is."""
    record = 'id: "2025-05-02"\nkind: exchange\ndate: "2025-05-02"\nstatus: completed\nparties: [UA, RU]\n'
    record += 'returned: {UA: {total: 12}}\nsources: [{title: Told, url: "https://told.example/"}]\n'
    site.write(f"{SMALL}-- content/exchanges/2025-05-02.yaml --\n{record}", picture=(64, 32))
    more = "-- content/pages/links.md --\n---\ntitle: Links\n---\n[register](/exchanges.html), [search](/search.html)\n"
    built = site.write(more).build_here("-t", theme).checked()
    assert built.stderr.count("leads to nothing with this theme") == 2
    assert site.write(more.replace("/search", "/serach")).build_here("-t", theme).code == 1


def test_a_pelican_plugin_works(build: Builds) -> None:
    """It adds metadata, changes a text as it is made, and adds a generator."""
    built = build(PLUGIN).checked()
    page = read_pages(built.output)["spoken.html"]
    assert "It was said LOUDLY." in page.text
    assert "Noted: seen by the plugin as Spoken." in page.text
    assert built.text("words.txt") == "4"


def test_what_a_plugin_changes_in_a_text_is_changed_in_the_feeds(build: Builds) -> None:
    built = build(PLUGIN).checked()
    assert "LOUDLY" in built.text("feeds/all.atom.xml")
    assert "LOUDLY" in built.text("feeds/all.json")


def _notes(folder: Path) -> Path:
    """The newcomer's folder, with its picture."""
    for path, text in unpack(NOTES).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "images").mkdir()
    shutil.copyfile(ROOT / "theme/static/icon-192.png", folder / "images" / "a boat.png")
    return folder


def test_an_existing_site_keeps_the_numbers_of_its_pages_and_themes_of_pelican_lead_through_both(site: Site) -> None:
    """There the newest articles but those on the front page are page 2; with our defaults the oldest are page 1."""
    articles = "".join(
        f"-- content/a{day}.md --\n---\ntitle: Day {day}\ndate: 2025-01-0{day}\ncategory: City\n---\nText of {day}.\n"
        for day in range(1, 8)
    )
    settings = "SITEURL = 'https://example.org'\nTHEME = 'simple'\nDEFAULT_PAGINATION = 2\nSTANDFIRST_SEARCH = False\n"
    site.write(f"-- pelicanconf.py --\n{settings}{articles}")

    def walked() -> dict[str, list[str]]:
        """The front page, and where its link to older articles leads, page by page: the articles on each."""
        pages = read_pages(site.build_here().checked().output)
        found, name = {}, "index.html"
        while name:
            found[name] = pages[name].texts("//article//h2")
            older = pages[name].find("//a[normalize-space()='⟩']/@href")
            name = str(older[0]).removeprefix("https://example.org/") if older else ""
        return found

    days = {number: f"Day {number}" for number in range(1, 8)}
    assert walked() == {
        "index.html": [days[7], days[6]],
        "index2.html": [days[5], days[4]],
        "index3.html": [days[3], days[2]],
        "index4.html": [days[1]],
    }
    site.write(f"-- pelicanconf.py --\nfrom standfirst.defaults import *\n{settings}")
    assert walked() == {
        "index.html": [days[7], days[6], days[5]],
        "page/2.html": [days[4], days[3]],
        "page/1.html": [days[2], days[1]],
    }


def test_later_pages_of_listings_never_meet(site: Site) -> None:
    """Page 11 of one author and page 1 of another whose name ends in a digit have addresses of their own."""
    articles = "".join(
        f"-- content/{author}-{number}.md --\n---\ntitle: Told {author} {number}\ndate: 2026-01-01\n"
        f"authors: [Reporter {author}]\n---\nThis is text {number} of {author}.\n"
        for author in (1, 11)
        for number in range(12)
    )
    site.write(f"-- pelicanconf.py --\nfrom standfirst.defaults import *\nDEFAULT_PAGINATION = 1\n{articles}")
    built = site.build_here().checked()
    assert (built.output / "authors/reporter-1/page/11.html").is_file()
    assert (built.output / "authors/reporter-11/page/1.html").is_file()


def test_a_slug_with_spaces_is_a_file_of_that_name_and_an_address_without_them(site: Site) -> None:
    """Older Pelican sites have such slugs; their links must hold."""
    site.write(
        "-- content/a.md --\nTitle: A\nDate: 2026-01-01\nSlug: We are a GO!\n\nSee [b]({filename}b.md).\n"
        "-- content/b.md --\nTitle: B\nDate: 2026-01-02\n\nSee [a]({filename}a.md) and [a](/news/We%20are%20a%20GO!.html).\n"
    )
    built = site.build_here().checked()
    assert (built.output / "news/We are a GO!.html").is_file()
    pages = read_pages(built.output)
    assert '/We%20are%20a%20GO!.html"' in pages["news/b.html"].source
    assert (
        'rel="canonical" href="http://localhost:8000/news/We%20are%20a%20GO!.html"'
        in pages["news/We are a GO!.html"].source
    )
    assert broken_links(built.output, "http://localhost:8000") == []
