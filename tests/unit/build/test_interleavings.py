"""Builds, kills and foreign files in any order: a whole site stands, and nobody's file is lost."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.build import manifest
from standfirst.build.staging import OutputRefusedError, open_staging

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 3
EVENTS = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "os.scandir"})
MOST_EVENTS = 90
"""About as many as such a build has."""
KEPT = "kept"
"""An entry that OUTPUT_RETENTION names."""

builds = st.tuples(st.just("build"), st.one_of(st.none(), st.integers(1, MOST_EVENTS)))
hands = st.tuples(st.sampled_from(["put", "put kept", "take"]), st.integers(0, 2))


def build(output: Path, version: int) -> None:
    """Write a site whose every file says which version it is of; half of it has another name each time."""
    begun = open_staging(output, [], [KEPT], durable=False)
    try:
        for number in range(PAGES):
            for name in (f"page-{number}.html", f"only-{version}/{number}.html"):
                (begun.tree / name).parent.mkdir(exist_ok=True)
                (begun.tree / name).write_text(str(version), "utf-8")
        begun.switch()
    finally:
        begun.discard()


def build_and_die(output: Path, version: int, at: int) -> None:
    """The same in a process that is killed at a file operation, if it comes to that one."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    seen = 0

    def count(event: str, _: object) -> None:
        nonlocal seen
        seen += event in EVENTS
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    with contextlib.suppress(BaseException):
        build(output, version)
    os._exit(0)


def version_of(output: Path, foreign: dict[str, str]) -> int | None:
    """Which version stands, and stands whole; None where there is no output folder."""
    if not output.is_dir():
        return None
    found = {name: (output / name).read_text("utf-8") for name in manifest.names_below(output) if name != manifest.NAME}
    for name, text in foreign.items():
        assert found.pop(name) == text, "a file of somebody else is lost"
    if not found:
        return None
    version = int(found["page-0.html"])
    names = {f"page-{n}.html" for n in range(PAGES)} | {f"only-{version}/{n}.html" for n in range(PAGES)}
    assert found == dict.fromkeys(names, str(version)), "a site of two versions"
    return version


@settings(max_examples=40)
@given(steps=st.lists(st.one_of(builds, builds, hands), max_size=8))
def test_any_order_of_builds_kills_and_foreign_files(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int | None]]
) -> None:
    output = tmp_path_factory.mktemp("site") / "output"
    foreign: dict[str, str] = {}
    stood: int | None = None
    for version, (what, number) in enumerate(steps):
        unknown = [name for name in foreign if not name.startswith(f"{KEPT}/")]
        if what == "build" and number is None and not unknown:
            build(output, version)
            assert version_of(output, foreign) == version
        elif what == "build" and number is None:
            with pytest.raises(OutputRefusedError, match=unknown[0]):
                build(output, version)
        elif what == "build" and number is not None:
            build_and_die(output, version, number)
            assert version_of(output, foreign) in {stood, version}
        elif output.is_dir():
            name = f"{KEPT}/{number}" if what == "put kept" else f"by-hand-{number}"
            if what == "take":
                if foreign.pop(name, None):
                    (output / name).unlink()
            else:
                foreign[name] = f"hand {version}"
                (output / name).parent.mkdir(exist_ok=True)
                (output / name).write_text(foreign[name], "utf-8")
        stood = version_of(output, foreign)
    for name in [name for name in foreign if not name.startswith(f"{KEPT}/")]:
        del foreign[name]
        (output / name).unlink()
    build(output, 99)
    assert version_of(output, foreign) == 99
    assert [path.name for path in output.parent.iterdir()] == ["output"]
