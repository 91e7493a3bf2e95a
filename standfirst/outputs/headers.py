"""The HTTP headers of the site: what a browser may load, tell and keep. One source; hosting.py writes it for hosts and servers."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standfirst.edition import Edition
    from standfirst.model import Story

STYLES_AND_SCRIPTS = re.compile(r"<(?P<name>script|style)(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=name)\s*>", re.DOTALL)
DATA_BLOCK = re.compile(
    r"""\ssrc\s*=|\stype\s*=\s*["']?(?!module\b|(?:text|application)/(?:java|ecma)script\b)""", re.IGNORECASE
)
"""In the attributes of a script: it is a file, or data that no browser runs."""
SHOWN = re.compile(
    r"""<(?P<what>img|source|video|audio|track)\b[^>]*?\s(?:src|srcset|poster)\s*=\s*["'](?P<host>https?://[^/"'\s?#,]+)""",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"'[A-Za-z0-9+/=_-]+'|[A-Za-z][A-Za-z0-9+.-]*:|(?:https://)?(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[^\s;,]*)?"
)
"""What a Content-Security-Policy takes as a source (CSP Level 3, 2.3.1), of those that make sense here."""
MOST_HOSTS = 12
"""Hosts of pictures that are named one by one; hosts limit the length of a header's line."""

FINGERPRINTED = re.compile(
    r"(?:\Apagefind/(?:fragment|index|filter)/[^/]+"
    r"|-[0-9]+-(?=[0-9]*[a-f])[0-9a-f]{8}\.(?:avif|webp|png|jpg))\Z"
)
"""Output files whose names change with their content. A hash without a letter could be a day in a writer's file name."""
IMMUTABLE = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60, must-revalidate"
"""Pages, feeds and the rest: a correction is everywhere a minute later."""

ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
            "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
"""On every answer. No Cross-Origin-Resource-Policy: readers of feeds show our pictures on their own pages."""


@dataclass(frozen=True, slots=True)
class Headers:
    """What is sent with the files of one site."""

    policy: str
    """Content-Security-Policy of all pages but the one below."""
    search: str
    """Path of the search page from the site's root, without a leading slash; "" where there is none."""
    search_policy: str
    """Its policy, and that of the worker that it starts: the search is WebAssembly."""
    others: Mapping[str, str]
    """Headers of every answer, by name."""


def site_headers(
    edition: Edition,
    *,
    search: str,
    hashes: Mapping[str, Iterable[str]],
    own_theme: bool,
) -> Headers:
    """The headers of an edition. `hashes` are those of the theme's inline scripts and styles, by directive.

    Nothing can be known of what a foreign theme loads, so its pages have only those directives that break none.
    """
    config = edition.config
    extra = {name: tuple(sources) for name, sources in config.csp.items()}
    if own_theme:
        directives = _strict(edition, hashes)
    else:
        directives = {"object-src": ("'none'",), "base-uri": ("'self'",), "frame-ancestors": ("'self'",)}
    for name, sources in extra.items():
        before = tuple(source for source in directives.get(name, ()) if source != "'none'")
        directives[name] = (*before, *(source for source in sources if source not in before))
    policy = _policy(directives)
    if search and own_theme:
        directives["script-src"] = (*directives["script-src"], "'wasm-unsafe-eval'")
    others = dict(ALWAYS)
    if config.hsts:
        others["Strict-Transport-Security"] = f"max-age={config.hsts}"
    return Headers(policy, search, _policy(directives), others)


def _strict(edition: Edition, hashes: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What our own theme needs, and nothing else. Inline scripts and styles run only where the theme has them."""
    shown = _hosts((*edition.stories, *edition.pages))
    embeds = tuple(f"https://{host}" for host in edition.config.embeds)
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *sorted(hashes.get("script-src", ()))),
        "style-src": ("'self'", *sorted(hashes.get("style-src", ()))),
        "img-src": ("'self'", *shown["img-src"]),
        "font-src": ("'self'",),
        "connect-src": ("'self'",),
        "media-src": ("'self'", *shown["media-src"]),
        "manifest-src": ("'self'",),
        "worker-src": ("'self'",),
        "frame-src": embeds or ("'none'",),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'self'",),
    }
    if urlsplit(edition.config.site_url).scheme == "https":
        directives["upgrade-insecure-requests"] = ()
    return directives


def _policy(directives: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _hosts(stories: Iterable[Story]) -> dict[str, tuple[str, ...]]:
    """Whose pictures, films and sounds the articles show, by directive; all of the web where they are many."""
    found: dict[str, set[str]] = {"img-src": set(), "media-src": set()}
    for story in stories:
        if story.picture and "://" in story.picture.url:
            found["img-src"].add(_origin(story.picture.url))
        if "://" in story.html:
            for each in SHOWN.finditer(story.html):
                kinds = ("img-src",) if each["what"].lower() == "img" else tuple(found)
                for kind in kinds:
                    found[kind].add(_origin(each["host"]))
    hosts = {kind: sorted(host for host in names if host) for kind, names in found.items()}
    return {kind: tuple(names) if len(names) <= MOST_HOSTS else ("https:",) for kind, names in hosts.items()}


def _origin(address: str) -> str:
    """`https://host` of an address; "" where it is not one that a policy can name."""
    host = "https://" + address.partition("://")[2].partition("/")[0].lower()
    return host if SOURCE.fullmatch(host) else ""


def inline_hashes(templates: Iterable[str], sheets: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """The hashes of scripts and styles that stand in templates word for word, and of the theme's `sheets`, by directive.

    Not of those in finished pages: a script that content brought along would be allowed with them.
    """
    found: dict[str, set[str]] = {"script-src": set(), "style-src": set(map(_hash, sheets))}
    for text in templates:
        for each in STYLES_AND_SCRIPTS.finditer(text):
            is_script = each["name"] == "script"
            if (is_script and DATA_BLOCK.search(each["attributes"])) or "{{" in each["text"] or "{%" in each["text"]:
                continue
            found["script-src" if is_script else "style-src"].add(_hash(each["text"]))
    return {kind: tuple(sorted(digests)) for kind, digests in found.items()}


def _hash(text: str) -> str:
    """What a policy calls an inline text by (CSP Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def cache_control(path: str) -> str:
    """How long an output file may be kept, by its path relative to the output folder."""
    return IMMUTABLE if FINGERPRINTED.search(path) else SHORT
