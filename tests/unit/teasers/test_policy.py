"""What is done about a repeat: the defaults, then the settings, then the article's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from standfirst.diagnostics import CODES as ALL_CODES
from standfirst.model import Action, Repeated
from standfirst.repeats import LEVELS, MEND
from standfirst.teasers.policy import ACTIONS, CODES, WITHIN, actions_for

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_each_kind_has_an_action_a_code_and_advice_and_each_action_a_level() -> None:
    kinds = set(get_args(Repeated))
    assert set(ACTIONS) == set(CODES) == set(MEND) == kinds
    assert set(LEVELS) == set(get_args(Action))
    assert len(set(CODES.values())) == len(CODES)
    assert set(CODES.values()) <= ALL_CODES.keys()


@pytest.mark.parametrize(
    ("settings", "teaser", "own", "expected"),
    [
        ({}, None, {}, {}),
        ({"near": "error"}, None, {}, {"near": "error"}),
        ({"near": "error"}, None, {"near": "ignore"}, {"near": "ignore"}),
        ({}, "keep", {}, dict.fromkeys(WITHIN, "ignore")),
        ({"scrap": "error", "copy": "error"}, "keep", {}, {**dict.fromkeys(WITHIN, "ignore"), "copy": "error"}),
        ({}, "keep", {"scrap": "warn"}, {**dict.fromkeys(WITHIN, "ignore"), "scrap": "warn"}),
        ({}, "settle", {}, {"near": "settle"}),
        ({"exact": "error"}, "settle", {"near": "warn"}, {"exact": "settle"}),
    ],
)
def test_the_nearer_to_the_article_has_the_last_word(
    settings: Mapping[Repeated, Action], teaser: str | None, own: Mapping[Repeated, Action], expected: dict[str, str]
) -> None:
    assert actions_for(settings, teaser, own) == {**ACTIONS, **expected}
