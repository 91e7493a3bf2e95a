"""Styles in the pages, or in a file beside them: what a reader loads and waits for in both forms of the demo site.

`python bench/pages/styles.py` prints the table of docs/decisions/0003-styles.md.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import statistics
import tempfile
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

from measure import TYPES, Host, build, lighthouse, number

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
FILE = "theme/site.css"
VISITS = (1, 2, 3, 5, 10)
"""Articles that a reader opens one after another."""
PAGES = ("Article, text", "Home", "Register")


def main() -> None:
    """Build, take the styles out of a copy, measure both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="of Lighthouse for each page and form; the median counts")
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve()
        server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        build(folder, base)
        forms = {"in the page": folder / "output", "in a file": folder / "file"}
        shutil.copytree(forms["in the page"], forms["in a file"])
        link(forms["in a file"], base)
        print("| Articles read | " + " | ".join(map(str, VISITS)) + " |\n| --- |" + " ---: |" * len(VISITS))
        for name, output in forms.items():
            print(
                f"| Styles {name} | " + " | ".join(f"{loaded(output, count) / 1024:.1f} KB" for count in VISITS) + " |"
            )
        waits: dict[tuple[str, str], list[float]] = {}
        # By turns, so that other work on the machine meets both.
        for _ in range(runs):
            for page in PAGES:
                for name, output in forms.items():
                    Host.folder = output
                    waits.setdefault((name, page), []).append(
                        number(lighthouse(base + TYPES[page]), "largest-contentful-paint")
                    )
        server.shutdown()
    print("\n| LCP | " + " | ".join(PAGES) + " |\n| --- |" + " ---: |" * len(PAGES))
    for name in forms:
        print(
            f"| Styles {name} | "
            + " | ".join(f"{statistics.median(waits[name, page]):.0f} ms" for page in PAGES)
            + " |"
        )


def link(output: Path, base: str) -> None:
    """Have all pages name one file with the styles of all."""
    sheets: dict[str, None] = {}
    for page in output.rglob("*.html"):
        text = page.read_text("utf-8")
        found = STYLE.findall(text)
        sheets |= dict.fromkeys(found)
        if found:
            named = f'<link rel="stylesheet" href="{base}/{FILE}">'
            page.write_text(STYLE.sub("", STYLE.sub(named, text, count=1)), "utf-8")
    # The one for all pages is the longest, and names the layers first.
    (output / FILE).write_text("".join(sorted(sheets, key=len, reverse=True)), "utf-8")


def loaded(output: Path, count: int) -> int:
    """Bytes of the text of so many articles, compressed: the mean ones of the site, and the file once."""
    articles = sorted((output / "news").glob("*.html"))
    each = sum(len(gzip.compress(article.read_bytes(), 6)) for article in articles) / len(articles)
    file = output / FILE
    return round(each * count + (len(gzip.compress(file.read_bytes(), 6)) if file.is_file() else 0))


if __name__ == "__main__":
    main()
