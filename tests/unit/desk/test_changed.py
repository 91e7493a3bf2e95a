"""What has changed, asked of real repositories."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from standfirst.desk.changed import NoHistoryError, changed_files, changed_within

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"], **PLAIN},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One commit, of four articles and a file beside the content folder."""
    git(tmp_path, "init", "--initial-branch", "main")
    (tmp_path / "content" / "articles").mkdir(parents=True)
    for name in ("content/articles/a.md", "content/articles/b.md", "content/gone.md", "content/the same.md", "conf.py"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / ".gitignore").write_text("*.tmp\n", "utf-8")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--message", "first")
    return tmp_path


def names(folder: Path, ref: str = "HEAD") -> list[str]:
    return [file.relative_to(folder).as_posix() for file in changed_files(folder, ref)]


def test_files_that_are_new_or_differ_and_are_there(repository: Path) -> None:
    """Staged or not, tracked or not, of any name; not what is deleted, ignored, or outside the folder."""
    content = repository / "content"
    assert names(content) == []
    (content / "articles/a.md").write_text("changed", "utf-8")
    (content / "articles/new «ü»\n.md").write_text("new", "utf-8")
    (content / "x.tmp").write_text("ignored", "utf-8")
    (content / "gone.md").unlink()
    (repository / "conf.py").write_text("changed", "utf-8")
    git(repository, "mv", "content/the same.md", "content/moved.md")
    assert names(content) == ["articles/a.md", "articles/new «ü»\n.md", "moved.md"]


def test_since_a_branch_means_since_it_was_left(repository: Path) -> None:
    """What others have put into it meanwhile is theirs; what is not committed yet is ours."""
    content = repository / "content"
    git(repository, "checkout", "-b", "mine")
    (content / "articles/a.md").write_text("mine", "utf-8")
    git(repository, "commit", "--all", "--message", "mine")
    git(repository, "checkout", "main")
    (content / "articles/b.md").write_text("theirs", "utf-8")
    git(repository, "commit", "--all", "--message", "theirs")
    git(repository, "checkout", "mine")
    assert names(content) == []
    (content / "gone.md").write_text("not committed", "utf-8")
    assert names(content, "main") == ["articles/a.md", "gone.md"]


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "a.md").write_text("a", "utf-8")
    (tmp_path / "b.md").write_text("b", "utf-8")
    git(tmp_path, "add", "a.md")
    assert names(tmp_path) == ["a.md", "b.md"]


def test_in_a_hook_the_repository_is_still_the_folders_own(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook is told its repository by paths that hold only where it starts."""
    monkeypatch.chdir(repository)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    (repository / "content/gone.md").write_text("changed", "utf-8")
    assert names(repository / "content") == ["gone.md"]


def test_paths_narrow_it_down_and_are_named_as_the_folder_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    link = repository / "site"
    link.symlink_to("content")
    for name in ("articles/a.md", "gone.md"):
        (repository / "content" / name).write_text("changed", "utf-8")
    assert changed_within(link, "HEAD", ()) == (str(link / "articles/a.md"), str(link / "gone.md"))
    assert changed_within(link, "HEAD", ("content/articles",)) == (str(link / "articles/a.md"),)


def test_what_git_cannot_know_is_said(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(repository, "checkout", "--orphan", "other")
    git(repository, "commit", "--message", "other")
    content = repository / "content"
    for ref, words in {
        "nowhere": "'nowhere' is no commit of this repository",
        "--output=x": "'--output=x' is no commit",
        str(content): "put them before --changed",
        "main": "no commit in common here",
    }.items():
        with pytest.raises(NoHistoryError, match=words):
            changed_files(content, ref)
    with pytest.raises(NoHistoryError, match="is in no git repository"):
        changed_files(tmp_path_factory.mktemp("plain"))


def test_without_git_it_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistoryError, match="git is not installed"):
        changed_files(tmp_path)
