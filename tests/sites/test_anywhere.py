"""Every command works from any folder of the site, and says what it says as the writer there would."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT
from tests.sites.commands import EPOCH, KEPT, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Site

SITE = """
-- pelicanconf.py --
from standfirst.defaults import *
TIMEZONE = "Europe/Kyiv"
STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False
THEME_TEMPLATES_OVERRIDES = ["child"]
-- child/partials/footer_extra.html --
<p>Our own footer</p>
-- content/authors/liam.md --
---
name: Liam
---
-- content/articles/told.md --
---
title: Told
date: 2026-01-01
authors: [liam]
---
See [nothing]({filename}gone.md).
"""


@pytest.fixture
def desk(site: Site) -> Path:
    return site.write(SITE).root


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        ("", "content/articles/told.md"),
        ("content", "articles/told.md"),
        ("content/articles", "told.md"),
        ("content/authors", "../articles/told.md"),
        ("child/partials", "../../content/articles/told.md"),
    ],
)
def test_a_message_names_its_file_from_where_the_writer_is(desk: Path, folder: str, shown: str) -> None:
    checked = run(desk / folder, "standfirst", "check")
    assert [line.split()[0] for line in checked.stdout.splitlines()] == [f"{shown}:6:15:"]
    data = json.loads(run(desk / folder, "standfirst", "check", "--format", "json").stdout)
    assert [row["path"] for row in data] == [shown]
    assert (desk / folder / data[0]["path"]).samefile(desk / "content/articles/told.md")
    assert run(desk / folder, "standfirst", "check", shown).stdout == checked.stdout


def test_an_article_is_begun_mended_corrected_and_built_from_the_folder_it_is_in(desk: Path) -> None:
    here = desk / "content" / "articles"
    made = run(here, "standfirst", "new", "Talks resume", "--author", "li", "--status", "published").checked()
    assert made.stdout == "talks-resume.md\n"
    assert "authors: [liam]" in (here / "talks-resume.md").read_text("utf-8")
    (here / "told.md").write_text((here / "told.md").read_text("utf-8").replace("gone", "talks-resume"), "utf-8")
    assert run(here, "standfirst", "check").checked().stdout == ""
    told = run(here, "standfirst", "correct", "told.md", "It was six.").checked().stdout
    assert told.splitlines()[:2] == ["--- told.md", "+++ told.md"]
    assert "Nothing goes live" in run(here, "standfirst", "schedule").checked().stdout
    built = run(here, "standfirst", "build", output=desk / "output").checked()
    assert built.stdout.startswith("Built 2 articles and 0 pages in ../../output/ in ")
    assert "Our own footer" in built.text("news/told.html")
    assert (desk / ".standfirst").is_dir()
    assert sorted(path.name for path in here.iterdir()) == ["talks-resume.md", "told.md"]


def test_a_site_without_settings_is_found_by_its_content_folder(site: Site) -> None:
    site.write("-- content/notes/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\nText.\n-- other/x.txt --\n")
    run(site.root / "content" / "notes", "standfirst", "build").checked()
    assert (site.root / "output" / "news" / "a.html").is_file()
    apart = run(site.root / "other", "standfirst", "build")
    assert "content" not in apart.stderr.partition("SF")[0]


def test_what_new_and_correct_did_is_there_for_scripts(desk: Path) -> None:
    new = ("standfirst", "new", "Talks", "--json")
    made = json.loads(run(desk, *new, "--exchange", "new", "--source", "https://a.example/").checked().stdout)
    assert made == {
        "files": ["content/exchanges/2026-01-02.yaml", "content/articles/talks.md"],
        "address": "news/talks.html",
        "status": "draft",
        "record": "2026-01-02",
    }
    again = run(desk, *new)
    assert (again.code, {row["code"] for row in json.loads(again.stdout)} >= {"SF902"}) == (1, True)
    dry = json.loads(run(desk, "standfirst", "correct", "told", "It was six.", "--json", "--dry-run").checked().stdout)
    done = json.loads(run(desk, "standfirst", "correct", "told", "It was six.", "--json").checked().stdout)
    again = json.loads(run(desk, "standfirst", "correct", "told", "It was six.", "--json").checked().stdout)
    assert [(one["path"], one["written"]) for one in (dry, done, again)] == [
        ("content/articles/told.md", False),
        ("content/articles/told.md", True),
        ("content/articles/told.md", False),
    ]
    assert '+    text: "It was six."' in done["diff"].splitlines()


@pytest.mark.parametrize(
    ("folder", "words", "completed"),
    [
        ("", ["sch"], {"schedule", "schema"}),
        ("", ["new", "Title", "--author", "l"], {"liam"}),
        ("content/articles", ["new", "Title", "--author", ""], {"liam"}),
        ("", ["new", "Title", "--exchange", "n"], {"new"}),
        ("", ["explain", "SF12"], {"SF120", "SF121", "SF122", "SF123", "SF124"}),
        ("", ["schedule", "--c"], {"--content", "--cron"}),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_options_and_the_site_s_own_names(
    desk: Path, shell: str, folder: str, words: list[str], completed: set[str]
) -> None:
    line = ["standfirst", *words]
    given = {"COMP_WORDS": " ".join(line), "COMP_CWORD": words[-1] if shell == "fish" else str(len(line) - 1)}
    made = run(desk / folder, "standfirst", _STANDFIRST_COMPLETE=f"{shell}_complete", **given).checked().stdout
    lines = made.split("\n")
    found = {
        "bash": {each.partition(",")[2] for each in lines},
        "zsh": set(lines[1::3]),
        "fish": {each.partition(",")[2].partition("\t")[0] for each in lines},
    }[shell] - {""}
    assert found == completed


@pytest.mark.parametrize(
    ("terminal", "surroundings", "coloured"),
    [(True, {}, True), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False), (False, {}, False)],
)
def test_colours_are_for_terminals_whose_owner_wants_them(
    desk: Path, terminal: bool, surroundings: dict[str, str], coloured: bool
) -> None:
    """no-color.org: NO_COLOR set to anything means none."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment = kept | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH, "TERM": "xterm"} | surroundings
    ours, theirs = pty.openpty() if terminal else os.pipe()
    subprocess.run([sys.executable, "-m", "standfirst", "check"], cwd=desk, env=environment, stdout=theirs, check=False)
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 4096):
            told += part
    except OSError:
        pass  # a terminal that nobody writes to any more
    os.close(ours)
    assert b"SF104" in told
    assert (b"\x1b[1;31mSF104\x1b[0m" in told, b"\x1b" in told) == (coloured, coloured)
