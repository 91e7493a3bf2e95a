"""`standfirst check --fix` takes out of a file what a build leaves out of its page: those lines, and no other byte."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import TYPE_CHECKING

from standfirst.cli import main

if TYPE_CHECKING:
    from tests.harness import Site

LONG = (
    "The column left the depot at noon with four buses and two ambulances, and by dusk the last of the drivers had "
    "signed the papers that the other side had asked for since the spring."
)
NEXT = "Nobody said what the papers were, and the drivers did not know either, as they told this newspaper later."
HEAD = "---\ntitle: Four buses leave the depot\ndate: 2026-01-01\nauthors: [Liam]\nsummary: The road is open.\n---\n"
SETTINGS = 'from standfirst.defaults import *\nSITENAME = "News"\nSTANDFIRST_REPEATS = {"scrap": "settle"}\n'
MENDED = {
    "a headline as the first heading": (f"# Four buses leave the depot\n\n{LONG}\n", f"{LONG}\n"),
    "one that is underlined": (f"Four buses leave the depot\n===\n\n{LONG}\n", f"{LONG}\n"),
    "a headline as the first paragraph": (f"\nFour buses leave the depot.\n\n{LONG}\n", f"\n{LONG}\n"),
    "a headline as the first line of a paragraph": (f"Four buses leave the depot\n{LONG}\n", f"{LONG}\n"),
    "a headline as the first of two lines": (f"Four buses leave the depot  \n{LONG}\n", f"{LONG}\n"),
    "a paragraph again": (f"{LONG}\n\n{NEXT}\n\n{LONG}\n", f"{LONG}\n\n{NEXT}\n"),
    "a paragraph three times": (f"{LONG}\n\n{LONG}\n\n{NEXT}\n\n{LONG}", f"{LONG}\n\n{NEXT}\n"),
    "a paragraph again over several lines": (
        f"{LONG}\n\n{LONG.replace(', and', ', and' + chr(10))}\n\n{NEXT}\n",
        f"{LONG}\n\n{NEXT}\n",
    ),
    "scraps": (f"Liam Avatar\n\nBy\n\n{LONG}\n\nAdvertisement\n\n{NEXT}\n\nShare\n", f"{LONG}\n\n{NEXT}\n"),
    "a headline behind a scrap": (f"By\n\n# Four buses leave the depot\n\n{LONG}\n", f"{LONG}\n"),
    "Windows' line ends": (f"By\r\n\r\n{LONG}\r\n\r\nShare\r\n", f"{LONG}\r\n"),
    "a remark above a paragraph": (f"{LONG}\n\n<!-- figures: ok -->\n\n{LONG}\n\n{NEXT}\n", None),
    "a remark in a paragraph": (f"{LONG}\n\n{LONG} <!-- ask the depot -->\n\n{NEXT}\n", None),
    "the address of a link beside a scrap": (f"{LONG} [See][1].\n\nBy\n[1]: https://example.net/\n", None),
    "a paragraph with a picture": (f"{LONG}\n\n{LONG} ![Buses](https://example.net/b.png)\n\n{NEXT}\n", None),
    "a quotation of a paragraph": (f"{LONG}\n\n> {LONG}\n\n{NEXT}\n", None),
    "a list's items": (f"- {LONG}\n\n- {LONG}\n\n{NEXT}\n", None),
    "code that says it twice": (f"{LONG}\n\n    By\n\n{NEXT}\n", None),
    "a portrait of somebody who did not write it": (f"Jane Roe Avatar\n\n{LONG}\n", None),
    "nothing said twice": (f"{LONG}\n\n{NEXT}\n", None),
}


def run(site: Site, *arguments: str) -> str:
    out, code = io.StringIO(), 0
    with contextlib.chdir(site.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            main(["check", "--now", "2026-01-02", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    assert code == 0, out.getvalue()
    return out.getvalue()


def test_what_is_said_twice_goes_where_it_is_sure_and_nothing_else_does(site: Site) -> None:
    for number, (body, _) in enumerate(MENDED.values()):
        file = site.root / "content" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(f"{HEAD.replace('date', f'slug: a-{number}{chr(10)}date')}{body}".encode())
    shown = run(site, "--fix")
    for number, (name, (body, wanted)) in enumerate(MENDED.items()):
        after = (site.root / "content" / f"{number}.md").read_bytes().decode().split("---\n", 2)[2]
        assert after == (body if wanted is None else wanted), name
        assert (f"--- content/{number}.md" in shown) == (wanted is not None), name
    assert "--- content/" not in run(site, "--fix"), "a second run has nothing to do"


def test_the_page_is_the_same_and_its_findings_are_gone(site: Site) -> None:
    body = MENDED["scraps"][0].replace(NEXT, f"{NEXT}\n\n{LONG}")
    site.write(f"-- pelicanconf.py --\n{SETTINGS}-- content/a.md --\n{HEAD}# Four buses leave the depot\n\n{body}")
    before = page(site)
    codes = {row["code"] for row in json.loads(run(site, "--format", "json"))}
    assert {"SF304", "SF305", "SF306"} <= codes
    run(site, "--fix")
    assert not {"SF304", "SF305", "SF306"} & {row["code"] for row in json.loads(run(site, "--format", "json"))}
    assert page(site) == before


def page(site: Site) -> str:
    """The article's page, whatever stands between its elements."""
    return re.sub(r"(?<=>)\s+(?=<)", "", site.build().checked().text("news/four-buses-leave-the-depot.html"))
