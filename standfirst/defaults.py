"""The default of every setting that differs from Pelican's. A settings file starts with `from standfirst.defaults import *`.

Beneath a settings file that does not, `standfirst build` puts those of them that change no address: it is taken for an
existing Pelican site's, and links to that site must hold.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKED_THEME = _HERE / "theme"

PELICAN_CLASS = "standfirst.Site"
SITENAME = "Newsroom"
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(_PACKED_THEME if _PACKED_THEME.is_dir() else _HERE.parent / "theme")
TIMEZONE = "UTC"
LOCALE = ["C"]
DEFAULT_CATEGORY = "News"
DEFAULT_PAGINATION = 20
# Not Pelican's {name}{number}: page 12 of "reporter-1" would be page 2 of "reporter-11".
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}{extension}", "{base_name}/page/{number}{extension}"),
]
STANDFIRST_STABLE_PAGES = True
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "author": None}
ARTICLE_URL = ARTICLE_SAVE_AS = "news/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "news/{slug}-{lang}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "topics/{slug}.html"
CATEGORIES_URL = CATEGORIES_SAVE_AS = "topics.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "authors/{slug}.html"
ARCHIVES_URL = ARCHIVES_SAVE_AS = "archive.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}.html"
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}.html"
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = "feeds/topics/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/authors/{slug}.atom.xml"
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
    },
    "output_format": "html5",
}
