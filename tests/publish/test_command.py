"""`standfirst publish`, `releases` and `rollback` as people and CI run them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests import loaded
from tests.harness import ROOT, Built, Site
from tests.publish.places import SECRET, s3_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = """
from standfirst.defaults import *
SITENAME = "News"
SITEURL = "https://news.example/paper"
STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False
STANDFIRST_TARGETS = {"live": {"kind": "folder", "path": "www", "keep": 2}}
"""
CONTENT = """
-- content/told.md --
---
title: A story that everyone may read
date: 2026-01-01
---
It links to [another](other.md#the-end).
-- content/other.md --
---
title: Another story of the day
date: 2026-01-01
---
## The end {#the-end}

It ends.
-- content/untold.md --
---
title: Nobody may read of this yet
date: 2026-01-01
status: draft
---
Secret.
"""


def run(site: Site, *arguments: str, **more: str) -> Built:
    """Run the command in the site's folder, with the clock of the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "GIT_CONFIG_GLOBAL")}
    clock = {"SOURCE_DATE_EPOCH": "1767323045", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    return loaded.run(site.root, *arguments, output=site.root / "www/current", environment=kept | clock | more)


def write(site: Site, settings: str = "", content: str = CONTENT) -> Site:
    return site.write(f"{content}-- publishconf.py --\n{SETTINGS}{settings}")


def test_a_site_is_planned_published_listed_and_taken_back(site: Site) -> None:
    """A plan changes nothing; a release says what it changed; the record names published stories and nothing else."""
    write(site)
    planned = run(site, "publish", "--dry-run")
    assert planned.code == 0, planned.stderr
    assert "added    https://news.example/paper/news/a-story-that-everyone-may-read.html\n" in planned.stdout
    assert planned.stdout.rstrip().endswith("Nothing was released.")
    assert not (site.root / "www").exists()

    done = run(site, "publish", "-v")
    assert done.code == 0, done.stderr
    assert "live: release 0001-" in done.stdout
    assert "  switch  0001-" in done.stderr
    current = site.root / "www" / "current"
    record = json.loads((current / "release.json").read_text("utf-8"))
    stories = {"told.md": "news/a-story-that-everyone-may-read.html", "other.md": "news/another-story-of-the-day.html"}
    assert record["stories"] == stories
    assert (record["built"], record["commit"]) == ("2026-01-02T03:04:05Z", "")
    published = {p.relative_to(current).as_posix() for p in current.rglob("*") if p.is_file()}
    assert published == {*record["files"], "release.json"}
    everything = b"".join((current / path).read_bytes() for path in published)
    for leak in ("untold", "Nobody may read", str(site.root), os.path.basename(site.root)):  # noqa: PTH119
        assert leak.encode() not in everything, leak
    assert all(stat.S_IMODE((current / path).stat().st_mode) == 0o644 for path in published)
    state = json.loads((site.root / ".standfirst" / "released.json").read_text("utf-8"))
    assert (state["files"], state["stories"], state["release"][:5]) == (record["files"], stories, "0001-")
    assert "nothing has changed since release 0001-" in run(site, "publish", "live").stdout

    site.write("-- content/third.md --\n---\ntitle: The third\ndate: 2026-01-02\n---\nNew.\n").remove("content/told.md")
    second = run(site, "publish", "--json")
    told = json.loads(second.stdout)
    assert {"path": "news/the-third.html", "address": "https://news.example/paper/news/the-third.html"} in told["added"]
    assert [each["path"] for each in told["removed"]] == ["news/a-story-that-everyone-may-read.html"]
    assert (told["released"], told["release"][:5], told["before"][:5]) == (True, "0002-", "0001-")

    deep = subprocess.run(
        [sys.executable, "-m", "standfirst", "releases"],
        cwd=site.root / "content",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert deep.stdout.startswith("* 0002-"), "found from any folder of the site"
    lines = run(site, "releases").stdout.splitlines()
    assert [line[:6] for line in lines] == ["* 0002", "  0001"]
    back = run(site, "rollback")
    assert "added    https://news.example/paper/news/a-story-that-everyone-may-read.html\n" in back.stdout
    assert not (current / "news/the-third.html").exists()
    assert json.loads(run(site, "releases", "--json").stdout)["releases"][1]["current"]
    assert "SF964 there is no earlier release" in run(site, "rollback").stderr


def test_the_same_sources_make_the_same_record_with_their_commit(site: Site, tmp_path: Path) -> None:
    """release.json has equal bytes wherever and whenever the commit is built; uncommitted changes are told."""
    write(site)
    git = ["git", "-C", str(site.root), "-c", "user.name=n", "-c", "user.email=m@localhost"]
    for words in (["init", "-q"], ["add", "content", "publishconf.py"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], check=True)
    assert run(site, "publish").code == 0
    first = (site.root / "www/current/release.json").read_bytes()
    head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    assert json.loads(first)["commit"] == head
    copy = tmp_path / "elsewhere"
    subprocess.run(["git", "clone", "-q", site.root, copy], check=True)
    assert run(Site(copy), "publish", TZ="Asia/Kathmandu", LC_ALL="C").code == 0
    assert (copy / "www/current/release.json").read_bytes() == first
    site.write(
        "-- content/other.md --\n---\ntitle: Another story of the day\ndate: 2026-01-01\n---\n## The end {#the-end}\n\nNow.\n"
    )
    assert run(site, "publish").code == 0
    assert json.loads((site.root / "www/current/release.json").read_text("utf-8"))["commit"] == f"{head}-dirty"


PLANTED = {
    "SF958 a link leads to nothing: gone.html": '<a href="gone.html">x</a>',
    "SF958 there is no place #nowhere on index.html": '<a href="../index.html#nowhere">x</a>',
    "SF960 an address of this machine: http://localhost:8000/": '<a href="http://localhost:8000/">x</a>',
    "SF960 an address of this machine: file:///home/me/x.png": '<img src="file:///home/me/x.png" alt="">',
    "SF961 'TK' marks unfinished text": "<p>The minister said TK on Friday.</p>",
    "SF961 the headline of untold.md, which is not published": "<p>Nobody may read of this yet</p>",
    "SF962 ": f"<p>{'word ' * 60_000}</p>",
}


def test_what_no_reader_may_see_is_found_in_the_written_site(site: Site) -> None:
    """Mistakes that only the written files show are told with page and line, all at once, and nothing is released."""
    planted = "".join(f"-- content/extra/{number}.html --\n{text}\n" for number, text in enumerate(PLANTED.values()))
    more = """
STATIC_PATHS = ["extra"]
READERS = {"html": None}
STANDFIRST_STATIC_FILES = [*(f"extra/{n}.html" for n in range(7)), "extra/bad.xml", "extra/sitemap-x.xml"]
STANDFIRST_BUDGETS = {"page": 200_000}
"""
    feeds = "-- content/extra/bad.xml --\n<feed>\n-- content/extra/sitemap-x.xml --\n"
    feeds += '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example/paper/gone.html</loc></url></urlset>\n'
    write(site, more, CONTENT + planted + feeds)
    done = run(site, "publish")
    assert done.code == 1, done.stdout + done.stderr
    for words in PLANTED:
        assert [line for line in done.stderr.splitlines() if words in line and "extra/" in line], (words, done.stderr)
    assert "extra/bad.xml:1:1: SF959 it cannot be parsed" in done.stderr
    assert "extra/sitemap-x.xml:1:1: SF959 it lists https://news.example/paper/gone.html" in done.stderr
    assert not (site.root / "www").exists()
    quiet = 'STANDFIRST_SEVERITY = {f"SF{n}": "ignore" for n in range(958, 963)}\n'
    write(site, more + quiet, "")
    assert run(site, "publish").code == 0


def test_a_site_without_its_real_address_is_not_published(site: Site) -> None:
    write(site, 'SITEURL = ""\n')
    done = run(site, "publish")
    assert done.code == 1
    assert "SF960 an address of this machine: http://localhost:8000" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nowhere"], 1, "SF950 there is no target 'nowhere' (there are: live)"),
        (["--settings", "none.py"], 1, "SF804 there is no such settings file"),
        (["https://host/x"], 1, "SF950 there is no target 'https://host/x'"),
        (["--colour"], 2, "No such option"),
    ],
)
def test_what_is_asked_wrongly_is_told(site: Site, arguments: list[str], status: int, words: str) -> None:
    done = run(write(site), "publish", *arguments)
    assert (done.code, words in done.stderr) == (status, True), done.stderr


def test_a_record_that_was_damaged_at_the_target_is_told(site: Site) -> None:
    run(write(site), "publish")
    record = site.root / "www/current/release.json"
    record.write_text('{"built": "", "commit": "", "files": {"../../x": {}}, "stories": {}}', "utf-8")
    done = run(site, "publish")
    assert (done.code, "SF967" in done.stderr) == (3, True)


def test_a_link_or_a_name_of_ours_among_the_files_is_not_published(site: Site) -> None:
    write(
        site,
        'STATIC_PATHS = ["extra"]\nSTATIC_SAVE_AS = "release.json"\n',
        CONTENT + "-- content/extra/a.json --\n{}\n",
    )
    done = run(site, "publish")
    assert (done.code, "SF968 release.json is a name that publishing needs" in done.stderr) == (1, True), done.stderr


class Told(ThreadingHTTPServer):
    """Answers 500 to the first request for each path, and 200 to the next."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.got: list[tuple[str, bytes, str]] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Told

    def log_message(self, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        again = any(path == self.path for path, _, _ in self.server.got)
        self.server.got.append((self.path, body, self.headers.get("Authorization", "")))
        self.send_response(410 if self.path == "/gone" else 200 if again else 500)
        self.end_headers()


@pytest.fixture
def hub() -> Iterator[Told]:
    with Told() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


def test_others_are_told_of_a_release_and_cannot_fail_it(site: Site, hub: Told) -> None:
    """A hub, IndexNow and a cache are told again after a 500; one that refuses is a warning, and no secret is printed."""
    write(
        site,
        f"""
STANDFIRST_AFTER_RELEASE = {{
    "websub": ["{hub.address}/hub", "{hub.address}/gone"],
    "indexnow": "{hub.address}/indexnow",
    "indexnow_key": "a1b2c3d4e5f6",
    "purge_url": "{hub.address}/purge",
    "purge_token": "CACHE_TOKEN",
    "purge_command": ["sh", "-c", "cat > purged.txt; echo $CACHE_TOKEN >&2; exit 3"],
    "attempts": 2,
}}
""",
    )
    done = run(site, "publish", "-v", CACHE_TOKEN=SECRET)
    assert done.code == 0, done.stderr
    assert "live: release 0001-" in done.stdout
    assert f"SF966 WebSub hub {hub.address}/gone: 410 Gone" in done.stderr
    assert "SF966 purge command sh: ***" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    by_path: dict[str, list[tuple[bytes, str]]] = {}
    for path, body, token in hub.got:
        by_path.setdefault(path, []).append((body, token))
    assert b"hub.mode=publish&hub.url=https%3A%2F%2Fnews.example%2Fpaper%2Ffeeds%2Fall.atom.xml" in [
        b for b, _ in by_path["/hub"]
    ]
    assert [token for _, token in by_path["/purge"]] == [f"Bearer {SECRET}"] * 2, "tried again after the 500"
    listed = json.loads(by_path["/indexnow"][-1][0])
    assert "https://news.example/paper/news/another-story-of-the-day.html" in listed["urlList"]
    assert listed["keyLocation"] == "https://news.example/paper/a1b2c3d4e5f6.txt"
    assert (site.root / "www/current/a1b2c3d4e5f6.txt").read_text("utf-8") == "a1b2c3d4e5f6"
    assert "https://news.example/paper/\n" in (site.root / "purged.txt").read_text("utf-8")
    count = len(hub.got)
    assert run(site, "publish", CACHE_TOKEN=SECRET).code == 0
    assert len(hub.got) == count, "nothing changed, nobody is told"


def test_no_secret_is_printed_when_a_target_fails(site: Site) -> None:
    """Credentials come from the environment, and stay out of what is printed, with -v and on failure."""
    write(
        site,
        """
import os
STANDFIRST_TARGETS = {
    "bucket": {"kind": "s3", "bucket": "none", "endpoint": "http://127.0.0.1:9", "profile": os.environ["AWS_SECRET_ACCESS_KEY"]},
    "branch": {"kind": "git", "repository": "http://" + os.environ["GIT_TOKEN"] + "@127.0.0.1:9/x.git"},
}
""",
    )
    for target, words in (("bucket", "SF953"), ("branch", "SF9")):
        done = run(site, "publish", target, "-v", AWS_SECRET_ACCESS_KEY=SECRET, GIT_TOKEN=f"{SECRET}-2")
        assert (done.code, words in done.stderr) == (3, True), done.stderr
        assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("forms", "led"), [('"pages", "s3"', "/paper/news/another-story-of-the-day.html"), ('"pages"', None)]
)
def test_a_former_address_in_a_bucket_leads_on_if_the_settings_name_s3(
    site: Site, s3_server: str, forms: str, led: str | None
) -> None:
    bucket = f"former-{len(forms)}"
    with s3_place(site.root, s3_server, bucket) as place:
        write(
            site,
            f"""
STANDFIRST_HOST_FILES = ({forms},)
STANDFIRST_TARGETS = {{"live": {{"kind": "s3", "bucket": "{bucket}", "endpoint": "{s3_server}", "prefix": "paper"}}}}
""",
            CONTENT.replace("title: Another", "redirects: [/was/another.html]\ntitle: Another"),
        )
        keys = {name: os.environ[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
        done = run(site, "publish", **keys)
        assert done.code == 0, done.stderr
        with urllib.request.urlopen(f"{place.address}/paper/was/another.html", timeout=20) as answer:
            assert answer.headers["x-amz-website-redirect-location"] == led
            assert b'http-equiv="refresh"' in answer.read()


def test_the_receiver_is_printed_as_it_is(site: Site) -> None:
    assert run(site, "receiver").stdout == (ROOT / "standfirst/publish/receive.sh").read_text("utf-8")
