"""Settings of the local build. docs/configuration.md explains each; standfirst/defaults.py has the defaults."""

from standfirst.defaults import *

SITENAME = "Standfirst"
SITESUBTITLE = "Exchanges of prisoners between Ukraine and Russia, each figure from a checked record."
SITEURL = "http://localhost:8000"
TIMEZONE = "Europe/Kyiv"
DEFAULT_LANG = "en"

# Links that also work when output/index.html is opened from the disk.
RELATIVE_URLS = True

SLUGIFY_SOURCE = "basename"
DEFAULT_PAGINATION = 12
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"

STANDFIRST_IMAGE = "theme/card.png"
STANDFIRST_IMAGE_ALT = "Standfirst"
STANDFIRST_PUBLISHER_LOGO = "theme/icon-512.png"
STANDFIRST_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STANDFIRST_POLICIES = {"correctionsPolicy": "corrections.html", "verificationFactCheckingPolicy": "how-we-count.html"}
STANDFIRST_MENU = (
    ("About", "about.html"),
    ("Corrections policy", "corrections.html"),
    ("How we count", "how-we-count.html"),
)
