# ruff: noqa: SIM905 -- a table of words reads best as words

from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.mentions.demonyms import DEMONYMS
from standfirst.exchanges.mentions.places import find_places


def named(text: str) -> list[str]:
    return [f"{found.code} {text[found.start : found.end]}" for found in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Armenian soil; Armenia's", "AM Armenian|AM Armenia"),
        ("the United Arab Emirates, the UAE, an Emirati", "AE United Arab Emirates|AE UAE|AE Emirati"),
        ("Turkey, Türkiye and a Turk; turkey, china, polish", "TR Turkey|TR Türkiye|TR Turk"),
        ("the U.S., US-led, UNITED STATES; tell us", "US U.S.|US US|US UNITED STATES"),
        (
            "South Sudan or Sudan; Papua New Guinea; Guinea-Bissau",
            "SS South Sudan|SD Sudan|PG Papua New Guinea|GW Guinea-Bissau",
        ),
        (
            "Niger, Nigerian, Nigerien; Dominica, the Dominican Republic",
            "NE Niger|NG Nigerian|NE Nigerien|DM Dominica|DO Dominican Republic",
        ),
        ("Côte d'Ivoire, Côte d’Ivoire", "CI Côte d'Ivoire|CI Côte d’Ivoire"),
        ("Northern Ireland, American Samoa, North Koreans", "GB Northern Ireland|AS American Samoa|KP North Koreans"),
        ("in Jordan, Michael Jordan, Chad Smith", "JO Jordan"),
        ("New Mexico, Agence France-Presse, Latin America, a Guinea pig, a Greek Catholic priest", ""),
        ("in English, in Ukrainian. Russian-language", ""),
        ("Kyiv said, Moscow said", ""),
        ("https://example.org/Armenia news@Armenia.example.am", ""),
        (
            "у Вірменії, Вірменію, вірменського, вірменка, ВІРМЕНІЯ",
            "AM Вірменії|AM Вірменію|AM вірменського|AM вірменка|AM ВІРМЕНІЯ",
        ),
        ("Об'єднаних Арабських Еміратів, ОАЕ, еміратська", "AE Об'єднаних Арабських Еміратів|AE ОАЕ|AE еміратська"),
        ("Саудівською Аравією, Великій Британії", "SA Саудівською Аравією|GB Великій Британії"),
        ("російсько-українська, українців, росіянами", "RU російсько|UA українська|UA українців|RU росіянами"),
        ("в Польщі, на Мальті, у Туреччині, Білорусі, Китаю", "PL Польщі|MT Мальті|TR Туреччині|BY Білорусі|CN Китаю"),
        ("Того дня. Мали змогу. Малі групи. болгаркою", ""),
        (
            "в Армении, армянскую, армяне; Белоруссии, Беларусью",
            "AM Армении|AM армянскую|AM армяне|BY Белоруссии|BY Беларусью",
        ),
        (
            "Объединённых Арабских Эмиратов, Объединенные Арабские Эмираты",
            "AE Объединённых Арабских Эмиратов|AE Объединенные Арабские Эмираты",
        ),
        ("американцы, китайцев, турок, турки", "US американцы|CN китайцев|TR турок|TR турки"),
    ],
)
def test_places_are_read_and_namesakes_are_none(text: str, expected: str) -> None:
    assert "|".join(named(text)) == expected


MEMBERS = sorted({line.split("|")[0] for line in DEMONYMS.splitlines()})


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_country_in_the_table_is_known_by_its_cldr_name(language: str) -> None:
    names = {code: Locale(language).territories[code] for code in MEMBERS}
    unknown = [code for code, name in names.items() if code not in {found.code for found in find_places(f"до {name}.")}]
    assert unknown == []


@pytest.mark.parametrize("column", [1, 2, 3, 4, 5])
def test_every_nationality_in_the_table_is_found(column: int) -> None:
    for line in DEMONYMS.splitlines():
        cells = line.split("|")
        for word in cells[column].split():
            text = f"the {word + 'ий' * (column in {2, 4})} side"
            assert [(found.code, found.kind) for found in find_places(text)] == [(cells[0], "nationality")], text


TOKENS = st.sampled_from(
    "United Arab Emirates South Sudan New Guinea U.S. вірменською Об'єднані Арабські США Jordan Chad - ' . , İ \x00 http://A @".split()
)


@given(st.lists(st.tuples(TOKENS, st.sampled_from(["", " ", "-"])), max_size=30))
def test_places_lie_in_the_text_and_never_overlap(tokens: list[tuple[str, str]]) -> None:
    found = find_places("".join(token + gap for token, gap in tokens))
    length = sum(len(token + gap) for token, gap in tokens)
    assert all(0 <= each.start < each.end <= length for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
