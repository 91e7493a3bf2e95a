"""A writer's answers -> what an article is to say, in the site's own names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import TypeAdapter, ValidationError

from standfirst.characters import FORBIDDEN
from standfirst.desk.names import RefusedError, find_name, near_names
from standfirst.exchange import Exchange
from standfirst.fields import Url
from standfirst.frontmatter import LanguageTag, Slug, read_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.pelican_site.newsroom import Newsroom

NEW = "new"
UNSAYABLE = re.compile(f"{FORBIDDEN.pattern}|[\ud800-\udfff]")


def sayable(text: str) -> str:
    """Text on one line. Raises RefusedError where it holds what no page may hold."""
    if found := UNSAYABLE.search(text):
        raise RefusedError(f"it holds the character U+{ord(found[0]):04X}, which no page may hold")
    return " ".join(text.split())


def headline_of(given: str) -> str:
    """A headline. Raises RefusedError where there is none."""
    if not sayable(given):
        raise RefusedError("an article needs a headline")
    return sayable(given)


def authors_of(newsroom: Newsroom, given: Iterable[str]) -> tuple[str, ...]:
    """Ids of authors by id, name or the beginning of one; names as they stand where the site has no author files."""
    desk = newsroom.desk
    known = {one: author.name for one, author in desk.authors.items()}
    found = []
    for name in (each for text in given for each in read_names(sayable(text))):
        if not known or desk.is_unread(desk.config.authors_path, name):
            found.append(name)
        else:
            found.append(find_name("author", name, known))
    return tuple(dict.fromkeys(found))


def topics(newsroom: Newsroom) -> list[str]:
    """The topics in use, those with most articles first."""
    found: dict[str, int] = {}
    for story in newsroom.stories.values():
        if story.topic and story.kind == "article":
            found[story.topic.name] = found.get(story.topic.name, 0) + 1
    return sorted(found, key=lambda name: (-found[name], name))


def topic_of(newsroom: Newsroom, given: str) -> tuple[str | None, str]:
    """A topic as the site spells it, and for a new one the topic that may have been meant."""
    name, known = sayable(given), topics(newsroom)
    if not name:
        return None, ""
    addresses = newsroom.desk.addresses
    slug = addresses.topic(name).slug
    if not slug:
        raise RefusedError(f"topic '{name}' has no letter or digit")
    same = next((each for each in known if addresses.topic(each).slug == slug), None)
    near = near_names(name, known) if same is None else []
    return same or name, near[0] if near else ""


def exchange_of(newsroom: Newsroom, given: Iterable[str], day: str) -> tuple[tuple[str, ...], str | None]:
    """Ids of records, and the id of one to begin: `new` is one of `day`, `new:ID` any."""
    desk, begun, found = newsroom.desk, None, []
    known = {one: one for one in desk.known_records}
    for name in (each for text in given for each in read_names(sayable(text))):
        first, _, rest = name.partition(":")
        if first.casefold() == NEW:
            if begun:
                raise RefusedError("one new record at a time")
            begun = _new_record(newsroom, rest.strip() or day)
            found.append(begun)
        elif desk.is_unread(desk.config.exchanges_path, name):
            found.append(name)
        else:
            found.append(find_name("exchange", name, known, f"{NEW}:ID begins a record"))
    return tuple(dict.fromkeys(found)), begun


def sources_of(given: Iterable[str]) -> tuple[str, ...]:
    """Addresses of sources."""
    return tuple(_valid(Url, sayable(url), "is not an address (begin with https://)") for url in given if url.strip())


def language_of(given: str) -> str:
    """A language's tag."""
    return _valid(LanguageTag, given.strip(), "is not a language tag (use en, uk, pt-BR and the like)")


def slug_of(given: str) -> str:
    """A slug, which is a file's name too."""
    return _valid(Slug, sayable(given), "cannot be part of an address (use few letters, digits and hyphens)")


def _new_record(newsroom: Newsroom, name: str) -> str:
    desk = newsroom.desk
    if name in desk.known_records:
        raise RefusedError(
            f"exchange '{name}' has a record (--exchange {name} names it, {NEW}:{name}-… begins another)"
        )
    info = Exchange.model_fields["id"]
    kind = Annotated[str, *info.metadata]
    return _valid(kind, name, "is not a record's id (use the date and a suffix: 2025-05-23, 2025-06-11-bodies)")


def _valid(kind: Any, value: str, message: str) -> str:  # noqa: ANN401 - an annotated type is no type
    try:
        return str(TypeAdapter(kind).validate_python(value))
    except ValidationError:
        raise RefusedError(f"'{value}' {message}") from None
