"""Settings are parsed once into frozen values; what is wrong with them has its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from standfirst.config import LOCAL_SITE_URL, Config, read_config
from standfirst.described import descriptions
from tests.unit.newsroom import shown

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"SITENAME": "News", "SITEURL": "https://news.example/"}


def read(**settings: Any) -> Config:
    config, problems = read_config(NAMES | settings)
    assert problems == []
    assert config is not None
    return config


def test_pelicans_own_settings_and_ours_are_read_and_all_others_passed_over() -> None:
    config = read(
        AUTHOR="The Editors",
        TIMEZONE="Europe/Kyiv",
        DEFAULT_LANG="uk",
        THEME="x",
        PLUGINS=[],
        STANDFIRST_CARD_LENGTH=200,
    )
    assert (config.site_name, config.site_url, config.lang) == ("News", "https://news.example", "uk")
    assert (config.default_author, config.card_length, str(config.zone)) == ("The Editors", 200, "Europe/Kyiv")
    assert read(AUTHOR=None, SITESUBTITLE=None).default_author is None


def test_what_is_handed_down_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        read().card_length = 3  # type: ignore[misc]  # that is the point


def test_absolute_addresses_have_a_base_also_on_a_writers_desk() -> None:
    assert read(SITEURL="").site_url == LOCAL_SITE_URL
    assert read().absolute("/a.html") == read().absolute("a.html") == "https://news.example/a.html"
    assert read().absolute("https://x.example/a") == "https://x.example/a"


def test_all_mistakes_of_a_settings_file_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "pelicanconf.py"
    file.write_text("SITENAME = 'News'\nSTANDFIRST_CARD_LENGHT = 3\nSTANDFIRST_CARD_LENGTH = 3\nSTANDFIRST_ZZZ = 1\n")
    settings = NAMES | {
        "STANDFIRST_CARD_LENGHT": 3,
        "STANDFIRST_CARD_LENGTH": 3,
        "STANDFIRST_ZZZ": 1,
        "STANDFIRST_TEASER": "x",
    }
    config, problems = read_config(settings, str(file))
    assert config is None
    assert [problem.removeprefix(f"{file}:") for problem in shown(problems)] == [
        "1:1: SF802 STANDFIRST_TEASER: Input should be 'settle' or 'keep'",
        "2:1: SF801 STANDFIRST_CARD_LENGHT: there is no such setting (did you mean STANDFIRST_CARD_LENGTH?)",
        "3:1: SF802 STANDFIRST_CARD_LENGTH: Input should be greater than or equal to 40",
        "4:1: SF801 STANDFIRST_ZZZ: there is no such setting (docs/configuration.md lists the settings)",
    ]


@pytest.mark.parametrize("zone", ["Europe/Kiev/x", "Kyiv", "../../etc/passwd", "/etc/passwd", "", "\0", "Europe"])
def test_a_time_zone_that_is_none_is_told_before_the_first_date_is_read(zone: str) -> None:
    config, problems = read_config(NAMES | {"TIMEZONE": zone})
    assert config is None
    (problem,) = problems
    assert (problem.code, problem.message) == ("SF803", f"TIMEZONE: '{zone}' is not a time zone")


def test_every_option_says_what_it_means() -> None:
    assert [name for name in Config.model_fields if not descriptions(Config).get(name)] == []
