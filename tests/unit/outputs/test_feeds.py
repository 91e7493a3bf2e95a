import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from lxml import etree

from standfirst.edition import Edition
from standfirst.model import Correction, Place, Story, Teaser
from standfirst.outputs.feeds import atom, entry_id, json_feed, places_in_feed
from standfirst.outputs.text import xml_safe
from tests.unit.outputs.samples import LIAM, NOW, edition, page, rich_story, story
from tests.unit.outputs.test_text import ANY_TEXT
from tests.validators.feeds import atom_problems, json_feed_problems, site_feed_problems


def write_atom(edition: Edition, stories: list[Story]) -> str:
    return atom(edition, stories, title="The Count", path="feeds/all.atom.xml", home_url="")


def write_json(edition: Edition, stories: list[Story]) -> str:
    return json_feed(edition, stories, title="The Count", path="feeds/all.json", home_url="")


def test_an_atom_feed_says_all_of_a_story() -> None:
    assert write_atom(edition(rich_story()), [rich_story()]) == (
        """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>https://news.example/feeds/all.atom.xml</id>
  <title>The Count</title>
  <subtitle>News in numbers.</subtitle>
  <updated>2025-05-24T09:00:00+03:00</updated>
  <author>
    <name>The Count</name>
    <uri>https://news.example/</uri>
  </author>
  <link rel="self" type="application/atom+xml" href="https://news.example/feeds/all.atom.xml" />
  <link rel="alternate" type="text/html" href="https://news.example/" />
  <entry>
    <id>tag:news.example,2025-05-23:first-day</id>
    <title>390 return on each side</title>
    <link rel="alternate" type="text/html" href="https://news.example/first-day.html" />
    <published>2025-05-23T18:30:00+03:00</published>
    <updated>2025-05-24T09:00:00+03:00</updated>
    <author>
      <name>Liam</name>
      <uri>https://news.example/authors/liam.html</uri>
    </author>
    <author>
      <name>Data desk</name>
      <uri>https://news.example/authors/desk.html</uri>
    </author>
    <category term="exchanges" label="Exchanges" />
    <category term="istanbul" label="Istanbul &amp; talks" />
    <summary type="text">The first stage is done.</summary>
    <content type="html">&lt;p&gt;The first stage is done.&lt;/p&gt;
&lt;hr&gt;
&lt;p&gt;&lt;strong&gt;Correction, &lt;time&gt;2025-05-24&lt;/time&gt;:&lt;/strong&gt; It was 390, not 380.&lt;/p&gt;</content>
  </entry>
</feed>
"""
    )


def test_a_json_feed_says_all_of_a_story() -> None:
    feed = json.loads(write_json(edition(rich_story()), [rich_story()]))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Count",
        "home_page_url": "https://news.example/",
        "feed_url": "https://news.example/feeds/all.json",
        "description": "News in numbers.",
        "authors": [{"name": "The Count", "url": "https://news.example/"}],
        "language": "en",
        "items": [
            {
                "id": "tag:news.example,2025-05-23:first-day",
                "url": "https://news.example/first-day.html",
                "title": "390 return on each side",
                "content_html": "<p>The first stage is done.</p>\n<hr>\n<p><strong>Correction, <time>2025-05-24</time>:</strong> "
                "It was 390, not 380.</p>",
                "summary": "The first stage is done.",
                "image": "https://news.example/images/bus.jpg",
                "date_published": "2025-05-23T18:30:00+03:00",
                "date_modified": "2025-05-24T09:00:00+03:00",
                "authors": [
                    {
                        "name": "Liam",
                        "url": "https://news.example/authors/liam.html",
                        "avatar": "https://news.example/images/liam.jpg",
                    },
                    {"name": "Data desk", "url": "https://news.example/authors/desk.html"},
                ],
                "tags": ["Exchanges", "Istanbul & talks"],
                "language": "en",
            }
        ],
    }


def _several() -> list[Story]:
    day = datetime(2025, 5, 20, tzinfo=UTC)
    tag = Place(name="exchanges", slug="exchanges", url="tags/exchanges.html")
    return [
        rich_story(),
        story("обмін", lang="uk", title="Обмін", modified=day + timedelta(days=5)),
        story("first-day", lang="uk", url="first-day-uk.html", tags=(tag,)),
        story("bare", authors=(), topic=None, tags=(), teaser=Teaser(card="", standfirst=None, verdict="none")),
    ]


@pytest.mark.parametrize("stories", [[], [rich_story()], _several()], ids=["empty", "one", "several"])
def test_feeds_satisfy_independent_validators(stories: list[Story]) -> None:
    made = edition(*stories, licence="licence.html")
    assert atom_problems(write_atom(made, stories).encode()) == []
    assert json_feed_problems(write_json(made, stories).encode()) == []


def test_a_feed_does_not_depend_on_the_build_time() -> None:
    """Else every build would change every feed, an empty one too."""
    for stories in ([], _several()):
        made = edition(*stories)
        later = replace(made, now=NOW + timedelta(days=400))
        assert write_atom(made, stories) == write_atom(later, stories)
        assert write_json(made, stories) == write_json(later, stories)


def test_the_id_of_an_entry_outlives_its_address_its_headline_and_its_changes() -> None:
    first = rich_story()
    moved = replace(first, url="news/2025/first-day/", title="390 on each side", modified=NOW)
    assert entry_id(moved, edition().config) == entry_id(first, edition().config)


def test_a_translation_is_another_entry_than_its_original() -> None:
    config = edition().config
    assert entry_id(story(lang="uk"), config) == "tag:news.example,2025-05-23:uk/first-day"
    assert entry_id(story(), config) != entry_id(story(lang="uk"), config)


def test_a_page_has_no_place_in_a_feed() -> None:
    with pytest.raises(ValueError, match=r"articles/about\.md has no date"):
        write_atom(edition(), [page()])


@given(text=ANY_TEXT, name=ANY_TEXT, body=ANY_TEXT)
def test_any_text_gives_a_well_formed_feed_that_says_it(text: str, name: str, body: str) -> None:
    """Control characters, ]]>, markup, marks of direction: what XML can say comes out as it went in."""
    odd = story(
        title=text,
        slug=f"a{text}",
        url=f"{text}.html",
        authors=(replace(LIAM, name=name, url=name),),
        topic=Place(name=name, slug=text, url="t.html"),
        teaser=Teaser(card=f"a{text}", standfirst=None, verdict="distinct"),
        html=body,
    )
    made = edition(odd, SITENAME=name)
    feed = etree.fromstring(atom(made, [odd], title=text, path="f.xml", home_url="").encode())
    found = feed.find("{*}entry")
    assert found is not None
    assert found.findtext("{*}title") == _as_parsed(text)
    assert found.findtext("{*}summary") == _as_parsed(f"a{text}")
    assert found.findtext("{*}author/{*}name") == _as_parsed(name)
    json.loads(json_feed(made, [odd], title=text, path="f.json", home_url="").encode())


def _as_parsed(text: str) -> str:
    """XML 1.0, section 2.11: a parser turns every end of line into one line feed."""
    return xml_safe(text).replace("\r\n", "\n").replace("\r", "\n")


GOOD = write_atom(edition(rich_story()), [rich_story()])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</feed>", ""),
        ("<id>tag:news.example,2025-05-23:first-day</id>", ""),
        ("18:30:00+03:00", "18:30:00"),
        ("<updated>2025-05-24T09:00:00+03:00</updated>\n    <author>", "<author>"),
        ("<title>390", "<headline/><title>390"),
        ('rel="self"', 'rel="me"'),
        ("<name>Data desk</name>", ""),
        ("  <updated>2025-05-24", "  <updated>2025-05-26"),
        ("<title>390", "<title>\x0c390"),
        ('href="https://news.example/first-day.html"', 'href="first-day.html"'),
    ],
)
def test_the_atom_validator_can_fail(before: str, after: str) -> None:
    assert before in GOOD
    assert atom_problems(GOOD.replace(before, after, 1).encode())


def test_the_atom_validator_sees_an_id_that_stands_twice() -> None:
    entry = GOOD[GOOD.index("  <entry>") : GOOD.index("</feed>")]
    assert atom_problems(GOOD.replace("</feed>", f"{entry}</feed>").encode()) == [
        "id 'tag:news.example,2025-05-23:first-day' stands twice"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("}", ""),
        ('"id":', '"guid":'),
        ('"items":', '"entries":'),
        ("version/1.1", "version/1"),
        ("18:30:00+03:00", "18:30:00"),
        ('"content_html":"\\u003cp>', '"content_html":3,"x":"\\u003cp>'),
        ('"url":"https://news.example/first-day.html"', '"url":"/first-day.html"'),
    ],
)
def test_the_json_feed_validator_can_fail(before: str, after: str) -> None:
    good = write_json(edition(rich_story()), [rich_story()])
    assert before in good
    assert json_feed_problems(good.replace(before, after, 1).encode())


def test_feedparser_reads_what_readers_will_see() -> None:
    entry = feedparser.parse(GOOD.encode()).entries[0]
    assert [author.name for author in entry.authors] == ["Liam", "Data desk"]
    assert entry.content[0].value.startswith("<p>The first stage is done.</p>\n<hr />\n<p><strong>Correction")


def test_the_feeds_of_a_folder_are_found_and_named(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/all.xml").write_text(GOOD, "utf-8")
    (tmp_path / "feeds/all.json").write_text(write_json(edition(), []), "utf-8")
    (tmp_path / "data.json").write_text("{}", "utf-8")
    assert site_feed_problems(tmp_path) == []
    (tmp_path / "feeds/all.xml").write_text(GOOD.replace("tag:", "x:"), "utf-8")
    (tmp_path / "feeds/all.json").write_text(write_json(edition(), [])[:-2], "utf-8")
    assert sorted({problem.split(":")[0] for problem in site_feed_problems(tmp_path)}) == [
        "feeds/all.json",
        "feeds/all.xml",
    ]


def test_a_correction_is_text_in_both_feeds() -> None:
    told = story(corrections=(Correction(date=date(2025, 5, 24), text="It was <b>390</b> & more."),))
    made = edition(told)
    for content in (
        feedparser.parse(write_atom(made, [told])).entries[0].content[0].value,
        json.loads(write_json(made, [told]))["items"][0]["content_html"],
    ):
        assert content.endswith("</time>:</strong> It was &lt;b&gt;390&lt;/b&gt; &amp; more.</p>")


def test_an_older_story_comes_back_into_the_feed_when_it_is_corrected() -> None:
    """Within the feed's own span: a correction of long ago does not."""

    def on(day: int, *corrected: date) -> Story:
        corrections = tuple(Correction(date=each, text="It was 390.") for each in corrected)
        return story(f"on-{day}", date=datetime(2025, 5, day, 12, tzinfo=UTC), corrections=corrections)

    may = [on(20), on(19), on(9, date(2025, 5, 18)), on(8, date(2025, 5, 20), date(2025, 5, 9)), on(7), on(6)]
    assert places_in_feed(may, 2) == (0, 1, 3)
    assert places_in_feed(may, 3) == (0, 1, 2, 3)
    assert places_in_feed(may, 100) == places_in_feed(may, None) == (0, 1, 2, 3, 4, 5)
    assert places_in_feed(may, 0) == places_in_feed([], 2) == ()
    many = [on(20), *[on(9, date(2025, 5, 20))] * 5]
    assert places_in_feed(many, 1) == (0, 1)
