"""Fixtures that every test may ask for. What they give is defined in harness.py."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from tests.demo import Demo
from tests.harness import Built, Golden, Site, fail, find_chromium, served
from tests.templates import compile_each_once
from tests.validators.npm import package_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

# The same examples on each run of CI, new ones at a desk; no deadline, as machines differ.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("desk", deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

compile_each_once()

# A shell lets what it starts in the background ignore these, and whatever that starts: tests send them.
for number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

# Nothing but the loopback resolves, and the browser asks for nothing of its own accord.
CHROMIUM_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--no-sandbox",
]


class Builds(Protocol):
    """Writes a site given as one text, and builds it."""

    def __call__(self, archive: str, *more: str, **pictures: tuple[int, int]) -> Built:
        """See Site.write for the text and the pictures; `more` are arguments of the command."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site: write to it, build it, change it, build it again."""
    return Site(tmp_path)


@pytest.fixture
def build(site: Site) -> Builds:
    """A site from one text, built as a real process."""
    return lambda archive, *more, **pictures: site.write(archive, **pictures).build(*more)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    """The demo site, as one of the repository's settings files builds it."""
    base = tmp_path_factory.getbasetemp()
    # The processes of one run have their folders side by side.
    shared = (base if worker_id == "master" else base.parent) / "the-demo"
    shared.mkdir(exist_ok=True)
    return Demo(shared)


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """Expected output; a test that uses it has `golden` in its name, so that `make golden` finds it."""
    return Golden(Path(__file__).parent / "golden", update=pytestconfig.getoption("--update-golden"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on the loopback until the session ends, and gives its address."""
    with contextlib.ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Real Chromium, one a session."""
    from playwright.sync_api import Error, sync_playwright  # slow to import, and unit tests need none

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        except Error as error:
            fail(f"Chromium does not start (make test installs it): {error.message}")
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page, with no cookie or cache of another test; it waits 10 seconds for anything at the most."""
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The axe accessibility checker: page.evaluate(axe_source), then page.evaluate("axe.run()")."""
    return package_file("axe-core/axe.min.js").read_text("utf-8")
