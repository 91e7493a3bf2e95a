"""Pelican's defaults, ours, the file's settings and the command's, each over the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from standfirst import defaults
from standfirst.diagnostics import BuildError
from standfirst.pelican_site.settings import load_settings


def test_each_layer_lies_over_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text("SITENAME = 'Mine'\nSITEURL = 'https://a.example'\n_secret = lower = 1\n", "utf-8")
    settings = load_settings("conf.py", {"SITEURL": "https://b.example"})
    assert (settings["SITENAME"], settings["SITEURL"]) == ("Mine", "https://b.example")
    assert settings["PELICAN_CLASS"] == defaults.PELICAN_CLASS
    assert settings["SUMMARY_MAX_LENGTH"] == 50, "Pelican's own default lies beneath"
    assert settings["THEME"] == defaults.THEME


def test_paths_of_a_settings_file_are_relative_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "texts").mkdir(parents=True)
    (tmp_path / "site" / "look").mkdir()
    (tmp_path / "site" / "conf.py").write_text(
        "PATH = 'texts'\nOUTPUT_PATH = '../out'\nTHEME = 'look'\nPLUGIN_PATHS = ['plugins']\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    settings = load_settings("site/conf.py", {})
    assert settings["PATH"] == str(tmp_path / "site" / "texts")
    assert settings["OUTPUT_PATH"] == str(tmp_path / "out")
    assert settings["THEME"] == str(tmp_path / "site" / "look")
    assert settings["PLUGIN_PATHS"] == [str(tmp_path / "site" / "plugins")]


def test_a_theme_may_be_the_name_of_one_of_pelicans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text("THEME = 'simple'\n", "utf-8")
    assert Path(load_settings("conf.py", {})["THEME"], "templates", "base.html").is_file()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "conf.py:1:1: SF804 there is no such settings file (name the file with --settings, or leave the option out to use the defaults)"),
        ("A = 1\nB = (\n", "conf.py:2:5: SF804 '(' was never closed"),
        ("A = 1\n\nB = nothing\n", "conf.py:3:1: SF804 NameError: name 'nothing' is not defined"),
        ("import sys\nsys.exit(3)\n", "conf.py:2:1: SF804 SystemExit: 3"),
        ("from nowhere import x\n", "conf.py:1:1: SF804 ModuleNotFoundError: No module named 'nowhere'"),
    ],
)  # fmt: skip
def test_a_settings_file_that_fails_ends_the_build_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path("conf.py").write_text(text, "utf-8")
    with pytest.raises(BuildError) as caught:
        load_settings("conf.py", {})
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    "text", ["THEME = 'no such theme'\n", "PATH = 'no such folder'\n", "SITEURL = 3\n", "MARKDOWN = 'x'\n"]
)
def test_a_setting_that_pelican_refuses_is_a_finding_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text(text, "utf-8")
    try:
        load_settings("conf.py", {})
    except BuildError as error:
        assert error.diagnostic.path == "conf.py"  # noqa: PT017 - either outcome keeps the promise
