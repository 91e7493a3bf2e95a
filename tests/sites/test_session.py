"""The session in docs/writing.md is what a terminal shows: it is run, and held to the document or written into it."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.harness import ROOT
from tests.sites.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.harness import Site

DOCUMENT = ROOT / "docs" / "writing.md"
RECORDED = re.compile(r"(<!-- recorded session: begin -->\n).*?(<!-- recorded session: end -->)", re.DOTALL)
ARTICLE = "content/articles/talks-in-istanbul-resume.md"
SITE = """
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "The Count"
TIMEZONE = "Europe/Kyiv"
-- content/authors/liam.md --
---
name: Liam
---
Liam reports on exchanges of prisoners.
"""
EDITS = (
    ("# category:", "category: Talks"),
    ("status: draft", "status: published"),
    ("2026-01-02T05:04", "2 January 2026"),
    ("# summary:", "summary: The two delegations met for an hour."),
)
TEXT = "The delegations agreed to meet again, as [the last report]({filename}the-last-report.md) expected.\n"


def session(site: Site) -> str:
    """The whole session, as text: commands behind a dollar sign, and what they print."""
    site.write(SITE)
    told: list[str] = []

    def command(line: str) -> None:
        done = run(site.root, *shlex.split(line))
        # How long a build takes is not for a document.
        said = re.sub(r"in [0-9.]+ s", "in 0.9 s", done.stdout + done.stderr)
        told.append(f"$ {line}\n{said}")

    command("standfirst new 'Talks in Istanbul resume' --author li")
    told.append(f"$ edit {ARTICLE}\n")
    file = site.root / ARTICLE
    edit(file, *EDITS)
    file.write_text(file.read_text("utf-8") + TEXT, "utf-8")
    told.append(shown(file))
    command(f"standfirst check {ARTICLE}")
    told.append(f"$ edit {ARTICLE}  # date: 2026-01-02T05:04\n")
    edit(file, ("2 January 2026", "2026-01-02T05:04"))
    command(f"standfirst check {ARTICLE}")
    told.append(f"$ edit {ARTICLE}  # without the link\n")
    edit(file, ("[the last report]({filename}the-last-report.md)", "the last report"))
    command(f"standfirst check {ARTICLE}")
    command("standfirst build")
    return "\n".join(told)


def shown(file: Path) -> str:
    """What the writer has in the editor, without the remarks on fields."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return "\n".join(f"    {line}".rstrip() for line in lines) + "\n"


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_golden_session_in_the_document_is_what_a_writer_sees(site: Site, pytestconfig: pytest.Config) -> None:
    """Begin, write, be told of a mistake with its place and what to do, mend it, build."""
    recorded = f"\n```text\n{session(site)}```\n\n"
    text = DOCUMENT.read_text("utf-8")
    made = RECORDED.sub(lambda found: f"{found[1]}{recorded}{found[2]}", text)
    if pytestconfig.getoption("--update-golden"):
        DOCUMENT.write_text(made, "utf-8")
    assert RECORDED.search(text), "docs/writing.md has no place for the session"
    assert text == made or pytestconfig.getoption("--update-golden"), "the session differs; make golden"
    for code in ("SF012", "SF104"):
        assert re.search(rf"{re.escape(ARTICLE)}:\d+:\d+: {code} .+ \(.+\)", recorded)
    assert (site.root / "output/news/talks-in-istanbul-resume.html").is_file()
