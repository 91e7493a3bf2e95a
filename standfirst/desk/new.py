"""A new article, and a new record where it reports one: files that a writer fills in, valid from their first line."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst import copydesk
from standfirst.described import descriptions
from standfirst.desk.scalars import line_of_words, moment, quoted, word
from standfirst.desk.skeleton import plan_record, source_title
from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.checks import check_records
from standfirst.exchanges.records import Kept, read_record
from standfirst.frontmatter import FrontMatter
from standfirst.manuscript import Manuscript, read_manuscript
from standfirst.pelican_site.addresses import SettingsAddresses
from standfirst.pelican_site.reading import HOUSE_FOLDER, allowed_fields, make_renderer, path_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standfirst.fields import Record
    from standfirst.model import Status, Story
    from standfirst.pelican_site.newsroom import Newsroom

LONGEST_REMARK = 110
"""Characters of a field's remark; of a longer one the first sentence is enough."""
EMPTY = {
    "authors": "# authors: []",
    "category": "# category:",
    "summary": "# summary:",
    "tags": "# tags: []",
    "image": '# image: {src: images/…, alt: "…"}',
    "sources": "# sources:\n#   - title:\n#     url: https://…",
}
"""What is left for the writer, as a remark: a field that is there and empty would be a mistake to an editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is known of an article before it is written."""

    headline: str
    authors: tuple[str, ...] = ()
    """Ids, or names where the site has no author files."""
    topic: str | None = None
    exchange: tuple[str, ...] = ()
    """Ids of records."""
    record: str | None = None
    """The id of a record to begin, which is one of those."""
    sources: tuple[str, ...] = ()
    """Addresses."""
    lang: str | None = None
    slug: str | None = None
    status: Status = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Files to write, or what keeps them from being written."""

    article: Path | None = None
    files: Mapping[Path, str] = field(default_factory=dict)
    address: str = ""
    """Where the article will be, below the site's root."""
    problems: Sequence[Diagnostic] = ()


def plan_article(order: Order, newsroom: Newsroom, settings: Mapping[str, Any]) -> Plan:
    """The files for an order whose names are those of the site. Nothing is written."""
    desk, folder = newsroom.desk, newsroom.desk.folder
    files: dict[str, str] = {}
    desk = replace(desk, records={**desk.known_records}, problems=[], repeats=[], faulty=set())
    if order.record:
        path = f"{desk.config.exchanges_path}/{order.record}.yaml"
        files[path] = plan_record(order.record, order.sources, desk)
        kept, problems = read_record(files[path], folder.where(path))
        if kept is None:
            return Plan(problems=problems)
        desk.records = {**desk.records, order.record: kept}
        desk.problems += _wrong_record(desk, kept)
    parent = article_folder(settings["ARTICLE_PATHS"])
    stem = order.slug or _slug(order, newsroom, settings)
    if not stem:
        message = f"no slug can be made of '{order.headline}'"
        return Plan(problems=[Diagnostic("", 1, 1, "SF015", message, "give one with --slug")])
    path = f"{parent}/{stem}.md" if parent else f"{stem}.md"
    by_name = settings["SLUGIFY_SOURCE"] == "basename" and desk.addresses.slug(stem) == stem
    files[path] = write_article(order, newsroom, None if by_name else stem)
    manuscript, problems = _read(files[path], path, newsroom, settings)
    story = copydesk.edit(desk, [manuscript]).get(path) if manuscript else None
    problems = [*problems, *(found for found in desk.problems if desk.is_error(found.code))]
    taken = [problem for name in files if (problem := _taken(name, newsroom))]
    out = _published(desk, manuscript, story) if manuscript and story else None
    if manuscript and story and not out:
        where = manuscript.where, *manuscript.at(manuscript.named_by)
        problems.append(Diagnostic(*where, "SF015", f"'{stem}' makes no address", "give another --slug"))
    if out:
        problems += taken or _shared(newsroom, out)
    if problems or not out:
        return Plan(problems=sorted(set(problems)))
    return Plan(
        article=folder.root / path,
        files={folder.root / name: text for name, text in files.items()},
        address=out.url,
    )


def article_folder(paths: Sequence[str]) -> str:
    """Where articles go, below the content folder: the house's folder, unless the settings keep articles elsewhere."""
    house = Path(HOUSE_FOLDER)
    if not paths or any(path in {"", "."} or Path(path) in {house, *house.parents} for path in paths):
        return HOUSE_FOLDER
    return paths[0].strip("/")


def write_article(order: Order, newsroom: Newsroom, slug: str | None) -> str:
    """The text of a new article's file: its fields, each below a remark on it. `slug` is None where the file's name says it."""
    config, now = newsroom.desk.config, newsroom.desk.now
    lang = order.lang if order.lang and order.lang.casefold() != config.lang.casefold() else None
    fields: dict[str, str] = {
        "title": quoted(order.headline),
        "date": moment(now, config.zone),
        "status": order.status,
        "authors": line_of_words(order.authors) if order.authors else "",
        "category": word(order.topic) if order.topic else "",
        "tags": "",
        "slug": word(slug) if slug else "",
        "lang": lang or "",
        "summary": "",
        "exchange": f"[{', '.join(map(quoted, order.exchange))}]" if order.exchange else "",
        "image": "",
        "sources": "".join(_sources(order)),
    }
    return f"---\n{''.join(_field(name, value) for name, value in fields.items())}---\n\n"


def _field(name: str, value: str) -> str:
    """A remark on a field, and its value or what is left of it to fill in; nothing for one that few articles need."""
    if not value and name not in EMPTY:
        return ""
    written = f"{name}:{value}" if value.startswith("\n") else f"{name}: {value}"
    return f"# {remark(FrontMatter, name)}\n{written if value else EMPTY[name]}\n"


def remark(model: type[Record], name: str) -> str:
    """What a field says, on one line."""
    text = " ".join(descriptions(model).get(name, "").split())
    return text if len(text) <= LONGEST_REMARK else f"{text.partition('. ')[0].removesuffix('.')}."


def _sources(order: Order) -> Iterator[str]:
    for url in order.sources:
        yield f"\n  - title: {quoted(source_title(url))}\n    url: {quoted(url)}"


def _read(
    text: str, path: str, newsroom: Newsroom, settings: Mapping[str, Any]
) -> tuple[Manuscript | None, list[Diagnostic]]:
    """The file as a build would read it."""
    desk, drawn = newsroom.desk, path_fields(path, settings)
    allowed = allowed_fields(desk.config, settings, drawn)
    where, renderer = desk.folder.where(path), make_renderer(settings)
    return read_manuscript(
        text, path, where, "article", renderer, defaults=drawn, allowed=allowed, must_have_header=True
    )


def _slug(order: Order, newsroom: Newsroom, settings: Mapping[str, Any]) -> str:
    """The slug that a build makes of the headline; empty where it can make none."""
    by_title = SettingsAddresses({**settings, "SLUGIFY_SOURCE": "title"}, newsroom.desk.now)
    manuscript, _ = _read(f"---\ntitle: {quoted(order.headline)}\nstatus: draft\n---\n", "new.md", newsroom, settings)
    return by_title.story_slug(manuscript) if manuscript else by_title.slug(order.headline[:60])


def _published(desk: copydesk.Desk, manuscript: Manuscript, story: Story) -> Story | None:
    """The same article once it is out, as a draft has an address of its own; None where it can have none."""
    story = replace(story, status="published")
    try:
        url, save_as = desk.addresses.story(manuscript, story)
    except ValueError:
        return None
    return replace(story, url=url, save_as=save_as)


def _taken(path: str, newsroom: Newsroom) -> Diagnostic | None:
    """What keeps a new file from having this name."""
    folder = newsroom.desk.folder
    if not os.path.lexists(folder.root / path):
        return None
    hint = "give the article another --slug" if path.endswith(".md") else "name it, or begin another with new:ID"
    return Diagnostic(folder.where(path), 1, 1, "SF902", "is there already, and is left as it is", hint)


def _shared(newsroom: Newsroom, story: Story) -> list[Diagnostic]:
    """Another article at the address, out or not: the two would be one file."""
    desk, key = newsroom.desk, copydesk.address_key(story.save_as)
    for path, other in newsroom.stories.items():
        theirs = newsroom.manuscripts[path]
        addresses = {each.save_as for each in (other, _published(desk, theirs, other)) if each}
        if key in map(copydesk.address_key, addresses):
            place = theirs.where, *theirs.at(theirs.named_by)
            message = f"'{story.save_as}' is the address of this article already"
            return [Diagnostic(*place, "SF102", message, "give the new one another --slug")]
    return []


def _wrong_record(desk: copydesk.Desk, kept: Kept) -> list[Diagnostic]:
    """What the register has against a new record."""
    found = check_records(desk.records, desk.now.astimezone(desk.config.zone))
    return [problem for problem in found if problem.path == kept.where]
