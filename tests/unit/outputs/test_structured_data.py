import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from standfirst.outputs import structured_data as outputs
from tests.unit.outputs.samples import DESK, ENGLISH, LIAM, edition, page, rich_story, story
from tests.unit.outputs.test_text import ANY_TEXT
from tests.validators.structured_data import (
    article_problems,
    json_ld_problems,
    page_data,
    page_problems,
    site_structured_data_problems,
    vocabulary,
)

SETTINGS: dict[str, Any] = {
    "publisher_logo": "theme/logo.png",
    "image": "theme/card.png",
    "image_alt": "The Count",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "policies": {"correctionsPolicy": "corrections.html", "masthead": "about.html", "weather": "sunny.html"},
}
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": "https://news.example/#publisher",
    "name": "The Count",
    "url": "https://news.example/",
    "logo": {"@type": "ImageObject", "url": "https://news.example/theme/logo.png"},
}


def test_an_article_says_all_of_a_story() -> None:
    assert outputs.article(rich_story(), edition(**SETTINGS), ENGLISH) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://news.example/first-day.html#article",
        "headline": "390 return on each side",
        "description": "The first stage is done.",
        "url": "https://news.example/first-day.html",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/first-day.html"},
        "datePublished": "2025-05-23T18:30:00+03:00",
        "dateModified": "2025-05-24T09:00:00+03:00",
        "author": [
            {
                "@type": "Person",
                "@id": "https://news.example/authors/liam.html#liam",
                "name": "Liam",
                "url": "https://news.example/authors/liam.html",
            },
            {
                "@type": "Organization",
                "@id": "https://news.example/authors/desk.html#desk",
                "name": "Data desk",
                "url": "https://news.example/authors/desk.html",
            },
        ],
        "publisher": PUBLISHER,
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://news.example/images/bus.jpg",
                "description": "A bus",
                "caption": "The convoy.",
                "creditText": "Liam",
            }
        ],
        "articleSection": "Exchanges",
        "keywords": ["Istanbul & talks"],
        "inLanguage": "en",
        "wordCount": 5,
        "isAccessibleForFree": True,
        "correction": [
            {"@type": "CorrectionComment", "text": "It was 390, not 380.", "datePublished": "2025-05-24"},
        ],
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "Statement",
                "url": "https://mod.example/1",
                "publisher": {"@type": "Organization", "name": "Ministry"},
                "datePublished": "2025-05-23",
            }
        ],
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_an_article_without_a_picture_has_the_sites_and_without_an_author_the_publisher() -> None:
    data = outputs.article(story(authors=()), edition(**SETTINGS), ENGLISH)
    assert data["image"] == [
        {"@type": "ImageObject", "url": "https://news.example/theme/card.png", "description": "The Count"}
    ]
    assert data["author"] == [PUBLISHER]
    assert "image" not in outputs.article(story(), edition(), ENGLISH)


def test_the_site_names_its_publisher_and_the_policies_that_schema_org_knows() -> None:
    website, organisation = outputs.site(edition(**SETTINGS))["@graph"]
    assert website["publisher"] == {"@id": organisation["@id"]}
    assert organisation == PUBLISHER | {
        "description": "News in numbers.",
        "correctionsPolicy": "https://news.example/corrections.html",
        "masthead": "https://news.example/about.html",
    }


def test_breadcrumbs_lead_from_the_home_page_to_the_page() -> None:
    items = [("The Count", ""), ("Exchanges", "topics/exchanges.html")]
    assert outputs.breadcrumbs(items, edition())["itemListElement"] == [
        {
            "@type": "ListItem",
            "position": 1,
            "name": "The Count",
            "item": {"@type": "WebPage", "@id": "https://news.example/"},
        },
        {
            "@type": "ListItem",
            "position": 2,
            "name": "Exchanges",
            "item": {"@type": "WebPage", "@id": "https://news.example/topics/exchanges.html"},
        },
    ]


def test_a_person_has_a_job_and_a_desk_a_parent() -> None:
    """Neither property belongs to the other type; a mail address is no page about the author."""
    person = outputs.author(LIAM, edition())["mainEntity"]
    assert (person["@type"], person["jobTitle"], person["worksFor"]["name"]) == ("Person", "Reporter", "The Count")
    assert person["sameAs"] == ["https://liam.example/"]
    desk = outputs.author(DESK, edition())["mainEntity"]
    assert (desk["@type"], desk["parentOrganization"]["name"]) == ("Organization", "The Count")


def _documents(**settings: Any) -> list[dict[str, Any]]:
    made = edition(**settings)
    return [
        outputs.article(rich_story(), made, ENGLISH),
        outputs.article(story(authors=(), topic=None, tags=(), words=0), made, ENGLISH),
        outputs.page(page(), made, ENGLISH),
        outputs.breadcrumbs([("Home", ""), ("About", "about.html")], made),
        outputs.author(LIAM, made),
        outputs.author(DESK, made),
        outputs.site(made),
    ]


@pytest.mark.parametrize("settings", [SETTINGS, {"SITESUBTITLE": ""}], ids=["full", "bare"])
def test_every_property_exists_in_the_vocabulary_at_its_type(settings: dict[str, Any]) -> None:
    for data in _documents(**settings):
        assert json_ld_problems(data) == []
        if data.get("@type") == "NewsArticle":
            assert article_problems(data) == []


@pytest.mark.parametrize("name", sorted(outputs.POLICIES))
def test_every_policy_belongs_to_a_news_organisation(name: str) -> None:
    assert json_ld_problems(outputs.site(edition(policies={name: "about.html"}))) == []


def test_every_policy_of_the_vocabulary_can_be_named() -> None:
    known = vocabulary()
    news = set(known.properties["NewsMediaOrganization"])
    assert news <= outputs.POLICIES


@given(st.recursive(ANY_TEXT, lambda inner: st.dictionaries(ANY_TEXT, inner) | st.lists(inner)))
def test_any_text_in_a_script_reads_back_and_cannot_end_it(value: Any) -> None:
    data = {"@context": "https://schema.org", "x": value}
    text = outputs.script(data)
    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', text, re.DOTALL)
    assert inside
    assert not set("<>&\u2028\u2029") & set(inside[1])
    assert json.loads(inside[1]) == data
    text.encode()


@given(title=ANY_TEXT, name=ANY_TEXT)
def test_an_html_parser_finds_the_data_of_any_article(title: str, name: str) -> None:
    made = edition(SITENAME=name)
    data = outputs.article(story(title=title), made, ENGLISH)
    text = f"<!doctype html><html><head><meta charset=utf-8>{outputs.script(data)}</head><body><p>x</body></html>"
    assert list(page_data(text.encode())) == [data]


def test_a_headline_that_ends_a_script_stays_a_headline() -> None:
    text = outputs.script({"headline": "</script><!-- & \u2028 ]]>"})
    expected = r'{"headline":"\u003c/script\u003e\u003c!-- \u0026 \u2028 ]]\u003e"}'
    assert text == f'<script type="application/ld+json">{expected}</script>'
    assert len(html.document_fromstring(text).xpath("//script")) == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"headlin": "x"}, "/headlin: not a property of NewsArticle"),
        ({"participant": "x"}, "/participant: not a property of NewsArticle"),
        ({"@type": "NewsArtikel"}, "/@type: there is no type NewsArtikel"),
        ({"@context": "https://example.org"}, "no @context of schema.org"),
        ({"wordCount": "many words"}, "/wordCount: 'many words' is none of Integer"),
        ({"isAccessibleForFree": "yes"}, "/isAccessibleForFree: 'yes' is none of Boolean"),
        ({"license": "free"}, "/license: 'free' is none of CreativeWork, IdReference, URL"),
        ({"datePublished": "May"}, "/datePublished: 'May' is none of Date, DateTime"),
        ({"author": [{"@type": "Person", "jobTitel": "x"}]}, "/author/jobTitel: not a property of Person"),
        ({"author": [{"@type": "Place"}]}, "/author: Place is none of IdReference, Organization, Person"),
        ({"publisher": {"name": "x"}}, "/publisher/@type: there is no type at all"),
        ({"publisher": {"@id": "#x"}}, "/publisher/@id: '#x' is not an address"),
    ],
)
def test_the_vocabulary_check_can_fail(change: dict[str, Any], problem: str) -> None:
    assert json_ld_problems(outputs.article(rich_story(), edition(), ENGLISH) | change) == [problem]


def test_the_vocabulary_check_knows_supertypes_and_misplaced_properties() -> None:
    known = vocabulary()
    assert {"Article", "CreativeWork", "Thing"} < known.lineage("NewsArticle")
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Exchange"}
    assert json_ld_problems(event | {"attendee": {"@type": "Person", "name": "x"}}) == []
    assert json_ld_problems(event | {"participant": {"@type": "Person"}}) == ["/participant: not a property of Event"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"dateModified": None}, "no dateModified"),
        ({"datePublished": "2025-05-23T18:30:00"}, "2025-05-23T18:30:00 has no offset"),
        ({"author": ["Liam"]}, "author Liam is not an object with a name and a url"),
        ({"author": [{"name": "By Liam", "url": "https://x.example"}]}, "author name 'By Liam' is a byline"),
        (
            {"correction": [{"datePublished": "2025-06-01"}]},
            "corrected on 2025-06-01, but modified on 2025-05-24T09:00:00+03:00",
        ),
    ],
)
def test_the_article_profile_can_fail(change: dict[str, Any], problem: str) -> None:
    data = outputs.article(rich_story(), edition(), ENGLISH)
    assert article_problems(data) == []
    assert problem in article_problems({name: value for name, value in (data | change).items() if value})


def test_a_page_with_broken_json_ld_is_a_problem() -> None:
    text = b'<html><script type="application/ld+json">{"@context": "https://schema.org",}</script></html>'
    assert page_problems(text) == ["no @context of schema.org"]


def test_the_pages_of_a_folder_are_found_and_named(tmp_path: Path) -> None:
    data = outputs.article(rich_story(), edition(), ENGLISH)
    (tmp_path / "a.html").write_text(outputs.script(data), "utf-8")
    assert site_structured_data_problems(tmp_path) == []
    (tmp_path / "a.html").write_text(outputs.script(data | {"headlin": "x"}), "utf-8")
    assert site_structured_data_problems(tmp_path) == ["a.html: /headlin: not a property of NewsArticle"]
