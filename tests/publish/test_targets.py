"""Every kind of target keeps the same promises, each against the real thing on the loopback."""

from __future__ import annotations

import subprocess
import urllib.request
from typing import TYPE_CHECKING

import pytest

from standfirst.publish.errors import PublishError
from standfirst.publish.release import Terms, plan_release, roll_back
from standfirst.publish.ssh import receiver
from tests.publish.places import KINDS, make_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.publish.places import Place
    from tests.publish.servers import Sshd

each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_a_release_replaces_another_and_can_be_taken_back(
    kind: str, tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    """Published whole, then only what changed is sent; nothing is released twice; the way back is one call."""
    place = place_of(kind, keep=2)
    first = place.publish(make_tree(tmp_path, 1))
    assert place.whole() == 1
    assert first.plan.added
    plan = plan_release(place.target(), make_tree(tmp_path, 2), Terms()).plan
    assert plan.changed == ("feeds/all.atom.xml", "index.html", "news/story.html")
    assert [len(plan.added), len(plan.removed), plan.unchanged] == [1, 1, 2]
    assert place.whole() == 1, "a plan changes nothing"

    second = place.publish(make_tree(tmp_path, 2))
    assert place.whole() == 2
    assert 0 < second.sent < 2000 < first.sent, "the picture of 2,004 bytes went once"
    again = place.publish(make_tree(tmp_path, 2, built="2027-01-01T00:00:00Z"))
    assert not again.released, "the same site, built again, is no release"

    place.publish(make_tree(tmp_path, 3))
    names = [(release.number, release.current) for release in place.target().releases()][:2]
    assert names == [(3, True), (2, False)]
    back = roll_back(place.target(), "", Terms())
    assert (back.name, place.whole()) == (second.name, 2)
    assert roll_back(place.target(), "3", Terms()).released
    assert place.whole() == 3
    with pytest.raises(PublishError, match="SF964"):
        roll_back(place.target(), "99", Terms())
    if kind != "git":  # the branch keeps its history
        assert [release.number for release in place.target().releases()] == [3, 2]


@each_kind
def test_what_an_open_page_may_still_ask_for_stays_in_reach(
    kind: str, tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    """A stylesheet named by its content outlives its release, also backwards, for as long as that is kept; --forget ends it."""
    place = place_of(kind, keep=2)
    styles = []
    for edition in (1, 2):
        place.publish(make_tree(tmp_path, edition))
        styles += [path for path in make_tree(tmp_path, edition).paths if path.endswith(".css")]
    assert [place.get(path)[0] for path in styles] == [200, 200]
    roll_back(place.target(), "", Terms(keep=2))
    assert [place.get(path)[0] for path in styles] == [200, 200]
    place.publish(make_tree(tmp_path, 3))
    place.publish(make_tree(tmp_path, 4))
    assert [place.get(path)[0] for path in styles] == [404, 404]
    place.publish(make_tree(tmp_path, 5), forget=True)
    css = [path for path in make_tree(tmp_path, 4).paths if path.endswith(".css")]
    assert place.get(css[0])[0] == 404
    assert place.whole() == 5


@pytest.mark.fault("foreign files")
@each_kind
def test_what_somebody_else_put_there_stays(kind: str, tmp_path: Path, place_of: Callable[..., Place]) -> None:
    """Foreign files outlive releases, rollbacks and pruning; one in the way is replaced only when that is said."""
    place = place_of(kind, keep=1)
    foreign = {"verify-owner.txt": b"theirs", "releases/notes.txt": b"theirs too", "old/kept.html": b"in the way"}
    for path, data in foreign.items():
        place.put(path, data)
    if kind in {"git", "s3"}:
        with pytest.raises(PublishError, match=r"SF957 .*old/kept\.html"):
            place.publish(make_tree(tmp_path, 1))
        assert place.get("old/kept.html") == (200, b"in the way")
    place.publish(make_tree(tmp_path, 1), adopt=True)
    assert place.whole() == 1
    place.put("later/word.txt", b"by hand")
    for edition in (2, 3):
        place.publish(make_tree(tmp_path, edition))
    assert place.whole() == 3
    for path, data in {
        "verify-owner.txt": b"theirs",
        "releases/notes.txt": b"theirs too",
        "later/word.txt": b"by hand",
    }.items():
        if kind in {"git", "s3"}:
            assert place.get(path) == (200, data)
        else:
            root = place.folder / ("www" if kind == "folder" else "srv")
            assert (root / path).read_bytes() == data


@pytest.mark.parametrize("kind", ["folder", "s3"])
def test_a_loss_of_pages_is_asked_about(kind: str, tmp_path: Path, place_of: Callable[..., Place]) -> None:
    place = place_of(kind)
    more = {f"more/{number}.html": b"<p>page" for number in range(20)}
    place.publish(make_tree(tmp_path, 1, **more))
    with pytest.raises(PublishError, match="SF963 20 of 23 pages would go"):
        place.publish(make_tree(tmp_path, 2))
    assert place.whole() == 1
    place.publish(make_tree(tmp_path, 2), allow_shrink=True)
    assert place.whole() == 2
    assert place.get("more/7.html")[0] == 404


@pytest.mark.browser
@each_kind
def test_chromium_shows_the_release(kind: str, tmp_path: Path, place_of: Callable[..., Place], page: Page) -> None:
    """Page, stylesheet and picture load from the target in a real browser, each with the type that it needs."""
    body = b'<!doctype html><html lang="en"><title>t</title><link rel="stylesheet" href="theme/blue.0a1b2c3d4e.css"><h1>Seen</h1><img src="dot.svg" alt="">'
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"><rect width="7" height="7"/></svg>'
    place = place_of(kind)
    tree = make_tree(
        tmp_path, 1, **{"seen.html": body, "dot.svg": dot, "theme/blue.0a1b2c3d4e.css": b"h1{color:rgb(0,0,250)}"}
    )
    place.publish(tree)
    place.check_out()
    answer = page.goto(f"{place.address}/seen.html")
    assert answer is not None
    assert answer.ok
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 250)"
    assert page.evaluate("document.images[0].naturalWidth") == 7


def test_a_bucket_has_types_cache_headers_and_large_files(tmp_path: Path, place_of: Callable[..., Place]) -> None:
    """Fingerprinted files may be cached for ever, pages for a minute; a file of 20 MB goes in parts; the store can be elsewhere."""
    place = place_of("s3", prefix="news/site", html_seconds=30)
    large = bytes(range(256)) * 80_000
    place.publish(make_tree(tmp_path, 1, **{"films/large.bin": large}))
    css = next(path for path in make_tree(tmp_path, 1).paths if path.endswith(".css"))
    expected = {
        "index.html": ("text/html; charset=utf-8", "public, max-age=30"),
        css: ("text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        "feeds/all.atom.xml": ("application/atom+xml; charset=utf-8", "public, max-age=30"),
        "pictures/kept.png": ("image/png", "public, max-age=30"),
    }
    for path, (kind, cache) in expected.items():
        with urllib.request.urlopen(f"{place.address}/news/site/{path}", timeout=20) as answer:
            assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, cache)
    assert place.get("news/site/films/large.bin") == (200, large)


def test_a_bucket_leads_on_from_former_addresses_as_each_release_says(
    tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    """With the header that S3's websites obey; where it leads can change alone, and a rollback brings back the former place."""
    place = place_of("s3")

    def led() -> str | None:
        with urllib.request.urlopen(f"{place.address}/old/kept.html", timeout=20) as answer:
            return answer.headers["x-amz-website-redirect-location"]  # type: ignore[no-any-return]

    places = [{}, {"old/kept.html": "/news/story.html"}, {"old/kept.html": "/index.html", "none.html": "/"}, {}]
    found = []
    for redirects in places:
        place.publish(make_tree(tmp_path, 1, redirects=redirects))
        found.append(led())
    assert found == [None, "/news/story.html", "/index.html", None]
    assert "none.html" not in place.target().releases()[1].manifest.files
    roll_back(place.target(), "2", Terms())
    assert led() == "/news/story.html"


def test_a_branch_is_as_hosts_of_pages_take_it(tmp_path: Path, place_of: Callable[..., Place]) -> None:
    """.nojekyll and CNAME stand on it; kept history grows, squashed history ends at so many releases."""
    for history, commits in (("kept", 4), ("squashed", 2)):
        place = place_of("git", keep=2, history=history, domain="news.example")
        for edition in (1, 2, 3):
            place.publish(make_tree(tmp_path, edition))
        roll_back(place.target(), "", Terms(keep=2))
        assert place.whole() == 2
        assert place.get("CNAME") == (200, b"news.example\n")
        assert place.get(".nojekyll") == (200, b"")
        count = ["git", f"--git-dir={place.folder}/bare.git", "rev-list", "--count", "gh-pages"]
        assert subprocess.run(count, capture_output=True, text=True, check=True).stdout.strip() == str(commits)
        assert [release.number for release in place.target().releases()][:2] == [3, 2]


def test_a_restricted_key_can_publish_and_nothing_else(
    tmp_path: Path, place_of: Callable[..., Place], ssh_server: Sshd
) -> None:
    """With the receiver as forced command, the key runs no shell, reads no file and writes nowhere else."""
    place = place_of("rsync", restricted=True)
    script = tmp_path / "standfirst-receive"
    script.write_text(receiver(), "utf-8")
    script.chmod(0o755)
    try:
        ssh_server.allow(f'restrict,command="{script} {place.folder / "srv"}"')
        place.publish(make_tree(tmp_path, 1))
        assert place.whole() == 1
        ssh = [
            "ssh",
            "-p",
            str(ssh_server.port),
            "-i",
            str(ssh_server.identity),
            "-o",
            f"UserKnownHostsFile={ssh_server.known_hosts}",
            "127.0.0.1",
        ]
        for refused in (
            "id",
            "sh -c id",
            "prune ../../etc",
            "switch 0001-$(id)",
            "rsync --server --sender -pr . .incoming/",
            "rsync --server -prs . .incoming/",
            "rsync --server -pr --log-file=/tmp/x . .incoming/",
            "rsync --server -pr . /etc/",
            "rsync --server -pr . .incoming/../../",
        ):
            done = subprocess.run(
                [*ssh, refused], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
            assert done.returncode == 1, refused
            assert "standfirst-receive: " in done.stderr
    finally:
        ssh_server.allow()
