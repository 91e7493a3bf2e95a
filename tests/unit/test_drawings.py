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


def test_what_uses_itself_many_times_over_is_refused_and_what_uses_little_is_not() -> None:
    """Ten things that use the one before ten times are a thousand million; a circle of uses is drawn by no browser."""

    def drawing(times: int, *, circle: bool = False) -> bytes:
        groups = [f'<g id="a{n + 1}">{f"""<use href="#a{n}"/>""" * times}</g>' for n in range(9)]
        first = '<g id="a0"><use href="#a9"/></g>' if circle else '<g id="a0"><rect/></g>'
        return f'<svg xmlns="http://www.w3.org/2000/svg">{first}{"".join(groups)}</svg>'.encode()

    with pytest.raises(BadDrawingError, match="draws more than 100,000"):
        clean_drawing(drawing(10))
    assert clean_drawing(drawing(2)) == drawing(2)
    assert clean_drawing(drawing(1, circle=True)) == drawing(1, circle=True)


PIECES = st.sampled_from(
    "<script>alert(1)</script>|<a href='javascript:x'>|<a xlink:href='https://evil.example/'>|</a>|<g onload='x'>|</g>|<foreignObject/>|"  # noqa: SIM905 - words read best as words
    "<animate attributeName='href' to='javascript:x'/>|<set/>|<use href='https://evil.example/#a'/>|<use href='#a'/>|<image href='data:text/html,x'/>|"
    "<style>@import 'x';</style>|<style>rect{fill:red}</style>|<style>a{b:url(https://evil.example/)}</style>|<rect style='fill:url(//evil.example/)'/>|"
    "<h:p xmlns:h='http://www.w3.org/1999/xhtml' onclick='x'/>|<!-- remark -->|<?php x ?>|text|<title>words</title>".split("|")
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_drawn_nothing_runs_and_nobody_is_asked(inside: str) -> None:
    try:
        made = clean_drawing(
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode()
        )
    except BadDrawingError:
        return
    for word in (b"javascript", b"evil.example", b"onload", b"onclick", b"alert", b"remark", b"@import", b"text/html"):
        assert word not in made
    for element in etree.fromstring(made).iter():
        assert etree.QName(element).localname in ELEMENTS
    assert clean_drawing(made) == made
