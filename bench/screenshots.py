"""Pictures of the demo's pages for the documents, light and dark, on a telephone and on a desktop: `python bench/screenshots.py`."""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images" / "pages"
NOW = "2026-04-01T09:00:00Z"
PAGES = {
    "home": "index.html",
    "article": "news/one-thousand-for-one-thousand.html",
    "register": "exchanges.html",
    "author": "authors/liam.html",
    "search": "search.html?q=Istanbul",
}
SCREENS = {"desktop": (1280, 900, 1.0), "mobile": (390, 844, 1.5)}
"""Width and height in CSS pixels, and pixels of the picture for each."""
QUALITY = 70


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing on the terminal."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build the demo, open each page on each screen in each scheme, and keep what is seen first."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--into", type=Path, default=FOLDER, help="folder for the pictures")
    options.add_argument("--whole", action="store_true", help="whole pages instead of what is seen first")
    chosen = options.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / "output"
        command = [
            sys.executable,
            "-m",
            "standfirst",
            "build",
            "--settings",
            str(ROOT / "pelicanconf.py"),
            "--now",
            NOW,
        ]
        subprocess.run([*command, "--output", str(output), "--state", str(Path(place) / "state")], check=True, cwd=ROOT)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(output)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
            program = next((found for name in names if (found := shutil.which(name))), None)
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for name, path in PAGES.items():
                for screen in SCREENS:
                    for scheme in ("light", "dark"):
                        url = f"http://127.0.0.1:{server.server_port}/{path}"
                        keep(
                            browser,
                            url,
                            screen,
                            scheme,
                            chosen.into / f"{name}-{screen}-{scheme}.webp",
                            whole=chosen.whole,
                        )
            browser.close()
        server.shutdown()


def keep(browser: Browser, url: str, screen: str, scheme: str, file: Path, *, whole: bool) -> None:
    """One picture."""
    width, height, scale = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two above
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    ready(page)
    Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB").save(
        file, "WEBP", quality=QUALITY, method=6
    )
    context.close()


def ready(page: Page) -> None:
    """Wait for pictures, and for the results of a search."""
    if page.locator(".search").count():
        page.wait_for_selector(".search-results li")
    page.wait_for_function("[...document.images].every((image) => image.complete || image.loading === 'lazy')")


if __name__ == "__main__":
    main()
