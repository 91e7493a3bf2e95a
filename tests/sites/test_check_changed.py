"""`standfirst check --changed` and `standfirst explain` as their users meet them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.harness import ROOT
from tests.sites.commands import run
from tests.unit.desk.test_changed import git

if TYPE_CHECKING:
    from tests.harness import Site

SITE = """
-- content/articles/a.md --
---
title: A
date: 2025-01-01
---
[b]({filename}b.md)
-- content/articles/b.md --
---
title: B
date: 2025-01-01
---
Text.
"""


def test_only_what_has_changed_is_told_and_what_it_broke_elsewhere_is_counted(site: Site) -> None:
    root = site.write(SITE).root
    assert run(root, "standfirst", "check", "--changed").code == 2
    git(root, "init", "--initial-branch", "main")
    git(root, "add", "content")
    git(root, "commit", "--message", "first")
    assert run(root, "standfirst", "check", "--changed").checked().stdout == "Nothing here has changed since HEAD.\n"
    as_json = run(root, "standfirst", "check", "--changed", "main", "--format", "json").checked()
    assert json.loads(as_json.stdout) == []
    site.write("-- content/articles/c.md --\n---\ntitle: C\ndate: yesterday\n---\n").remove("content/articles/b.md")
    found = run(root, "standfirst", "check", "--changed")
    assert (found.code, re.findall(r"^\S+ SF\d+", found.stdout, re.MULTILINE)) == (
        1,
        ["content/articles/c.md:3:7: SF012"],
    )
    assert found.stderr == "Errors in files that have not changed: 1 (standfirst check shows them)\n"
    site.remove("content/articles/c.md")
    site.write("-- content/articles/d.md --\n---\ntitle: D\ndate: 2025-01-01\n---\nText.\n")
    found = run(root, "standfirst", "check", "--changed=main", "content/articles")
    assert (found.code, found.stdout) == (0, "")
    usage = run(root, "standfirst", "check", "--changed", "content/articles")
    assert usage.code == 2
    assert "put them before --changed" in usage.stderr


def test_a_code_is_explained_and_another_is_wrong_usage(site: Site) -> None:
    told = run(site.root, "standfirst", "explain", "sf301").checked()
    assert told.stdout.startswith("SF301 [warning] The teaser is a passage of the article, word for word.\n\n")
    assert len(run(site.root, "standfirst", "explain").checked().stdout.splitlines()) > 50
    wrong = run(site.root, "standfirst", "explain", "SF312")
    assert (wrong.code, "there is no code SF312 (did you mean SF310" in wrong.stderr) == (2, True)


def test_the_hooks_that_other_repositories_use_name_commands_that_there_are() -> None:
    """Each entry of the definition runs as it stands."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = re.findall(r"^  entry: standfirst (.+)$", text, re.MULTILINE)
    assert entries
    for entry in entries:
        assert run(ROOT, "standfirst", *entry.split(), "--help").checked().stdout.startswith("Usage: ")
