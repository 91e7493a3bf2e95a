"""Markdown -> HTML, and HTML -> the plain text of its blocks."""

from __future__ import annotations

import multiprocessing
import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html
from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from standfirst.build.workers import Workers
from standfirst.characters import DIRECTION, FORBIDDEN
from standfirst.clean import Cleaner, unclosed
from standfirst.plainmarkdown import SAMPLE, plain_html
from standfirst.weight import TooHeavyError, check_depth, is_light

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "p", "li", "dt", "dd", "blockquote", "pre", "td", "th", "caption", "figcaption", "div", "section", "article",
    "aside", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "figure", "details", "summary", "hr", "center",
}  # fmt: skip
MOST_SECONDS = 5.0
"""Of processor time that converting one text may take, where it is not known to be light."""
MOST_MEMORY = 1024**3
"""Bytes that converting such a text may take, where the system can count them."""
LONGEST_HTML = 32_000_000
TOO_MUCH = "converting it takes more memory than it may"
PART = "part the text into several articles"

UNEQUAL = re.compile(f'&quot;|\u00a0|"#|{DIRECTION.pattern}')
"""What cleaning writes in another form, though there is nothing wrong with it, or looks at twice."""
UNSEEN = frozenset({"script", "style", "template", "head", "title"})


USUAL = frozenset({"markdown.extensions.extra", "markdown.extensions.codehilite"})
USUAL_FORMAT = {"output_format": "html5"}
"""The default of the setting MARKDOWN, for which plain constructs are known to give what plain_html makes."""

FENCE_OPTIONS = frozenset({"hl_lines", "linenums", "linenostart", "use_pygments"})
"""What a fence may say of its code: which lines are marked, whether and from where they are counted, whether it is coloured."""

COUNTED = re.compile(r"[0-9]{1,6}")

SHORTCODE = re.compile(
    r"\{\{[<%](?:(?!\{\{)[\s\S])*?[%>]\}\}"
    r"|\{%(?:(?!\{%)[\s\S])*?%\}"
    r"|(?<=\]\()\{\{[^{}]*\}\}"
)
"""A call of another generator's template: Hugo's {{< … >}} and {{% … %}}, Liquid's {% … %}, {{ … }} as a link's target."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a reader sees as one: a paragraph, a heading, a list item, a cell."""

    tag: str
    text: str
    """Plain text, white space collapsed, entities resolved."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article, rendered."""

    html: str = field(repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    ids: frozenset[str] = frozenset()
    """Targets of links into it."""
    left_out: tuple[tuple[str, str], ...] = ()
    """What was written and may not be published: what it is, and how it begins in the source."""
    unclosed: tuple[str, int] | None = None
    """What is opened and not closed, so that the rest is lost: how it begins, and how many such came before it."""

    @property
    def words(self) -> int:
        """Number of words a reader sees."""
        return sum(len(block.text.split()) for block in self.blocks)


class Renderer:
    """Python-Markdown with the site's extensions, set up once and reused for each text."""

    def __init__(
        self,
        options: Mapping[str, Any],
        polish: Callable[[str], str] | None = None,
        cleaner: Cleaner | None = None,
    ) -> None:
        """`options` is Pelican's MARKDOWN setting. Headers are read before: its meta-data extension is left out.

        `polish` changes the HTML afterwards, as a typographer would; `cleaner` takes out what no page may hold.
        """
        self._options = options
        self._polish = polish
        self._apart: Workers[str, str] | None = None
        self._cleaner = cleaner or Cleaner()
        configs = dict(options.get("extension_configs", {}))
        names = dict.fromkeys([*options.get("extensions", ()), *configs])
        other = {k: v for k, v in options.items() if k not in {"extensions", "extension_configs"}}
        wanted = [name for name in names if name not in {"markdown.extensions.meta", "meta"}]
        self._markdown = Markdown(
            extensions=wanted, extension_configs={k: v for k, v in configs.items() if k in wanted}, **other
        )
        self._bound_fences()
        usual = set(wanted) == USUAL and not configs.get("markdown.extensions.extra") and other == USUAL_FORMAT
        self.direct = usual and self._markdown.convert(SAMPLE) == plain_html(SAMPLE)
        """Whether texts of plain constructs are made directly: with extensions and a Python-Markdown that are known."""

    def _bound_fences(self) -> None:
        """Let the braces behind a fence say how its code is shown, and nothing else.

        Python-Markdown hands all that they say to Pygments, which takes names of files, formatters and encodings there.
        """
        for part in self._markdown.preprocessors:
            if isinstance(part, FencedBlockPreprocessor):
                part.handle_attrs = partial(_fence_options, part.handle_attrs)  # type: ignore[method-assign]

    def html(self, text: str) -> str:
        """The text's HTML, as a fresh Python-Markdown would give it, and clean."""
        html, is_clean = self._raw(text)
        return html if is_clean else self._cleaner.clean(html)

    def _raw(self, text: str) -> tuple[str, bool]:
        """What Markdown makes of a text, and whether cleaning would leave it as it is.

        Raises TooHeavyError where it would take longer than it may.
        """
        light = is_light(text)
        plain = plain_html(text) if light and self.direct else None
        if plain is not None:
            # Of plain constructs come elements and addresses of the allow-list alone: tests hold the cleaner to that.
            return (self._polish(plain), False) if self._polish and plain else (plain, not UNEQUAL.search(plain))
        # A process that the build may end at any time needs no second one, and may have none.
        here = light or multiprocessing.current_process().daemon
        html = self.unbounded(text) if here else self._convert_apart(text)
        check_depth(html)
        return html, False

    def unbounded(self, text: str) -> str:
        """What Python-Markdown makes of a text, however long that takes."""
        html = self._markdown.reset().convert(text)
        return self._polish(html) if self._polish and html else html

    def _convert_apart(self, text: str) -> str:
        if self._apart is None:
            self._apart = Workers(
                partial(_bounded, self._options, self._polish, LONGEST_HTML), count=1, limit=MOST_SECONDS
            )
        html = next(self._apart.map([text]))
        if isinstance(html, str):
            return html
        if html.why == "timed out":
            message = f"converting it takes more than {MOST_SECONDS:.0f} seconds"
            raise TooHeavyError(message, "something here is opened and not closed, or nested many times over")
        raise TooHeavyError(TOO_MUCH, PART)

    def body(self, text: str) -> Body:
        """The text's HTML and what it says. Calls of other generators' templates are printed, but say nothing."""
        html, is_clean = self._raw(text)
        whole = read_html(html) if is_clean else self.cleaned(html)
        bare = without_shortcodes(text)
        return whole if bare == text else replace(whole, blocks=read_html(self.html(bare)).blocks)

    def cleaned(self, html: str) -> Body:
        """HTML that a writer or another format's reader made, as it may be published."""
        body = read_html(self._cleaner.clean(html))
        return replace(body, left_out=tuple(self._cleaner.left_out(html)), unclosed=unclosed(html))


def _fence_options(
    read: Callable[[Iterable[tuple[str, str]]], tuple[str, list[str], dict[str, Any]]],
    attributes: Iterable[tuple[str, str]],
) -> tuple[str, list[str], dict[str, Any]]:
    name, classes, options = read(attributes)
    kept = {key: value for key, value in options.items() if key in FENCE_OPTIONS}
    if not COUNTED.fullmatch(str(kept.get("linenostart", 1))):
        del kept["linenostart"]
    return name, classes, kept


def _bounded(options: Mapping[str, Any], polish: Callable[[str], str] | None, longest: int) -> Callable[[str], str]:
    """A conversion in a process that may not take more than its share of memory, where the system can keep it from that."""
    convert = Renderer(options, polish).unbounded
    if resource is not None:
        pages = Path("/proc/self/statm")
        used = int(pages.read_text("ascii").split()[0]) * resource.getpagesize() if pages.is_file() else MOST_MEMORY
        limit = used + MOST_MEMORY
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))

    def bounded(text: str) -> str:
        try:
            html = convert(text)
        except MemoryError:
            raise TooHeavyError(TOO_MUCH, PART) from None
        if len(html) > longest:
            raise TooHeavyError(f"it becomes more than {longest // 1_000_000} million characters of HTML", PART)
        return html

    return bounded


def without_shortcodes(source: str) -> str:
    """Markdown with other generators' template calls taken out: they are no text, and would keep links from being read."""
    if "{{" not in source and "{%" not in source:
        return source
    return SHORTCODE.sub(
        lambda found: "#" if source[: found.start()][-3:].rstrip().endswith(("](", "]:")) else "", source
    )


def read_html(html: str) -> Body:
    """Blocks and link targets of an HTML fragment."""
    root = parse(html)
    if root is None:
        return Body(html)
    ids = {value for element in root.iter() for name in ("id", "name") if (value := element.get(name))}
    return Body(html, tuple(_blocks(root)), frozenset(ids))


def parse(html: str) -> HtmlElement | None:
    """The fragment within a page; None where there is nothing to parse."""
    # Not lxml's own fragment parser: it stops at half a page, a second body, a reference to a control character.
    return lxml_html.document_fromstring(f"<html><body>{html}</body></html>") if html.strip() else None


def plain_text(html: str) -> str:
    """All text of a fragment in one line."""
    return " ".join(block.text for block in read_html(html).blocks)


def _blocks(root: HtmlElement) -> Iterator[Block]:
    """Walk without recursion: a hostile text may nest thousands of elements."""
    pieces: list[str] = []
    current = ["div"]
    work: list[tuple[str, Any]] = [("open", root)]

    def close() -> Iterator[Block]:
        # A reference such as &#8; brings in what no file holds.
        text = " ".join(FORBIDDEN.sub("", "".join(pieces)).split())
        pieces.clear()
        if text:
            yield Block(current[-1], text)

    while work:
        step, value = work.pop()
        if step == "text":
            pieces.append(value)
        elif step == "close":
            yield from close()
            current.pop()
        elif isinstance(value.tag, str) and value.tag not in UNSEEN:
            is_block = value.tag in BLOCKS
            if is_block:
                yield from close()
                current.append(value.tag)
                work.append(("close", None))
            if value.tag == "br":
                pieces.append("\n")
            for child in reversed(value):
                if child.tail:
                    work.append(("text", child.tail))
                work.append(("open", child))
            if value.text:
                work.append(("text", value.text))
    yield from close()
