"""Lines that stand around an article on a page: bylines, dates, labels, footers."""

from __future__ import annotations

import re
from typing import Literal

from standfirst.exchanges.mentions.days import find_days
from standfirst.prose import Block
from standfirst.teasers.scraps import ALONE, AVATAR_AFTER, AVATAR_BEFORE, NETWORKS, SHARE, is_scrap
from standfirst.teasers.words import split_words

BYLINE = re.compile(
    r"(?:(?:written|story|text|posted|report|reporting)\s+by|by|authors?|автори?|авторка|текст|від|авторы?|von|par|por)\b\s*:?\s*"
    r"(?P<names>[^.!?:;]{2,120})",
    re.IGNORECASE,
)
AND = re.compile(r"\s*(?:,|&|;|\band\b|\bта\b|\bі\b|\bй\b|\bи\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
NAME_WORD = re.compile(r"[^\W\d_][\w.'’\u02bc-]*")
MOST_NAME_WORDS = 4
LABELS = re.compile(
    r"\b(?:published|posted|updated|modified|last|first|on|at|of|the|edited|created|date|upd|time|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|[ap]\.?m|eet|eest|utc|gmt|kyiv|"
    r"опубліковано|оновлено|дата|о|об|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|за|києвом|року|р|"
    r"опубликовано|обновлено|в|понедельник|вторник|среда|пятница|суббота|воскресенье|года|г)\b\.?",
    re.IGNORECASE,
)
UPDATED = re.compile(r"updated|modified|edited|\bupd\b|оновлено|обновлено", re.IGNORECASE)
READING = re.compile(r"\d{1,3}\s*(?:min(?:ute)?s?|хв\w*|мин\w*)\.?\s*(?:read(?:ing)?|читання|чтения)", re.IGNORECASE)
SIGNED = re.compile(r"\s+(?:by|автор:?)\s+(?P<name>\S.{1,60})$", re.IGNORECASE)
CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap])?\.?(?:m\b)?", re.IGNORECASE
)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z|[+-]\d{2}:?\d{2})?")
TAGS = re.compile(
    r"(?:tags|tagged|keywords|теги|мітки|ключові слова|ключевые слова|метки)\s*:\s*(?P<names>.{2,300})", re.IGNORECASE
)
FURNITURE = re.compile(
    r"(?:\d{1,3}\s*(?:min(?:ute)?s?|хв(?:илин[аи]?)?|мин(?:ут[аы]?)?)\.?(?:\s*(?:of\s)?(?:read(?:ing)?|читання|чтения))?"
    r"|(?:reading time|час читання|время чтения)\s*:?.{0,20}|skip to (?:main )?content|\d{1,7}\s*(?:comments?|views?|shares?|likes?|"
    r"коментар\w*|перегляд\w*|просмотр\w*|комментари\w*)|(?:comments?|leave a (?:comment|reply)|menu|search|home|log in|sign in|sign up"
    r"|коментарі|меню|пошук|головна|увійти|комментарии|поиск|главная|войти)|back to top|(?:next|previous|older|newer) (?:article|post|story)s?\b.{0,80}"
    r"|avatar(?: photo| image)?|like this:?|like loading\W*|loading\W*|click to (?:share|print|email|copy)\b.{0,60}|related:?|opens in (?:a )?new window"
    r"|view all posts(?: by .{1,40})?|your email address will not be published\b.{0,80}|required fields are marked\b.{0,20}"
    r"|(?:advertisement|advertising|реклама)\W.{0,40}|(?:continue|keep) reading\b.{0,60}|(?:story|article) continues\b.{0,40}"
    r"|(?:photo|image|photo credit|фото)\s*:.{1,80}|.{0,60}[>\u203a»].{0,60}[>\u203a»].{0,80})",
    re.IGNORECASE,
)
FOOT = re.compile(
    r"(?:©|\(c\)\s|copyright\b|all rights reserved|усі права|всі права|все права|privacy policy|terms of (?:use|service)|cookie|"
    r"related (?:articles|stories|posts|news)|read (?:also|more|next)|see also|more (?:on|from|stories)|you may also|most read|"
    r"recommended|читайте також|читайте также|схожі (?:новини|статті)|більше новин|subscribe|newsletter|follow us|"
    r"sign up for|підпишіться|підписатися|подпишитесь|share this|tags?\s*:)",
    re.IGNORECASE,
)
LEADS_ON = re.compile(
    r"\W{0,2}(?:read (?:more|also|next|on)|see also|also read|related|more on this|don.t miss|"
    r"читайте (?:також|ще|также|ещё|еще)|дивіться також|смотрите также|детальніше|подробнее)\s*[:»→>]\s*\S.{0,160}",
    re.IGNORECASE,
)
"""A line in a text that leads to another one."""
BUTTONS = frozenset(word for phrase in (*NETWORKS, *SHARE, ("tweet", "copy", "link")) for word in phrase)
"""A line of nothing but these is a row of buttons, and one of those below is among them."""
BUTTON_WORDS = frozenset(word for phrase in NETWORKS for word in phrase) | {
    "share",
    "tweet",
    "поділитися",
    "поделиться",
}
LONGEST_LABEL = 90


def name_in_portrait(line: str) -> str | None:
    """The name in the alternative text of a portrait: "Liam Avatar"."""
    words, written = tuple(split_words(line)), line.split()
    for size in (1, 2, 3):
        for label, name in (
            (words[-size:] in AVATAR_AFTER, written[:-size]),
            (words[:size] in AVATAR_BEFORE, written[size:]),
        ):
            if label and name and len(words) == len(written) and is_name(" ".join(name)):
                return " ".join(name)
    return None


def is_name(text: str) -> bool:
    """Whether a text is written as a person's or a desk's name."""
    words = text.split()
    return (
        0 < len(words) <= MOST_NAME_WORDS
        and words[0] not in {"The", "A", "An", "By", "From"}
        and all(NAME_WORD.fullmatch(word) for word in words)
        and words[0][0].isupper()
        and (words[-1][0].isupper() or words[-1].lower() in {"desk", "staff", "team", "reporter"})
    )


def byline(line: str) -> tuple[str, ...]:
    """The names of a byline; empty where the line is none."""
    found = BYLINE.fullmatch(line.strip())
    if not found or len(line) > LONGEST_LABEL:
        return ()
    names = [name_in_portrait(name.strip()) or name.strip() for name in AND.split(found["names"]) if name.strip()]
    return tuple(names) if all(map(is_name, names)) else ()


def is_by(line: str) -> bool:
    """Whether the line is the first half of a byline: "By"."""
    words = tuple(split_words(line))
    return words in ALONE and words[-1] in {
        "by",
        "автор",
        "автори",
        "текст",
        "від",
        "авторы",
        "von",
        "par",
        "por",
        "autor",
    }


def dateline(line: str) -> tuple[Literal["date", "modified"], str] | None:
    """What a line that says nothing but a date says: which of the two, and the date as our front matter writes it."""
    if len(line) > LONGEST_LABEL:
        return None
    which: Literal["date", "modified"] = "modified" if UPDATED.search(line) else "date"
    signed = SIGNED.search(line)
    if signed and is_name(signed["name"]):
        line = line[: signed.start()]
    if (iso := ISO.search(line)) and not LABELS.sub("", line.replace(iso[0], "")).strip(" \t,.:;|·•–—-()"):
        return which, iso[0].replace(" ", "T", 1).replace(" ", "")
    days = [day for day in find_days(line) if day.day and day.month and day.year]
    if len(days) != 1:
        return None
    (day,) = days
    rest = READING.sub(" ", f"{line[: day.start]} {line[day.end :]}")
    clock = CLOCK.search(rest)
    if LABELS.sub("", CLOCK.sub(" ", rest)).strip(" \t,.:;|·•–—-()/"):
        return None
    written = f"{day.year:04}-{day.month:02}-{day.day:02}"
    if not clock:
        return which, written
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    return which, f"{written}T{hour:02}:{clock['minute']}"


def is_furniture(line: str) -> bool:
    """Whether a line is a label of the page and no part of the text."""
    words = split_words(line)
    if LEADS_ON.fullmatch(line.strip()):
        return True
    if len(line) > LONGEST_LABEL or not words:
        return False
    return (
        is_scrap(Block("p", line))
        or bool(FURNITURE.fullmatch(line.strip()))
        or tuple(words) in NETWORKS
        or (len(words) > 1 and BUTTONS.issuperset(words) and not BUTTON_WORDS.isdisjoint(words))
    )
