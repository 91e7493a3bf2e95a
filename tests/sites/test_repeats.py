"""Repeated text as writers and readers meet it: findings, their forms, `--fix`, and what a built site says once."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.teasers.normalise import fold
from standfirst.teasers.sentences import split_sentences
from tests.harness import NOW, ROOT, Built, Site
from tests.sites.pages import Page, read_pages, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.demo import Demo

SETTINGS = """
-- pelicanconf.py --
from standfirst.defaults import *

STANDFIRST_BOILERPLATE = 3
STANDFIRST_REPEATS = {"template": "warn"}
"""
PLANTED = """
-- content/a-exact.md --
---
title: Grain leaves Odesa again
date: 2025-03-01
summary: Four ships with grain left the port of Odesa on Saturday morning.
---

Four ships with grain left the port of **Odesa** on Saturday morning.

The next will follow when the weather allows it.
-- content/b-truncated.md --
---
title: Bakers of Lviv strike
date: 2025-03-02
category: Work
summary: "The bakers of Lviv have stopped work for a"
---
## What happened

The bakers of Lviv have stopped work for a week. They ask for shorter nights.
-- content/c-near.md --
---
title: A library for Poltava
date: 2025-03-03
summary: A new public library will open its doors in the centre of Poltava next spring, the mayor says.
---
Nobody had counted on it. A new public library will open its doors in the centre of Poltava in May, if the money lasts.
-- content/d-headline.md --
---
title: Snow closes the pass at Yablunytsia
date: 2025-03-04
---
# Snow closes the pass at Yablunytsia

Lorries wait in both valleys, and drivers sleep in a school.
-- content/e-scrap.md --
---
title: Choir wins in Tallinn
date: 2025-03-05
---
Liam Avatar

Thirty singers from Kharkiv came home with a first prize.
-- content/f-paragraph.md --
---
title: Bridge over the Uzh
date: 2025-03-06
---
The old bridge over the Uzh is open for people on foot from Monday on, and cars will have to wait until the summer.

Its stones were numbered.

The old bridge over the Uzh is open for people on foot from Monday on, and cars will have to wait until the summer.
-- content/g-copied.md --
---
title: Chess champion retires
date: 2025-03-07
summary: The oldest champion of the country gives up tournament chess after sixty years at the board.
---
He will teach children in his village.
-- content/h-copy.md --
---
title: A champion says goodbye
date: 2025-03-08
summary: |
  The oldest champion of the country gives up tournament chess after sixty years at the board.
---
His last game ended in a draw. He offered it himself.
-- content/i-earlier.md --
---
title: Two trams collide
date: 2025-03-09
---

# The collision

Two trams collided on the square before the opera in Dnipro, and traffic stood still for hours.
-- content/j-update.md --
---
title: Trams run again
date: 2025-03-12
summary: Two trams collided on the square before the opera in Dnipro, and traffic stood still for hours.
  Eleven passengers are in hospital with broken bones.
---
The drivers had talked by radio a minute before.
-- content/k-moulded.md --
---
title: Home on 17 July
date: 2025-07-17
summary: 95 defenders returned home from captivity on 17 July, the headquarters said.
---
Buses crossed the border before noon.
-- content/l-template.md --
---
title: Home on 19 July
date: 2025-07-19
summary: 60 defenders returned home from captivity on 19 July, the headquarters said.
---
They were given telephones and soup.
-- content/m-boilerplate.md --
---
title: Weather for Monday
date: 2025-08-01
---

Forecasts come from the institute in Kyiv. Monday brings rain to the west and north, while farmers near Poltava wait for it
in vain, says Olena Koval.
-- content/n-boilerplate.md --
---
title: The sun comes back
date: 2025-08-02
summary: "Lamps are lit in the gardens again, and whoever has a coat left to mend may bring it there. Forecasts come from the institute in Kyiv."
---
Schools reopen their gardens as soon as the puddles are gone from the paths.
-- content/o-boilerplate.md --
---
title: Wind ends the heat
date: 2025-08-03
---
A ship with timber waits outside the harbour of Izmail until its captain has slept. Forecasts come from the institute in Kyiv.
"""
FOUND = [
    ("a-exact.md:4:10", "SF301", "exact", "Four ships with grain left the port of Odesa on Saturday morning.", "a-exact.md:7:1"),
    ("b-truncated.md:5:10", "SF302", "truncated", "The bakers of Lviv have stopped work for a", "b-truncated.md:9:1"),
    ("c-near.md:4:10", "SF303", "near", "A new public library will open its doors in the centre of Poltava", "c-near.md:6:27"),
    ("d-headline.md:5:3", "SF304", "headline", "Snow closes the pass at Yablunytsia", "d-headline.md:2:8"),
    ("e-scrap.md:5:1", "SF305", "scrap", "Liam Avatar", ""),
    ("f-paragraph.md:9:1", "SF306", "paragraph", "The old bridge over the Uzh is open for people on foot from Monday on, and cars will have to wait until the summer.", "f-paragraph.md:5:1"),
    ("h-copy.md:4:10", "SF308", "copy", "The oldest champion of the country gives up tournament chess after sixty years at the board.", "g-copied.md:4:10"),
    ("j-update.md:4:10", "SF309", "update", "Two trams collided on the square before the opera in Dnipro, and traffic stood still for hours. Eleven passengers are in hospital with broken bones.", "i-earlier.md:8:1"),
    ("l-template.md:4:10", "SF310", "template", "60 defenders returned home from captivity on 19 July, the headquarters said.", "k-moulded.md:4:10"),
    ("m-boilerplate.md:6:1", "SF307", "boilerplate", "Forecasts come from the institute in Kyiv.", ""),
    ("n-boilerplate.md:4:10", "SF307", "boilerplate", "Forecasts come from the institute in Kyiv.", ""),
    ("o-boilerplate.md:5:85", "SF307", "boilerplate", "Forecasts come from the institute in Kyiv.", ""),
]  # fmt: skip
"""Place below content/, code, verdict, words, the other place."""


def test_check_names_both_places_of_each_kind_of_repeat(site: Site) -> None:
    site.write(SETTINGS + PLANTED)
    rows = _repeats(check(site, "--format", "json").checked())
    found = [(_at(row), row["code"], row["verdict"], row["text"], _at(row.get("other"))) for row in rows]
    assert found == FOUND
    assert all(row["text"][:80] in row["message"] and row["severity"] == "warning" for row in rows)


def test_templates_are_reported_only_where_the_settings_ask_for_it(site: Site) -> None:
    rows = _repeats(check(site.write(PLANTED), "--format", "json"))
    assert {row["verdict"] for row in rows} == {row[2] for row in FOUND} - {"template", "boilerplate"}


def test_the_other_forms_tell_the_same(site: Site) -> None:
    site.write(SETTINGS + PLANTED)
    rows = json.loads(check(site, "--format", "json").stdout)
    text = check(site).stdout.splitlines()
    github = check(site, "--format", "github").stdout.splitlines()
    sarif = json.loads(check(site, "--format", "sarif").stdout)
    for row, line, annotation in zip(rows, text, github, strict=True):
        place = f"{row['path']}:{row['line']}:{row['column']}"
        assert line == f"{place}: {row['code']} {row['message']} ({row['hint']}) [warning]"
        head = f"::warning file={row['path']},line={row['line']},col={row['column']},title={row['code']}::"
        assert annotation == f"{head}{row['message']} ({row['hint']})"
    assert sarif["version"] == "2.1.0"
    (one,) = sarif["runs"]
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == sorted({row["code"] for row in rows})
    assert one["columnKind"] == "unicodeCodePoints"
    for row, result in zip(rows, one["results"], strict=True):
        assert (result["ruleId"], result["level"]) == (row["code"], "warning")
        places = [*result["locations"], *result.get("relatedLocations", [])]
        assert [_physical(place) for place in places] == [
            (each["path"], each["line"], each["column"]) for each in (row, row.get("other")) if each
        ]


def test_paths_show_only_what_is_in_them(site: Site) -> None:
    site.write(SETTINGS + PLANTED.replace("content/a-", "content/sport/a-"))
    assert _codes(check(site, "content/sport", "content/l-template.md", "--format", "json")) == ["SF310", "SF301"]
    assert _codes(check(site, "content/g-copied.md", "--format", "json")) == []
    assert _codes(check(site, "content/sp", "--format", "json", code=2)) == []


@pytest.mark.parametrize("wrong", [["--format", "xml"], ["--never"], ["content/nothing-of-this-name.md"]])
def test_wrong_usage_ends_with_2(site: Site, wrong: list[str]) -> None:
    site.write(PLANTED)
    assert check(site, *wrong, code=2).stdout == ""


def test_errors_end_with_1_and_warnings_with_0(site: Site) -> None:
    site.write(PLANTED)
    assert check(site).code == 0
    site.write("-- content/wrong.md --\n---\ntitle: No date\n---\nText.\n")
    assert "SF010" in check(site, code=1).stdout
    assert check(site, "content/a-exact.md").code == 0
    assert "SF903" in check(site, "--content", "nowhere", code=1).stderr


@pytest.mark.parametrize("row", FOUND, ids=[row[2] for row in FOUND])
def test_an_action_is_obeyed_by_check_and_build(site: Site, row: tuple[str, str, str, str, str]) -> None:
    """As an error a repeat fails both, as a warning neither; `ignore` says nothing. Front matter beats settings."""
    place, code, verdict = row[0], row[1], row[2]
    file = f"content/{place.partition(':')[0]}"

    def write(setting: str, own: str = "") -> None:
        header = SETTINGS.replace('{"template": "warn"}', f'{{"{verdict}": "{setting}"}}')
        site.write(header + PLANTED)
        if own:
            text = (site.root / file).read_text("utf-8")
            site.write(f"-- {file} --\n" + text.replace("---\n", f"---\nrepeats: {{{verdict}: {own}}}\n", 1))

    write("error")
    failed = check(site, file, "--format", "json", code=1)
    assert (code, "error") in {(each["code"], each["severity"]) for each in json.loads(failed.stdout)}
    built = site.build_here()
    assert built.code == 1
    assert code in built.stderr
    assert not built.output.exists()
    write("error", own="warn")
    assert code in check(site, file, code=None).stdout
    assert "error" not in {each["severity"] for each in json.loads(check(site, file, "--format", "json").stdout)}
    write("warn", own="ignore")
    assert code not in check(site, file).stdout
    assert {each["action"] for each in _kept(site) if each["code"] == code and each["path"] == file} == {"ignore"}


def test_teaser_in_front_matter_beats_the_settings(site: Site) -> None:
    kept = PLANTED.replace("date:", "teaser: keep\ndate:")
    assert {row["verdict"] for row in _repeats(check(site.write(kept), "--format", "json"))} == {
        "copy",
        "update",
    }
    near = PLANTED.replace("date:", "teaser: settle\ndate:")
    built = site.write(near).build_here().checked()
    rows = [row for row in _kept(site, build=False) if row["verdict"] == "near"]
    assert [row["action"] for row in rows] == ["settle"]
    assert "SF303" not in built.stderr
    page = read_pages(built.output)["news/a-library-for-poltava.html"]
    assert page.text.count("A new public library will open its doors") == 1


def test_a_build_writes_all_repeats_with_what_was_done_and_counts_them(site: Site) -> None:
    built = site.write(SETTINGS + PLANTED).build_here().checked()
    rows = _kept(site, build=False)
    assert [(_at(row), row["code"], row["verdict"], row["text"], _at(row.get("other"))) for row in rows] == FOUND
    actions = {row["verdict"]: row["action"] for row in rows}
    assert actions == {
        "exact": "settle", "truncated": "settle", "near": "warn", "headline": "settle", "scrap": "warn",
        "paragraph": "settle", "boilerplate": "settle", "copy": "warn", "update": "warn", "template": "warn",
    }  # fmt: skip
    assert "; 7 repeats settled, 5 repeats reported." in built.stdout


def test_what_is_said_to_be_settled_is_settled(site: Site) -> None:
    """A headline far down, a label in a list and a paragraph in a quotation stay: none of them is called settled."""
    long = "The old bridge over the Uzh is open for people on foot from Monday on, and cars will wait until the summer comes."
    site.write(f"""
-- pelicanconf.py --
from standfirst.defaults import *
STANDFIRST_REPEATS = {{"scrap": "settle"}}
-- content/a.md --
---
title: Bridge over the Uzh
date: 2025-03-06
---
{long}

## Another

## Bridge over the Uzh

> {long}

- Share on Facebook

Share on Telegram
""")
    page = read_pages(site.build_here().checked().output)["news/bridge-over-the-uzh.html"]
    story = visible_text(page.find("//div[@class='prose']")[0])
    assert "Share on Telegram" not in story
    kept = [row["text"] for row in _kept(site, build=False) if row["action"] == "settle"]
    assert [text for text in kept if text != long and text in story] == []
    assert story.count(long) == 2
    assert long not in kept


# --- --fix ------------------------------------------------------------------------------------------------------------

LEAD = "Four ships with grain left the port of Odesa on Saturday."
HEADERS = {
    "plain": f"---\ntitle: Grain\nsummary: {LEAD}\ndate: 2025-03-01\n---\n{LEAD}\n",
    "quoted": f'---\ntitle: Grain\nsummary: "{LEAD}"\ndate: 2025-03-01\n---\n{LEAD}\n',
    "folded": "---\ntitle: Grain\nsummary: >\n  Four ships with grain left\n  the port of Odesa\n\n  on Saturday.\ndate: 2025-03-01\n---\n" + LEAD + "\n",
    "literal": "---\ntitle: Grain\nsummary: |-\n    Four ships with grain left\n    the port of Odesa on Saturday.\ndate: 2025-03-01\n---\n" + LEAD + "\n",
    "plain on two lines": "---\ntitle: Grain\nsummary: Four ships with grain left\n  the port of Odesa on Saturday.\ndate: 2025-03-01\n---\n" + LEAD + "\n",
    "last": f"---\ntitle: Grain\ndate: 2025-03-01\nsummary: {LEAD}\n---\n{LEAD}\n",
    "first": f"---\nsummary: {LEAD}\ntitle: Grain\ndate: 2025-03-01\n---\n{LEAD}\n",
    "cut": "---\ntitle: Grain\nsummary: Four ships with grain left the po…\ndate: 2025-03-01\n---\n" + LEAD + "\n",
    "without a last line end": f"---\ntitle: Grain\ndate: 2025-03-01\nsummary: {LEAD}\n---\n{LEAD}",
    "Pelican's": f"Title: Grain\nSummary: {LEAD}\nDate: 2025-03-01\n\n{LEAD}\n",
    "Pelican's on two lines": "Title: Grain\nSummary: Four ships with grain left\n    the port of Odesa on Saturday.\nDate: 2025-03-01\n\n" + LEAD + "\n",
    "Pelican's last": "Title: Grain\nDate: 2025-03-01\nSummary: Four ships with grain left\n    the port of Odesa on Saturday.\n\n" + LEAD + "\n",
    "list before": f"---\ntitle: Grain\ndate: 2025-03-01\ntags:\n  - a\n  - b\nsummary: {LEAD}\nsources: [{{title: A, url: 'https://a.example/'}}]\n---\n{LEAD}\n",
    "comments around": f"---\n# What it is called\ntitle: Grain\n# What it says\nsummary: {LEAD}\n# When it came out\ndate: 2025-03-01\n# The end\n---\n{LEAD}\n",
    "comment at the end": f"---\ntitle: Grain\ndate: 2025-03-01\nsummary: {LEAD}\n# The end\n---\n{LEAD}\n",
    "a line separator before": f"---\ntitle: Gra\u2028in\nsummary: {LEAD}\ndate: 2025-03-01\n---\n{LEAD}\n",
    "a next-line character before": f"---\ntitle: Gra\u2029in\nsummary: {LEAD}\ndate: 2025-03-01\ncategory: A\n---\n{LEAD}\n",
}  # fmt: skip
OWN = ("summary:", "Summary:", "  Four", "  the port", "    Four", "    the port", "  on Saturday.")


@pytest.mark.parametrize(("mark", "ends"), [("", "\n"), ("\ufeff", "\r\n")], ids=["LF", "BOM and CRLF"])
@pytest.mark.parametrize("form", HEADERS)
def test_fix_takes_out_the_summary_and_no_other_byte(site: Site, form: str, mark: str, ends: str) -> None:
    lines = HEADERS[form].split("\n")
    first = next(number for number, line in enumerate(lines) if line.lower().startswith("summary:"))
    last = next(n for n in range(first + 1, len(lines)) if lines[n] and not lines[n].startswith(" "))
    if "last" in form and form.startswith("Pelican"):
        last = lines.index("", first)
    expected = [*lines[:first], *lines[last:]]
    file = site.write(f"-- content/a.md --\n{mark}" + HEADERS[form].replace("\n", ends)).root / "content/a.md"
    before = file.read_bytes()
    story = _story(site.build_here().checked())
    fixed = check(site, "--fix")
    assert file.read_bytes() == (mark + ends.join(expected)).encode(), form
    assert "\n-summary:" in fixed.stdout.replace("-Summary", "-summary")
    assert fixed.stdout.count("--- content/a.md") == 1
    assert before != file.read_bytes()
    assert _story(site.build_here().checked()) == story
    after = file.read_bytes()
    assert check(site, "--fix").stdout == ""
    assert file.read_bytes() == after


LEFT_ALONE = {
    "a mapping on one line": f'---\n{{title: Grain, date: 2025-03-01, summary: "{LEAD}"}}\n---\n{LEAD}\n',
    "two fields on its line": f'---\n{{title: Grain,\nsummary: "{LEAD}", date: 2025-03-01,\ncategory: A}}\n---\n{LEAD}\n',
    "a field behind it": f'---\n{{title: Grain, summary: "{LEAD}",\ndate: 2025-03-01}}\n---\n{LEAD}\n',
    "the end of the mapping": f'---\n{{title: Grain, date: 2025-03-01,\nsummary: "{LEAD}"}}\n---\n{LEAD}\n',
    "near": f"---\ntitle: Grain\ndate: 2025-03-01\nsummary: {LEAD} More.\n---\n{LEAD}\n",
    "headline": f"---\ntitle: Grain leaves\ndate: 2025-03-01\nsummary: Grain leaves\n---\n{LEAD}\n",
    "kept": f"---\ntitle: Grain\nteaser: keep\ndate: 2025-03-01\nsummary: {LEAD}\n---\n{LEAD}\n",
    "another file's fault": f"---\ntitle: Grain\nautor: A\ndate: 2025-03-01\nsummary: {LEAD}\n---\n{LEAD}\n",
}


@pytest.mark.parametrize("form", LEFT_ALONE)
def test_fix_leaves_alone_what_it_cannot_or_may_not_change(site: Site, form: str) -> None:
    file = site.write(f"-- content/a.md --\n{LEFT_ALONE[form]}").root / "content/a.md"
    check(site, "--fix", code=None)
    assert file.read_text("utf-8") == LEFT_ALONE[form]


def test_fix_of_some_paths_leaves_the_others_alone(site: Site) -> None:
    site.write("".join(f"-- content/{name}.md --\n{HEADERS['plain']}" for name in ("a", "b")).replace("Grain", "A", 1))
    fixed = check(site, "content/a.md", "--fix", "--format", "json")
    assert json.loads(fixed.stdout) == [], "the diff does not stand in the JSON"
    assert fixed.stderr.startswith("--- content/a.md")
    assert "summary" not in (site.root / "content/a.md").read_text("utf-8")
    assert "summary" in (site.root / "content/b.md").read_text("utf-8")


FIELD = st.sampled_from(
    ["category: Work", "tags: [a, b]", "lang: en", "# a remark", "authors:\n  - Liam\n  - Olena", "", "keywords: 'x: y'",
     "image: {src: 'https://a.example/a.png', alt: ''}", "modified: 2025-03-02", "corrections:\n- date: 2025-03-03\n  text: A."]
)  # fmt: skip
SUMMARY = st.sampled_from(
    [f"summary: {LEAD}", f"summary:\n  {LEAD}", f"summary: '{LEAD}'", f'"summary": "{LEAD}"', f"SUMMARY: >-\n\n  {LEAD}\n\n",
     "summary: |2\n   Four ships with\n   grain left the port", 'summary: "Four ships \\\n  with grain', "summary: Four ships # cut"]
)  # fmt: skip


@given(before=st.lists(FIELD, max_size=3, unique=True), summary=SUMMARY, after=st.lists(FIELD, max_size=3, unique=True))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fix_never_changes_another_field(site: Site, before: list[str], summary: str, after: list[str]) -> None:
    """Whatever stands around the summary: a file that `--fix` wrote has all else, and still builds nothing new."""
    if 'summary: "' in summary:
        summary += '"'
    others = [*dict.fromkeys([*before, *(field for field in after if not field or field not in before)])]
    after = [field for field in after if not field or field not in before]
    fields = ["title: Grain", *before, summary, *after, "date: 2025-03-01"]
    text = "---\n" + "\n".join(fields) + f"\n---\n{LEAD}\n"
    file = site.write(f"-- content/a.md --\n{text}").root / "content/a.md"
    check(site, "--fix", code=None)
    now = file.read_text("utf-8")
    assert all(field in now for field in ("title: Grain", "date: 2025-03-01", *others))
    assert now == text or not any(line.casefold().strip('"').startswith("summary") for line in now.splitlines())
    assert now.endswith(f"\n---\n{LEAD}\n")
    assert "Four" not in now.removesuffix(f"{LEAD}\n") or now == text


# --- across articles --------------------------------------------------------------------------------------------------


def test_no_page_has_two_equal_cards_and_the_older_takes_its_next_sentence(site: Site) -> None:
    """On the home page, the older page, the topic's, the tag's and the author's page."""
    lead = "Prisoners came home from the north in eleven white buses."
    archive = "".join(
        f"\n-- content/a{day}.md --\n---\ntitle: Day {day}\ndate: 2025-05-0{day}\ncategory: Home\ntags: [buses]\nauthors: [Liam]\n"
        f"---\n{lead} Their families waited for {word} hours at the gate.\n\nThe {word} of May ended with songs and with bread.\n"
        for day, word in enumerate(["one", "two", "three", "four"], 1)
    )
    built = site.write(
        "-- pelicanconf.py --\nfrom standfirst.defaults import *\nDEFAULT_PAGINATION = 2\n" + archive
    ).build_here()
    pages = read_pages(built.checked().output)
    seen = {name: cards for name, page in pages.items() if (cards := list(_cards(page)))}
    assert {"topics/home.html", "tags/buses.html", "authors/liam.html", "index.html", "page/1.html"} <= set(seen)
    for name, cards in seen.items():
        assert _twice(cards) == [], name
    told = {card for cards in seen.values() for card in cards}
    assert told == {
        f"{lead} Their families waited for four hours at the gate.",
        "Their families waited for three hours at the gate.",
        "Their families waited for two hours at the gate.",
        "Their families waited for one hours at the gate.",
    }


def test_an_article_with_nothing_of_its_own_has_a_card_without_a_teaser(site: Site) -> None:
    same = "Prisoners came home from the north in eleven white buses."
    site.write("".join(f"-- content/a{n}.md --\n---\ntitle: A{n}\ndate: 2025-05-0{n}\n---\n{same}\n\n" for n in (1, 2)))
    pages = read_pages(site.build_here().checked().output)
    assert list(_cards(pages["index.html"])) == [same]
    assert [pages[f"news/a{n}.html"].texts("//div[@class='prose']") for n in (1, 2)] == [[same], [same]]
    assert '<p class="card-teaser" lang="en"></p>' not in pages["index.html"].source


def test_boilerplate_is_on_no_card_and_in_no_description(site: Site) -> None:
    """An article that has nothing else has no teaser at all; a feed, a preview and structured data keep to it too."""
    stock = "Forecasts come from the national institute in Kyiv."
    bodies = [f"{stock} {word} has rain and a cold wind." for word in ("Odesa", "Lviv", "Poltava", "Sumy")] + [stock]
    archive = "".join(
        f"-- content/a{n}.md --\n---\ntitle: A{n}\ndate: 2025-05-0{n}\n{'summary: ' + stock if n == 2 else 'lang: en'}\n---\n{body}\n"
        for n, body in enumerate(bodies, 1)
    )
    built = site.write(archive).build_here().checked()
    pages = read_pages(built.output)
    for name, page in pages.items():
        assert stock not in " ".join([*_cards(page), *page.meta("description"), *page.meta("og:description")]), name
        assert f'"description":"{stock[:20]}' not in page.source, name
    assert [pages[f"news/a{n}.html"].text.count(stock) for n in range(1, 6)] == [1] * 5
    assert f'<summary type="text">{stock[:20]}' not in built.text("feeds/all.atom.xml")
    assert pages["news/a2.html"].meta("description") == ["Lviv has rain and a cold wind."]


def test_one_article_more_or_changed_touches_only_its_own_rows(site: Site) -> None:
    site.write(PLANTED).build_here().checked()
    before = _rows(site)
    site.write(
        "-- content/new.md --\n---\ntitle: New\ndate: 2025-05-01\n---\nNobody wrote such a text before, or will again.\n"
    )
    site.build_here().checked()
    added = _rows(site)
    assert before < added
    assert {key for key, *_ in added - before} == {"new.md"}
    site.write(
        "-- content/new.md --\n---\ntitle: New\ndate: 2025-05-01\n---\nAll of it is another text now, as you see.\n"
    )
    site.build_here().checked()
    changed = _rows(site)
    assert before < changed
    assert {key for key, *_ in changed ^ added} == {"new.md"}
    site.remove("content/new.md").build_here().checked()
    assert _rows(site) == before
    with contextlib.closing(sqlite3.connect(site.root / "state" / "store.sqlite")) as rows:
        written = rows.execute("PRAGMA data_version").fetchone()
        site.build_here().checked()
        assert rows.execute("PRAGMA data_version").fetchone() == written, "nothing changed, so nothing is written"


def _middle(data: bytes) -> bytes:
    return data[:4096] + b"\xff" * (len(data) - 4096)


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"not a store", lambda data: data[: len(data) // 2], lambda _: b"", _middle, None],
    ids=["text", "half", "empty", "pages", "none"],
)
def test_output_is_the_same_with_any_store(site: Site, damage: Any) -> None:
    """With one of earlier builds, a damaged one and none at all."""
    first = site.write(SETTINGS + PLANTED).build_here().checked().sums()
    store = site.root / "state" / "store.sqlite"
    site.write(
        "-- content/more.md --\n---\ntitle: A\ndate: 2025-01-01\n---\nForecasts come from the institute in Kyiv.\n"
    )
    site.build_here().checked()
    site.remove("content/more.md")
    if damage is None:
        store.unlink()
    else:
        store.write_bytes(damage(store.read_bytes()))
    assert site.build_here().checked().sums() == first
    with contextlib.closing(sqlite3.connect(store)) as rows:
        assert rows.execute("SELECT count(*) FROM texts").fetchone() == (PLANTED.count("-- content/"),)


@pytest.mark.parametrize("field", ["status: draft", "status: hidden", "date: 2027-01-01", "status: skip"])
def test_what_is_not_listed_is_neither_stored_nor_named(site: Site, field: str) -> None:
    """No word of a draft or of a future article reaches the store, or a finding of another article."""
    hidden = "The oldest champion of the country gives up tournament chess after sixty years at the board."
    date = "" if field.startswith("date") else "date: 2025-04-01\n"
    site.write(
        f"-- content/secret.md --\n---\ntitle: Secret\n{date}{field}\nsummary: {hidden}\n---\nOwn words.\n"
        f"-- content/public.md --\n---\ntitle: Public\ndate: 2025-05-01\nsummary: {hidden}\n---\nOther words.\n"
    )
    built = site.build_here().checked()
    assert _kept(site, build=False) == []
    assert {key for key, *_ in _rows(site)} == {"public.md"}
    assert hidden in built.text("index.html")


# --- a reader meets each sentence once --------------------------------------------------------------------------------

WORDS = {
    "en": (["The mayor", "A young pilot", "Her old teacher", "Every second baker", "The harbour master", "One of us"],
           ["has opened the", "will never sell a", "is looking for some", "may have lost the", "spoke about a"],
           ["house near Odesa", "letter from prison", "bridge over the Uzh", "road to the sea", "U.S. passport"]),
    "uk": (["Мер міста", "Юна пілотеса", "Його давній учитель", "Кожен другий пекар", "Капітанка порту", "Хтось із нас"],
           ["учора відкрив для всіх", "ніколи не продасть цю", "досі шукає ту саму", "могла з’їсти 5 тис.", "розповів про «нову»"],
           ["хату біля Одеси", "книгу з в’язниці", "дорогу до моря", "пам’ятку 1991 р. народження", "стежку через ліс"]),
}  # fmt: skip
SENTENCES = {
    lang: [f"{who} {does} {what}." for who in parts[0] for does in parts[1] for what in parts[2]]
    for lang, parts in WORDS.items()
}
LIMIT = 60
KINDS = ["none", "whole", "paragraph", "all", "cut", "near", "settled", "distinct", "headline", "behind the headline"]


@st.composite
def sites(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two to four articles; a sentence stands in one place of one article, but where a repeat is planted."""
    lang = draw(st.sampled_from(sorted(SENTENCES)))
    pool: Iterator[str] = iter(draw(st.permutations(SENTENCES[lang])))
    articles: list[dict[str, Any]] = []
    for number in range(draw(st.integers(2, 4))):
        paragraphs = [[next(pool) for _ in range(3)] for _ in range(draw(st.integers(1, 3)))]
        if articles and draw(st.booleans()):
            paragraphs[0] = articles[0]["paragraphs"][0]
        title = next(pool).removesuffix(".")
        kind, flat = draw(st.sampled_from(KINDS)), " ".join(" ".join(each) for each in paragraphs)
        heading = draw(st.sampled_from(["", "# {}\n\n", "{}\n\n", "**{}**  \n"]))
        cut = draw(st.integers(1, len(flat) - 1))
        whole = " ".join(paragraphs[0])
        summary = {
            "none": "", "whole": paragraphs[0][0], "paragraph": whole, "all": flat, "cut": flat[:cut].strip(),
            "near": whole.replace(" ", " indeed ", 1), "settled": whole.replace(" ", " indeed ", 1),
            "distinct": f"{next(pool)} {next(pool)}", "headline": title, "behind the headline": f"{title} {flat[:cut].strip()}",
        }[kind]  # fmt: skip
        if kind == "behind the headline" and not heading:
            kind, summary = "none", ""
        # Glued to the headline the first paragraph is another than its repeat: that is found in no order of steps.
        again = draw(st.booleans()) and not heading.startswith("**")
        body = heading.format(title) + "\n\n".join(" ".join(each) for each in [*paragraphs, *paragraphs[: int(again)]])
        articles.append(
            {
                "title": title,
                "kind": kind,
                "summary": summary,
                "paragraphs": paragraphs,
                "body": body,
                "day": number + 1,
            }
        )
    return articles


@given(sites())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_reader_meets_each_sentence_once_and_none_is_lost(
    tmp_path_factory: pytest.TempPathFactory, articles: list[dict[str, Any]]
) -> None:
    """Over generated articles, as rendered: nothing twice, nothing broken off, nothing lost."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.write(f"-- pelicanconf.py --\nfrom standfirst.defaults import *\nSTANDFIRST_CARD_LENGTH = {LIMIT}\n")
    known: dict[str, str] = {}
    for number, each in enumerate(articles):
        head = {"title": each["title"], "date": f"2025-05-0{each['day']}", "slug": f"a{number}"}
        head |= {"summary": each["summary"]} if each["summary"] else {}
        head |= {"teaser": "settle"} if each["kind"] == "settled" else {}
        lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
        site.write(f"-- content/a{number}.md --\n---\n{lines}---\n{each['body']}\n")
        known |= {fold(text): text for texts in each["paragraphs"] for text in texts}
        known |= {fold(text): text for text in split_sentences(each["summary"])}
    pages = read_pages(site.build_here().checked().output)
    for number, each in enumerate(articles):
        story = fold(visible_text(pages[f"news/a{number}.html"].find("//article[contains(@class,'story')]")[0]))
        sentences = [text for texts in each["paragraphs"] for text in texts]
        if each["kind"] == "distinct":
            sentences += split_sentences(each["summary"])
        counts = {text: story.count(fold(text)) for text in [*sentences, each["title"]]}
        if each["kind"] == "near":
            assert min(counts.values()) >= 1, each
        else:
            assert counts == dict.fromkeys(counts, 1), each
    for name, page in pages.items():
        cards = list(_cards(page))
        assert _twice(cards) == [], name
        assert _broken_off(cards, known, LIMIT) == [], name


def test_readers_of_the_demo_site_meet_each_sentence_once(demo: Demo) -> None:
    pages = read_pages(demo("pelicanconf.py").output)
    stories = 0
    for name, page in pages.items():
        assert _twice(_cards(page)) == [], name
        for card in _cards(page):
            assert card.endswith((".", "!", "?", "”", "…")), (name, card)
        for story in page.find("//article[contains(@class,'story')]"):
            stories += 1
            texts = [visible_text(part) for part in story.xpath(".//h1 | .//*[@class='standfirst']")]
            texts += [
                visible_text(part) for part in story.xpath(".//div[@class='prose']//*[self::p or self::li or self::h2]")
            ]
            assert _twice(texts) == [], name
    assert stories > 20


def test_the_demo_site_s_sources_are_on_its_pages_whole(demo: Demo) -> None:
    """Each sentence of a summary and of a text stands on the article's page once."""
    from standfirst.defaults import MARKDOWN
    from standfirst.frontmatter import split_header
    from standfirst.prose import HEADINGS, Renderer
    from standfirst.yamltree import parse_mapping

    pages, renderer = read_pages(demo("pelicanconf.py").output), Renderer(MARKDOWN)
    checked = 0
    for file in sorted((ROOT / "content/articles").glob("*.md")):
        _, header, text, _ = split_header(file.read_text("utf-8"))
        fields = parse_mapping(header, file.name)[0]
        assert fields
        plain = fields.plain()
        assert isinstance(plain, dict)
        page = next(page for name, page in pages.items() if name.endswith(f"/{file.stem}.html"))
        story = fold(" ".join(page.texts("//p[@class='standfirst'] | //article//div[@class='prose']")))
        blocks = [block.text for block in renderer.body(text).blocks if block.tag not in {*HEADINGS, "td", "th", "li"}]
        wanted = [
            s for block in [str(plain.get("summary", "")), *blocks] for s in split_sentences(block) if len(s) > 40
        ]
        assert [s for s in wanted if story.count(fold(s)) != 1] == [], file.name
        checked += len(wanted)
    assert checked > 200


# --- scripts and languages --------------------------------------------------------------------------------------------

LANGUAGES = {
    "quotes": ("Мер сказав: «Ми повернемо всіх додому». Обмін триває.", 'Мер сказав: "Ми повернемо всіх додому"'),
    "apostrophes": ("П’ятеро захисників з’явилися у пів на дев’яту. Їх зустріли.", "П'ятеро захисників з`явилися у пів на девʼяту."),
    "abbreviations": ("У 2024 р. повернулися 5 тис. людей, з них 2 тис. цивільних. Решта чекає.", "У 2024 р. повернулися 5 тис. лю"),
    "Russian": ("Ещё 5 тыс. человек вернулись в 2024 г. домой к семьям. Остальные ждут.", "Ещё 5 тыс. человек верну…"),
    "Arabic": ("عاد «الأسرى» إلى بيوتهم يوم السبت. ينتظر الآخرون دورهم.", 'عاد "الأسرى" إلى بيوتهم'),
    "Hebrew": ("השבויים חזרו הביתה ביום שבת. האחרים מחכים.", "השבויים חזרו הביתה"),
    "Hindi": ("कैदी शनिवार को घर लौट आए. बाकी लोग प्रतीक्षा कर रहे हैं.", "कैदी शनिवार को घ"),
    "Chinese": ("战俘星期六回到家中。其他人仍在等待。", "战俘星期六回到"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_repeats_are_settled_in_any_script(site: Site, language: str) -> None:
    """Quotes and apostrophes of each language are one; "р." and "тис." end no sentence; right-to-left text is whole."""
    text, summary = LANGUAGES[language]
    quoted = json.dumps(summary, ensure_ascii=False)
    site.write(f"-- content/a.md --\n---\ntitle: Title\ndate: 2025-05-01\nslug: a\nsummary: {quoted}\n---\n{text}\n")
    pages = read_pages(site.build_here().checked().output)
    page = pages["news/a.html"]
    (row,) = _kept(site, build=False)
    assert (row["verdict"], row["action"]) == ("truncated", "settle")
    assert page.find("//*[@class='standfirst']") == []
    assert page.texts("//div[@class='prose']") == [text]
    (card,) = _cards(pages["index.html"])
    (description,) = page.meta("description")
    assert card == description == _first(text)
    assert row["text"] == text[: len(row["text"])]


def _first(text: str) -> str:
    """The first of two sentences."""
    ends = [
        n + 1 for n, char in enumerate(text[:-1]) if char in ".。" and (text[n + 1].isupper() or text[n + 2].isupper())
    ]
    ends += [n + 1 for n, char in enumerate(text[:-1]) if char in ".。" and not any(c.isupper() for c in text)]
    return text[: ends[0]]


# ----------------------------------------------------------------------------------------------------------------------


def check(site: Site, *more: str, code: int | None = 0) -> Built:
    """Run `standfirst check` in this process, in the site's folder; `code` is how it must end."""
    from standfirst.cli import main

    arguments = ["check", *more, "--state", "state", "--now", NOW]
    arguments += [] if "--content" in more else ["--content", "content"]
    out, err, ended = io.StringIO(), io.StringIO(), 0
    with contextlib.chdir(site.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments, standalone_mode=True)
        except SystemExit as end:
            ended = int(end.code or 0)
    assert code is None or ended == code, out.getvalue() + err.getvalue()
    return Built(ended, out.getvalue(), err.getvalue(), site.root / "output")


def _kept(site: Site, *, build: bool = True) -> list[dict[str, Any]]:
    """What repeats.json says."""
    if build:
        site.build_here()
    rows: list[dict[str, Any]] = json.loads((site.root / "state/repeats.json").read_text("utf-8"))
    return rows


def _repeats(done: Built) -> list[dict[str, Any]]:
    """What a check says of repeats, and of nothing else."""
    return [row for row in json.loads(done.stdout) if row["code"] in {code for _, code, *_ in FOUND}]


def _codes(done: Built) -> list[str]:
    return [row["code"] for row in json.loads(done.stdout or "[]")]


def _at(row: dict[str, Any] | None) -> str:
    return f"{row['path'].removeprefix('content/')}:{row['line']}:{row['column']}" if row else ""


def _physical(location: dict[str, Any]) -> tuple[str, int, int]:
    place = location["physicalLocation"]
    return place["artifactLocation"]["uri"], place["region"]["startLine"], place["region"]["startColumn"]


def _story(built: Built) -> str:
    (name,) = (path for path in built.paths() if path.startswith("news/"))
    return Page(name, built.text(name)).text


def _rows(site: Site) -> set[tuple[Any, ...]]:
    """Every row of the store's tables with the key of its text."""
    with contextlib.closing(sqlite3.connect(site.root / "state" / "store.sqlite")) as rows:
        found = {
            ("texts", *row) for row in rows.execute("SELECT id, key, digest, words, size, text, sentences FROM texts")
        }
        keys = {row[1]: row[2] for row in found}
        for table, columns in {"shingles": "hash, text, position", "sentences": "hash, text, 0"}.items():
            found |= {(table, *row) for row in rows.execute(f"SELECT {columns} FROM {table}")}  # noqa: S608 - names above
    return {(keys[row[1]] if row[0] == "texts" else keys[row[2]], *row) for row in found}


def _cards(page: Page) -> Iterator[str]:
    """What the teasers on a page's cards say, but those of related stories below an article."""
    path = "//article[contains(@class,'card')]//p[@class='card-teaser']"
    for teaser in page.find(path):
        if not teaser.xpath("ancestor::*[contains(@class,'related')]") and (text := visible_text(teaser)):
            yield text


def _twice(texts: Any) -> list[str]:
    """Sentences of six words and more that stand in these texts twice, and texts that do."""
    seen: set[str] = set()
    again = []
    for text in texts:
        for sentence in split_sentences(text):
            if len(sentence.split()) >= 6 and fold(sentence) in seen:
                again.append(sentence)
            seen.add(fold(sentence))
    return again


def _broken_off(cards: list[str], known: dict[str, str], limit: int) -> list[str]:
    """Cards that end within a sentence, but for a first one that is too long."""
    wrong = []
    for card in cards:
        if card.endswith("…"):
            start = card.removesuffix("…")
            if not any(text.startswith(start) and len(text) > limit for text in known.values()):
                wrong.append(card)
        elif not all(fold(sentence) in known for sentence in split_sentences(card)):
            wrong.append(card)
    return wrong
