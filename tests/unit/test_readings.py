"""A reading comes back from its text as it was, or is not written at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from standfirst.crossread import Lead
from standfirst.diagnostics import Diagnostic
from standfirst.links import Target
from standfirst.manuscript import Facts, Manuscript, read_manuscript
from standfirst.model import Author, Picture, Place, Story, Teaser
from standfirst.prose import Renderer
from standfirst.readings import Reading, Readings, remembered

ZONE = ZoneInfo("Europe/Kyiv")
TEXT = st.text(max_size=8)
ZONES = st.sampled_from([ZONE, UTC, timezone(timedelta(hours=2))])
MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001 - bounds are naive here


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    place = Place(name=draw(TEXT), slug=draw(TEXT), url=draw(TEXT), feed_url=draw(st.none() | TEXT))
    story = Story(
        path="a.md", kind="article", title=draw(TEXT), slug="a", url="a.html", save_as="a.html", lang="en",
        status="published", date=draw(MOMENTS), modified=draw(st.none() | MOMENTS), expires=draw(st.none() | MOMENTS),
        authors=(Author(id="x", name=draw(TEXT), url="x.html"),), topic=draw(st.sampled_from([None, place])), tags=(place,),
        teaser=Teaser(card=draw(TEXT), standfirst=draw(st.none() | TEXT), verdict="none"),
        picture=draw(st.none() | st.builds(Picture, url=TEXT, alt=TEXT, width=st.integers(1, 9))),
        html=draw(TEXT), words=3,
    )  # fmt: skip
    extra = draw(st.dictionaries(TEXT, TEXT | st.integers() | st.lists(TEXT) | st.tuples(TEXT), max_size=2))
    facts = Facts(None, None, draw(st.booleans()), None, None, {"near": "warn"}, extra)
    found = Diagnostic("a.md", 1, 2, "SF303", draw(TEXT), other=("b.md", 1, 1))
    target = Target(draw(TEXT), "", draw(TEXT))
    return Reading(
        story, "a.md", facts, draw(st.none() | TEXT), Lead((draw(TEXT),), (2, 1)), (target,), [(found, "warn")], ""
    )


@given(readings())
def test_what_is_written_comes_back(reading: Reading) -> None:
    codec = Readings(ZONE)
    written = codec.write(reading)
    if written is not None:
        back = Readings(ZONE).read(written)
        assert back == reading
        assert back.story.date is not None
        assert reading.story.date is not None
        assert back.story.date.isoformat() == reading.story.date.isoformat()
    else:
        sound = not any(isinstance(value, tuple) for value in reading.facts.extra.values())
        moments = (reading.story.date, reading.story.modified, reading.story.expires)
        plain = not any(moment and moment.fold for moment in moments)
        surrogates = any("\ud800" <= sign <= "\udfff" for sign in repr(reading) + reading.story.html)
        assert not (sound and plain) or surrogates


def test_places_are_asked_of_the_file_once_and_its_text_is_converted_only_for_who_asks_for_it() -> None:
    story = Story(
        path="a.md", kind="article", title="A", slug="a", url="a.html", save_as="a.html", lang="en", status="published",
        date=None, modified=None, expires=None, authors=(), topic=None, tags=(),
        teaser=Teaser(card="", standfirst=None, verdict="none"), picture=None, html="", words=1,
    )  # fmt: skip
    facts = Facts(None, None, False, None, None, {}, {})
    reading = Reading(story, "a.md", facts, "Known.", Lead((), None), (), [], "")
    asked: list[bool] = []
    source = "---\ntitle: A\ndate: 2026-01-01\nsummary: '*Known*.'\n---\nSome *words*.\n"

    def again(converted: bool) -> Manuscript:
        asked.append(converted)
        found, _ = read_manuscript(source, "a.md", "a.md", "article", Renderer({}), defaults={}, converted=converted)
        assert found
        return found

    manuscript = remembered(reading, again)
    assert (manuscript.at("title"), manuscript.text, manuscript.text_line) == ((2, 8), "Some *words*.\n", 6)
    assert (manuscript.summary, asked) == ("Known.", [False])
    assert (manuscript.body.words, manuscript.at("summary"), asked) == (2, (4, 10), [False, True])
