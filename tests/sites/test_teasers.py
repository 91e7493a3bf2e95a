"""The page that says its teaser twice, as editors of other systems made it, says each sentence once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.sites.pages import Page, read_pages, visible_text

if TYPE_CHECKING:
    from tests.harness import Site

FIRST = "Ukraine and Russia have exchanged 146 people each."
SECOND = "The exchange took place on Independence Day, said the “Coordination Headquarters” in Kyiv."
THIRD = "Nobody named the place."
LEAD = f"{FIRST} {SECOND} {THIRD}"
REST = "A second paragraph says something that no teaser does."
TITLE = "146 for 146 & more: “Independence Day”"

REPEATS = {
    "whole": LEAD,
    "first sentence": FIRST,
    "two sentences": f"{FIRST} {SECOND}",
    "cut at a word": LEAD[:70],
    "cut inside a word": LEAD[:77],
    "cut with an ellipsis": f"{LEAD[:70]}…",
    "cut with a space and an ellipsis": f"{LEAD[:70]} …",
    "cut with three dots": f"{LEAD[:70]}...",
    "cut with dots in brackets": f"{LEAD[:70]} [...]",
    "cut with an ellipsis in brackets": f"{LEAD[:70]} […]",
    "cut with Read more": f"{LEAD[:70]}… Read more",
    "cut with Read more in brackets": f"{LEAD[:70]} [Read more]",
    "cut with Continue reading and an arrow": f"{LEAD[:70]}... Continue reading →",
    "whole with Read more": f"{LEAD} Read more »",
    "in straight quotes": LEAD.replace("“", '"').replace("”", '"'),
    "in other quotes": LEAD.replace("“", "«").replace("”", "»"),
    "in entities": LEAD.replace("“", "&ldquo;").replace("”", "&#8221;").replace(" on ", "&nbsp;on "),
    "with no-break spaces": LEAD.replace(" ", "\u00a0"),
    "on several lines": LEAD.replace(" ", "\n", 4),
    "in Markdown": LEAD.replace("146 people", "**146** *people*"),
    "in capitals": LEAD.upper(),
}

HEADLINES = {
    "not": "",
    "as a first heading": f"# {TITLE}\n\n",
    "as a setext heading": f"{TITLE}\n{'=' * 20}\n\n",
    "as a lower heading": f"## {TITLE}\n\n",
    "as a first line": f"{TITLE}\n\n",
    "as a bold first line": f"**{TITLE}**\n\n",
    "as a bold line above the lead": f"**{TITLE}**  \n",
    "as a heading in other quotes": '# 146 for 146 &amp; more: "Independence Day"\n\n',
}


def test_a_repeated_teaser_is_said_once_on_the_page(site: Site) -> None:
    """Each form of the repeat: the article says the sentence once, and its card is made of whole sentences."""
    names = {f"repeat-{number}": form for number, form in enumerate(REPEATS)}
    built = site.write(
        "".join(_article(slug, f"Story {slug}", f"{LEAD}\n\n{REST}", REPEATS[form]) for slug, form in names.items())
    )
    pages = read_pages(built.build_here().checked().output)
    cards = {slug: teaser for page in pages.values() for slug, teaser in _cards(page).items()}
    wrong = {}
    for slug, form in names.items():
        page, card = pages[f"news/{slug}.html"], cards.get(slug)
        text = _plain(_story(page))
        # The beginning of the lead must not stand there on its own either.
        counts = {sentence: text.count(_plain(sentence)) for sentence in (FIRST, SECOND, THIRD, REST, LEAD[:60])}
        if set(counts.values()) != {1} or (card and card not in _endings()):
            wrong[form] = (counts, card)
        # Of so many equal articles only the newest have words left for a card.
        if card:
            assert page.meta("description") == [card]
        assert page.find("//*[@class='standfirst']") == []
    assert wrong == {}
    assert cards


def test_a_repeated_headline_is_said_once_on_the_page(site: Site) -> None:
    names = {f"headline-{number}": form for number, form in enumerate(HEADLINES)}
    site.write("".join(_article(slug, TITLE, HEADLINES[form] + LEAD, None) for slug, form in names.items()))
    pages = read_pages(site.build_here().checked().output)
    wrong = {}
    for slug, form in names.items():
        text = _plain(_story(pages[f"news/{slug}.html"]))
        counts = text.count(_plain(TITLE)), text.count(_plain(FIRST))
        if counts != (1, 1) or len(pages[f"news/{slug}.html"].find("//h1")) != 1:
            wrong[form] = counts
    assert wrong == {}


def test_a_teaser_that_says_something_else_is_printed_above_the_text(site: Site) -> None:
    own = "Another thing altogether; it is worth saying first."
    page, card = _only(site, _article("own", "Own", f"{LEAD}\n\n{REST}", own))
    assert page.texts("//p[@class='standfirst']") == [own]
    assert page.text.count(own) == 1
    assert card == own


@pytest.mark.parametrize("where", ["front matter", "settings"])
def test_teaser_keep_leaves_an_article_as_written(site: Site, where: str) -> None:
    more = "teaser: keep\n" if where == "front matter" else ""
    if where == "settings":
        site.write('-- pelicanconf.py --\nfrom standfirst.defaults import *\nSTANDFIRST_TEASER = "keep"\n')
    page, card = _only(site, _article("kept", "Kept", f"# Kept\n\n{LEAD}", f"{LEAD[:70]}…", more))
    assert page.text.count(LEAD[:70]) == 2
    assert page.texts("//p[@class='standfirst']") == [f"{LEAD[:70]}…"]
    assert "Kept" in page.texts("//div[@class='prose']//*[self::h1 or self::h2]")
    assert card == f"{LEAD[:70]}…"


def test_a_card_without_a_summary_ends_where_a_sentence_ends(site: Site) -> None:
    _, card = _only(site, _article("none", "None", f"{LEAD}\n\n{REST}", None))
    assert card in _endings()


def test_the_byline_is_said_once_and_the_avatar_says_nothing(site: Site) -> None:
    site.write(
        """
-- content/authors/liam.md --
---
name: Liam
role: Reporter
avatar: {src: images/liam.png, alt: Portrait of Liam}
---
Liam reports.
""",
        liam=(96, 96),
    )
    page, _ = _only(site, _article("by", "By line", LEAD, None, "authors: [liam]\n"))
    text = _story(page)
    assert len(re.findall(r"\bBy\b", text)) == text.count("By line") + 1
    assert text.count("Liam") == 1
    assert [str(img.get("alt")) for img in page.find("//img")] == [""]
    assert "Portrait of Liam" not in page.source


def _article(slug: str, title: str, body: str, summary: str | None, more: str = "") -> str:
    lines = [] if summary is None else ["summary: |", *(f"  {line}" for line in summary.split("\n"))]
    head = "\n".join([f"title: '{title}'", f"slug: {slug}", "date: 2025-08-24", *lines])
    return f"\n-- content/{slug}.md --\n---\n{head}\n{more}---\n{body}\n"


def _only(site: Site, archive: str) -> tuple[Page, str]:
    """The page of a site's one article, and its card on the home page."""
    pages = read_pages(site.write(archive).build_here().checked().output)
    slug = archive.partition("content/")[2].partition(".md")[0]
    return pages[f"news/{slug}.html"], _cards(pages["index.html"])[slug]


def _story(page: Page) -> str:
    """What a reader sees of the article itself: neither the site around it nor cards of related stories."""
    return visible_text(page.find("//main//article[contains(@class,'story')]")[0])


def _cards(page: Page) -> dict[str, str]:
    """Teasers of the cards of a page, by slug."""
    found = {}
    for card in page.find("//article[contains(@class,'card')]"):
        link = str(card.xpath("string(.//*[contains(@class,'card-headline')]/a/@href)"))
        teaser = card.xpath(".//p[@class='card-teaser']")
        if teaser:
            found[link.rpartition("/")[2].removesuffix(".html")] = visible_text(teaser[0])
    return found


def _endings() -> set[str]:
    """Every run of whole sentences of the text: cards of equal articles go on where the newer one's ends."""
    sentences = [FIRST, SECOND, THIRD, REST]
    return {" ".join(sentences[start:end]) for start in range(4) for end in range(start + 1, 5)}


def _plain(text: str) -> str:
    """Text for counting: letters and digits, whatever the quotes, entities and white space."""
    return " ".join(re.findall(r"\w+", text.casefold()))
