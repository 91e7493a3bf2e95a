"""The text of a WordPress post -> Markdown: block comments go, paragraphs are made, shortcodes with a plain meaning translated."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from standfirst.desk.importing.calls import arguments
from standfirst.desk.importing.codeless import commented
from standfirst.desk.importing.markup import frame_address, to_markdown
from standfirst.prose import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.desk.importing.markup import Said

BLOCK = re.compile(r"<!--\s*/?wp:(?:(?!-->)[\s\S]){0,100000}?-->\n?")
SELF_CLOSED = re.compile(r"<!--\s*wp:(?P<name>[a-z][a-z0-9/-]{0,60})(?P<values>(?:(?!-->)[\s\S]){0,20000}?)/-->\n?")
REF = re.compile(r'"ref"\s*:\s*(\d{1,12})')
SILENT = frozenset({"spacer", "more", "nextpage", "post-title", "post-date", "post-author", "post-featured-image"})
"""Blocks without a text of their own: what they show is said elsewhere."""
MORE = re.compile(r"<!--\s*more\b[^>]{0,200}?-->", re.IGNORECASE)
NEXT = re.compile(r"<!--\s*nextpage\s*-->", re.IGNORECASE)
CAPTION = re.compile(r"\[caption(?P<args>[^\]]{0,2000})\](?P<inner>(?:(?!\[caption)[\s\S]){0,10000}?)\[/caption\]")
PICTURE = re.compile(r"\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<text>[\s\S]*)")
EMBED = re.compile(
    r"\[(?P<name>embed|youtube|video|audio|playlist)(?P<args>[^\]]{0,2000})\](?:(?P<inner>[^\[\]]{0,2000})\[/(?P=name)\])?"
)
GALLERY = re.compile(r"\[gallery(?P<args>[^\]]{0,2000})\]")
CALL = re.compile(
    r"\[(?P<end>/?)(?P<name>[a-z][a-z0-9_-]{1,40})(?P<args>(?:\s[^\]\[<>]{0,1000})?)(?P<self>/?)\](?!\()", re.IGNORECASE
)
HELD = re.compile("\ue000(\\d+)\ue001")
BLOCKS = (
    "address|article|aside|blockquote|center|details|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|"
    "main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|script|style"
)
BLOCK_START = re.compile(rf"</?(?:{BLOCKS})\b", re.IGNORECASE)
WHOLE = re.compile(
    r"<(?P<name>pre|script|style|textarea)\b[^>]{0,2000}>(?:(?!<(?P=name)\b)[\s\S])*?</(?P=name)\s*>", re.IGNORECASE
)
EDGES = re.compile(
    r"\s*(</?(?:address|article|aside|blockquote|center|details|div|dl|figure|hr|ol|pre|section|table|tbody|thead|ul)\b[^>]{0,2000}>)\s*",
    re.IGNORECASE,
)
GAP = re.compile(r"\n[ \t]*\n\s*")


def post_text(
    content: str, excerpt: str, attachments: Mapping[str, tuple[str, str]], patterns: Mapping[str, str]
) -> tuple[str, str, Said]:
    """Markdown, the teaser as plain text, and what is not understood.

    `attachments` are (address, alt) by number, `patterns` blocks that several posts have, by number.
    """
    said: Said = []
    has_blocks = "<!-- wp:" in content
    held: list[str] = []
    content = _filled(content, patterns, said)
    html = content.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    html = BLOCK.sub("", html)
    before, mark, _ = _parted(html)
    html = NEXT.sub("", MORE.sub("", html))
    html = _calls(html, attachments, held, said)
    if not has_blocks:
        html = paragraphs(html)
    body, gone = to_markdown(html)
    said += gone
    body = HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", body)
    summary = plain_text(excerpt) if excerpt.strip() else ""
    if not summary and mark:
        summary = HELD.sub("", plain_text(CALL.sub("", before)))
    return body, summary, said


def _filled(content: str, patterns: Mapping[str, str], said: Said) -> str:
    """The text with shared blocks in their places. A block that WordPress fills when it shows the page is told of."""

    def filled(found: re.Match[str]) -> str:
        number = REF.search(found["values"]) if found["name"] == "block" else None
        text = patterns.get(number[1]) if number else None
        if text is not None:
            return SELF_CLOSED.sub("", text)
        if found["name"] not in SILENT:
            said.append(("a block that WordPress fills when it shows the page is left out", found[0].strip()))
        return ""

    return SELF_CLOSED.sub(filled, content)


def _parted(html: str) -> tuple[str, bool, str]:
    found = MORE.search(html)
    return (html[: found.start()], True, html[found.end() :]) if found else ("", False, html)


def _calls(html: str, attachments: Mapping[str, tuple[str, str]], held: list[str], said: Said) -> str:
    def caption(found: re.Match[str]) -> str:
        _, named = arguments(unescape(found["args"]))
        inside = PICTURE.match(found["inner"])
        words = (inside["text"].strip() if inside else "") or escape(named.get("caption", ""))
        image = inside["image"] if inside else found["inner"]
        return f"\n\n<figure>{image}<figcaption>{words}</figcaption></figure>\n\n"

    def embed(found: re.Match[str]) -> str:
        values, named = arguments(unescape(found["args"]))
        named_source = next(
            (named[name] for name in ("src", "url", "mp4", "mp3", "m4a", "webm", "ogg") if name in named), ""
        )
        address = frame_address(unescape(found["inner"] or "").strip() or named_source or (values[0] if values else ""))
        return f'\n\n<a href="{escape(address)}">{escape(address)}</a>\n\n' if address else hold(found)

    def gallery(found: re.Match[str]) -> str:
        _, named = arguments(unescape(found["args"]))
        numbers = [number.strip() for number in named.get("ids", "").split(",") if number.strip()]
        if not numbers or any(number not in attachments for number in numbers):
            return hold(found)
        images = [f'<p><img src="{escape(attachments[n][0])}" alt="{escape(attachments[n][1])}"></p>' for n in numbers]
        return "\n\n" + "\n".join(images) + "\n\n"

    def hold(found: re.Match[str]) -> str:
        said.append(("a shortcode is kept as a remark", found[0]))
        held.append(commented(found[0]))
        return f"\ue000{len(held) - 1}\ue001"

    ends = {found["name"].lower() for found in CALL.finditer(html) if found["end"]}

    def other(found: re.Match[str]) -> str:
        """Words in brackets are words, unless they have values as calls have, or an end."""
        is_call = "=" in found["args"] or found["name"].lower() in ends or found["self"]
        return hold(found) if is_call else found[0]

    html = GALLERY.sub(gallery, EMBED.sub(embed, CAPTION.sub(caption, html)))
    parts = re.split(r"(<(?:pre|code)\b(?:(?!<(?:pre|code)\b)[\s\S])*?</(?:pre|code)>)", html)
    return "".join(part if part.startswith(("<pre", "<code")) else CALL.sub(other, part) for part in parts)


def paragraphs(html: str) -> str:
    """HTML of the classic editor with the paragraphs and line ends that WordPress adds when it shows it."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\n\n\ue002{len(held) - 1}\ue003\n\n"

    text = WHOLE.sub(hold, html)
    text = EDGES.sub(r"\n\n\1\n\n", text)
    depth_free = []
    for piece in GAP.split(text):
        words = piece.strip()
        if not words:
            continue
        if BLOCK_START.match(words) or words.startswith("\ue002"):
            depth_free.append(words)
        else:
            depth_free.append("<p>" + re.sub(r"(?<!>)[ \t]*\n|(?<=a>)[ \t]*\n", "<br>\n", words) + "</p>")
    return re.sub("\ue002(\\d+)\ue003", lambda found: held[int(found[1])], "\n".join(depth_free))
