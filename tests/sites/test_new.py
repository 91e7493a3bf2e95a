"""`standfirst new` as a writer meets it: a valid file with the site's own names, and nothing ever overwritten."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from standfirst.cli import main
from tests.harness import ROOT
from tests.sites.commands import EPOCH, run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.harness import Built, Site

RECORD = """
kind: exchange
status: completed
parties: [NO, SE]
sources: [{title: T, url: https://a.example/}]
"""
SITE = f"""
-- pelicanconf.py --
from standfirst.defaults import *
TIMEZONE = "Europe/Kyiv"
-- content/authors/liam.md --
---
name: Liam Example
---
-- content/authors/data-desk.md --
---
name: The data desk
---
-- content/articles/old.md --
---
title: Talks resume
date: 2025-06-04
authors: [liam]
category: Exchanges
---
Text.
-- content/articles/later.md --
---
title: Not yet out
status: draft
---
Text.
-- content/exchanges/2025-06-04.yaml --
id: 2025-06-04
date: 2025-06-04{RECORD}
-- content/exchanges/2025-06-04-bodies.yaml --
id: 2025-06-04-bodies
date: 2025-06-04{RECORD}
-- content/exchanges/2025-07-01.yaml --
id: 2025-07-01
date: 2025-07-01{RECORD}
"""


@pytest.fixture
def desk(site: Site) -> Path:
    """A newsroom of two authors, two articles and three records, in Kyiv."""
    return site.write(SITE).root


def new(folder: Path, *arguments: str, **surroundings: str) -> Built:
    return run(folder, "standfirst", "new", *arguments, **surroundings)


def new_here(folder: Path, *arguments: str) -> Result:
    """The same inside this process, for what is refused before anything is written."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, ["new", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in (folder / "content").rglob("*") if p.is_file()}


def test_a_new_article_has_the_sites_names_and_passes_the_check(desk: Path) -> None:
    """Ids from names and beginnings, the topic as it is spelt elsewhere, the day of the newsroom's zone."""
    made = new(
        desk,
        'Talks: "one" #2',
        *("--author", "the DATA desk", "-a", "li", "--topic", "exchanges", "--exchange", "2025-07"),
        *("--exchange", "2025-06-04", "--source", "https://www.b.example/x", "--lang", "uk", "--slug", "talks-two"),
        SOURCE_DATE_EPOCH="1767303900",
    ).checked()
    assert made.stdout == "content/articles/talks-two.md\n"
    assert made.stderr == "Its address will be news/talks-two-uk.html; it is a draft until status says published.\n"
    text = (desk / made.stdout.strip()).read_text("utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "---",
        'title: "Talks: \\"one\\" #2"',
        "date: 2026-01-01T23:45",
        "status: draft",
        "authors: [data-desk, liam]",
        "category: Exchanges",
        "slug: talks-two",
        "lang: uk",
        'exchange: ["2025-07-01", "2025-06-04"]',
        "sources:",
        '  - title: "Report of b.example"',
        '    url: "https://www.b.example/x"',
        "---",
        "",
    ]
    assert "# The teaser: one or two whole sentences.\n# summary:\n" in text
    assert run(desk, "standfirst", "check", made.stdout.strip()).checked().stdout == ""
    (desk / made.stdout.strip()).write_text(text.replace("status: draft", "status: published") + "Text.\n", "utf-8")
    assert run(desk, "standfirst", "build").checked().text("news/talks-two-uk.html")


def test_a_folder_without_anything_will_do(tmp_path: Path) -> None:
    """No settings, no content, no names to go by; in a folder that --content names."""
    (tmp_path / "notes").mkdir()
    made = new(tmp_path, "Перші переговори", "-a", "Liam, Olena", "--content", "notes").checked()
    assert made.stdout == "notes/articles/pershi-peregovori.md\n"
    assert "\nauthors: [Liam, Olena]\n" in (tmp_path / made.stdout.strip()).read_text("utf-8")
    checked = run(tmp_path, "standfirst", "check", "--content", "notes", "notes/articles").checked()
    assert (checked.stdout, checked.stderr) == ("", "")


def test_a_new_record_comes_with_the_article_and_passes_the_check(desk: Path) -> None:
    """Its parties are those of the other records; what is not known is left out."""
    made = new(desk, "Both sides return people", "--exchange", "new", "--source", "https://a.example/1").checked()
    assert made.stdout == "content/exchanges/2026-01-02.yaml\ncontent/articles/both-sides-return-people.md\n"
    text = (desk / "content/exchanges/2026-01-02.yaml").read_text("utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        'id: "2026-01-02"',
        "kind: exchange",
        'date: "2026-01-02"',
        "status: completed",
        'parties: ["NO", SE]',
        "sources:",
        '  - title: "Report of a.example"',
        '    url: "https://a.example/1"',
    ]
    assert "public with the next build" in made.stderr
    later = new(desk, "They agree", "--exchange", "new:2026-05-talks", "--source", "https://a.example/1").checked()
    text = (desk / later.stdout.split("\n")[0]).read_text("utf-8")
    assert '\ndate: "2026-05-01"\ndate_precision: month\n' in text
    assert "\nstatus: agreed\n" in text
    checked = run(desk, "standfirst", "check", *made.stdout.split(), *later.stdout.split()).checked()
    assert (checked.stdout, checked.stderr) == ("", "")


def test_nothing_is_overwritten_and_no_address_used_twice(desk: Path) -> None:
    """Not the file, and not the address of an article of another name, out or not."""
    new(desk, "Once").checked()
    before = files(desk)
    assert new(desk, "Once!").stderr == (
        "content/articles/once.md:1:1: SF902 is there already, and is left as it is (give the article another --slug)\n"
    )
    assert new(desk, "Talks, resume").stderr == (
        "content/articles/old.md:2:8: SF102 'news/talks-resume.html' is the address of this article already "
        "(give the new one another --slug)\n"
    )
    assert new(desk, "NOT yet out").stderr.startswith("content/articles/later.md:2:8: SF102 'news/not-yet-out.html'")
    (desk / "content/articles/two.md").symlink_to("nowhere")
    assert new(desk, "Two").code == 1
    (desk / "content/articles/two.md").unlink()
    (desk / "content/exchanges/2026-01-02.yaml").write_text("id: [", "utf-8")
    assert new(desk, "A", "--exchange", "new", "--source", "https://a.example/").stderr == (
        "content/exchanges/2026-01-02.yaml:1:1: SF902 is there already, and is left as it is (name it, or begin another with new:ID)\n"
    )
    (desk / "content/exchanges/2026-01-02.yaml").unlink()
    assert files(desk) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), 'Give the headline: standfirst new "…"'),
        ((" \n",), "an article needs a headline"),
        (("A\x07",), "it holds the character U+0007, which no page may hold"),
        (("A\udcff",), "it holds the character U+DCFF"),
        (("A", "-a", "laim"), "author 'laim' is not known (did you mean liam?)"),
        (("A", "-a", "x"), "author 'x' is not known (there are: data-desk, liam)"),
        (("A", "--exchange", "2025-06-05"), "exchange '2025-06-05' is not known (did you mean 2025-06-04?)"),
        (
            ("A", "--exchange", "2025-0"),
            "exchange '2025-0' may be any of these: 2025-06-04, 2025-06-04-bodies, 2025-07-01",
        ),
        (("A", "--exchange", "new"), "A record needs a source: add --source https://…"),
        (("A", "--exchange", "new:2025-07-01"), "exchange '2025-07-01' has a record"),
        (("A", "--exchange", "new:../../x", "--source", "https://a.example/"), "'../../x' is not a record's id"),
        (("A", "--source", "a.example"), "'a.example' is not an address (begin with https://)"),
        (("A", "--lang", "english!"), "'english!' is not a language tag"),
        (("A", "--slug", "../x"), "'../x' cannot be part of an address"),
        (("A", "--slug", "б" * 170), "cannot be part of an address (use few letters, digits and hyphens)"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(desk: Path, arguments: tuple[str, ...], message: str) -> None:
    before = files(desk)
    made = new_here(desk, *arguments)
    assert made.exit_code == 2
    assert message in " ".join(made.stderr.split())
    assert files(desk) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("!?",), "SF015 no slug can be made of '!?' (give one with --slug)"),
        (("A " * 200,), "SF013 title: too long (at most 300)"),
        (
            ("A", "--exchange", "new:2025-13-01", "--source", "https://a.example/"),
            "SF012 date: '2025-13-01' is not a date",
        ),
    ],
)
def test_what_a_build_would_refuse_is_not_written(desk: Path, arguments: tuple[str, ...], message: str) -> None:
    before = files(desk)
    made = new_here(desk, *arguments)
    assert (made.exit_code, message in made.stderr) == (1, True), made.stderr
    assert files(desk) == before


def test_a_topic_that_is_nearly_anothers_is_remarked_on(desk: Path) -> None:
    assert "(did you mean Exchanges?)" in new(desk, "A", "--topic", "Exchange").checked().stderr
    assert "did you mean" not in new(desk, "B", "--topic", "Sport").checked().stderr


def test_at_a_terminal_it_asks_until_the_answer_will_do_and_opens_the_editor(desk: Path) -> None:
    """The order of the questions, a slip of the pen mended, and $EDITOR given the file."""
    (desk / "editor").write_text('#!/bin/sh\necho "$1: $2" > edited\n', "utf-8")
    (desk / "editor").chmod(0o755)
    mother, terminal = pty.openpty()
    answers = ["Prisoners come home", "laim", "liam", "Exchange", "y", "2025-06-04-b", ""]
    os.write(mother, "".join(f"{answer}\n" for answer in answers).encode())
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(
        [sys.executable, "-m", "standfirst", "new"],
        cwd=desk,
        stdin=terminal,
        capture_output=True,
        encoding="utf-8",
        env={**environment, "EDITOR": f"{desk}/editor --wait"},
        timeout=60,
        check=True,
    )
    os.close(mother)
    os.close(terminal)
    assert "author 'laim' is not known (did you mean liam?)" in done.stdout
    text = (desk / "content/articles/prisoners-come-home.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith(("authors", "category", "exchange", "lang"))] == [
        "authors: [liam]",
        "category: Exchanges",
        'exchange: ["2025-06-04-bodies"]',
    ]
    edited = (desk / "edited").read_text("utf-8")
    assert edited == f"--wait: {desk.resolve()}/content/articles/prisoners-come-home.md\n"
