"""`standfirst check` tells what a copy editor would: exactly the planted mistakes, each at its place."""

from __future__ import annotations

import contextlib
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from standfirst.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.harness import Site

NOW = "2026-06-01T12:00"
SITE = """
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "News"
SITEURL = "https://news.example/below"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_SOCIAL_CARDS = False
STANDFIRST_SEARCH = False
-- content/authors/olena.md --
---
name: Olena Kovalenko
---
-- content/exchanges/2026-05-01.yaml --
id: "2026-05-01"
kind: exchange
agreement: istanbul-2026-04-20
date: "2026-05-01"
status: completed
parties: [UA, RU]
returned: {UA: {total: 20}, RU: {total: 20}}
mediators: [{name: United Arab Emirates, country: AE, role: mediator}]
location: {handover: Belarus}
sources: [{title: The talks, url: "https://source.example/talks", publisher: Wire}]
-- content/articles/moved.md --
---
title: Where it stands
date: 2026-05-02
modified: 2027-05-02
authors: [olena]
slug: new-address
exchange: "2026-05-01"
image: {src: images/small.png, alt: A square}
corrections: [{date: 2027-05-03, text: A number was wrong.}]
---

Twenty people returned to each side in Belrus, by an agreement made in Istambul.

# As high as the headline

### One level is fine under it

<p>Words.</p>

##### Two levels are left out

Olena Kovalneko wrote down what the United Arab Emirate said. Anyone in the Emirates knows Istanbul's streets and Belarusian roads.

![A square]({static}/images/huge.png)
-- content/articles/later.md --
---
title: Next week
date: 2026-06-08T09:30
authors: [olena]
---

It is to be read next week.
-- content/articles/unpublished.md --
---
title: Taken back
date: 2026-05-03
status: draft
authors: [olena]
---

Once there was more of it.
-- content/redirects.csv --
from,to
/news/led-on.html,/news/new-address.html
-- state/released.json --
{"files": {}, "stories": {
  "articles/moved.md": "news/old-address.html",
  "articles/unpublished.md": "/news/unpublished.html",
  "articles/deleted.md": "https://news.example/below/news/deleted.html",
  "articles/led.md": "/news/led-on.html",
  "articles/renamed.md": "/news/new-address.html"}}
"""
PLANTED = [
    "articles/deleted.md:1:1: SF135 warning",
    "articles/later.md:3:7: SF133 note",
    "articles/moved.md:4:11: SF134 warning",
    "articles/moved.md:6:7: SF135 warning",
    "articles/moved.md:8:14: SF131 note",
    "articles/moved.md:9:22: SF134 warning",
    "articles/moved.md:12:40: SF136 warning",
    "articles/moved.md:12:72: SF136 warning",
    "articles/moved.md:14:1: SF130 warning",
    "articles/moved.md:20:1: SF130 warning",
    "articles/moved.md:22:1: SF136 warning",
    "articles/moved.md:22:37: SF136 warning",
    "articles/moved.md:24:13: SF132 warning",
    "articles/unpublished.md:4:9: SF135 warning",
]


def run(site: Site, *arguments: str) -> tuple[int, str]:
    """The command inside this process: exit status and standard output."""
    out, code = io.StringIO(), 0
    with contextlib.chdir(site.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            main(["check", "--state", "state", "--now", NOW, *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue()


def check(site: Site, *arguments: str, code: int = 0) -> list[dict[str, str]]:
    status, out = run(site, "--format", "json", *arguments)
    assert status == code, out
    found: list[dict[str, str]] = json.loads(out)
    return found


def told(found: list[dict[str, str]]) -> list[str]:
    where = [f"{row['path'].removeprefix('content/')}:{row['line']}:{row['column']}" for row in found]
    return [f"{place}: {row['code']} {row['severity']}" for place, row in zip(where, found, strict=True)]


@pytest.fixture
def planted(site: Site) -> Site:
    site.write(SITE, small=(1199, 800), huge=(100, 100))
    with (site.root / "content/images/huge.png").open("ab") as picture:
        picture.truncate(10_000_001)
    return site


def test_every_planted_mistake_is_told_at_its_place_and_nothing_else(planted: Site) -> None:
    found = check(planted)
    assert told(found) == PLANTED
    hints = {row["code"]: row["hint"] for row in found if row["path"].endswith("moved.md")}
    assert hints["SF135"] == (
        "add redirects: [/news/old-address.html], or let standfirst check --fix add "
        "/news/old-address.html,/news/new-address.html to content/redirects.csv"
    )
    assert [row["message"] for row in found if row["code"] == "SF133"] == [
        "it goes out on 2026-06-08 09:30 (Europe/Kyiv), in 6 days"
    ]
    assert [row["text"] for row in found if row["code"] == "SF136"] == [
        "Belrus",
        "Istambul",
        "Olena Kovalneko",
        "United Arab Emirate",
    ]
    assert told(check(planted, "content/articles/later.md")) == [PLANTED[1]]


def test_settings_say_how_severe_each_is(planted: Site) -> None:
    codes = {
        "SF130": "error",
        "SF131": "warning",
        **dict.fromkeys(("SF132", "SF133", "SF134", "SF135", "SF136"), "ignore"),
    }
    with (planted.root / "pelicanconf.py").open("a") as settings:
        settings.write(f"STANDFIRST_SEVERITY = {codes}\n")
    found = {(row["code"], row["severity"]) for row in check(planted, code=1)}
    assert found == {("SF130", "error"), ("SF131", "warning")}


def test_fix_leads_the_old_address_on_and_touches_no_other_row(planted: Site) -> None:
    code, out = run(planted, "--fix")
    assert code == 0
    assert "+/news/old-address.html,/news/new-address.html\n" in out
    assert (planted.root / "content/redirects.csv").read_text() == (
        "from,to\n/news/led-on.html,/news/new-address.html\n/news/old-address.html,/news/new-address.html\n"
    )
    assert "SF135" in out, "for what is gone somebody must say where readers are to go"
    assert "articles/moved.md:6:7" not in out


def test_a_list_of_releases_that_cannot_be_read_is_told(planted: Site) -> None:
    for text in ("{", "[]", '{"stories": 1}', "\xff"):
        (planted.root / "state/released.json").write_text(text, "latin-1")
        assert ("SF902", "warning") in {(row["code"], row["severity"]) for row in check(planted)}, text


class _Pages(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        self.send_response({"/gone": 404, "/moved": 301}.get(self.path, 200))
        self.send_header("Location", "/there") if self.path == "/moved" else None
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the name that the server calls

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def pages() -> Iterator[ThreadingHTTPServer]:
    _Pages.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_other_sites_are_asked_on_request_alone_and_private_ones_only_when_told_to(
    site: Site, pages: ThreadingHTTPServer
) -> None:
    there = f"http://127.0.0.1:{pages.server_port}"
    site.write(
        f"-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-01-01\nsources: [{{title: B, url: '{there}/moved'}}]\n---\n\n"
        f"[one]({there}/gone#part) and [two]({there}/gone)\n"
        f"-- content/articles/b.md --\n---\ntitle: B\ndate: 2026-01-01\n---\n\n[one]({there}/other)\n"
    )
    assert check(site, "content/articles/a.md") == []
    assert {row["code"] for row in check(site, "--external")} == {"SF139"}
    assert _Pages.asked == [], "a plain check asks nobody, and this machine is private"
    found = check(site, "content/articles/a.md", "--external", "--private")
    assert told(found) == [
        "articles/a.md:4:27: SF138 note",
        "articles/a.md:7:7: SF137 warning",
        f"articles/a.md:7:{len(there) + 29}: SF137 warning",
    ]
    assert found[0]["hint"] == f"write {there}/there"
    assert {path for _, path, _ in _Pages.asked} == {"/moved", "/there", "/gone"}, "each once, and none of another file"
    assert all("https://" in agent or "http://" in agent for *_, agent in _Pages.asked)
    _Pages.asked.clear()
    assert told(check(site, "content/articles/a.md", "--external", "--private")) == told(found)
    assert _Pages.asked == [], "answers are kept"
    assert run(site, "--private")[0] == 2
