"""The header of an article, page or author file: text -> typed values or diagnostics, with every value's place."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from standfirst.characters import DIRECTION, INVISIBLE
from standfirst.diagnostics import Diagnostic
from standfirst.exchange import Exchange
from standfirst.fields import Record, Source, Text
from standfirst.model import Action, Correction, Image, Link, Repeated
from standfirst.names import wrong_with_part
from standfirst.validation import in_our_words, shortened
from standfirst.yamltree import MAX_BYTES, Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


R = TypeVar("R", bound=Record)

FENCE = re.compile(r"---[ \t]*")
END = re.compile(r"(?:---|\.\.\.)[ \t]*")
PELICAN_LINE = re.compile(r" {0,3}([A-Za-z_][A-Za-z0-9_-]*):[ \t]*(.*)")
PELICAN_MORE = re.compile(r" {4,}(.+)")
MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"(?:[T ](?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)[ ]?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


def read_moment(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """A datetime from ISO 8601; without an offset it is naive and means the newsroom's time."""
    if not isinstance(value, str):
        raise PydanticCustomError("SF012", "this is not a date (use YYYY-MM-DD or YYYY-MM-DDThh:mm)")
    found = MOMENT.fullmatch(value.strip())
    try:
        if not found:
            raise ValueError
        day = "-".join(part.zfill(2) for part in found["day"].split("-"))
        hour, _, rest = (found["time"] or "00:00").partition(":")
        moment = datetime.fromisoformat(f"{day}T{hour.zfill(2)}:{rest}{found['offset'] or ''}")
        if not MINYEAR < moment.year < MAXYEAR:  # in another zone it would be no date at all
            raise ValueError
        return moment  # noqa: TRY300
    except ValueError:
        message = "'{value}' is not a date (use YYYY-MM-DD or YYYY-MM-DDThh:mm)"
        raise PydanticCustomError("SF012", message, {"value": value}) from None


def read_names(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """Names from a list, or from one line parted by semicolons or else commas, as in Pelican; each once, in order."""
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        return value
    return list(dict.fromkeys(name.strip() for name in value if name.strip()))


def read_addresses(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """Addresses from a list, or from one line parted by white space or semicolons."""
    return value.replace(";", " ").split() if isinstance(value, str) else value


def read_image(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """An image from its path alone, or from its fields."""
    return {"src": value} if isinstance(value, str) else value


def read_exchanges(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """Ids and records from one id, several ids in a line or a list, or one whole record."""
    if isinstance(value, dict):
        return [value]
    return read_names(value) if isinstance(value, str) else value


def one_line(value: Any) -> Any:  # noqa: ANN401 - a validator takes what it is given
    """Text with runs of white space as one space."""
    return " ".join(value.split()) if isinstance(value, str) else value


def check_slug(value: str) -> str:
    """The slug, where it can be one part of an address on every system."""
    if wrong := wrong_with_part(value):
        raise PydanticCustomError("SF015", "'{value}' {wrong}", {"value": shortened(value), "wrong": wrong})
    return value


MomentText = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?$",
        examples=["2025-05-23T18:30"],
    ),
]
Moment = Annotated[datetime, BeforeValidator(read_moment, json_schema_input_type=MomentText)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), BeforeValidator(one_line)]
Names = Annotated[
    tuple[Name, ...], Field(max_length=50), BeforeValidator(read_names, json_schema_input_type=list[str] | str)
]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s/\\?#%\x00-\x1f.][^/\\?#%\x00-\x1f]*$", max_length=180),
    AfterValidator(check_slug),
]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$")]


class FrontMatter(Record):
    """What a writer says of an article or page, above its text."""

    title: Annotated[Text, StringConstraints(max_length=300), BeforeValidator(one_line)]
    """The headline, as plain text."""
    date: Moment | None = None
    """First publication: YYYY-MM-DD or YYYY-MM-DDThh:mm, in the newsroom's time zone unless it ends in an offset. An
    article dated after the build time is not published yet."""
    modified: Moment | None = None
    """Last substantive change, in the same forms."""
    embargo: Moment | None = None
    """Publish at this time, in the same forms: before it, not a word is in the output. Where it is later than date, it is
    the date that readers see."""
    expires: Moment | None = None
    """Gone at this time, in the same forms: from it on, not a word is in the output."""
    authors: Names = ()
    """Who wrote it: ids of files under authors/, or names."""
    author: Names = ()
    """The same, as Pelican calls it."""
    category: Name | None = None
    """The topic."""
    tags: Names = ()
    """Finer subjects."""
    slug: Slug | None = None
    """The article's part of the address; made from the title or the file's name when left out."""
    summary: Annotated[Text, StringConstraints(max_length=5_000)] | None = None
    """The teaser: one or two whole sentences."""
    status: Annotated[
        Literal["published", "draft", "hidden", "skip"],
        BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value),
    ] = "published"
    """published; draft: nowhere in the output; hidden: a page of its own, in no listing; skip: the file is passed over."""
    lang: LanguageTag | None = None
    """BCP 47 tag of its language, where that is not the site's."""
    image: Annotated[Image, BeforeValidator(read_image, json_schema_input_type=Image | str)] | None = None
    """The lead image: its path, or src, alt, credit and caption."""
    sources: Annotated[tuple[Source, ...], Field(max_length=200)] = ()
    """Where its facts were published."""
    corrections: Annotated[tuple[Correction, ...], Field(max_length=200)] = ()
    """What was wrong in it and is put right."""
    exchange: Annotated[
        tuple[Annotated[Exchange | str, Field(union_mode="smart")], ...],
        Field(max_length=100),
        BeforeValidator(read_exchanges, json_schema_input_type=list[Exchange | str] | Exchange | str),
    ] = ()
    """The record it reports: an id, several ids, or a whole record."""
    teaser: Literal["keep", "settle"] | None = None
    """keep: print the teaser and the text as written, even where they repeat each other."""
    repeats: dict[Repeated, Action] = Field(default_factory=dict)
    """What is done about repeated text in this article, by kind: {near: settle, scrap: ignore}."""
    template: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")] | None = None
    """The theme's template, where it is not article or page."""
    url: str | None = None
    """The address, where the settings' pattern does not fit."""
    save_as: str | None = None
    """The output file, where the settings' pattern does not fit."""
    redirects: Annotated[
        tuple[Text, ...], Field(max_length=100), BeforeValidator(read_addresses, json_schema_input_type=list[str] | str)
    ] = ()
    """Former addresses of the article: paths on this site, from its root. Each leads here once the article is published."""
    translation: bool = False
    """True for a translation of the article with the same slug."""
    keywords: Names = ()
    """Read as tags are, by some themes; not used by ours."""


class AuthorProfile(Record):
    """What a file under authors/ says above the biography."""

    name: Name
    """The name of the byline."""
    role: Name | None = None
    """What they do in the newsroom."""
    avatar: Annotated[Image, BeforeValidator(read_image, json_schema_input_type=Image | str)] | None = None
    """Their picture; it always stands beside the name, so it needs no alternative text."""
    links: Annotated[tuple[Link, ...], Field(max_length=50)] = ()
    """Where else to find them."""
    organisation: bool = False
    """True for a desk or an agency."""


@dataclass(frozen=True, slots=True)
class Header(Generic[R]):
    """Front matter as read: the values, what no field is called, and where each stands."""

    values: R
    extra: Mapping[str, Any]
    """Keys that the settings let through for a theme or plugin."""
    node: Node
    form: Literal["yaml", "pelican", "none"]


def split_header(text: str) -> tuple[Literal["yaml", "pelican", "none"], str, str, int]:
    """Part a file into its header and its body.

    Returns the header's form, the header, the body and the line on which the body starts. A YAML header that does not
    end comes back as form yaml with body line 0.
    """
    lines = text.split("\n")
    if FENCE.fullmatch(lines[0]):
        for number, line in enumerate(lines[1:], 1):
            if END.fullmatch(line):
                return "yaml", "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
        return "yaml", "\n".join(lines[1:]), "", 0
    end = 0
    while end < len(lines) and (PELICAN_LINE.match(lines[end]) or (end and PELICAN_MORE.match(lines[end]))):
        end += 1
    names = {found[1].lower() for line in lines[:end] if (found := PELICAN_LINE.match(line))}
    if names & FrontMatter.model_fields.keys():
        return "pelican", "\n".join(lines[:end]), "\n".join(lines[end:]), end + 1
    return "none", "", text, 1


def read_pelican_header(text: str, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """`Key: value` lines, as Python-Markdown's meta-data extension reads them, to a tree of strings and lists."""
    root = Node(1, 1, {})
    problems: list[Diagnostic] = []
    fields: dict[str, Node] = {}
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        limit = f"keep it under {MAX_BYTES // 1024} KiB; an empty line ends it"
        return None, [Diagnostic(path, 1, 1, "SF006", "the front matter is too long", limit)]
    last: Node | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if found := PELICAN_LINE.match(line):
            name = found[1].lower()
            node = Node(number, found.start(2) + 1, found[2].strip(), written=bool(found[2].strip()))
            last = node
            if name in fields:
                hint = f"it stands first on line {fields[name].line}; keep one of them"
                problems.append(Diagnostic(path, number, found.start(1) + 1, "SF005", f"{name}: given twice", hint))
            else:
                fields[name] = node
                root.keys[name] = (number, found.start(1) + 1)
        elif last is not None:
            last.value = f"{last.value}\n{line.strip()}".strip()
            last.written = True
    root.value = fields
    return root, problems


def _hidden(node: Node, path: str) -> Iterator[Diagnostic]:
    """Characters of values that turn the direction of what follows; those that show nothing are taken out of them."""
    work = [node]
    while work:
        item = work.pop()
        if isinstance(item.value, str):
            if item.value.isascii():
                continue
            item.value = INVISIBLE.sub("", item.value)
            if found := DIRECTION.search(item.value):
                message = f"holds U+{ord(found[0]):04X}, which turns the direction of what follows"
                yield Diagnostic(path, item.line, item.column, "SF024", message, "delete it")
        else:
            work += item.value if isinstance(item.value, list) else item.value.values()


def check_header(
    model: type[R],
    node: Node,
    path: str,
    form: Literal["yaml", "pelican", "none"],
    allowed: Collection[str] = (),
) -> tuple[Header[R] | None, list[Diagnostic]]:
    """Convert a tree to `model`. Returns the header, or None and every problem in it.

    `allowed` names keys beyond the model's that are let through; "*" lets all through.
    """
    problems = [found for found in _hidden(node, path)]
    data: dict[str, Any] = node.plain()  # type: ignore[assignment]  # a header is a mapping
    extra = {key: data.pop(key) for key in list(data) if key not in model.model_fields}
    for key in extra:
        if key not in allowed and "*" not in allowed:
            near = difflib.get_close_matches(key, model.model_fields, n=1)
            settings = f'add "{shortened(key)}" to STANDFIRST_EXTRA_FIELDS if a theme or plugin reads it'
            hint = f"did you mean {near[0]}?" if near else settings
            message = f"{shortened(key)}: there is no such field"
            problems.append(Diagnostic(path, *node.keys[key], "SF011", message, hint))
    try:
        values = model.model_validate(data)
    except ValidationError as error:
        problems += in_our_words(model, error.errors(include_url=False), data, node, path)
        return None, problems
    return (None if problems else Header(values, extra, node, form)), problems
