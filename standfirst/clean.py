"""HTML from writers -> the HTML that a page, a feed and the search may hold: an allow-list, kept by nh3."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nh3

from standfirst.characters import DIRECTION, FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

GLOBAL = {"id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden"}
ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in (
        "abbr", "address", "aside", "b", "bdi", "bdo", "big", "br", "caption", "center", "cite", "code", "dd", "dfn",
        "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "mark",
        "p", "pre", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary",
        "sup", "tbody", "tfoot", "thead", "tr", "tt", "u", "ul", "var", "wbr", "picture",
    )},
    "a": {"href", "name", "rel", "hreflang", "download", "type"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "srcset", "sizes"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "table": set(),
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr", "style"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "loop", "muted", "preload", "poster", "width", "height", "playsinline"},
}  # fmt: skip
"""Elements that an article may have, each with its own attributes. Those of the page around it (main, nav, article, header,
footer) are not among them, nor is anything that runs, embeds, submits, styles, or has another grammar (svg, math)."""
EMBED = {"src", "width", "height", "title", "allowfullscreen"}

WITH_THEIR_TEXT = {"script", "style", "iframe", "noembed", "noframes", "noscript", "template"}
"""Elements that are left out with all that is in them: it was never text to read."""
SILENT = {"html", "head", "body", "main", "nav", "article", "header", "footer", "hgroup", "font"}
"""Elements that are taken off without a word: their text stays, and nothing that a reader sees is lost."""

LINK_SCHEMES = {"http", "https", "mailto", "tel"}
MEDIA_SCHEMES = {"http", "https"}
ADDRESSES = {"href", "src", "cite", "poster"}
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
UNSEEN_IN_ADDRESS = re.compile("[\x00-\x1f\x7f]")
"""What browsers take out of an address before they look at it."""
CLASS = re.compile(r"[A-Za-z0-9_-]{1,64}")
NAME = re.compile(r"[^\s\"'<>&`=]{1,200}")
NUMBER = re.compile(r"[0-9]{1,5}(?:px|%)?")
ALIGNED = re.compile(r"\s*text-align:\s*(left|right|center)\s*;?\s*", re.IGNORECASE)
REL = {"nofollow", "noopener", "noreferrer", "ugc", "sponsored", "me", "author", "license", "external", "tag", "help"}
ROLE = {"img", "note", "group", "presentation", "none", "doc-noteref", "doc-backlink", "doc-endnotes", "doc-footnote"}
PREFIX = "text-"
"""Put before an id that belongs to the page or that scripts know by another meaning."""
CLOBBERED = frozenset(
    "location document window forms cookie domain referrer baseURI defaultView documentElement currentScript activeElement "
    "implementation getElementById getElementsByName getElementsByTagName getElementsByClassName querySelector "
    "querySelectorAll createElement addEventListener removeEventListener dispatchEvent childNodes firstChild lastChild "
    "parentNode ownerDocument nodeName nodeType nodeValue innerHTML outerHTML textContent className navigator localStorage "
    "sessionStorage indexedDB constructor prototype toString valueOf hasOwnProperty __proto__ pagefind globalThis".split()
)
"""Names that scripts ask `document`, `window` and forms for, and that no heading has: an element with such an id may answer."""

TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*)")
REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
HANDLER = re.compile(r"<[a-zA-Z][^<>]*?[\s\"'/](on[a-z]{3,}|srcdoc|formaction)\s*=", re.IGNORECASE)
SCHEMED = re.compile(r"[\s\"'](?:href|src|poster|cite)\s*=\s*[\"']?\s*([a-z][a-z0-9+.-]{1,20}):", re.IGNORECASE)
FRAMED = re.compile(r"<iframe\b[^<>]*?\ssrc\s*=\s*[\"']?([^\s\"'<>]*)", re.IGNORECASE)
IFRAME = re.compile(r"<iframe((?: [a-z-]+=\"[^\"]*\")*)>.*?</iframe>", re.DOTALL)
ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")
SWALLOWS = re.compile(
    r"<(?P<opened>script|style|iframe|noembed|noframes|noscript|template)\b|</(?P<closed>[a-zA-Z]+)|(?P<remark><!--)|(?P<end>-->)",
    re.IGNORECASE,
)


class Cleaner:
    """The allow-list, set up once. What is kept reads the same however often it is cleaned."""

    def __init__(self, embeds: Collection[str] = (), reserved: Collection[str] = ()) -> None:
        """`embeds` are the hosts whose pages may stand in a frame; `reserved` are ids that the theme's templates have."""
        self._embeds = frozenset(host.lower() for host in embeds)
        self._reserved = CLOBBERED | frozenset(reserved)
        tags = set(ALLOWED) | ({"iframe"} if self._embeds else set())
        self._tags = tags
        attributes = {name: set(own) for name, own in ALLOWED.items()} | {"*": GLOBAL}
        if self._embeds:
            attributes["iframe"] = set(EMBED)
        self._nh3 = nh3.Cleaner(
            tags=tags,
            clean_content_tags=WITH_THEIR_TEXT - tags,
            attributes=attributes,
            attribute_filter=self._attribute,
            link_rel=None,
            url_schemes=LINK_SCHEMES,
        )

    def clean(self, html: str) -> str:
        """The fragment with nothing in it but what an article may have, every element closed."""
        html = self._nh3.clean(html)
        if self._embeds and "<iframe" in html:
            html = IFRAME.sub(_framed, html)
        return DIRECTION.sub("", FORBIDDEN.sub("", html))

    def left_out(self, html: str) -> list[tuple[str, str]]:
        """What `clean` took out of a fragment and its writer may miss: (what it is, how it begins in the source)."""
        found: dict[str, str] = {}
        html = REMARK.sub("", html)  # nobody misses what a page never showed
        for name in dict.fromkeys(name.lower() for name in TAG.findall(html)):
            if name not in self._tags and name not in SILENT:
                found.setdefault(f"<{name}>", f"<{name}")
        for name in dict.fromkeys(HANDLER.findall(html)):
            found.setdefault(f"{name.lower()}=", name)
        for scheme in dict.fromkeys(SCHEMED.findall(html)):
            if scheme.lower() not in LINK_SCHEMES:
                found.setdefault(f"an address that begins with {scheme.lower()}:", f"{scheme}:")
        for written in FRAMED.findall(html) if self._embeds else ():
            if not self._may_be_framed(unescape(written)):
                found.setdefault(f"the frame of '{_short(written)}'", "<iframe")
        return list(found.items())

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        """What an attribute may say; None where it may not stand."""
        if name in ADDRESSES:
            return self._address(tag, name, value)
        check = CHECKS.get(name)
        if check is not None:
            return check(value)
        if name in {"id", "name"}:
            return self._name(value)
        return value

    def _address(self, tag: str, name: str, value: str) -> str | None:
        if tag == "iframe":
            kept = value if self._may_be_framed(value) else None
        else:
            kept = safe_address(value, LINK_SCHEMES if name == "href" else MEDIA_SCHEMES)
        if kept is not None and name == "href" and kept.startswith(("#", "{filename}", "|filename|")):
            page, mark, fragment = kept.partition("#")
            kept = f"{page}#{self._name(fragment) or ''}" if mark and fragment in self._reserved else kept
        return kept

    def _may_be_framed(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
            return parts.scheme == "https" and parts.netloc.lower() in self._embeds and "\\" not in address
        except ValueError:
            return False

    def _name(self, value: str) -> str | None:
        if not NAME.fullmatch(value):
            return None
        return f"{PREFIX}{value}" if value in self._reserved else value


def safe_address(value: str, schemes: Collection[str] = MEDIA_SCHEMES) -> str | None:
    """An address as a browser would read it, where it leads to one of the schemes or into the site; else None.

    `//host`, in whatever slashes, becomes `https://host`: it must not depend on how the page itself was reached.
    """
    address = UNSEEN_IN_ADDRESS.sub("", value).strip(" ")
    found = SCHEME.match(address)
    if found:
        return address if found[1].lower() in schemes else None
    if address[:1] in {"/", "\\"} and address[1:2] in {"/", "\\"}:
        return f"https://{address.lstrip('/' + chr(92))}"
    return address.replace("\\", "/") if address.startswith("\\") else address


def unclosed(html: str) -> tuple[str, int] | None:
    """What is opened and not closed, and would take the rest of the text with it: how it begins, and how many came before."""
    inside = ""
    before: dict[str, int] = {}
    for found in SWALLOWS.finditer(html):
        opened = "<!--" if found["remark"] else f"<{found['opened'].lower()}" if found["opened"] else ""
        if not inside and opened:
            inside = opened
            before[opened] = before.get(opened, 0) + 1
        elif (found["end"] and inside == "<!--") or (found["closed"] and inside == f"<{found['closed'].lower()}"):
            inside = ""
    return (inside, before[inside] - 1) if inside else None


def reserved_ids(templates: Collection[str]) -> frozenset[str]:
    """The ids that templates give to parts of the page, read off their texts."""
    return frozenset(found for text in templates for found in re.findall(r"""\bid=["']([\w:-]+)["']""", text))


def _framed(found: re.Match[str]) -> str:
    """A frame that runs in a sandbox, loads when it is near, and has a name; nothing where it has no address."""
    own = dict(ATTRIBUTE.findall(found[1]))
    if not own.get("src"):
        return ""
    own.setdefault("title", escape(urlsplit(own["src"]).netloc))
    own |= {
        "sandbox": "allow-scripts allow-same-origin allow-popups allow-presentation",
        "loading": "lazy",
        "referrerpolicy": "strict-origin-when-cross-origin",
    }
    attributes = "".join(f' {name}="{value}"' for name, value in own.items())
    return f"<iframe{attributes}></iframe>"


def _classes(value: str) -> str | None:
    return " ".join(name for name in value.split() if CLASS.fullmatch(name)) or None


def _sources(value: str) -> str | None:
    kept = []
    for candidate in value.split(","):
        address, _, size = candidate.strip().partition(" ")
        safe = safe_address(address)
        if not safe or not re.fullmatch(r"\s*(?:[0-9.]{1,8}[wx])?\s*", size):
            return None
        kept.append(f"{safe} {size.strip()}".strip())
    return ", ".join(kept)


def _words(known: Collection[str]) -> Callable[[str], str | None]:
    return lambda value: " ".join(word for word in value.lower().split() if word in known) or None


def _aligned(value: str) -> str | None:
    found = ALIGNED.fullmatch(value)
    return f"text-align: {found[1].lower()};" if found else None


def _whole(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if pattern.fullmatch(value.strip()) else None


CHECKS: dict[str, Callable[[str], str | None]] = {
    "class": _classes,
    "srcset": _sources,
    "style": _aligned,
    "rel": _words(REL),
    "role": _words(ROLE),
    "dir": _words({"ltr", "rtl", "auto"}),
    "loading": _words({"lazy", "eager"}),
    "decoding": _words({"async", "sync", "auto"}),
    "preload": _words({"none", "metadata"}),
    "width": _whole(NUMBER),
    "height": _whole(NUMBER),
    "colspan": _whole(NUMBER),
    "rowspan": _whole(NUMBER),
    "span": _whole(NUMBER),
}
"""What an attribute may say, by its name."""


def _short(text: str, most: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most]}…"


def places(text: str, begins: str) -> Iterator[int]:
    """Where in a source something begins, without regard to case."""
    folded, wanted, at = text.casefold(), begins.casefold(), -1
    while (at := folded.find(wanted, at + 1)) >= 0:
        yield at
