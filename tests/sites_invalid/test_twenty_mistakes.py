"""One run tells every mistake of a site, each with its place, and leaves the last good site as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.harness import Site, unpack
from tests.sites_invalid.told import told

if TYPE_CHECKING:
    from pathlib import Path


GOOD = """
-- content/authors/liam.md --
---
name: Liam
---
Liam.
-- content/articles/good.md --
---
title: Good
date: 2026-01-01
authors: [liam]
---
A good story.
-- content/articles/06.md --
---
title: Six
date: 2026-01-01
slug: seven
---
It has its address first.
-- content/articles/draft.md --
---
title: Draft
status: draft
---
"""

TWENTY = """
-- content/articles/01.md --
---
title: One
date: 2026-13-45
---
Text.
-- content/articles/02.md --
---
titel: Two
title: Two
date: 2026-01-01
---
Text.
-- content/articles/03.md --
---
title: Three
date: 2026-01-01
authors: [liam, lima]
---
Text.
-- content/articles/04.md --
---
title: Four
date: 2026-01-01
image: images/fuor.png
---
Text.
-- content/articles/05.md --
---
title: Five
date: 2026-01-01
---
Text.

A [link]({filename}gone.md), and more.
-- content/articles/07.md --
---
title: Seven
date: 2026-01-01
slug: SEVEN
---
Text.
-- content/articles/08.md --
---
title: Eight: a colon
date: 2026-01-01
---
Text.
-- content/articles/09.md --
---
title: Nine
date: 2026-01-01
status: publshed
---
Text.
-- content/articles/10.md --
---
title: Ten
date: 2026-01-01
sources:
  - title: A source
    url: example.org/a
---
Text.
-- content/articles/11.md --
---
title: Eleven
title: Eleven again
date: 2026-01-01
---
Text.
-- content/articles/12.md --
Title: Twelve
Date: yesterday
Tags: a

Text.
-- content/articles/13.md --
---
date: 2026-01-01
summary: A summary.
---
Text.
-- content/articles/14.md --
---
title: Fourteen
date: 2026-01-01
exchange: 2025-05-32
---
Text.
-- content/articles/15.md --
---
title: !!python/object:os.system Fifteen
date: 2026-01-01
---
Text.
-- content/articles/16.md --
---
title: Sixteen
date: 2026-01-01
---
Text with [a fragment](#nowhere) and [a good one](#here).

## Here {#here}
-- content/articles/17.md --
---
title: Seventeen
date: 2026-01-01
summary: The price is #1 now
---
Text.
-- content/articles/18.md --
---
title: Eighteen
date: 2026-01-01
Text without an end.
-- content/authors/data-desk.md --
---
name: Data desk
avatar: {src: images/none.png}
---
-- content/exchanges/2025-05-23.yaml --
id: "2025-05-23"
kind: exchange
date: "2025-05-23"
status: completed
parties: [UA, RU]
returned:
  UA: {total: many}
sources: [{title: T, url: "https://source.example/"}]
-- content/pages/about.md --
---
title: About
---
We link to [a draft]({filename}/articles/draft.md).
"""

EXPECTED = [
    "content/articles/01.md:3:7: SF012",
    "content/articles/02.md:2:1: SF011",
    "content/articles/03.md:4:17: SF101",
    "content/articles/04.md:4:8: SF103",
    "content/articles/05.md:7:10: SF104",
    "content/articles/07.md:4:7: SF102",
    "content/articles/08.md:2:13: SF003",
    "content/articles/09.md:4:9: SF014",
    "content/articles/10.md:6:10: SF013",
    "content/articles/11.md:3:1: SF005",
    "content/articles/12.md:2:7: SF012",
    "content/articles/13.md:2:1: SF010",
    "content/articles/14.md:4:11: SF201",
    "content/articles/15.md:2:8: SF004",
    "content/articles/16.md:5:24: SF106",
    "content/articles/17.md:4:10: SF008",
    "content/articles/18.md:1:1: SF002",
    "content/authors/data-desk.md:3:15: SF103",
    "content/exchanges/2025-05-23.yaml:7:15: SF013",
    "content/pages/about.md:4:22: SF105",
]


def test_twenty_mistakes_are_twenty_diagnostics_and_the_last_output_is_untouched(site: Site) -> None:
    before = _state(site.write(GOOD).build_here().checked().output)
    built = site.write(TWENTY).build()
    assert [" ".join(line.split()[:2]) for line in told(built)] == EXPECTED
    assert len(EXPECTED) == 20
    assert built.code == 1
    assert built.stdout == ""
    assert built.stderr.splitlines()[-1] == "20 errors. output/ is as it was."
    assert _state(built.output) == before
    assert [path.name for path in site.root.iterdir() if path.name.startswith(".")] == []


def test_keep_going_builds_the_rest_and_still_fails(site: Site) -> None:
    built = site.write(GOOD + TWENTY).build_here("--keep-going")
    assert [" ".join(line.split()[:2]) for line in told(built)] == EXPECTED
    assert built.code == 1
    stories = {path for path in built.paths() if path.startswith("news/")}
    # What can be read is built, if only with a link that leads nowhere or a summary that is cut off.
    assert stories == {f"news/{slug}.html" for slug in ("good", "seven", "five", "sixteen", "seventeen")}
    assert "A good story." in built.text("news/good.html")
    assert "Draft" not in "".join(
        built.text(path) for path in built.paths() if path.endswith((".html", ".xml", ".json"))
    )


def test_a_mended_site_builds(site: Site) -> None:
    """Nothing of a failed build stays behind."""
    fresh = Site(site.root / "fresh").write(GOOD).build_here().checked()
    site.write(GOOD + TWENTY).build_here("--keep-going")
    site.build_here()
    for path in unpack(TWENTY):
        site.remove(path)
    assert site.build_here().checked().sums() == fresh.sums()


def _state(output: Path) -> dict[str, tuple[int, bytes]]:
    """Time of change and content of everything below a folder, itself included."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [output, *output.rglob("*")]
    }
