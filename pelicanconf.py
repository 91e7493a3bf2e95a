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
ARTICLE_URL = ARTICLE_SAVE_AS = "news/{slug}.html"
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "topics/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "authors/{slug}.html"
CATEGORIES_URL = CATEGORIES_SAVE_AS = "topics.html"
TAGS_URL = TAGS_SAVE_AS = "tags.html"
AUTHORS_URL = AUTHORS_SAVE_AS = "authors.html"
ARCHIVES_URL = ARCHIVES_SAVE_AS = "archive.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}.html"
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}.html"

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
