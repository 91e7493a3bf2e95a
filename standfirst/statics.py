"""Which files of the content folder may be published as they are: those that a browser shows or saves, and never runs."""

from __future__ import annotations

import fnmatch
import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

PUBLISHED = frozenset(
    # pictures, sound, film, subtitles
    "png jpg jpeg jpe jfif gif webp avif svg ico bmp tif tiff heic heif "
    "mp3 m4a ogg oga opus wav flac aac mp4 m4v webm ogv mov vtt srt "
    # documents and their sources
    "pdf epub txt md markdown rst tex bib rtf doc docx odt ppt pptx odp xls xlsx ods ipynb py r diff patch log "
    # tables and data
    "csv tsv json jsonl ndjson geojson topojson yaml yml toml parquet sqlite db gpx kml kmz ics vcf "
    # archives, signatures, fonts, styles
    "zip gz tgz tar bz2 xz zst 7z asc sig sha256 pub woff woff2 ttf otf eot css map".split()
)
"""Endings of files that are copied. A host may run others (php), a browser may (html, js), and some steer a host by their name."""

STEERING = frozenset(
    "robots.txt ads.txt app-ads.txt security.txt humans.txt sw.js service-worker.js manifest.json vercel.json netlify.toml "
    "package.json package-lock.json firebase.json staticwebapp.config.json wrangler.toml composer.json dockerfile".split()
)
"""Names by which hosts and browsers take orders: only a setting may publish them."""


def may_be_published(path: str, named: Collection[str]) -> bool:
    """Whether the file at `path`, below the content folder, may be copied.

    `named` are the paths and patterns that the settings name; a pattern without a slash is one of file names.
    """
    name = posixpath.basename(path)
    if any(path == pattern or fnmatch.fnmatchcase(path if "/" in pattern else name, pattern) for pattern in named):
        return True
    stem, dot, ending = name.rpartition(".")
    # Some hosts run x.php.jpg.
    inner = {part.lower() for part in stem.split(".")[1:]}
    return bool(stem and dot) and ending.lower() in PUBLISHED and name.lower() not in STEERING and not inner & RUN


RUN = frozenset("php php3 php4 php5 php7 phtml phar cgi pl asp aspx jsp shtml htaccess".split())
"""Endings that some hosts run wherever in a name they stand."""

MARKUP_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<", b"#!")
NO_MARKUP = frozenset("png jpg jpeg jpe jfif gif webp avif ico bmp tif tiff heic heif mp4 webm mp3 ogg pdf".split())


def is_disguised(path: str, head: bytes) -> bool:
    """Whether a file that calls itself a picture, film or the like begins as a page or a program does."""
    ending = path.rpartition(".")[2].lower()
    return ending in NO_MARKUP and head.lstrip().startswith(MARKUP_STARTS)
