"""Text copied from a page, muddled as such texts are -> a found article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from standfirst.characters import FORBIDDEN
from standfirst.desk.importing.found import Found, Note
from standfirst.desk.importing.markup import escape_text
from standfirst.desk.importing.page_words import (
    FOOT,
    TAGS,
    byline,
    dateline,
    is_by,
    is_furniture,
    is_name,
    name_in_portrait,
)
from standfirst.prose import Block
from standfirst.teasers.near import Wording, relate
from standfirst.teasers.normalise import fold, without_cut_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = 20
"""Lines in which what stands above an article is looked for."""
LONG = 25
"""Words of a paragraph that can only be text."""
WRAPPED = range(40, 101)
"""Characters of a line that an editor or a mail program has broken."""
MARKDOWN = re.compile(r"^#{1,6} \S|\]\(\S+\)|^```", re.MULTILINE)
BULLET = re.compile(r"[•‣◦▪●·][ \t]*(?=\S)")
CUT = re.compile(r"(?:…|\.{3,}|\[…\]|\[\.\.\.\])\s*(?:read more|читати далі|далі|more)?\s*$", re.IGNORECASE)
TEASER = range(4, 80)
JOINTS = re.compile(r"\s+[|·•—–/]\s+")
SITE = re.compile(r"\s+(?:[|·•—–»-]|::)\s+(?=[^|·•—–»]{2,40}$)")
"""Before a site's name at the end of a browser's title."""
LONGEST_HEADLINE = 40
"""Words."""


@dataclass
class _Page:
    """What is known of the page so far."""

    where: str
    title: str
    authors: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    summary: str | None = None
    topic: str | None = None
    body: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def drop(self, line: int, what: str, words: str) -> None:
        self.notes.append(Note(f"{self.where}:{line}", "dropped", what, words))

    def doubt(self, line: int, what: str, words: str) -> None:
        self.notes.append(Note(f"{self.where}:{line}", "doubtful", what, words))


def read_pasted(text: str, where: str, origin: str) -> Found | Note:
    """The article in a pasted text. Lines that are none of its text are told from it, and each is listed."""
    blocks = _blocks(FORBIDDEN.sub("", text.replace("\xa0", " ")))
    if not blocks:
        return Note(where, "left out", "there is no text")
    number = _headline(blocks)
    page = _Page(where, re.sub(r"^#+\s*|\s*#+$", "", blocks[number][1]))
    for line, words in blocks[:number]:
        _above(page, line, words, alone=number == 1)
    rest = _without_foot(page, blocks[number + 1 :])
    _sort_lines(page, [(line, part) for line, words in rest[:HEAD] for part in _parted(words)] + rest[HEAD:])
    keep = bool(MARKDOWN.search(text))
    body = "\n\n".join(words if keep else _marked(words) for words in page.body)
    if not page.authors:
        page.notes.append(Note(where, "doubtful", "no author found"))
    return Found(
        origin=origin,
        where=where,
        title=page.title,
        date=page.dates.get("date") or page.dates.get("modified"),
        modified=page.dates.get("modified") if "date" in page.dates else None,
        authors=tuple(page.authors),
        topic=page.topic,
        tags=page.tags,
        summary=page.summary,
        body=f"{body}\n",
        notes=tuple(page.notes),
        muddled=True,
    )


def _blocks(text: str) -> list[tuple[int, str]]:
    """Paragraphs with the lines they begin on. A line is a paragraph, but where lines were broken to a width."""
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            groups[-1].append((number, line.strip()))
        else:
            groups.append([])
    groups = [group for group in groups if group]
    found = []
    for group in groups:
        widths = [len(line) for _, line in group[:-1]]
        words = [line for _, line in group]
        if (
            len(groups) > 1
            and len(widths) > 1
            and all(w in WRAPPED for w in widths)
            and len(words[-1]) <= max(widths) + 15
        ):
            found.append((group[0][0], " ".join(words)))
        else:
            found += group
    return found


def _headline(blocks: Sequence[tuple[int, str]]) -> int:
    """Which block is the headline: the first that stands again near the top, or else the first that can be one.

    A browser's title may be the first of the two, with the site's name behind it: then the other one is the headline.
    """
    folded = [fold(words) for _, words in blocks[:HEAD]]
    for number, (_, words) in enumerate(blocks[:HEAD]):
        can_be = 1 < len(words.split()) <= LONGEST_HEADLINE and not _is_label(words)
        if can_be and folded[number] in folded[number + 1 :]:
            return number
        named = fold(SITE.split(words)[0]) if can_be and SITE.search(words) else ""
        if named and named in folded:
            return folded.index(named)
    for number, (_, words) in enumerate(blocks[:HEAD]):
        if words.startswith("# ") or (len(words.split()) > 2 and not _is_label(words)):  # noqa: PLR2004 -- words of a label
            return number
    return 0


def _is_label(words: str) -> bool:
    return bool(
        is_furniture(words) or dateline(words) or byline(words) or TAGS.fullmatch(words) or name_in_portrait(words)
    )


def _parted(words: str) -> list[str]:
    """A line of several labels ("Liam | 24 May 2031") as several lines."""
    for parts in (JOINTS.split(words), list(words.partition(", "))[::2]):
        by_line = [part if not is_name(part) else f"By {part}" for part in parts if part.strip()]
        if len(by_line) > 1 and all(_is_label(part) for part in by_line) and any(map(dateline, by_line)):
            return by_line
    return [words]


def _above(page: _Page, line: int, words: str, *, alone: bool) -> None:
    if day := dateline(words):
        page.dates.setdefault(*day)
    elif fold(words).startswith(fold(page.title)) or is_by(words):
        page.drop(line, "it stands above the headline", words)
    elif name := name_in_portrait(words):
        page.authors += [name] if name not in page.authors else []
        page.drop(line, "a portrait's label", words)
    elif names := byline(words):
        page.authors += [name for name in names if name not in page.authors]
    elif alone and len(words.split()) <= 3 and not is_furniture(words):  # noqa: PLR2004 -- words of a topic
        page.topic = JOINTS.split(words)[-1]
        page.doubt(line, "taken for the topic, because it stands above the headline", words)
    else:
        page.drop(line, "it stands above the headline", words)


def _without_foot(page: _Page, blocks: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The blocks up to what stands below an article: short lines alone, from one that says so."""
    end = len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        words = blocks[number][1]
        ends = words.endswith((".", "!", "?", "»", "”")) and not FOOT.match(words) and not is_furniture(words)
        if len(words.split()) >= LONG or ends:
            break
        if FOOT.match(words) and not TAGS.fullmatch(words):
            end = number
    for line, words in blocks[end:]:
        if found := TAGS.fullmatch(words):
            page.tags = _listed(found["names"])
        else:
            page.drop(line, "it stands below the text", words)
    return blocks[:end]


def _sort_lines(page: _Page, blocks: list[tuple[int, str]]) -> None:
    wanted, expects_name = fold(page.title), False
    titled = re.compile(rf"{re.escape(page.title)}{SITE.pattern}", re.IGNORECASE)
    for number, (line, words) in enumerate(blocks):
        rest, above = [text for _, text in blocks[number + 1 :]], not page.body
        if fold(words.lstrip("# ")) == wanted or titled.match(words):
            page.drop(line, "the headline again", words)
        elif is_name(words) and (expects_name or (above and _signs(words, rest))):
            page.authors += [words] if words not in page.authors else []
        elif name := name_in_portrait(words):
            page.authors += [name] if above and name not in page.authors else []
            page.drop(line, "a portrait's label", words)
        elif above and is_by(words):
            page.drop(line, "a label", words)
            expects_name = True
            continue
        elif above and (names := byline(words)):
            page.authors += [name for name in names if name not in page.authors]
        elif number < HEAD and fold(words) in map(fold, page.authors):
            page.drop(line, "the author again", words)
        elif (day := dateline(words)) and (above or day[0] == "modified"):
            page.dates.setdefault(*day)
            if not above:
                page.drop(line, "a label", words)
        elif found := TAGS.fullmatch(words):
            page.tags = _listed(found["names"])
        elif is_furniture(words):
            page.drop(line, "a label", words)
        elif above and page.summary is None and _is_teaser(words, rest):
            page.summary = words
        else:
            page.body.append(words)
        expects_name = False


def _signs(words: str, rest: Sequence[str]) -> bool:
    """Whether a name without "By" is a byline: the date stands below it."""
    capitals = all(word[0].isupper() for word in words.split())
    return capitals and not is_furniture(words) and bool(rest) and dateline(rest[0]) is not None


def _is_teaser(words: str, rest: Sequence[str]) -> bool:
    """Whether a line above the text is a teaser: cut off, said again below, or parted from the text by a byline."""
    if len(words.split()) not in TEASER or not rest:
        return False
    if CUT.search(words):
        return True
    body = Wording([Block("p", text) for text in rest])
    if relate(without_cut_mark(words), body).verdict in {"exact", "truncated", "near"}:
        return True
    near = rest[:3]
    return any(_is_label(text) or is_by(text) for text in near[:1]) or any(
        is_by(a) and is_name(b) for a, b in pairwise(near)
    )


def _listed(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip(" #.") for name in re.split(r"[,;|·]|\s(?=#)", names) if name.strip(" #.")))


def _marked(words: str) -> str:
    """A plain paragraph as Markdown that shows it."""
    bullet = BULLET.match(words)
    return f"- {escape_text(words[bullet.end() :])}" if bullet else escape_text(words)
