"""Real web servers on the loopback that read what a build writes for them."""

from __future__ import annotations

import contextlib
import os
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, NamedTuple

from tests.publish.servers import program, running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
{user}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{
        text/html html; text/css css; text/javascript js; application/json json; application/manifest+json webmanifest;
        image/png png; image/jpeg jpg; image/webp webp; image/avif avif; image/svg+xml svg; application/xml xml; text/csv csv;
    }}
    include {hosting}/nginx-http.conf;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        error_page 404 /404.html;
        include {hosting}/nginx-server.conf;
        {more}
    }}
}}
"""
CADDY = """
{{
\tadmin off
\tauto_https off
\tstorage file_system {folder}/caddy
}}
import {hosting}/Caddyfile
http://127.0.0.1:{port} {{
\troot * {root}
\timport standfirst
\tfile_server
}}
"""


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Mapping[str, str]


@contextlib.contextmanager
def nginx(root: Path, hosting: Path, folder: Path, port: int, more: str = "") -> Iterator[None]:
    """Serve `root` with the files for nginx in `hosting`; `more` goes into the server block."""
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.getuid() == 0 else ""
    conf = NGINX.format(folder=folder, port=port, root=root, hosting=hosting, user=user, more=more)
    (folder / "nginx.conf").write_text(conf, "utf-8")
    command = [program("nginx"), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with running(command, port, folder / "nginx.log"):
        yield


@contextlib.contextmanager
def caddy(root: Path, hosting: Path, folder: Path, port: int) -> Iterator[None]:
    """Serve `root` with the file for Caddy in `hosting`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "Caddyfile"
    file.write_text(CADDY.format(folder=folder, port=port, root=root, hosting=hosting), "utf-8")
    command = [program("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
    with running(command, port, folder / "caddy.log", HOME=str(folder), XDG_DATA_HOME=str(folder)):
        yield


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: the redirect is what is asked for."""


def ask(address: str) -> Answer:
    """Status and headers of an address; a redirect is not followed."""
    try:
        with urllib.request.build_opener(_Stay).open(address, timeout=20) as answer:
            return Answer(answer.status, answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers)
