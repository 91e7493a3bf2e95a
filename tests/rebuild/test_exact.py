"""The decisive test: whatever is edited between builds, the next one leaves exactly what a clean build would."""

from __future__ import annotations

import random
import re
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.build import kept
from standfirst.pelican_site import standing
from tests.harness import Built, Site
from tests.rebuild.edits import EDITS, Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator


def build_and_compare(site: Path, room: Newsroom) -> Built:
    """Build where something was built before, and anew elsewhere: the same tree and the same messages."""
    again = Site(site).build_here(now=room.now)
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "site"
        room.write(clean)
        fresh = Site(clean).build_here(now=room.now)
        assert (again.code, _said(again)) == (fresh.code, _said(fresh))
        if fresh.code == 0:
            assert again.sums() == fresh.sums()
    return again


@contextmanager
def settled_at_once(*, dated: bool) -> Iterator[None]:
    """Have builds trust the dates of files that were written just before."""
    never = -(10**18)
    with ExitStack() as changed:
        for module in (kept, standing) if dated else ():
            changed.enter_context(patch.object(module, "SETTLED", never))
        yield


def _said(built: Built) -> str:
    """All messages, but for how long it took and that an older site is still there."""
    return re.sub(
        r"in [0-9.]+ s| output/ is as it was\.|[;,] \d+ pages? rendered, [\d,]+ kept|[;,] nothing had changed",
        "",
        built.stdout + built.stderr,
    )


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(st.sampled_from(range(len(EDITS))), min_size=2, max_size=6),
    seed=st.integers(0, 2**16),
    dated=st.booleans(),
)
def test_any_sequence_of_edits_ends_in_what_a_clean_build_writes(edits: list[int], seed: int, dated: bool) -> None:
    """Whether files are read, or told by their dates, as they are when they have lain for two seconds."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, settled_at_once(dated=dated):
        site = Path(folder) / "site"
        room = Newsroom()
        room.write(site)
        assert Site(site).build_here(now=room.now).code == 0
        for number in edits:
            before, room = room, room.copy()
            EDITS[number](room, dice)
            room.write(site, before)
            build_and_compare(site, room)


def test_each_kind_of_edit_alone(tmp_path: Path) -> None:
    """One after the other, so that each is tried at least once; a mistake is taken back before the next."""
    with settled_at_once(dated=True):
        _each_kind_of_edit(tmp_path)


def _each_kind_of_edit(tmp_path: Path) -> None:
    dice = random.Random(1)
    room = Newsroom()
    room.write(tmp_path)
    assert Site(tmp_path).build_here(now=room.now).code == 0
    for edit in EDITS:
        before, room = room, room.copy()
        edit(room, dice)
        room.write(tmp_path, before)
        if build_and_compare(tmp_path, room).code:
            broken, room = room, before
            room.write(tmp_path, broken)
