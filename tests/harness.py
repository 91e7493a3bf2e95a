"""Whole sites from one text, built as a writer builds them; expected output; a server; checkers from npm."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from unittest.mock import patch

import pytest
from PIL import Image

from tests.validators.npm import package_file

if TYPE_CHECKING:
    from collections.abc import Iterator

HANG = 30.0
"""Seconds of processor time: work that grows with the square of a hostile text takes far longer, on any machine."""
ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-01-02T03:04:05Z"
SECONDS_A_BUILD_MAY_TAKE = 120


@dataclass(frozen=True)
class Built:
    """What one run of the command left behind."""

    code: int
    stdout: str
    stderr: str
    output: Path

    def text(self, path: str) -> str:
        """Read one output file."""
        return (self.output / path).read_text("utf-8")

    def paths(self) -> list[str]:
        """List the output files, relative, sorted."""
        return sorted(p.relative_to(self.output).as_posix() for p in self.output.rglob("*") if p.is_file())

    def sums(self) -> dict[str, str]:
        """SHA-256 of every output file, by path: equal sums are equal trees."""
        return {path: hashlib.sha256((self.output / path).read_bytes()).hexdigest() for path in self.paths()}

    def checked(self) -> Built:
        """Return itself where the build succeeded; fail the test with its messages where it did not."""
        assert self.code == 0, f"the build failed with {self.code}\n{self.stdout}{self.stderr}"
        return self


@dataclass(frozen=True)
class Site:
    """A site in a folder of its own, changed and built as often as a test needs."""

    root: Path

    def write(self, archive: str, **pictures: tuple[int, int]) -> Site:
        """Write files from one text: `-- path --` on a line, then the file's text up to the next such line.

        Text before the first such line is a comment. `pictures` maps names to (width, height) in pixels: each is
        written as content/images/NAME.png.
        """
        for path, text in unpack(archive).items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="")
        for name, size in pictures.items():
            file = self.root / "content" / "images" / f"{name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", size, "#336699").save(file)
        return self

    def remove(self, path: str) -> Site:
        """Delete one file."""
        (self.root / path).unlink()
        return self

    def build(self, *more: str, now: str = NOW) -> Built:
        """Run `standfirst build` as a process, in the site's folder."""
        from tests import loaded  # which needs this module

        arguments = [*self._arguments(now), *more]
        return loaded.run(self.root, *arguments, output=self.root / "output", environment=_environment())

    def build_here(self, *more: str, now: str = NOW) -> Built:
        """Run the command inside this process: for tests that build hundreds of sites."""
        from standfirst.cli import main

        out, err, code = io.StringIO(), io.StringIO(), 0
        quiet = patch.dict(os.environ, {"CI": "true"})
        with contextlib.chdir(self.root), quiet, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main([*self._arguments(now), *more])
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Built(code, out.getvalue(), err.getvalue(), self.root / "output")

    def _arguments(self, now: str) -> list[str]:
        folders = ["--content", "content", "--output", "output", "--state", "state"]
        settings = ["--settings", "pelicanconf.py"] if (self.root / "pelicanconf.py").is_file() else []
        return ["build", *folders, *settings, "--now", now]


def unpack(archive: str) -> dict[str, str]:
    """Split a text archive into path -> text."""
    files: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in archive.splitlines(keepends=True):
        mark = line.strip()
        if mark.startswith("-- ") and mark.endswith(" --"):
            lines = files.setdefault(mark[3:-3].strip(), [])
        else:
            lines.append(line)
    return {path: "".join(content) for path, content in files.items()}


def _environment() -> dict[str, str]:
    """The surroundings that every build sees: no zone, locale, clock or colour of this machine."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "HOME") if name in os.environ}
    # As in CI: on a slow machine a build would tell how far it is.
    return kept | {
        "CI": "true",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }


@dataclass(frozen=True)
class Golden:
    """Expected output under tests/golden/: compared, or written anew under --update-golden."""

    folder: Path
    update: bool

    def check(self, name: str, actual: str) -> None:
        """Hold one text to the expected one."""
        file = self.folder / name
        if self.update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, "utf-8", newline="")
        assert file.is_file(), f"{file} is not there: make golden writes it"
        assert actual == file.read_bytes().decode("utf-8"), f"{name} differs; if it should, make golden"

    def check_tree(self, name: str, actual: Path) -> None:
        """Hold a whole output folder to the expected one, byte for byte."""
        folder = self.folder / name
        if self.update:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(actual, folder)
        assert folder.is_dir(), f"{folder} is not there: make golden writes it"
        expected, found = (Built(0, "", "", place).sums() for place in (folder, actual))
        assert found == expected, f"{name} differs; if it should, make golden"


class _Files(SimpleHTTPRequestHandler):
    """Static hosting as hosts do it: the site's own 404 page with status 404, and no word on the terminal."""

    def log_message(self, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of the loopback; gives its address, without a trailing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def find_chromium() -> str | None:
    """Find the browser: $CHROMIUM, then the PATH. None leaves it to Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or fail(f"CHROMIUM names {named}, which cannot be run")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


def nu_errors(*paths: Path) -> list[str]:
    """Check HTML files (or folders of them) with the W3C Nu checker; gives `file:line: message` for each error."""
    java = shutil.which("java") or fail("Java is not there: make test installs it or says how")
    jar = package_file("vnu-jar/build/dist/vnu.jar")
    command = [
        java,
        "-jar",
        str(jar),
        "--format",
        "json",
        "--skip-non-html",
        "--errors-only",
        "--stdout",
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    messages = json.loads(done.stdout)["messages"]
    return [f"{m.get('url', '')}:{m.get('lastLine', 0)}: {m['message']}" for m in messages]


def fail(reason: str) -> NoReturn:
    """Fail the test: a missing tool is never a reason to skip."""
    pytest.fail(reason, pytrace=False)
