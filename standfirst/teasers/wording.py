"""English, Ukrainian and Russian words whose kind tells what a difference between two texts means."""

from __future__ import annotations

_FUNCTION = """
    a an the and or but nor of in on at to for from by with without into onto over under about above after before as
    is are was were be been being has have had do does did will would shall should can could may might must not no it
    its this that these those there here he she they we you i his her their our your him them us who whom whose which
    what when where while than then so if also just only more most very too still already again up down out off per via
    mr mrs ms dr said says say saying told according reportedly earlier later now today yesterday tomorrow
    і й та або але в у на з із зі до від для за по про при над під через між без як що щоб це цей ця ці той та те ті
    є був була було були буде будуть має мають не ні він вона вони воно ми ви я його її їх їхній наш який яка яке які
    коли де поки тоді також лише тільки ще вже більш дуже сьогодні вчора завтра раніше пізніше повідомив повідомила
    повідомили повідомляє сказав сказала заявив заявила зазначив додав
    и или но а во с к ко от из о об обо со без чтобы что как это этот эта эти тот был была было были будет будут имеет не
    ни он она они оно мы вы его ее их который которая которое которые когда где пока тогда также только еще уже более
    очень сегодня завтра ранее позже сообщил сообщила сообщили сказал сказала заявил заявила
    president minister prime mayor governor senator professor chancellor general colonel king queen pope deputy
    президент президента міністр мер голова депутат професор генерал міністра министр мэр глава
    reuters ap afp dpa ansa efe upi pa tass ria interfax unian ukrinform укрінформ уніан інтерфакс тасс риа интерфакс
    униан
"""
FUNCTION = frozenset(_FUNCTION.split())
"""Words that an editor changes without changing what is said, agencies' names and titles among them."""

_NUMBERS = {
    0: "zero нуль ноль",
    1: "one first один одна одне одно одного однієї одну перший перша перше першого першу первый первая первое",
    2: "two second два дві двоє двох две двое другий друга друге другого другу второй вторая второе",
    3: "three third три троє трьох трое трех третій третя третє третього третю третий третья",
    4: "four fourth чотири четверо чотирьох четыре четырех четвертий четверта четвертого четвертый",
    5: "five fifth пять пятеро пяти пятий пята пятого пятый",
    6: "six sixth шість шестеро шести шесть шостий шостого шестой",
    7: "seven seventh сім семеро семи семь сьомий сьомого седьмой",
    8: "eight eighth вісім восьми восемь восьмий восьмого восьмой",
    9: "nine ninth девять девяти девятий девятого девятый",
    10: "ten tenth десять десяти десятеро десятий десятого десятый",
    11: "eleven eleventh одинадцять одиннадцать",
    12: "twelve twelfth dozen дванадцять двенадцать",
    13: "thirteen тринадцять тринадцать",
    14: "fourteen чотирнадцять четырнадцать",
    15: "fifteen пятнадцять пятнадцать",
    16: "sixteen шістнадцять шестнадцать",
    17: "seventeen сімнадцять семнадцать",
    18: "eighteen вісімнадцять восемнадцать",
    19: "nineteen девятнадцять девятнадцать",
    20: "twenty двадцять двадцати двадцать",
    30: "thirty тридцять тридцать",
    40: "forty сорок",
    50: "fifty пятдесят пятьдесят",
    60: "sixty шістдесят шестьдесят",
    70: "seventy сімдесят семьдесят",
    80: "eighty вісімдесят восемьдесят",
    90: "ninety девяносто",
    100: "hundred сто сотня",
    1000: "thousand тисяча тисячі тисяч тысяча тысячи тысяч тис тыс",
    1_000_000: "million мільйон мільйони мільйонів миллион миллиона миллионов млн",
    1_000_000_000: "billion мільярд мільярди мільярдів миллиард миллиарда миллиардов млрд",
}
NUMBERS = {word: str(number) for number, words in _NUMBERS.items() for word in words.split()}
"""Numbers written as words, and what a text with digits has in their place."""

_WEEKDAYS = (
    "monday mondays mon понеділок понеділка понеділку понедельник понедельника",
    "tuesday tuesdays tue вівторок вівторка вівторку вторник вторника",
    "wednesday wednesdays wed середа середу середи середі среда среду среды среде",
    "thursday thursdays thu четвер четверга четвергу четверг",
    "friday fridays fri пятниця пятницю пятниці пятница пятницу пятницы",
    "saturday saturdays субота суботу суботи суботі суббота субботу субботы",
    "sunday sundays неділя неділю неділі воскресенье воскресенья",
)
WEEKDAYS = {word: str(number) for number, words in enumerate(_WEEKDAYS, 1) for word in words.split()}

_MONTHS = (
    "january jan січень січня січні январь января январе",
    "february feb лютий лютого лютому февраль февраля феврале",
    "march mar березень березня березні март марта марте",
    "april apr квітень квітня квітні апрель апреля апреле",
    "травень травня травні май мая мае",
    "june jun червень червня червні июнь июня июне",
    "july jul липень липня липні июль июля июле",
    "august aug серпень серпня серпні август августа августе",
    "september sep sept вересень вересня вересні сентябрь сентября сентябре",
    "october oct жовтень жовтня жовтні октябрь октября октябре",
    "november nov листопад листопада листопаді ноябрь ноября ноябре",
    "december dec грудень грудня грудні декабрь декабря декабре",
)
MONTHS = {word: str(number) for number, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Without "may", which is a month only as "May"."""
