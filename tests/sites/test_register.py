"""The register of a built site: what it tells, what it keeps to itself, and how large it grows."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.sites.pages import broken_links, read_pages

if TYPE_CHECKING:
    from tests.conftest import Builds
    from tests.harness import Site

LARGEST_PAGE = 200 * 1024
"""Bytes of HTML."""


def record(name: str, **fields: str) -> str:
    """A record in YAML; fields are YAML too."""
    values = {
        "id": f'"{name}"',
        "kind": "exchange",
        "date": f'"{name[:10]}"',
        "status": "completed",
        "parties": "[UA, RU]",
        "returned": "{UA: {total: 3}, RU: {total: 3}}",
        "sources": '[{title: Made up, url: "https://source.example/"}]',
    } | fields
    return "".join(f"{field}: {value}\n" for field, value in values.items())


def story(title: str, about: str, **fields: str) -> str:
    """An article with a record of its own."""
    header = {"title": title, "date": "2025-06-01"} | fields
    lines = "".join(f"{field}: {value}\n" for field, value in header.items())
    return f"---\n{lines}exchange:\n{textwrap.indent(about, '  ')}---\nWhat {title} says.\n"


def test_every_record_has_a_page_that_the_register_its_year_its_story_and_the_sitemap_lead_to(build: Builds) -> None:
    built = build(
        f"-- content/told.md --\n{story('Told', record('2025-05-01'))}\n"
        f"-- content/exchanges/2024-05-01.yaml --\n{record('2024-05-01')}"
    ).checked()
    pages = read_pages(built.output)
    own = "exchanges/2025-05-01.html"
    for name in ("exchanges.html", "exchanges/2025.html", "news/told.html"):
        assert any(address.endswith("2025-05-01.html") for _, address in pages[name].links()), name
    assert "Told" in pages[own].text
    assert any(address.endswith("2024-05-01.html") for _, address in pages[own].links())
    for name in ("exchanges.html", "exchanges/2024.html", "exchanges/2025.html", own, "exchanges/2024-05-01.html"):
        assert f"/{name}</loc>" in built.text("sitemap-pages.xml")
    assert "at least" not in pages["index.html"].text
    assert broken_links(built.output, "http://localhost:8000") == []


def test_a_record_of_a_story_that_is_not_listed_is_told_nowhere(build: Builds) -> None:
    secret = {
        "draft": story("Draft", record("2025-05-02"), status="draft"),
        "hidden": story("Hidden", record("2025-05-03"), status="hidden"),
        "later": story("Later", record("2025-05-04"), date="2099-01-01"),
    }
    texts = "".join(f"-- content/{name}.md --\n{text}\n" for name, text in secret.items())
    built = build(f"{texts}-- content/told.md --\n{story('Told', record('2025-05-01'))}").checked()
    assert "1 record" in read_pages(built.output)["exchanges.html"].text
    assert [name for name in built.paths() if "exchanges/2025-05" in name] == ["exchanges/2025-05-01.html"]
    for name in built.paths():
        if name.endswith((".html", ".xml", ".json", ".csv", ".jsonl")) and "hidden" not in name and "draft" not in name:
            assert not any(day in built.text(name) for day in ("2025-05-02", "2025-05-03", "2025-05-04")), name
    hidden = next(page for name, page in read_pages(built.output).items() if "hidden" in name)
    assert "3 May 2025" in hidden.text
    assert not any("exchanges/2025-05-03" in address for _, address in hidden.links())


def test_a_site_without_records_has_no_register_and_no_link_to_one(build: Builds) -> None:
    built = build("-- content/told.md --\n---\ntitle: Told\ndate: 2025-01-01\n---\nText.").checked()
    assert not any(name.startswith(("exchanges", "data")) for name in built.paths())
    assert not any("exchanges" in address for page in read_pages(built.output).values() for _, address in page.links())


def test_a_page_of_the_site_keeps_its_address_before_the_register(build: Builds) -> None:
    built = build(
        "-- content/pages/mine.md --\n---\ntitle: Mine\nsave_as: exchanges.html\nurl: exchanges.html\n---\nMy own page.\n"
        f"-- content/exchanges/2024-05-01.yaml --\n{record('2024-05-01')}"
    ).checked()
    pages = read_pages(built.output)
    assert "My own page." in pages["exchanges.html"].text
    assert "exchanges/2024-05-01.html" in pages


def test_a_hostile_record_stays_text_on_every_page(build: Builds) -> None:
    attack = "'</script><img src=x onerror=alert(1)>{{ 7*7 }}\"'"
    built = build(
        "-- content/exchanges/2024-05-01.yaml --\n"
        + record(
            "2024-05-01",
            note=attack,
            agreement=attack,
            location=f"{{handover: {attack}}}",
            mediators=f"[{{name: {attack}, role: host}}]",
            claims=f"[{{by: {attack}, field: returned.UA.total, value: {attack}, source: 1}}]",
            sequence=f"{{since_invasion: 3, basis: {attack}}}",
            sources=f'[{{title: {attack}, url: "https://source.example/?a=<b>", publisher: {attack}}}]',
        )
    ).checked()
    for name, page in read_pages(built.output).items():
        assert page.find("//img[@onerror]") == [], name
        assert "49" not in page.text, name


def test_a_register_of_plans_or_of_many_decades_and_parties_is_whole(site: Site) -> None:
    site.write(f"-- content/exchanges/2030-01-01.yaml --\n{record('2030-01-01', status='agreed')}")
    page = read_pages(site.build().checked().output)["exchanges.html"]
    assert "No exchange on record has been carried out" in page.text
    assert page.find("//svg") == []
    site.write(
        f"-- content/exchanges/1950-01-01.yaml --\n{record('1950-01-01', parties='[FR, DZ]', returned='{FR: {total: 8}}')}\n"
        f"-- content/exchanges/1999-01.yaml --\n{record('1999-01', date='1999-01-01', date_precision='year')}\n"
        f"-- content/exchanges/2025-05-01.yaml --\n{record('2025-05-01')}\n"
        f"-- content/exchanges/2025-05-01-again.yaml --\n{record('2025-05-01-again')}"
    )
    pages = read_pages(site.build().checked().output)
    assert "Year by year" in pages["exchanges.html"].text
    assert "To France" in pages["exchanges.html"].text
    titles = [page.texts("//h1") for page in pages.values()]
    assert [title for title in titles if titles.count(title) > 1] == []
    assert "1999" in pages["exchanges/1999-01.html"].texts("//h1")[0]


def test_of_2000_records_no_page_is_larger_than_200_kilobytes(site: Site) -> None:
    folder = site.root / "content" / "exchanges"
    folder.mkdir(parents=True)
    kinds = ("exchange", "civilian_release", "repatriation_bodies", "exchange_wounded_sick")
    total = 0
    for number in range(2000):
        name = f"{date(2022, 3, 1) + timedelta(days=number * 2 // 3)}-n{number}"
        fields = {"kind": kinds[number % 4]}
        if number % 4 == 0:
            total += 3
            fields["cumulative"] = f"{{UA: {total}}}"
        else:
            fields["agreement"] = f"agreement-{number // 500}"
        if number % 4 == 2:
            fields |= {"returned": "{}", "bodies": "{UA: 7}"}
        (folder / f"{name}.yaml").write_text(record(name, **fields, note='"A note. "'), "utf-8")
    plain = "STANDFIRST_SEARCH = STANDFIRST_SOCIAL_CARDS = False"  # they are no part of a page's size
    site.write(f"-- pelicanconf.py --\nfrom standfirst.defaults import *\n{plain}\n")
    built = site.build_here().checked()
    sizes = {name: (built.output / name).stat().st_size for name in built.paths() if name.endswith(".html")}
    assert len(sizes) > 2000
    assert {name: size for name, size in sizes.items() if size > LARGEST_PAGE} == {}
    assert "exchanges/2025/2.html" in sizes
    rows = [page.find("//tbody/tr[@data-kind]") for name, page in read_pages(built.output).items() if "/202" in name]
    assert sum(map(len, rows)) == 2000
