"""Every page is valid with its styles, by the checker of the W3C."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import SITES
from tests.harness import nu_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.harness import Built


@pytest.mark.java
def test_the_nu_checker_finds_no_error(built: Callable[[str], tuple[Built, str]]) -> None:
    outputs = [built(name)[0].output for name in SITES]
    assert all(
        len(list(output.rglob("*.html"))) >= len(SITES[name]) for name, output in zip(SITES, outputs, strict=True)
    )
    assert nu_errors(*outputs) == []
