"""Plans are functions of manifests: what they add, change and remove turns one release into the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standfirst.publish.kinds import Turn, is_page, outlives, turn
from standfirst.publish.manifest import File, Manifest, read_manifest
from standfirst.publish.plan import Release, carried, in_turn, lost_pages, make_plan, next_name, to_prune

PATHS = st.sampled_from(
    [
        "index.html",
        "news/a.html",
        "news/b.html",
        "theme/site.a70a9b955b.css",
        "x.js",
        "feeds/all.atom.xml",
        "p-0a1b2c3d.png",
        "robots.txt",
    ]
)
FILES = st.builds(
    lambda content, size: File(sha256=f"{content:064x}", size=size, type="text/plain"),
    st.integers(0, 3),
    st.integers(0, 9),
)
MANIFESTS = st.builds(
    lambda files, commit: Manifest(built="2026-01-01T00:00:00Z", commit=commit, files=files, stories={}),
    st.dictionaries(PATHS, FILES),
    st.sampled_from(["", "abc"]),
)


@given(MANIFESTS, MANIFESTS)
def test_a_plan_turns_one_release_into_the_next(old: Manifest, new: Manifest) -> None:
    plan = make_plan(new, old)
    made = dict(old.files)
    for path in plan.removed:
        del made[path]
    made |= {path: new.files[path] for path in (*plan.added, *plan.changed)}
    assert made == new.files
    assert plan.unchanged == len(new.files) - len(plan.added) - len(plan.changed)
    assert bool(plan) == (old.files != new.files)
    assert set(lost_pages(new, old)[0]) == {path for path in plan.removed if is_page(path)}


@given(MANIFESTS)
def test_a_manifest_is_read_back_as_it_was_written(manifest: Manifest) -> None:
    assert read_manifest(manifest.dumped(), "here") == manifest
    assert read_manifest(manifest.dumped(), "here").digest == manifest.digest


@given(st.lists(MANIFESTS, max_size=6), st.integers(1, 4), st.data())
def test_of_kept_releases_the_latest_and_the_one_shown_stay(
    manifests: list[Manifest], keep: int, data: st.DataObject
) -> None:
    """Never more than asked for stay, the one shown always does, and the next name is later than all."""
    shown = data.draw(st.integers(0, max(0, len(manifests) - 1)))
    kept: list[Release] = []
    for number, manifest in enumerate(manifests):
        kept.append(Release(next_name(kept, manifest), manifest, current=number == shown))
    gone = to_prune(kept, keep)
    stay = [release for release in kept if release.name not in gone]
    assert len(stay) == min(keep, len(kept))
    assert not kept or kept[shown] in stay
    assert not [
        release
        for release in stay
        if not release.current and any(r.number > release.number for r in kept if r.name in gone)
    ]


@given(st.lists(MANIFESTS, min_size=1, max_size=4))
def test_only_files_named_by_their_content_are_carried_over(manifests: list[Manifest]) -> None:
    """A page that was removed is gone at once; a stylesheet that an open page may ask for is not."""
    kept = [Release(f"{number:04}-00000000", manifest, current=False) for number, manifest in enumerate(manifests, 1)]
    new = manifests[-1]
    carry = carried(new, kept)
    assert all(outlives(path) and path not in new.files for path in carry)
    for path, origin in carry.items():
        having = [release.name for release in kept if path in release.manifest.files]
        assert origin == having[-1]


def test_pages_come_after_what_they_need_and_new_ones_before_those_that_link_to_them() -> None:
    paths = ["sitemap.xml", "index.html", "new.html", "x.js", "theme/site.a70a9b955b.css", "feeds/all.json"]
    ordered = in_turn(paths, present=["index.html", "sitemap.xml"])
    assert ordered == ["theme/site.a70a9b955b.css", "x.js", "new.html", "index.html", "feeds/all.json", "sitemap.xml"]
    assert [turn(path) for path in ordered] == sorted(turn(path) for path in ordered)
    assert turn("robots.txt") is Turn.FEED
