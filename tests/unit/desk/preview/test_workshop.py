"""Builds in copies of a warm process are what builds in new processes are: nothing of one is left for the next."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from standfirst.desk.preview.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUILD = ("build", "--settings", "pelicanconf.py")


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\ntitle: Told\ndate: 2026-01-01\n---\nA text.\n", "utf-8")
    (tmp_path / "pelicanconf.py").write_text("from standfirst.defaults import *\nfrom names import SITENAME\n", "utf-8")
    (tmp_path / "names.py").write_text('SITENAME = "The Morning"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    made = Workshop()
    yield made
    made.close()


def test_settings_and_what_they_import_are_read_by_each_build(workshop: Workshop, tmp_path: Path) -> None:
    assert workshop.run(BUILD).code == 0
    assert "The Morning" in (tmp_path / "output/index.html").read_text("utf-8")
    (tmp_path / "names.py").write_text('SITENAME = "The Afternoon"\n', "utf-8")
    assert workshop.run(BUILD).code == 0
    assert "The Afternoon" in (tmp_path / "output/index.html").read_text("utf-8")


def test_a_build_that_fails_says_why_and_the_next_one_works(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "names.py").write_text("import os\nos.abort()\n", "utf-8")
    assert workshop.run(BUILD).code == -signal.SIGABRT
    (tmp_path / "names.py").write_text("1 / 0\n", "utf-8")
    done = workshop.run(BUILD)
    assert (done.code, done.stdout) == (1, "")
    assert "ZeroDivisionError" in done.stderr
    (tmp_path / "names.py").write_text('SITENAME = "The Morning"\n', "utf-8")
    assert workshop.run(BUILD).stdout.startswith("Built 1 article")


def test_a_build_whose_warm_process_has_gone_is_done_in_another(workshop: Workshop) -> None:
    assert workshop.run(BUILD).code == 0
    process = workshop._process
    assert process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert workshop.run(BUILD).code == 0
    assert workshop.run(BUILD).code == 0
    assert workshop._process
    assert workshop._process.pid != process.pid


def test_a_site_with_a_file_of_a_packages_name_has_no_warm_process(workshop: Workshop, tmp_path: Path) -> None:
    """It would have that file as it was when the preview began."""
    (tmp_path / "feedgenerator.py").write_text("def __getattr__(name):\n    return object\n", "utf-8")
    workshop.run(BUILD)
    assert workshop._process is None


def test_a_copy_that_has_built_a_preview_renders_single_pages_until_the_next_build(
    workshop: Workshop, tmp_path: Path
) -> None:
    preview = ("build", "--preview", "--settings", "pelicanconf.py", "--state", "state", "--output", "state/preview")
    story, page = tmp_path / "content" / "a.md", tmp_path / "state" / "preview" / "news" / "told.html"
    assert not workshop.page(story), "nothing was built"
    assert workshop.run(preview).code == 0
    was = page.read_text("utf-8")
    for said in ("Another text.", "A third."):
        story.write_text(f"---\ntitle: Told\ndate: 2026-01-01\n---\n{said}\n", "utf-8")
        assert workshop.page(story)
        assert said in page.read_text("utf-8")
    assert not workshop.page(tmp_path / "names.py")
    assert workshop.run(preview).code == 0
    assert page.read_text("utf-8") == was.replace("A text.", "A third.")
    (tmp_path / "names.py").write_text("1 / 0\n", "utf-8")
    assert workshop.run(preview).code == 1
    assert not workshop.page(story), "what was built before is not at hand any more"


def test_no_process_outlives_the_preview(workshop: Workshop, tmp_path: Path) -> None:
    preview = ("build", "--preview", "--settings", "pelicanconf.py", "--state", "state", "--output", "state/preview")
    assert workshop.run(preview).code == 0
    process = workshop._process
    assert process
    (copy,) = (tmp_path / f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
    workshop.close()
    until = time.monotonic() + 30
    while (tmp_path / f"/proc/{copy}").exists():
        assert time.monotonic() < until
        time.sleep(0.01)
