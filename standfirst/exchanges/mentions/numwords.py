"""Number words of English, Ukrainian and Russian in their forms, and the words that bound a number."""

# ruff: noqa: SIM905 -- a table of words reads best as words

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from standfirst.exchanges.mentions.inflection import spellings

if TYPE_CHECKING:
    from collections.abc import Iterator


Bound = Literal["exact", "about", "almost", "over", "under"]


class NumberWord(NamedTuple):
    """What one word gives to a number."""

    value: int
    role: Literal["part", "hundred", "scale"]
    """A part is added (five, twenty, двісті); hundred and scales multiply what stands before them."""
    ordinal: bool
    alone: bool
    """Whether it is a number when no other number word stands beside it."""


_CARDINALS = {
    1: "one один одна одне одну одного одному одним одній однієї однією одной одно одном",
    2: "two два дві двох двом двома две двух двум двумя двоє двое",
    3: "three три трьох трьом трьома трех трём трем трёх тремя троє трое троих",
    4: "four чотири чотирьох чотирьом чотирма четыре четырёх четырём четырьмя четверо четверых",
    5: "five п'ять п'яти п'ятьох п'ятьом п'ятьма п'ятеро пять пяти пятью пятеро пятерых",
    6: "six шість шести шістьох шістьом шістьма шестеро шесть шестью шестерых",
    7: "seven сім семи сімох сімома семеро семь семерых",
    8: "eight вісім восьми вісьмох вісьмома восьмеро восемь восемью восьмерых",
    9: "nine дев'ять дев'яти дев'ятьох дев'ятьма дев'ятеро девять девяти девятью",
    10: "ten десять десяти десятьох десятьма десятеро десятью",
    11: "eleven одинадцять одинадцяти одиннадцать одиннадцати одиннадцатью",
    12: "twelve дванадцять дванадцяти дванадцятьох двенадцать двенадцати двенадцатью",
    13: "thirteen тринадцять тринадцяти тринадцать тринадцати тринадцатью",
    14: "fourteen чотирнадцять чотирнадцяти четырнадцать четырнадцати четырнадцатью",
    15: "fifteen п'ятнадцять п'ятнадцяти пятнадцать пятнадцати пятнадцатью",
    16: "sixteen шістнадцять шістнадцяти шестнадцать шестнадцати шестнадцатью",
    17: "seventeen сімнадцять сімнадцяти семнадцать семнадцати семнадцатью",
    18: "eighteen вісімнадцять вісімнадцяти восемнадцать восемнадцати восемнадцатью",
    19: "nineteen дев'ятнадцять дев'ятнадцяти девятнадцать девятнадцати девятнадцатью",
    20: "twenty двадцять двадцяти двадцятьох двадцятьма двадцать двадцати двадцатью",
    30: "thirty тридцять тридцяти тридцятьох тридцятьма тридцать тридцати тридцатью",
    40: "forty fourty сорок сорока",
    50: "fifty п'ятдесят п'ятдесяти п'ятдесятьох п'ятдесятьма пятьдесят пятидесяти пятьюдесятью",
    60: "sixty шістдесят шістдесяти шістдесятьох шістдесятьма шестьдесят шестидесяти шестьюдесятью",
    70: "seventy сімдесят сімдесяти сімдесятьох сімдесятьма семьдесят семидесяти семьюдесятью",
    80: "eighty вісімдесят вісімдесяти вісімдесятьох вісімдесятьма восемьдесят восьмидесяти восемьюдесятью",
    90: "ninety дев'яносто дев'яноста девяносто девяноста",
    100: "сто ста",
    200: "двісті двохсот двомстам двомастами двохстах двести двухсот двумстам двумястами двухстах",
    300: "триста трьохсот трьомстам трьомастами трьохстах трёхсот трёмстам тремястами трёхстах",
    400: "чотириста чотирьохсот чотирьомстам чотирмастами чотирьохстах четыреста четырёхсот четырёмстам четырьмястами",
    500: "п'ятсот п'ятисот п'ятистам п'ятьмастами п'ятистах пятьсот пятисот пятистам пятьюстами пятистах",
    600: "шістсот шестисот шестистам шістьмастами шестистах шестьсот шестьюстами",
    700: "сімсот семисот семистам сімомастами сьомастами семистах семьсот семьюстами",
    800: "вісімсот восьмисот восьмистам вісьмомастами вісьмастами восьмистах восемьсот восемьюстами",
    900: "дев'ятсот дев'ятисот дев'ятистам дев'ятьмастами девятьсот девятисот девятистам девятьюстами",
}
_SCALES = {
    12: "dozen",
    1_000: "thousand тисяча тисячі тисячу тисячею тисяч тисячам тисячами тисячах тысяча тысячи тысяче тысячу тысячей тысяч тысячам тысячами",
    1_000_000: "million мільйон мільйони мільйонів мільйона мільйону миллион миллионы миллионов миллиона миллиону",
}
_ALONE = set("тисяча тисячу тысяча тысячу мільйон миллион".split())
"""Scales that say "one thousand" alone; others alone are vague: thousands of people."""

_ENGLISH_ORDINALS = {
    **dict(enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)),
    **dict(enumerate("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(), 13)),
    **dict(
        zip(
            range(20, 100, 10),
            "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(),
            strict=True,
        )
    ),
}
# The Ukrainian stem and the Russian one; the endings are those of adjectives.
_STEMS = {
    1: "перш перв", 2: "друг втор", 4: "четверт четвёрт", 5: "п'ят пят", 6: "шост шест", 7: "сьом седьм", 8: "восьм восьм", 9: "дев'ят девят",
    10: "десят", 11: "одинадцят одиннадцат", 12: "дванадцят двенадцат", 13: "тринадцят тринадцат", 14: "чотирнадцят четырнадцат",
    15: "п'ятнадцят пятнадцат", 16: "шістнадцят шестнадцат", 17: "сімнадцят семнадцат", 18: "вісімнадцят восемнадцат",
    19: "дев'ятнадцят девятнадцат", 20: "двадцят двадцат", 30: "тридцят тридцат", 40: "сороков сороков", 50: "п'ятдесят пятидесят",
    60: "шістдесят шестидесят", 70: "сімдесят семидесят", 80: "вісімдесят восьмидесят", 90: "дев'яност девяност", 100: "сот сот",
    200: "двохсот двухсот", 300: "трьохсот трёхсот", 400: "чотирьохсот четырёхсот", 500: "п'ятисот пятисот",
    1_000: "тисячн тысячн",
}  # fmt: skip
_UKRAINIAN_ENDINGS = "ий а е і ого ому ої у ою ій им ім их ими".split()
_RUSSIAN_ENDINGS = "ый ой ий ая ое ые ого ому ую ым ом ых ыми".split()
_THIRD = (
    "третій третя третє треті третього третьому третьої третьою третю третім третіх "
    "третий третья третье третьи третьего третьему третьей третью третьим третьем третьих"
)
RUSSIAN_OTHER = re.compile(r"друг\w+")
"""Ukrainian "second" that in Russian says "other", or "friend"."""


def _words() -> Iterator[tuple[str, NumberWord]]:
    yield from (("a", NumberWord(1, "part", False, False)), ("an", NumberWord(1, "part", False, False)))
    for value, stems in _STEMS.items():
        role: Literal["part", "scale"] = "scale" if value >= 1_000 else "part"  # noqa: PLR2004 -- where multiplying begins
        both = stems.split()
        for stem, endings in ((both[0], _UKRAINIAN_ENDINGS), (both[-1], _RUSSIAN_ENDINGS)):
            yield from ((stem + end, NumberWord(value, role, True, True)) for end in endings)
    yield from ((word, NumberWord(3, "part", True, True)) for word in _THIRD.split())
    yield from ((word, NumberWord(value, "part", True, True)) for value, word in _ENGLISH_ORDINALS.items())
    yield "hundredth", NumberWord(100, "hundred", True, True)
    yield "thousandth", NumberWord(1_000, "scale", True, True)
    yield "hundred", NumberWord(100, "hundred", False, False)
    for value, forms in _CARDINALS.items():
        yield from ((word, NumberWord(value, "part", False, value > 1)) for word in forms.split())
    for value, forms in _SCALES.items():
        yield from ((word, NumberWord(value, "scale", False, word in _ALONE)) for word in forms.split())


NUMBER_WORDS = {spelling: number for word, number in _words() for spelling in spellings(word)}
"""Number words in small letters, in every spelling."""

SCALE_AFTER_DIGITS = {
    "k": 1_000, "тис": 1_000, "тыс": 1_000, "млн": 1_000_000, "mln": 1_000_000, "bn": 10**9, "billion": 10**9,
    "млрд": 10**9, "мільярд": 10**9, "мільярдів": 10**9, "миллиард": 10**9, "миллиардов": 10**9, "dozen": 12,
    **{word: number.value for word, number in NUMBER_WORDS.items() if number.role == "scale" and not number.ordinal},
    "hundred": 100,
}  # fmt: skip

_BOUNDS: dict[Bound, str] = {
    "over": "more than|over|at least|upwards of|no fewer than|no less than|not less than|in excess of|понад|більше ніж|більш ніж|більше як|більш як|більше|щонайменше|не менше ніж|не менше|"
    "не менш як|более чем|больше чем|более|больше|свыше|не менее|не меньше|по меньшей мере|как минимум|>",
    "under": "no more than|not more than|at most|fewer than|less than|under|up to|just under|менше ніж|менш ніж|менше|не більше ніж|не більше|не більш як|до|"
    "не более|не больше|менее чем|менее|меньше|<",
    "almost": "nearly|almost|close to|майже|почти|без малого",
    "about": "about|around|some|roughly|approximately|approx.|an estimated|estimated|circa|близько|приблизно|орієнтовно|біля|десь|около|примерно|приблизительно|порядка|~|≈",
}
_BOUND_OF: dict[str, Bound] = {phrase: bound for bound, phrases in _BOUNDS.items() for phrase in phrases.split("|")}
_MOST_WORDS = max(len(phrase.split()) for phrase in _BOUND_OF)
_NO_BOUND_AFTER = {
    "over": re.compile(r"(?:hand|turn|g[ai]v|t[ao][ok]|carr|sign|pass|deliver|bring|brought)\w*"),
    "up to": re.compile(r"add\w*|sum\w*|come\w*"),
    "до": re.compile(r"\d.*"),
}
"""What makes a bound another thing: handed over 390, add up to 390, from 20 to 390."""
_REACH = 40


def bound_before(text: str, start: int) -> Bound:
    """What the words right before a number say of it: nearly, more than."""
    words = text[max(0, start - _REACH) : start].lower().split()
    if words and words[-1] == "the":
        words.pop()
    if not words:
        return "exact"
    if words[-1][-1] in "~≈<>" and text[start - 1] != " ":
        return _BOUND_OF[words[-1][-1]]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip("(\"'«“‘[—–")
        bound = _BOUND_OF.get(phrase)
        if bound:
            other = _NO_BOUND_AFTER.get(phrase)
            return "exact" if other and len(words) > count and other.fullmatch(words[-count - 1]) else bound
    return "exact"


OR_MORE = re.compile(r"\+(?!\w)|\s+or\s+more(?!\w)|\s+(?:або|или)\s+(?:більше|более|больше)(?!\w)", re.IGNORECASE)
OR_SO = re.compile(r"\s+or\s+so(?!\w)", re.IGNORECASE)

PEOPLE_AHEAD = re.compile(
    r"\s+(?:\w+\s+)?(?:people|persons|prisoners?|pows?|soldiers|service(?:men|women|members)|troops|civilians|defenders|men|women|captives|officers|bodies|"
    r"осіб|люд[еи]|військов|полонен|захисник|цивільн|тіл(?!ьк)|воїн|бійц|человек|военн|пленн|гражданск|солдат|тел(?!е))",
    re.IGNORECASE,
)
"""What is counted stands after a number: then it is no day and no year."""
