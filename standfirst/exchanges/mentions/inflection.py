"""Ukrainian and Russian words -> the forms of their cases: enough to recognise a name, too many to write one."""

# ruff: noqa: RUF001 -- names in Cyrillic: no look-alikes by mistake
# ruff: noqa: SIM905 -- a table of words reads best as words

from __future__ import annotations

APOSTROPHES = ("'", "’", "ʼ")
"""How Ukrainian texts write the apostrophe; the tables have the first."""

_ADJECTIVE = {
    "uk": "ий ій а е і ого ому ої им ім ою у их ими".split(),
    "ru": "ий ый ой ая яя ое ее ие ые ого его ому ему ей ую ою им ым ом их ых ими ыми".split(),
}
# The longest end of a nominative that fits decides; "" is any other: a consonant.
_NOUN = {
    "uk": {
        "ія": "ія ії ію ією іє",
        "ея": "ея еї ею еєю",
        "я": "я і ю ею",
        "ка": "ка ки ку кою ці",
        "ща": "ща щі щу щею",
        "а": "а и і у ою",
        "ай": "ай аю ая аєм аї аєві",
        "ей": "ей ею ея еєм еї еєві",
        "ій": "ій ію ія ієм ії ієві",
        "усь": "усь усі уссю",
        "ь": "ь я ю ем і еві",
        "и": "и ів ам ами ах",
        "во": "во ва ву вом ві",
        "і": "і", "о": "о", "у": "у", "е": "е", "ї": "ї",
        "": " а у ом ові і е",
    },
    "ru": {
        "ия": "ия ии ию ией",
        "я": "я и е ю ей",
        "а": "а ы и е у ой ою ей",
        "ай": "ай ая аю аем ае",
        "ей": "ей ея ею еем ее",
        "усь": "усь уси усью",
        "ь": "ь я ю ем е",
        "ы": "ы ов ам ами ах",
        "во": "во",
        "и": "и", "о": "о", "у": "у", "е": "е", "э": "э",
        "": " а у ом е",
    },
}  # fmt: skip
_PEOPLE = {"uk": " а у ові ом і и ів ам ами ах".split(" "), "ru": " а у ом е ы и ов ам ами ах".split(" ")}
# "-ин" of one person is lost in the plural.
_SINGULAR_ONLY = {"uk": "ин ина ину инові ином ині".split(), "ru": "ин ина ину ином ине".split()}
_SOFT = {"uk": "ець ця цю цеві цем ці ців цям цями цях".split(), "ru": "ец ца цу цем це цы цев цам цами цах".split()}
_NOT_A_WOMAN = {"панамк", "голландк", "болгарк", "іспанк", "испанк", "американк", "оманк", "мексиканк", "канадк"}
"""Hats, tools, illnesses, jackets: not to be read as a citizen."""


def spellings(word: str) -> set[str]:
    """The same word with each apostrophe, and with and without the dots of ё."""
    dotless = {word, word.replace("ё", "е")}
    return {each.replace("'", mark) for each in dotless for mark in APOSTROPHES} if "'" in word else dotless


def decline_adjective(stem: str, language: str) -> set[str]:
    """The forms of an adjective."""
    return {stem + ending for ending in _ADJECTIVE[language]}


def decline_noun(nominative: str, language: str) -> set[str]:
    """The forms of a country's name of one word."""
    table = _NOUN[language]
    end = next(end for end in sorted(table, key=len, reverse=True) if nominative.endswith(end))
    stem = nominative.removesuffix(end)
    return {stem + ending for ending in table[end].split(" ")}


def decline_name_word(word: str, language: str, *, last: bool) -> set[str]:
    """The forms of one word of a name of several: those before the last can be adjectives."""
    forms = decline_noun(word, language)
    if last and not word.endswith(("ська", "ские", "ская")):
        return forms
    for end in ("ая", "ый", "ий", "ой", "ое", "ые", "ие", "а", "е", "і"):
        if word.endswith(end) and len(word) > len(end) + 2:
            return forms | decline_adjective(word.removesuffix(end), language)
    return forms


def decline_people(one: str, language: str) -> set[str]:
    """The forms of what a citizen, and citizens, are called."""
    plain, soft = _PEOPLE[language], _SOFT[language]
    if one == "турок":
        return {one, *("турк" + ending for ending in plain if ending)}
    if one.endswith(soft[0]):
        stem = one.removesuffix(soft[0])
        woman = stem + "к"
        joined = stem + {"л": "ь"}.get(stem[-1], "й" if stem[-1] in "аеиіоуяюєї" else "")
        forms = {one, *(joined + ending for ending in soft[1:])}
    elif one.endswith("ин") and one != "грузин":
        stem = one.removesuffix("ин")
        woman = stem + "к"
        singular = (stem + ending for ending in _SINGULAR_ONLY[language])
        forms = {*singular, *(stem + ending for ending in ["", "е", "и", *plain[-4 if language == "uk" else -3 :]])}
    else:
        return {one + ending for ending in plain}
    if woman in _NOT_A_WOMAN or woman[-2] in "аеиіоуяюєїй":
        return forms
    return forms | {woman + ending for ending in "а и і у ою ой е ам ами ах".split()}
