"""Every country's names and nationalities, in all their forms, by first word: what `find_places` looks up."""

# ruff: noqa: RUF001 -- names in Cyrillic: no look-alikes by mistake
# ruff: noqa: SIM905 -- a table of words reads best as words

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from babel import Locale

from standfirst.exchanges.mentions.demonyms import DEMONYMS, LONG_DEMONYMS
from standfirst.exchanges.mentions.inflection import (
    decline_adjective,
    decline_name_word,
    decline_noun,
    decline_people,
    spellings,
)

Kind = Literal["country", "nationality"]

_NO_COUNTRY = {"AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""Codes in Babel's table that are no country, or no longer in ISO 3166-1."""

# Other names. A name in capitals alone is matched as it is; others also in capitals throughout.
_ENGLISH = {
    "AE": "UAE|U.A.E.|Emirates|United Arab Emirates", "AG": "Antigua|Barbuda|Antigua and Barbuda",
    "BA": "Bosnia|Herzegovina|Bosnia and Herzegovina|Bosnia-Herzegovina", "BN": "Brunei Darussalam", "BY": "Byelorussia|Belorussia",
    "BL": "Saint Barthélemy|Saint Barthelemy", "BO": "Plurinational State of Bolivia", "CA": "British Columbia",
    "CD": "DRC|DR Congo|D.R. Congo|Democratic Republic of the Congo|Democratic Republic of Congo|Congo-Kinshasa|Zaire",
    "CG": "Congo|Republic of the Congo|Congo-Brazzaville", "CI": "Ivory Coast|Cote d'Ivoire|Côte d'Ivoire", "CN": "PRC|People's Republic of China",
    "CF": "CAR Republic", "CV": "Cabo Verde", "CZ": "Czech Republic", "DO": "Dominican Republic", "FK": "Falklands", "FM": "Federated States of Micronesia",
    "GB": "UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|United Kingdom", "GM": "The Gambia", "HK": "Hong Kong",
    "GS": "South Georgia", "IR": "Islamic Republic of Iran", "KG": "Kirghizia|Kyrgyz Republic", "KN": "Saint Kitts and Nevis|St Kitts|Saint Kitts", "KR": "ROK|Republic of Korea",
    "KP": "DPRK", "LA": "Lao People's Democratic Republic", "LC": "Saint Lucia|St Lucia", "LK": "Ceylon", "MD": "Republic of Moldova", "MF": "Saint Martin",
    "MK": "Macedonia", "MM": "Burma|Myanmar", "MO": "Macau|Macao", "NL": "Holland|The Netherlands", "PM": "Saint Pierre and Miquelon", "PS": "Palestine|State of Palestine",
    "PT": "Portugal", "RU": "Russian Federation", "SA": "KSA", "SH": "Saint Helena", "SJ": "Svalbard", "ST": "Sao Tome and Principe|São Tomé and Príncipe|Sao Tome",
    "SY": "Syrian Arab Republic", "SZ": "Swaziland", "TC": "Turks and Caicos Islands|Turks and Caicos", "TL": "East Timor|Timor Leste",
    "TR": "Turkey|Turkiye|Türkiye", "TT": "Trinidad|Tobago|Trinidad and Tobago", "TZ": "Tanganyika|Zanzibar", "US": "US|U.S.|USA|U.S.A.|America|United States of America",
    "VA": "Vatican|Holy See", "VC": "Saint Vincent and the Grenadines|St. Vincent and the Grenadines|Saint Vincent", "VN": "Viet Nam",
    "WF": "Wallis and Futuna", "ZA": "RSA", "CW": "Curacao", "RE": "Réunion", "SX": "St. Maarten", "AX": "Åland|Aland Islands", "PH": "The Philippines",
}  # fmt: skip
_UKRAINIAN = {
    "AE": "ОАЕ|Емірати|Об'єднані Арабські Емірати", "BA": "Боснія|Герцеговина|Боснія та Герцеговина", "BY": "Білорусія", "CD": "ДРК|ДР Конго|Конго-Кіншаса|Демократична Республіка Конго",
    "CF": "ЦАР", "CG": "Конго|Республіка Конго", "CI": "Кот-д'Івуар", "CN": "КНР", "DE": "ФРН", "GB": "Британія|Англія|Шотландія|Уельс|Північна Ірландія|Сполучене Королівство",
    "HK": "Гонконг", "KG": "Киргизія|Киргизька Республіка", "KP": "КНДР", "KR": "Республіка Корея", "MD": "Молдавія", "MK": "Македонія", "MM": "Бірма|М'янма", "MO": "Макао",
    "NL": "Голландія", "PS": "Палестина", "RU": "РФ|Російська Федерація", "SZ": "Свазіленд", "TL": "Східний Тимор", "TM": "Туркменія", "TJ": "Таджикія",
    "US": "США|Америка|Сполучені Штати Америки|Сполучені Штати", "VA": "Святий Престол", "ZA": "ПАР|Південна Африка", "BS": "Багами", "SC": "Сейшели", "BM": "Бермуди", "VN": "В'єтнам",
    "AM": "Республіка Вірменія",
}  # fmt: skip
_RUSSIAN = {
    "AE": "ОАЭ|Эмираты|Объединённые Арабские Эмираты", "BA": "Босния|Герцеговина", "BY": "Белоруссия", "CD": "ДРК|ДР Конго|Конго-Киншаса|Демократическая Республика Конго", "CF": "ЦАР",
    "CG": "Конго|Республика Конго", "CN": "КНР", "DE": "ФРГ", "GB": "Британия|Англия|Шотландия|Уэльс|Северная Ирландия|Соединённое Королевство", "HK": "Гонконг",
    "KG": "Кыргызстан|Киргизстан", "KP": "Северная Корея", "KR": "Южная Корея", "MD": "Молдова", "MK": "Македония", "MM": "Бирма|Мьянма", "MO": "Макао", "NL": "Голландия",
    "PS": "Палестина", "RU": "РФ|Российская Федерация", "SZ": "Свазиленд", "TH": "Тайланд", "TM": "Туркмения", "US": "США|Америка|Соединённые Штаты Америки|Соединённые Штаты",
    "VA": "Святой Престол", "ZA": "ЮАР|Южная Африка", "SC": "Сейшелы", "BM": "Бермуды", "FM": "Микронезия", "CI": "Кот-д'Ивуар",
}  # fmt: skip
# Longer names that hold a country's word and mean another thing: a newspaper, a sea, a continent.
_NO_PLACE = """
Agence France|Air France|France 24|France Info|France Inter|Voice of America|Bank of America|New Mexico City|New Mexico|New Jersey|New England
South America|Latin America|North America|Central America|Latin American|South American|North American|Central American|Native American
Indian Ocean|South China Sea|East China Sea|South China Morning Post|China Daily|Sea of Japan|Gulf of Mexico|Gulf of Oman|Gulf of Finland
English Channel|Irish Sea|Lake Chad|Times of Israel|Guinea pig|Guinea pigs|Gulf of Guinea|Spanish flu|French fries|German shepherd|German Shepherd|Swiss Army|Swiss army
Danish pastry|Turkish delight|Turkish bath|Turkish coffee|Russian roulette|Dutch auction|Brazil nut|Canada goose|Indian summer|French window
Greek Catholic|Greek Catholics|Greek Orthodox|American football|Georgia Tech|Jersey City|Bay of Bengal|Panama hat|Panama Papers|Arab League|Dominican friar|Korea|Korean|Polish the|Polish up
Латинська Америка|Південна Америка|Північна Америка|Центральна Америка|Голос Америки|Латинская Америка|Южная Америка|Северная Америка|Центральная Америка|Голос Америки
Новая Англия|Нова Англія|Индийский океан|Індійський океан
"""

# A name that is also a common word at the head of a sentence, or a given name.
AMBIGUOUS_WORDS = {"Того", "Мали", "Малі", "Чаду", "Оману", "Омана", "Омані", "Гані", "Гана"}
NAMESAKES = frozenset(
    "Jordan Chad Georgia India Kenya Israel Ireland Dane Finn Scot Brit Cuba Holland Dominica Jersey Cyprus Brazil Malta Домініка".split()
)

_GAP = r"\.?[\s\u2010-\u2014-]{1,3}"
_BETWEEN = re.compile(r"[\s\u2010-\u2014-]+")


class Entry(NamedTuple):
    """One name whose first word is known: what must follow it, and what it then is."""

    rest: str
    """A pattern of the words after the first, to be compiled when it is needed; empty where there are none."""
    code: str
    """Empty: the whole is no place."""
    kind: Kind


Gazetteer = dict[str, tuple[Entry, ...]]


@cache
def compiled(rest: str) -> re.Pattern[str]:
    """The pattern of an entry: a text has few of the names, and to compile them all takes longer than to read it."""
    return re.compile(rest, re.IGNORECASE)


def _tail(words: list[set[str]], *, loose: bool = False) -> str:
    if not words:
        return ""
    choices = ["(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + ")" for forms in words]
    after = "" if loose else r"(?!\w)"
    return "".join(_GAP + each for each in choices) + after


def _english_words(name: str) -> list[set[str]]:
    words = [{word} for word in _BETWEEN.split(name) if word]
    return [
        ({"and", "&"} if word & {"and", "&"} else {word_.replace("'", mark) for word_ in word for mark in "'’"})
        for word in words
    ]


def _english_names() -> list[tuple[list[set[str]], str, Kind]]:
    found: list[tuple[list[set[str]], str, Kind]] = []
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in _NO_COUNTRY:  # noqa: PLR2004 -- an ISO 3166-1 code has two letters, a region three digits
            plain = name.split(" (")[0].split(" - ")[0].removesuffix(" SAR China").replace("’", "'")
            names = {plain, *_ENGLISH.get(code, "").split("|")} - ({"Congo"} if code == "CD" else {""}) - {""}
            names |= {each.replace("St. ", "Saint ") for each in names}
            found += [(_english_words(each), code, "country") for each in sorted(names)]
    for line in DEMONYMS.splitlines():
        code, english, *_ = line.split("|")
        found += [([{word + s}], code, "nationality") for word in english.split() for s in ("", "s")]
    return found


def _long_demonyms() -> list[tuple[list[set[str]], str, Kind]]:
    return [(_english_words(each), code, "nationality") for code, names in LONG_DEMONYMS.items() for each in names]


def _cyrillic_names(language: Literal["uk", "ru"]) -> list[tuple[list[set[str]], str, Kind]]:
    found: list[tuple[list[set[str]], str, Kind]] = []
    others = _UKRAINIAN if language == "uk" else _RUSSIAN
    for code, name in Locale(language).territories.items():
        if len(code) == 2 and code not in _NO_COUNTRY:  # noqa: PLR2004 -- as above
            plain = re.split(r" \(|, | [–-] ", name.replace("’", "'").replace("ʼ", "'"))[0]
            names = sorted({plain, *others.get(code, "").split("|")} - {"", "Конго" if code == "CD" else ""})
            found += [(_cyrillic_words(each, language), code, "country") for each in names]
    column = 2 if language == "uk" else 4
    for line in DEMONYMS.splitlines():
        code, *cells = line.split("|")
        adjectives, people = cells[column - 1], cells[column]
        forms = {form for stem in adjectives.split() for form in decline_adjective(stem, language)}
        forms |= {stem + "о-" for stem in adjectives.split()}
        forms |= {form for one in people.split() for form in decline_people(one, language)}
        found += [([spellings(form)], code, "nationality") for form in sorted(forms)]
    return found


def _cyrillic_words(name: str, language: str) -> list[set[str]]:
    words = [word for word in _BETWEEN.split(name) if word]
    if len(words) == 1:
        forms = {name} if name.isupper() else decline_noun(name, language)
        return [{each for form in forms for each in spellings(form)}]
    inflected = []
    for number, word in enumerate(words, 1):
        small = word in {"і", "та", "и"}
        forms = {"і", "та", "и", "й"} if small else decline_name_word(word, language, last=number == len(words))
        inflected.append({each for form in forms for each in spellings(form)})
    return inflected


def is_cyrillic(word: str) -> bool:
    """Whether a word is written in Cyrillic, by its first letter."""
    return word[0] > "\u03ff"


@cache
def load_gazetteer(*, cyrillic: bool) -> Gazetteer:
    """The names of one script, made once: first word -> the names that begin with it, the longest first."""
    names = [*_cyrillic_names("uk"), *_cyrillic_names("ru")] if cyrillic else _english_names()
    names += [name for name in _long_demonyms() if is_cyrillic(min(name[0][0])) == cyrillic]
    for phrase in re.split(r"[|\n]", _NO_PLACE.strip()):
        if is_cyrillic(phrase) == cyrillic:
            language = "uk" if re.search("[іїє]", phrase) else "ru"
            words = _cyrillic_words(phrase, language) if cyrillic else _english_words(phrase)
            names.append((words, "", "country"))
    table: dict[str, dict[tuple[int, str, str, str], Entry]] = {}
    for words, code, kind in names:
        first, *others = words
        first = {form if form.count(".") > 1 else form.rstrip(".") for form in first}  # St. Lucia, not U.S.
        rest = _tail(others)
        for form in first:
            table.setdefault(form, {}).setdefault((-len(words), code, kind, rest), Entry(rest, code, kind))
    return {
        form: tuple(entry for _, entry in sorted(each.items(), key=lambda item: item[0]))
        for form, each in table.items()
    }


def is_country(word: str) -> bool:
    """Whether a name of a country or a nationality begins with the word."""
    return word in load_gazetteer(cyrillic=is_cyrillic(word))
