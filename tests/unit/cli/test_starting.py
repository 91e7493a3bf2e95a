"""A command imports what it needs and no more: that is what it starts as fast as, on any machine."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import json, sys
from standfirst.cli import main
try:
    main(sys.argv[1:], prog_name="standfirst")
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
RENDERING = {"standfirst.pelican_site.writer", "standfirst.pelican_site.generators", "standfirst.outputs"}
SITE = {"pelican", "pydantic", "docutils", "jinja2", "markdown", "lxml", "yaml", "babel", "PIL", "multiprocessing"}


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "--help"], ["explain", "SF301"], ["explain"]],
    ids=" ".join,
)
def test_what_asks_nothing_of_the_site_loads_nothing_of_it(arguments: list[str]) -> None:
    assert not loaded(ROOT, *arguments) & SITE


def test_a_check_loads_nothing_that_renders_and_nothing_that_its_files_do_not_ask_for(tmp_path: Path) -> None:
    (tmp_path / "told.md").write_text("---\ntitle: Told\ndate: 2026-01-01\n---\nA text in English.\n", "utf-8")
    found = loaded(tmp_path, "check", "told.md")
    assert not found & {*RENDERING, "babel", "httpx", "standfirst.figures", "standfirst.desk.importing"}


def test_a_new_article_is_begun_without_what_renders_and_without_the_figures_of_others(tmp_path: Path) -> None:
    found = loaded(tmp_path, "new", "Told", "--json", "--content", ".")
    assert not found & {*RENDERING, "standfirst.figures"}
