"""Headers and redirects as the files that hosts and servers read: `_headers`, and pieces for nginx and Caddy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.outputs.headers import IMMUTABLE, SHORT
from standfirst.outputs.redirects import (
    NGINX_SERVER,
    caddy_map,
    caddy_redirects,
    nginx_redirects,
    redirect_list,
    s3_objects,
    s3_routing_rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standfirst.outputs.headers import Headers
    from standfirst.redirects.settle import Redirect

HOSTING = "hosting"
"""Below the state folder: files for servers, which readers need not see."""
S3_REDIRECTS = "s3-redirects.json"
CSP = "Content-Security-Policy"
MOST_RULES = 90
"""Rules of `_headers`; Cloudflare Pages takes 100."""
PICTURE = r"-[0-9]+-[0-9a-f]{8}\.(?:avif|webp|png|jpg)$"
PICTURE_NGINX = PICTURE.replace("-[0-9a-f]", "-(?=[0-9]*[a-f])[0-9a-f]")
PICTURE_BY_DAY = PICTURE.replace("[0-9a-f]", "[0-9]")
"""Names of renditions; names of writers that end in a day; and, where patterns can look ahead, the first without the second."""
HASHED = ("pagefind/filter/*", "pagefind/fragment/*", "pagefind/index/*")
"""Folders in which every file is named by its content."""


def host_headers(headers: Headers, site_url: str, pages: Iterable[str]) -> str:
    """`_headers`, as Netlify, Cloudflare Pages and their kin read it. `pages` are the output files of those it may name.

    Where two rules fit, some of these hosts send both values and some the last one. A policy can only be narrowed by a
    second: so the first rule, for all, is the search page's, and each folder of pages and page has the strict one besides. Cache
    times would contradict each other, so only files that never change have one; the hosts' own for pages are short.
    """
    base = urlsplit(site_url).path
    lines = [f"{base}/*\n"]
    lines += [f"  {name}: {value}\n" for name, value in {**headers.others, CSP: headers.search_policy}.items()]
    rules = 1
    if headers.search and headers.search_policy != headers.policy:
        folders = sorted({name.partition("/")[0] for name in pages if "/" in name})
        paths = [f"{base}/", *(f"{base}/{folder}/*" for folder in folders)]
        for name in sorted(name for name in pages if "/" not in name and name != headers.search):
            paths += [f"{base}/{name.removesuffix('.html')}", f"{base}/{name}"]
        for path in paths[: MOST_RULES - 5]:
            lines.append(f"{path}\n  {CSP}: {headers.policy}\n")
            rules += 1
    if headers.search:
        lines += [f"{base}/{path}\n  Cache-Control: {IMMUTABLE}\n" for path in HASHED]
    return "".join(lines)


def nginx_http(headers: Headers, redirects: Sequence[Redirect], site_url: str) -> str:
    """Maps for nginx's `http` block."""
    base = urlsplit(site_url).path
    text = "# Include this file in the http block before any map, and nginx-server.conf in the site's server block.\n"
    text += nginx_redirects(redirects, site_url)
    text += f'map $uri $standfirst_policy {{\n    default "{headers.policy}";\n'
    for path in _search_paths(headers, base):
        text += f'    "{path}" "{headers.search_policy}";\n'
    text += f'}}\nmap $uri $standfirst_cache {{\n    default "{SHORT}";\n'
    for pattern in (_hashed_pattern(base), PICTURE_NGINX):
        text += f'    "~{pattern}" "{IMMUTABLE}";\n'
    return f"{text}}}\n"


def _search_paths(headers: Headers, base: str) -> tuple[str, ...]:
    """The page that runs WebAssembly, and the worker that it starts."""
    return (f"{base}/{headers.search}", f"{base}/pagefind/pagefind-worker.js") if headers.search else ()


def _hashed_pattern(base: str) -> str:
    return rf"^{re.escape(base)}/pagefind/(?:fragment|index|filter)/"


def nginx_server(headers: Headers) -> str:
    """Headers and redirects for nginx's `server` block."""
    text = (
        "# A location with an add_header of its own loses all of these: include this file there as well.\n"
        "absolute_redirect off;\n"
    )
    for name, value in {**headers.others, CSP: "$standfirst_policy", "Cache-Control": "$standfirst_cache"}.items():
        text += f'add_header {name} "{value}" always;\n'
    return text + NGINX_SERVER


def caddyfile(headers: Headers, redirects: Sequence[Redirect], site_url: str) -> str:
    """A snippet for Caddy: `import` this file, then `import standfirst` in the site's block."""
    base = urlsplit(site_url).path
    policies = [(path, headers.search_policy) for path in _search_paths(headers, base)]
    kept = [(f"~{pattern}", IMMUTABLE) for pattern in (_hashed_pattern(base), PICTURE)]
    text = f"(standfirst) {{\n{caddy_redirects(redirects, site_url)}"
    text += caddy_map("standfirst_policy", headers.policy, policies)
    text += caddy_map("standfirst_cache", SHORT, [(f"~{PICTURE_BY_DAY}", SHORT), *kept]) + "\theader {\n"
    for name, value in {**headers.others, CSP: "{standfirst_policy}", "Cache-Control": "{standfirst_cache}"}.items():
        text += f'\t\t{name} "{value}"\n'
    return text + "\t}\n}\n"


def server_files(
    wanted: Iterable[str], headers: Headers, redirects: Sequence[Redirect], site_url: str
) -> dict[str, str]:
    """Files that are for servers and not for readers, by name; they stay out of the output."""
    made = {"redirects.json": redirect_list(redirects)}
    if "nginx" in wanted:
        made["nginx-http.conf"] = nginx_http(headers, redirects, site_url)
        made["nginx-server.conf"] = nginx_server(headers)
    if "caddy" in wanted:
        made["Caddyfile"] = caddyfile(headers, redirects, site_url)
    if "s3" in wanted:
        made[S3_REDIRECTS] = s3_objects(redirects, site_url)
        rules = s3_routing_rules(redirects, site_url)
        if rules:
            made["s3-routing-rules.json"] = rules
    return made
