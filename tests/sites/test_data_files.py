"""The register as files for reuse: complete, said to be what they are, and never more than the site tells."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from standfirst.exchanges.table import read_rows
from tests.harness import ROOT
from tests.sites.pages import broken_links, read_pages
from tests.validators.structured_data import json_ld_problems, page_data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo import Demo
    from tests.harness import Site

FORMATS = ("csv", "json", "jsonl")
RECORD = """
-- content/exchanges/2031-05-02.yaml --
id: "2031-05-02"
kind: exchange
date: "2031-05-02"
status: completed
parties: [UA, RU]
returned: {UA: {total: 12}}
sources: [{title: "Told <here> & there", url: "https://told.example/"}]
"""
SITE = f"""
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "Small <&> Gazette"
SITEURL = "https://small.example"
-- content/told.md --
---
title: Told
date: 2031-05-03T10:00
exchange: "2031-05-02"
---
Twelve people returned.
-- content/kept.md --
---
title: Kept back
date: 2031-05-03T11:00
status: draft
exchange:
  id: "2031-05-03"
  kind: exchange
  date: "2031-05-03"
  status: completed
  parties: [UA, RU]
  returned: {{UA: {{total: 777777}}}}
  sources: [{{title: Secret, url: "https://secret.example/"}}]
---
Not to be told.
{RECORD}"""
NOW = "2031-06-01T00:00:00Z"


def _datasets(output: Path) -> list[dict[str, Any]]:
    """What the page on the data and the register say that the data are."""
    pages = [(output / name).read_bytes() for name in ("data.html", "exchanges.html")]
    return [data for page in pages for data in page_data(page) if data["@type"] == "Dataset"]


def test_the_files_hold_every_record_of_the_demo_and_say_the_same(demo: Demo) -> None:
    folder = demo("publishconf.py").output / "data"
    text = (folder / "exchanges.csv").read_text("utf-8")
    kept, problems = read_rows(text, "exchanges.csv")
    ids = sorted(item.record.id for item in kept)
    assert problems == []
    assert ids == sorted(path.stem for path in (ROOT / "content/exchanges").glob("*.yaml"))
    whole = json.loads((folder / "exchanges.json").read_text("utf-8"))
    lines = [json.loads(line) for line in (folder / "exchanges.jsonl").read_text("utf-8").splitlines()]
    assert sorted(record["id"] for record in lines) == ids
    assert whole["records"] == lines
    for form in FORMATS:
        fixed = folder / f"exchanges-{whole['version']}.{form}"
        assert fixed.read_bytes() == (folder / f"exchanges.{form}").read_bytes()


def test_the_page_links_every_file_and_explains_every_column(demo: Demo) -> None:
    output = demo("publishconf.py").output
    page = read_pages(output)["data.html"]
    linked = {str(link.get("href")) for link in page.find("//a[@download]")}
    files = {path.relative_to(output).as_posix() for path in (output / "data").iterdir()}
    assert linked == {f"https://standfirst.example/{name}" for name in files}
    header = next(csv.reader(io.StringIO((output / "data/exchanges.csv").read_text("utf-8"))))
    assert sorted(page.texts("//th[@scope='row']/code")) == sorted(header)
    assert "Creative Commons Attribution 4.0" in page.text


def test_structured_data_names_the_files_as_they_are(demo: Demo) -> None:
    output = demo("publishconf.py").output
    first, second = _datasets(output)
    assert json_ld_problems(first) == []
    assert second == first
    version = json.loads((output / "data/exchanges.json").read_text("utf-8"))["version"]
    assert first["version"] == version
    assert first["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for item in first["distribution"]:
        size = (output / item["contentUrl"].removeprefix("https://standfirst.example/")).stat().st_size
        assert item["contentSize"] == f"{size / 1000:.1f} kB"


def test_what_is_not_published_is_in_no_file(site: Site) -> None:
    built = site.write(SITE).build(now=NOW).checked()
    told = {name: (built.output / "data" / name).read_text("utf-8") for name in ("exchanges.csv", "datapackage.json")}
    assert "2031-05-02" in told["exchanges.csv"]
    for file in built.output.rglob("*"):
        if file.is_file():
            assert b"777777" not in file.read_bytes()
    assert broken_links(built.output, "https://small.example") == []


def test_a_file_of_the_site_takes_the_place_of_ours_and_is_not_said_to_be_ours(site: Site) -> None:
    site.write(SITE)
    site.write("-- content/data/exchanges.csv --\nmine\n")
    settings = (site.root / "pelicanconf.py").read_text("utf-8")
    (site.root / "pelicanconf.py").write_text(f"{settings}STATIC_PATHS = ['data']\n", "utf-8")
    output = site.build(now=NOW).checked().output
    assert (output / "data/exchanges.csv").read_text("utf-8") == "mine\n"
    assert not (output / "data/datapackage.json").exists()
    page = read_pages(output)["data.html"]
    assert [link for link in page.find("//a[@download]") if str(link.get("href")).endswith("/exchanges.csv")] == []
    assert broken_links(output, "https://small.example") == []


def test_a_page_of_the_site_takes_the_place_of_ours(site: Site) -> None:
    page = "-- content/pages/mine.md --\n---\ntitle: Mine\nsave_as: data.html\nurl: data.html\n---\nOwn words.\n"
    output = site.write(SITE + page).build(now=NOW).checked().output
    assert "Own words." in read_pages(output)["data.html"].text
    assert (output / "data/exchanges.csv").is_file()


def test_a_site_without_records_has_no_data(site: Site) -> None:
    plain = "-- content/a.md --\n---\ntitle: A\ndate: 2031-05-01\n---\nText.\n"
    names = site.write(plain).build(now=NOW).checked().paths()
    assert not [name for name in names if name.startswith("data")]


def test_the_same_records_have_the_same_version_whatever_else_changes(site: Site) -> None:
    site.write(SITE)
    before = site.build(now=NOW).checked().paths()
    site.write("-- content/more.md --\n---\ntitle: More\ndate: 2031-05-04\n---\nMore.\n")
    after = site.build(now=NOW).checked().paths()
    versions = [{name for name in names if name.startswith("data/")} for names in (before, after)]
    assert versions[0] == versions[1]
    site.write(RECORD.replace("total: 12", "total: 13"))
    changed = {name for name in site.build(now=NOW).checked().paths() if name.startswith("data/")}
    assert len(changed - versions[0]) == len(FORMATS)
