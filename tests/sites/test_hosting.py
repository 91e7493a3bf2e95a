"""Redirects and headers as real servers take them from a build."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.harness import Built, Site, nu_errors
from tests.hosts import ask, caddy, nginx
from tests.publish.servers import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = "/archive/" + "-".join(["a-long-old-address"] * 12)
SITE = f"""
-- pelicanconf.py --
from standfirst.defaults import *
STANDFIRST_SOCIAL_CARDS = False
STANDFIRST_HOST_FILES = ("pages", "_redirects", "_headers", "nginx", "caddy", "s3")
SITEURL = "https://news.example"
STANDFIRST_HSTS = 86400
-- content/a.md --
---
title: The <first> & "only"
slug: a
date: 2026-01-01
redirects: [/old/a.html, /2025/04/one, "/стара/адреса/", /?p=12, "/old.php?id=а&c=1", '/it''s $5 & "more".html', {LONG}]
---
Text with ![a picture](https://pictures.example/x.png).
-- content/secret.md --
---
title: Hidden
slug: secret
date: 2026-01-01
status: hidden
redirects: [/was-secret.html]
---
Text.
-- content/draft.md --
---
title: Draft
date: 2026-01-01
status: draft
redirects: [/was-draft.html]
---
Text.
-- content/redirects.csv --
from,to
/chain.html,/old/a.html
/{{host}}.html,/old/a.html
/gone.html,
/elsewhere,https://example.org/x?y=1#z
/soon.html,/news/draft.html
"""
LED = {
    "/old/a.html": "/news/a.html",
    "/2025/04/one": "/news/a.html",
    "/2025/04/one/": "/news/a.html",
    "/2025/04/one.html?utm_source=x": "/news/a.html",
    quote("/стара/адреса"): "/news/a.html",
    quote('/it\'s $5 & "more".html'): "/news/a.html",
    LONG: "/news/a.html",
    "/chain.html": "/news/a.html",
    "/%7Bhost%7D.html": "/news/a.html",
    "/elsewhere": "https://example.org/x?y=1#z",
    "/was-secret.html": "/news/secret.html",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Site(tmp_path_factory.mktemp("hosting")).write(SITE).build().checked()


@pytest.fixture(scope="module", params=[nginx, caddy])
def address(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, folder = free_port(), tmp_path_factory.mktemp("server")
    with request.param(built.output, built.output.parent / "state/hosting", folder, port):
        yield f"http://127.0.0.1:{port}"


def test_a_server_leads_every_form_of_a_former_address_on(address: str) -> None:
    for old, new in LED.items():
        answer = ask(address + old)
        assert (answer.status, answer.headers["Location"]) == (301, new), old


def test_a_server_says_what_is_gone_and_leaves_alone_what_is_there(address: str) -> None:
    assert ask(f"{address}/gone.html").status == 410
    assert ask(f"{address}/news/a.html").status == 200
    assert ask(f"{address}/never-was.html").status == 404
    assert ask(f"{address}/soon.html").status == 404
    assert ask(f"{address}/was-draft.html").status == 404


def test_an_address_that_asks_by_a_query_is_led_on_and_another_query_is_not(address: str) -> None:
    assert (ask(f"{address}/?p=12").status, ask(f"{address}/?p=12").headers["Location"]) == (301, "/news/a.html")
    for other in ("?p=13", "?p=12&x", "?p=1", "?", ""):
        assert ask(f"{address}/{other}").status == 200, other
    assert ask(f"{address}/old.php?id=%D0%B0&c=1").headers["Location"] == "/news/a.html"
    assert ask(f"{address}/old.php").status == 404


def test_every_answer_has_the_headers_and_only_the_search_may_run_webassembly(address: str, built: Built) -> None:
    """Inline are the line that colours the page before it is drawn, and the theme's styles: each is named by its hash."""
    (line,) = re.findall(r"<script>(.*?)</script>", built.text("news/a.html"))
    scripts = f"script-src 'self' {named(line)}"
    sheets = re.findall(r"<style>(.*?)</style>", built.text("news/a.html") + built.text("search.html"))
    assert len(sheets) == 3
    for path in ("/", "/news/a.html", "/feeds/all.json", "/theme/scheme.js", "/nothing-here"):
        headers = ask(address + path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, path
        assert f"default-src 'none'; {scripts}; style-src 'self' 'sha256-" in policy
        assert "; img-src 'self' https://pictures.example;" in policy
        assert [
            sheet for sheet in sheets if named(sheet) not in policy.partition("style-src")[2].partition(";")[0]
        ] == []
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Strict-Transport-Security"] == "max-age=86400"
        assert "camera=()" in headers["Permissions-Policy"]
    for path in ("/search.html", "/pagefind/pagefind-worker.js"):
        assert f"{scripts} 'wasm-unsafe-eval';" in ask(address + path).headers["Content-Security-Policy"]
    (built.output / "images").mkdir(exist_ok=True)
    for name, kept in {
        "images/x-480-afa4394a.png": "public, max-age=31536000, immutable",
        "images/march-12-20250523.png": "public, max-age=60, must-revalidate",
        "news/a.html": "public, max-age=60, must-revalidate",
        "theme/search.js": "public, max-age=60, must-revalidate",
    }.items():
        if name.startswith("images/"):
            (built.output / name).write_bytes(b"")
        assert ask(f"{address}/{name}").headers["Cache-Control"] == kept, name


def named(text: str) -> str:
    """An inline text as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_location_of_ones_own_keeps_the_headers_where_it_includes_them_again(built: Built, tmp_path: Path) -> None:
    """nginx drops every header of the server block in a location that adds one."""
    hosting, port = built.output.parent / "state/hosting", free_port()
    bare = 'location /feeds/ { add_header X-Own "1"; }'
    whole = f'location /news/ {{ add_header X-Own "1"; include {hosting}/nginx-server.conf; }}'
    with nginx(built.output, hosting, tmp_path, port, f"{bare}\n{whole}"):
        assert ask(f"http://127.0.0.1:{port}/feeds/all.json").headers["Content-Security-Policy"] is None
        kept = ask(f"http://127.0.0.1:{port}/news/a.html").headers
        assert kept["X-Own"] == "1"
        assert "default-src 'none'" in kept["Content-Security-Policy"]


def test_thousands_of_redirects_with_long_addresses_are_no_trouble_for_nginx(site: Site, tmp_path: Path) -> None:
    rows = "".join(f"/{n}/{'x' * 200}{n},/news/a.html\n" for n in range(3000))
    text = SITE.replace("/chain.html", f"{rows}/chain.html").replace(
        "STANDFIRST_SOC", "STANDFIRST_SEARCH = False\nSTANDFIRST_SOC"
    )
    built, port = site.write(text.replace('"pages", ', "")).build_here().checked(), free_port()
    with nginx(built.output, site.root / "state/hosting", tmp_path / "nginx", port):
        assert ask(f"http://127.0.0.1:{port}/2999/{'x' * 200}2999.html").headers["Location"] == "/news/a.html"
    assert not (site.root / "state/hosting/s3-routing-rules.json").exists(), "S3 takes 50 rules"
    objects = json.loads((site.root / "state/hosting/s3-redirects.json").read_text("utf-8"))
    assert len(objects) > 9000


def test_hosts_are_told_in_the_output_and_servers_beside_it(built: Built) -> None:
    """What only servers read is not published, and no public list names a hidden page or a draft."""
    assert {"_redirects", "_headers"} <= set(built.paths())
    assert not [path for path in built.paths() if "nginx" in path or "Caddy" in path or "s3-" in path]
    hosting = built.output.parent / "state/hosting"
    assert {path.name for path in hosting.iterdir()} == {
        "Caddyfile", "nginx-http.conf", "nginx-server.conf", "redirects.json", "s3-redirects.json", "s3-routing-rules.json",
    }  # fmt: skip
    lines = built.text("_redirects").splitlines()
    assert "/old/a.html /news/a.html 301" in lines
    assert "/2025/04/one/ /news/a.html 301" in lines
    assert not [line for line in lines if len(line.split()) != 3]
    assert "secret" not in built.text("_redirects") + built.text("_headers")
    assert "draft" not in "".join(path.read_text("utf-8") for path in hosting.iterdir()).lower()
    rules = json.loads((hosting / "s3-routing-rules.json").read_text("utf-8"))
    assert rules[0]["Redirect"]["HttpRedirectCode"] == "301"
    prefixes = [rule["Condition"]["KeyPrefixEquals"] for rule in rules]
    assert prefixes == sorted(prefixes, key=len, reverse=True)


def test_in_headers_a_second_rule_only_ever_narrows_the_policy(built: Built) -> None:
    """Some hosts send the values of all rules that fit, some that of the last: pages are strict either way."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in built.text("_headers").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[path][name] = value
        else:
            path = line
            rules[path] = {}
    assert "'wasm-unsafe-eval'" in rules["/*"]["Content-Security-Policy"]
    assert "Cache-Control" not in rules["/*"], "a second value would contradict it"
    strict = rules["/news/*"]["Content-Security-Policy"]
    assert strict == rules["/*"]["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "")
    assert {path for path, rule in rules.items() if rule.get("Content-Security-Policy") == strict} >= {
        "/", "/index.html", "/archive", "/archive.html", "/topics/*", "/old/*",
    }  # fmt: skip
    assert not [path for path in rules if path.startswith(("/search", "/pagefind")) and len(rules[path]) > 1]
    assert len(rules) <= 100, "Cloudflare Pages takes no more"


@pytest.mark.java
def test_the_page_at_a_former_address_is_valid_and_names_where_it_leads(built: Built) -> None:
    pages = [
        built.output / name for name in ("old/a.html", "2025/04/one/index.html", "elsewhere.html", "was-secret.html")
    ]
    assert nu_errors(*pages) == []
    text = built.text("old/a.html")
    assert '<meta http-equiv="refresh" content="0; url=https://news.example/news/a.html">' in text
    assert '<link rel="canonical" href="https://news.example/news/a.html">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<a href="https://news.example/news/a.html">The &lt;first&gt; &amp; &quot;only&quot;</a>' in text
    assert "<script" not in text
    assert not (built.output / "gone.html").exists()
    assert "old/a.html" not in "".join(
        built.text(path) for path in built.paths() if "sitemap" in path or "feed" in path
    )


def test_links_from_former_addresses_are_relative_where_the_site_is(site: Site) -> None:
    text = SITE.replace("SITEURL", "RELATIVE_URLS = True\nSTANDFIRST_SEARCH = False\nSITEURL")
    built = site.write(text).build_here().checked()
    assert 'content="0; url=../../../news/a.html"' in built.text("2025/04/one/index.html")
    assert '<a href="../news/a.html">' in built.text("old/a.html")


def test_a_foreign_theme_gets_no_policy_that_would_break_it(site: Site) -> None:
    built = site.write(SITE.replace("STANDFIRST_SOC", 'THEME = "simple"\nSTANDFIRST_SOC')).build_here().checked()
    assert "object-src 'none'; base-uri 'self'; frame-ancestors 'self'\n" in built.text("_headers")
    assert "script-src" not in built.text("_headers")


def test_what_the_settings_allow_and_what_the_theme_has_inline_is_in_the_policy(site: Site) -> None:
    """An inline script of a template runs by its hash; one that content brings along is on no list."""
    text = SITE.replace(
        "STANDFIRST_SOC",
        'STANDFIRST_SEARCH = False\nSTANDFIRST_CSP = {"script-src": ("https://stats.example",), "frame-src": ("https://v.example",)}\n'
        'THEME_TEMPLATES_OVERRIDES = ["templates"]\nSTANDFIRST_EMBEDS = ("film.example",)\nSTANDFIRST_SOC',
    )
    text += "-- templates/partials/head_extra.html --\n<script>document.title += '!'</script>\n"
    built = site.write(text).build_here().checked()
    policy = built.text("_headers")
    assert "script-src 'self' 'sha256-" in policy
    assert "https://stats.example;" in policy
    assert "frame-src https://film.example https://v.example;" in policy


@pytest.mark.parametrize(
    "value", ['{"script-src": ("a b",)}', '{"script-src": (";",)}', '{"x": ()}', '{"img-src": "https:"}']
)
def test_a_policy_that_is_none_is_told(site: Site, value: str) -> None:
    built = site.write(SITE.replace("STANDFIRST_SOC", f"STANDFIRST_CSP = {value}\nSTANDFIRST_SOC")).build_here()
    assert built.code == 1
    assert "SF802 STANDFIRST_CSP" in built.stderr
