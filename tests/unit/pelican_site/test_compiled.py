"""A template is compiled once for equal environments, and again for another source or other options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import DictLoader, Environment

from standfirst.pelican_site import compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_known", {})


def render(source: str, **options: Any) -> str:
    made = Environment(loader=DictLoader({"a": source}), bytecode_cache=compiled.Compiled(), **options)  # noqa: S701 - no page
    return made.get_template("a").render(x="<b>")


def test_equal_environments_share_what_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    assert render("1 {{ x }}") == "1 <b>"
    monkeypatch.setattr(Environment, "compile", None)
    assert render("1 {{ x }}") == "1 <b>"


@pytest.mark.parametrize(
    ("source", "options", "wanted"),
    [
        ("2 {{ x }}", {}, "2 <b>"),
        ("1 {{ x }}", {"autoescape": True}, "1 &lt;b&gt;"),
        ("1 {{ x }}", {"variable_start_string": "[", "variable_end_string": "]"}, "1 {{ x }}"),
        ("1 {{ x }}{% do 1 %}", {"extensions": ["jinja2.ext.do"]}, "1 <b>"),
    ],
)
def test_another_source_or_another_option_is_compiled_anew(source: str, options: dict[str, Any], wanted: str) -> None:
    render("1 {{ x }}")
    assert render(source, **options) == wanted


def test_what_a_copy_of_the_process_compiled_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled.known()
    render("1 {{ x }}")
    compiled.hand_over(tmp_path / "compiled", before)
    monkeypatch.setattr(compiled, "_known", {})
    compiled.take_over(tmp_path / "compiled")
    monkeypatch.setattr(Environment, "compile", None)
    assert render("1 {{ x }}") == "1 <b>"
    compiled.take_over(tmp_path / "nothing")
