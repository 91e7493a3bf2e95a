"""Pages rendered by several processes: the same site, the same messages, and no half of either."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.harness import NOW, ROOT, Built, Site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 40
BUILD = """
import os, signal, sys
from standfirst.pelican_site import shares
count = int(sys.argv.pop(1))
shares.cores, shares.FEW = lambda: count, 1
before = shares._in_copy
def in_copy(*arguments):
    if sys.argv[1] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    before(*arguments)
shares._in_copy = in_copy
from standfirst.cli import main
main(sys.argv[2:])
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")


def write(root: Path, body: str = "{{ article.content }}") -> Site:
    """A site of many articles, with a template of its own."""
    files = {"pelicanconf.py": 'from standfirst.defaults import *\nTHEME = "small"\nDEFAULT_PAGINATION = 5\n'}
    files |= {f"small/templates/{name}.html": "<p>{{ articles_page.number }}" for name in ("index", "tag", "category")}
    files |= {f"small/templates/{name}.html": "<p>{{ articles_page.number }}" for name in ("author", "archives")}
    files["small/templates/page.html"] = ""
    files["small/templates/article.html"] = f"<h1>{{{{ article.title }}}}</h1>\n{body}\n"
    for number in range(ARTICLES):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        header = f"title: Story {number}\ndate: {day}\nsummary: Told {number} times.\ntags: [a, b{number % 7}]"
        files[f"content/{number}.md"] = f"---\n{header}\n---\nText {number}.\n"
    return Site(root).write("".join(f"-- {path} --\n{text}" for path, text in files.items()))


def build(site: Site, cores: int, how: str = "") -> Built:
    """Build with so many processes."""
    arguments = [
        "build",
        "--settings",
        "pelicanconf.py",
        "--output",
        "output",
        "--state",
        f"state{cores}",
        "--now",
        NOW,
    ]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(cores), how, *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Built(done.returncode, done.stdout, done.stderr, site.root / "output")


def test_any_number_of_processes_gives_the_same_site_and_the_same_record_of_it(tmp_path: Path) -> None:
    site = write(tmp_path)
    one = build(site, 1)
    assert one.code == 0, one.stderr
    sums = one.sums()
    many = build(site, 3)
    assert many.code == 0, many.stderr
    assert many.sums() == sums
    # What the processes noted is known to the next build, which renders one page of an edited article.
    article = tmp_path / "content" / "7.md"
    article.write_text(article.read_text("utf-8") + "\nMore.\n", "utf-8")
    again = build(site, 3)
    assert "1 page rendered" in again.stdout


def test_a_template_that_fails_is_told_once(tmp_path: Path) -> None:
    site = write(tmp_path, "{{ article.nothing.there }}")
    failed = build(site, 3)
    assert failed.code == 1
    assert failed.stderr.count("small/templates/article.html:2:1: SF8") == 1
    assert not failed.output.exists()


def test_a_process_that_is_ended_from_outside_ends_the_build_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    site = write(tmp_path)
    stood = build(site, 1).sums()
    (tmp_path / "content" / "7.md").unlink()
    ended = build(site, 2, "killed")
    assert ended.code == 1
    assert "SF906 a process that rendered pages was ended from outside" in ended.stderr
    assert ended.sums() == stood
    assert build(site, 2).code == 0
