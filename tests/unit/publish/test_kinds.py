"""What a path says of a file, and which paths a manifest may hold."""

from __future__ import annotations

import json

import pytest

from standfirst.publish.after import calls
from standfirst.publish.errors import PublishError
from standfirst.publish.kinds import cache_control, content_type, is_feed, is_fingerprinted, outlives
from standfirst.publish.manifest import read_manifest
from standfirst.publish.plan import Plan
from standfirst.publish.secret import without_secrets
from standfirst.release_settings import AfterRelease


@pytest.mark.parametrize(
    ("path", "forever", "lasting"),
    [
        ("theme/site.a70a9b955b.css", True, True),
        ("images/x-1280-08cab43e.png", True, True),
        ("pagefind/fragment/en_2c434b7.pf_fragment", True, True),
        ("images/x-320-19652890.webp", False, True),
        ("images/talks-20250523.jpg", False, False),
        ("images/IMG-1234.jpg", False, False),
        ("news/a-deadbeef.html", False, False),
        ("feeds/topics/deadbeef1.atom.xml", False, False),
        ("theme/scheme.js", False, False),
    ],
)
def test_a_name_that_is_its_content_may_be_cached_for_ever(path: str, *, forever: bool, lasting: bool) -> None:
    """A hash of digits alone outlives its release, but is not trusted with a year in caches; a date is no hash."""
    assert (is_fingerprinted(path), outlives(path)) == (forever, lasting)
    assert ("immutable" in cache_control(path, 60)) == forever


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.JS", "text/javascript; charset=utf-8"),
        ("feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("feeds/all.json", "application/json; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.avif", "image/avif"),
        ("font.woff2", "font/woff2"),
        ("x.pf_meta", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_each_kind_of_file_has_its_type(path: str, expected: str) -> None:
    assert content_type(path) == expected


def test_feeds_are_told_from_sitemaps() -> None:
    assert [is_feed(path) for path in ("feeds/all.atom.xml", "feeds/all.json", "sitemap-news.xml", "data/x.json")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a//b", "a/../b", "a\\b", "", "a\nb", "./a"])
def test_a_manifest_leads_nowhere_but_into_the_site(path: str) -> None:
    """What a target holds is not trusted: its paths become paths of ours."""
    files = {path: {"sha256": "0" * 64, "size": 1, "type": "x"}}
    data = json.dumps({"built": "", "commit": "", "files": files, "stories": {}}).encode()
    with pytest.raises(PublishError, match="SF967"):
        read_manifest(data, "release.json")


def test_secrets_are_taken_out_of_what_is_said() -> None:
    environ = {"AWS_SECRET_ACCESS_KEY": "abc/def+123", "CACHE_TOKEN": "tok-4711", "HOME": "/home/me", "KEYBOARD": "us"}
    text = "401 for tok-4711 with abc/def+123 at https://me:pw@host/x from /home/me, us"
    assert without_secrets(text, environ) == "401 for *** with *** at https://***@host/x from /home/me, us"


def test_indexnow_is_told_in_lists_that_it_takes() -> None:
    """Ten thousand addresses a request at the most; nothing is asked for where nothing is set."""
    plan = Plan(tuple(f"{n}.html" for n in range(10_001)), (), ("gone.html",), 0, 0)
    after = AfterRelease(indexnow="https://search.example/indexnow", indexnow_key="a1b2c3d4")
    made = calls(after, plan, "https://news.example", {})
    assert [len(json.loads(call.body)["urlList"]) for call in made] == [10_000, 2]
    assert calls(AfterRelease(), plan, "https://news.example", {}) == []
