import json

from standfirst.outputs.site_files import robots, web_manifest
from tests.unit.outputs.samples import edition


def test_robots_are_let_in_and_shown_the_sitemap() -> None:
    assert robots(edition()) == "User-agent: *\nDisallow:\n\nSitemap: https://news.example/sitemap.xml\n"


def test_the_manifest_works_wherever_the_site_is_mounted() -> None:
    """Its addresses are relative: a site below a folder of a host needs no other."""
    manifest = json.loads(web_manifest(edition(SITEURL="https://host.example/folder")))
    assert manifest == {
        "name": "The Count",
        "short_name": "The Count",
        "description": "News in numbers.",
        "lang": "en",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": "#ffffff",
        "background_color": "#ffffff",
        "icons": [
            {"src": "theme/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "theme/icon-512.png", "sizes": "512x512", "type": "image/png"},
        ],
    }
