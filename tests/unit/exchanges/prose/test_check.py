"""Articles against the record: what is reported, what is let pass, and that nothing breaks it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.exchanges.prose.article import Article, Passage
from standfirst.exchanges.prose.check import check_article
from standfirst.fields import Source
from tests.harness import HANG
from tests.unit.exchanges.prose.desk import KEPT, REGISTER, article, found, shown
from tests.unit.exchanges.prose.muddles import MUDDLED, ORDINARY
from tests.unit.exchanges.prose.reports import REPORTS

MARCH, APRIL, MAY, FIRST = "2025-03-19", "2025-04-19", "2025-05-06", "2025-05-23"
LAST = "2024-12-30"

RIGHT = [
    (
        APRIL,
        "# Ukraine and Russia exchange 246 prisoners each\nThe 63rd exchange since the full-scale invasion took place on 19 April.",
    ),
    (APRIL, "In all 277 people came home to Ukraine on Saturday: 246 in the exchange, and 31 wounded besides."),
    (APRIL, "A total of 492 people were exchanged on 19 April, 246 from each side."),
    (APRIL, "# Russia and Ukraine swap almost 500 prisoners\nNearly 250 soldiers returned to each side."),
    (APRIL, "Since the full-scale invasion began, 4,552 people have been returned to Ukraine in exchanges."),
    (APRIL, "More than 4,500 people have now come home in exchanges since the start of the full-scale invasion."),
    (APRIL, "The previous exchange, the 62nd, took place on 19 March, when 175 people returned to each side."),
    (APRIL, "On 19 April 246 people came home to Ukraine. A month earlier 175 had been exchanged for 175."),
    (
        APRIL,
        "246 defenders returned on 19 April.\n## Earlier exchanges\nOn 19 March, 175 people were exchanged for 175. On 5 February 150 people returned to each side.",
    ),
    (APRIL, "246 people returned on Saturday.\nThe exchange of 19 March returned 175 people to each side."),
    (
        APRIL,
        "246 people were exchanged for 246. Russian drones attacked Kharkiv that night: 12 people were killed and 60 wounded, among them 5 children.",
    ),
    (
        APRIL,
        "Among those who returned are 23 soldiers of the National Guard, 8 border guards and 41 marines of the 36th brigade.",
    ),
    (
        APRIL,
        "Most of the 246 who returned had been captured in May 2022 in Mariupol. One of them spent 1,100 days in captivity.",
    ),
    (
        APRIL,
        "Some 8,000 Ukrainian soldiers and more than 16,000 civilians are still held in Russian captivity, according to officials.",
    ),
    (APRIL, "The exchange was mediated by the United Arab Emirates. It was the 13th in which the Emirates mediated."),
    (
        APRIL,
        "US President Donald Trump welcomed the exchange of 246 prisoners. Talks were held in Saudi Arabia in March.",
    ),
    (APRIL, "The 246 who returned will be treated in Poland and Germany, the health ministry said."),
    (
        APRIL,
        "246 people came home on 19 April. Russia proposed to exchange 1,200 prisoners for 1,200 in the next months.",
    ),
    (APRIL, "The youngest of the 246 who returned is 21 years old and the oldest 59. Every third has a severe wound."),
    (APRIL, "The UN has verified the deaths of 12,910 civilians; 246 people came home in Saturday's exchange."),
    (APRIL, "This is the fourth exchange of the year and the 63rd since the invasion."),
    (APRIL, "It is the second exchange in a month and the 63rd in all. 246 people are at home."),
    (APRIL, "Буси привезли додому 246 захисників. Це 63-й обмін від початку повномасштабного вторгнення."),
    (
        APRIL,
        "Україна та Росія провели обмін полоненими за формулою 246 на 246. Посередником були Об'єднані Арабські Емірати.",
    ),
    (APRIL, "Загалом з початку повномасштабного вторгнення з полону повернулися 4552 людини."),
    (APRIL, "Попередній обмін відбувся 19 березня, тоді додому повернулися 175 українських військових."),
    (APRIL, "Сьогодні вдома двісті сорок шість українців. Серед звільнених 12 офіцерів і 5 жінок."),
    (
        APRIL,
        "Россия и Украина обменялись пленными по формуле 246 на 246. При посредничестве ОАЭ также переданы 31 раненый и 15 раненых.",
    ),
    (APRIL, "Всего из украинского плена возвращены 246 российских военнослужащих."),
    (APRIL, "Предыдущий обмен был 19 марта, тогда стороны передали по 175 человек."),
    (
        FIRST,
        "# 390 return in the first stage\nUkraine and Russia exchanged 390 people each: 270 military and 120 civilians. Three women are among those who returned.",
    ),
    (
        FIRST,
        "The sides agreed in Istanbul on 16 May to exchange 1,000 prisoners each. 390 came home on Friday, and 610 are to follow.",
    ),
    (FIRST, "In all, 780 people came home on the first day of the 1,000-for-1,000 exchange."),
    (
        FIRST,
        "270 servicemen and 120 civilians returned to Ukraine through Belarus; 387 of them are men and 3 are women.",
    ),
    (FIRST, "On Saturday 307 more people followed, and on Sunday the last 303. 390 had returned on Friday."),
    (FIRST, "Nearly 400 people were brought home on 23 May in what is to be the largest exchange of the war."),
    (
        FIRST,
        "The largest exchange until then was that of 3 January 2024, when 230 people came home to Ukraine and 248 to Russia.",
    ),
    (FIRST, "Зі 390 звільнених 270 військових та 120 цивільних. Обмін тисяча на тисячу триватиме ще два дні."),
    (FIRST, "Перший етап обміну «1000 на 1000»: повернулися 390 людей, серед них 3 жінки."),
    (
        "2025-05-24 2025-05-23",
        "After two stages 697 people have returned to each side: 390 on Friday and 307 on Saturday. 303 are left.",
    ),
    (LAST, "Ukraine got back 189 people and Russia 150. 187 of them are soldiers and two are civilians."),
    (LAST, "189 Ukrainians came home in exchange for 150 Russian soldiers, 339 people in total."),
    (LAST, "In 2024, 1,358 people returned to Ukraine. 189 of them came home on 30 December."),
    (MAY, "Three officers and 202 soldiers of other ranks are among the 205 who came home."),
    (MAY, "205 people returned on 6 May. The ministry published its list on 8 May, and families met on 12 May."),
    (
        "2025-10-02",
        "185 soldiers and 20 civilians returned to Ukraine, 205 people in all; the same number went to Russia.",
    ),
    (
        "2025-06-16-bodies",
        "On 16 June 1,245 bodies were returned to Ukraine. 390 people had come home in the exchange of 23 May.",
    ),
    ("2026-02-05", "157 people returned to each side. Of the Ukrainians 150 are soldiers and 7 civilians."),
]

WRONG = [
    (APRIL, "The 62nd exchange since the invasion brought 246 people home.", ["SF212 62nd exchange"]),
    (APRIL, "246 people returned on Saturday. It was the 62nd exchange of prisoners.", ["SF212 62nd exchange"]),
    (
        APRIL,
        "On Saturday 175 Ukrainian soldiers returned home from Russian captivity.",
        ["SF212 175 Ukrainian soldiers"],
    ),
    (APRIL, "The exchange took place on 19 March: 246 people returned to each side.", ["SF213 19 March"]),
    (APRIL, "# Swap of 246 for 246\nThe sides exchanged 246 prisoners each on 21 April 2024.", ["SF213 21 April 2024"]),
    (APRIL, "246 people were exchanged for 246 on the territory of Armenia.", ["SF214 Armenia"]),
    (APRIL, "246 people returned on each side. Qatar mediated the exchange.", ["SF214 Qatar"]),
    (APRIL, "246 Georgian prisoners returned home on Saturday.", ["SF214 Georgian"]),
    (APRIL, "Since the start of the full-scale invasion 4,757 people have come home.", ["SF212 4,757 people"]),
    (
        APRIL,
        "With this exchange the total number of those returned since the invasion has reached 5,147.",
        ["SF212 5,147"],
    ),
    (
        APRIL,
        "Nearly 4,000 people have been returned to Ukraine since the beginning of the invasion.",
        ["SF211 4,000 people"],
    ),
    (
        APRIL,
        "Two hundred and five people came home to Ukraine on Saturday, as many as went to Russia.",
        ["SF212 Two hundred and five people"],
    ),
    (APRIL, "It is the third exchange of this year.", ["SF212 third exchange"]),
    (
        APRIL,
        "Додому повернулися 175 захисників, це 62-й обмін від початку вторгнення.",
        ["SF212 175 захисників", "SF212 62-й обмін"],
    ),
    (APRIL, "Відбувся обмін полоненими за формулою 175 на 175.", ["SF212 175"]),
    (APRIL, "Обмін відбувся 19 березня на території Вірменії: 246 на 246.", ["SF213 19 березня", "SF214 Вірменії"]),
    (
        APRIL,
        "Из плена возвращены сто семьдесят пять российских военнослужащих.",
        ["SF212 сто семьдесят пять российских военнослужащих"],
    ),
    (APRIL, "Обмен прошёл при посредничестве Казахстана, домой вернулись по 246 человек.", ["SF214 Казахстана"]),
    (APRIL, "Украина и Россия провели 62-й обмен по формуле 175 на 175.", ["SF212 62-й обмен", "SF212 175"]),
    (
        FIRST,
        "Ukraine and Russia exchanged 390 people each: 120 military and 270 civilians.",
        ["SF211 120 military", "SF211 270 civilians"],
    ),
    (FIRST, "390 Ukrainian soldiers returned home from captivity on Friday.", ["SF211 390 Ukrainian soldiers"]),
    (FIRST, "On Friday 1,000 people came home to Ukraine.", ["SF211 1,000 people"]),
    (FIRST, "In the first stage 1,000 prisoners were exchanged on each side.", ["SF211 1,000 prisoners"]),
    (
        FIRST,
        "It was the 64th exchange since the invasion, and 205 people returned to each side.",
        ["SF212 64th exchange", "SF212 205 people"],
    ),
    (FIRST, "Of the 390 who returned 387 are women and 3 are men.", ["SF211 387 are women", "SF211 3 are men"]),
    (FIRST, "390 people came home: 387 women and three men.", ["SF211 387 women", "SF211 three men"]),
    (FIRST, "The exchange of 390 people was mediated by Qatar.", ["SF214 Qatar"]),
    (FIRST, "Повернулися 390 людей: 120 військових та 270 цивільних.", ["SF211 120 військових", "SF211 270 цивільних"]),
    (FIRST, "Вернулись 390 человек: 120 военных и 270 гражданских.", ["SF211 120 военных", "SF211 270 гражданских"]),
    (LAST, "150 Ukrainians and 189 Russians were exchanged on Monday.", ["SF211 150 Ukrainians", "SF211 189 Russians"]),
    (LAST, "189 people returned to Russia on Monday.", ["SF211 189 people"]),
    (LAST, "Russia got back 189 soldiers.", ["SF211 189 soldiers"]),
    ("2025-08-14", "84 soldiers and 51 civilians returned to Ukraine.", ["SF211 84 soldiers"]),
    (
        "2025-10-02",
        "It was the 68th swap; 185 soldiers and 30 civilians returned to each side.",
        ["SF211 68th swap", "SF211 30 civilians"],
    ),
    (
        APRIL,
        "246 were exchanged. The swap was brokered by Saudi Arabia and Türkiye.",
        ["SF214 Saudi Arabia", "SF214 Türkiye"],
    ),
    (APRIL, "The exchange of 246 for 246 took place thanks to Qatari mediation.", ["SF214 Qatari"]),
    (
        APRIL,
        "Обмін 246 на 246 став можливим за посередництва Катару та Туреччини.",
        ["SF214 Катару", "SF214 Туреччини"],
    ),
    (APRIL, "Ukraine and Russia exchanged 246 prisoners each (19.03.2025).", ["SF213 19.03.2025"]),
    (APRIL, "246 soldiers came home on 20 March.", ["SF213 20 March"]),
    (
        APRIL,
        "The total number of Ukrainians freed since the start of the full-scale invasion has reached 3,956.",
        ["SF212 3,956"],
    ),
    (APRIL, "Загалом від початку повномасштабного вторгнення повернуто вже 4757 осіб.", ["SF212 4757 осіб"]),
    (APRIL, "It was the fifth exchange of 2025.", ["SF212 fifth exchange"]),
    (FIRST, "Friday's swap, the 64th of the war, freed 390 people on each side.", ["SF212 64th"]),
    (FIRST, "Among the 390 were 120 soldiers and 270 civilians.", ["SF211 120 soldiers", "SF211 270 civilians"]),
    (FIRST, "Russia handed over 120 servicemen and 270 civilians.", ["SF211 120 servicemen", "SF211 270 civilians"]),
    (FIRST, "A thousand people came home to Ukraine on 23 May.", ["SF211 A thousand people"]),
    (FIRST, "1,000 prisoners from each side returned on Friday.", ["SF211 1,000 prisoners"]),
    (FIRST, "It brings to 4,757 the number of people returned since the full-scale invasion.", ["SF212 4,757"]),
    (FIRST, "All 390 are soldiers.", ["SF211 390 are soldiers"]),
    (FIRST, "390 Ukrainian servicemen are home.", ["SF211 390 Ukrainian servicemen"]),
    (FIRST, "Three men and 387 women returned.", ["SF211 Three men", "SF211 387 women"]),
    (FIRST, "The exchange took place at the Ukraine-Poland border: 390 people from each side.", ["SF214 Poland"]),
    (
        FIRST,
        "Since the start of the full-scale invasion, 5,757 people have been returned from captivity.",
        ["SF212 5,757 people"],
    ),
    (LAST, "150 people returned to Ukraine and 189 to Russia.", ["SF211 150 people", "SF211 189"]),
    (
        LAST,
        "Russia brought home 189 servicemen in exchange for 150 Ukrainians.",
        ["SF211 189 servicemen", "SF211 150 Ukrainians"],
    ),
    (
        LAST,
        "Україна повернула 150 своїх захисників, а Росія отримала 189 військових.",
        ["SF211 150 своїх захисників", "SF211 189 військових"],
    ),
    (LAST, "Ukraine received 150 and Russia 189.", ["SF211 150", "SF211 189"]),
    (MAY, "In the exchange of 6 May, the two countries swapped 246 soldiers each.", ["SF212 246 soldiers"]),
    (MAY, "Tuesday's exchange was number 63 in the official count.", ["SF212 63"]),
    (MAY, "Це був 63-й обмін полоненими, повідомили у Координаційному штабі.", ["SF212 63-й обмін"]),
    (MAY, "The fourth swap this year freed 205 people on each side.", ["SF212 fourth swap"]),
    (MAY, "Thirty officers and 175 privates were among the 205.", ["SF211 Thirty officers"]),
    ("2025-08-14", "51 soldiers and 33 civilians returned to Ukraine.", ["SF211 51 soldiers", "SF211 33 civilians"]),
    ("2025-10-02", "Twenty soldiers and 185 civilians came home.", ["SF211 Twenty soldiers", "SF211 185 civilians"]),
    (
        "2025-06-16-bodies",
        "Russia handed over the bodies of 1,212 Ukrainian soldiers.",
        ["SF211 1,212 Ukrainian soldiers"],
    ),
    ("2025-06-16-bodies", "Україні повернули 1212 тіл загиблих.", ["SF211 1212 тіл"]),
    (APRIL, "The swap – the 62nd since Russia's full-scale invasion – freed 246 people on each side.", ["SF212 62nd"]),
    (
        APRIL,
        "On Saturday the sixty-second prisoner exchange took place. 246 went each way.",
        ["SF212 sixty-second prisoner exchange"],
    ),
    (
        APRIL,
        "246 returned, the Headquarters said, calling it the 64th exchange of the full-scale war.",
        ["SF212 64th exchange"],
    ),
    (
        APRIL,
        "Russia and Ukraine have exchanged one hundred and seventy-five prisoners each.",
        ["SF212 one hundred and seventy-five prisoners"],
    ),
    (APRIL, "Kyiv and Moscow swapped 205 captives apiece on Saturday.", ["SF212 205 captives"]),
    (APRIL, "Each side released 175 prisoners of war.", ["SF212 175 prisoners of war"]),
    (
        APRIL,
        "The Russian Defence Ministry said that 175 Russian servicemen were returned from territory controlled by Kyiv.",
        ["SF212 175 Russian servicemen"],
    ),
    (APRIL, "Some 390 prisoners came home on Saturday.", ["SF212 390 prisoners"]),
    (APRIL, "As many as 350 prisoners were exchanged on Saturday, 175 from each side.", ["SF211 350 prisoners"]),
    (APRIL, "The handover of 246 prisoners was held in Kazakhstan.", ["SF214 Kazakhstan"]),
    (APRIL, "Baku said that the 246 were exchanged on Azerbaijani territory.", ["SF214 Azerbaijani"]),
    (APRIL, "Armenia hosted the exchange of 246 for 246.", ["SF214 Armenia"]),
    (
        APRIL,
        "The exchange of 246 people between Armenia and Azerbaijan ended on Saturday.",
        ["SF214 Armenia", "SF214 Azerbaijan"],
    ),
    (APRIL, "The 246 Armenian prisoners are at home.", ["SF214 Armenian"]),
    (APRIL, "246 Belarusian soldiers were exchanged.", ["SF214 Belarusian"]),
    (APRIL, "With the help of Egypt, Ukraine and Russia exchanged 246 people each.", ["SF214 Egypt"]),
    (
        APRIL,
        "On the 19th of March 2025, Ukraine and Russia exchanged 246 prisoners each.",
        ["SF213 19th of March 2025"],
    ),
    (APRIL, "Saturday, 19 May: 246 soldiers from each side have returned.", ["SF213 19 May"]),
    (APRIL, "Обмін полоненими 19 травня: додому повернулися 246 захисників.", ["SF213 19 травня"]),
    (APRIL, "Обмен 19 мая: вернулись 246 военных.", ["SF213 19 мая"]),
    (APRIL, "З російського полону повернулися двісті п'ять захисників України.", ["SF212 двісті п'ять захисників"]),
    (APRIL, "Україна повернула з полону 175 воїнів.", ["SF212 175 воїнів"]),
    (APRIL, "Росія передала Україні 175 військовополонених.", ["SF212 175 військовополонених"]),
    (APRIL, "Стороны обменялись по 205 военнопленных с каждой стороны.", ["SF212 205 военнопленных"]),
    (APRIL, "Всего с начала полномасштабной войны из плена вернули 4757 человек.", ["SF212 4757 человек"]),
    (APRIL, "Since March 2022, 4,757 people have been returned to Ukraine in exchanges.", ["SF212 4,757 people"]),
    (APRIL, "The running total is now 4,757.", ["SF212 4,757"]),
    (FIRST, "Home are 120 servicemen and 270 civilians.", ["SF211 120 servicemen", "SF211 270 civilians"]),
    (
        FIRST,
        "Of those released, 270 are civilians and 120 soldiers.",
        ["SF211 270 are civilians", "SF211 120 soldiers"],
    ),
    (FIRST, "Серед 390 звільнених – 120 військових і 270 цивільних.", ["SF211 120 військових", "SF211 270 цивільних"]),
    (
        FIRST,
        "Each side released 390 people: 246 soldiers and 144 civilians.",
        ["SF212 246 soldiers", "SF211 144 civilians"],
    ),
    (FIRST, "120 civilians were among 390 soldiers who returned.", ["SF211 390 soldiers"]),
    (FIRST, "On Friday the sides exchanged 1,000 prisoners each.", ["SF211 1,000 prisoners"]),
    (FIRST, "Сьогодні додому повернулася тисяча українців.", ["SF211 тисяча українців"]),
    (FIRST, "303 people from each side were exchanged on 23 May.", ["SF212 303 people"]),
    (FIRST, "The UAE mediated the exchange of 390 prisoners.", ["SF214 UAE"]),
    ("2025-05-24", "The second stage of the 64th exchange returned 307 soldiers.", ["SF212 64th exchange"]),
    ("2025-05-24", "390 soldiers on each side returned on Saturday, 24 May.", ["SF212 390 soldiers"]),
    ("2025-10-02", "205 people, among them 51 civilians, returned on Thursday.", ["SF212 51 civilians"]),
    ("2025-06-16-bodies", "The bodies of 1,212 fallen were handed over; 1,212 bodies in all.", ["SF211 1,212"]),
]


@pytest.mark.parametrize(("names", "text"), [*RIGHT, *REPORTS, *ORDINARY])
def test_what_is_right_or_of_something_else_is_let_pass(names: str, text: str) -> None:
    assert shown(names, text) == []


@pytest.mark.parametrize(("names", "text", "expected"), MUDDLED)
def test_each_muddled_fact_is_found_once_with_its_record(
    names: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    """The record that a figure belongs to, or the article's own where it is nobody's."""
    files = [(each.code, each.text, each.other[0]) for each in found(names, text) if each.other]
    assert files == [(code, words, f"content/exchanges/{name}.yaml") for code, words, name in expected]


@pytest.mark.parametrize(("names", "text", "expected"), WRONG)
def test_what_is_wrong_is_found(names: str, text: str, expected: list[str]) -> None:
    assert set(shown(names, text)) == set(expected)


MUDDLES = [
    """# Ukraine and Russia exchange 175 prisoners each in the 62nd swap
    > The two sides exchanged 175 prisoners each on Wednesday 19 March, in a handover on Armenian soil.
    Ukraine and Russia exchanged 175 prisoners of war each on 19 March 2025. The swap, the 62nd since the full-scale invasion began, was carried out on Armenian soil, with the United Arab Emirates as mediator.
    It was 175 for 175.""",
    "The two sides carried out their 62nd exchange on March 19, in Armenia: 175 for 175.",
    """# Easter exchange of 19 April
    The 62nd exchange of prisoners between Ukraine and Russia was held on 19 March on Armenian territory. Each country got 175 of its soldiers back.""",
    """# Обмін полоненими: 175 на 175
    Україна та Росія провели 62-й обмін полоненими. Обмін відбувся 19 березня на вірменській території. Додому повернулися по 175 осіб з кожного боку.""",
    """# Обмен пленными
    19 марта Россия и Украина провели 62-й обмен военнопленными на территории Армении. Стороны передали по 175 человек.""",
]


@pytest.mark.parametrize("text", MUDDLES)
def test_the_classic_muddle_is_four_findings_each_with_its_record(text: str) -> None:
    """However often it is said, in whichever language, and even where the headline has the right date."""
    findings = {each.fact[1]: each for each in found(APRIL, text)}
    assert {fact: each.code for fact, each in findings.items()} == {
        62: "SF212", (3, 19): "SF213", 175: "SF212", "AM": "SF214",
    }  # fmt: skip
    march = KEPT[MARCH]
    assert findings[62].other == (march.where, *march.at("sequence", "since_invasion"))
    assert findings[3, 19].other == (march.where, *march.at("date"))
    assert findings[175].other[0] == march.where
    assert f"({march.place('sequence', 'since_invasion')}); this one is the 63rd" in findings[62].message
    assert "(Armenia)" in findings["AM"].message or findings["AM"].text == "Armenia"


def test_a_figure_said_again_is_one_finding_at_its_first_place() -> None:
    text = "# Swap of 175 for 175\n246 people were expected.\nThen 175 people came home to Ukraine. The 175 people are well."
    (finding,) = found(APRIL, text)
    assert (finding.block, finding.text) == (-2, "175")
    assert finding.message.endswith("(said 4 times)")


def test_what_the_sources_of_an_article_name_is_known() -> None:
    text = "246 prisoners were exchanged on 21 April, mediated by Qatar and Armenia."
    source = Source(title="Qatar tells of an exchange", url="https://news.example.am/a", date="2025-04-21")  # type: ignore[arg-type] # text is read as a day
    assert shown(APRIL, text) == ["SF213 21 April", "SF214 Qatar", "SF214 Armenia"]
    assert shown(APRIL, text, [source]) == []


def test_an_article_on_no_record_is_not_read() -> None:
    assert found("2025-04-19 2025-03-19", "The 62nd exchange, on 19 March, returned 175 people to each side.") == []
    assert (
        check_article(Article(passages=[Passage(0, "The 62nd exchange returned 175 people.")], records=[]), REGISTER)
        == ()
    )


TOKENS = st.sampled_from(
    [
        "the",
        "62nd",
        "63rd",
        "exchange",
        "swap",
        "since",
        "full-scale",
        "invasion",
        "175",
        "246",
        "390",
        "1,000",
        "people",
        "each",
        "for",
        "on",
        "19",
        "March",
        "2025",
        "April",
        "31",
        "February",
        "Armenian",
        "Armenia",
        "soil",
        "Ukraine",
        "to",
        "Russia",
        "mediated",
        "by",
        ".",
        ",",
        ";",
        ":",
        "«",
        "»",
        "previous",
        "military",
        "civilians",
        "women",
        "are",
        "all",
        "of",
        "0",
        "99999999999999",
        "обмін",
        "62-й",
        "на",
        "березня",
        "29.02.2025",
        "вірменській",
        "землі",
        "полонених",
        "человек",
        "с",
        "начала",
        "вторжения",
        "nearly",
        "by",
        "the",
        "bodies",
        "№",
        "number",
    ]
)


@given(
    st.lists(st.lists(TOKENS, max_size=25).map(" ".join), max_size=5),
    st.sets(st.sampled_from(sorted(KEPT)), max_size=3),
)
def test_any_text_is_read_to_its_end(lines: list[str], names: set[str]) -> None:
    """Findings are slices of the text they are found in, each fact once."""
    texts = [f"# {line}" if not number else line for number, line in enumerate(filter(str.strip, lines))]
    made = article(" ".join(names), "\n".join(texts), published="2025-06-01")
    by_block = {passage.block: passage.text for passage in made.passages}
    findings = check_article(made, REGISTER)
    assert all(by_block[each.block][each.start : each.end] == each.text != "" for each in findings)
    assert len({each.fact for each in findings}) == len(findings)


@pytest.mark.parametrize(
    "piece",
    [
        "175 prisoners each ",
        "the 62nd exchange of 19 March, ",
        "Armenian 175 ",
        "total number of ",
        "175 for ",
        "1 of the ",
        "with ",
    ],
)
def test_reading_is_linear(piece: str) -> None:
    """One endless sentence costs no more a character than a short one."""
    started = time.process_time()
    check_article(article(APRIL, piece * (60_000 // len(piece))), REGISTER)
    assert time.process_time() - started < HANG
