"""The decisive test: whatever is edited between builds, the next one leaves exactly what a clean build would."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.harness import Built, Site
from tests.rebuild.edits import EDITS, Newsroom


def build_and_compare(kept: Path, room: Newsroom) -> Built:
    """Build where something was built before, and anew elsewhere: the same tree and the same messages."""
    again = Site(kept).build_here(now=room.now)
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "site"
        room.write(clean)
        fresh = Site(clean).build_here(now=room.now)
        assert (again.code, _said(again)) == (fresh.code, _said(fresh))
        if fresh.code == 0:
            assert again.sums() == fresh.sums()
    return again


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
)
def test_any_sequence_of_edits_ends_in_what_a_clean_build_writes(edits: list[int], seed: int) -> None:
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "site"
        room = Newsroom()
        room.write(kept)
        assert Site(kept).build_here(now=room.now).code == 0
        for number in edits:
            before, room = room, room.copy()
            EDITS[number](room, dice)
            room.write(kept, before)
            build_and_compare(kept, room)


def test_each_kind_of_edit_alone(tmp_path: Path) -> None:
    """One after the other, so that each is tried at least once; a mistake is taken back before the next."""
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
