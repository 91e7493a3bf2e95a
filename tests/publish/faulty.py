"""A host of buckets that fails as told: a proxy in front of the real server."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERROR = "<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code} on purpose</Message></Error>"


@dataclass
class Faults:
    """What the host does wrong."""

    address: str = ""
    every: int = 0
    """Each request of this number fails; 0 for none."""
    status: int = 503
    code: str = "SlowDown"
    seconds: float = 0
    """How long an answer takes."""
    fails: Callable[[str, str], bool] = lambda *_: True
    """Whether a request is one that may fail."""
    requests: list[str] = field(default_factory=list)
    failed: int = 0


@contextlib.contextmanager
def faulty(to: str) -> Iterator[Faults]:
    """Run the proxy; what it does can be changed while it runs."""
    faults, lock = Faults(), threading.Lock()
    host = urlsplit(to).netloc

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            time.sleep(faults.seconds)
            with lock:
                faults.requests.append(f"{self.command} {self.path}")
                fail = (
                    faults.every and faults.fails(self.command, self.path) and len(faults.requests) % faults.every == 0
                )
                faults.failed += bool(fail)
            if fail:
                self.say(faults.status, ERROR.format(code=faults.code).encode(), {"Content-Type": "application/xml"})
                return
            there = http.client.HTTPConnection(host, timeout=30)
            there.request(self.command, self.path, body, dict(self.headers))
            answer = there.getresponse()
            data = answer.read()
            left_out = {"content-length", "connection", "transfer-encoding", "server", "date"}
            self.say(
                answer.status,
                data,
                {name: value for name, value in answer.getheaders() if name.lower() not in left_out},
            )
            there.close()

        def say(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer  # noqa: N815 - as the standard library calls them

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    faults.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield faults
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
