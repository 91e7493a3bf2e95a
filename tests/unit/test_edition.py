"""Listings, neighbours and related stories are functions of one edition."""

from __future__ import annotations

from datetime import date

from standfirst.exchange import Exchange
from standfirst.fields import Source
from standfirst.model import Author, Correction, Place, Story
from tests.unit.outputs.samples import DESK, LIAM, edition, page, story


def topic(name: str) -> Place:
    return Place(name=name, slug=name.lower(), url=f"topics/{name.lower()}.html")


def record(number: str, agreement: str | None = None) -> Exchange:
    return Exchange(
        id=number,
        kind="exchange",
        agreement=agreement,
        date=date(2025, 5, 23),
        status="completed",
        parties=("UA", "RU"),
        sources=(Source(title="Statement", url="https://mod.example/"),),
    )


def paths(stories: tuple[Story, ...]) -> list[str]:
    return [story.slug for story in stories]


def test_topics_come_by_size_and_then_by_name_and_tags_and_authors_by_name() -> None:
    zoe = Author(id="zoe", name="zoe", url="authors/zoe.html")
    made = edition(
        story("a", topic=topic("War"), tags=(topic("b"), topic("A")), authors=(LIAM, zoe)),
        story("b", topic=topic("Peace"), tags=(topic("b"),), authors=(DESK,)),
        story("c", topic=topic("Peace"), tags=(), authors=(LIAM,)),
        story("d", topic=topic("Art"), tags=(), authors=()),
        story("e", topic=None, tags=(), authors=()),
        pages=(page(),),
    )
    assert [(listing.place.name, paths(listing.stories)) for listing in made.topics] == [
        ("Peace", ["b", "c"]),
        ("Art", ["d"]),
        ("War", ["a"]),
    ]
    assert [(listing.place.name, paths(listing.stories)) for listing in made.tags] == [("A", ["a"]), ("b", ["a", "b"])]
    assert [(listing.place.name, paths(listing.stories)) for listing in made.authors] == [
        ("Data desk", ["b"]),
        ("Liam", ["a", "c"]),
        ("zoe", ["a"]),
    ]


def test_a_story_has_the_next_and_the_one_before_and_the_ends_have_none() -> None:
    newest, middle, oldest = story("a"), story("b"), story("c")
    made = edition(newest, middle, oldest)
    assert (made.newer(newest), made.newer(middle), made.newer(oldest)) == (None, newest, middle)
    assert (made.older(newest), made.older(middle), made.older(oldest)) == (middle, oldest, None)
    assert (made.newer(page()), made.older(page())) == (None, None)


def test_related_are_those_on_the_same_record_then_on_its_agreement_then_of_the_topic() -> None:
    war, art = topic("War"), topic("Art")
    first = story("first", topic=war, records=(record("2025-05-23", "istanbul"),))
    made = edition(
        story("topic", topic=war),
        first,
        story("agreement", topic=art, records=(record("2025-05-24", "istanbul"),)),
        story("same", topic=art, records=(record("2025-05-23"),)),
        story("other", topic=art, records=(record("2025-05-06"),)),
        story("late", topic=war),
    )
    assert paths(made.related(first, 9)) == ["same", "agreement", "topic", "late"]
    assert paths(made.related(first, 2)) == ["same", "agreement"]
    assert made.related(first, 0) == ()
    assert made.related(story("alone", topic=None)) == ()


def test_related_stories_of_the_topic_are_those_nearest_in_time_so_that_a_new_one_leaves_older_pages_alone() -> None:
    stories = [story(name, topic=topic("War")) for name in "gfedcba"]
    before, after = edition(*stories), edition(story("new", topic=topic("War")), *stories)
    assert paths(before.related(stories[3])) == ["e", "c", "f"]
    assert paths(before.related(stories[0])) == ["f", "e", "d"]
    changed = [told.slug for told in stories if before.related(told) != after.related(told)]
    assert changed == ["g", "f"]


def test_a_body_for_feeds_has_every_link_absolute() -> None:
    told = story(html='<a href="{filename}b.md">b</a> <a href="#c">c</a>', path="articles/a.md", url="a.html")
    made = edition(told)
    assert made.body(told) == '<a href="{filename}b.md">b</a> <a href="https://news.example/a.html#c">c</a>'


def test_corrections_come_by_day_and_then_by_story_the_newest_first() -> None:
    def on(day: int, text: str) -> Correction:
        return Correction(date=date(2026, 1, day), text=text)

    newest, older = story("newest", corrections=(on(2, "b"),)), story("older", corrections=(on(3, "a"), on(2, "c")))
    made = edition(newest, story("none", corrections=()), older, pages=(page(corrections=(on(1, "d"),)),))
    assert [(one.correction.text, one.story.slug) for one in made.corrections] == [
        ("a", "older"),
        ("b", "newest"),
        ("c", "older"),
        ("d", page().slug),
    ]
