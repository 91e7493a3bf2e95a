"""Records checked against each other and the clock: what a writer is told by the real command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.sites.commands import run

if TYPE_CHECKING:
    from tests.harness import Site

SOURCES = 'sources: [{title: "Report", url: "https://example.org/report"}]'
SITE = f"""
-- content/first.md --
---
title: The first exchange
date: 2025-01-02
exchange: 2025-01-01
---
Ten people went home.
-- content/exchanges/2025-01-01.yaml --
id: "2025-01-01"
kind: exchange
date: "2025-01-01"
status: completed
parties: [UA, RU]
returned: {{UA: {{total: 10, military: 8, civilian: 2}}, RU: {{total: 10}}}}
sequence: {{since_invasion: 7, basis: "Ministry"}}
cumulative: {{UA: 100}}
mediators: [{{country: TR, name: "Türkiye", role: host}}]
{SOURCES}
-- content/exchanges/2025-02-01.yaml --
id: "2025-02-01"
kind: exchange
agreement: winter
stage: {{number: 1, of: 2}}
agreed: {{UA: 30}}
date: "2025-02-01"
status: completed
parties: [UA, RU]
returned: {{UA: {{total: 10}}, RU: {{total: 10}}}}
sequence: {{since_invasion: 8, basis: "Ministry"}}
{SOURCES}
-- content/exchanges/2025-02-02.yaml --
id: "2025-02-02"
kind: exchange
agreement: winter
stage: {{number: 2, of: 2}}
agreed: {{UA: 30}}
date: "2025-02-02"
status: completed
parties: [UA, RU]
returned: {{UA: {{total: 20}}, RU: {{total: 5}}}}
sequence: {{since_invasion: 8, basis: "Ministry"}}
cumulative: {{UA: 130}}
{SOURCES}
"""

MISTAKES = {
    "a part of a total": ("military: 8", "military: 9", "content/exchanges/2025-01-01.yaml", "SF203"),
    "a stage of an agreement": (
        'agreed: {UA: 30}\ndate: "2025-02-02"',
        'agreed: {UA: 31}\ndate: "2025-02-02"',
        "content/exchanges/2025-02-02.yaml",
        "SF204",
    ),
    "a running total": ("cumulative: {UA: 130}", "cumulative: {UA: 131}", "content/exchanges/2025-02-02.yaml", "SF205"),
    "an ordinal": ("since_invasion: 7", "since_invasion: 9", "content/exchanges/2025-01-01.yaml", "SF206"),
    "a status": (
        'date: "2025-02-02"\nstatus: completed',
        'date: "2025-02-02"\nstatus: agreed',
        "content/exchanges/2025-02-02.yaml",
        "SF207",
    ),
    "a country": ("country: TR", "country: UK", "content/exchanges/2025-01-01.yaml", "SF208"),
    "a claim's source": (
        "mediators:",
        "claims: [{by: Others, field: returned.UA.total, value: 11, source: 2}]\nmediators:",
        "content/exchanges/2025-01-01.yaml",
        "SF209",
    ),
    "a mediator": (', name: "Türkiye", role: host', ', name: "Türkiye"', "content/exchanges/2025-01-01.yaml", "SF210"),
}


def check(site: Site, archive: str, *options: str) -> tuple[int, list[dict[str, object]]]:
    site.write(archive)
    done = run(site.root, "standfirst", "check", "--content", "content", "--format", "json", *options)
    assert done.stderr == ""
    return done.code, json.loads(done.stdout)


def test_records_that_agree_with_each_other_are_told_nothing(site: Site) -> None:
    assert check(site, SITE) == (0, [])


@pytest.mark.parametrize(("right", "wrong", "file", "code"), MISTAKES.values(), ids=MISTAKES)
def test_one_mistake_in_a_record_is_told_once_at_its_figure_and_can_be_switched_off(
    site: Site, right: str, wrong: str, file: str, code: str
) -> None:
    assert SITE.count(right) == 1
    status, found = check(site, SITE.replace(right, wrong))
    assert [(finding["code"], finding["path"]) for finding in found] == [(code, file)]
    assert status == (found[0]["severity"] == "error")
    line = (site.root / file).read_text("utf-8").splitlines()[int(str(found[0]["line"])) - 1]
    assert any(word in line for word in wrong.split()), (line, found[0]["message"])
    settings = f'-- settings.py --\nfrom standfirst.defaults import *\nSTANDFIRST_SEVERITY = {{"{code}": "ignore"}}\n'
    assert check(site, settings, "--settings", "settings.py") == (0, [])


def test_a_gap_that_a_record_admits_is_a_note_and_no_warning(site: Site) -> None:
    """It is checked all the same: a number that no longer fits is told."""
    known = SITE.replace("cumulative: {UA: 130}", "cumulative: {UA: 137}\nunaccounted: {UA: 7}")
    code, found = check(site, known)
    assert (code, [(finding["code"], finding["severity"]) for finding in found]) == (0, [("SF205", "note")])
    built = site.build()
    assert built.checked().stderr == ""
    code, found = check(site, known.replace("unaccounted: {UA: 7}", "unaccounted: {UA: 8}"))
    assert (code, [(finding["code"], finding["severity"]) for finding in found]) == (0, [("SF205", "warning")])
