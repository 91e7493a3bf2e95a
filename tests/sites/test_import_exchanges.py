"""`standfirst import exchanges` as its users meet it: files appear once, none is changed, one mistake stops it all."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.sites.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Built, Site

TABLE = """\
id,date,kind,agreement,stage,to_ua_total,to_ru_total,mediators,status,note,source_url_1
2031-04-01,2031-04-01,exchange,Oslo 2031 (30 for 30),1/2,10,10,NO,completed,"Two
lines: no #1",https://a.example/1
2031-04-02,2031-04-02,exchange,Oslo 2031 (30 for 30),2/2,20,20,,completed,,https://a.example/2
2031-04-03-inline,2031-04-03,exchange,,,7,,,completed,,https://a.example/3
2031-04-04,2031-04-04,exchange,,,,,,completed,,https://a.example/4
"""
SITE = """
-- content/articles/a.md --
---
title: Seven people return
date: 2025-06-04
exchange: [2031-04-01, 2031-04-02]
---
Twenty people returned on Wednesday.
-- content/articles/b.md --
---
title: Others return
date: 2025-06-04
exchange:
  id: 2031-04-03-inline
  kind: exchange
  date: 2031-04-03
  status: completed
  parties: [UA, RU]
  returned: {UA: {total: 8}}
  sources: [{title: T, url: https://a.example/}]
---
Others returned on the day after.
-- content/exchanges/later/second.yaml --
id: 2031-04-02
kind: exchange
date: 2031-04-02
status: completed
parties: [UA, RU]
agreement: oslo
agreed: {UA: 30, RU: 30}
stage: {number: 2, of: 2}
returned: {UA: {total: 20, women: 2}, RU: {total: 20}}
note: "In our own words."
sources: [{title: T, url: https://a.example/}]
-- content/exchanges/2031-04-04.yaml --
id: [
"""


@pytest.fixture
def desk(site: Site) -> Path:
    """A site of two articles, one with a record of its own, and two record files, one of them broken."""
    site.write(SITE)
    (site.root / "t.csv").write_text(TABLE, "utf-8")
    return site.root


def importing(root: Path, *more: str) -> Built:
    return run(root, "standfirst", "import", "exchanges", *more, SOURCE_DATE_EPOCH="1932940800")


def content(root: Path) -> dict[str, str]:
    """Every file of the content folder and its sum."""
    files = [path for path in (root / "content").rglob("*") if path.is_file()]
    return {
        path.relative_to(root / "content").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


KEPT = """\
2031-04-03-inline: kept as it is; the row has other values for returned.UA.total
2031-04-04: kept as it is; its file cannot be read
"""


def test_rows_without_a_record_get_one_and_whatever_is_there_is_kept(desk: Path) -> None:
    """A record that is there counts wherever it is: in a file of any name, in an article, or in a file with a mistake."""
    before = content(desk)
    dry = importing(desk, "t.csv", "--dry-run").checked()
    assert dry.stdout == f"{KEPT}4 rows: 1 new record would be written to content/exchanges/, 3 are there already.\n"
    assert content(desk) == before
    first = importing(desk, "t.csv").checked()
    assert first.stdout == f"{KEPT}4 rows: 1 new record in content/exchanges/, 3 were there already.\n"
    after = content(desk)
    assert after.keys() - before.keys() == {"exchanges/2031-04-01.yaml"}
    assert before.items() <= after.items()
    assert (desk / "content/exchanges/2031-04-01.yaml").read_text("utf-8") == (
        'id: "2031-04-01"\n'
        "kind: exchange\n"
        "agreement: oslo-2031\n"
        "agreed: {UA: 30, RU: 30}\n"
        "stage: {number: 1, of: 2}\n"
        'date: "2031-04-01"\n'
        "status: completed\n"
        "parties: [UA, RU]\n"
        "returned:\n"
        "  UA: {total: 10}\n"
        "  RU: {total: 10}\n"
        "mediators:\n"
        '  - {name: "Norway", country: "NO", role: mediator}\n'
        'note: "Two\\nlines: no #1"\n'
        "sources:\n"
        '  - title: "Report of a.example"\n'
        '    url: "https://a.example/1"\n'
        '    publisher: "a.example"\n'
    )
    again = importing(desk, "t.csv").checked()
    assert again.stdout == f"{KEPT}4 rows: 0 new records in content/exchanges/, 4 were there already.\n"
    assert content(desk) == after


def test_one_mistake_and_nothing_is_written(desk: Path) -> None:
    before = content(desk)
    (desk / "t.csv").write_text(
        TABLE.replace("exchange,,,7", "exchange,,,seven").replace("2031-04-04,2", "../x,2"), "utf-8"
    )
    made = importing(desk, "t.csv")
    assert (made.code, made.stdout) == (1, "")
    assert made.stderr.splitlines() == [
        "t.csv:5:41: SF013 returned.UA.total: 'seven' is not a number (write digits alone: 1000)",
        "t.csv:6:1: SF013 id: '../x' is not a record's id (use the date and a suffix: 2025-05-23, 2025-06-11-bodies)",
    ]
    assert content(desk) == before


def test_a_file_that_holds_another_record_is_not_taken(desk: Path) -> None:
    taken = desk / "content/exchanges/2031-04-01.yml"
    taken.write_text((desk / "content/exchanges/later/second.yaml").read_text("utf-8").replace("2031", "2030"), "utf-8")
    made = importing(desk, "t.csv")
    assert made.code == 1
    assert made.stderr == (
        "t.csv:2:1: SF202 id: content/exchanges/2031-04-01.yml is there and holds another record (rename that file)\n"
    )


def test_a_folder_without_anything_and_a_table_from_elsewhere_will_do(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf" + TABLE.replace(",", ";").replace("\n", "\r\n").encode())
    made = importing(tmp_path / "site", str(tmp_path / "t.csv")).checked()
    assert made.stdout == "4 rows: 4 new records in exchanges/, 0 were there already.\n"


def test_wrong_usage_and_a_missing_folder_are_told_apart(desk: Path) -> None:
    assert importing(desk, "none.csv").code == 2
    missing = importing(desk, "t.csv", "--content", "none")
    assert missing.code == 1
    assert missing.stderr.startswith("none:1:1: SF903 there is no content folder 'none'")
