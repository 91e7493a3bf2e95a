"""Pictures in a body: what is made of them is offered, and not a letter beside them changes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from standfirst.model import Offer, Rendition, Renditions
from standfirst.pictures import respond, shown_pictures, simplify, wordless


def made(_: str) -> Renditions:
    """Two formats in two widths."""
    offers = tuple(
        Offer(type=kind, files=tuple(Rendition(url=f"a-{w}.{end}", width=w, height=w // 2) for w in (320, 640)))
        for kind, end in (("image/webp", "webp"), ("image/jpeg", "jpg"))
    )
    return Renditions(width=640, height=320, whole=offers)


PIECES = st.sampled_from(
    [
        '<img alt="A" src="{static}/a.jpg">',
        "<IMG SRC='{static}/a.jpg' alt=A />",
        '<img alt="a > b" src="{attach}a.jpg" width="640" height="320">',
        '<img src="https://else.example/a.jpg" alt="A">',
        '<!-- <img src="{static}/a.jpg"> -->',
        '<picture><img src="{static}/a.jpg"></picture>',
        '<script>"<img src={static}/a.jpg>"</script>',
        "<img", "<picture>", "<!--", "</p>", "text &amp; more", "<", ">", '"', "<p>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join))
def test_nothing_but_pictures_changes(html: str) -> None:
    changed = respond(html, "a.md", made, "..")
    simple = simplify(html, "a.md", made, "https://x.example")
    tag = re.compile(r"<picture>(?:<source[^>]*>)*<img[^>]*srcset[^>]*></picture>|<img[^>]*>", re.IGNORECASE)
    assert respond(changed, "a.md", made, "..") == changed
    assert "srcset" not in simple
    if html.count("<picture>") == html.count("</picture>") and not re.search(r"<img(?! )|<!--(?! )", html):
        plain = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|</?picture>|<source[^>]*>", re.IGNORECASE)
        assert plain.sub("", changed) == plain.sub("", html)
    assert len(shown_pictures(html, "a.md")) <= len(tag.findall(html))
    list(wordless(html, "a.md", html))


def test_what_a_writer_says_of_a_picture_stays_said() -> None:
    html = (
        '<img class="wide" alt="Q &amp; A &quot;x&quot;" src="{static}/a.jpg" loading="eager" width="640" height="320">'
    )
    assert respond(html, "a.md", made, "..") == (
        "<picture>"
        '<source type="image/webp" srcset="../a-320.webp 320w, ../a-640.webp 640w" '
        'sizes="(min-width: 43rem) 40rem, calc(94.8vw - 0.8rem)">'
        '<img src="../a-640.jpg" srcset="../a-320.jpg 320w, ../a-640.jpg 640w" '
        'sizes="(min-width: 43rem) 40rem, calc(94.8vw - 0.8rem)" loading="eager" decoding="async" class="wide" '
        'alt="Q &amp; A &quot;x&quot;" width="640" height="320"></picture>'
    )
