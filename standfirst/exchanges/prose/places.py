"""Countries and nationalities against the record: those that a sentence ties to the exchange and nobody knows."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.exchanges.prose import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.exchanges.mentions.places import PlaceMention
    from standfirst.exchanges.prose.article import Article
    from standfirst.exchanges.prose.facts import Facts
    from standfirst.exchanges.prose.register import Register
    from standfirst.exchanges.prose.sentences import Sentence


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


SITE = _words(
    r"(?:soil|territory|border|frontier|airport|airfield|checkpoint|crossing|ground|capital)\b", r"took place", r"hand(?:ed|ing)? ?over\w*", r"handover",
    r"(?:held|carried out|conducted|exchanged|swapped|happened|occurred|crossed|arrived|landed|flown|flew|transferred|bussed) ",
    r"територі\w*", r"земл\w*", r"ґрунт\w*", r"кордон\w*", r"столиц\w*", r"відбу\w*", r"переда\w*", r"аеропорт\w*", r"обміня\w*",
    r"территори\w*", r"границ\w*", r"состоял\w*", r"прош[её]л\w*", r"аэропорт\w*", r"обменя\w*",
)  # fmt: skip
PEOPLE = re.compile(
    r"\s+(?:soldiers?|prisoners?|pows?|captives|servicemen|service|troops|civilians|defenders|fighters|people|side|military|citizens|nationals|"
    r"військов\w*|полонен\w*|солдат\w*|цивільн\w*|сторон\w*|громадян\w*|бійц\w*|воен\w*|пленн\w*|гражд\w*|бойц\w*)\b",
    re.IGNORECASE,
)
ASIDE = _words(
    r"(?:president|minister|ministry|secretary|official|spokes\w+|envoy|ambassador|embassy|senator|congress|parliament|government|leader|diplomat\w*|chancellor|pope|king|prince|sultan|emir)\b",
    r"(?:media|newspaper|agency|broadcaster|outlet|report\w*|according|journalist\w*|television|state tv|analyst\w*|think)\b",
    r"(?:drone|missile|weapon|sanction|arms|artillery|rocket|aid|ceasefire|truce|peace|talks|negotiat\w*|summit|meeting|visit\w*|treatment|rehabilitat\w*|hospital)\w*",
    r"(?:born|lived|living|worked|studied|citizenship|passport|resident|refugee\w*|exile|abroad|prison|colony|camp)\b",
    r"президент\w*", r"міністр\w*", r"речни\w*", r"посол\w*", r"посольств\w*", r"сенатор\w*", r"уряд\w*", r"видан\w*", r"агентств\w*", r"за даними", r"переговор\w*",
    r"зустріч\w*", r"саміт\w*", r"лікуван\w*", r"министр\w*", r"представител\w*", r"правительств\w*", r"издани\w*", r"агентств\w*", r"по данным", r"встреч\w*", r"лечени\w*",
)  # fmt: skip
"""A country is there for something else than the exchange."""
ATTRIBUTED = re.compile(
    r",\s+(?:[\w'’-]+\s+){0,5}(?:said|says|report\w*|according|told|повідом\w*|заяв\w*|за словами|сообщ\w*|по словам)\b",
    re.IGNORECASE,
)
"""After a country: who says so."""
CARE = _words(r"medical\w*", r"psycholog\w*", r"медич\w*", r"психол\w*", r"медиц\w*")
"""Where those who returned are looked after is not where they were exchanged."""
ON = re.compile(
    r"\b(?:in|on|at|across|through|via|into|near|to|within|у|в|на|через|до|из|біля|возле)\s+(?:the\s+)?(?:territory\s+of\s+|border\s+(?:of|with)\s+|території\s+|территории\s+|кордоні\s+(?:з|із)\s+|границе\s+с\s+)?(?:neighbouring\s+|neighboring\s+)?$",
    re.IGNORECASE,
)
GROUND = re.compile(
    r"\s*(?:[-–]\s*\w+\s+)?(?:soil|territory|border|frontier|airport|capital|land|side|територі\w*|земл\w*|ґрунт\w*|кордон\w*|столиц\w*|территор\w*|границ\w*)",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"(?:between\s+[\w\s]{0,30}?(?:and\s+)?|між\s+(?:\w+\s+(?:та|і|й)\s+)?|между\s+(?:\w+\s+и\s+)?)$", re.IGNORECASE
)


class Atlas:
    """The countries that an article can know."""

    def __init__(self, article: Article, facts: Facts, register: Register) -> None:
        """Nothing is read before the first country is asked for."""
        self._article = article
        self._facts = facts
        self._register = register

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Those of the record's fields: its parties and mediators."""
        records = (*self._facts.own, *self._facts.kin, *self._facts.stages)
        mediators = (mediator.country for record in records for mediator in record.mediators)
        return tuple(dict.fromkeys([*self._facts.parties, *(code for code in mediators if code)]))

    @cached_property
    def known(self) -> frozenset[str]:
        """Those of fields, places, notes and claims, and of the titles, publishers and addresses of sources."""
        records = (*self._facts.own, *self._facts.kin, *self._facts.stages)
        texts = [record.note for record in records]
        texts += [
            place
            for record in records
            if record.location
            for place in (record.location.handover, record.location.arrival)
        ]
        texts += [mediator.name for record in records for mediator in record.mediators]
        texts += [claim.by for record in records for claim in record.claims]
        sources = (*self._article.sources, *(source for record in records for source in record.sources))
        texts += [text for source in sources for text in (source.title, source.publisher)]
        texts += [_spaced(source.url) for source in sources]
        # Names of hosts and paths have no capitals.
        forms = (form for text in texts if text for form in (text, text.title()))
        found = {place.code for form in forms for place in self._register.mentioned_places(form)}
        return frozenset(found | set(self.named) | {code for source in sources if (code := _host_code(source.url))})

    @cached_property
    def has_foreigners(self) -> bool:
        """Whether citizens of other countries are known to be among those returned."""
        counts = (count for record in self._facts.own for count in record.returned.values())
        return any(count.foreign for count in counts) or any(
            "foreign_national" in record.categories for record in self._facts.own
        )


def _spaced(url: str) -> str:
    return re.sub(r"[-_/.+%=&?#]+", " ", urlsplit(url).path[:300]) if "[" not in url else ""


def _host_code(url: str) -> str:
    last = re.match(r"https?://[^/?#:]*\.([a-z]{2})(?=[/?#:]|$)", url, re.IGNORECASE)
    code = last[1].upper() if last else ""
    return {"UK": "GB"}.get(code, code)


def unknown_places(sentence: Sentence, atlas: Atlas, *, is_event: bool) -> Iterator[PlaceMention]:
    """Countries and nationalities that a sentence ties to the exchange and that neither record nor sources know."""
    for place in sentence.places:
        if place.code in atlas.known:
            continue
        before, after = sentence.before(place.start, 60), sentence.after(place.end, 60)
        after = ATTRIBUTED.split(after, maxsplit=1)[0]
        if lexicon.BEFORE.search(before) or ASIDE.search(after[:40]) or ASIDE.search(before[-40:]):
            continue
        if not (is_event or sentence.says(lexicon.EVENT)):
            continue
        if sentence.says(CARE):
            continue
        mediated = sentence.says(lexicon.MEDIATION)
        located = place.kind == "country" and ON.search(before) and sentence.says(SITE)
        people = (
            PEOPLE.match(after)
            and not atlas.has_foreigners
            and sentence.says(lexicon.EVENT)
            and not (sentence.says(lexicon.NOT_THEM) or sentence.says(lexicon.HELD))
        )
        if (
            (mediated and _is_mediator(sentence, place))
            or located
            or GROUND.match(after)
            or people
            or BETWEEN.search(before)
        ):
            yield place


def _is_mediator(sentence: Sentence, place: PlaceMention) -> bool:
    """Whether a country is named near words of mediation."""
    return bool(
        lexicon.MEDIATION.search(sentence.before(place.start, 70))
        or (not ON.search(sentence.before(place.start, 60)) and lexicon.MEDIATION.search(sentence.after(place.end, 50)))
    )
