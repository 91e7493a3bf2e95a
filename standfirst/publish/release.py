"""One release, from a checked tree to what readers see: read, plan, send, switch, prune."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from standfirst.publish.errors import PublishError
from standfirst.publish.plan import Plan, Release, carried, lost_pages, make_plan, next_name, to_prune
from standfirst.publish.target import Step, Target, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.publish.manifest import Manifest
    from standfirst.publish.target import Progress
    from standfirst.publish.tree import Tree

FEW_PAGES = 2
"""So many pages may go without being asked about, however small the site is."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a release may be made."""

    keep: int = 5
    """Releases that stay at the target."""
    shrink: int = 10
    """Share of the pages that may go, in per cent; None in `allow_shrink` lifts it."""
    allow_shrink: bool = False
    """Whether any share may go."""
    adopt: bool = False
    """Whether files that no release of ours wrote may be replaced."""
    forget: bool = False
    """Whether files of earlier releases go out of reach at once."""
    wait: float = 0
    """Seconds to wait for another publisher."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a release, or what would."""

    name: str
    """The release that is shown now; of a plan, the one that would be."""
    before: str
    """The release that was shown; empty for none."""
    plan: Plan
    manifest: Manifest
    released: bool
    """Whether readers see another release than before."""
    sent: int = 0
    """Bytes of files that went to the target."""
    trouble: PublishError | None = None
    """What went wrong after the switch, when the release could no longer fail."""


def current_of(kept: Sequence[Release]) -> Release | None:
    """The release that readers see."""
    return next((release for release in kept if release.current), None)


def plan_release(target: Target, tree: Tree, terms: Terms) -> Outcome:
    """What a release would do. Raises PublishError where it would be refused; changes nothing."""
    kept = target.releases()
    return _planned(target, tree, terms, kept)


def publish(target: Target, tree: Tree, terms: Terms, progress: Progress = silent) -> Outcome:
    """Release a tree. Raises PublishError, and readers see what they saw, until the switch is done."""
    with target.lock(terms.wait, progress):
        progress(Step("read"))
        kept = target.releases()
        planned = _planned(target, tree, terms, kept)
        if not planned.released:
            return planned
        sent, release = 0, _waiting(kept, tree.manifest)
        if release is None:
            sent = target.upload(tree, planned.name, kept, progress)
            release = Release(planned.name, tree.manifest, current=False)
            kept = (release, *kept)
        carry = {} if terms.forget else carried(release.manifest, kept[: terms.keep])
        target.switch(release, kept, carry, progress)
        trouble = _prune(target, kept, release, terms.keep, progress)
    return replace(planned, name=release.name, sent=sent, trouble=trouble)


def roll_back(target: Target, name: str, terms: Terms, progress: Progress = silent) -> Outcome:
    """Show an earlier release again: the one before the present one, or the one named."""
    with target.lock(terms.wait, progress):
        progress(Step("read"))
        kept = target.releases()
        present = current_of(kept)
        release = _wanted(kept, present, name)
        if release is not present or not present.whole:
            carry = {} if terms.forget else carried(release.manifest, kept[: terms.keep])
            target.switch(release, kept, carry, progress)
    plan = make_plan(release.manifest, present.manifest if present else None)
    return Outcome(release.name, present.name if present else "", plan, release.manifest, release is not present)


def _planned(target: Target, tree: Tree, terms: Terms, kept: Sequence[Release]) -> Outcome:
    present = current_of(kept)
    old = present.manifest if present else None
    plan = make_plan(tree.manifest, old)
    lost, before = lost_pages(tree.manifest, old)
    if not terms.allow_shrink and len(lost) > FEW_PAGES and len(lost) * 100 > terms.shrink * before:
        named = ", ".join(lost[:3]) + (" …" if len(lost) > 3 else "")  # noqa: PLR2004 - as many as a line holds
        what = f"{len(lost)} of {before} pages would go ({named}), more than {terms.shrink} %"
        raise PublishError("SF963", what, "if they should, publish with --allow-shrink")
    if not terms.adopt and (foreign := target.in_the_way(tree.paths, kept)):
        named = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")  # noqa: PLR2004 - as above
        what = f"{target.place} holds {len(foreign)} file(s) in the way that no release of ours wrote: {named}"
        raise PublishError("SF957", what, "if they may be replaced, publish with --adopt")
    if present and present.whole and not plan:
        return Outcome(present.name, present.name, plan, present.manifest, released=False)
    waiting = _waiting(kept, tree.manifest)
    name = waiting.name if waiting else next_name(kept, tree.manifest)
    return Outcome(name, present.name if present else "", plan, tree.manifest, released=True)


def _waiting(kept: Sequence[Release], manifest: Manifest) -> Release | None:
    """A release of the same files that was brought to the target and never shown: its publisher died in between."""
    present = current_of(kept)
    shown = present.number if present else 0
    same = (each for each in kept if each.number > shown and each.manifest.files == manifest.files)
    return next(same, None)


def _prune(
    target: Target, kept: Sequence[Release], shown: Release, keep: int, progress: Progress
) -> PublishError | None:
    """Remove what need not be kept. That can fail, but the release is out."""
    now = [replace(release, current=release.name == shown.name) for release in kept]
    names = to_prune(now, keep)
    try:
        target.prune(names, [release for release in now if release.name not in names], progress)
    except PublishError as error:
        return error
    return None


def _wanted(kept: Sequence[Release], present: Release | None, name: str) -> Release:
    if not name:
        earlier = [release for release in kept if present and release.number < present.number]
        if not earlier:
            raise PublishError("SF964", "there is no earlier release to go back to", "standfirst releases lists them")
        return max(earlier, key=lambda release: release.number)
    found = [release for release in kept if release.name == name or (name.isdigit() and release.number == int(name))]
    if not found:
        known = ", ".join(release.name for release in kept) or "none"
        raise PublishError("SF964", f"there is no release {name}", f"there are: {known}")
    return found[0]
