"""Which files have changed since a commit, as git knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_PATHS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git tells a hook about its repository: true only in the folder that the hook starts in."""


class NoHistoryError(Exception):
    """Why git cannot say what has changed, and what to do."""


def changed_files(folder: Path, ref: str = "HEAD") -> list[Path]:
    """Files below `folder` that are new or differ from a commit, tracked or not, and are still there; sorted.

    That commit is the last one for HEAD, else the newest that HEAD and `ref` have in common. Raises NoHistoryError
    where git, the repository or the commit is missing.
    """
    git = shutil.which("git")
    if git is None:
        raise NoHistoryError("git is not installed, and only git knows what has changed (name the files instead)")
    root = Path(os.path.realpath(folder))
    top = Path(_asked(git, root, "rev-parse", "--show-toplevel").removesuffix("\n"))
    names = _asked(git, top, "ls-files", "-z", "--others", "--exclude-standard")
    if ref == "HEAD" and not _has(git, top, "HEAD"):
        names += _asked(git, top, "ls-files", "-z", "--cached")  # before the first commit everything is new
    else:
        since = ref if ref == "HEAD" else _common(git, top, ref)
        names += _asked(git, top, "diff", "-z", "--name-only", "--no-renames", "--diff-filter=d", since, "--")
    changed = {top / name for name in names.split("\0") if name}
    return sorted(file for file in changed if root in file.parents and os.path.lexists(file))


def changed_within(folder: Path, ref: str, paths: Sequence[str]) -> tuple[str, ...]:
    """The same files as paths below `folder` as it is written, of those only what is in `paths`, where any are given."""
    root = Path(os.path.realpath(folder))
    wanted = [Path(os.path.realpath(path)) for path in paths]
    files = [file for file in changed_files(folder, ref) if not wanted or {file, *file.parents} & {*wanted}]
    return tuple(str(folder / file.relative_to(root)) for file in files)


def _common(git: str, top: Path, ref: str) -> str:
    """The newest commit that HEAD and `ref` have in common."""
    if not _has(git, top, ref):
        taken = "to name files, put them before --changed" if Path(ref).exists() else "name a branch, tag or commit"
        raise NoHistoryError(f"'{ref}' is no commit of this repository ({taken})")
    try:
        return _asked(git, top, "merge-base", "--end-of-options", ref, "HEAD").strip()
    except NoHistoryError:
        hint = "fetch more of the history; a checkout in CI often has one commit alone"
        raise NoHistoryError(f"HEAD and '{ref}' have no commit in common here ({hint})") from None


def _has(git: str, top: Path, ref: str) -> bool:
    """Whether `ref` names a commit."""
    arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"]
    return _run(git, top, *arguments).returncode == 0


def _asked(git: str, folder: Path, *arguments: str) -> str:
    """What git answers. Raises NoHistoryError with its own words where it refuses."""
    done = _run(git, folder, *arguments)
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines() or ["it says nothing"]
        if "not a git repository" in said[0]:
            raise NoHistoryError(f"{folder} is in no git repository (name the files instead)")
        raise NoHistoryError(f"git fails: {said[0].removeprefix('fatal: ')}")
    return os.fsdecode(done.stdout)


def _run(git: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    given = {name: value for name, value in os.environ.items() if name not in OWN_PATHS}
    plain = {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = [git, "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**given, **plain})  # noqa: S603 - git, found above
