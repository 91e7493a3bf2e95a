"""Every page and stylesheet is valid, by the checker of the W3C."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import SITES
from tests.harness import nu_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.harness import Built


@pytest.mark.java
def test_the_nu_checker_finds_no_error(built: Callable[[str], tuple[Built, str]], tmp_path: Path) -> None:
    outputs = [built(name)[0].output for name in SITES]
    sheets = [sheet for output in outputs for sheet in output.rglob("*.css")]
    assert len(sheets) >= len(outputs)
    assert all(
        len(list(output.rglob("*.html"))) >= len(SITES[name]) for name, output in zip(SITES, outputs, strict=True)
    )
    # One start of Java for all: a stylesheet is checked within a page, where it keeps its line numbers.
    for number, sheet in enumerate(sheets):
        frame = "<!DOCTYPE html><html lang=en><title>{}</title><style>{}</style><p></html>"
        (tmp_path / f"{number}.html").write_text(frame.format(sheet.name, sheet.read_text("utf-8")), "utf-8")
    assert nu_errors(*outputs, tmp_path) == []
