"""A muddled page becomes an article, and the record that it tells of is proposed, each doubtful figure marked."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from standfirst.cli import main
from standfirst.exchanges.records import read_record
from tests.sites.muddled import PAGES

if TYPE_CHECKING:
    from tests.harness import Site

KNOWN = """
-- content/exchanges/2031-05-23.yaml --
id: "2031-05-23"
kind: exchange
date: "2031-05-23"
status: completed
parties: [UA, RU]
returned: {UA: {total: 390, military: 270, civilian: 120}, RU: {total: 390}}
sources: [{title: The first day, url: "https://source.example/first"}]
"""
PAGE = """Exchanges
307 each way on the second day of three
307 each way on the second day of three
Ukraine and Russia returned 307 people to each other on Saturday, the second of three days on which a thousand…
Liam Avatar
By
Liam
24 May 2031
3 min read
Share
Ukraine and Russia returned 307 people to each other on Saturday, the second of three days on which a thousand people are to come home to each side.
All of the 307 who came back to Ukraine on 24 May are soldiers, the headquarters said. An earlier list spoke of 212 military and 95 civilians.
On 23 May, 390 people had returned to each side: 270 soldiers and 120 civilians.
Russia received 303 soldiers, its ministry wrote in the evening.
It was the 65th exchange since the full-scale invasion. Since the beginning of the invasion 5,757 people have returned to Ukraine.
The whole agreement of Istanbul provides for 1,000 for 1,000.
Advertisement
Read more
Tags: exchanges, Istanbul
"""


def bring(site: Site, page: str, *arguments: str) -> tuple[str, dict[str, str]]:
    """The report of an import, and the articles it wrote."""
    (site.root / "page.txt").write_text(page, "utf-8")
    (site.root / "content").mkdir(exist_ok=True)
    out = io.StringIO()
    with contextlib.chdir(site.root), contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main(["import", "page", "page.txt", *arguments])
    report = (site.root / ".standfirst/import.txt").read_text("utf-8")
    articles = (site.root / "content/articles").glob("*.md")
    return report, {file.name: file.read_text("utf-8") for file in articles}


def in_force(text: str) -> str:
    """What stands in the remark, with the marks before it taken off."""
    header = text.split("---\n")[1]
    lines = header.partition("# # ")[2].splitlines()
    return "\n".join(line.removeprefix("# ") for line in ["# # " + lines[0], *lines[1:]])


def test_a_muddled_page_is_one_article_with_its_record_proposed(site: Site) -> None:
    report, articles = bring(site.write(KNOWN), PAGE)
    (text,) = articles.values()
    header, body = text.split("---\n")[1:]
    assert 'title: "307 each way on the second day of three"\ndate: 2031-05-24\nauthors: ["Liam"]\n' in header
    assert "summary" not in header, "the teaser was the beginning of the first paragraph: a build takes it from there"
    assert body.count("307 each way") == 0
    assert body.count("Ukraine and Russia returned 307") == 1
    assert not re.search(r"Avatar|^By$|min read|Share|Advertisement|Read more|Tags", body, re.MULTILINE)
    assert not re.search(r"^exchange:", header, re.MULTILINE), "nothing is adopted"
    record = in_force(text)
    assert record.splitlines()[2:] == [
        "exchange:",
        '  - id: "2031-05-24"',
        "    kind: exchange",
        '    date: "2031-05-24"',
        "    status: completed",
        "    parties: [UA, RU]",
        "    agreed:",
        "      UA: 1000",
        "      # doubtful: by the words «1,000»",
        "      RU: 1000",
        "      # doubtful: by the words «1,000»",
        "    returned:",
        "      UA: {total: 307}",
        "      RU: {total: 307, military: 303}",
        "      # doubtful: total: 303 military alone may be another count of all",
        "    cumulative:",
        "      UA: 5757",
        "      # doubtful: by the words «5,757 people»",
        '    sequence: {since_invasion: 65, basis: "as the page says"}',
        "    # doubtful: say who counts so",
        "    sources:",
        '      - title: "307 each way on the second day of three"',
        '        url: "https://"',
        "        # doubtful: the page has no address: a record needs a source",
        "# Figures of the page that are not taken:",
        "#   «212 military»: of an earlier time, as its sentence says",
        "#   «95 civilians»: of an earlier time, as its sentence says",
        "#   «390 people»: of 2031-05-23, the record 2031-05-23",
        "#   «270 soldiers»: of 2031-05-23, the record 2031-05-23",
        "#   «120 civilians»: of 2031-05-23, the record 2031-05-23",
    ]
    assert "a record is proposed in a remark of the file, and not adopted" in report
    assert "of the record proposed: returned.RU.total: 303 military alone may be another count of all" in report
    assert "not taken for the record: «390 people»: of 2031-05-23, the record 2031-05-23" in report
    assert site.build_here(now="2031-06-01").checked().text("news/307-each-way-on-the-second-day-of-three.html")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_muddled_in_another_way_is_its_text_and_nothing_else(site: Site, name: str) -> None:
    title, author, date, record, marked = PAGES[name]
    lines = marked.splitlines()
    _, articles = bring(site, "\n".join(line.removeprefix("| ") for line in lines) + "\n")
    (text,) = articles.values()
    header, body = text.split("---\n")[1:]
    assert body.strip().split("\n\n") == [line.removeprefix("| ") for line in lines if line.startswith("| ")]
    assert f"title: {json.dumps(title, ensure_ascii=False)}\ndate: {date}\n" in header
    assert f"authors: [{json.dumps(author, ensure_ascii=False)}]\n" in header
    assert "summary" not in header
    assert [words for words in record if words not in header] == []
    site.build_here(now="2032-01-01").checked()


def test_what_is_proposed_is_a_record_once_it_has_a_source(site: Site) -> None:
    _, articles = bring(site, PAGE)
    lines = (
        in_force(next(iter(articles.values()))).replace('"https://"', '"https://source.example/second"').splitlines()
    )
    text = "\n".join(line[4:] if not line.startswith(("exchange:", "#")) else "" for line in lines)
    kept, problems = read_record(text, "record.yaml")
    assert (problems, kept and kept.record.returned["UA"].total, kept and kept.record.cumulative) == (
        [],
        307,
        {"UA": 5757},
    )


def test_a_record_that_is_there_is_named_with_what_does_not_agree(site: Site) -> None:
    page = (
        "390 each way on the first day\n\nBy Liam\n23 May 2031\n\n"
        "Ukraine and Russia exchanged 390 people each on 23 May 2031.\n\n"
        "The exchange brought 260 soldiers and 120 civilians back to Ukraine.\n"
    )
    report, articles = bring(site.write(KNOWN), page)
    said = in_force(next(iter(articles.values()))).splitlines()
    assert said[1] == 'exchange: "2031-05-23"'
    assert len(said) == 3
    assert said[2].startswith("# doubtful: «260 soldiers»: '260 soldiers', said of Ukraine, contradicts the record")
    assert "it does not agree with 2031-05-23: «260 soldiers»" in report


@pytest.mark.parametrize(
    ("page", "wanted", "unwanted"),
    [
        (
            "Обмін: 150 на 150\n\nLiam\n2 червня 2031\n\nУкраїна і Росія провели обмін 150 на 150.\n\nДо України повернулися 150 військових, обмін став 66-м.\n",
            ['authors: ["Liam"]', "UA: {total: 150, military: 150}", "RU: {total: 150}", 'date: "2031-06-02"', "doubtful: the text names no day"],
            [],
        ),
        ("Bodies come home\n\nBy Liam\n2 June 2031\n\nUkraine received 900 bodies of fallen soldiers in an exchange on 1 June. Russia received 30 bodies in the same exchange.\n",
         ["UA: 900", "RU: 30", "kind: repatriation_bodies", 'date: "2031-06-01"'], ["returned:"]),
        ("An exchange of letters\n\nBy Liam\n2 June 2031\n\nThe two museums began an exchange of letters in which 40 books were named.\n", [], ["exchange:"]),
        ("Council meets\n\nBy Liam\n2 June 2031\n\nThe council met for 40 minutes and 12 people came.\n", [], ["exchange:"]),
    ],
    ids=["Ukrainian", "bodies", "no exchange of people", "no exchange"],
)  # fmt: skip
def test_other_pages(site: Site, page: str, wanted: list[str], unwanted: list[str]) -> None:
    _, articles = bring(site, page)
    (text,) = articles.values()
    header = text.split("---\n")[1]
    assert [words for words in wanted if words not in header] == []
    assert [words for words in unwanted if words in header] == []


@pytest.mark.parametrize(
    "page",
    [
        "Deep quotes in it\n\n" + "> " * 3000 + "x\n\n# H\n",
        "Deep lists in it\n\n" + "\n".join("  " * depth + "- x" for depth in range(400)) + "\n\n# H\n",
        "<html><head><title>Deep page</title></head><body><article>"
        + "<div>" * 3000
        + "<p>"
        + "word " * 100
        + "</article>",
        "<html><head><title>Broken page</title><body><p>One <b>bold <i>both</b> text</i> that <a href='x>goes</p><table><tr><p>on",
        "<html><head><title>Cut page</title></head><body><p>It ends in the middle of a t" + "word " * 40 + "<im",
    ],
    ids=["quotes", "lists", "elements", "badly nested", "cut off"],
)
def test_a_hostile_or_broken_page_gives_a_report_and_no_traceback(site: Site, page: str) -> None:
    """It is imported, or left out with a reason."""
    report, articles = bring(site, page)
    assert len(articles) == 1 or "left out" in report


def test_a_page_in_windows_1251_is_read_and_what_no_text_is_in_is_told(site: Site) -> None:
    text = (
        "Переговори у Стамбулі\n\nЛіам\n2 червня 2031\n\nСторони зустрілися на годину і домовилися зустрітися ще раз.\n"
    )
    for data, wanted in (
        (text.encode("cp1251"), "it is not UTF-8, and was read as Windows-1251"),
        (b"PK\x03\x04" + bytes(100), "it is a ZIP archive: unpack it, and name the file that was in it"),
        ("Gespräche über Köln".encode("latin-1"), "not UTF-8; save the file as UTF-8"),
    ):
        (site.root / "page.bin").write_bytes(data)
        out = io.StringIO()
        with contextlib.chdir(site.root), contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            main(["import", "page", "page.bin", "--content", "."])
        assert wanted in out.getvalue()
    (article,) = (site.root / "articles").glob("*.md")
    assert "Сторони зустрілися на годину" in article.read_text("utf-8")


def test_a_page_whose_title_has_no_end_has_its_headline_and_its_text(site: Site) -> None:
    page = "<html><head><title>Six come home<body><article><h1>Six come home</h1><p>" + "Six people came home. " * 9
    _, articles = bring(site, page)
    (text,) = articles.values()
    assert 'title: "Six come home"\n' in text
    assert text.count("Six people came home.") == 9
