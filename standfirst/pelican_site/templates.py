"""What the theme's templates can call, and where a failing template failed."""

from __future__ import annotations

import os
import traceback
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_compact_decimal, format_decimal
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, pass_context
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup

from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.register import REGISTER_URL, record_url, year_url
from standfirst.outputs import dataset, structured_data
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.runtime import Context

    from standfirst.edition import Edition
    from standfirst.exchange import Exchange
    from standfirst.model import Rendition, Story

ENGLISH = "en_GB"
"""Day before month: unambiguous for readers of every English."""


def prepare(env: Environment, edition: Callable[[], Edition], period_url: Callable[..., str], *, own: bool) -> None:
    """Add our filters and functions to a Jinja environment.

    `own` templates are ours or extend ours: everything printed is escaped, and a name that does not exist is an error.
    A foreign theme keeps Pelican's laxer rules, which it was written for.
    """
    if own:
        env.autoescape = True
        env.undefined = StrictUndefined
    env.filters |= {
        "longdate": longdate,
        "datetime_text": datetime_text,
        "isodate": isodate,
        "monthname": monthname,
        "number": number,
        "country": country,
    }
    env.globals |= {
        "period_url": period_url,
        "register_url": REGISTER_URL,
        "record_url": record_url,
        "year_url": year_url,
        "article_json_ld": article_json_ld,
        "page_json_ld": page_json_ld,
        "record_json_ld": record_json_ld,
        "author_json_ld": lambda author: _script(structured_data.author(author, edition())),
        "site_json_ld": lambda: _script(structured_data.site(edition())),
        "breadcrumbs_json_ld": lambda items: _script(structured_data.breadcrumbs(items, edition())),
    }


@pass_context
def article_json_ld(context: Context, story: Story) -> Markup:
    """An article as structured data, about the events of its records."""
    card = context["social_cards"].of(story)
    return _script(
        structured_data.article(story, context["edition"], _page_of_record(context), _crops(context, story), card)
    )


@pass_context
def page_json_ld(context: Context, story: Story) -> Markup:
    """A page as structured data, about the events of its records."""
    return _script(structured_data.page(story, context["edition"], _page_of_record(context), _crops(context, story)))


@pass_context
def record_json_ld(context: Context, record: Exchange) -> Markup:
    """A record's own page as structured data; a stage is told with its agreement."""
    agreement = context["register"].agreements.get(record.agreement)
    stages = agreement.records if agreement else ()
    return _script(dataset.record_page(record, stages, _page_of_record(context), context["config"]))


def _crops(context: Context, story: Story) -> tuple[Rendition, ...]:
    made = context["pictures"].at(story.picture.url) if story.picture else None
    return made.crops if made else ()


def _page_of_record(context: Context) -> Callable[[Exchange], str | None]:
    """Gives the address of a record's page: only what is in the register has one."""
    register = context.get("register")
    return lambda record: record_url(record) if register and record.id in register.by_id else None


def _script(data: dict[str, Any]) -> Markup:
    return Markup(structured_data.script(data))  # noqa: S704 - made safe there


@lru_cache
def locale_of(lang: str) -> Locale:
    """Babel's locale of a language tag; English where it knows none."""
    try:
        found = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)
    return Locale.parse(ENGLISH) if str(found) == "en" else found


def _lang(context: Context) -> str:
    for name in ("article", "page"):
        story: Story | None = getattr(context.get(name), "story", None)
        if story:
            return story.lang
    return str(context.get("DEFAULT_LANG", "en"))


@pass_context
def longdate(context: Context, value: date, form: Literal["long", "medium"] = "long") -> str:
    """25 September 2025, or 25 Sept 2025 in medium form, in the page's language."""
    return format_date(value, form, locale=locale_of(_lang(context)))


@pass_context
def datetime_text(context: Context, value: datetime) -> str:
    """25 May 2025, 18:30, in the page's language and the value's own time zone."""
    locale = locale_of(_lang(context))
    return f"{format_date(value, 'long', locale=locale)}, {format_datetime(value, 'HH:mm', value.tzinfo, locale)}"


def isodate(value: date) -> str:
    """RFC 3339 text; seconds are kept, fractions are not."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


@pass_context
def monthname(context: Context, value: int, width: Literal["wide", "abbreviated", "narrow"] = "wide") -> str:
    """May for 5, in the page's language."""
    return str(get_month_names(width, "stand-alone", locale_of(_lang(context)))[value])


@pass_context
def number(context: Context, value: float, *, compact: bool = False) -> str:
    """5,757 for 5757, as the page's language groups digits; or 1.5M for 1500000."""
    locale = locale_of(_lang(context))
    if compact:
        return str(format_compact_decimal(value, locale=locale, fraction_digits=1))
    return str(format_decimal(value, locale=locale))


@pass_context
def country(context: Context, code: str) -> str:
    """Ukraine for UA, in the page's language; the code itself where it is no country's."""
    return str(locale_of(_lang(context)).territories.get(code, code))


def template_problem(error: Exception, roots: Iterable[str]) -> Diagnostic:
    """Where in a template an error arose. `roots` are the folders of templates."""
    hint = "the theme needs mending; the content is not at fault"
    if isinstance(error, TemplateSyntaxError):
        return Diagnostic(
            shown_path(name) if (name := error.filename or error.name) else "",
            error.lineno,
            1,
            "SF810",
            str(error.message),
            hint,
        )
    folders = tuple(os.path.join(os.path.realpath(root), "") for root in roots)
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if os.path.realpath(frame.filename).startswith(folders)
    ]
    path, line = (shown_path(frames[-1].filename), frames[-1].lineno or 1) if frames else ("", 1)
    if not frames and not isinstance(error, TemplateNotFound):
        return Diagnostic(
            "", 1, 1, "SF812", f"{type(error).__name__}: {error}", "a setting or a plugin is the likely cause"
        )
    if isinstance(error, TemplateNotFound):
        return Diagnostic(path, line, 1, "SF810", f"the template '{error.name}' is not there", hint)
    return Diagnostic(path, line, 1, "SF810", f"{type(error).__name__}: {error}", hint)


def canonical(url: str) -> str:
    """An address without the file name that a server adds by itself."""
    head, _, last = url.rpartition("/")
    return (f"{head}/" if head else "") if last == "index.html" else url
