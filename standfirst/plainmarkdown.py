"""The HTML that Python-Markdown gives, made directly for texts that use its plain constructs alone.

Most news is paragraphs, headings, links, pictures, emphasis, quotations, flat lists and tables. Of these the HTML follows
from each block by itself, and one pass of regular expressions makes it. Whatever else a text holds, even one unusual
character in one block, and the whole text is Python-Markdown's: `plain_html` then gives None.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What makes a text Python-Markdown's wherever it stands: raw HTML, escapes, fences, and control characters, among them
# tabs, other line ends and Python-Markdown's own marks.
FOREIGN = re.compile(r"[<\\~\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
FOREIGN_WORDS = ("[^", "``", " \n", "\n ")
"""Footnotes, longer code spans, blanks at the end of a line, indentation."""
FOREIGN_BRACE = re.compile(r"(?<!\]\()\{|\{(?!(?:filename|static|attach|author|category|tag|index)\})")
"""An attribute list, for all that is known; a link's {filename} is none."""
FOREIGN_AMPERSAND = re.compile(r"&[#\w]*;|&#")
"""An entity."""

URL = r"(?:https?://|mailto:|/(?!/)|\#|\{\w+\}|[\w.-]+(?=[/)?\#]))[^\s()<>\[\]\"'\\`!{}]*"
LABEL = r"[^][*_`!\n]+"

WORD = r"[^\W_]"
STRESSED = rf"{WORD}(?:[^][*_`!\n]*(?:{WORD}|[.,:;%)?’”\"']))?"

INLINE = re.compile(
    rf"(?P<text>[^][*_`!]+)"
    rf"|!\[(?P<alt>[^][*_`!\n]*)\]\((?P<src>{URL})\)(?![\[(])"
    rf"|\[(?P<label>{LABEL})\]\((?P<href>{URL})\)(?![\[(])"
    rf"|(?<![\w*])\*\*(?P<strong>{STRESSED})\*\*(?![\w*])"
    rf"|(?<![\w*])\*(?P<em>{STRESSED})\*(?![\w*])"
    r"|(?<![`\w])`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
    rf"|(?P<mark>!(?!\[)|(?<={WORD})_(?={WORD}))"
)
"""One piece of a block's text. What no branch takes is foreign."""

# A line of a paragraph: its first character begins no other construct of any block processor.
FIRST = r"(?:[^\W\d_]|\d(?!\d*[.)])|[\"'“”„«‘’(€$£…—–]|\*{1,2}(?=\w)|!?\[|`(?!`))"
LINE = rf"{FIRST}[^\n|]*"
PARAGRAPH = re.compile(rf"{LINE}(?:\n{LINE})*")
HEADING = re.compile(rf"(?P<level>#{{2,6}}) (?P<text>{FIRST}[^\n|#]*)")
LIST = re.compile(rf"(?:- {LINE}(?:\n- {LINE})*|1\. {LINE}(?:\n\d{{1,3}}\. {LINE})*)")
MARKER = re.compile(r"(?:-|\d+\.) ")
QUOTE = re.compile(rf"> {LINE}(?:\n> {LINE})*")
CELLS = r"\|(?: [^|\n`]*[^|\n` ] \||  ?\|)+"
TABLE = re.compile(rf"{CELLS}\n\|(?: ?:?-+:? ?\|)+(?:\n{CELLS})+")
GAP = re.compile(r"\n{2,}")


SAMPLE = """\
A *word* of **weight**, a [link](https://example.org/?a=1&b=2), `code` & a mark > all
in two lines of “one” paragraph with snake_case and [another]({filename}other.md).

## A heading!

![What it shows](/images/a.png)

- one
- two

Between lists!

1. first
2. second

> Quoted
> words

| A | B |
|---|--:|
| 1 | *2* |
"""
"""Every plain construct, for holding a Python-Markdown to what is made here."""


class _ForeignError(Exception):
    """The text has something that is not plain."""


def plain_html(text: str) -> str | None:
    """The HTML of a text of plain constructs, as Python-Markdown with its extension Extra gives it; None for any other text."""
    text = text.strip("\n")
    if not text or is_foreign(text):
        return None
    blocks = GAP.split(text) if "\n\n\n" in text else text.split("\n\n")
    try:
        made = list(_blocks(blocks))
    except _ForeignError:
        return None
    # Two lists, or two quotations, in a row are one: how it is written then depends on both.
    if any(one == other and one in {"list", "quote"} for (one, _), (other, _) in pairwise(made)):
        return None
    return "\n".join(html for _, html in made)


def is_foreign(text: str) -> bool:
    """Whether something in a text is Python-Markdown's, wherever it stands. Linear in the text's length."""
    return bool(
        FOREIGN.search(text)
        or any(words in text for words in FOREIGN_WORDS)
        or text.endswith(" ")
        or ("{" in text and FOREIGN_BRACE.search(text))
        or ("&" in text and FOREIGN_AMPERSAND.search(text))
    )


def _blocks(blocks: list[str]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if PARAGRAPH.fullmatch(block):
            yield "paragraph", f"<p>{_inline(block)}</p>"
        elif heading := HEADING.fullmatch(block):
            level = len(heading["level"])
            yield "heading", f"<h{level}>{_inline(heading['text'].strip())}</h{level}>"
        elif LIST.fullmatch(block):
            kind = "ul" if block.startswith("-") else "ol"
            items = [f"<li>{_inline(MARKER.sub('', line, count=1))}</li>" for line in block.split("\n")]
            yield "list", "\n".join([f"<{kind}>", *items, f"</{kind}>"])
        elif QUOTE.fullmatch(block):
            inner = "\n".join(line[2:] for line in block.split("\n"))
            yield "quote", f"<blockquote>\n<p>{_inline(inner)}</p>\n</blockquote>"
        elif TABLE.fullmatch(block):
            yield "table", _table(block)
        else:
            raise _ForeignError


def _table(block: str) -> str:
    head, rule, *rows = (line.split("|")[1:-1] for line in block.split("\n"))
    if any(len(row) != len(head) for row in (rule, *rows)):
        raise _ForeignError
    sides = [_side(cell.strip()) for cell in rule]

    def row(tag: str, cells: list[str]) -> str:
        made = (f"<{tag}{side}>{_inline(cell.strip(' '))}</{tag}>" for cell, side in zip(cells, sides, strict=True))
        return "\n".join(["<tr>", *made, "</tr>"])

    body = "\n".join(row("td", cells) for cells in rows)
    return f"<table>\n<thead>\n{row('th', head)}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _side(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    if not left and not right:
        return ""
    return f' style="text-align: {"center" if left and right else "left" if left else "right"};"'


def _inline(text: str) -> str:
    """The HTML of a block's text."""
    made: list[str] = []
    end = 0
    for piece in INLINE.finditer(text):
        if piece.start() != end:
            raise _ForeignError
        end = piece.end()
        kind = piece.lastgroup
        if kind in {"text", "mark"}:
            made.append(_escaped(piece[0]))
        elif kind == "href":
            made.append(f'<a href="{_attribute(piece["href"])}">{_escaped(piece["label"])}</a>')
        elif kind == "src":
            made.append(f'<img alt="{_attribute(piece["alt"])}" src="{_attribute(piece["src"])}">')
        else:
            made.append(f"<{kind}>{_escaped(piece[kind or 0])}</{kind}>")
    if end != len(text):
        raise _ForeignError
    return "".join(made)


def _escaped(text: str) -> str:
    # An ampersand of an entity would be left as it is, but a plain text has none.
    return text.replace("&", "&amp;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _escaped(text).replace('"', "&quot;")
