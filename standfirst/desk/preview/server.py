"""The preview's server: files of the build, the desk bar, and word of each build; for this machine alone."""

from __future__ import annotations

import json
import shutil
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from standfirst.desk.preview.bar import desk_view
from standfirst.desk.preview.files import find_file, open_file
from standfirst.desk.preview.guard import DESK, LOOPBACK, refusal
from standfirst.desk.preview.pages import NOT_FOUND, WAITING, with_bar

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.desk.preview.files import Found
    from standfirst.desk.preview.stage import Moment, Stage

QUIET = 15.0
"""Seconds after which a browser that waits for word is told that there is none, so that a lost one is noticed."""
HTML = "text/html; charset=utf-8"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
"""Sent with everything: nothing is kept, guessed at, or shown within a page of another site."""
SCRIPTS = {"bar.js": "text/javascript; charset=utf-8", "bar.css": "text/css; charset=utf-8"}


def open_server(output: Path, state: Path, stage: Stage, port: int) -> ThreadingHTTPServer:
    """A server on the loopback, not yet running. Raises OSError where the port is taken."""
    server = ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, output=output, state=state, stage=stage))
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    server: ThreadingHTTPServer

    def __init__(self, *args: Any, output: Path, state: Path, stage: Stage) -> None:  # noqa: ANN401 - the standard library's
        self.output, self.state, self.stage = output, state, stage
        super().__init__(*args)

    def do_GET(self) -> None:
        """A page, a file, the bar, or what the bar asks."""
        if self._refused():
            return
        if self.path.startswith(DESK):
            self._desk(urlsplit(self.path).path.removeprefix(DESK))
            return
        found = find_file(self.output, self.path)
        if isinstance(found, str):
            self._send(301, b"", HTML, Location=found)
        elif found is None:
            self._nothing()
        else:
            self._file(found)

    do_HEAD = do_GET  # noqa: N815 - the standard library's name

    def do_POST(self) -> None:
        """Nothing takes a command."""
        self._refused()

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815 - as above

    def _refused(self) -> bool:
        refused = refusal(self.command, self.path, self.headers, self.server.server_port)
        if refused:
            self.close_connection = True  # a body that nobody reads would be taken for the next request
            allow = {"Allow": "GET, HEAD"} if refused[0] == 405 else {}  # noqa: PLR2004 - the status code
            self._send(refused[0], f"{refused[1]}\n".encode(), "text/plain; charset=utf-8", Connection="close", **allow)
        return refused is not None

    def _file(self, found: Found) -> None:
        file = open_file(found)
        if file is None:
            self._nothing()
            return
        with file:
            if found.type == HTML:
                self._page(200, file.read())
                return
            self.send_response(200)
            self.send_header("Content-Type", found.type)
            length = file.seek(0, 2)
            file.seek(0)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)

    def _page(self, status: int, page: bytes) -> None:
        self._send(status, with_bar(page, self.stage.now.build), HTML)

    def _nothing(self) -> None:
        """The site's own 404 page, or ours; before the first build, a page that waits for it."""
        if not self.output.is_dir():
            self._page(503, WAITING)
            return
        page = find_file(self.output, "/404.html")
        file = open_file(page) if page and not isinstance(page, str) else None
        if file is None:
            self._page(404, NOT_FOUND)
            return
        with file:
            self._page(404, file.read())

    def _desk(self, name: str) -> None:
        if name == "events":
            self._events()
        elif name == "desk.json":
            asked = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
            found = find_file(self.output, asked)
            view = desk_view(self.stage.now, found.name if found and not isinstance(found, str) else "", self.state)
            self._send(200, json.dumps(view, ensure_ascii=False).encode(), "application/json")
        elif name in SCRIPTS:
            self._send(200, (files("standfirst.desk.preview") / name).read_bytes(), SCRIPTS[name])
        else:
            self._send(404, b"There is nothing here.\n", "text/plain; charset=utf-8")

    def _events(self) -> None:
        """Server-sent events: the stage as it is, and again whenever it changes."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            now = self.stage.now
            self._tell(f"retry: 500\n{_event(now)}")
            while not self.stage.closed:
                later = self.stage.after(now.round, QUIET)
                now = later or now
                self._tell(_event(later) if later else ": nothing new\n\n")
        except OSError:
            return  # the browser has gone

    def _tell(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def _send(self, status: int, body: bytes, kind: str, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """What goes with everything."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """No version: it is nobody's business."""
        return "standfirst"

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - the standard library's signature
        """A writer needs the builds' messages, not the requests."""


def _event(moment: Moment) -> str:
    told = {"build": moment.build, "building": moment.building, "errors": moment.outcome.errors}
    return f"data: {json.dumps(told)}\n\n"
