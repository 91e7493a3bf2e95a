"""The typed, frozen configuration of one build: the only reader of STANDFIRST_* settings."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from standfirst.diagnostics import CODES, SETTABLE, Diagnostic, Severity
from standfirst.model import Action, Repeated
from standfirst.release_settings import AfterRelease, Budgets, TargetSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "STANDFIRST_"
LOCAL_SITE_URL = "http://localhost:8000"
"""Base of absolute addresses where SITEURL is not set: feeds and sitemaps must have one."""


ZONE_HINT = "use a name such as Europe/Kyiv; on a system without a time zone database, install tzdata"


class Config(BaseModel):
    """Each option, followed by what it means. Options marked with a Pelican name are read from that setting."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    site_name: str = Field(alias="SITENAME")
    """The site's name."""
    site_url: str = Field(alias="SITEURL")
    """Base of absolute addresses, without a trailing slash."""
    description: str = Field(default="", alias="SITESUBTITLE")
    """What the site is, in a sentence: for the home page, feeds and search engines."""
    lang: str = Field(default="en", alias="DEFAULT_LANG")
    """BCP 47 tag of what the site is written in, where an article says nothing else."""
    timezone: str = Field(default="UTC", alias="TIMEZONE")
    """The newsroom's time zone: a date without an offset is in it."""
    default_author: str | None = Field(default=None, alias="AUTHOR")
    """Who signs an article that names nobody."""

    authors_path: str = "authors"
    """Folder of author files, below the content folder."""
    exchanges_path: str = "exchanges"
    """Folder of exchange records, below the content folder."""
    extra_fields: tuple[str, ...] = ()
    """Front matter keys that a foreign theme or plugin reads; ("*",) lets every key through."""
    static_files: tuple[str, ...] = ()
    """Files of the content folder that are copied though a browser or host may run them, as paths or patterns:
    ("CNAME", "maps/*.html"). Those that STATIC_PATHS or EXTRA_PATH_METADATA name one by one are copied too."""
    embeds: tuple[str, ...] = ()
    """Hosts whose pages an article may show in a frame: ("www.youtube-nocookie.com",)."""
    severity: dict[str, Severity] = Field(default_factory=dict)
    """How severe a diagnostic is, by code: {"SF104": "warning"}. docs/writing.md says which can be set."""
    teaser: Literal["settle", "keep"] = "settle"
    """Whether repeated teaser text is settled; an article can say otherwise."""
    repeats: dict[Repeated, Action] = Field(default_factory=dict)
    """What is done about repeated text, by kind: {"near": "settle", "scrap": "error"}. docs/writing.md has the kinds."""
    boilerplate: int = Field(default=5, ge=2)
    """How many articles have a sentence before it is boilerplate, which no card shows."""
    card_length: int = Field(default=240, ge=40, le=2000)
    """Longest teaser on a card, in characters."""
    feed_json: str = "feeds/all.json"
    """Path of the JSON Feed; empty for none."""
    publisher_logo: str = ""
    """Path of the publisher's logo in the output, for structured data."""
    image: str = ""
    """Path in the output of the picture that stands for an article without one (1200 by 630 pixels)."""
    image_alt: str = ""
    """What that picture shows."""
    policies: dict[str, str] = Field(default_factory=dict)
    """Addresses of policy pages by schema.org property: {"correctionsPolicy": "corrections.html"}."""
    menu: tuple[tuple[str, str], ...] = ()
    """Links in the footer: (text, address below the site's root)."""
    licence: str = ""
    """Address of the licence of the site's texts."""
    stable_pages: bool = False
    """Whether the pages of a listing are numbered from its oldest articles, so that an address keeps its articles and a new one
    changes the first page alone. Without our defaults, as in an existing Pelican site, it is false."""
    search: bool = True
    """Whether there is a search page, where the theme has one (search.html), and an index of the articles."""
    host_files: tuple[Literal["pages", "_redirects", "_headers", "nginx", "caddy", "s3"], ...] = (
        "pages",
        "_redirects",
        "_headers",
    )
    """In which forms redirects and headers are written. The first three go into the output, the others beside the state."""
    csp: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What pages may load besides, by directive: {"script-src": ("https://stats.example",)}."""
    hsts: int = Field(default=0, ge=0)
    """For how many seconds browsers shall come by https alone (Strict-Transport-Security); 0 says nothing of it."""
    social_cards: bool = True
    """Whether each article has a picture of its headline, byline and figures for social networks, where the theme has fonts."""

    locales: tuple[str, ...] = ()
    """Folders with the site's own catalogues of the interface's words, LANG.po each; the first one wins."""

    targets: dict[str, TargetSettings] = Field(default_factory=dict)
    """Where `standfirst publish` takes the site, by name: {"live": {"kind": "folder", "path": "/srv/www/news"}}. docs/publishing.md has the kinds and their fields."""
    target: str = ""
    """The target that is meant where none is named; where there is only one it need not be."""
    after_release: AfterRelease = AfterRelease()
    """Whom to tell of a release: WebSub, IndexNow, a cache. docs/publishing.md has the fields."""
    budgets: Budgets = Budgets()
    """How many bytes a page, a file and the whole site may have when they are published: {"page": 500_000}; 0 is no limit."""
    draft_words: tuple[str, ...] = ("TK", "TKTK", "TODO", "FIXME", "lorem ipsum", "Lorem ipsum")
    """Words of unfinished text, with which no page is published."""
    release_shrink: int = Field(default=10, ge=0, le=100)
    """Share of the pages, in per cent, that a release may take away without --allow-shrink."""

    now: str = ""
    """The build time (YYYY-MM-DDThh:mm), instead of SOURCE_DATE_EPOCH or the clock."""
    state: str = ".standfirst"
    """Folder for what a build keeps for the next one."""
    wait: float = Field(default=30, ge=0)
    """Seconds that a build waits for another one of the same site to end."""
    shrink: float = Field(default=0.5, ge=0, le=1)
    """Share of the pages that a build may take away without --allow-shrink, where there were ten or more."""
    allow_shrink: bool = False
    """Build also where most pages, or all content, are gone; `--allow-shrink` sets it."""
    preview: bool = False
    """Build for a look, by `standfirst serve` alone: drafts and embargoed articles have a page, and the index of the search may
    come after the pages."""
    keep_going: bool = False
    """Build what can be built although something is wrong; the exit status says so all the same."""
    settings_file: str = ""
    """The settings file, as messages name it; the command sets it."""

    @field_validator("site_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        return value.rstrip("/") or LOCAL_SITE_URL

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise PydanticCustomError("SF803", "'{value}' is not a time zone", {"value": value}) from None
        return value

    @field_validator("severity")
    @classmethod
    def _settable(cls, value: dict[str, Severity]) -> dict[str, Severity]:
        for code in value:
            if code not in SETTABLE:
                known = "cannot be set" if code in CODES else "is no code"
                message = f"{code} {known}; these can be: {', '.join(sorted(SETTABLE))}"
                raise ValueError(message)
        return value

    @field_validator("csp")
    @classmethod
    def _sources(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for directive, sources in value.items():
            if not re.fullmatch(r"[a-z]+(-[a-z]+)+", directive):
                message = f"'{directive}' is no directive of a Content-Security-Policy"
                raise ValueError(message)
            for source in sources:
                if not re.fullmatch(r"""[^\s;,"$\\]+""", source) or not source.isascii():
                    message = f"'{source}' is no source: write 'self', https://host or https:"
                    raise ValueError(message)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def kept(self) -> Literal["keep"] | None:
        """What an article's field `teaser` says where it is not given: to settle by kind is no wish to settle all."""
        return "keep" if self.teaser == "keep" else None

    def absolute(self, url: str) -> str:
        """An address below the site's root, with the site's own in front; an absolute one as it is."""
        if url.startswith(("http://", "https://")):
            return url
        return f"{self.site_url}/{url.removeprefix('/')}"


def read_config(settings: Mapping[str, Any], path: str = "") -> tuple[Config | None, list[Diagnostic]]:
    """Parse settings once. `path` is the settings file that a diagnostic names.

    Returns the configuration, or None and what is wrong.
    """
    named = {f.alias: f.alias for f in Config.model_fields.values() if f.alias}
    own = {PREFIX + name.upper(): name for name, f in Config.model_fields.items() if not f.alias}
    problems = []
    values = {}
    for key, value in settings.items():
        if key in named and value is not None:
            values[key] = value
        elif key in own:
            values[own[key]] = value
        elif key.startswith(PREFIX):
            near = difflib.get_close_matches(key.removeprefix(PREFIX), [name.removeprefix(PREFIX) for name in own], n=1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else "docs/configuration.md lists the settings"
            problems.append(
                Diagnostic(path, line_of_setting(path, key), 1, "SF801", f"{key}: there is no such setting", hint)
            )
    try:
        config = Config(**values)
    except ValidationError as error:
        for item in error.errors():
            name = str(item["loc"][0])
            key = name if name in named else PREFIX + name.upper()
            code, message = ("SF803", item["msg"]) if item["type"] == "SF803" else ("SF802", item["msg"])
            hint = ZONE_HINT if code == "SF803" else ""
            if name in {"targets", "after_release", "budgets"} and len(item["loc"]) > 1:
                message = f"{'.'.join(str(step) for step in item['loc'][1:])}: {message}"
            problems.append(Diagnostic(path, line_of_setting(path, key), 1, code, f"{key}: {message}", hint))
        return None, problems
    return (None if problems else config), problems


def line_of_setting(path: str, key: str) -> int:
    """The line of the settings file that sets `key`, or 1."""
    file = Path(path)
    if path and file.is_file():
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
            if line.startswith(key):
                return number
    return 1
