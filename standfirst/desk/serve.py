"""The preview: a server on the loopback, and a build after each change."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import click
from watchfiles import watch

from standfirst.outputs.search import FOLDER
from standfirst.outputs.search_index import IndexingError, index_waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LOOPBACK = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Files of the output folder, never kept by the browser; the site's own page where there is none."""

    def end_headers(self) -> None:
        """A preview shows the last build, whatever the browser has seen before."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's 404 page, with the status of one."""
        page = f"{self.directory}/404.html"
        try:
            with open(page, "rb") as file:  # noqa: PTH123 - the handler's folder is a string
                body = file.read()
        except OSError:
            body = b""
        if code != 404 or not body:  # noqa: PLR2004 - the status code
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - the standard library's signature
        """A writer needs the builds' messages, not the requests."""


def build_once(command: Sequence[str]) -> int:
    """Build in a process of its own: settings and plugins are read afresh. Returns its exit status."""
    return subprocess.run([sys.executable, "-m", "standfirst", "build", *command], check=False).returncode  # noqa: S603 - our own command


def serve_site(command: Sequence[str], output: Path, watched: Iterable[Path], port: int, state: Path) -> None:
    """Build, serve `output`, and build again whenever something `watched` changes. A failed build leaves the last one up.

    The index of the search follows each build by itself: nobody waits for it to see a page. `state` is where it waits.
    """
    later = IndexLater(output, state)
    build_once(command)
    later.start()
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, directory=str(output)))
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror}; choose another with --port") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://{LOOPBACK}:{server.server_address[1]}/ shows the site; Ctrl-C ends it.")
    for _ in watch(*watched, raise_interrupt=False):
        build_once(command)
        later.start()
    server.shutdown()


class IndexLater:
    """Makes the index that the last build has left to be made, in a thread of its own; one at a time."""

    def __init__(self, output: Path, state: Path) -> None:
        """`output` is the site's folder, `state` the one of what a build keeps."""
        self._target = output / FOLDER
        self._state = state
        self._one = threading.Lock()

    def start(self) -> threading.Thread:
        """Begin, if something waits."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        with self._one:
            try:
                index_waiting(self._state, self._target)
            except (IndexingError, OSError) as error:
                # Where a new build has taken the folder away meanwhile, the next round puts the index there.
                click.echo(f"The index of the search is not up to date: {error}", err=True)
