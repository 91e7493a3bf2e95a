"""Words by which a sentence says what a number counts and what it speaks of; English, Ukrainian and Russian."""

from __future__ import annotations

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


EXCHANGE = _words(
    r"(?:exchang|swap)\w*", r"обмін\w*", r"обмен(?!ник|ён)\w*", r"обмін[яю]\w*", r"trad(?:e|ed|ing) (?:of )?prisoners",
)  # fmt: skip
"""An exchange is named."""

EVENT = _words(
    r"(?:exchang|swap|hand(?:ed|ing)? ?over|handover|repatriat|returne?|returning|freed|free|releas|homecoming)\w*",
    r"(?:came|come|coming|brought|bring|bringing|get|got|back|went) (?:back|home)", r"home\b", r"receiv\w*", r"welcom\w*", r"отрима\w*", r"получ\w*", r"for[- ]\d", r"each (?:way|side)",
    r"обмін\w*", r"обмін[яю]\w*", r"поверн\w*", r"звільн\w*", r"додому", r"переда(?:л|н|ч)\w*", r"репатрі\w*",
    r"обмен\w*", r"верн[уи]\w*", r"возвра\w*", r"освобо\w*", r"домой", r"репатри\w*", r"удалось вернуть",
)  # fmt: skip
"""People or bodies change hands."""

HARM = _words(
    r"(?:killed|killing|kills|injur(?:ed|ing|es)|dead|died|dies|death|deaths|attack(?:s|ed)?|struck|strikes?|shelling|drones?)\b",
    r"(?:missiles?|bomb\w*|casualt\w*|executed|tortured|abducted|deported|missing|unaccounted|arrested|sentenced|convicted)\b",
    r"загин\w*", r"поранено", r"вбит\w*", r"убит\w*", r"атак\w*", r"удар\w*", r"обстріл\w*", r"дрон\w*", r"ракет\w*",
    r"зникл\w*", r"страчен\w*", r"депортован\w*", r"засуджен\w*",
    r"погиб\w*", r"ранены\b", r"обстрел\w*", r"беспилотник\w*", r"пропавш\w*", r"казнен\w*", r"осужден\w*",
)  # fmt: skip
"""Other things that are counted in reports of a war."""

HELD = _words(
    r"(?:still|remain\w*|held|holds?|holding|kept|being) (?:\w+ ){0,4}?(?:captiv|prison|custody|detain|held)\w*",
    r"(?:are|were|is|was|being|still|currently) held", r"in (?:russian |ukrainian )?captivity (?:are|remain|there)",
    r"залиша\w* (?:в|у) (?:\w+ )?полоні", r"утриму\w*", r"перебува\w* (?:в|у) (?:\w+ )?полоні",
    r"оста\w* в (?:\w+ )?плену", r"удержива\w*", r"находятся в плену", r"waiting", r"await\w*", r"verified", r"confirmed that",
    r"lists? of", r"на черзі", r"чекають",
)  # fmt: skip
"""Those who have not come home are counted."""

PLANNED = _words(
    r"(?:propos|offer|plan|schedul|expect|negotiat|agree[ds]? to|will|would|should|could|might|intend|promis)\w*",
    r"ready to", r"to be (?:exchanged|freed|released|returned)", r"next", r"further", r"remaining", r"left",
    r"запропон\w*", r"план(?:ує|ува)\w*", r"очіку\w*", r"домов\w*", r"готов\w*", r"має\b", r"мають\b", r"буде", r"будуть", r"наступн\w*",
    r"предлож\w*", r"планиру\w*", r"ожида\w*", r"договор\w*", r"должн\w*", r"будет", r"будут", r"следующ\w*", r"соглаш\w*", r"угод\w*",
)  # fmt: skip
"""A number is intended rather than reached."""

BEFORE = _words(
    r"previous\w*", r"preced\w*", r"earlier", r"prior", r"ago", r"compar\w*", r"unlike", r"whereas", r"until", r"before", r"formerly",
    r"the last (?:one|time|exchange|swap|such)", r"(?:day|week|month|year)s? after", r"last (?:week|month|year|exchange|swap|time|spring|summer|autumn|winter)",
    r"(?:the )?(?:last|latest) published", r"at (?:the|that) time", r"back then",
    r"by (?:comparison|contrast)", r"follows? (?:the|an?) ", r"followed", r"since (?!(?:\d+ )?(?:february|march) (?:\d+,? )?2022)(?:then|last|\d|january|february|march|april|may|june|july|august|september|october|november|december|the (?:last|previous))",
    r"попередн\w*", r"раніше", r"перед цим", r"перед тим", r"до цього", r"минул\w* (?:тижн|місяц|рок|раз|обмін)\w*", r"тому\b(?!,)",
    r"порівнян\w*", r"останній обмін (?:відбу|був)\w*", r"на відміну", r"тоді",
    r"предыдущ\w*", r"ранее", r"перед этим", r"до этого", r"прошл\w*", r"назад\b", r"сравнен\w*", r"в отличие", r"тогда",
    r"последний обмен (?:был|состоял|прош)\w*",
)  # fmt: skip
"""A sentence looks back to another event."""

PAST_TOTAL = _words(
    r"was", r"were", r"stood", r"after", r"published", r"by the (?:end|time)", r"last (?:published|month|week|year)", r"through", r"so far that", r"було", r"була", r"після", r"станом", r"было", r"была", r"после",
)  # fmt: skip
"""A running total is that of another day."""

ASIDE = _words(
    r"(?:captured|capture|taken prisoner|taken captive|detained|imprisoned|jailed|born|surrender\w*|fell into)\b", r"invasion began",
    r"(?:met|meeting|talks|negotiat\w*|summit|announce\w*|agreed|agreement|decree|law|deadline|ceasefire|said|told|wrote|reported)\b",
    r"(?:since|until|till|after|following|by the end of)\b", r"(?:scheduled|planned|expected|due|will|next|later)\b", r"updated?\b", r"published\b",
    r"полонен(?:ий|а|і) \d", r"потрап\w*", r"народи\w*", r"зустріч\w*", r"переговор\w*", r"оголо\w*", r"домов\w*", r"повідом\w*",
    r"сказа\w*", r"після", r"планує\w*", r"наступн\w*", r"з початку", r"починаючи",
    r"попал\w*", r"родил\w*", r"встреч\w*", r"объяв\w*", r"договор\w*", r"сообщи\w*", r"после", r"планиру\w*", r"следующ\w*", r"с начала",
)  # fmt: skip
"""A date may be that of something else than the exchange."""

TOOK_PLACE = _words(
    r"(?:exchange|swap|handover|it|release|return|repatriation)(?: [\w'’-]+){0,8}? (?:took place|was (?:held|carried out|conducted|completed|the \d)|happened|occurred|is dated|dated|came on)",
    r"took place (?:on|\d)", r"(?:date|дата)\s*:", r"(?:held|carried out|conducted|completed) on", r"відбу[влї]\w*", r"здійсн\w*", r"провел\w*",
    r"состоял\w*", r"прош[её]л", r"прошла", r"осуществ\w*",
)  # fmt: skip
"""The exchange itself is dated."""

INVASION = _words(
    r"since (?:the )?(?:\w+ (?:of|in) )?(?:the )?(?:russia\w*['’]?s? )?(?:russian )?(?:full[- ]scale |large[- ]scale )?(?:invasion|war|aggression)",
    r"since (?:\d+ )?(?:february |march )?(?:\d+,? )?2022", r"of the (?:full[- ]scale )?(?:war|invasion|conflict)", r"(?:від|з|із|с) (?:\d+ )?(?:лютого|февраля) 2022",
    r"(?:із|з|від) (?:самого )?початку (?:\w+ ){0,2}?(?:вторгнення|війни|агресії|вторгненн\w*)", r"за час (?:\w+ ){0,2}?(?:вторгнення|війни)",
    r"(?:с|со|от) (?:самого )?начала (?:\w+ ){0,2}?(?:вторжения|войны|агрессии|сво)", r"за время (?:\w+ ){0,2}?(?:вторжения|войны)",
    r"під час (?:\w+ ){0,2}?вторгнення", r"во время (?:\w+ ){0,2}?вторжения", r"during the full[- ]scale",
)  # fmt: skip
"""Counted from the beginning of the invasion."""

RUNNING = _words(
    r"running total", r"(?:official|overall|cumulative|grand) (?:total|number|figure|count)", r"cumulative\w*"
)
IN_YEAR = _words(
    r"(?:of|of the|this|in the|since the (?:start|beginning) of the|so far this|for the|of this) year", r"(?:of|in|since (?:the (?:start|beginning) of )?) ?20\d\d",
    r"(?:цього|у цьому|в цьому|поточного|з початку|із початку) (?:року|році)", r"(?:у|в|з початку|за) 20\d\d",
    r"(?:в этом|этого|с начала|текущего) (?:году|года)", r"(?:в|с начала|за) 20\d\d",
)  # fmt: skip
OTHER_COUNT = _words(
    r"mediat\w*", r"broker\w*", r"under the", r"with the (?:help|assist|mediat|support)\w*", r"(?:this|in a|of the|in the|in one|within a) (?:week|month|day|summer|spring|row)",
    r"in (?:two|three|four|five|six|seven|ten|\d+) (?:days|weeks|months)", r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)",
    r"stage\w*", r"phase\w*", r"round\w*", r"посередн\w*", r"за (?:тиждень|місяць|добу)", r"(?:цього|цього ж) (?:тижня|місяця)", r"етап\w*",
    r"посредн\w*", r"за (?:неделю|месяц|сутки)", r"этап\w*", r"(?:на этой|в этом) (?:неделе|месяце)", r"поспіль", r"подряд", r"between", r"by (?:the )?(?:uae|red cross)",
)  # fmt: skip
"""An ordinal in a count of another kind."""

STEP = _words(
    r"stages?\b", r"phases?\b", r"(?:first|second|third|last|next|final|one|two|three) (?:days?|part|group)", r"day (?:one|two|three)", r"yesterday", r"tomorrow",
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", r"етап\w*", r"фаз\w*", r"учора", r"вчора", r"завтра", r"этап\w*", r"вчера",
    r"(?:понеділ|вівтор|серед|четвер|п.ятниц|субот|неділ)\w*", r"(?:понедельн|вторник|сред[уы]|четверг|пятниц|суббот|воскресен)\w*",
)  # fmt: skip
"""A stage or a day of several is named."""

WEEKDAYS = tuple(
    _words(rf"(?:{name})\w*")
    for name in (
        "monday|понеділ|понедельн", "tuesday|вівтор|вторник", "wednesday|серед[аиуі]|сред[ауые]", "thursday|четвер",
        "friday|п.ятниц", "saturday|субот|суббот", "sunday|неділ|воскресен",
    )
)  # fmt: skip
"""From Monday; English, Ukrainian and Russian."""

OTHER_DAY = _words(
    r"(?:second|third|next|following|last|final) (?:day|stage|phase|part|group)", r"yesterday", r"tomorrow", r"days\b",
    r"(?:друг|треть|наступн|останн)\w* (?:дн|день|етап)\w*", r"[ву]чора", r"завтра", r"(?:втор|треть|следующ|последн)\w* (?:дн|день|этап)\w*", r"вчера",
)  # fmt: skip
"""A day of several is named that may be another."""
THE_DAY = _words(
    r"today", r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day", r"first (?:stage|day|phase|part)", r"in (?:a|one|a single) day",
    r"сьогодні", r"перш\w* (?:етап|день|дня)\w*", r"(?:у|в) (?:понеділок|вівторок|середу|четвер|п.ятницю|суботу|неділю)",
    r"сегодня", r"перв\w* (?:этап|день|дня)\w*", r"(?:в|во) (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)",
)  # fmt: skip
WHOLE = _words(
    r"agree\w*", r"total", r"altogether", r"in all", r"together", r"whole", r"stages", r"formula", r"format", r"part of", r"of the", r"out of", r"largest", r"biggest",
    r"over (?:three|several|two|the)", r"three[- ]day", r"days", r"remain\w*", r"left", r"deal", r"begin\w*", r"start\w*", r"will", r"домов\w*", r"угод\w*", r"формат\w*", r"формул\w*",
    r"загал\w*", r"усього", r"всього", r"разом", r"частин\w*", r"масштаб\w*", r"договор\w*", r"соглаш\w*", r"всего", r"вместе", r"част\w*", r"крупнейш\w*", r"найбільш\w*", r"етапи",
)  # fmt: skip
"""The agreement is spoken of and not the day."""

AMONG = _words(
    r"among", r"including", r"incl\.", r"of (?:them|these|those|whom|which)", r"in particular", r"also", r"as well as", r"plus", r"besides", r"another", r"a further", r"additional\w*",
    r"серед", r"зокрема", r"(?:з|із) (?:них|яких)", r"у тому числі", r"в тому числі", r"також", r"крім", r"ще\b", r"разом (?:з|із)",
    r"среди", r"в частности", r"из (?:них|которых)", r"в том числе", r"также", r"кроме", r"ещ[её]\b",
)  # fmt: skip
"""A part of those who are counted, or others beside them, follow."""

OUTSIDERS = _words(
    r"(?:UN|U\.N\.|United Nations|OHCHR|Red Cross|ICRC)\b",
    r"\u041e\u041e\u041d",
    r"estimat\w*",
    r"оцін(?:ками|ками)",
    r"оценк\w*",
)
MORE_THAN = _words(
    r"(?:more|fewer|less|higher|lower|larger|smaller) (?:[\w'’]+ ){0,5}?than",
    r"difference",
    r"short of",
    r"exceed\w*",
    r"(?:більше|менше|больше|меньше) (?:[\w'’]+ ){0,3}?(?:ніж|за|чем)",
    r"if\b",
    r"якщо",
    r"якби",
    r"если",
)
"""Numbers are compared or supposed."""

MEDIATION = _words(
    r"mediat\w*", r"broker\w*", r"facilitat\w*", r"helped to (?:arrange|secure|negotiate|organi[sz]e)", r"go-between", r"intermediar\w*", r"good offices", r"(?:help|assistance|support|participation|involvement) (?:of|from)", r"thank\w*", r"hosted",
    r"посередн\w*", r"за (?:сприяння|допомоги|участі|підтримки)", r"дяку\w*", r"посредн\w*", r"при (?:содействии|помощи|участии|поддержке)", r"благодар\w*",
)  # fmt: skip
"""Somebody helps the parties."""

FOREIGNERS = _words(r"foreign\w*", r"іноземц\w*", r"іноземн\w*", r"иностран\w*")
NOT_THEM = _words(r"not\b", r"captured", r"remain\w*", r"не\b", r"volunteer\w*", r"добровол\w*")
"""People who are named and were not exchanged."""
