"""What servers do, and what it means for a link: against a real server on the loopback."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from standfirst.desk.outside.answer import Answer
from standfirst.desk.outside.kept import FRESH, KeptAnswers
from standfirst.desk.outside.rounds import Turns, ask_all
from standfirst.desk.outside.visit import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATUS = {"/gone": 404, "/really-gone": 410, "/broken": 500, "/secret": 403, "/law": 451}
LEADS = {
    "/moved": (301, "/there"), "/moved-twice": (308, "/moved"), "/for-now": (302, "/there"), "/now-then-good": (302, "/moved"),
    "/good-then-now": (301, "/for-now"), "/loop": (302, "/loop"), "/ring": (301, "/ring2"), "/ring2": (301, "/ring"),
    "/to-gone": (301, "/gone"), "/to-file": (302, "file:///etc/passwd"), "/odd": (302, "http://[/"), "/unicode": (301, "/шлях"),
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]
    open: int
    most: int
    lock = threading.Lock()

    def do_HEAD(self) -> None:
        cls = type(self)
        with cls.lock:
            cls.asked.append((self.command, self.path))
            cls.open += 1
            cls.most = max(cls.most, cls.open)
        try:
            self._answer()
        finally:
            with cls.lock:
                cls.open -= 1

    do_GET = do_HEAD  # noqa: N815 - the name that the server calls

    def _answer(self) -> None:
        path = self.path
        if path == "/get-only":
            self._say(200 if self.command == "GET" else 405)
        elif path == "/breaks":
            self.connection.close()
        elif path == "/nonsense":
            self.wfile.write(b"SSH-2.0-whatever\r\n\r\n")
        elif path == "/busy-once" and self.asked.count(("HEAD", path)) == 1:
            self._say(503, ("Retry-After", "1"))
        elif path == "/busy":
            self._say(429, ("Retry-After", "3600"))
        elif path in LEADS:
            status, to = LEADS[path]
            self._say(status, ("Location", to.encode().decode("latin-1")))
        else:
            time.sleep(0.01)
            self._say(STATUS.get(path, 200))

    def _say(self, status: int, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def there() -> Iterator[str]:
    Handler.asked, Handler.open, Handler.most = [], 0, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def visitor(*, private: bool = True) -> Visitor:
    return Visitor("Test/1", Turns(0), private)


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/there", "there", "200"),
        ("/get-only", "there", "200"),
        ("/gone", "gone", "404 Not Found"),
        ("/really-gone", "gone", "410 Gone"),
        ("/broken", "failed", "500"),
        ("/secret", "closed", "403"),
        ("/law", "closed", "451"),
        ("/busy", "closed", "429"),
        ("/breaks", "failed", "breaks the connection off"),
        ("/nonsense", "failed", ""),
        ("/for-now", "there", "200"),
        ("/now-then-good", "there", "200"),
        ("/loop", "failed", "without end"),
        ("/ring", "failed", "without end"),
        ("/to-gone", "gone", "404"),
        ("/to-file", "failed", "file"),
        ("/odd", "failed", "no address"),
        ("/with space and ключ?q=1 2", "there", "200"),
    ],
)
def test_each_answer_has_its_meaning(there: str, path: str, kind: str, words: str) -> None:
    answer = visitor().ask(there + path)
    assert (answer.kind, words in answer.what) == (kind, True), answer


@pytest.mark.parametrize(
    ("path", "to"), [("/moved", "/there"), ("/moved-twice", "/there"), ("/good-then-now", "/for-now")]
)
def test_a_page_that_has_moved_for_good_is_told_with_where_to(there: str, path: str, to: str) -> None:
    """Only as far as each step is for good: what leads on for now may lead elsewhere tomorrow."""
    assert visitor().ask(there + path) == Answer("moved", "it has moved for good", there + to)


def test_a_redirect_to_a_private_machine_is_not_followed(there: str) -> None:
    """Each step is looked at before it is taken."""
    assert visitor(private=False).ask(f"{there}/moved").kind == "private"
    assert Handler.asked == []


def test_no_safe_connection_is_told(there: str) -> None:
    answer = visitor().ask(there.replace("http:", "https:") + "/there")
    assert (answer.kind, "no safe connection" in answer.what) == ("failed", True), answer


def test_a_server_that_is_not_there_is_told() -> None:
    assert "refuses" in visitor().ask("http://127.0.0.1:9/").what
    assert "no server" in visitor().ask("http://no-such-host.invalid/").what


def test_a_host_is_asked_one_request_after_another_and_each_address_once(there: str, tmp_path: Path) -> None:
    urls = [f"{there}/{number}" for number in range(12)] * 2
    answers, left = ask_all(urls, KeptAnswers(tmp_path, 0), "Test/1", private=True, pause=0.01, most=10)
    assert (len(answers), left, Handler.most) == (10, 2, 1)
    assert set(Counter(Handler.asked).values()) == {1}


def test_a_busy_server_is_waited_for_once_and_not_for_an_hour(there: str, tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path, 1000)
    answers, _ = ask_all([f"{there}/busy-once", f"{there}/busy"], kept, "Test/1", private=True, pause=0)
    assert [answer.kind for answer in answers.values()] == ["there", "closed"]
    assert Handler.asked.count(("HEAD", "/busy")) == 1


def test_answers_are_kept_as_long_as_they_hold(tmp_path: Path) -> None:
    first = KeptAnswers(tmp_path, 1_000_000)
    said = {kind: Answer(kind, "said", "to") for kind in FRESH}
    for kind, answer in said.items():
        first.put(kind, answer)
    first.put("private", Answer("private", "said"))
    first.write()
    for kind, seconds in FRESH.items():
        assert KeptAnswers(tmp_path, 1_000_000 + seconds).get(kind) == said[kind]
        assert KeptAnswers(tmp_path, 1_000_001 + seconds).get(kind) is None
        assert KeptAnswers(tmp_path, 999_999).get(kind) is None, "an answer from the future holds for nothing"
    assert first.get("private") is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1}', '{"a": {"at": "x", "kind": "there"}}', '{"a": {"at": 1, "kind": "odd"}}']
)
def test_a_file_of_answers_that_is_damaged_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.json").write_text(text)
    kept = KeptAnswers(tmp_path, 1)
    assert kept.get("a") is None
    kept.write()
