"""Each thing that can be wrong with a site fails its build, and is told exactly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from standfirst.diagnostics import CODES
from standfirst.pelican_site import writer
from standfirst.prose import Body, Renderer
from standfirst.weight import TooHeavyError
from tests.harness import Built, Site, unpack
from tests.sites.commands import run
from tests.sites_invalid.cases import CONTENT, OK, SETTINGS, THEMES, WARNINGS
from tests.sites_invalid.told import told

THEME = "".join(
    f"-- theme/templates/{name}.html --\n{name}\n"
    for name in [
        "index",
        "page",
        "category",
        "tag",
        "author",
        "archives",
        "categories",
        "tags",
        "authors",
        "period_archives",
        "404",
    ]
)
NOT_MET_HERE: dict[str, str] = {
    **{f"SF3{n:02}": "a repeat is no mistake: tests/sites/test_repeats.py" for n in range(1, 11)},
    **{f"SF{n}": "what records and texts say of figures: tests/sites/test_figures.py" for n in range(203, 215)},
    f"SF{123}": "a note, which no build tells: tests/unit/test_timing.py",
    **{f"SF{n}": "publishing needs a target: tests/publish" for n in range(950, 971)},
    **{f"SF{n}": "what a machine does is no content: tests/faults" for n in range(904, 930)},
    **{f"SF{n}": "a check is more than a build: tests/sites/test_check.py" for n in range(130, 140) if n != 135},
    f"SF{813}": "a program that fails is no content: tests/sites/test_search.py",
}
"""Codes that no site in this folder brings about, each with the reason."""


def cases(sites: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("archive", [pytest.param(text, id=name) for name, text in sites.items()])


@cases(CONTENT)
def test_a_mistake_in_the_content_is_told_with_its_place(site: Site, archive: str) -> None:
    site.write(OK, picture=(40, 30))
    built = _write(site, archive).build_here()
    _check(built, archive)


@cases(WARNINGS)
def test_a_warning_is_told_and_the_site_is_built(site: Site, archive: str) -> None:
    built = _write(site.write(OK, picture=(40, 30)), archive).build_here().checked()
    assert told(built)
    assert all(line.endswith(" [warning]") for line in told(built))
    _compare(built, archive)


@cases(THEMES)
def test_a_mistake_in_the_theme_is_told_with_its_place(site: Site, archive: str) -> None:
    site.write(OK)
    if "theme/" in archive:
        site.write('-- pelicanconf.py --\nTHEME = "theme"\n' + THEME)
    _check(_write(site, archive).build_here(), archive)


@cases(SETTINGS)
def test_a_mistake_in_the_settings_or_a_plugin_is_told_with_its_place(site: Site, archive: str) -> None:
    """In a process of its own: what a plugin leaves behind in this one is its own affair."""
    _check(_write(site.write(OK), archive).build(), archive)


@cases({name: SETTINGS[name] for name in ("a plugin that cannot be imported", "a plugin that fails on an article")})
def test_pelican_itself_fails_on_a_plugin_too(site: Site, archive: str) -> None:
    """`pelican content` is no way around the checks."""
    _write(
        site.write(OK),
        archive.replace("-- pelicanconf.py --", "-- pelicanconf.py --\nfrom standfirst.defaults import *"),
    )
    built = run(site.root, "pelican", "content", "-s", "pelicanconf.py")
    assert built.code != 0
    assert not built.output.exists()


def test_content_that_is_not_utf_8_is_told_with_the_place_of_the_byte(site: Site) -> None:
    site.write(OK)
    (site.root / "content" / "a.md").write_bytes("---\ntitle: Цитата\n---\nЇжа ".encode() + b"\xe9\n")
    (site.root / "content" / "b.md").write_bytes("---\ntitle: B\n---\n".encode("utf-16"))
    built = site.build_here()
    assert told(built) == [
        "content/a.md:4:5: SF001 not UTF-8: 0xe9 (save the file as UTF-8)",
        "content/b.md:1:1: SF001 not UTF-8: 0xff (save the file as UTF-8)",
    ]
    assert built.code == 1


def test_content_that_is_too_large_is_told(site: Site) -> None:
    site.write(OK + "-- content/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\n" + "Word " * 500_000)
    built = site.build_here()
    assert [line.partition(" MiB")[0] for line in told(built)] == ["content/a.md:1:1: SF006 2.4"]
    assert built.code == 1


def test_a_file_that_cannot_be_read_is_told(site: Site) -> None:
    """A link that leads out of the content folder is no reason to leave an article out quietly, and is not followed."""
    site.write(OK + "-- elsewhere.md --\n---\ntitle: Elsewhere\ndate: 2026-01-01\n---\n")
    (site.root / "content" / "a.md").symlink_to(site.root / "gone.md")
    (site.root / "content" / "b.md").symlink_to(site.root / "elsewhere.md")
    built = site.build_here()
    assert [line.partition(":1:1: ")[0] for line in told(built)] == ["content/a.md", "content/b.md"]
    assert built.stderr.count("SF020") == 2
    assert built.code == 1


def test_a_text_that_is_converted_in_time_once_and_not_twice_is_told_as_costly_and_not_as_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To say where two teasers without a summary stand, their texts are converted a second time."""
    teaser = "The bridge over the river opens again on Monday at six in the morning, after eleven months of works."
    for name in "ab":
        site.write(f"-- content/{name}.md --\n---\ntitle: {name}\ndate: 2026-01-01\n---\n{teaser}\n\nNumber {name}.\n")
    convert, seen = Renderer.body, set[str]()

    def once(self: Renderer, text: str) -> Body:
        if text in seen:
            raise TooHeavyError("converting it takes more than 5 seconds", "close it")
        seen.add(text)
        return convert(self, text)

    monkeypatch.setattr(Renderer, "body", once)
    built = site.build_here()
    assert [line.partition(":5:1: ")[2] for line in told(built)] == [
        "SF021 converting it takes more than 5 seconds (close it)"
    ]
    assert built.code == 1


def test_a_text_that_markdown_fails_on_is_told_with_its_file_and_the_others_are_read(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert = Renderer.body

    def fails(self: Renderer, text: str) -> Body:
        if "odd" in text:
            raise TypeError("a style given twice")
        return convert(self, text)

    monkeypatch.setattr(Renderer, "body", fails)
    site.write(OK + "-- content/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\nVery odd.\n")
    site.write("-- content/b.md --\n---\ntitle: B\ndate: today\n---\nText.\n")
    built = site.build_here()
    assert [line.partition(" (")[0] for line in told(built)] == [
        "content/a.md:1:1: SF811 Markdown fails on it: TypeError: a style given twice",
        "content/b.md:3:7: SF012 date: 'today' is not a date",
    ]
    assert built.code == 1


def test_an_output_folder_that_cannot_be_written_is_told(site: Site) -> None:
    site.write(OK + "-- taken --\nA file where a folder should be.\n")
    built = site.build_here("--output", "taken/output")
    assert [line.partition(" ")[0] for line in told(built)] == ["SF902"]
    assert built.code == 1
    assert (site.root / "taken").read_text("utf-8") == "A file where a folder should be.\n"


@pytest.mark.parametrize("now", ["tomorrow", "2026-13-01", "2026-01-01T25:00", "1767323045"])
def test_a_build_time_that_is_none_is_told(site: Site, now: str) -> None:
    built = site.write(OK).build_here(now=now)
    assert [line.partition(" (")[0] for line in told(built)] == [f"SF012 the build time '{now}' is not a time"]
    assert (built.code, built.output.exists()) == (1, False)


@pytest.mark.parametrize("epoch", ["noon", "1e9", "99999999999999999999", "-"])
def test_a_source_date_epoch_that_is_none_is_told(site: Site, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    built = site.write(OK).build_here(now="")
    assert [line.partition(" (")[0] for line in told(built)] == [
        f"SF012 the build time SOURCE_DATE_EPOCH '{epoch}' is not a time"
    ]
    assert (built.code, built.output.exists()) == (1, False)


@pytest.mark.parametrize("output", [".", "content", "content/articles/..", "mine", "file"])
def test_an_output_folder_that_no_build_wrote_is_refused(site: Site, output: str) -> None:
    site.write(OK + "-- mine/thesis.txt --\nThe only copy.\n-- file --\nA file.\n")
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    built = site.build_here("--output", output)
    assert [line.partition(" ")[0] for line in told(built)] == ["SF901"]
    assert built.code == 1
    assert {path: path.read_bytes() for path in before} == before


def test_a_refused_output_folder_hides_no_mistake_of_the_content(site: Site) -> None:
    site.write(OK + "-- content/a.md --\n---\ntitle: A\n---\n-- mine/thesis.txt --\nThe only copy.\n")
    built = site.build_here("--output", "mine")
    assert {line.partition("SF")[2][:3] for line in told(built)} == {"010", "901"}


def test_a_content_folder_that_is_not_there_is_told(site: Site) -> None:
    built = site.build_here("--content", "gone")
    assert [line.partition(" (")[0] for line in told(built)] == ["gone:1:1: SF903 there is no content folder 'gone'"]
    assert (built.code, built.output.exists()) == (1, False)


def test_a_settings_file_that_is_not_there_is_told(site: Site) -> None:
    built = site.write(OK).build_here("--settings", "gone.py")
    assert [line.partition(" (")[0] for line in told(built)] == ["gone.py:1:1: SF804 there is no such settings file"]
    assert (built.code, built.output.exists()) == (1, False)


def test_what_pelican_itself_reports_fails_the_build(site: Site) -> None:
    """Stock Pelican logs an error of a reader or of its own, goes on, and exits with 0."""
    site.write(OK + '-- pelicanconf.py --\nCATEGORY_SAVE_AS = "topics/{nothing}.html"\n')
    built = site.build()
    assert [line.split()[0] for line in told(built)] == ["SF812"]
    assert (built.code, built.output.exists()) == (1, False)


def test_an_unknown_option_is_wrong_usage(site: Site) -> None:
    built = site.write(OK).build("--frobnicate")
    assert built.code == 2
    assert "Traceback" not in built.stderr


def test_every_code_is_met_here_or_has_a_reason() -> None:
    """A diagnostic that no site brings about is one that nobody has seen."""
    folder = Path(__file__).parent
    met = set(re.findall(r"SF\d{3}", "".join(file.read_text("utf-8") for file in sorted(folder.glob("*.py")))))
    assert set(CODES) - met - set(NOT_MET_HERE) == set()
    assert met - set(CODES) == set()
    assert set(NOT_MET_HERE) & met == set()


def _write(site: Site, archive: str) -> Site:
    return site.write(archive.partition("-- told --")[0])


@pytest.mark.parametrize(
    "endless",
    [
        "{% for number in range(10 ** 12) %}{% endfor %}",
        "{% for number in range(10 ** 12) %}{% if number > 10 ** 11 %}{{ number }}{% endif %}{% endfor %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% include 'article.html' %}",
    ],
    ids=["an empty loop", "a loop", "a macro", "an include"],
)
def test_a_template_without_end_is_told_with_its_line(
    site: Site, monkeypatch: pytest.MonkeyPatch, endless: str
) -> None:
    monkeypatch.setattr(writer, "MOST_SECONDS", 0.3)
    settings = f'-- pelicanconf.py --\nTHEME = "theme"\n{THEME}'
    site.write(f"{OK}{settings}-- theme/templates/article.html --\nFirst\n{endless}\n")
    built = site.build_here()
    assert (built.code, built.output.exists()) == (1, False)
    assert any(line.startswith("theme/templates/article.html:2:1: SF810 ") for line in told(built)), told(built)


def _check(built: Built, archive: str) -> None:
    _compare(built, archive)
    assert built.code == 1
    assert built.stdout == ""
    assert not built.output.exists()


def _compare(built: Built, archive: str) -> None:
    expected, found = unpack(archive)["told"].splitlines(), told(built)
    shown = [line[: len(wanted)] for line, wanted in zip(found, expected, strict=False)] + found[len(expected) :]
    assert shown == expected, "\n".join(found)
