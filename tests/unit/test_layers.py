"""The house plan holds: imports go one way, and no module needs another to have been imported first."""

from __future__ import annotations

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


def test_imports_go_one_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(no_cache=True)
    assert not broken, capsys.readouterr().out


@pytest.mark.parametrize("module", MODULES)
def test_each_module_imports_alone_and_pelican_only_where_it_is_used(module: str) -> None:
    program = f"import sys, {module}; print('pelican' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if not module.startswith(MAY_LOAD_PELICAN):
        assert done.stdout.strip() == "False"
