"""A preview shows what is not published, in its own folder and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.harness import Site

SITE = """
-- pelicanconf.py --
from standfirst.defaults import *
SITEURL = "https://count.example"
STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False
-- content/told.md --
---
title: Told
date: 2026-01-01
slug: told
---
Everyone may read this.
-- content/same.md --
---
title: The same address
status: draft
slug: told
---
zqsameqz.
-- content/draft.md --
---
title: A draft
status: draft
image: {src: images/zqdraftqz.png, alt: A bridge}
---
zqdraftqz, see [the story]({filename}told.md).
-- content/soon.md --
---
title: Soon
date: 2026-02-01
---
zqsoonqz.
"""
OWN = ("--preview", "--output", "state/preview")


def test_a_draft_has_a_page_at_its_address_and_is_in_no_listing(site: Site) -> None:
    """One whose address is taken leaves it to who has it. Links hold wherever the preview is served."""
    built = site.write(SITE, zqdraftqz=(40, 30)).build_here(*OWN).checked()
    shown = site.root / "state" / "preview"
    names = {path.relative_to(shown).as_posix() for path in shown.rglob("*") if path.is_file()}
    assert {"news/a-draft.html", "news/soon.html", "news/told.html", "images/zqdraftqz.png"} <= names
    draft = (shown / "news/a-draft.html").read_text("utf-8")
    assert 'href="../news/told.html"' in draft
    assert '<meta name="robots" content="noindex">' in draft
    others = names - {"news/a-draft.html", "news/soon.html", "images/zqdraftqz.png"}
    told = "".join((shown / name).read_bytes().decode("latin-1") for name in sorted(others) if "zqdraftqz" not in name)
    assert [word for word in ("zqdraftqz", "zqsoonqz", "zqsameqz", "a-draft", "soon.html") if word in told] == []
    facts = json.loads((site.root / "state" / "preview.json").read_text("utf-8"))["pages"]
    assert {name: page["standing"] for name, page in facts.items()} == {
        "news/a-draft.html": "draft",
        "news/soon.html": "waiting",
        "news/told.html": "out",
    }
    assert not built.output.exists()


@pytest.mark.parametrize("more", [(), ("--preview",), ("--preview", "--output", "state/site")])
def test_a_preview_is_built_nowhere_else(site: Site, more: tuple[str, ...]) -> None:
    """Also where somebody sets it: what is published would have every draft in it."""
    setting = "STANDFIRST_PREVIEW = True\n" if not more else ""
    site.write(SITE.replace("SITEURL =", f"{setting}SITEURL ="), zqdraftqz=(40, 30))
    built = site.build_here(*more)
    assert (built.code, "SF802 STANDFIRST_PREVIEW: drafts would be in" in built.stderr) == (1, True)
    assert not built.output.exists()


def test_after_a_preview_a_build_has_nothing_of_it(site: Site) -> None:
    """The two share what is kept, and not a byte of a draft comes from there."""
    site.write(SITE, zqdraftqz=(40, 30))
    before = site.build_here().checked().sums()
    site.build_here(*OWN).checked()
    assert site.build_here().checked().sums() == before
