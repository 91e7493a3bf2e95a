"""A small but complete site, text by text: output changes only where somebody meant it to."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.harness import Golden, Site

NAME = "small-site"
TEXTS = (".html", ".xml", ".json", ".txt", ".webmanifest")

SITE = """
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "The Small Paper"
SITESUBTITLE = "All that is needed, and no more."
SITEURL = "https://small.example"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_PUBLISHER_LOGO = "theme/icon-512.png"
STANDFIRST_MENU = (("About", "pages/about.html"),)
-- content/authors/liam.md --
---
name: Liam
role: Reporter
avatar: {src: images/liam.png, alt: Liam}
links:
  - {title: Post to Liam, url: "mailto:liam@small.example"}
---
Liam counts, and *checks*.
-- content/authors/data-desk.md --
---
name: Data desk
organisation: true
---
The desk keeps the register.
-- content/exchanges/2025-08-24.yaml --
id: "2025-08-24"
kind: exchange
date: "2025-08-24"
status: completed
parties: [UA, RU]
returned:
  UA: {total: 146}
  RU: {total: 146}
sequence: {since_invasion: 68, basis: "Coordination Headquarters"}
mediators:
  - {country: AE, name: "United Arab Emirates", role: mediator}
sources:
  - {title: "A report", url: "https://source.example/report", publisher: "A paper", date: "2025-08-24", side: "UA"}
-- content/articles/146-for-146.md --
---
title: "146 for 146 & no fewer"
date: 2025-08-24T18:30
modified: 2025-08-25T09:00
authors: [liam, data-desk]
category: Exchanges
tags: [Mediation]
summary: "Ukraine and Russia exchanged 146 people each on Independence…"
image: {src: images/chart.png, alt: "Two bars of one height.", credit: Data desk, caption: "146 and 146."}
exchange: "2025-08-24"
sources:
  - {title: "A report", url: "https://source.example/report", publisher: "A paper", date: "2025-08-24"}
corrections:
  - {date: 2025-08-25, text: "An earlier version gave another day."}
---
Ukraine and Russia exchanged 146 people each on Independence Day. Nobody named the place.

## What is known

See [how it is counted]({filename}/pages/about.md#how) and [the day before]({filename}the-day-before.md).
-- content/articles/the-day-before.md --
---
title: The day before
date: 2025-08-23
authors: [liam]
category: Exchanges
summary: "Nothing was announced; that is news too."
---
On Saturday no exchange was announced.
-- content/articles/український-текст.md --
---
title: "Обмін: 146 на 146"
slug: obmin-146
date: 2025-08-24T19:00+03:00
lang: uk
authors: [data-desk]
category: Українською
---
Україна та Росія обміняли по 146 людей. Місце не названо.
-- content/pages/about.md --
---
title: About
---
This is a small paper.

## How we count {#how}

With care.
"""


def test_golden_small_site(site: Site, golden: Golden) -> None:
    """Two authors, three articles, one record and one page.

    The styles and the search index are left out: the one has tests of its own, the other is no text.
    """
    built = site.write(SITE, liam=(96, 96), chart=(1200, 630)).build(now="2025-08-25T12:00Z").checked()
    assert built.stderr == ""
    paths = [path for path in built.paths() if not path.startswith("pagefind/")]
    texts = [path for path in paths if path.endswith(TEXTS)]
    if golden.update:
        shutil.rmtree(golden.folder / NAME, ignore_errors=True)
    golden.check(f"{NAME}/files.txt", "".join(f"{_unprinted(path)}\n" for path in paths))
    for path in texts:
        golden.check(f"{NAME}/{path}", _unprinted(built.text(path)))


def _unprinted(text: str) -> str:
    """The text without what changes with every line of a stylesheet."""
    return re.sub(r"<style>.*?</style>|(?<=style-src 'self')(?: 'sha256-[\w+/=]+')+", "<style>…</style>", text)
