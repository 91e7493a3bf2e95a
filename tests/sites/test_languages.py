"""Each page speaks one language, and pages that are translations of each other say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.sites.pages import read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Built
    from tests.sites.pages import Page

SETTINGS = """
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "Лічба"
SITEURL = "https://лічба.example"
SITESUBTITLE = "Обміни в числах."
TIMEZONE = "Europe/Kyiv"
DEFAULT_LANG = "uk"
DEFAULT_CATEGORY = "Новини"
DEFAULT_PAGINATION = 3
STANDFIRST_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STANDFIRST_POLICIES = {"verificationFactCheckingPolicy": "правила.html"}
"""
RECORD = """
-- content/exchanges/{day}.yaml --
id: {day}
kind: {kind}
date: {day}
status: {status}
parties: [UA, RU]
{more}
sources:
  - {{title: Джерело, url: "https://джерело.example/{day}", publisher: Видавець, date: {day}}}
"""
RECORDS = "".join(
    RECORD.format(day=day, kind=kind, status=status, more=more)
    for day, kind, status, more in [
        ("2024-02-01", "exchange", "completed", "returned: {UA: {total: 1}, RU: {total: 2}}\ncumulative: {UA: 100}"),
        (
            "2024-02-08",
            "exchange",
            "completed",
            "returned: {UA: {total: 5}, RU: {total: 21}}\ncumulative: {UA: 111}\nunaccounted: {UA: 6}",
        ),
        (
            "2024-03-01",
            "exchange_wounded_sick",
            "completed",
            "agreement: угода\nstage: {number: 1, of: 2}\nreturned: {UA: {undisclosed: true}, RU: {undisclosed: true}}",
        ),
        (
            "2024-03-02",
            "exchange",
            "completed",
            "agreement: угода\nstage: {number: 2, of: 2}\nagreed: {UA: 500}\ndate_end: 2024-03-04\nreturned: {UA: {total: 390, military: 380, civilian: 10, women: 2, men: 388, officers: 1, other_ranks: 11, foreign: 1, approximate: true}}",
        ),
        ("2024-04-01", "repatriation_bodies", "completed", "date_precision: month\nbodies: {UA: 27, RU: 1}"),
        ("2026-05-01", "civilian_release", "proposed", "returned: {UA: {total: 1}}"),
        ("2026-05-02", "repatriation_wounded_sick", "agreed", "returned: {UA: {total: 3}}"),
        ("2024-05-03", "accommodation_neutral_country", "suspended", "returned: {UA: {total: 3}}"),
        ("2024-05-04", "return_of_children", "cancelled", "bodies: {UA: 2}"),
        (
            "2025-06-01",
            "exchange",
            "completed",
            """date_end: 2025-07-02
returned: {UA: {total: 205, civilian: 5}}
claims: [{by: Речник, field: returned.RU.military, value: 206, source: 1}, {by: Інший, field: sequence.since_invasion, value: 72, source: 1}]
sequence: {since_invasion: 71, in_year: 3, basis: Штаб}
mediators: [{name: Емірати, role: neutral_intermediary}]
location: {handover: Кордон, arrival: Чернігів}
categories: [pow, under_25, child]
disputed: true
note: Примітка.""",
        ),
    ]
)
STORIES = "".join(
    f"""
-- content/новина-{number}.md --
---
title: Новина номер {number}
slug: новина-{number}
date: 2025-0{number}-01T10:00
modified: 2025-0{number}-02T10:00
authors: [Оксана, Тарас]
category: {"Обміни" if number % 2 else "Лік"}
tags: [мітка, друга мітка]
summary: Що сталося за номером {number}.
exchange: [{", ".join(records)}]
sources: [{{title: Джерело, url: "https://джерело.example/{number}"}}]
corrections: [{{date: 2025-0{number}-02, text: Було неправильно {number}.}}]
---
Текст про подію {number}, якого немає в іншому матеріалі.

# Заголовок

| Дата | Число |
|---|---:|
| сьогодні | {number} |
"""
    for number, records in [
        (1, ["2024-02-01"]), (2, ["2024-03-01", "2024-03-02"]), (3, []), (4, ["2025-06-01"]),
        (5, ["2024-02-01", "2024-02-08", "2024-03-01", "2024-04-01"]), (6, ["2026-05-01"]), (7, ["2024-04-01"]),
    ]
)  # fmt: skip
PAGE = """
-- content/pages/правила.md --
---
title: Як ми рахуємо
slug: правила
save_as: правила.html
url: правила.html
date: 2025-01-01
---
Правила.
"""
# Names of formats, programs and standards, which have no other, and what is no word of a language.
NAMES = {
    "Atom",
    "JSON",
    "CSV",
    "Lines",
    "UTF",
    "ISO",
    "JavaScript",
    "px",
    "https",
    "example",
    "data",
    "html",
    "creativecommons",
}
UNSAID = ("script", "style", "code")
SAID = ("aria-label", "alt", "title", "placeholder", "content")


def english(page: Page) -> set[str]:
    """Latin words that a reader of a page meets, by eye or by ear, outside of what is marked as another language."""
    found = []
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        around = [element, *element.iterancestors()]
        if any(each.tag in UNSAID or each.get("lang", "uk") != "uk" for each in around):
            continue
        found += [element.text or "", *(child.tail or "" for child in element)]
        found += [element.get(name, "") for name in SAID if element.tag != "meta"]
        found += [
            value
            for name, value in element.items()
            if name.startswith("data-") and name not in {"data-rules", "data-kind"}
        ]
        if element.tag == "meta" and element.get("name", element.get("property")) in {
            "description",
            "og:title",
            "og:description",
            "og:image:alt",
        }:
            found.append(element.get("content", ""))
    text = re.sub(r"https?://\S+|\{\w+\}|[\w.-]+\.(?:csv|jsonl?|xml)\b", " ", " ".join(found))
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


@pytest.fixture(scope="module")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from tests.harness import Site

    return Site(tmp_path_factory.mktemp("uk")).write(SETTINGS + RECORDS + STORIES + PAGE).build_here().checked()


def test_no_page_of_a_ukrainian_site_has_a_word_of_english(ukrainian: Built) -> None:
    """Every kind of page, what only screen readers are told, and what scripts will say."""
    pages = read_pages(ukrainian.output).values()
    kinds = {"index.html", "page/1.html", "404.html", "search.html", "archive.html", "topics.html", "tags.html"}
    kinds |= {"authors.html", "exchanges.html", "exchanges/2024.html", "exchanges/2025-06-01.html", "data.html"}
    kinds |= {"corrections.html", "правила.html", "archive/2025.html", "archive/2025/03.html", "news/novina-5.html"}
    assert kinds - {"news/novina-5.html"} <= {page.name for page in pages}
    assert {page.name: words for page in pages if (words := english(page))} == {}
    for page in pages:
        assert page.find("/html/@lang") == ["uk"]
        assert page.find("/html/@dir") == []


def test_a_machine_reads_the_page_in_the_same_language(ukrainian: Built) -> None:
    text = ukrainian.text("exchanges/2025-06-01.html")
    data = next(
        item for item in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text) if '"Event"' in item
    )
    assert '"name":"Обмін, Україна і Росія, 1 червня – 2 липня 2025 р."' in data
    assert '"description":"205 людей повернулися до України."' in data


def test_feeds_tell_of_a_correction_in_the_language_of_its_story(ukrainian: Built) -> None:
    for feed in ("feeds/all.atom.xml", "feeds/all.json"):
        assert "Виправлення, " in ukrainian.text(feed)
        assert "Correction" not in ukrainian.text(feed)


def test_a_ukrainian_number_has_the_form_that_goes_with_it(ukrainian: Built) -> None:
    first = ukrainian.text("exchanges/2024-02-01.html")
    assert "1 людина повернулася до України і 2 до Росії." in first
    search = ukrainian.text("search.html")
    assert 'data-one="{n} матеріал" data-many="{n} матеріалів"' in search or (
        'data-few="{n} матеріали"' in search and 'data-many="{n} матеріалів"' in search
    )


TRANSLATED = """
-- pelicanconf.py --
from standfirst.defaults import *

SITEURL = "https://news.example/below"
STANDFIRST_SEARCH = False
STANDFIRST_SOCIAL_CARDS = False
-- content/bridge.md --
---
title: The bridge opens
slug: bridge
date: 2026-01-01
category: Cities
---
Read it.
-- content/bridge-uk.md --
---
title: Міст відкрито
slug: bridge
lang: uk
date: 2026-01-01
category: Cities
---
Читайте.
-- content/bridge-he.md --
---
title: הגשר נפתח
slug: bridge
lang: he
date: 2026-01-01
category: Cities
---
קראו.
-- content/alone.md --
---
title: Alone
slug: alone
date: 2026-01-01
category: Cities
---
In one language.
-- content/secret-uk.md --
---
title: Прихований
slug: alone
lang: uk
status: hidden
date: 2026-01-01
---
Nobody finds it.
-- content/pages/about.md --
---
title: About
slug: about
---
Us.
-- content/pages/about-uk.md --
---
title: Про нас
slug: about
lang: uk
---
Ми.
"""
SETS = {
    "news/bridge.html": {"en": "news/bridge.html", "uk": "news/bridge-uk.html", "he": "news/bridge-he.html"},
    "pages/about.html": {"en": "pages/about.html", "uk": "pages/about-uk.html"},
}


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.harness import Site

    return Site(tmp_path_factory.mktemp("both")).write(TRANSLATED).build_here().checked().output


def test_translations_name_each_other_completely_and_in_full(translated: Path) -> None:
    """Every page of a set has the same set, itself and x-default among them; no other page has any."""
    wanted = {}
    for default, languages in SETS.items():
        every = {lang: f"https://news.example/below/{name}" for lang, name in languages.items()}
        every["x-default"] = every["en"]
        assert languages["en"] == default
        wanted |= dict.fromkeys(languages.values(), every)
    for page in read_pages(translated).values():
        found = page.find("//link[@rel='alternate'][@hreflang]")
        assert len(found) == len(wanted.get(page.name, {}))
        assert {link.get("hreflang"): link.get("href") for link in found} == wanted.get(page.name, {}), page.name
        if found:
            own = page.find("//link[@rel='canonical']/@href")
            assert set(own) <= {link.get("href") for link in found}


def test_a_reader_is_led_to_the_other_languages_by_their_own_names(translated: Path) -> None:
    page = next(page for page in read_pages(translated).values() if page.name == "news/bridge.html")
    links = page.find("//nav[@class='translations']//a")
    assert [(a.text, a.get("lang"), a.get("hreflang")) for a in links] == [
        ("עברית", "he", "he"),
        ("Українська", "uk", "uk"),
    ]
    assert page.find("//section[contains(@class, 'related')]//a[contains(@href, 'bridge')]") == []


def test_the_pages_language_decides_and_a_listing_has_the_sites(translated: Path) -> None:
    pages = {page.name: page for page in read_pages(translated).values()}
    assert "Перейти до вмісту" in pages["news/bridge-uk.html"].source
    assert pages["news/bridge-uk.html"].find("/html/@lang") == ["uk"]
    assert "Skip to the content" in pages["index.html"].source
    assert pages["index.html"].find("/html/@lang") == ["en"]
    hebrew = pages["news/bridge-he.html"]
    assert (hebrew.find("/html/@lang"), hebrew.find("/html/@dir")) == (["he"], ["rtl"])


def test_words_that_are_in_no_catalogue_are_marked_as_the_language_that_they_are_in(translated: Path) -> None:
    """There is no Hebrew catalogue: what is said in English says so, and runs from left to right."""
    hebrew = next(page for page in read_pages(translated).values() if page.name == "news/bridge-he.html")
    for place in ("//a[@class='skip-link']", "//header[@class='site-header']", "//footer", "//div[@class='byline']"):
        (element,) = hebrew.find(place)
        assert (element.get("lang"), element.get("dir")) == ("en", "ltr")
