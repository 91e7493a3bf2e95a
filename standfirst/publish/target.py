"""What every target can do, and what it says while it does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from standfirst.publish.plan import Release
    from standfirst.publish.tree import Tree

Phase = Literal["lock", "read", "send", "settle", "switch", "prune"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a release, told as it begins."""

    phase: Phase
    what: str = ""
    """The file or release that it is about."""


Progress: TypeAlias = Callable[[Step], None]
"""Called with each step, before it is taken."""


def silent(step: Step) -> None:
    """Tell nobody."""


class Target(Protocol):
    """A place that holds releases and shows one of them.

    Everything raises PublishError. Only `switch` changes what readers see, and calling any of it again after it was cut
    short brings it to its end.
    """

    place: str
    """How messages name it."""

    def lock(self, wait: float, progress: Progress) -> AbstractContextManager[None]:
        """Keep every other publisher away, after waiting `wait` seconds for one at the most."""

    def releases(self) -> Sequence[Release]:
        """The releases that are there, latest first."""

    def in_the_way(self, paths: Iterable[str], kept: Sequence[Release]) -> Sequence[str]:
        """Which of these are there already and were put there by no release of ours."""

    def upload(self, tree: Tree, name: str, kept: Sequence[Release], progress: Progress) -> int:
        """Bring a release to the target, out of readers' sight. Returns how many bytes of files were sent."""

    def switch(self, release: Release, kept: Sequence[Release], carried: Mapping[str, str], progress: Progress) -> None:
        """Show a release, with files `carried` over from others (path to release) beside its own."""

    def prune(self, names: Iterable[str], stay: Sequence[Release], progress: Progress) -> None:
        """Remove releases; `stay` are those that remain."""
