"""The real things on the loopback: nginx, sshd, an S3 server, and a cable in front of any of them that can be cut."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.harness import fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECONDS_TO_START = 30


def program(name: str) -> str:
    """Find a program that `make test` installs. A missing one fails."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") or fail(
        f"{name} is not there: make test installs it"
    )


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the end, from when it takes connections."""
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env={**os.environ, **environment}
        ) as server,
    ):
        try:
            until = time.monotonic() + SECONDS_TO_START
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                if server.poll() is not None or time.monotonic() > until:
                    fail(f"{command[0]} does not start:\n{log.read_text('utf-8', 'replace')}")
                time.sleep(0.02)
            yield server
        finally:
            server.terminate()
            server.wait(10)


NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html; text/css css; text/javascript js; application/json json; image/png png; image/svg+xml svg; }}
    keepalive_requests 100000;
    server {{
        listen 127.0.0.1:{port};
        root {root};
    }}
}}
"""


@contextlib.contextmanager
def nginx(root: Path, folder: Path) -> Iterator[str]:
    """Serve a folder with nginx, and give the address."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, root=root, user=user), "utf-8")
    command = [program("nginx"), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with running(command, port, folder / "nginx.log"):
        yield f"http://127.0.0.1:{port}"


@dataclass(frozen=True)
class Sshd:
    """A running sshd, and what a client needs to reach it."""

    port: int
    user: str
    identity: Path
    known_hosts: Path
    folder: Path

    def allow(self, *restriction: str) -> None:
        """Let the key in; `restriction` goes in front of it in authorized_keys."""
        key = self.identity.with_suffix(".pub").read_text("utf-8")
        (self.folder / "authorized_keys").write_text(" ".join([*restriction, key]), "utf-8")

    def known_at(self, port: int) -> Path:
        """A file that knows this server at another port, as behind a cable."""
        known = self.folder / f"known-{port}"
        known.write_text(f"[127.0.0.1]:{port} {(self.folder / 'host.pub').read_text('utf-8')}", "utf-8")
        return known


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """Run sshd for the present user, with keys made for the occasion."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    for name in ("host", "client"):
        subprocess.run([program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    if os.getuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)  # noqa: PTH103
    lines = [f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {folder}/host", "UsePAM no", "StrictModes no"]
    lines += [f"AuthorizedKeysFile {folder}/authorized_keys", "PasswordAuthentication no", "PidFile none"]
    lines += ["PermitRootLogin yes", "MaxStartups 100:30:200", "AcceptEnv none"]
    (folder / "sshd_config").write_text("\n".join(lines) + "\n", "utf-8")
    server = Sshd(port, getpass.getuser(), folder / "client", folder / f"known-{port}", folder)
    server.allow()
    server.known_at(port)
    command = [program("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")]
    with running(command, port, folder / "sshd.log"):
        yield server


@contextlib.contextmanager
def s3(folder: Path) -> Iterator[str]:
    """Run an S3 server, and give its address."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port, folder / "s3.log"):
        yield f"http://127.0.0.1:{port}"


@dataclass
class Cable:
    """A connection to a server that can be cut after so many bytes, or spoken on."""

    port: int
    bytes_before_cut: int | None = None
    """Bytes from the client to the server, over all connections; None for a sound cable."""
    cuts: int = 0
    passed: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def counted(self, number: int) -> bool:
        """Count bytes on their way to the server; false where the cable is cut by now."""
        with self._lock:
            self.passed += number
            if self.bytes_before_cut is not None and self.passed > self.bytes_before_cut:
                self.bytes_before_cut = None
                self.cuts += 1
                return False
            return True


@contextlib.contextmanager
def cable(to: int) -> Iterator[Cable]:
    """A TCP proxy on the loopback, in front of a port of it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Cable(listening.getsockname()[1])
        ends: list[socket.socket] = []

        def pump(source: socket.socket, sink: socket.socket, count: Callable[[int], bool]) -> None:
            with contextlib.suppress(OSError):
                while data := source.recv(65536):
                    if not count(len(data)):
                        break
                    sink.sendall(data)
            for end in (source, sink):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    near, _ = listening.accept()
                    far = socket.create_connection(("127.0.0.1", to))
                    ends.extend((near, far))
                    threading.Thread(target=pump, args=(near, far, made.counted), daemon=True).start()
                    threading.Thread(target=pump, args=(far, near, lambda _: True), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield made
        finally:
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            for end in ends:
                end.close()


def get(address: str) -> tuple[int, bytes]:
    """Status and body of an address."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
