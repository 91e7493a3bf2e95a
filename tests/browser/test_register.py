"""The register's table can be sorted and filtered from the keyboard, and read without either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.policy import SCRIPTS, STYLES
from tests.browser.sites import Place, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Route

    from tests.browser.conftest import Visit
    from tests.harness import Built

pytestmark = pytest.mark.browser

REGISTER = Place("demo", "register")
YEAR = Place("demo", "year of the register")
TABLE = ".register .register-table"
SHOWN = f"{TABLE} tbody tr:visible"
STRICT = f"default-src 'none'; {SCRIPTS}; {STYLES}; img-src 'self' data:; manifest-src 'self'"


def column(page: Page, number: int) -> list[str]:
    """What a column of the table says, in the order of its rows; the first is number 1."""
    return page.locator(f"{TABLE} tbody tr > :nth-child({number})").all_inner_texts()


def figures(page: Page, number: int) -> list[int | None]:
    """The figures of a column; None where the cell has no number of people."""
    cells = page.locator(f"{TABLE} tbody tr > :nth-child({number})")
    found = cells.evaluate_all("cells => cells.map(cell => cell.dataset.n ?? null)")
    return [None if figure is None else int(figure) for figure in found]


def test_the_table_sorts_by_a_heading_from_the_keyboard_with_unknown_figures_last(visit: Visit) -> None:
    page = visit(YEAR)
    days = page.locator(f"{TABLE} tbody time").evaluate_all("times => times.map(time => time.dateTime)")
    assert days == sorted(days, reverse=True)
    button = page.get_by_role("button", name="To Ukraine")
    button.focus()
    for key, reverse, said in (("Enter", True, "descending"), ("Space", False, "ascending")):
        page.keyboard.press(key)
        assert page.locator(f"{TABLE} th[aria-sort]").get_attribute("aria-sort") == said
        assert page.locator(f"{TABLE} th[aria-sort]").inner_text() == "To Ukraine"
        known = [figure for figure in figures(page, 3) if figure is not None]
        assert known == sorted(known, reverse=reverse)
        assert figures(page, 3)[: len(known)] == known
        assert len(known) < len(days), "a year without an unknown figure proves nothing"
    page.get_by_role("button", name="Date").press("Enter")
    page.get_by_role("button", name="Date").press("Enter")
    again = page.locator(f"{TABLE} tbody time").evaluate_all("times => times.map(time => time.dateTime)")
    assert again == sorted(days)


def test_the_table_filters_from_the_keyboard_and_says_how_many_rows_are_left(visit: Visit) -> None:
    page = visit(YEAR)
    status = page.locator("[role=status]")
    whole, rows = status.inner_text(), page.locator(SHOWN).count()
    page.get_by_label("Find in the table").focus()
    page.keyboard.type("66th STAGE")
    assert page.locator(SHOWN).count() == 9
    assert all("66th" in text for text in page.locator(SHOWN).all_inner_texts())
    assert status.inner_text() == f"9 of {rows} shown"
    page.keyboard.press("Tab")
    page.keyboard.type("Repatriation of bodies")
    assert page.locator(SHOWN).count() == 0
    assert status.inner_text() == f"0 of {rows} shown"
    page.get_by_label("Find in the table").fill("")
    assert {text.split("\t")[1] for text in page.locator(SHOWN).all_inner_texts()} == {"Repatriation of bodies"}
    page.get_by_label("Kind").select_option("")
    assert (page.locator(SHOWN).count(), status.inner_text()) == (rows, whole)


@pytest.mark.parametrize("place", [REGISTER, YEAR, *places("strange", "register")], ids=str)
def test_without_scripts_every_row_is_there_and_nothing_that_would_not_work(
    browser: Browser, built: Callable[[str], tuple[Built, str]], place: Place
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built(place.site)[1]}/{place.path}")
    assert page.locator(SHOWN).count() == page.locator(f"{TABLE} tbody tr").count() > 0
    assert page.locator("main :is(button, input, select):visible").count() == 0
    context.close()


def _strictly(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})


def test_the_register_works_under_a_policy_that_allows_no_other_inline_script_and_no_style(
    browser: Browser, built: Callable[[str], tuple[Built, str]]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.route("**/*.html", _strictly)
    for place in (REGISTER, YEAR, Place("demo", "record of a stage"), Place("demo", "home")):
        page.goto(f"{built(place.site)[1]}/{place.path}")
        page.wait_for_load_state()
    page.goto(f"{built('demo')[1]}/{REGISTER.path}")
    assert page.get_by_role("button", name="Date").count() == 1
    assert complaints == []
    context.close()


def test_a_chart_says_what_it_shows_and_has_its_figures_as_a_table(visit: Visit) -> None:
    page = visit(REGISTER)
    charts = page.get_by_role("img", name="People returned by month, to Ukraine and to Russia")
    assert charts.count() == 1
    assert page.get_by_role("img", name="Running total of people returned to Ukraine").count() == 1
    for figure in page.locator("figure").all():
        figure.locator("summary").press("Enter")
        assert figure.locator("tbody tr").count() > 10
        assert figure.locator("table").is_visible()
    assert "May 2025\t1,205\t1,205" in page.locator("figure").first.inner_text()


def test_text_in_a_chart_keeps_its_size_on_a_narrow_screen(visit: Visit) -> None:
    for width in (320, 1280):
        page = visit(REGISTER, width=width)
        sizes = page.locator("svg text").evaluate_all("texts => texts.map(text => text.getBoundingClientRect().height)")
        assert min(sizes) >= 12


@pytest.mark.parametrize("place", [REGISTER, YEAR, Place("demo", "record of a stage")], ids=str)
def test_on_paper_the_figures_stand_without_anything_to_click(visit: Visit, place: Place) -> None:
    page = visit(place, media="print")
    assert page.locator("main :is(nav, form, summary):visible").count() == 0
    for table in page.locator("main table").all():
        assert table.evaluate("table => table.checkVisibility() && table.getClientRects().length > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_and_lines_stand_out_in_every_scheme(visit: Visit, scheme: str) -> None:
    colours = """marks => marks.map(mark => getComputedStyle(mark)).map(style => style.fill + style.stroke)"""
    page = visit(REGISTER, scheme="light" if scheme == "light" else "dark")
    up, down = (page.locator(f".chart-{side} rect").first.evaluate_all(colours) for side in ("up", "down"))
    assert up != down
    page = visit(REGISTER, scheme="light" if scheme == "light" else "dark", forced_colors="active")
    up, down = (page.locator(f".chart-{side} rect").first.evaluate_all(colours) for side in ("up", "down"))
    assert up != down
