"""A writer asked for what an article needs, each question until its answer will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from standfirst.desk import order
from standfirst.desk.names import RefusedError
from standfirst.desk.new import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standfirst.model import Status
    from standfirst.pelican_site.newsroom import Newsroom

T = TypeVar("T")
G = TypeVar("G")
SHOWN = 6
"""How many names a question lists at the most."""


def take_order(
    newsroom: Newsroom,
    *,
    headline: str | None,
    authors: Sequence[str],
    topic: str | None,
    exchange: Sequence[str],
    sources: Sequence[str],
    lang: str | None,
    slug: str | None,
    status: Status,
    asks: bool,
) -> Order:
    """An order from options; what they leave open is asked where it `asks`.

    Raises click.UsageError where an option cannot be taken, or the headline is missing and nobody is there to ask.
    """
    desk, there = newsroom.desk, asks
    if headline is None and not there:
        raise click.UsageError('Give the headline: standfirst new "…"')
    told = (
        _ask("Headline", order.headline_of) if headline is None else _settled("HEADLINE", order.headline_of, headline)
    )
    ids = _settled("--author", lambda given: order.authors_of(newsroom, given), authors)
    if not authors and there:
        names = _some([*desk.authors], "names")
        ids = _ask(f"Authors ({names})", lambda given: order.authors_of(newsroom, [given]), desk.config.default_author)
    chosen = _topic(newsroom, topic, asks=there)
    day = desk.now.astimezone(desk.config.zone).date().isoformat()
    records, begun = _settled("--exchange", lambda given: order.exchange_of(newsroom, given, day), exchange)
    if not exchange and there:
        newest = _some(sorted(desk.known_records, reverse=True), "ids")
        question = f"Exchange record ({newest}; {order.NEW} begins one)"
        records, begun = _ask(question, lambda given: order.exchange_of(newsroom, [given], day))
    urls = _settled("--source", order.sources_of, sources)
    if begun and not urls:
        if not there:
            raise click.UsageError("A record needs a source: add --source https://…")
        urls = _ask("Address of the source of its figures", lambda given: _needed(order.sources_of([given])))
    language = _settled("--lang", order.language_of, lang) if lang else None
    if language is None and there:
        language = _ask("Language", order.language_of, desk.config.lang)
    return Order(
        headline=told,
        authors=ids,
        topic=chosen,
        exchange=records,
        record=begun,
        sources=urls,
        lang=language,
        slug=_settled("--slug", order.slug_of, slug) if slug else None,
        status=status,
    )


def _topic(newsroom: Newsroom, given: str | None, *, asks: bool) -> str | None:
    """The topic. One that is nearly another's name is asked about, or remarked on."""
    if given is not None:
        topic, near = _settled("--topic", lambda name: order.topic_of(newsroom, name), given)
    elif asks:
        known = _some(order.topics(newsroom), "a name")
        topic, near = _ask(f"Topic ({known})", lambda name: order.topic_of(newsroom, name))
    else:
        return None
    if near and asks:
        return near if click.confirm(f"There is no topic '{topic}' yet. Did you mean {near}?", default=True) else topic
    if near:
        click.echo(f"The topic '{topic}' is new here (did you mean {near}?)", err=True)
    return topic


def _settled(option: str, settle: Callable[[G], T], given: G) -> T:
    """An option's value, or wrong usage."""
    try:
        return settle(given)
    except RefusedError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _ask(question: str, settle: Callable[[str], T], default: str | None = "") -> T:
    """Ask until the answer will do."""

    def settled(answer: str) -> T:
        try:
            return settle(answer)
        except RefusedError as error:
            raise click.UsageError(str(error)) from None

    answer: T = click.prompt(question, default=default or "", show_default=bool(default), value_proc=settled)
    return answer


def _needed(found: tuple[str, ...]) -> tuple[str, ...]:
    if not found:
        raise RefusedError("a record needs a source")
    return found


def _some(names: Sequence[str], none: str) -> str:
    return f"{', '.join(names[:SHOWN])}{', …' if len(names) > SHOWN else ''}" if names else none
