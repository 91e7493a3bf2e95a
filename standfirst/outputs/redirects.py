"""Redirects in the forms that hosts and servers read: pages, `_redirects`, nginx, Caddy, S3."""

from __future__ import annotations

import json
import posixpath
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.copydesk import address_key
from standfirst.redirects.addresses import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.redirects.settle import Redirect

MOST_ROUTING_RULES = 50
"""Rules that S3 takes for one bucket (its API reference, RoutingRules)."""
NGINX_BUCKET = 64
"""Bytes of a bucket of nginx's hash tables on most machines; a longer key needs larger ones."""
NGINX_KEYS = 1000
"""Keys that fit into tables of nginx's own size, 2,048 buckets."""


def fallback_pages(
    redirects: Iterable[Redirect], titles: Mapping[str, str], lang: str, site_url: str, *, relative: bool
) -> dict[str, str]:
    """An HTML page at each former address that a page can stand at: output file -> text.

    It leads on at once, without a script, and says where by the new page's name: `titles` has these by address from the
    site's root, as redirects have it.
    """
    pages: dict[str, tuple[str, str]] = {}
    for redirect in redirects:
        if not redirect.new:
            continue
        title = titles.get(redirect.new.partition("#")[0]) or _full(redirect.new, site_url)
        for name in _page_files(redirect):
            pages.setdefault(address_key(name), (name, _page(name, redirect.new, title, lang, site_url, relative)))
    return dict(sorted(pages.values()))


def _page_files(redirect: Redirect) -> Iterator[str]:
    """Output files whose pages a server shows at the forms of a former address."""
    for form in redirect.forms:
        name = form.lstrip("/")
        if "?" in form or not name:
            continue
        if name.endswith((".html", ".htm")):
            yield name
        elif name.endswith("/"):
            yield f"{name}index.html"


def _page(name: str, new: str, title: str, lang: str, site_url: str, relative: bool) -> str:  # noqa: FBT001 - handed on
    full, shown = escape(_full(new, site_url)), escape(title)
    link = escape(_relative(name, new)) if relative and new.startswith("/") else full
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n<title>{shown}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n<link rel="canonical" href="{full}">\n'
        '<meta name="robots" content="noindex">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'</head>\n<body>\n<main>\n<h1><a href="{link}">{shown}</a></h1>\n</main>\n</body>\n</html>\n'
    )


def _full(new: str, site_url: str) -> str:
    return f"{site_url}{new}" if new.startswith("/") else new


def _relative(name: str, new: str) -> str:
    path, mark, rest = new.partition("#")
    made = posixpath.relpath(path, "/" + encoded(posixpath.dirname(name))) + ("/" if path.endswith("/") else "")
    return made + mark + rest


def host_redirects(redirects: Iterable[Redirect], site_url: str) -> str:
    """`_redirects`, as Netlify, Cloudflare Pages and their kin read it. What is gone is left to the 404 page."""
    base = urlsplit(site_url).path
    lines = []
    for redirect in redirects:
        new = f"{base}{redirect.new}" if redirect.new.startswith("/") else redirect.new
        for form in redirect.forms:
            # These hosts show x.html at /x by themselves, and x/index.html at x/.
            itself = new.partition("#")[0] in {f"{base}{encoded(form)}.html", f"{base}{encoded(form)}/"}
            if redirect.new and "?" not in form and not form.endswith("/index.html") and not itself:
                lines.append(f"{base}{encoded(form)} {new} 301\n")
    return "".join(lines)


def nginx_redirects(redirects: Sequence[Redirect], site_url: str) -> str:
    """Maps for nginx's `http` block: from a former address to the new one, and whether it is gone.

    They begin with the sizes of nginx's tables, which no map may precede.
    """
    base = urlsplit(site_url).path
    moved: dict[str, str] = {}
    asked: dict[str, str] = {}
    gone: dict[str, str] = {}
    for redirect in redirects:
        new = f"{base}{redirect.new}" if redirect.new.startswith("/") else redirect.new
        for form in redirect.forms:
            # nginx compares these keys without regard to the case of ASCII letters.
            key = f"{base}{form}".encode().lower().decode()
            if not redirect.new:
                gone[key] = "1"
            else:
                (asked if "?" in form else moved).setdefault(key, new)
    keys = (*moved, *asked, *gone)
    longest = max((len(key.encode()) for key in keys), default=0)
    text = ""
    if longest + NGINX_BUCKET // 2 > NGINX_BUCKET:
        # A bucket holds its key, a pointer, the key's length, and an end.
        text += f"map_hash_bucket_size {1 << (longest + NGINX_BUCKET // 2).bit_length()};\n"
    if len(keys) > NGINX_KEYS:
        text += f"map_hash_max_size {1 << (2 * len(keys)).bit_length()};\n"
    text += _map("$uri", "$standfirst_moved", '""', moved)
    text += _map("$uri?$args", "$standfirst_asked", "$standfirst_moved", asked)
    return text + _map("$uri", "$standfirst_gone", '""', gone)


CADDY_PATH = "{http.request.uri.path}"
GONE = "gone"
"""In Caddy's map: nothing took its place. It is no address, so no redirect leads there."""
NGINX_SERVER = (
    "if ($standfirst_asked) {\n    return 301 $standfirst_asked;\n}\nif ($standfirst_gone) {\n    return 410;\n}\n"
)
"""What nginx's `server` block needs beside the maps."""


def _map(source: str, target: str, default: str, pairs: Mapping[str, str]) -> str:
    lines = "".join(f"    {_quoted(key)} {_quoted(value)};\n" for key, value in pairs.items())
    return f'map "{source}" {target} {{\n    default {default};\n{lines}}}\n'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def caddy_redirects(redirects: Sequence[Redirect], site_url: str) -> str:
    """What Caddy needs in a site's block: addresses that ask by a query come first, as they have the path of another too."""
    base = urlsplit(site_url).path
    pairs = [
        (f"{base}{form}", (f"{base}{redirect.new}" if redirect.new.startswith("/") else redirect.new) or GONE)
        for redirect in redirects
        for form in redirect.forms
    ]
    asked, moved = ([pair for pair in pairs if ("?" in pair[0]) is query] for query in (True, False))
    text = _caddy_led("standfirst_asked", asked, f"{CADDY_PATH}?{{http.request.uri.query}}") if asked else ""
    return text + _caddy_led("standfirst_moved", moved, CADDY_PATH)


def _caddy_led(name: str, pairs: Iterable[tuple[str, str]], source: str) -> str:
    return (
        caddy_map(name, "", pairs, source)
        + f'\t@{name} expression {{{name}}} != "" && {{{name}}} != "{GONE}"\n'
        + f"\tredir @{name} {{{name}}} 301\n"
        + f'\t@{name}_gone expression {{{name}}} == "{GONE}"\n\trespond @{name}_gone 410\n'
    )


def caddy_map(target: str, default: str, pairs: Iterable[tuple[str, str]], source: str = CADDY_PATH) -> str:
    """Caddy's map from paths, or another source, to a value; of several patterns that fit, the first counts."""
    lines = "".join(f"\t\t{_caddy(old)} {_caddy(new)}\n" for old, new in pairs)
    return f"\tmap {source} {{{target}}} {{\n{lines}\t\tdefault {_caddy(default)}\n\t}}\n"


def _caddy(text: str) -> str:
    """A token of a Caddyfile: a pattern as it is, between backquotes; else in quotes.

    Braces name a placeholder, wherever they stand: a path that has them is written as a pattern.
    """
    if text.startswith("/") and ("{" in text or "}" in text):
        text = f"~^{re.escape(text)}$".replace("\\{", "\\x7B").replace("\\}", "\\x7D").replace("`", "\\x60")
    return f"`{text}`" if text.startswith("~") else '"' + text.replace('"', '\\"') + '"'


def s3_objects(redirects: Iterable[Redirect], site_url: str) -> str:
    """JSON for an S3 bucket served as a website: an empty object for each former address, with where it leads.

    `Key` and `WebsiteRedirectLocation` are the names of S3's PutObject. A bucket has no limit to their number.
    """
    base = urlsplit(site_url).path.strip("/")
    made = {}
    for redirect in redirects:
        new = f"{urlsplit(site_url).path}{redirect.new}" if redirect.new.startswith("/") else redirect.new
        for form in redirect.forms:
            if redirect.new and "?" not in form and not form.endswith("/"):
                made[posixpath.join(base, form.lstrip("/"))] = new
    return _json([{"Key": key, "WebsiteRedirectLocation": new} for key, new in made.items()])


def s3_routing_rules(redirects: Iterable[Redirect], site_url: str) -> str:
    """JSON of routing rules for an S3 bucket served as a website; "" where S3 would refuse that many.

    S3 compares beginnings and takes the first rule that fits, so longer addresses stand first and nothing that is there
    is led away.
    """
    base = urlsplit(site_url)
    rules = []
    for redirect in sorted(redirects, key=lambda redirect: (-len(redirect.old), redirect.old)):
        if not redirect.new or "?" in redirect.old:
            continue
        own = redirect.new.startswith("/")
        to = urlsplit(_full(redirect.new, site_url))
        target = f"{to.path}{'?' + to.query if to.query else ''}{'#' + to.fragment if to.fragment else ''}"
        rules.append(
            {
                "Condition": {
                    "HttpErrorCodeReturnedEquals": "404",
                    "KeyPrefixEquals": f"{base.path.strip('/')}{redirect.old}".lstrip("/"),
                },
                "Redirect": {
                    "Protocol": base.scheme if own else "https",
                    "HostName": base.netloc if own else to.netloc,
                    "ReplaceKeyWith": target.lstrip("/"),
                    "HttpRedirectCode": "301",
                },
            }
        )
    return _json(rules) if len(rules) <= MOST_ROUTING_RULES else ""


def redirect_list(redirects: Iterable[Redirect]) -> str:
    """All redirects as JSON, for programs: a list of objects with `old`, `new` and `forms`."""
    return _json([{"old": r.old, "new": r.new, "forms": r.forms} for r in redirects])


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
