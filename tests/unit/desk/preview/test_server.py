"""The preview answers this machine's own browser with files of the build, and nobody with anything else: raw sockets."""

from __future__ import annotations

import json
import os
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from standfirst.desk.preview.files import find_file
from standfirst.desk.preview.server import open_server
from standfirst.desk.preview.stage import Outcome, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = b"<!DOCTYPE html><title>A</title><body><p>A \xd0\x90 page, </body> and its end.</BODY ></html>\n"
SECRET = b"nobody may read this"


@dataclass(frozen=True)
class Answer:
    """One answer, as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Preview:
    """A running server, and the folder that it serves."""

    root: Path
    port: int
    stage: Stage

    def ask(self, target: str, *lines: str, method: str = "GET", host: str | None = "", body: bytes = b"") -> Answer:
        """One request of exactly these bytes. `host` is our own where it is empty; None sends no such line."""
        told = [] if host is None else [f"Host: {host or f'127.0.0.1:{self.port}'}"]
        head = "\r\n".join([f"{method} {target} HTTP/1.1", *told, *lines, "Connection: close", "", ""])
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as wire:
            wire.sendall(head.encode("latin-1") + body)
            data = b"".join(iter(lambda: wire.recv(65536), b""))
        top, _, rest = data.partition(b"\r\n\r\n")
        first, *others = top.decode("latin-1").split("\r\n")
        named = (line.partition(": ") for line in others)
        return Answer(int(first.split()[1]), {name.lower(): value for name, _, value in named}, rest)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    root = folder / "state" / "preview"
    for path, data in {
        "index.html": PAGE,
        "news/a.html": PAGE,
        "news/naïve.html": PAGE,
        "images/map.png": b"\x89PNG",
        "feeds/all.xml": b"<feed/>",
        "folder/index.html": PAGE,
        ".standfirst": SECRET,
        ".git/config": SECRET,
        ".well-known/security.txt": b"Contact: mailto:desk@news.example\n",
        "unknown.thing": b"<script>",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    (folder / "secret.txt").write_bytes(SECRET)
    (folder / "state" / "previewed").mkdir()
    (folder / "state" / "previewed" / "secret.txt").write_bytes(SECRET)
    (root / "link.txt").symlink_to(folder / "secret.txt")
    (root / "linked").symlink_to(folder)
    (root / "inside.txt").symlink_to(root / "index.html")
    os.mkfifo(root / "pipe.txt")
    stage = Stage()
    stage.end(Outcome(shown=True))
    server = open_server(root, folder / "state", stage, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Preview(root, server.server_port, stage)
    stage.close()
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_listens_on_the_loopback_alone(preview: Preview, tmp_path: Path) -> None:
    server = open_server(tmp_path, tmp_path, Stage(), 0)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "localhost.:{port}",
        "127.1:{port}",
        "0.0.0.0:{port}",
        "localhost:{port}@evil.example",
        "[::1]",
        "localhost:{port}, evil.example",
        "x",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(preview: Preview, host: str) -> None:
    """DNS rebinding: another site's page asks its own name, and its server says that this is us."""
    for target in ("/", "/.standfirst/desk.json", "/nothing"):
        answer = preview.ask(target, host=host.format(port=preview.port))
        assert (answer.status, b"page" in answer.body) == (421, False)


def test_a_request_with_no_host_or_with_two_is_refused(preview: Preview) -> None:
    assert preview.ask("/", host=None).status == 400
    assert preview.ask("/", "Host: evil.example").status == 400
    assert preview.ask("http://evil.example/").status == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_names_of_this_machine_are_answered(preview: Preview, host: str) -> None:
    assert preview.ask("/", host=f"{host}:{preview.port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_takes_a_command(preview: Preview, method: str) -> None:
    """Not from another site's page, and not from our own. A body is not taken for the next request."""
    body = b"GET /index.html HTTP/1.1\r\nHost: x\r\n\r\n"
    for target in ("/", "/.standfirst/desk.json", "/.standfirst/build"):
        answer = preview.ask(target, f"Content-Length: {len(body)}", method=method, body=body)
        assert (answer.status, answer.headers["allow"], answer.body.count(b"HTTP/1.1")) == (405, "GET, HEAD", 0)
    assert preview.ask("/", method="BREW").status == 501


@pytest.mark.parametrize(
    "line",
    [
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://127.0.0.1:{port}",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ],
)
def test_the_desk_bar_answers_no_page_of_another_site(preview: Preview, line: str) -> None:
    """It would learn of drafts. The site itself is answered, as a link to it may stand anywhere."""
    for name in ("desk.json?page=/", "events", "bar.js", "bar.css", "nothing"):
        assert preview.ask(f"/.standfirst/{name}", line.format(port=preview.port)).status == 403
    assert preview.ask("/news/a.html", line.format(port=preview.port)).status == 200
    own = preview.ask(
        "/.standfirst/desk.json", f"Origin: http://localhost:{preview.port}", "Sec-Fetch-Site: same-origin"
    )
    assert (own.status, json.loads(own.body)["errors"]) == (200, 0)


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/news/../../../secret.txt",
        "/..%2f..%2fsecret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..%c0%af..%c0%afsecret.txt",
        "/..\\..\\secret.txt",
        "/..%5c..%5csecret.txt",
        "/../previewed/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/file:///etc/passwd",
        "/index.html%00.txt",
        "/%ff",
        "/link.txt",
        "/linked/secret.txt",
        "/inside.txt",
        "/pipe.txt",
        "/.standfirst",
        "/.git/config",
        "/%2egit/config",
        "/news/",
        "/news",
        "/images/",
        "/index.html/",
        "index.html",
        "*",
    ],
)
def test_nothing_outside_the_output_is_served(preview: Preview, target: str) -> None:
    """No way up however it is written, no link, no device, no name with a dot in front, no list of a folder."""
    answer = preview.ask(target)
    assert answer.status == 404
    assert SECRET not in answer.body
    assert b"a.html" not in answer.body


def test_a_page_is_what_the_build_wrote_and_one_element_more(preview: Preview) -> None:
    """The bar is never in a file: the served page differs from the one on the disk by the injected element alone."""
    element = f'<script src="/.standfirst/bar.js" data-build="{preview.stage.now.build}" defer></script>'.encode()
    for target, name in {"/": "index.html", "/news/a.html?x=1": "news/a.html", "/folder/": "folder/index.html"}.items():
        answer = preview.ask(target)
        assert answer.body == PAGE.replace(b"</BODY >", element + b"</BODY >")
        assert answer.body.replace(element, b"") == (preview.root / name).read_bytes() == PAGE
        assert int(answer.headers["content-length"]) == len(answer.body)
    assert preview.ask("/news/na%C3%AFve.html").body.count(element) == 1


def test_a_file_is_served_as_what_it_is_and_the_browser_guesses_nothing(preview: Preview) -> None:
    for target, kind, start in [
        ("/images/map.png", "image/png", b"\x89PNG"),
        ("/feeds/all.xml", "application/xml", b"<feed/>"),
        ("/unknown.thing", "application/octet-stream", b"<script>"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8", b"Contact"),
    ]:
        answer = preview.ask(target)
        assert (answer.status, answer.headers["content-type"], answer.body[: len(start)]) == (200, kind, start)
    for target in ("/", "/images/map.png", "/nothing", "/.standfirst/desk.json", "/.standfirst/bar.js", "/folder"):
        headers = preview.ask(target).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert "access-control-allow-origin" not in headers
        assert "Python" not in headers["server"]


def test_a_folder_leads_to_its_page_on_this_server(preview: Preview) -> None:
    for target in ("/folder", "//folder"):
        answer = preview.ask(target)
        assert (answer.status, answer.headers["location"]) == (301, "/folder/")


def test_head_has_no_body(preview: Preview) -> None:
    for target in ("/", "/images/map.png", "/nothing", "/.standfirst/events"):
        assert preview.ask(target, method="HEAD").body == b""


def test_before_the_first_build_a_page_waits_for_it(tmp_path: Path) -> None:
    server = open_server(tmp_path / "none", tmp_path, Stage(), 0)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    answer = Preview(tmp_path, server.server_port, Stage()).ask("/")
    server.shutdown()
    server.server_close()
    assert (answer.status, b"is being built" in answer.body, b"/.standfirst/bar.js" in answer.body) == (503, True, True)


def test_whoever_listens_is_told_of_each_build(preview: Preview) -> None:
    with socket.create_connection(("127.0.0.1", preview.port), timeout=20) as wire:
        wire.sendall(f"GET /.standfirst/events HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n".encode())
        lines = wire.makefile("rb")
        told = (json.loads(line[6:]) for line in lines if line.startswith(b"data: "))
        first = next(told)
        preview.stage.begin()
        assert next(told) == {**first, "building": True}
        preview.stage.end(Outcome(shown=False, findings=[{"severity": "error"}]))
        assert next(told) == {**first, "errors": 1}
        preview.stage.end(Outcome(shown=True))
        last = next(told)
        assert (last["errors"], last["build"] != first["build"]) == (0, True)


def test_an_output_folder_behind_a_link_is_served_all_the_same(tmp_path: Path) -> None:
    """The folder itself may lie anywhere; only what is in it may not lead out."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("a")
    (tmp_path / "way").symlink_to(tmp_path / "real")
    found = find_file(tmp_path / "way", "/a.txt")
    assert found
    assert not isinstance(found, str)
    assert found.name == "a.txt"
