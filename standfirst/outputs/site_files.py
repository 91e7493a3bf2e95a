"""The small files that a site has at its root: robots.txt and the web manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.outputs.text import json_text, uri

if TYPE_CHECKING:
    from standfirst.edition import Edition

THEME_COLOUR = "#ffffff"
"""Colour of the browser's frame around the site."""
BACKGROUND_COLOUR = "#ffffff"
"""Colour of the window before the first page is drawn."""
ICON_SIZES = (192, 512)
"""Pixels a side of theme/icon-*.png."""


def robots(edition: Edition) -> str:
    """robots.txt: nothing is forbidden, and the sitemap index is named."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {uri(edition.config.absolute('sitemap.xml'))}\n"


def web_manifest(edition: Edition) -> str:
    """The web app manifest. Its addresses are relative to its own, at the site's root."""
    config = edition.config
    manifest = {
        "name": config.site_name,
        "short_name": config.site_name,
        "description": config.description,
        "lang": config.lang,
        "start_url": "./",
        "scope": "./",
        # The reader keeps the address and the way back: a news site is left and entered by links.
        "display": "minimal-ui",
        "theme_color": THEME_COLOUR,
        "background_color": BACKGROUND_COLOUR,
        "icons": [
            {"src": f"theme/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in ICON_SIZES
        ],
    }
    return json_text({name: value for name, value in manifest.items() if value}) + "\n"
