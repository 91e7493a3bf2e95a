"""HTML -> Markdown that reads the same: scripts and forms go, frames become links, and what goes is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.characters import FORBIDDEN
from standfirst.desk.importing.found import MissingPackageError
from standfirst.prose import HEADINGS, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import BeautifulSoup, Tag

Said = list[tuple[str, str]]
"""What went or changed, and its words."""

CODE_TAGS = frozenset({"pre", "code", "kbd", "samp"})
EXECUTED = (
    "script",
    "style",
    "template",
    "object",
    "embed",
    "applet",
    "noscript",
    "meta",
    "link",
    "base",
    "head",
    "svg",
    "math",
)
FIELDS = ("form", "input", "button", "select", "textarea")
YOUTUBE = re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/|youtu\.be/|youtube\.com/watch\?v=)([\w-]{6,})")
VIMEO = re.compile(r"player\.vimeo\.com/video/(\d+)")
LANGUAGE = re.compile(r"(?:language|lang|brush)[-:]\s*([\w+#-]+)")
LINE_MARK = re.compile(r"^([ \t]*)(?:([#>]|[+-](?=\s|$))|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)
DEFINITION = re.compile(r"^([ \t]*):(?=\s|$)", re.MULTILINE)
LAST_MARKS = re.compile(r"#(?=#*\s*$)")
RULE = re.compile(r"^([ \t]*)(?:(-)(?=[- \t]*$)|(=)(?==*[ \t]*$)|(~)(?=~~))", re.MULTILINE)
MARKS = re.compile(
    r"[\\`*]|(?<!\w)_|_(?!\w)|[\[\]](?=[(\[:])|!(?=\[)|\[(?=[^\]\n]{0,400}\][(\[:])|\[(?=\^)|\{(?=[:#.%{])"
)
ENTITY = re.compile(r"&(?=#|\w{1,31};)")
GAPS = re.compile(r"\n{3,}")
NO_TEXT = re.compile(r"(?:[ \t]*\n)+[ \t]*\Z|\A(?:[ \t]*\n)+")


def to_markdown(html: str) -> tuple[str, Said]:
    """The fragment as Markdown, and what of it is not there. Raises MissingPackageError."""
    try:
        from bs4 import BeautifulSoup  # noqa: PLC0415 - packages of an extra
    except ImportError:
        raise MissingPackageError("markdownify") from None
    said: Said = []
    if not html.strip():
        return "", said
    try:
        soup = BeautifulSoup(f"<html><body>{FORBIDDEN.sub('', html)}</body></html>", "lxml")
        _clean(soup, said)
        text = _converter().convert_soup(soup.body or soup)
    except RecursionError:
        said.append(("too deeply nested to be converted: its text alone is kept", ""))
        return escape_text(plain_text(html)), said
    text = "\n".join(
        line.rstrip() if not line.endswith("  ") or not line.strip() else line for line in text.split("\n")
    )
    return NO_TEXT.sub("", GAPS.sub("\n\n", text)) + "\n", said


def _clean(soup: BeautifulSoup, said: Said) -> None:
    for tag in soup.find_all(EXECUTED):
        if tag.name == "noscript":
            tag.unwrap()
            continue
        words = tag.get_text(" ", strip=True) or str(tag)
        if tag.name not in {"head", "meta", "link", "base"}:
            said.append((f"<{tag.name}> taken out", words))
        tag.decompose()
    for tag in soup.find_all(FIELDS):
        if tag.decomposed:
            continue
        if tag.name == "form":
            said.append(("a form is kept as text alone", tag.get_text(" ", strip=True)))
            tag.unwrap()
        elif tag.name == "button":
            tag.unwrap()
        else:
            tag.decompose()
    for tag in soup.find_all(["iframe", "video", "audio"]):
        _as_link(soup, tag, said)
    for tag in soup.find_all(["a", "img"]):
        for name in ("href", "src"):
            value = re.sub(r"[\s\x00-\x20]+", "", str(tag.get(name) or "")).lower()
            if value.startswith(("javascript:", "vbscript:", "data:text")):
                said.append((f"an address that runs code is taken out of <{tag.name}>", str(tag.get(name))))
                del tag[name]
        if tag.name == "img" and not tag.get("src"):
            said.append(("an image without an address is taken out", str(tag.get("alt") or "")))
            tag.decompose()


def _as_link(soup: BeautifulSoup, tag: Tag, said: Said) -> None:
    """A player or frame as a link to what it shows."""
    source = tag.get("src") or next((str(item.get("src")) for item in tag.find_all("source") if item.get("src")), "")
    address = frame_address(str(source))
    if not address:
        said.append((f"<{tag.name}> taken out", str(source) or tag.get_text(" ", strip=True)))
        tag.decompose()
        return
    said.append((f"<{tag.name}> is a link now", address))
    link = soup.new_tag("a", href=address)
    link.string = address
    paragraph = soup.new_tag("p")
    paragraph.append(link)
    tag.replace_with(paragraph)


def frame_address(source: str) -> str:
    """Where to see what a frame shows: the film's own page, or the frame's address; empty where it has none to link to."""
    if found := YOUTUBE.search(source):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := VIMEO.search(source):
        return f"https://vimeo.com/{found[1]}"
    source = f"https:{source}" if source.startswith("//") else source
    try:
        return source if urlsplit(source).scheme in {"http", "https", ""} and source.strip() else ""
    except ValueError:
        return ""


def escape_text(text: str, *, in_table: bool = False, in_heading: bool = False) -> str:
    """Plain text as Markdown that shows it. Only what Python-Markdown lets one escape is escaped."""
    text = MARKS.sub(lambda found: f"\\{found[0]}", text)
    text = ENTITY.sub("&amp;", text).replace("<", "&lt;")
    text = RULE.sub(lambda found: f"{found[1]}&#{ord(found[0][-1])};", text)
    if in_heading:
        text = LAST_MARKS.sub("&#35;", text)
    else:
        text = LINE_MARK.sub(
            lambda found: f"{found[1]}{found[3]}\\{found[4]}" if found[3] else f"{found[1]}\\{found[2]}", text
        )
        text = DEFINITION.sub(r"\1&#58;", text)
    return text.replace("|", "\\|") if in_table else text


def _converter() -> Any:  # noqa: ANN401 - a class of a package that may not be there
    try:
        from markdownify import ATX, MarkdownConverter  # noqa: PLC0415 - a package of an extra
    except ImportError:
        raise MissingPackageError("markdownify") from None

    class Ours(MarkdownConverter):
        """Markdownify's, with the escapes of Python-Markdown."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            if CODE_TAGS & parent_tags:
                return text
            return escape_text(text, in_table=bool({"td", "th"} & parent_tags), in_heading=bool(HEADINGS & parent_tags))

        def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - the name says what it takes
            """An item whose further lines stand four spaces in: with fewer, Python-Markdown ends the list."""
            parent, bullet = el.parent, "-"
            if parent is not None and parent.name == "ol":
                start = str(parent.get("start") or "")
                before = len(el.find_previous_siblings("li"))
                bullet = f"{(int(start) if start.isdecimal() else 1) + before}."
            if not (text or "").strip():
                return ""
            lines = text.strip("\n").split("\n")
            return f"{bullet} {lines[0].strip()}\n" + "".join(f"    {line}".rstrip(" ") + "\n" for line in lines[1:])

    def language(tag: Tag) -> str:
        inner: Any = tag.find("code")
        classes = [*(tag.get("class") or []), *((inner.get("class") or []) if inner else [])]
        if {"code", "literal-block"} <= {*classes}:
            classes = [f"language-{name}" for name in classes if name not in {"code", "literal-block"}]
        return next((found[1] for name in classes if (found := LANGUAGE.match(str(name)))), "")

    callback: Callable[[Tag], str] = language
    return Ours(
        heading_style=ATX, bullets="-", sub_symbol="<sub>", sup_symbol="<sup>", autolinks=False,
        code_language_callback=callback, strip_pre="strip", table_infer_header=True,
    )  # fmt: skip
