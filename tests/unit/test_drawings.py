"""SVG from writers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from standfirst.drawings import ELEMENTS, BadDrawingError, clean_drawing

GOOD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="a"/></defs><rect fill="url(#a)"/></svg>'


def test_a_drawing_that_only_draws_stays_as_it_is() -> None:
    assert clean_drawing(GOOD) == GOOD


@pytest.mark.parametrize("data", [b"", b"words", b"<html/>", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + GOOD, GOOD[:40]])
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(BadDrawingError):
        clean_drawing(data)


PIECES = st.sampled_from(
    "<script>alert(1)</script>|<a href='javascript:x'>|<a xlink:href='https://evil.example/'>|</a>|<g onload='x'>|</g>|<foreignObject/>|"
    "<animate attributeName='href' to='javascript:x'/>|<set/>|<use href='https://evil.example/#a'/>|<use href='#a'/>|<image href='data:text/html,x'/>|"
    "<style>@import 'x';</style>|<style>rect{fill:red}</style>|<style>a{b:url(https://evil.example/)}</style>|<rect style='fill:url(//evil.example/)'/>|"
    "<h:p xmlns:h='http://www.w3.org/1999/xhtml' onclick='x'/>|<!-- remark -->|<?php x ?>|text|<title>words</title>".split("|")
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_drawn_nothing_runs_and_nobody_is_asked(inside: str) -> None:
    try:
        made = clean_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode())
    except BadDrawingError:
        return
    for word in (b"javascript", b"evil.example", b"onload", b"onclick", b"alert", b"remark", b"@import", b"text/html"):
        assert word not in made
    for element in etree.fromstring(made).iter():
        assert etree.QName(element).localname in ELEMENTS
    assert clean_drawing(made) == made
