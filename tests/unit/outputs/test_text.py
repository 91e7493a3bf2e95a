import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from standfirst.outputs.text import json_text, timestamp, uri, xml_safe
from tests.unit.outputs.samples import KYIV

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_xml_safe_text_is_accepted_by_an_xml_parser_and_loses_nothing_else(text: str) -> None:
    """lxml refuses what XML forbids, so it can tell both ways."""
    element = etree.Element("a")
    element.text = xml_safe(text)
    for character in set(text) - set(xml_safe(text)):
        with pytest.raises(ValueError, match=r"compatible|surrogates"):
            element.text = character


@given(ANY_TEXT)
def test_json_text_reads_back_as_it_was_and_is_utf_8(text: str) -> None:
    assert json.loads(json_text({text: text}).encode()) == {text: text}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://news.example/a.html?b=c&d#e", "https://news.example/a.html?b=c&d#e"),
        ("https://news.example/обмін 1.html", "https://news.example/%D0%BE%D0%B1%D0%BC%D1%96%D0%BD%201.html"),
        ("https://news.example/%D0%BE%D0%B1", "https://news.example/%D0%BE%D0%B1"),
        ("https://news.example/100%.html", "https://news.example/100%25.html"),
        ("https://news.example/a#b#c", "https://news.example/a#b%23c"),
        ("https://новини.example:8000/", "https://xn--b1amarcd.example:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_an_address_as_people_write_it_becomes_a_uri(address: str, expected: str) -> None:
    assert uri(address) == expected


def test_a_timestamp_always_has_an_offset_that_rfc_3339_can_say() -> None:
    assert timestamp(datetime(2025, 5, 23, 18, 30, 5, 999, tzinfo=KYIV)) == "2025-05-23T18:30:05+03:00"
    local_mean_time = timezone(timedelta(hours=2, minutes=2, seconds=4))
    assert timestamp(datetime(1900, 1, 1, tzinfo=local_mean_time)) == "1899-12-31T21:57:56+00:00"
    with pytest.raises(ValueError, match="no offset"):
        timestamp(datetime(2025, 5, 23))  # noqa: DTZ001 - the mistake in question
