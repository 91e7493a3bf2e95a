"""A record in words, in any language of the interface: what happened, when, between whom, and who returned where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from standfirst.exchanges.register import HAPPENED
from standfirst.exchanges.tally import is_withheld, people
from standfirst.languages import N_

if TYPE_CHECKING:
    from standfirst.exchange import Exchange
    from standfirst.languages import Language

KINDS = {
    "exchange": N_("Exchange"),
    "exchange_wounded_sick": N_("Exchange of wounded and sick"),
    "civilian_release": N_("Release of civilians"),
    "repatriation_wounded_sick": N_("Repatriation of wounded and sick"),
    "repatriation_bodies": N_("Repatriation of bodies"),
    "accommodation_neutral_country": N_("Accommodation in a neutral country"),
    "return_of_children": N_("Return of children"),
}
"""What happened, in words."""
CATEGORIES = {
    "pow": N_("prisoners of war"),
    "internee": N_("internees"),
    "hostage_or_civilian_detainee": N_("hostages or detained civilians"),
    "seriously_wounded": N_("seriously wounded"),
    "seriously_sick": N_("seriously sick"),
    "under_25": N_("people under 25"),
    "medical_personnel": N_("medical personnel"),
    "convicted": N_("convicted prisoners"),
    "foreign_national": N_("foreign nationals"),
    "child": N_("children"),
}
"""Who was exchanged."""
STATUSES = {
    "proposed": N_("proposed"),
    "agreed": N_("agreed"),
    "under_way": N_("under way"),
    "completed": N_("completed"),
    "suspended": N_("suspended"),
    "cancelled": N_("cancelled"),
}
"""How far it has come."""
ROLES = {
    "mediator": N_("mediator"),
    "host": N_("host"),
    "facilitator": N_("facilitator"),
    "neutral_intermediary": N_("neutral intermediary"),
}
"""What a mediator did."""
TOWARDS = {"UA": N_("to Ukraine"), "RU": N_("to Russia"), "BY": N_("to Belarus")}
"""Countries whose names change their form in a sentence of some languages."""
CLAIMED = {
    "returned": N_("returned %(towards)s"),
    "bodies": N_("bodies returned %(towards)s"),
    "cumulative": N_("returned in all %(towards)s"),
    "sequence.since_invasion": N_("number since 24 February 2022"),
    "sequence.in_year": N_("number in the year"),
}
"""What a disputed figure counts."""
PARTS = {
    "military": N_("military"),
    "civilian": N_("civilians"),
    "women": N_("women"),
    "men": N_("men"),
    "officers": N_("officers"),
    "other_ranks": N_("privates and sergeants"),
    "foreign": N_("citizens of other countries"),
}
"""Whom a figure counts, of all who returned."""

_ID_OF_AGREEMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEENS = (11, 12, 13)


def country(code: str, language: Language) -> str:
    """A country's name; the code itself where it is no country's."""
    return str(language.locale.territories.get(code, code))


def towards(code: str, language: Language) -> str:
    """To Ukraine, for UA."""
    if code in TOWARDS:
        return language.gettext(TOWARDS[code])
    return language.gettext("to %(country)s", country=country(code, language))


def day_of(record: Exchange, language: Language, form: Literal["long", "medium"] = "long") -> str:
    """23 May 2025, 23–25 May 2025, May 2025 or 2025: as exactly as it is known."""
    first, last, locale = record.date, record.date_end or record.date, language.locale
    if record.date_precision == "year":
        return str(first.year)
    if record.date_precision == "month":
        return str(format_skeleton("yMMMM" if form == "long" else "yMMM", first, locale=locale))
    if first == last:
        return format_date(first, form, locale=locale)
    if first.year != last.year:
        return f"{format_date(first, form, locale=locale)} – {format_date(last, form, locale=locale)}"
    months = get_month_names("wide" if form == "long" else "abbreviated", "format", locale)
    names = {"month": months[first.month], "last_month": months[last.month], "year": first.year}
    days = {"first": first.day, "last": last.day}
    if first.month == last.month:
        return language.gettext("%(first)s–%(last)s %(month)s %(year)s", **days, **names)
    return language.gettext("%(first)s %(month)s – %(last)s %(last_month)s %(year)s", **days, **names)


def ordinal(number: int, language: Language) -> str:
    """71st, for 71."""
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    # Translators: other languages have one form for all four.
    forms = {"st": N_("%(num)sst"), "nd": N_("%(num)snd"), "rd": N_("%(num)srd"), "th": N_("%(num)sth")}
    return language.gettext(forms[ending], num=number)


def claimed(field: str, language: Language) -> str:
    """What a disputed figure counts: returned to Russia, for returned.RU.total."""
    if field in CLAIMED:
        return language.gettext(CLAIMED[field])
    what, _, rest = field.partition(".")
    party, _, part = rest.partition(".")
    if what not in CLAIMED or not party:
        return field.replace(".", " ").replace("_", " ")
    said = language.gettext(CLAIMED[what], towards=towards(party, language))
    if part in {"", "total"}:
        return said
    return f"{said}, {language.gettext(PARTS[part]) if part in PARTS else part.replace('_', ' ')}"


def event_name(record: Exchange, language: Language) -> str:
    """What happened, between whom and when: Exchange, Ukraine and Russia, 23 May 2025."""
    parties = format_list([country(party, language) for party in record.parties], locale=language.locale)
    return f"{language.gettext(KINDS[record.kind])}, {parties}, {day_of(record, language)}"


def event_description(record: Exchange, language: Language) -> str:
    """The figures of what took place, in one sentence; an empty string where none is known. What is withheld is said to be."""
    if record.status not in HAPPENED:
        return ""
    parts = []
    for party in record.parties:
        figure, where = people(record, party), towards(party, language)
        if figure is not None:
            number = str(format_decimal(figure, locale=language.locale))
            if record.returned[party].approximate:
                number = language.gettext("about %(num)s", num=number)
            parts.append(people_returned(figure, number, where, language))
        elif is_withheld(record, party):
            parts.append(language.gettext("the number returned %(towards)s was not disclosed", towards=where))
        if party in record.bodies:
            figure = record.bodies[party]
            number = str(format_decimal(figure, locale=language.locale))
            parts.append(
                language.ngettext(
                    "%(num)s body repatriated %(towards)s",
                    "%(num)s bodies repatriated %(towards)s",
                    figure,
                    num=number,
                    towards=where,
                )
            )
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def people_returned(figure: int, number: str, where: str, language: Language) -> str:
    """390 people returned to Ukraine; `number` is the figure as it is to be read, `where` is to Ukraine."""
    return language.ngettext(
        "%(num)s person returned %(towards)s", "%(num)s people returned %(towards)s", figure, num=number, towards=where
    )


def agreement_name(agreement: str, language: Language) -> str:
    """An agreement's id in words: Agreement Istanbul 2025-05-16. What is no id stays as it was written."""
    if not _ID_OF_AGREEMENT.fullmatch(agreement):
        return agreement
    words = " ".join(part.capitalize() for part in agreement.split("-"))
    return language.gettext("Agreement %(name)s", name=re.sub(r"(?<=\d) (?=\d)", "-", words))
