"""A folder of a standing output changes between two builds, and stays one that builds wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.build import graft as module
from standfirst.build import manifest
from standfirst.build.graft import graft
from standfirst.build.lock import HeldError
from standfirst.build.staging import open_staging

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def publish(output: Path, *names: str) -> None:
    begun = open_staging(output, [], durable=False)
    for name in names:
        (begun.tree / name).parent.mkdir(parents=True, exist_ok=True)
        (begun.tree / name).write_text("built", "utf-8")
    begun.switch()
    begun.discard()


def write(*names: str) -> Callable[[Path], object]:
    def fill(folder: Path) -> None:
        folder.mkdir()
        for name in names:
            (folder / name).write_text("new", "utf-8")

    return fill


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_the_new_folder_is_listed_and_the_next_build_may_replace_it(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "two renames":
        monkeypatch.setattr(module, "exchange", lambda *_: False)
    output = tmp_path / "output"
    publish(output, "index", "search/a", "search/b")
    graft(output, "search", write("b", "c"), 0)
    assert sorted(manifest.names_below(output)) == [manifest.NAME, "index", "search/b", "search/c"]
    assert manifest.foreign_files(output, frozenset()) == []
    assert manifest.read_manifest(output) == manifest.Manifest(
        frozenset(map(manifest.digest_of, ["index", "search/b", "search/c"]))
    )
    graft(output, "more", write("d"), 0)
    publish(output, "index")
    assert sorted(manifest.names_below(output)) == [manifest.NAME, "index"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_it_waits_for_a_build_and_leaves_no_trace_where_it_fails(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, "index", "search/a")
    begun = open_staging(output, [])
    with pytest.raises(HeldError):
        graft(output, "search", write("b"), 0)
    begun.discard()

    def fail(folder: Path) -> None:
        write("b")(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        graft(output, "search", fail, 0)
    assert sorted(manifest.names_below(output)) == [manifest.NAME, "index", "search/a"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
