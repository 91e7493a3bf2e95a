"""The files for continuous integration do what they say: their commands exist, their shell runs, their actions are pinned."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import distribution
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from standfirst.cli import main
from tests.harness import ROOT, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GITHUB = sorted([*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "docs/ci").glob("github-*.yml")])
GITLAB = ROOT / "docs/ci/gitlab-ci.yml"
LATER = """
-- pelicanconf.py --
from standfirst.defaults import *
-- publishconf.py --
from pelicanconf import *
-- content/a.md --
---
title: A
date: 2026-01-01
---
-- content/b.md --
---
title: B
date: 2026-01-02T12:00
---
"""


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
        yield from job["steps"]


def scripts(path: Path) -> list[str]:
    if path == GITLAB:
        jobs = yaml.safe_load(path.read_text("utf-8"))
        return [
            line
            for name in ("default", "check", "publish")
            for key in ("before_script", "script")
            for line in jobs[name].get(key, ())
        ]
    return [step["run"] for step in steps(path) if "run" in step]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_its_version_stands_beside(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("name", ["github-publish.yml", "gitlab-ci.yml"])
def test_what_publishing_installs_is_one_choice_and_the_lock_for_a_bucket_has_its_client(name: str) -> None:
    text = (ROOT / "docs/ci" / name).read_text("utf-8")
    named = {lock for lock in re.findall(r"requirements[\w-]*\.lock", text) if (ROOT / lock).is_file()}
    assert named == {"requirements.lock", "requirements-s3.lock"}
    assert len(re.findall(r"--requirement (.*)", text)) == text.count('--requirement "$LOCK"') == 1
    clients = [lock for lock in sorted(named) if re.search(r"^boto3==", (ROOT / lock).read_text("utf-8"), re.MULTILINE)]
    assert clients == ["requirements-s3.lock"]


@pytest.mark.parametrize("path", [*GITHUB, GITLAB], ids=lambda path: path.name)
def test_every_script_is_shell_and_calls_commands_that_exist(path: Path) -> None:
    for script in scripts(path):
        assert subprocess.run(["bash", "-n"], input=script, encoding="utf-8", check=False).returncode == 0, script
        for line in re.findall(r"\bstandfirst ([a-z]+[^\n|;&>)]*)", re.sub(r"^\s*#.*", "", script, flags=re.MULTILINE)):
            name, *words = line.split()
            command = main.commands.get(name)
            assert isinstance(command, click.Command), line
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize(
    ("event", "last", "publish"),
    [
        ("push", "2026-01-01T00:00:00Z", "true"),
        ("schedule", "", "true"),
        ("schedule", "2026-01-02T11:59:00Z", "true"),
        ("schedule", "2026-01-02T12:00:00Z", "false"),
    ],
)
def test_by_the_clock_only_what_fell_due_since_the_last_release_is_published(
    site: Site, event: str, last: str, publish: str
) -> None:
    """The step of the workflow itself, in bash, with a site whose second article has an embargo."""
    site.write(LATER)
    if last:
        site.write(f"-- .standfirst/published-until --\n{last}\n")
    (script,) = [step["run"] for step in steps(ROOT / "docs/ci/github-publish.yml") if step.get("id") == "due"]
    output = site.root / "github-output"
    program = site.root / "bin" / "standfirst"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m standfirst "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "GITHUB_EVENT_NAME": event, "GITHUB_OUTPUT": str(output), "PYTHONPATH": str(ROOT)}
    environment["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=site.root, env=environment, check=True)
    said = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
    assert said["publish"] == publish
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said["now"])


def test_a_bill_of_materials_names_what_a_site_is_built_with_and_is_the_same_each_time(tmp_path: Path) -> None:
    texts = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.json"
        command = [sys.executable, str(ROOT / ".ci/sbom.py"), str(file)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=tmp_path, check=True)
        texts.append(file.read_text("utf-8"))
    assert texts[0] == texts[1]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(texts[0]) is None
    bill = json.loads(texts[0])
    assert not {"serialNumber", "timestamp"} & {*bill, *bill["metadata"]}
    known = {part["name"]: part["version"] for part in bill["components"]}
    for name in ("pelican", "jinja2", "markdown", "pagefind", "pagefind-bin", "pillow"):
        assert known[name] == distribution(name).version
    assert not {"pytest", "ruff", "playwright", "cyclonedx-python-lib"} & known.keys(), "tools build no site"
    assert bill["metadata"]["component"]["name"] == "standfirst"
