"""Articles come and go at their times, and `standfirst schedule` says when a build must run for it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.sites.commands import run

if TYPE_CHECKING:
    from tests.harness import Site

SITE = """
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "Times"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_SOCIAL_CARDS = STANDFIRST_SEARCH = False
-- content/always.md --
---
title: Always
date: 2026-01-01
---
Here.
-- content/soon.md --
---
title: Soon
date: 2026-01-01
embargo: 2026-03-29T04:30:10
expires: 2026-10-25T03:30+02:00
---
Here for a while.
-- content/draft.md --
---
title: Draft
status: draft
embargo: 2026-03-01
---
Not ready.
"""
NOW = "2026-01-02T03:04:05Z"


def test_the_schedule_names_each_event_in_both_times_and_the_builds_for_it(site: Site) -> None:
    site.write(SITE)
    told = run(site.root, "standfirst", "schedule", "--now", NOW).checked().stdout
    assert (
        told
        == """It is 2026-01-02 05:04 EET.
2026-03-29 04:30 EEST (2026-03-29 01:30 UTC)  live  content/soon.md: Soon
2026-10-25 03:30 EET (2026-10-25 01:30 UTC)  away  content/soon.md: Soon
A build must run at these times (cron, UTC):
31 1 29 3 *      # 2026-03-29T01:31Z
30 1 25 10 *     # 2026-10-25T01:30Z
content/draft.md is a draft: its times do nothing until status says published.
"""
    )
    assert run(site.root, "standfirst", "schedule", "--now", NOW, "--cron").stdout == "31 1 29 3 *\n30 1 25 10 *\n"
    until = run(site.root, "standfirst", "schedule", "--now", NOW, "--until", "2026-03-29T04:30:09").checked()
    assert "Nothing goes live or away." in until.stdout


def test_a_build_at_each_scheduled_time_does_what_the_schedule_says_and_none_before_does(site: Site) -> None:
    """The page is there from its minute to its minute; the date that readers see is that of the release."""
    site.write(SITE)
    plan = json.loads(run(site.root, "standfirst", "schedule", "--now", NOW, "--json").checked().stdout)
    assert [event["what"] for event in plan["events"]] == ["live", "away"]
    for event, build in zip(plan["events"], plan["builds"], strict=True):
        at = datetime.fromisoformat(build["utc"])
        for now, done in ((at - timedelta(minutes=1), False), (at, True)):
            built = site.build_here(now=now.isoformat()).checked()
            assert ("news/soon.html" in built.paths()) == ((event["what"] == "live") == done)
            if "news/soon.html" in built.paths():
                assert '"datePublished":"2026-03-29T04:30:10+03:00"' in built.text("news/soon.html")


def test_a_link_that_a_scheduled_build_would_fail_over_is_told_before(site: Site) -> None:
    """At night, nobody is there to take it out."""
    link = "-- content/{name}.md --\n---\ntitle: {name}\ndate: {date}\n---\nSee [it]({{filename}}soon.md).\n"
    site.write(SITE + link.format(name="early", date="2026-03-01") + link.format(name="late", date="2026-04-01"))
    checked = run(site.root, "standfirst", "check", "--now", NOW).checked()
    assert [line.partition(" (")[0] for line in checked.stdout.splitlines() if "SF124" in line] == [
        "content/early.md:5:10: SF124 'content/soon.md' is not published when this page is published",
        "content/late.md:5:10: SF124 'content/soon.md' goes away on 2026-10-25 03:30 EET, and this page stays",
    ]
    failed = site.build_here(now="2026-03-02")
    assert failed.code == 1
    assert "content/early.md:5:10: SF105" in failed.stderr


def test_a_schedule_of_a_site_with_mistakes_says_so(site: Site) -> None:
    site.write(SITE + "-- content/bad.md --\n---\ntitle: Bad\ndate: soon\n---\n")
    told = run(site.root, "standfirst", "schedule", "--now", NOW)
    assert (told.code, told.stderr) == (1, "Errors: 1 (standfirst check shows them)\n")
    assert "content/soon.md" in told.stdout
    assert run(site.root, "standfirst", "schedule", "--until", "Easter").code == 2


def test_what_expires_or_is_taken_back_goes_in_a_nightly_build_and_what_is_merely_gone_stops_it(site: Site) -> None:
    """However large a part of the site it is, with its listings; a clock that runs behind takes nothing away either."""
    site.write(SITE)
    for number in range(12):
        header = f"date: 2026-02-0{number % 9 + 1}\ntags: [tag {number}]\nauthors: [Author {number}]\ncategory: Topic {number}"
        end = "expires: 2026-05-01\n" if number < 9 else ""
        site.write(f"-- content/n{number}.md --\n---\ntitle: Number {number}\n{header}\n{end}---\nText {number}.\n")
    before = site.build_here(now="2026-04-30T00:00:00Z").checked()
    assert len([path for path in before.paths() if path.endswith(".html")]) > 50
    behind = site.build_here(now="2026-01-05T00:00:00Z")
    assert (behind.code, "SF905" in behind.stderr) == (1, True)
    site.write("-- content/n9.md --\n---\ntitle: Number 9\ndate: 2026-02-01\nstatus: draft\n---\nText 9.\n")
    after = site.build_here(now="2026-05-01T00:00:00Z").checked()
    assert "number-8.html" not in after.paths()
    assert "number-9.html" not in after.paths()
    for number in range(12):
        site.remove(f"content/n{number}.md")
    site.remove("content/always.md")
    gone = site.build_here(now="2026-05-01T00:00:00Z")
    assert (gone.code, "SF905" in gone.stderr) == (1, True)
