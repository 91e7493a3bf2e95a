"""Every page type is for everybody: axe, contrast, the reader's own colours, the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sites import EVERY, Place, places

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("place", EVERY, ids=str)

NARROW, WIDE = 412, 1280
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN_AXE = """async rules => (await axe.run({
    runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], preload: false,
})).violations.map(found => `${found.id}: ${found.help}\\n` + found.nodes.map(node => `    ${node.target}`).join("\\n"))"""

# Each run of visible text with the contrast of its colour to what lies behind it (WCAG 2.2, relative luminance).
# Colours go through a canvas, which reads every notation.
TEXT_CONTRASTS = """([selector]) => {
    const pixel = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const rgba = colour => {
        pixel.clearRect(0, 0, 1, 1);
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
        return pixel.getImageData(0, 0, 1, 1).data;
    };
    const luminance = ([r, g, b]) => {
        const linear = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = rgba(getComputedStyle(at).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return rgba("Canvas");
    };
    const found = [];
    for (const root of document.querySelectorAll(selector)) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            const text = texts.currentNode.data.trim();
            if (!text || !element.checkVisibility() || !element.getClientRects().length) continue;
            const ink = rgba(getComputedStyle(element).color);
            const [dark, light] = [luminance(ink), luminance(behind(element))].sort((a, b) => a - b);
            found.push([text.slice(0, 60), ink[3] < 255 ? 1 : (light + 0.05) / (dark + 0.05)]);
        }
    }
    return found;
}"""
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
MUCH_READ = "h1, .standfirst, .card-teaser, .prose > :is(p, ul, ol, blockquote)"


def faint(page: Page, selector: str, least: float) -> list[str]:
    """The texts with less contrast than `least`; fails where there is no text at all."""
    measured: list[tuple[str, float]] = page.evaluate(TEXT_CONTRASTS, [selector])
    assert measured, f"no text in {selector}"
    return [f"{contrast:.2f} {text}" for text, contrast in measured if contrast < least]


@every_page
def test_axe_finds_nothing_in_light_and_dark_narrow_and_wide(visit: Visit, axe_source: str, place: Place) -> None:
    """Each scheme and each width once: what hangs on both is contrast, and the next test measures that in all four."""
    found: dict[str, Any] = {}
    page = visit(place)
    page.evaluate(axe_source)
    for scheme, width in (("light", NARROW), ("dark", WIDE)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(RUN_AXE, RULES):
            found.setdefault(violation, []).append(f"{scheme} {width}")
    assert not found, "\n".join(f"{violation}\n    ({', '.join(where)})" for violation, where in found.items())


@every_page
def test_text_stands_out_in_light_and_dark_and_what_is_read_at_length_more(visit: Visit, place: Place) -> None:
    page = visit(place)
    backgrounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        backgrounds.add(page.evaluate(BACKGROUND))
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            assert faint(page, "body", 4.5) == [], f"{scheme} {width}"
            assert faint(page, MUCH_READ, 7) == [], f"{scheme} {width}"
    assert len(backgrounds) == 2, "light and dark look alike"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "place", [*places("demo", "home", "article with picture and records"), *places("strange", "code")], ids=str
)
def test_text_keeps_its_contrast_in_forced_colours(visit: Visit, place: Place, scheme: Any) -> None:
    page = visit(place, scheme=scheme, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert faint(page, "body", 4.5) == []
