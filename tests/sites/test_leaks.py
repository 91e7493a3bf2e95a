"""What is not published yet stands nowhere, and what is hidden stands on its own page alone."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.harness import Site
from tests.sites.pages import broken_links, read_pages
from tests.validators.structured_data import page_data

if TYPE_CHECKING:
    from tests.harness import Built

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
KYIV = ZoneInfo("Europe/Kyiv")
SITE_URL = "https://leaks.example"
SETTINGS = f"""
-- pelicanconf.py --
SITENAME = "Leaks"
SITEURL = "{SITE_URL}"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_MENU = (("Home", "index.html"),)
"""
TEXT_FIELDS = ["title", "summary", "body", "heading", "tag", "category", "author"]
YAML_FIELDS = ["source", "publisher", "address", "correction", "alt", "caption", "credit", "record", "code"]
OFFSETS = [None, "Z", "+05:45", "-11:00"]


@dataclass(frozen=True)
class Planted:
    """An article or page full of words that stand nowhere else."""

    number: int
    kind: str
    status: str
    seconds: int
    """How long after the build time it is dated."""
    offset: str | None
    header: str
    timed_by: str
    """The field that says when: date, or embargo, with a date in the past beside it."""
    lasts: int | None
    """How many seconds after the build time it goes away; after its publication, where that is later."""

    @property
    def slug(self) -> str:
        """Its slug, a word of its own too."""
        return self.word("slug")

    @property
    def file(self) -> str:
        """Its own page."""
        return f"pages/{self.slug}.html" if self.kind == "page" else f"{self.slug}.html"

    @property
    def gone(self) -> int | None:
        """How long after the build time it goes away, in seconds."""
        return None if self.lasts is None else max(self.lasts, self.seconds + 60)

    def is_secret(self, now: datetime) -> bool:
        """Whether not a word of it may be public at a time."""
        since = (now - NOW).total_seconds()
        return (
            self.status in {"draft", "skip"} or self.seconds > since or (self.gone is not None and self.gone <= since)
        )

    @property
    def times(self) -> dict[str, str]:
        """Its fields of time, as written."""
        told = {"date": self.seconds} if self.timed_by == "date" else {"date": -864000, "embargo": self.seconds}
        told |= {} if self.gone is None else {"expires": self.gone}
        return {name: _written(NOW + timedelta(seconds=seconds), self.offset) for name, seconds in told.items()}

    def word(self, field: str) -> str:
        """A word of letters that only this field of this file has."""
        return f"zq{field}{'abcdefgh'[self.number]}qz"

    @property
    def words(self) -> list[str]:
        """All of them but for the slug."""
        fields = TEXT_FIELDS + (YAML_FIELDS if self.header == "yaml" else [])
        return [self.word(field) for field in fields]

    @property
    def source(self) -> str:
        """The file."""
        w, folder = self.word, "content/pages" if self.kind == "page" else "content/articles"
        body = f"Some {w('body')} text.\n\n## A {w('heading')}\n\nMore.\n"
        times = "\n".join(f"{name}: {time}" for name, time in self.times.items())
        if self.header == "pelican":
            return (
                f"\n-- {folder}/{self.number}.md --\nTitle: The {w('title')}\n{times}\nStatus: {self.status}\n"
                f"Slug: {self.slug}\nTags: {w('tag')}\nCategory: {w('category')}\nAuthor: {w('author')}\n"
                f"Summary: In short {w('summary')}.\n\n{body}"
            )
        return f"""
-- {folder}/{self.number}.md --
---
title: The {w("title")}
{times}
status: {self.status}
slug: {self.slug}
authors: [{w("author")}]
category: {w("category")}
tags: [{w("tag")}, shared]
summary: In short {w("summary")}.
image: {{src: images/shared.png, alt: {w("alt")}, caption: {w("caption")}, credit: {w("credit")}}}
sources: [{{title: {w("source")}, publisher: {w("publisher")}, url: "https://source.example/{w("address")}"}}]
corrections: [{{date: 2026-01-01, text: {w("correction")}}}]
exchange:
  id: 2025-01-0{self.number + 1}
  kind: exchange
  date: 2025-01-0{self.number + 1}
  status: completed
  parties: [UA, RU]
  returned: {{UA: {{total: 10}}, RU: {{total: 10}}}}
  note: {w("record")}
  sources: [{{title: {w("code")}, url: "https://source.example/"}}]
---
{body}"""


planted = st.lists(
    st.tuples(
        st.sampled_from(["article", "article", "page"]),
        st.sampled_from(["published", "draft", "hidden", "skip"]),
        st.sampled_from([-86400, 0, 1, 3600, 172800]),
        st.sampled_from(OFFSETS),
        st.sampled_from(["yaml", "yaml", "pelican"]),
        st.sampled_from(["date", "embargo"]),
        st.sampled_from([None, None, -3600, 0, 216000]),
    ),
    min_size=2,
    max_size=6,
).map(lambda drawn: [Planted(number, *what) for number, what in enumerate(drawn)])


# Each example builds two sites: a smaller example is not worth the minutes that it takes to find.
@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(planted)
def test_no_word_of_what_is_not_published_is_in_the_output(stories: list[Planted]) -> None:
    """Neither in a byte of a file nor in a file's name; what is hidden is in its own page alone, and in no JSON-LD."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder)).write(SETTINGS + "".join(story.source for story in stories), shared=(40, 30))
        for now in (NOW, LATER):
            # What expires may be nearly all of so small a site.
            built = site.build_here("--allow-shrink", now=now.isoformat()).checked()
            _check(built, stories, now)


def _check(built: Built, stories: list[Planted], now: datetime) -> None:
    files = {name: (built.output / name).read_bytes().decode("latin-1").lower() for name in built.paths()}
    listed = "\n".join(text for name, text in files.items() if name.endswith(("index.html", ".xml", "all.json")))
    for story in stories:
        secret = story.is_secret(now)
        own = story.file if not secret else ""
        if not secret:
            assert own in files, (own, story)
        if story.status == "published" and not secret:
            if story.kind == "article":
                assert f"the {story.word('title')}" in listed
            assert story.slug in listed
            continue
        for word in (story.slug, *story.words):
            named = [name for name in files if word in name and name != own]
            found = [name for name, text in files.items() if word in text and name != own]
            assert (word, named, found) == (word, [], [])
        if own:
            assert list(page_data((built.output / own).read_bytes())) == []
            assert read_pages(built.output)[own].meta("robots") == ["noindex"]


@pytest.mark.parametrize(
    ("date", "now", "is_out"),
    [
        ("2026-01-02T05:04:05", "2026-01-02T03:04:05Z", True),
        ("2026-01-02T05:04:06", "2026-01-02T03:04:05Z", False),
        ("2026-01-02T05:04:05", "2026-01-02T05:04:05", True),
        ("2026-01-02T05:04:06", "2026-01-02T05:04:05", False),
        ("2026-01-02", "2026-01-01T22:00Z", True),
        ("2026-01-02", "2026-01-01T21:59:59Z", False),
        ("2026-07-02", "2026-07-01T21:00Z", True),
        ("2026-07-02", "2026-07-01T20:59Z", False),
        ("2026-01-02T00:00-11:00", "2026-01-02T13:00+02:00", True),
        ("2026-01-02T00:00-11:00", "2026-01-02T12:59+02:00", False),
        ("2026-01-02T00:00+14:00", "2026-01-01T10:00Z", True),
    ],
)
def test_an_article_comes_out_at_its_minute_in_the_newsroom_s_zone(
    site: Site, date: str, now: str, is_out: bool
) -> None:
    """A date without an offset is the newsroom's time, and so is --now without one: Kyiv is 2 h ahead of UTC, 3 in July."""
    site.write(f"{SETTINGS}-- content/timed.md --\n---\ntitle: Timed\ndate: {date}\n---\nOut.\n")
    built = site.build_here(now=now).checked()
    assert ("timed.html" in built.paths(), "Timed" in built.text("index.html")) == (is_out, is_out)


def test_a_hidden_article_links_to_no_listing_that_is_not_there(site: Site) -> None:
    """Its topic, tags and author may have no other article: then they have no page and no feed."""
    story = Planted(0, "article", "hidden", -60, None, "yaml", "date", None)
    built = site.write(SETTINGS + story.source, shared=(40, 30)).build_here().checked()
    assert broken_links(built.output, SITE_URL) == []


def test_an_author_of_drafts_alone_has_no_page(site: Site) -> None:
    site.write(f"""{SETTINGS}
-- content/authors/zqonlydraftsqz.md --
---
name: Zqnameqz
role: Zqroleqz
---
Zqbioqz.
-- content/authors/olena.md --
---
name: Olena
---
-- content/draft.md --
---
title: Draft
status: draft
authors: [zqonlydraftsqz]
---
-- content/told.md --
---
title: Told
date: 2026-01-01
authors: [olena]
---
Told.
""")
    built = site.build_here().checked()
    assert not [name for name in built.paths() if "zqonlydrafts" in name]
    everything = "".join((built.output / name).read_bytes().decode("latin-1").lower() for name in built.paths())
    assert [word for word in ("zqonlydraftsqz", "zqnameqz", "zqroleqz", "zqbioqz") if word in everything] == []


@pytest.mark.parametrize(
    "why", ["status: draft", "date: 2026-01-01\nembargo: 2026-02-01", "date: 2025-01-01\nexpires: 2026-01-02"]
)
def test_the_picture_of_what_is_not_out_is_not_published(site: Site, why: str) -> None:
    """Its name, and what it shows, would tell what is coming, or what was."""
    site.write(
        f"{SETTINGS}-- content/draft.md --\n---\ntitle: Draft\n{why}\nimage: images/zqscoopqz.png\n---\n"
        "![Inside]({static}images/zqinsideqz.png)\n"
        "-- content/told.md --\n---\ntitle: Told\ndate: 2026-01-01\nimage: images/told.png\n---\nTold.\n",
        told=(40, 30),
        zqscoopqz=(40, 30),
        zqinsideqz=(40, 30),
    )
    built = site.build_here().checked()
    assert "images/told.png" in built.paths()
    assert [name for name in built.paths() if "zq" in name] == []


def _written(moment: datetime, offset: str | None) -> str:
    """The moment as a writer puts it down in this zone; without an offset, in the newsroom's."""
    if offset is None:
        return moment.astimezone(KYIV).strftime("%Y-%m-%dT%H:%M:%S")
    if offset == "Z":
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    hours, minutes = int(offset[:3]), int(offset[0] + offset[4:])
    return moment.astimezone(timezone(timedelta(hours=hours, minutes=minutes))).isoformat()
