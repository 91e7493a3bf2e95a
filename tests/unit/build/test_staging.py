"""The last good output stays whole until the next one is complete, on a real file system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from standfirst.build.staging import MARKER, MARKER_TEXT, OutputRefusedError, Staging, open_staging


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*")) if p.is_file()}


def begin(output: Path, **contents: str) -> Staging:
    staging = open_staging(output, [])
    for name, text in contents.items():
        (staging.tree / name).write_text(text, "utf-8")
    return staging


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder that a build wrote, in a folder with nothing else."""
    folder = tmp_path / "site" / "output"
    begin(folder, index="old", gone="old").switch()
    return folder


@pytest.fixture(scope="module")
def dead() -> int:
    """The id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def leave(output: Path, kind: str, pid: int | str, *, marked: bool = True) -> Path:
    left = output.with_name(f".{output.name}.{kind}-{pid}")
    left.mkdir(parents=True)
    (left / "index").write_text("left", "utf-8")
    if marked:
        (left / MARKER).write_text(MARKER_TEXT, "utf-8")
    return left


def test_the_old_tree_stays_as_it_was_until_the_new_one_takes_its_place(output: Path) -> None:
    before = files(output)
    staging = begin(output, index="new", more="new")
    assert files(output) == before == {MARKER: MARKER_TEXT, "gone": "old", "index": "old"}
    staging.switch()
    assert files(output) == {MARKER: MARKER_TEXT, "index": "new", "more": "new"}
    assert [p.name for p in output.parent.iterdir()] == ["output"], "nothing is left beside it"


def test_a_build_that_is_given_up_leaves_no_trace(output: Path) -> None:
    before = files(output)
    staging = begin(output, index="new")
    staging.discard()
    staging.discard()
    assert files(output) == before
    assert [p.name for p in output.parent.iterdir()] == ["output"]


def test_discarding_after_the_switch_keeps_the_new_tree(output: Path) -> None:
    staging = begin(output, index="new")
    staging.switch()
    staging.discard()
    assert files(output)["index"] == "new"


def test_the_first_build_makes_the_folder_and_an_empty_one_may_be_taken(tmp_path: Path) -> None:
    begin(tmp_path / "a" / "b" / "output", index="new").switch()
    assert files(tmp_path / "a" / "b" / "output")["index"] == "new"
    (tmp_path / "empty").mkdir()
    begin(tmp_path / "empty", index="new").switch()
    assert files(tmp_path / "empty")["index"] == "new"


def test_entries_that_the_settings_retain_live_on_unless_the_build_wrote_them_anew(output: Path) -> None:
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref", "utf-8")
    (output / "CNAME").write_text("old", "utf-8")
    begin(output, index="new", CNAME="new").switch([".git", "CNAME", "not there"])
    assert files(output) == {MARKER: MARKER_TEXT, "index": "new", "CNAME": "new", ".git/HEAD": "ref"}


@pytest.mark.parametrize("taken", [{"thesis.txt": "x"}, {".standfirst/x": "x"}, {"sub/index.html": "x"}])
def test_a_folder_with_files_that_no_build_wrote_is_refused_untouched(tmp_path: Path, taken: dict[str, str]) -> None:
    folder = tmp_path / "papers"
    for name, text in taken.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(OutputRefusedError, match="holds files that no build of Standfirst wrote"):
        open_staging(folder, [])
    assert files(folder) == taken
    assert [p.name for p in tmp_path.iterdir()] == ["papers"]


def test_what_must_not_be_replaced_is_refused_also_by_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, content = tmp_path / "home", tmp_path / "site" / "content"
    for folder in (home / "sub", content / "sub"):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (tmp_path / "link").symlink_to(content)
    (tmp_path / "file").write_text("x", "utf-8")
    refused = {
        content: "is or holds",
        content.parent: "is or holds",
        content / "sub" / "..": "is or holds",
        tmp_path / "link": "is or holds",
        home: "is or holds",
        tmp_path: "is or holds",
        Path("/"): "is or holds",
        tmp_path / "file": "is a file",
    }
    for folder, reason in refused.items():
        with pytest.raises(OutputRefusedError, match=reason):
            open_staging(folder, [content])
    open_staging(content / "sub" / "output", [content]).discard()


def test_a_link_to_the_output_folder_stays_a_link(tmp_path: Path, output: Path) -> None:
    (tmp_path / "www").symlink_to(output)
    begin(tmp_path / "www", index="new").switch()
    assert (tmp_path / "www").is_symlink()
    assert files(output)["index"] == "new"


def test_leftovers_of_a_dead_build_are_removed_and_those_of_a_live_one_and_of_others_kept(
    output: Path, dead: int
) -> None:
    gone = [
        leave(output, "new", dead),
        leave(output, "old", dead),
        leave(output, "new", "x"),
        leave(output, "new", os.getpid()),
    ]
    kept = [
        leave(output, "new", os.getppid()),
        leave(output, "notes", dead, marked=False),
        leave(output.with_name("other"), "new", dead),
    ]
    staging = begin(output, index="new")
    assert [path.exists() for path in gone[:3]] == [False] * 3
    assert not (gone[3] / "index").is_file() or files(gone[3])["index"] == "new"
    assert [path.exists() for path in kept] == [True] * 3
    staging.switch()


@pytest.mark.parametrize("pid", ["9" * 30, "0", "", "-1"])
def test_leftovers_with_odd_names_are_no_reason_to_stop(output: Path, pid: str) -> None:
    leave(output, "new", pid)
    begin(output, index="new").switch()
    assert files(output)["index"] == "new"


def test_a_folder_named_with_signs_of_a_pattern_is_cleaned_too(tmp_path: Path, dead: int) -> None:
    output = tmp_path / "out[1]*"
    left = leave(output, "new", dead)
    begin(output).switch()
    assert not left.exists()


def test_where_the_new_tree_cannot_take_the_place_the_old_one_gets_it_back(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(output)
    staging = begin(output, index="new")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self == staging.tree:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        staging.switch()
    monkeypatch.undo()
    assert files(output) == before
    staging.discard()
    assert [p.name for p in output.parent.iterdir()] == ["output"]


def test_a_build_that_died_between_the_two_steps_has_not_lost_the_last_good_output(output: Path, dead: int) -> None:
    """Killed after the old tree was moved away and before the new one came: the old one is all there is."""
    before = files(output)
    output.rename(output.with_name(f".{output.name}.old-{dead}"))
    staging = begin(output, index="new")
    staging.discard()
    assert files(output) == before


def test_what_a_build_wrote_can_be_served_to_all_whatever_the_umask_of_the_desk(output: Path) -> None:
    """A folder of mkdtemp's mode 0700 would be closed to the web server."""
    assert output.stat().st_mode & 0o055 == 0o055 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
