"""What templates say in the page's language: messages of the interface, dates, numbers and names of countries."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, format_datetime, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal
from jinja2 import pass_context
from markupsafe import Markup, escape

from standfirst.languages import base_of, direction_of, known, locale_of
from standfirst.outputs import event_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from jinja2.runtime import Context

    from standfirst.exchange import Exchange
    from standfirst.languages import Language
    from standfirst.model import Story


def install(env: Environment, *, own: bool) -> None:
    """Add the filters, and for `own` templates the functions of the catalogue: _, ngettext, pgettext, {% trans %}.

    A foreign theme may have its own idea of these.
    """
    env.filters |= {
        "longdate": longdate,
        "datetime_text": datetime_text,
        "isodate": isodate,
        "monthname": monthname,
        "monthyear": monthyear,
        "number": number,
        "country": country,
        "towards": towards,
        "listed": listed,
        "recordday": record_day,
        "direction": direction_of,
        "langname": own_name,
        "ucfirst": upper_first,
    }
    env.globals |= {
        "interface_attributes": interface_attributes,
        "plural_forms": plural_forms,
        "kind_name": _table(event_words.KINDS),
        "category_name": _table(event_words.CATEGORIES),
        "status_name": _table(event_words.STATUSES),
        "role_name": _table(event_words.ROLES),
        "ordinal": ordinal,
        "claimed": claimed,
    }
    if own:
        env.add_extension("jinja2.ext.i18n")
        env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            _gettext, _ngettext, newstyle=True, pgettext=_pgettext
        )


@pass_context
def language_of(context: Context) -> Language:
    """The language of the interface on this page: that of its story, or the site's."""
    found: Language = context["languages"].of(page_tag(context))
    return found


def page_tag(context: Context) -> str:
    """The language of this page as a tag of BCP 47."""
    for name in ("article", "page"):
        story: Story | None = getattr(context.get(name), "story", None)
        if story:
            return story.lang
    return str(context["config"].lang)


@pass_context
def interface_attributes(context: Context) -> Markup:
    """The attributes of an element that holds words of the interface: empty where they are in the page's own language."""
    tag, language = page_tag(context), language_of(context)
    if base_of(tag) == base_of(language.tag):
        return Markup()
    turned = language.direction if language.direction != direction_of(tag) else ""
    return Markup(' lang="{}"').format(language.tag) + (Markup(' dir="{}"').format(turned) if turned else "")


def own_name(tag: str) -> str:
    """The name of a language in itself: Українська for uk; the tag where it has none."""
    return upper_first(locale_of(tag).get_display_name() or tag) if known(tag) else tag


def upper_first(text: str) -> str:
    """The text with a capital letter at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


@pass_context
def _gettext(context: Context, message: str) -> str:
    return language_of(context).words.gettext(message)


@pass_context
def _ngettext(context: Context, one: str, other: str, number: int) -> str:
    return language_of(context).words.ngettext(one, other, number)


@pass_context
def _pgettext(context: Context, sense: str, message: str) -> str:
    return language_of(context).words.pgettext(sense, message)


@pass_context
def plural_forms(context: Context, one: str, other: str) -> dict[str, str]:
    """Every plural form of a message, by its category in the Unicode CLDR, with {n} for the number: for scripts."""
    language = language_of(context)
    return {name: language.ngettext(one, other, n, num="{n}") for name, n in language.examples.items()}


def _table(messages: dict[str, str]) -> Callable[[Context, str], str]:
    """A function that says one of several words in the page's language; one that is not among them stays as it is."""

    @pass_context
    def said(context: Context, name: str) -> str:
        return language_of(context).gettext(messages[name]) if name in messages else name.replace("_", " ")

    return said


@pass_context
def longdate(context: Context, value: date, form: Literal["long", "medium"] = "long") -> str:
    """25 September 2025, or 25 Sept 2025 in medium form, in the page's language."""
    return format_date(value, form, locale=language_of(context).locale)


@pass_context
def datetime_text(context: Context, value: datetime) -> str:
    """25 May 2025, 18:30, in the page's language and the value's own time zone."""
    locale = language_of(context).locale
    return f"{format_date(value, 'long', locale=locale)}, {format_datetime(value, 'HH:mm', value.tzinfo, locale)}"


def isodate(value: date) -> str:
    """RFC 3339 text; seconds are kept, fractions are not."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


@pass_context
def monthname(context: Context, value: int, width: Literal["wide", "abbreviated", "narrow"] = "wide") -> str:
    """May for 5, in the page's language, as it stands alone."""
    return str(get_month_names(width, "stand-alone", language_of(context).locale)[value])


@pass_context
def monthyear(context: Context, month: int, year: int) -> str:
    """May 2025 for 5 and 2025, in the page's language."""
    return str(format_skeleton("yMMMM", date(year, month, 1), locale=language_of(context).locale))


@pass_context
def number(context: Context, value: float, *, compact: bool = False) -> str:
    """5,757 for 5757, as the page's language groups digits; or 1.5M for 1500000."""
    locale = language_of(context).locale
    if compact:
        return str(format_compact_decimal(value, locale=locale, fraction_digits=1))
    return str(format_decimal(value, locale=locale))


@pass_context
def country(context: Context, code: str) -> str:
    """Ukraine for UA, in the page's language; the code itself where it is no country's."""
    return event_words.country(code, language_of(context))


@pass_context
def towards(context: Context, code: str) -> str:
    """To Ukraine, for UA: where somebody returns, as a sentence of the page's language has it."""
    return event_words.towards(code, language_of(context))


@pass_context
def listed(context: Context, items: Iterable[str]) -> Markup:
    """A, B and C: several things as a sentence of the page's language has them. Those that are no markup are escaped."""
    joined = format_list([str(escape(item)) for item in items], locale=language_of(context).locale)
    return Markup(joined)  # noqa: S704 - each item is escaped


@pass_context
def record_day(context: Context, record: Exchange, form: Literal["long", "medium"] = "long") -> str:
    """The day, days, month or year of a record, as exactly as it is known, in the page's language."""
    return event_words.day_of(record, language_of(context), form)


@pass_context
def ordinal(context: Context, value: int) -> str:
    """71st for 71, in the page's language."""
    return event_words.ordinal(value, language_of(context))


@pass_context
def claimed(context: Context, field: str) -> str:
    """What a disputed figure counts, in words: returned to Russia, for returned.RU.total."""
    return event_words.claimed(field, language_of(context))
