"""What a number counts, told by the words beside it."""

from __future__ import annotations

import re

NEUTRAL = (
    r"more|other|another|all|captured|returned|released|freed|exchanged|repatriated|liberated|imprisoned|of|the|our|its|their|his|war|"
    r"military|adult|former|fallen|dead|ще|інших|наших|своїх|усіх|всіх|її|його|звільнених|полонених|загиблих|"
    r"ещ[её]|других|наших|своих|всех|освобожд[её]нных|пленных|погибших"
)
"""Words between a number and its noun that make no smaller group of those who are counted."""

HEADS: tuple[tuple[str, str], ...] = (
    ("bodies", r"bodies|remains|тіл|тіла|тел|тела|останк\w+|останки"),
    (
        "civilian",
        (
            r"civilians?(?: (?:hostages|prisoners|detainees|captives|people|persons|citizens|internees))?|"
            r"цивільн\w+(?: (?:осіб|особ\w*|заручник\w*|громадян\w*|людей|полонен\w*|бранц\w*))?|"
            r"гражданск\w+(?: (?:лиц\w*|заложник\w*|пленн\w*))?|мирн\w+ жител\w+|мирних жителів"
        ),
    ),
    (
        "pow",
        (
            r"prisoners?(?:[- ]of[- ]war)?|pows?|captives?|defenders|detainees|military (?:and civilian )?prisoners|war prisoners|"
            r"військовополонен\w+|полонен\w+|бранц\w+|захисник\w*|захисниц\w+|оборонц\w+|"
            r"военнопленн\w+|пленн\w+|защитник\w*"
        ),
    ),
    (
        "military",
        (
            r"soldiers?|troops|service ?(?:men|members|personnel|people|women)|warriors?|fighters?|military (?:personnel|members|men|servicemen|officers and soldiers)|"
            r"members of (?:the|its|their) (?:\w+ ){0,2}?(?:military|armed forces|army)|"
            r"military(?=\s*(?:[,.;:!?)«»“”\"]|$|and\b|for\b|on\b|to\b|each\b|from\b|were\b|are\b|returned\b|who\b|plus\b|as\b))|"
            r"військовослужбов\w+|військових|військові|військовий|солдат\w*|бійц\w+|воїн\w*|вояк\w*|"
            r"военнослужащ\w+|военных|военные|военный|бойц\w+|воин\w*"
        ),
    ),
    ("women", r"women|жін\w+|женщин\w*"),
    ("men", r"men|мужчин\w*"),
    ("officers", r"officers|офіцер\w*|офицер\w*"),
    (
        "people",
        r"people|persons|citizens|individuals|nationals|людей|люди|людин\w*|осіб|особи|чоловік|громадян\w*|человек\w*|граждан\w*",
    ),
)

DEAD = re.compile(r"[\s\u00a0-]+(?:fallen|dead|загибл|погибш)", re.IGNORECASE)
"""Before a noun: it is their bodies that are counted."""
HEAD = re.compile("|".join(rf"(?P<{field}>(?:{words})\b)" for field, words in HEADS), re.IGNORECASE)
ARE = re.compile(
    r"\s+(?:of (?:them|those|these)\s+)?(?:are|were|was)\s+(?:all\s+)?|\s+[—–-]\s+(?:це\s+|это\s+)?", re.IGNORECASE
)
"""Between a number and what those whom it counts are."""
RETURNED_TO = re.compile(
    r"(?:return\w*|came|come|brought|home|back|released|freed|повернул\w*|вернул\w*|возвра\w*)\s+(?:(?:home|back|додому|домой)\s+)?(?:to|in|до|в|у|на)\s+$",
    re.IGNORECASE,
)
BOTH = re.compile(r"\b(?:each|both|either|sides|кожн|обидв|сторон|кажд|обе)\w*", re.IGNORECASE)
WORD = re.compile(
    r"[\s\u00a0-]+(?:(?P<neutral>(?:" + NEUTRAL + r")\b(?!-))|(?P<word>[^\W\d_][\w'’\u02bc-]*))", re.IGNORECASE
)
SPACE = re.compile(r"[\s\u00a0-]+")

MIXED = re.compile(
    r"\s*(?:and|&|та|і|й|и)\s+(?:civilian|цивільн|гражданск|military|soldier|військов|воен|officers|sailors)",
    re.IGNORECASE,
)
"""A second noun without a number of its own: both together make the number."""

EACH = re.compile(
    r"[\s,]*(?:(?:from|on|to|for|by|in|with|per)\s+)?(?:each|either|both|per|every)\b(?:\s+(?:other|side|sides|way|party|country|direction|directions))?"
    r"|[\s,]*(?:з|від|на|для|с|от|в|у)\s+(?:кожн\w+|обох|обидв\w+|кажд\w+|обе\w*|обоих)\b",
    re.IGNORECASE,
)
BODIES_OF = re.compile(
    r"\b(?:bodies|remains|тіла|тіл|останки|тела|тел|останки)[\s:—–-]+(?:of\s+)?(?:(?:another|some|about|over|more than|ще|ещ[её]|понад|більше|более)\s+)*$",
    re.IGNORECASE,
)
"""Before the number of people whose bodies are spoken of."""
THE_NUMBER = re.compile(r"\s+(?:the|загальну|общее) (?:total |overall )?(?:number|кількість|число)\b", re.IGNORECASE)
APIECE = re.compile(r"\b(?:по|за форматом|формат\w*|формул\w*)\s+[«„“\"]?$", re.IGNORECASE)
TIGHT_FOR = re.compile(r"\s*[-–]?\s*(?:for|на)\s*[-–]?\s*$", re.IGNORECASE)

CAME = re.compile(
    r"\s+(?:(?:were|was|are|have|had|has|been|also|now|be)\s+){0,3}"
    r"(?:returned|return|returning|came (?:back|home)|come (?:back|home)|freed|released|exchanged|swapped|repatriated|brought (?:back|home)|went (?:back|home))\b"
    r"|\s+(?:було\s+|были\s+|был[ао]?\s+)?(?:повернул\w+|звільнен\w+|вернул\w+|освобожд\w+)",
    re.IGNORECASE,
)
"""After a number without a noun: people come home."""

OF_ITS_OWN = re.compile(r"\s+of\s+(?:its|their)\s+own\b", re.IGNORECASE)
GIVEN = re.compile(
    r"(?:return(?:s|ed)?|exchang(?:e|es|ed)|swap(?:s|ped)?|freed?|releas(?:e|es|ed)|br(?:ings|ought) (?:back|home)|received|got back|handed over|повернул\w+|звільнил\w+|обмінял\w+|вернул\w+|освободил\w+|обменял\w+)"
    r"(?:\s+(?:another|all|a total of|about|nearly|almost|some|over|more than|around|at least|home|ще|ещ[её]))*\s+$",
    re.IGNORECASE,
)
"""Before a number without a noun."""

NO_NOUN = re.compile(
    r"\s*(?:the (?:total |overall )?number|[.,;:!?)»”\"]|$|\s(?:to|from|on|in|and|after|under|with|until|each|for|of (?:them|those|its|their)|у|в|до|з|із|на|к|из|с)\b)",
    re.IGNORECASE,
)
SUM = re.compile(
    r"(?:total (?:\w+ ){0,2}?(?:of|is|was|at|reached|to)|total(?:s|led|ling)|running total(?: [\w'’]+){0,8}?|number (?:of|freed|returned|released|exchanged|repatriated|brought|who)(?: [\w'’-]+){0,14}?|br(?:ings?|inging|ought) to|brings? (?:the )?(?:total|number)(?: [\w'’-]+){0,9}?|"
    r"загальн\w+ (?:кільк\w+|числ\w+)(?: [\w'’-]+){0,9}?|загалом(?: [\w'’-]+){0,6}?|усього|всього(?: [\w'’-]+){0,6}?|вже|уже|"
    r"общ\w+ (?:числ\w+|количеств\w+)(?: [\w'’-]+){0,9}?|всего(?: [\w'’-]+){0,6}?)(?:\s+(?:is|was|to|at|now|stands|stood|reached|nearly|almost|about|over|more than|around|понад|майже|близько|более|почти|около|до))*[\s:—–-]*$",
    re.IGNORECASE,
)
"""Before a number without a noun: it is a sum."""
