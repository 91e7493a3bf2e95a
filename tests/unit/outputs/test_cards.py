"""Social cards: all that a reader of a network needs, in every script that the faces have, and never a wrong figure."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from standfirst.exchange import Exchange
from standfirst.languages import Language, Languages
from standfirst.model import Author, Place, Story, Teaser
from standfirst.outputs.cards import EDGE, HEIGHT, LONGEST, WIDTH, Card, Figure, draw_card, fit_headline
from standfirst.outputs.cards_many import FEW, draw_cards
from standfirst.outputs.cards_type import ELLIPSIS, Typefaces
from standfirst.outputs.cards_words import card_of
from standfirst.pelican_site.card_files import read_faces
from tests.harness import ROOT
from tests.unit.newsroom import config

UKRAINIAN = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
LANGUAGES = Languages("en")
ENGLISH, UKRAINE = LANGUAGES.of("en"), LANGUAGES.of("uk")
MOST_BYTES = 60_000
BLEED = 8
"""Pixels by which the shape of a letter may pass the line that it stands on."""
CARD = Card(
    site_name="The Paper",
    topic="Exchanges",
    headline="205 return to each side on 6 May",
    figures=(Figure(number="205", label="to Ukraine"), Figure(number="205", label="to Russia")),
    by="By {}",
    names=("Ann Writer",),
    date="6 May 2025",
)


def faces() -> Typefaces:
    found = read_faces(ROOT / "theme")
    assert found
    return found


FACES = faces()


def drawn(card: Card) -> Image.Image:
    image = Image.open(io.BytesIO(draw_card(card, FACES)))
    image.load()
    return image


def record(day: str, **fields: Any) -> Exchange:
    given_fields = {
        "id": day,
        "kind": "exchange",
        "date": day,
        "status": "completed",
        "parties": ["UA", "RU"],
        "sources": [{"title": "A report", "url": "https://source.example/", "publisher": "A paper"}],
    }
    return Exchange.model_validate(given_fields | fields)


def returned(ua: dict[str, Any] | None, ru: dict[str, Any] | None) -> dict[str, Any]:
    counts = {"UA": ua, "RU": ru}
    return {"returned": {party: count for party, count in counts.items() if count is not None}}


def stage(day: str, number: int, of: int, people: int) -> Exchange:
    counts = returned({"total": people}, {"total": people})
    return record(day, agreement="accord", stage={"number": number, "of": of}, **counts)


def story(title: str = "A headline", day: str = "2025-05-25", **fields: Any) -> Story:
    return Story(
        **{
            "path": "articles/a.md",
            "kind": "article",
            "title": title,
            "slug": "a",
            "url": "news/a.html",
            "save_as": "news/a.html",
            "lang": "en",
            "status": "published",
            "date": datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=UTC),
            "teaser": Teaser(card="", standfirst=None, verdict="none"),
            "html": "",
        }
        | fields
    )


def card(told: Story, language: Language = ENGLISH) -> Card | None:
    return card_of(told, config(), language, FACES)


def figures(*records: Exchange, day: str = "2025-05-25", language: Language = ENGLISH) -> list[str]:
    """The row of figures as it is read."""
    made = card(story(records=records, day=day), language)
    assert made
    row = [f"{figure.number} {figure.label}".strip() for figure in made.figures]
    return [*row, made.note] if made.note else row


# --- the picture ----------------------------------------------------------------------------------------------------


def test_a_card_is_a_light_png_of_the_size_that_networks_ask_for() -> None:
    data = draw_card(CARD, FACES)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, image.info) == ("PNG", (1200, 630), {})
    assert len(data) < MOST_BYTES


def test_many_cards_are_the_same_bytes_in_processes_as_alone_and_in_their_order() -> None:
    many = [replace(CARD, headline=f"Headline {n}") for n in range(FEW)]
    assert list(draw_cards(many, FACES, processes=2)) == [draw_card(each, FACES) for each in many]


@pytest.mark.parametrize(
    ("without", "place"),
    [
        ({"site_name": ""}, (EDGE, 50, 600, 105)),
        ({"topic": ""}, (EDGE, 140, 600, 210)),
        ({"headline": "–"}, (EDGE, 215, 900, 420)),
        ({"figures": ()}, (EDGE, 440, 700, 520)),
        ({"names": ()}, (EDGE, 550, 500, 600)),
        ({"date": ""}, (800, 550, 1128, 600)),
    ],
)
def test_each_part_stands_in_its_place(without: dict[str, Any], place: tuple[int, int, int, int]) -> None:
    whole, less = (drawn(each).convert("L").crop(place) for each in (CARD, replace(CARD, **without)))
    difference = ImageChops.difference(whole, less).getbbox()
    assert difference is not None
    assert min(whole.tobytes()) < 120, "it is printed dark enough to be read"


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", max_codepoint=0x5FF), max_size=300),
    st.lists(st.sampled_from(["Ann", "Оксана Ґавриленко", "W" * 80, "A name of several words"]), max_size=12),
    st.lists(st.sampled_from(["205", "about 1,000", "9" * 40, ""]), max_size=3),
)
def test_nothing_is_printed_in_the_margins(text: str, names: list[str], numbers: list[str]) -> None:
    """Whatever a headline, a byline and figures are: networks cut the margins off."""
    made = replace(
        CARD,
        headline=FACES.drawable(text, "headline") or "W" * 300,
        topic=FACES.drawable(text, "strong") or "",
        names=tuple(names),
        figures=tuple(Figure(number=number, label="to Ukraine, disputed") for number in numbers),
    )
    box = drawn(made).convert("L").crop((0, 20, WIDTH, HEIGHT)).point(lambda value: 255 - value).getbbox()
    assert box
    left, _, right, bottom = box
    assert left >= EDGE - BLEED
    assert right <= WIDTH - EDGE + BLEED
    assert bottom <= HEIGHT - 20 - 25


def test_the_same_card_has_the_same_bytes_whatever_was_drawn_before() -> None:
    first = draw_card(CARD, faces())
    busy = faces()
    for headline in ("Another", "Обмін", "A long one " * 20):
        draw_card(replace(CARD, headline=headline), busy)
    assert draw_card(CARD, busy) == first
    assert CARD.drawn_as(busy) == CARD.drawn_as(FACES)
    assert CARD.drawn_as(FACES) != replace(CARD, note="in 2 stages").drawn_as(FACES)


# --- type -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["headline", "text", "strong"])
def test_every_letter_of_ukrainian_has_a_shape_of_its_own(role: Any) -> None:
    assert FACES.drawable(UKRAINIAN, role) == UKRAINIAN
    shapes = {(mask.size, bytes(mask)) for mask in (FACES.face(role, 60).getmask(letter) for letter in UKRAINIAN)}
    assert len(shapes) == len(UKRAINIAN)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("🚨 84 home 🇺🇦 on 14 August", "84 home on 14 August"),
        ("Обмін «390 на 390» – за́мок, Łódź, Αθήνα, Việt Nam", "Обмін «390 на 390» – за́мок, Łódź, Αθήνα, Việt Nam"),
        ("Turned \u202eround\u202c,\nbroken\tup", "Turned round, broken up"),
        ("1️⃣ People\u2009–\u3000home", "1 People – home"),
        ("تبادل الأسرى", None),
        ("换俘", None),
        ("น\u0e33", None),
        ("חילופי שבויים 390", None),
        ("🚨🇺🇦", None),
    ],
)
def test_signs_that_a_face_lacks_are_left_out_and_letters_that_it_lacks_forgo_the_card(
    written: str, expected: str | None
) -> None:
    assert FACES.drawable(written, "headline") == expected
    made = card(story(written))
    assert (made.headline if made else None) == expected


def test_a_short_headline_is_large_and_a_long_one_is_cut_at_a_word() -> None:
    assert fit_headline("Home", FACES, 300)[0] == 72
    words = "coordination headquarters for the treatment of prisoners of war " * 12
    size, lines = fit_headline(words.strip(), FACES, 232)
    assert size == 44
    assert len(lines) == 4
    assert lines[-1].endswith(ELLIPSIS)
    assert " ".join(lines).removesuffix(ELLIPSIS) + " " in words


def test_a_word_wider_than_the_card_is_cut() -> None:
    _, lines = fit_headline("W" * LONGEST, FACES, 232)
    assert len(lines) == 1
    assert FACES.width(lines[0], "headline", 44) <= WIDTH - 2 * EDGE


def test_lines_are_even_and_keep_a_number_with_what_it_counts() -> None:
    assert fit_headline("246 return each way on 19 April, and the wounded are counted apart", FACES, 300)[1] == [
        "246 return each way on",
        "19 April, and the wounded",
        "are counted apart",
    ]


# --- what is said ---------------------------------------------------------------------------------------------------


def test_a_card_says_who_wrote_what_about_which_topic_and_when() -> None:
    authors = tuple(Author(id=name, name=name, url="") for name in ("Ann", "Оксана Ґ"))
    made = card(story(topic=Place(name="Data", slug="data", url=""), authors=authors))
    assert made == Card(
        site_name="News",
        topic="Data",
        headline="A headline",
        by="By {}",
        names=("Ann", "Оксана Ґ"),
        date="25 May 2025",
    )


def test_a_byline_is_whole_or_not_there() -> None:
    authors = tuple(Author(id=name, name=name, url="") for name in ("Ann", "يوسف"))
    made = card(story(authors=authors))
    assert made
    assert made.names == ()


def test_the_figures_are_those_of_the_record() -> None:
    assert figures(record("2025-05-06", **returned({"total": 1205}, {"total": 205}))) == [
        "1,205 to Ukraine",
        "205 to Russia",
    ]
    assert figures(record("2025-05-06", **returned({"military": 270, "civilian": 120}, {"total": 0}))) == [
        "390 to Ukraine",
        "0 to Russia",
    ]
    assert figures(record("2025-05-06", bodies={"UA": 909})) == ["909 bodies to Ukraine"]


def test_the_figures_are_said_in_ukrainian() -> None:
    shown = figures(record("2025-05-06", **returned({"total": 1205}, {"undisclosed": True})), language=UKRAINE)
    assert shown == ["1\N{NO-BREAK SPACE}205 до України", "до Росії: не розголошено"]


def test_what_is_not_known_is_never_a_number() -> None:
    withheld = record("2025-06-09", **returned({"undisclosed": True}, {"total": 20, "approximate": True}))
    assert figures(withheld) == ["to Ukraine: not disclosed", "about 20 to Russia"]
    assert figures(record("2025-06-09", **returned({"total": 5}, None))) == ["5 to Ukraine", "to Russia: not known"]
    release = record("2025-06-09", kind="civilian_release", **returned({"total": 5}, None))
    assert figures(release) == ["5 to Ukraine"]
    claim = {"by": "A paper", "field": "returned.RU.total", "value": 56, "source": 1}
    assert figures(record("2025-06-09", claims=[claim], **returned({"total": 5}, {"total": 55}))) == [
        "5 to Ukraine",
        "55 to Russia, disputed",
    ]


@pytest.mark.parametrize("status", ["proposed", "agreed", "suspended", "cancelled"])
def test_what_did_not_happen_has_no_figures(status: str) -> None:
    assert figures(record("2025-05-06", status=status, **returned({"total": 5}, {"total": 5}))) == []


def test_stages_are_added_up_when_all_of_them_are_there() -> None:
    stages = [stage("2025-05-23", 1, 3, 390), stage("2025-05-24", 2, 3, 307), stage("2025-05-25", 3, 3, 303)]
    assert figures(*stages) == ["1,000 to Ukraine", "1,000 to Russia", "in 3 stages"]
    assert figures(*stages[:2], day="2025-05-24") == ["307 to Ukraine", "307 to Russia"], "the day's news among two"
    assert figures(*stages[:2], day="2025-07-01") == [], "two of three add up to nobody's figure"


def test_records_that_have_nothing_to_do_with_each_other_are_never_added_up() -> None:
    day = [
        record(f"2025-05-06{suffix}", date="2025-05-06", **returned({"total": 5}, {"total": 5}))
        for suffix in ("", "-b")
    ]
    assert figures(*day, day="2025-05-06") == []
    year = [record(f"2025-0{month}-06", **returned({"total": 5}, {"total": 5})) for month in range(1, 6)]
    assert figures(*year, day="2025-05-06") == []
