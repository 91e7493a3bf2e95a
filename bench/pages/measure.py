"""Every type of page of the demo in Lighthouse, axe and the Nu checker, and the table into docs/performance.md.

`python bench/pages/measure.py`; Lighthouse is in package.json here, axe and Nu are those of the tests.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mimetypes
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NODE = ROOT / "node_modules"
PAGE = ROOT / "docs" / "performance.md"
NOW = "2026-04-01T09:00:00Z"
TYPES = {
    "Home": "/",
    "Home, page 1": "/page/1.html",
    "Article, text": "/news/how-an-exchange-gets-its-number.html",
    "Article, text and figures": "/news/fourteen-august-84-each-way.html",
    "Article, photo": "/news/one-thousand-for-one-thousand.html",
    "Topic": "/topics/exchanges.html",
    "Topics": "/topics.html",
    "Tag": "/tags/running-total.html",
    "Tags": "/tags.html",
    "Author": "/authors/liam.html",
    "Authors": "/authors.html",
    "Archive": "/archive.html",
    "Month": "/archive/2025/05.html",
    "Register": "/exchanges.html",
    "Year of the register": "/exchanges/2025.html",
    "Record": "/exchanges/2025-05-23.html",
    "Data": "/data.html",
    "Search": "/search.html",
    "Standing page": "/about.html",
    "Corrections": "/corrections.html",
    "Not found": "/nothing-is-here",
}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
TEXT = ("text/", "application/json", "application/javascript", "application/xml", "image/svg", "application/manifest")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Measured:
    """What one page came to."""

    scores: tuple[int, ...]
    lcp: float
    cls: float
    wire: float
    axe: tuple[int, int]
    nu: int


class Host(BaseHTTPRequestHandler):
    """A host as hosts are: compressed text, an age for caches, the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"
    folder: Path

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file."""
        file = (self.folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file() and self.folder in file.parents
        file = file if found else self.folder / "404.html"
        body, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(200 if found else 404)
        if kind.startswith(TEXT):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Build, serve, measure, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3, help="of Lighthouse for each page; the median counts")
    options.add_argument("--only", help="types whose names match this pattern; the document is left as it is")
    chosen = options.parse_args()
    wanted = {name: path for name, path in TYPES.items() if not chosen.only or re.search(chosen.only, name)}
    with tempfile.TemporaryDirectory() as place:
        Host.folder = Path(place).resolve() / "output"
        server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        build(Path(place), base)
        found = measure(base, wanted, chosen.runs)
        server.shutdown()
    table = show(found, chosen.runs)
    print(table)
    if not chosen.only:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(
            re.sub(
                r"(<!-- bench pages: begin -->\n).*(<!-- bench pages: end -->)",
                rf"\1\n{table}\n\2",
                text,
                flags=re.DOTALL,
            ),
            "utf-8",
        )


def build(place: Path, base: str) -> None:
    """The production build of the demo, for this address."""
    command = [sys.executable, "-m", "standfirst", "build", "--settings", str(ROOT / "publishconf.py")]
    command += ["--output", str(place / "output"), "--state", str(place / "state"), "--now", NOW]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"SITEURL": base})


def measure(base: str, pages: dict[str, str], runs: int) -> dict[str, Measured]:
    """Every page: first those that only look, then the one that counts milliseconds, with nothing beside it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS[1:])
        axe = {
            name: (look(browser, base + path, "light"), look(browser, base + path, "dark"))
            for name, path in pages.items()
        }
        browser.close()
    nu = markup(pages)
    found = {}
    for name, path in pages.items():
        reports = [lighthouse(base + path) for _ in range(runs)]
        print(f"{name}: {[score(report) for report in reports]}", file=sys.stderr)
        found[name] = Measured(
            tuple(round(statistics.median(each)) for each in zip(*map(score, reports), strict=True)),
            statistics.median(number(report, "largest-contentful-paint") for report in reports),
            max(number(report, "cumulative-layout-shift") for report in reports),
            number(reports[0], "total-byte-weight") / 1024,
            axe[name],
            nu[name],
        )
    return found


def look(browser: Browser, url: str, scheme: str) -> int:
    """Elements that break a rule of axe, on a telephone and on a desktop."""
    nodes = 0
    for width in (412, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(url)
        page.evaluate((NODE / "axe-core" / "axe.min.js").read_text("utf-8"))
        nodes += sum(len(rule["nodes"]) for rule in page.evaluate("axe.run()")["violations"])
        context.close()
    return nodes


def markup(pages: dict[str, str]) -> dict[str, int]:
    """Errors that the W3C's Nu checker finds, by page."""
    files = {name: Host.folder / (path.lstrip("/") or "index.html") for name, path in pages.items()}
    files = {name: file if file.is_file() else Host.folder / "404.html" for name, file in files.items()}
    jar = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always", "--stdout"]
    done = subprocess.run([*command, *map(str, files.values())], capture_output=True, text=True, check=True)
    wrong = Counter(Path(urlsplit(message["url"]).path) for message in json.loads(done.stdout)["messages"])
    return {name: wrong[file] for name, file in files.items()}


def lighthouse(url: str) -> dict[str, Any]:
    """One report of Lighthouse with its own settings: a slow telephone on a slow network."""
    command = ["node", str(HERE / "node_modules" / "lighthouse" / "cli" / "index.js"), url]
    command += ["--output=json", "--output-path=stdout", "--quiet", "--no-enable-error-reporting"]
    flags = " ".join(f'"{flag}"' if " " in flag else flag for flag in FLAGS)
    # A page that is not there is measured too.
    command += [f"--chrome-flags={flags}", "--ignore-status-code"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"CHROME_PATH": chromium()}
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed on {url}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def score(report: dict[str, Any]) -> tuple[int, ...]:
    """The four scores, of 100."""
    return tuple(round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES)


def number(report: dict[str, Any], audit: str) -> float:
    """What an audit measured."""
    return float(report["audits"][audit]["numericValue"])


def show(found: dict[str, Measured], runs: int) -> str:
    """The table."""
    lines = [
        "| Page | Lighthouse | LCP | CLS | Wire | axe, light and dark | Nu |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, one in found.items():
        scores = "/".join(map(str, one.scores))
        lines.append(
            f"| {name} | {scores} | {one.lcp:.0f} ms | {one.cls:.3g} | {one.wire:.1f} KB | {one.axe[0]}/{one.axe[1]} | {one.nu} |"
        )
    version = json.loads((HERE / "node_modules" / "lighthouse" / "package.json").read_text("utf-8"))["version"]
    browser = subprocess.run([chromium(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    tools = (
        f"Lighthouse {version} (mobile; the median of {runs} runs), {browser.split(' built')[0]}, {platform.system()}"
    )
    return "\n".join([*lines, "", f"{tools}, {os.cpu_count()} cores.", ""])


def chromium() -> str:
    """The browser: $CHROMIUM, or the system's."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if name and (found := shutil.which(name))), "") or sys.exit("no Chromium")


if __name__ == "__main__":
    main()
