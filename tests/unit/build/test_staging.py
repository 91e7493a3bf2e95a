"""The last good output stays whole until the next one is complete, and what no build wrote is never deleted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from standfirst.build import kernel, manifest, staging
from standfirst.build.lock import HeldError
from standfirst.build.staging import Facts, OutputRefusedError, ShrunkError, Staging, open_staging


def files(folder: Path) -> dict[str, str]:
    """Every file but the list of them."""
    return {
        name: (folder / name).read_text("utf-8")
        for name in sorted(manifest.names_below(folder))
        if name != manifest.NAME
    }


def begin(output: Path, *retained: str, **contents: str) -> Staging:
    begun = open_staging(output, [], retained, durable=False)
    for name, text in contents.items():
        (begun.tree / name).write_text(text, "utf-8")
    return begun


def publish(output: Path, *retained: str, **contents: str) -> None:
    begun = begin(output, *retained, **contents)
    try:
        begun.switch()
    finally:
        begun.discard()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder that a build wrote, in a folder with nothing else."""
    folder = tmp_path / "site" / "output"
    publish(folder, index="old", gone="old")
    return folder


@pytest.fixture(params=["exchange", "two renames"])
def switching(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to put a tree in place: the one step of Linux, and the two of other systems."""
    if request.param == "two renames":
        monkeypatch.setattr(kernel, "_function", lambda _: None)
    return str(request.param)


def alone(output: Path) -> bool:
    """Whether nothing is left beside the output folder."""
    return [path.name for path in output.parent.iterdir()] == [output.name]


@pytest.mark.parametrize("durable", [True, False])
def test_every_file_is_on_the_disk_before_the_switch_and_the_switch_before_the_end(
    output: Path, switching: str, monkeypatch: pytest.MonkeyPatch, *, durable: bool
) -> None:
    """A whole file system in one call, or else each file and folder; a preview asks for nothing."""
    asked: list[str] = []
    function, fsync, replace = kernel._function, os.fsync, Staging._replace

    def named(name: str) -> Any:
        found = function(name)
        return found and (lambda *arguments: (asked.append(name), found(*arguments))[1]) if name == "syncfs" else found

    def synced(opened: int) -> None:
        asked.append(os.path.relpath(Path(f"/proc/self/fd/{opened}").readlink(), output.parent))
        fsync(opened)

    monkeypatch.setattr(kernel, "_function", named)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Staging, "_replace", lambda *a, **b: (asked.append("switch"), replace(*a, **b))[1])
    begun = open_staging(output, [], durable=durable)
    (begun.tree / "news").mkdir()
    (begun.tree / "news/a.html").write_text("new", "utf-8")
    begun.switch()
    begun.discard()
    each = {f".output.new{name}" for name in ("", "/news", "/news/a.html", "/.standfirst")}
    before = {"syncfs"} if switching == "exchange" else each
    at = asked.index("switch")
    assert (set(asked[:at]), asked[at + 1 :]) == ((before, ["."]) if durable else (set(), []))


def test_the_old_tree_stays_as_it_was_until_the_new_one_takes_its_place(output: Path, switching: str) -> None:
    before = files(output)
    begun = begin(output, index="new", more="new")
    assert files(output) == before == {"gone": "old", "index": "old"}
    begun.switch()
    begun.discard()
    assert files(output) == {"index": "new", "more": "new"}
    assert alone(output)


def test_linux_exchanges_the_trees_so_that_the_folder_is_missing_at_no_moment(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sys.platform.startswith("linux"), "the one step is Linux's; elsewhere a switch is two renames"
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("a rename would leave a moment without a site"))
    begun = begin(output, index="new")
    begun.switch()
    monkeypatch.undo()
    begun.discard()
    assert files(output) == {"index": "new"}


def test_a_build_that_is_given_up_leaves_no_trace(output: Path) -> None:
    before = files(output)
    begun = begin(output, index="new")
    begun.discard()
    begun.discard()
    assert files(output) == before
    assert alone(output)


def test_the_first_build_makes_the_folder_and_an_empty_one_may_be_taken(tmp_path: Path, switching: str) -> None:
    publish(tmp_path / "a" / "b" / "output", index="new")
    assert files(tmp_path / "a" / "b" / "output") == {"index": "new"}
    (tmp_path / "empty").mkdir()
    publish(tmp_path / "empty", index="new")
    assert files(tmp_path / "empty") == {"index": "new"}


def test_what_the_settings_retain_lives_on_as_the_very_same_files(output: Path, switching: str) -> None:
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref", "utf-8")
    (output / "CNAME").write_text("news.example", "utf-8")
    seen = (output / "CNAME").stat().st_ino
    for _ in range(2):
        publish(output, ".git", "CNAME", "not there", index="new")
        assert files(output) == {"index": "new", "CNAME": "news.example", ".git/HEAD": "ref"}
    assert (output / "CNAME").stat().st_ino == seen
    assert alone(output)


def test_what_is_written_into_a_retained_folder_while_a_build_runs_is_kept(output: Path, switching: str) -> None:
    (output / "uploads").mkdir()
    (output / "uploads" / "a").write_text("first", "utf-8")
    begun = begin(output, "uploads", index="new")
    step = begun._replace

    def while_switching(*, standing: bool) -> None:
        (output / "uploads" / "b").write_text("late", "utf-8")
        (output / "uploads" / "a").unlink()
        (output / "uploads" / "a").write_text("second", "utf-8")
        step(standing=standing)

    begun._replace = while_switching  # type: ignore[method-assign]
    begun.switch()
    begun.discard()
    assert files(output) == {"index": "new", "uploads/a": "second", "uploads/b": "late"}


def test_a_retained_file_that_the_site_has_too_is_refused_unless_a_build_wrote_it(output: Path) -> None:
    (output / "CNAME").write_text("by hand", "utf-8")
    with pytest.raises(OutputRefusedError, match="the site has one of its own"):
        publish(output, "CNAME", CNAME="of the site")
    assert files(output)["CNAME"] == "by hand"
    (output / "CNAME").unlink()
    publish(output, "CNAME", CNAME="of the site")
    publish(output, "CNAME", CNAME="newer")
    assert files(output) == {"CNAME": "newer"}


@pytest.mark.parametrize(
    "taken",
    [{"thesis.txt": "x"}, {".standfirst/x": "x"}, {"sub/index.html": "x"}, {".standfirst": "not our list\n"}],
)
def test_a_folder_with_files_that_no_build_wrote_is_refused_untouched(tmp_path: Path, taken: dict[str, str]) -> None:
    folder = tmp_path / "papers"
    for name, text in taken.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    before = sorted(folder.rglob("*"))
    with pytest.raises(OutputRefusedError, match="holds files that no build of Standfirst wrote: ") as refused:
        open_staging(folder, [])
    assert all(name in str(refused.value) for name in taken)
    assert sorted(folder.rglob("*")) == before
    assert [p.name for p in tmp_path.iterdir()] == ["papers"]


@pytest.mark.parametrize("name", ["CNAME", ".well-known/acme", "news/mine.html", "sub/deep/er"])
def test_a_foreign_file_in_an_output_of_ours_is_refused_by_name(output: Path, name: str) -> None:
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_text("by hand", "utf-8")
    with pytest.raises(OutputRefusedError, match=name) as refused:
        open_staging(output, [])
    assert f"OUTPUT_RETENTION = ['{name.split('/', 1)[0]}']" in refused.value.hint
    assert files(output) == {"gone": "old", "index": "old", name: "by hand"}


def test_a_foreign_file_that_comes_while_a_build_runs_is_refused_or_lives_on(output: Path, switching: str) -> None:
    begun = begin(output, index="new")
    (output / "late").write_text("by hand", "utf-8")
    with pytest.raises(OutputRefusedError, match="late"):
        begun.switch()
    begun.discard()
    (output / "late").unlink()
    begun = begin(output, index="new")
    step = begun._replace

    def while_switching(*, standing: bool) -> None:
        (output / "later").write_text("by hand", "utf-8")
        step(standing=standing)

    begun._replace = while_switching  # type: ignore[method-assign]
    begun.switch()
    begun.discard()
    assert files(output) == {"index": "new", "later": "by hand"}
    assert alone(output)


def test_links_and_pipes_among_foreign_files_are_refused_and_not_followed(output: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis").write_text("x", "utf-8")
    (output / "link").symlink_to(tmp_path / "papers")
    os.mkfifo(output / "pipe")
    with pytest.raises(OutputRefusedError, match="link, pipe"):
        open_staging(output, [])
    assert (tmp_path / "papers" / "thesis").is_file()


def test_what_must_not_be_replaced_is_refused_also_by_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, content = tmp_path / "home", tmp_path / "site" / "content"
    for folder in (home / "sub", content / "sub", tmp_path / "work" / ".git"):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (tmp_path / "link").symlink_to(content)
    (tmp_path / "file").write_text("x", "utf-8")
    refused = {
        content: "which no build may replace",
        content.parent: "which no build may replace",
        content / "sub" / "..": "which no build may replace",
        tmp_path / "link": "which no build may replace",
        home: "which no build may replace",
        tmp_path: "which no build may replace",
        Path("/"): "which no build may replace",
        tmp_path / "file": "is a file",
        tmp_path / "work": "is a repository",
        tmp_path / "work" / ".git" / "site": "is a part of a repository",
        Path("/proc"): "is a mount point",
    }
    for folder, reason in refused.items():
        with pytest.raises(OutputRefusedError, match=reason):
            open_staging(folder, [content])
    open_staging(content / "sub" / "output", [content]).discard()


def test_a_link_to_the_output_folder_stays_a_link(tmp_path: Path, output: Path) -> None:
    (tmp_path / "www").symlink_to(output)
    publish(tmp_path / "www", index="new")
    assert (tmp_path / "www").is_symlink()
    assert files(output) == {"index": "new"}


def test_two_builds_of_one_output_cannot_run_at_once(output: Path) -> None:
    begun = begin(output, index="first")
    with pytest.raises(HeldError, match=f"process {os.getpid()} on "):
        begin(output, index="second")
    begun.switch()
    begun.discard()
    publish(output, index="second")
    assert files(output) == {"index": "second"}


KILLED = """
import os, signal, sys
from pathlib import Path
from standfirst.build import staging
begun = staging.open_staging(Path(sys.argv[1]), [], ["CNAME"], durable=False)
(begun.tree / "index").write_text("new")
(begun.tree / "sub").mkdir()
(begun.tree / "sub" / "page").write_text("new")
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[3] == "two renames":
    staging.exchange = lambda one, other: False
if sys.argv[2] == "between":
    rename = Path.rename
    def step(self, target):
        rename(self, target)
        die()
    Path.rename = step
else:
    setattr(*{
        "marking": (begun, "switch"),
        "retaining": (begun, "_retain"),
        "listing": (staging.manifest, "write_manifest"),
        "before": (begun, "_replace"),
        "clearing": (staging, "_clear"),
        "unlinking": (Path, "unlink"),
        "last": (Path, "rmdir"),
    }[sys.argv[2]], die)
begun.switch()
"""


@pytest.mark.parametrize(
    "step", ["marking", "retaining", "listing", "before", "between", "clearing", "unlinking", "last"]
)
@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_killed_at_any_step_a_whole_site_stands_and_the_next_build_repairs(output: Path, step: str, way: str) -> None:
    (output / "CNAME").write_text("by hand", "utf-8")
    command = [sys.executable, "-c", KILLED, str(output), step, way]
    killed = subprocess.run(command, check=False, capture_output=True, text=True)
    died = killed.returncode == -9
    assert died or (step == "between" and way == "exchange"), killed.stderr
    old = {"CNAME": "by hand", "gone": "old", "index": "old"}
    new = {"CNAME": "by hand", "index": "new", "sub/page": "new"}
    if output.exists():
        assert files(output) in (old, new)
    else:
        assert (step, way) == ("between", "two renames")
        begin(output, "CNAME").discard()
        assert files(output) == old, "the next build puts it back before it does anything else"
    publish(output, "CNAME", index="newest")
    assert files(output) == {"CNAME": "by hand", "index": "newest"}
    assert alone(output)


@pytest.mark.parametrize(
    "left", [{}, {".standfirst": ""}, {".standfirst": "\0\0", "index": ""}, {".standfirst.part": "x"}]
)
def test_what_a_power_cut_leaves_of_an_unfinished_tree_is_swept(output: Path, left: dict[str, str]) -> None:
    for name, text in left.items():
        staging.beside(output, "new").mkdir(exist_ok=True)
        (staging.beside(output, "new") / name).write_text(text, "utf-8")
    publish(output, index="new")
    assert files(output) == {"index": "new"}
    assert alone(output)


def test_what_lies_in_the_way_and_is_not_ours_is_refused_untouched(output: Path) -> None:
    foreign = staging.beside(output, "new")
    foreign.mkdir()
    (foreign / "thesis").write_text("x", "utf-8")
    with pytest.raises(OutputRefusedError, match="is in the way"):
        begin(output)
    assert files(foreign) == {"thesis": "x"}


def test_where_the_new_tree_cannot_take_the_place_the_old_one_gets_it_back(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(output)
    monkeypatch.setattr(kernel, "_function", lambda _: None)
    begun = begin(output, index="new")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self == begun.tree:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        begun.switch()
    monkeypatch.undo()
    assert files(output) == before
    begun.discard()
    assert files(output) == before
    assert alone(output)


def test_all_may_read_what_was_built_whatever_the_umask_and_shared_files_are_not_touched(tmp_path: Path) -> None:
    output, own = tmp_path / "output", tmp_path / "own"
    own.write_text("private", "utf-8")
    own.chmod(0o600)
    mask = os.umask(0o077)
    try:
        begun = begin(output, index="new")
        (begun.tree / "sub").mkdir()
        os.link(own, begun.tree / "sub" / "shared")
        begun.switch()
    finally:
        os.umask(mask)
        begun.discard()
    modes = {path.name: path.stat().st_mode & 0o777 for path in (output, *output.rglob("*"))}
    assert modes == {"output": 0o755, manifest.NAME: 0o644, "index": 0o644, "sub": 0o755, "shared": 0o644}
    assert own.stat().st_mode & 0o777 == 0o600


def test_the_output_folder_keeps_the_mode_that_somebody_gave_it(output: Path) -> None:
    output.chmod(0o2750)
    publish(output, index="new")
    assert output.stat().st_mode & 0o7777 == 0o2750


def test_a_file_is_carried_only_where_a_build_wrote_it_and_it_is_as_it_was(output: Path) -> None:
    facts = Facts((output / "index").stat().st_size, (output / "index").stat().st_mtime_ns)
    (output / "kept").write_text("foreign", "utf-8")
    begun = begin(output, "kept")
    assert begun.carry("index", facts)
    assert begun.carry("gone")
    assert not begun.carry("kept")
    assert not begun.carry("../output/index")
    assert not begun.carry("absent")
    assert not begun.carry("index", Facts(99, facts.moment))
    assert (begun.tree / "index").stat().st_ino == (output / "index").stat().st_ino
    begun.switch()
    begun.discard()
    assert files(output) == {"gone": "old", "index": "old", "kept": "foreign"}


def test_a_file_is_carried_by_a_copy_where_there_are_no_links(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    seen = (output / "index").stat()
    begun = begin(output)
    assert begun.carry("index")
    begun.switch()
    begun.discard()
    now = (output / "index").stat()
    assert files(output) == {"index": "old"}
    assert (now.st_mtime_ns, now.st_size) == (seen.st_mtime_ns, seen.st_size)
    assert now.st_ino != seen.st_ino


def test_an_unchanged_output_is_known_by_its_files(output: Path) -> None:
    begun = begin(output)
    for name in ("index", "gone"):
        begun.carry(name)
    facts = begun.facts()
    assert set(facts) == {"index", "gone"}
    assert begun.unchanged(facts)
    assert not begun.unchanged({"index": facts["index"]})
    assert not begun.unchanged(facts | {"more": facts["index"]})
    (output / "index").unlink()
    (output / "index").write_text("by hand", "utf-8")
    assert not begun.unchanged(facts)
    begun.discard()


@pytest.mark.parametrize(("after", "refused"), [(20, False), (10, False), (9, True), (0, True)])
def test_a_sudden_loss_of_pages_is_told(tmp_path: Path, after: int, refused: bool) -> None:
    publish(tmp_path / "output", **{f"{n}.html": "" for n in range(20)}, feed="")
    begun = begin(tmp_path / "output", **{f"{n}.html": "" for n in range(after)})
    begun.losing(0.5, least=21)
    begun.losing(1, least=20)
    if refused:
        with pytest.raises(ShrunkError, match=f"{20 - after} of 20 pages would be gone"):
            begun.losing(0.5, least=20)
    else:
        begun.losing(0.5, least=20)
    begun.discard()


def test_a_tree_that_somebody_has_taken_away_is_never_published_in_part(output: Path) -> None:
    before = files(output)
    begun = begin(output, index="new")
    staging.delete_all(begun.tree)
    begun.tree.mkdir()
    (begun.tree / "late").write_text("written after that", "utf-8")
    with pytest.raises(OSError, match="taken away"):
        begun.switch()
    begun.discard()
    assert files(output) == before
    assert alone(output)
