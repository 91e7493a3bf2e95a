"""What a content system leaves in a text that no reader needs: labels of buttons, of advertisements, of portraits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.prose import Block
from standfirst.teasers.words import split_words

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 80
"""Characters of a block that can be a scrap."""
WHOLE = frozenset({"p", "div", "figcaption", "center", "section", "article", "aside"})
"""Elements in which a single word such as "Print" stands alone; in a list or a table it can be meant."""
NAME = 4
"""Words of a person's name at the most."""
LABEL = 3
"""Words of what stands beside it."""


def _phrases(*lines: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(split_words(phrase)) for line in lines for phrase in line.split(" | "))


ALONE = _phrases(
    "By | Written by | Posted by | Advertisement | Advertisements | Advertising | Sponsored | Sponsored content",
    "Continue reading below | Story continues below | Article continues below | Scroll to continue",
    "Автор | Автори | Текст | Від | Реклама | Авторы",
    "Von | Anzeige | Werbung | Par | Publicité | Por | Publicidad | Anuncio | Autor | Reklama | Tekst | Autorzy",
    "Share | Tweet | Print | Email | Pin it | Save | Copy link | Link copied | Follow us | Subscribe",
    "Поділитися | Поділитись | Поширити | Твітнути | Роздрукувати | Надрукувати | Копіювати посилання",
    "Поделиться | Твитнуть | Распечатать | Скопировать ссылку | Teilen | Drucken | Partager | Imprimer",
    "Compartir | Imprimir | Udostępnij | Drukuj",
)
"""Whole paragraphs."""
SHARE = _phrases(
    "Share | Share on | Share to | Share via | Share this on | Share this via | Send to | Send by | Tweet on | Post to",
    "Post on | Pin on | Follow us on | Поділитися в | Поділитися у | Поділитися на | Поділитися через | Поділитись в",
    "Поділитись у | Поділитись на | Поширити в | Поширити у | Поширити на | Надіслати в | Надіслати на",
    "Поделиться в | Поделиться на | Поделиться через | Отправить в | Отправить на",
    "Teilen auf | Partager sur | Partager par | Compartir en | Compartir por | Udostępnij na",
)
NETWORKS = _phrases(
    "Facebook | Twitter | X | LinkedIn | WhatsApp | Telegram | Reddit | Pinterest | Email | E-mail | Mail | Viber | VK",
    "Bluesky | Mastodon | Threads | Messenger | Instagram | Tumblr | Pocket | Signal | Print | SMS | Twitter X | X Twitter",
    "Фейсбук | Твіттер | Твиттер | Телеграм | Ватсап | Вайбер | Вайбері | Телеграмі | Фейсбуці | Фейсбуке | Пошта | Почта",
)
THIS = _phrases(
    "Share this | Share this article | Share this story | Share this page | Share this post | Share article | Share story",
    "Print this article | Print this page | Email this article | Email this page | Tweet this",
    "Поділитися статтею | Поділитися новиною | Поділитися цим | Поділитися сторінкою | Поділіться статтею",
    "Поділіться новиною | Поділитися з друзями | Поделиться статьей | Поделиться новостью | Поделиться с друзьями",
    "Artikel teilen | Partager cet article | Compartir este artículo | Udostępnij artykuł",
)
AVATAR_AFTER = _phrases(
    "Avatar | Profile picture | Profile photo | Headshot | Аватар | Аватарка | Фото профілю | Фото профиля"
)
AVATAR_BEFORE = _phrases(
    "Avatar | Avatar of | Avatar for | Avatar von | Avatar de | Profile picture of | Profile photo of | Аватар | Аватарка",
    "Фото профілю | Фото профиля",
)
TELLING = frozenset(word for phrases in (SHARE, AVATAR_AFTER, AVATAR_BEFORE) for phrase in phrases for word in phrase)
"""Most short blocks have none of these words, and need not be tried."""


def is_scrap(block: Block, named: Collection[tuple[str, ...]] = ()) -> bool:
    """Whether a block is nothing but a label: one of closed lists, or the alternative text of a portrait.

    `named` are the names of who wrote the article, in words. Another name is taken for one where it is written as one and
    stands in a paragraph of its own.
    """
    if len(block.text) > LONGEST or block.tag in {"pre", "td", "th", "dt"}:
        return False
    words = tuple(split_words(block.text))
    whole = block.tag in WHOLE
    if words in THIS or (whole and words in ALONE):
        return True
    if TELLING.isdisjoint(words):
        return False
    if any(words[:cut] in SHARE and words[cut:] in NETWORKS for cut in range(1, len(words))):
        return True
    written = block.text.split()
    for size in range(1, min(len(words), LABEL + 1)):
        for label, name, name_written in (
            (words[-size:] in AVATAR_AFTER, words[:-size], written[:-size]),
            (words[:size] in AVATAR_BEFORE, words[size:], written[size:]),
        ):
            if label and (name in named or (whole and _is_name(name_written))):
                return True
    return False


def is_certain(text: str, authors: Collection[str]) -> bool:
    """Whether a scrap is one of the closed lists, or names who wrote the article: no other name is taken for a portrait's."""
    words = tuple(split_words(text))
    return words in ALONE or is_scrap(Block("li", text), {tuple(split_words(author)) for author in authors})


def _is_name(words: list[str]) -> bool:
    return 0 < len(words) <= NAME and words[0] not in {"The", "A", "An"} and all(word[0].isupper() for word in words)
