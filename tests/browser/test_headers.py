"""The demo site behind a real nginx with the headers that its build wrote: nothing of it is blocked, and what is injected is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.sites import DEMO, DEMO_TIME, settings
from tests.browser.test_accessibility import RULES, RUN_AXE
from tests.harness import ROOT, Site
from tests.hosts import nginx
from tests.publish.servers import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.demo import Demo

pytestmark = pytest.mark.browser

LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""
MOVED = "redirects: [/moved/from/here.html, /moved/without-ending]\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, demo: Demo) -> Iterator[tuple[Path, str]]:
    """The output folder of the demo, built for the address at which nginx serves it, and that address."""
    site, port = Site(tmp_path_factory.mktemp("headers")), free_port()
    address = f"http://127.0.0.1:{port}"
    more = 'STANDFIRST_HOST_FILES = ("pages", "nginx")\n'
    publish = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n" + settings(address, "publishconf", more)
    demo.lend_pictures(site.root / "state")
    site.write(f"-- published.py --\n{publish}")
    site.build("--settings", "published.py", "--content", str(ROOT / "content"), now=DEMO_TIME).checked()
    with nginx(site.root / "output", site.root / "state/hosting", tmp_path_factory.mktemp("nginx"), port):
        yield site.root / "output", address


@pytest.fixture
def tab(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A tab, and what it complained of."""
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(10_000)
    context.add_init_script(LISTEN)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


def test_no_page_of_any_type_breaks_the_policy_or_makes_the_browser_complain(
    tab: tuple[Page, list[str]], place: tuple[Path, str]
) -> None:
    page, said = tab
    for name, path in {**DEMO, "search": "search.html", "data": "data.html"}.items():
        answer = page.goto(f"{place[1]}/{path}", wait_until="load")
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert ("wasm-unsafe-eval" in policy) is (name == "search")
        page.get_by_role("button", name="Dark").click()
        assert page.locator("html").get_attribute("data-scheme") == "dark", "the script of the colour switch runs"
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
        broken = (
            "[...document.images].filter((image) => image.complete && !image.naturalWidth).map((image) => image.src)"
        )
        assert page.evaluate(broken) == []
        assert (violations(page), said) == ([], []), name


def test_the_page_for_what_is_not_there_has_the_policy_too(
    tab: tuple[Page, list[str]], place: tuple[Path, str]
) -> None:
    answer = tab[0].goto(f"{place[1]}/deep/below/nothing")
    assert answer is not None
    assert answer.status == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert violations(tab[0]) == []


def test_search_searches_under_its_policy(tab: tuple[Page, list[str]], place: tuple[Path, str]) -> None:
    page, said = tab
    page.goto(f"{place[1]}/search.html?q=exchange")
    expect(page.locator(".search-results > *").first).to_be_visible()
    assert (violations(page), said) == ([], [])


def test_what_is_injected_into_a_page_does_not_run(tab: tuple[Page, list[str]], place: tuple[Path, str]) -> None:
    """An inline script, a handler, a script and a frame from elsewhere, a form that leads away, a base, a style."""
    page, _ = tab
    output, address = place
    harm = (
        "<script>document.title = 'harmed'</script>"
        "<img src=x onerror=\"document.title = 'harmed'\">"
        "<script src='https://evil.example/x.js'></script>"
        "<iframe src='https://evil.example/'></iframe>"
        "<base href='https://evil.example/'>"
        "<p id='styled' style='color: rgb(1, 2, 3)'>Styled</p>"
        "<a id='run' href=\"javascript:document.title = 'harmed'\">Run</a>"
    )
    whole = (output / "about.html").read_text("utf-8")
    (output / "harmed.html").write_text(whole.replace("</main>", f"{harm}</main>"), "utf-8")
    page.goto(f"{address}/harmed.html")
    page.locator("#run").click()
    assert "harmed" not in page.title()
    assert page.locator("#styled").evaluate("element => getComputedStyle(element).color") != "rgb(1, 2, 3)"
    found = {violation.partition(":")[0] for violation in violations(page)}
    assert found == {"script-src-elem", "script-src-attr", "style-src-attr", "frame-src", "base-uri"}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> tuple[Site, str]:
    """A site that a host without redirects of its own serves, and its address."""
    site = Site(tmp_path_factory.mktemp("moved"))
    address = serve(site.root / "output")
    off = "STANDFIRST_SEARCH = False\nSTANDFIRST_SOCIAL_CARDS = False\n"
    text = f"-- content/a.md --\n---\ntitle: Here now\ndate: 2025-12-01\nslug: here-now\n{MOVED}---\nThe text.\n"
    site.write(f"{text}-- pelicanconf.py --\n{settings(address, more=off)}").build().checked()
    return site, address


@pytest.mark.parametrize("old", ["moved/from/here.html", "moved/without-ending/", "moved/without-ending.html"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_address_leads_on_without_a_server_and_without_javascript(
    browser: Browser, moved: tuple[Site, str], old: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{moved[1]}/{old}", wait_until="commit")
    page.wait_for_url(f"{moved[1]}/news/here-now.html", timeout=10_000)
    expect(page.get_by_role("heading", name="Here now", level=1)).to_be_visible()
    context.close()


def test_the_page_at_a_former_address_is_accessible(page: Page, moved: tuple[Site, str], axe_source: str) -> None:
    """For whoever sees it, because the browser does not lead on: its refresh is taken out to look at it."""
    text = (moved[0].root / "output/moved/from/here.html").read_text("utf-8")
    page.set_content(text.replace('http-equiv="refresh"', 'name="refresh"'))
    page.evaluate(axe_source)
    found: Any = page.evaluate(RUN_AXE, RULES)
    assert found == []
    expect(page.get_by_role("link", name="Here now")).to_be_visible()
