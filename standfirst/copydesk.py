"""Manuscripts checked against the site and made into stories."""

from __future__ import annotations

import difflib
import posixpath
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from standfirst.diagnostics import Diagnostic, severity
from standfirst.exchange import Exchange
from standfirst.exchanges.records import Kept, index_records
from standfirst.links import name_sources
from standfirst.model import Action, Author, Image, Picture, Place, Repeated, Story, Teaser
from standfirst.names import same_name, wrong_with_part
from standfirst.pictures import measure, upright_size, wordless
from standfirst.prose import read_html
from standfirst.repeats import within_finding
from standfirst.statics import may_be_published
from standfirst.teasers.near import Wording
from standfirst.teasers.policy import actions_for
from standfirst.teasers.repeats import find_repeats
from standfirst.teasers.within import PASSAGE, drop_headline, drop_paragraphs, has_headline, settle_teaser
from standfirst.timing import is_past, settle_timing
from standfirst.validation import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standfirst.config import Config
    from standfirst.folder import Folder
    from standfirst.manuscript import Manuscript
    from standfirst.model import Standing


MOST_WORDLESS = 100
"""Pictures of one text without words that are told of."""
MOST_GUESSES = 50
"""How often it is guessed what was meant: each guess looks through all names, and a text may have thousands of links to nothing."""
LONGEST_GUESSED = 200
SHOWN = 8
"""How many names a hint lists at the most."""


class Addresses(Protocol):
    """How the settings turn names into addresses."""

    def slug(self, name: str) -> str:
        """A part of an address from a name; empty where it has no letter or digit."""

    def story_slug(self, manuscript: Manuscript) -> str:
        """A part of an address from the headline or the file's name, as the settings say."""

    def topic(self, name: str) -> Place:
        """The topic of this name."""

    def tag(self, name: str) -> Place:
        """The tag of this name."""

    def author(self, name: str, slug: str | None = None) -> Author:
        """A bare author of this name."""

    def static(self, path: str) -> str:
        """Where a file of the content folder is published, below the site's root."""

    def story(self, manuscript: Manuscript, story: Story) -> tuple[str, str]:
        """Address and output file of a story; raises ValueError where they cannot be used."""


@dataclass
class Desk:
    """What all manuscripts are checked against."""

    config: Config
    folder: Folder
    addresses: Addresses
    now: datetime
    authors: Mapping[str, Author]
    """By id. Empty: names are taken as they stand."""
    records: Mapping[str, Kept]
    """By id, those that have a file of their own."""
    problems: list[Diagnostic] = field(default_factory=list)
    repeats: list[tuple[Diagnostic, Action]] = field(default_factory=list)
    """Repeated text, and what is done about it."""
    known_records: Mapping[str, Kept] = field(default_factory=dict)
    """By id, those of articles too, whether they are published or not."""
    unread: set[str] = field(default_factory=set)
    """Paths of files that could not be understood: what names one of them is not wrong for that."""
    faulty: set[str] = field(default_factory=set)
    """Paths of files with a problem of their own: they are checked to the end and then left out."""
    named_files: frozenset[str] = frozenset()
    """Paths and patterns of files that the settings publish though a browser or host may run them."""
    shared: dict[tuple[str, str], str] = field(default_factory=dict)
    """What kind of listing and which address -> the name that has it."""
    guesses: int = 0

    def for_one(self, config: Config | None = None) -> Desk:
        """A desk for one story alone: it knows what this one knows, and what it finds is its own."""
        return Desk(
            config or self.config, self.folder, self.addresses, self.now, self.authors, self.records,
            unread=set(self.unread), named_files=self.named_files,
        )  # fmt: skip

    def report(self, where: str, place: tuple[int, int], code: str, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Diagnostic(where, *place, code, message, hint))

    def near(self, written: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
        """The name that was probably meant."""
        self.guesses += 1
        if self.guesses > MOST_GUESSES or len(written) > LONGEST_GUESSED:
            return None
        ordered = sorted(names) if isinstance(names, frozenset) else names
        return next(iter(difflib.get_close_matches(written, ordered, n=1, cutoff=cutoff)), None)

    def near_file(self, path: str) -> str | None:
        """The file of the content folder that was probably meant."""
        if self.guesses >= MOST_GUESSES:
            return None
        names: dict[str, str] = {}
        for file in self.folder.files:
            names.setdefault(posixpath.basename(file), file)
        near = self.near(posixpath.basename(path), names, cutoff=0.75)
        return names[near] if near else None

    def may_be_published(self, path: str) -> bool:
        """Whether a file of the content folder may be copied."""
        return may_be_published(path, self.named_files)

    def wrong_with_listing(self, kind: str, slug: str, name: str) -> tuple[str, str, str] | None:
        """Code, message and hint where a name cannot have a page of its own; the first that asks has the address."""
        if wrong := wrong_with_part(slug):
            return "SF015", f"the address of '{shortened(name)}' {wrong}", "use another name"
        first = self.shared.setdefault((kind, address_key(slug)), name)
        if first != name and same_name(first) != same_name(name):
            hint = "use a name that differs in more than signs or script"
            return "SF028", f"'{shortened(name)}' and '{shortened(first)}' would share the page of '{slug}'", hint
        return None

    def is_unread(self, folder: str, *names: str) -> bool:
        """Whether a file of one of these names, without its ending, is there but could not be understood."""
        return any(posixpath.splitext(path)[0] == f"{folder}/{name}" for path in self.unread for name in names)

    def is_error(self, code: str) -> bool:
        """Whether a problem of this code keeps a story from being published."""
        return severity(code, self.config.severity) == "error"

    def fails(self, problem: Diagnostic) -> bool:
        """Whether a problem keeps a story from being published."""
        return problem.level == "error" if problem.level else self.is_error(problem.code)

    def is_out(self, story: Story) -> bool:
        """Whether a story would have a page of its own in this build, were nothing wrong with it."""
        return self.standing(story) == "out"

    def standing(self, story: Story) -> Standing:
        """Whether a story is out in this build, and if not, why."""
        if story.status == "draft":
            return "draft"
        if story.expires and is_past(story.expires, self.now):
            return "expired"
        return "out" if story.date is None or is_past(story.date, self.now) else "waiting"

    def is_listed(self, story: Story) -> bool:
        """Whether a story stands in listings, feeds and sitemaps."""
        return story.status == "published" and self.is_out(story)


def edit(
    desk: Desk, manuscripts: Sequence[Manuscript], edited: Mapping[str, Story] = MappingProxyType({})
) -> dict[str, Story]:
    """Every manuscript that has an address as a story, by path. Those with a problem of their own are noted as faulty.

    `edited` are stories without records and without problems of their own that are known already.
    """
    inline = [
        Kept(record, m.where, m.header.node.at(["exchange", number]))
        for m in manuscripts
        if m.path not in edited
        for number, record in enumerate(m.header.values.exchange)
        if isinstance(record, Exchange)
    ]
    own, problems = index_records(inline)
    desk.problems += problems
    for item in inline:
        if item.record.id in desk.records:
            hint = f"name it by its id alone, or delete it from {desk.config.exchanges_path}/"
            message = f"id: '{item.record.id}' is taken by a record of its own"
            desk.report(item.where, item.at("id"), "SF202", message, hint)
    records = desk.known_records = {**own, **desk.records}
    stories: dict[str, Story] = {}
    listed: set[tuple[str, str, str]] = set()
    for manuscript in manuscripts:
        if manuscript.path in edited and _has_its_listings(desk, edited[manuscript.path], listed):
            stories[manuscript.path] = edited[manuscript.path]
            continue
        before = len(desk.problems)
        story = edit_one(desk, manuscript, records)
        if story:
            stories[manuscript.path] = story
        if any(map(desk.fails, desk.problems[before:])):
            desk.faulty.add(manuscript.path)
    return stories


def _has_its_listings(desk: Desk, story: Story, listed: set[tuple[str, str, str]]) -> bool:
    """Whether no name of a story shares its page with another name. `listed` are kinds, slugs and names that do not."""
    named = [("author", author.id, author.name) for author in story.authors if author.url]
    named += [("category", story.topic.slug, story.topic.name)] if story.topic else []
    for key in (*named, *(("tags", tag.slug, tag.name) for tag in story.tags)):
        if key not in listed:
            if desk.wrong_with_listing(*key):
                return False
            listed.add(key)
    return True


def edit_one(desk: Desk, manuscript: Manuscript, records: Mapping[str, Kept]) -> Story | None:
    """The story of a manuscript; None where it has no address. What is wrong with it is noted."""
    values, where = manuscript.header.values, manuscript.where
    slug = values.slug or desk.addresses.story_slug(manuscript)
    if not slug and values.save_as:
        slug = posixpath.splitext(posixpath.basename(values.save_as))[0]
    if not slug:
        hint = "give it a slug of letters, digits and hyphens"
        desk.report(where, manuscript.at("title"), "SF015", f"no slug can be made of '{values.title}'", hint)
        return None
    authors = _authors(desk, manuscript)
    html, words, teaser = _settle(desk, manuscript, [author.name for author in authors])
    html = measure(name_sources(html, manuscript.path, desk.folder.known), manuscript.path, desk.folder)
    zone = desk.config.zone
    timing, problems = settle_timing(manuscript, zone)
    desk.problems += problems
    corrected = [datetime.combine(correction.date, time(), zone) for correction in values.corrections]
    modified = max((d for d in (timing.modified, *corrected) if d), default=None)
    story = Story(
        path=manuscript.path,
        kind=manuscript.kind,
        title=values.title,
        slug=slug,
        url="",
        save_as="",
        lang=(values.lang or desk.config.lang).replace("_", "-"),
        status="draft" if values.status == "draft" else "hidden" if values.status == "hidden" else "published",
        date=timing.date,
        modified=modified,
        expires=timing.expires,
        authors=authors,
        topic=_place(desk, manuscript, "category", values.category),
        tags=tuple(place for tag in values.tags if (place := _place(desk, manuscript, "tags", tag))),
        teaser=teaser,
        picture=picture(desk, values.image, manuscript.path, where, manuscript.at("image", "src")),
        sources=values.sources,
        corrections=tuple(sorted(values.corrections, key=lambda c: c.date, reverse=True)),
        records=_records(desk, manuscript, records),
        html=html,
        words=words,
    )
    if story.picture and not story.picture.alt and "alt" not in manuscript.header.node.at(["image"]).keys:
        hint = 'say what it shows: alt: …; or alt: "" where it shows nothing'
        desk.report(where, manuscript.at("image"), "SF107", "the lead image has no alternative text", hint)
    # Looking up where each stands takes time: whoever has a hundred to mend will build again.
    for target, nth in islice(wordless(manuscript.body.html, manuscript.path, manuscript.text), MOST_WORDLESS):
        hint = 'say what it shows: ![…](…); or <img alt=""> where it shows nothing'
        message = f"the image '{target.written}' has no alternative text"
        desk.report(where, manuscript.find(target, nth), "SF107", message, hint)
    try:
        url, save_as = desk.addresses.story(manuscript, story)
    except ValueError as error:
        named_by = "url" if str(error).startswith("url:") else manuscript.named_by
        desk.report(where, manuscript.at(named_by), "SF015", str(error), "give it another slug")
        return None
    return replace(story, url=url, save_as=save_as)


def _settle(desk: Desk, manuscript: Manuscript, authors: Sequence[str]) -> tuple[str, int, Teaser]:
    """The body, its number of words, and the teaser, each thing said once as the settings and the article want it.

    What was found is noted.
    """
    values, blocks = manuscript.header.values, manuscript.body.blocks
    actions = actions_for(desk.config.repeats, values.teaser or desk.config.kept, values.repeats)
    wording = Wording(blocks)
    found = find_repeats(values.title, manuscript.summary, manuscript.text, wording, authors)
    settled: dict[Repeated, set[str]] = {"scrap": set(), "paragraph": set()}
    for repeat in found:
        short = repeat.verdict == "paragraph" and len(repeat.text.split()) < PASSAGE
        if actions[repeat.verdict] == "settle" and repeat.verdict in settled and not short:
            settled[repeat.verdict].add(repeat.text)
    html = drop_paragraphs(manuscript.body.html, settled["paragraph"], settled["scrap"])
    if actions["headline"] == "settle" and (html is not manuscript.body.html or has_headline(values.title, blocks)):
        html = drop_headline(html, values.title)
    body = manuscript.body if html == manuscript.body.html else read_html(html)
    shown = wording if body is manuscript.body else Wording(body.blocks)
    left = found if shown is wording else find_repeats(values.title, None, "", shown, authors)
    still = {(repeat.verdict, repeat.text) for repeat in left if repeat.verdict in {"headline", *settled}}
    for repeat in found:
        action = actions[repeat.verdict]
        kept = action == "settle" and (repeat.verdict, repeat.text) in still
        desk.repeats.append(within_finding(manuscript, repeat, "warn" if kept else action))
    limit = desk.config.card_length
    teaser = settle_teaser(values.title, manuscript.summary, shown, limit, actions)
    if body is not manuscript.body and teaser.standfirst:
        # A summary that was drawn from the text may begin with what is no longer there.
        whole = settle_teaser(values.title, manuscript.summary, wording, limit, actions)
        if whole.standfirst is None:
            teaser = replace(whole, card=settle_teaser(values.title, None, shown, limit, actions).card)
    return html, body.words, teaser


def _authors(desk: Desk, manuscript: Manuscript) -> tuple[Author, ...]:
    values = manuscript.header.values
    names = tuple(dict.fromkeys((*values.authors, *values.author)))
    if not names and manuscript.kind == "article" and desk.config.default_author:
        names = (desk.config.default_author,)
    by_name = {author.name.casefold(): author for author in desk.authors.values()}
    authors = []
    for name in names:
        author = desk.authors.get(name) or by_name.get(name.casefold())
        if author is None and desk.is_unread(desk.config.authors_path, name, desk.addresses.slug(name)):
            desk.faulty.add(manuscript.path)
            continue
        if author is None and desk.authors:
            known = [*desk.authors, *(author.name for author in desk.authors.values())]
            near = desk.near(name, known)
            file = f"{desk.folder.where(desk.config.authors_path)}/{desk.addresses.slug(name) or 'name'}.md"
            some = ", ".join(sorted(desk.authors)[:SHOWN])
            hint = f"did you mean {near}?" if near else f"add {file}, or use one that is there: {some}"
            desk.report(
                manuscript.where,
                manuscript.find_name(name, "authors", "author"),
                "SF101",
                f"author '{name}' is not known",
                hint,
            )
            if desk.is_error("SF101"):
                continue
        author = author or desk.addresses.author(name)
        if author.url and not author.id:
            hint = "add a file for the author, named in letters and digits"
            desk.report(
                manuscript.where,
                manuscript.find_name(name, "authors", "author"),
                "SF015",
                f"no slug can be made of '{name}'",
                hint,
            )
        elif author.url and (wrong := desk.wrong_with_listing("author", author.id, author.name)):
            place = manuscript.find_name(name, "authors", "author")
            desk.report(manuscript.where, place, *wrong)
        elif author not in authors:
            authors.append(author)
    return tuple(authors)


def _place(desk: Desk, manuscript: Manuscript, name: str, value: str | None) -> Place | None:
    if value is None:
        return None
    place = desk.addresses.topic(value) if name == "category" else desk.addresses.tag(value)
    if not place.slug:
        hint = "use a name with letters or digits"
        place_of = manuscript.at(name) if name == "category" else manuscript.find_name(value, name)
        desk.report(manuscript.where, place_of, "SF015", f"no slug can be made of '{value}'", hint)
        return None
    if wrong := desk.wrong_with_listing(name, place.slug, value):
        place_of = manuscript.at(name) if name == "category" else manuscript.find_name(value, name)
        desk.report(manuscript.where, place_of, *wrong)
    return place


def _records(desk: Desk, manuscript: Manuscript, records: Mapping[str, Kept]) -> tuple[Exchange, ...]:
    found = []
    for number, item in enumerate(manuscript.header.values.exchange):
        record = item if isinstance(item, Exchange) else records[item].record if item in records else None
        if record is None and desk.is_unread(desk.config.exchanges_path, str(item)):
            desk.faulty.add(manuscript.path)
        elif record is None:
            near = desk.near(str(item), records)
            file = f"{desk.folder.where(desk.config.exchanges_path)}/{item}.yaml"
            hint = f"did you mean {near}?" if near else f"add {file}"
            place = manuscript.at("exchange", number)
            desk.report(manuscript.where, place, "SF201", f"exchange '{item}' has no record", hint)
        else:
            found.append(record)
    return tuple(found)


def picture(desk: Desk, image: Image | None, path: str, where: str, place: tuple[int, int]) -> Picture | None:
    """The image as published. Its path is below the folder of the file that names it, or below the content folder."""
    if image is None:
        return None
    bare = Picture(url=image.src, alt=image.alt, credit=image.credit, caption=image.caption)
    if image.src.startswith(("http://", "https://")):
        return bare
    beside, below = picture_paths(image.src, path)
    found = next((p for p in (beside, below) if p in desk.folder.known), None)
    if found is None:
        near = desk.near_file(below)
        hint = f"did you mean {near}?" if near else f"put the file into {desk.folder.where('images')}/"
        desk.report(where, place, "SF103", f"image '{image.src}' is not there", hint)
        return None
    if not desk.may_be_published(found):
        desk.report(where, place, "SF103", f"'{image.src}' is not a picture", "use JPEG, PNG, WebP, AVIF, GIF or SVG")
        return None
    size = upright_size(desk.folder, found)
    if size is None and not found.lower().endswith(".svg"):
        desk.report(where, place, "SF103", f"'{image.src}' is not a picture", "use JPEG, PNG, WebP, AVIF, GIF or SVG")
        return None
    width, height = size or (None, None)
    return replace(bare, url=desk.addresses.static(found), width=width, height=height)


def picture_paths(src: str, path: str) -> tuple[str, str]:
    """Where the picture that the file at `path` names may lie: beside that file, or below the content folder."""
    for prefix in ("{static}", "{attach}", "{filename}"):
        src = src.removeprefix(prefix)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), src)), posixpath.normpath(src.lstrip("/"))


def check_addresses(desk: Desk, stories: Mapping[str, Story], manuscripts: Mapping[str, Manuscript]) -> None:
    """Report stories that would share an output file, also by case or Unicode form alone; the later one is faulty."""
    taken: dict[str, str] = {}
    for path, story in sorted(stories.items()):
        if not desk.is_out(story):
            continue
        key = address_key(story.save_as)
        if key not in taken:
            taken[key] = path
            continue
        first, manuscript = manuscripts[taken[key]], manuscripts[path]
        place = manuscript.at(manuscript.named_by)
        same = stories[taken[key]].save_as
        message = f"'{story.save_as}' is the address of {first.where} too"
        if same != story.save_as:
            message += f" (there '{same}'; case and Unicode form do not tell addresses apart)"
        desk.report(manuscript.where, place, "SF102", message, "give one of them another slug")
        desk.faulty.add(path)


def address_key(path: str) -> str:
    """The same for all addresses that some file system or server takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
