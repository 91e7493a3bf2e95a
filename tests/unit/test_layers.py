"""The house plan holds: imports go one way, and no module needs another to have been imported first."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.harness import ROOT

MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in (ROOT / "standfirst").rglob("*.py")
    if file.name != "__main__.py"
)
# Those that run Pelican, and those that stand above them.
MAY_LOAD_PELICAN = ("standfirst.cli", "standfirst.desk", "standfirst.publish", "standfirst.pelican_site")
# A process for each module, that has of other people's what takes long to load.
ALONE = """
import importlib, json, os, sys, traceback
import babel.dates, docutils.core, jinja2, lxml.html, markdown, nh3, PIL.Image, pydantic, rich.console, yaml

found = {}
for module in sys.argv[1:]:
    reads, writes = os.pipe()
    if os.fork() == 0:
        told = ""
        try:
            importlib.import_module(module)
        except BaseException:
            told = traceback.format_exc()
        with open(writes, "w") as out:
            json.dump([told, "pelican" in sys.modules], out)
        os._exit(0)
    os.close(writes)
    with open(reads) as said:
        found[module] = json.load(said)
    os.wait()
print(json.dumps(found))
"""


def test_imports_go_one_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(no_cache=True)
    assert not broken, capsys.readouterr().out


@pytest.fixture(scope="module")
def imported() -> dict[str, tuple[str, bool]]:
    """Each module imported where none of ours was: the traceback, and whether Pelican was loaded."""
    done = subprocess.run([sys.executable, "-c", ALONE, *MODULES], cwd=ROOT, capture_output=True, text=True, check=True)
    return {module: (told, pelican) for module, (told, pelican) in json.loads(done.stdout).items()}


@pytest.mark.parametrize("module", MODULES)
def test_each_module_imports_alone_and_pelican_only_where_it_is_used(
    imported: dict[str, tuple[str, bool]], module: str
) -> None:
    told, pelican = imported[module]
    assert not told, told
    if not module.startswith(MAY_LOAD_PELICAN):
        assert not pelican
