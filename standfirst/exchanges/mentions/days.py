"""Text -> the dates in it: days, months with a year, and years alone; English, Ukrainian and Russian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from standfirst.exchanges.mentions.masks import hide_addresses
from standfirst.exchanges.mentions.numwords import PEOPLE_AHEAD, bound_before

_LAST_DAY, _LAST_MONTH = 31, 12
_YEARS = range(1900, 2100)
_PLAIN_YEARS = range(1990, 2040)
"""A bare number of these is a year; another needs a word that says so."""


@dataclass(frozen=True, slots=True)
class DayMention:
    """A date where it stands in a text; what it does not say is None."""

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None


class _Month(NamedTuple):
    number: int
    alone: bool
    """Whether it can stand without a day or a year, after a preposition."""


# Written out: three languages of Babel's take longer to load than a text to read.
_NAMES = (
    "january february march april may june july august september october november december",
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "січнем лютим березнем квітнем травнем червнем липнем серпнем вереснем жовтнем листопадом груднем",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
)
_SHORT = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "янв февр мар апр мая июн июл авг сент окт нояб дек",
)


def _months(tables: tuple[str, ...], *, alone: bool) -> dict[str, _Month]:
    return {word: _Month(number, alone) for words in tables for number, word in enumerate(words.split(), 1)}


_MONTHS = _months(_SHORT, alone=False) | _months(_NAMES, alone=True)
_INITIALS = "".join(
    sorted({*(month[0].upper() for month in _MONTHS), *(month[0] for month in _MONTHS if month[0] > "z")})
)
_WORD = re.compile(rf"[{_INITIALS}](?<!\w[{_INITIALS}])(?:[A-Za-z]{{2,8}}+|[А-Яа-яІіЇїЄє]{{2,8}}+)(?!\w)")
_SUFFIX = r"(?:st|nd|rd|th|-?(?:го|е|є|ге|те|ше|му|ого))?(?!\w)"
_SPAN = r"(?:,?\s(?:and|or|to|і|й|та|и|до|по)\s(?:the\s)?|\s?[-\u2010-\u2014/&]\s?)"
_DAY = r"\d{1,2}" + _SUFFIX
_DAYS = rf"(?:(?:{_DAY},\s){{0,6}}{_DAY}{_SPAN})?{_DAY}"
"""One day, a span, or a list whose last link is a word or a dash."""
_DAYS_BEFORE = re.compile(rf"(?<![\w.,:/+-]){_DAYS}(?:\s{{1,2}}(?:of\s|day\sof\s)?|-)\Z", re.IGNORECASE)
_NO_OTHER = r"(?![.,:]\d|\s?%|\s?-?for\b|\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_DAYS_AFTER = re.compile(r"\s{1,2}(?:the\s)?(" + _DAYS.replace(_SUFFIX, _SUFFIX + _NO_OTHER) + ")", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}" + _SUFFIX, re.IGNORECASE)
_YEAR_WORD = (
    r"(?:\s?(?:року|роком|році|рік|роки|років|р\.|рр\.|годами|годом|годах|годов|годы|года|году|год|гг?\.)(?!\w))?"
)
_YEAR_AFTER = re.compile(rf"\.?(?:,?\s{{1,2}}|\s(?:of|in)\s)(\d{{4}})(?![\w]|[.,]\d){_YEAR_WORD}", re.IGNORECASE)
_BEFORE_MONTH = re.compile(
    r"(?<!\w)(?:in|of|last|this|next|since|until|till|by|from|during|late|early|mid|through|to|between|before|after|for|every|"
    r"у|в|з|із|до|від|від|з|за|на|про|протягом|упродовж|після|минулого|цього|наприкінці|початку|кінця|кінці|"
    r"с|от|к|по|после|течение|начале|конце|прошлого|этого|середине|середині)[\s-]\Z",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d(?<![\w.,/-]\d)\d{3})([-/.])(\d{2})\2(\d{2})(?![\w/-]|[.,]\d)")
_DOTTED = re.compile(r"(\d(?<![\w.,/-]\d)\d?)([./])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|[.,]\d)" + _YEAR_WORD)
_YEAR = re.compile(
    r"([12](?<![\w.,:/+$€£₴-][12])(?:(?<=1)9|(?<=2)0)\d{2})(?:-?(?:го|му|й|ий|м|ого|ому|х|s))?"
    r"(?![\w%$€£₴]|[.,:/]\d|-\d{3,}|\s?%)(\s" + _YEAR_WORD.removeprefix(r"(?:\s?").removesuffix("?") + "?"
)
_IN_YEAR = re.compile(
    r"(?<!\w)(?:in|since|during|until|year|spring|summer|autumn|fall|winter|early|late|mid|у|в|з|с|протягом|упродовж)[\s-]\Z",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?<!\w)(?:in|last|this|during|since|for)\s\Z", re.IGNORECASE)
_EXCHANGED = re.compile(r"\s?-?(?:for|на|за)-?\s?\d", re.IGNORECASE)
_EXCHANGED_BEFORE = re.compile(r"\d\s?-?(?:for|на|за)-?\s?\Z", re.IGNORECASE)
_LOOK_BACK = 72


def find_days(text: str) -> tuple[DayMention, ...]:
    """The dates of a text in order; a span of days gives both its ends."""
    text = hide_addresses(text)
    found = _find_numeric(text) + _find_named(text)
    taken = sorted((day.start, day.end) for day in found)
    found += [year for year in _find_years(text) if not _overlaps(year, taken)]
    found.sort(key=lambda day: day.start)
    kept: list[DayMention] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return tuple(kept)


def _overlaps(day: DayMention, taken: list[tuple[int, int]]) -> bool:
    while taken and taken[0][1] <= day.start:
        taken.pop(0)
    return bool(taken) and taken[0][0] < day.end


def _find_numeric(text: str) -> list[DayMention]:
    found = []
    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if year in _YEARS and 0 < month <= _LAST_MONTH and 0 < day <= _LAST_DAY:
            found.append(DayMention(match.start(), match.end(), day, month, year))
    for match in _DOTTED.finditer(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "/" and month > _LAST_MONTH:
            day, month = month, day
        elif match[2] == "/" and day <= _LAST_MONTH and day != month:
            continue  # 03/04/2025: the third of April, or the fourth of March
        year += 2000 if len(match[4]) == 2 else 0  # noqa: PLR2004 -- a year of two digits
        if 0 < day <= _LAST_DAY and 0 < month <= _LAST_MONTH and year in _YEARS:
            found.append(DayMention(match.start(), match.end(), day, month, year))
    return found


def _find_named(text: str) -> list[DayMention]:
    found: list[DayMention] = []
    for word in _WORD.finditer(text):
        month = _MONTHS.get(word.group().lower())
        if month:
            found += _read_day(text, word.start(), word.end(), month, found[-1].end if found else 0)
    return found


def _read_day(text: str, start: int, end: int, month: _Month, taken: int) -> list[DayMention]:
    """What stands beside one month name: days before it, or after it, and a year."""
    low = max(taken, start - _LOOK_BACK)
    before = _DAYS_BEFORE.search(text, low, start)
    days = _days_in(text, before.start(), before.end()) if before else []
    after = None if days or not text[start].isascii() else _DAYS_AFTER.match(text, end + (text[end : end + 1] == "."))
    if after:
        counted = PEOPLE_AHEAD.match(text, after.end()) and _WITHIN.search(text, max(0, start - 14), start)
        days = [] if counted else _days_in(text, after.start(1), after.end(1))
        end = days[-1][1] if days else end
    match = _YEAR_AFTER.match(text, end)
    year = int(match[1]) if match and int(match[1]) in _YEARS else None
    if not days:
        ready = year is not None or (month.alone and _BEFORE_MONTH.search(text, max(0, start - 14), start))
        return [DayMention(start, match.end() if match and year else end, None, month.number, year)] if ready else []
    edges = [(low, high) for low, high, _ in days]
    if after:
        edges[0] = (start, edges[0][1])
    else:
        edges[-1] = (edges[-1][0], end)
    if match and year:
        edges[-1] = (edges[-1][0], match.end())
    return [
        DayMention(low, high, day, month.number, year) for (low, high), (_, _, day) in zip(edges, days, strict=True)
    ]


def _days_in(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The days of a list or span, with their places; those before a number that is no day are not days either."""
    days: list[tuple[int, int, int]] = []
    for match in _NUMBER.finditer(text, start, end):
        value = int("".join(letter for letter in match.group() if letter.isdecimal()))
        days = [*days, (match.start(), match.end(), value)] if 0 < value <= _LAST_DAY else []
    return days


def _find_years(text: str) -> list[DayMention]:
    found = []
    for match in _YEAR.finditer(text):
        year, before = int(match[1]), text[max(0, match.start() - 20) : match.start()]
        said = bool(match[2]) or bool(_IN_YEAR.search(before))
        counted = PEOPLE_AHEAD.match(text, match.end()) or bound_before(text, match.start()) != "exact"
        exchanged = _EXCHANGED.match(text, match.end()) or _EXCHANGED_BEFORE.search(before)
        bare = year in _PLAIN_YEARS and year % 1000 and not counted
        if not exchanged and (said or bare):
            found.append(DayMention(match.start(), match.end(), None, None, year))
    return found
