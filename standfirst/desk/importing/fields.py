"""Front matter of other generators (YAML, TOML, JSON) as plain values, and what their fields mean in ours."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from standfirst.characters import FORBIDDEN
from standfirst.diagnostics import Diagnostic
from standfirst.frontmatter import read_moment, read_pelican_header, split_header
from standfirst.yamltree import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

FRACTION = re.compile(r"(?<=:[0-9]{2})[.,][0-9]+")
ZONE_NAME = re.compile(r"[ ](?:UTC|GMT)\Z")
SECONDS = re.compile(r"(T[0-9]{2}:[0-9]{2}):00(?![0-9.])")
MIDNIGHT = re.compile(r"T00:00\Z")
NO_OBJECT = re.compile(r"^([ \t]*(?:- )?[\w-]+:[ \t]+)!(?:!str)?[ \t]+(?=[\"'\w])", re.MULTILINE)
"""YAML's mark that a value is text, which older versions of Ruby write: here every value is."""
TRUE = frozenset({"true", "yes", "on", "1"})
MAX_HEADER = 64 * 1024
"""Longest TOML or JSON header that is read, in characters."""
Read = tuple[dict[str, Any] | None, str, int, list[Diagnostic]]
"""The fields with names in lower case, or None; the body; the line it starts on; what is wrong."""


def read_header(text: str, where: str, *, pelican: bool = False) -> Read:
    """Part a file and read its fields. A file without a header has no fields and is all body.

    `pelican` lets `Key: value` lines be a header too.
    """
    if text.startswith("+++"):
        return _read_toml(text, where)
    if text.startswith("{") and not text.startswith(("{{", "{%")):
        return _read_json(text, where)
    form, header, body, line = split_header(text)
    if form == "yaml":
        if not line:
            hint = "end the front matter with a line of ---"
            return None, text, 1, [Diagnostic(where, 1, 1, "SF002", "the front matter does not end", hint)]
        if not header.strip():
            return {}, body, line, []
        node, problems = parse_mapping(NO_OBJECT.sub(r"\1", header), where, 2)
    elif form == "pelican" and pelican:
        node, problems = read_pelican_header(header, where)
    else:
        return {}, text, 1, []
    plain = node.plain() if node else None
    return (plain if isinstance(plain, dict) else None), body, line, problems


def _read_toml(text: str, where: str) -> Read:
    first, _, rest = text.partition("\n")
    header, fence, body = rest.partition("\n+++") if not rest.startswith("+++") else ("", "+++", rest[3:])
    if first.strip() != "+++" or not fence:
        hint = "end the front matter with a line of +++"
        return None, text, 1, [Diagnostic(where, 1, 1, "SF002", "the front matter does not end", hint)]
    body = body.partition("\n")[2]
    try:
        if len(header) > MAX_HEADER:
            raise ValueError("the front matter is too long")
        fields = tomllib.loads(header)
    except (ValueError, RecursionError) as error:
        return None, body, 1, [Diagnostic(where, 2, 1, "SF003", f"the front matter is not valid TOML: {error}")]
    return {key.lower(): value for key, value in fields.items()}, body, header.count("\n") + 4, []


def _read_json(text: str, where: str) -> Read:
    try:
        fields, end = json.JSONDecoder().raw_decode(text[:MAX_HEADER])
    except (ValueError, RecursionError) as error:
        return None, text, 1, [Diagnostic(where, 1, 1, "SF003", f"the front matter is not valid JSON: {error}")]
    return (
        {key.lower(): value for key, value in fields.items()},
        text[end:].lstrip("\n"),
        text[:end].count("\n") + 2,
        [],
    )


def moment(value: Any) -> str | None:  # noqa: ANN401 - whatever a header holds
    """A date or time as our front matter writes it; None where it is not understood."""
    if isinstance(value, datetime):
        return shown_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    text = ZONE_NAME.sub("Z", FRACTION.sub("", value.strip().strip("\"'")))
    try:
        return shown_moment(read_moment(text))
    except PydanticCustomError:
        pass
    try:
        return shown_moment(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def shown_moment(value: datetime) -> str:
    """A time without its zeros: the day alone where it is midnight and no zone is said."""
    whole = value.replace(microsecond=0)
    if whole.tzinfo is None and whole.time() == time():
        return whole.date().isoformat()
    return SECONDS.sub(r"\1", whole.isoformat()).replace("+00:00", "Z")


def text_of(value: Any) -> str:  # noqa: ANN401 - as above
    """A value as text in one line; empty for what is no text."""
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return ""
    return " ".join(FORBIDDEN.sub("", str(value)).split())


def names_of(value: Any, *, parted: str = ",") -> tuple[str, ...]:  # noqa: ANN401 - as above
    """Names from a list, from one line parted by `parted` ("" for white space: None of split), or from {name: …}; each once."""
    if isinstance(value, str):
        value = value.split(parted or None)
    elif isinstance(value, dict):
        value = [value]
    if not isinstance(value, list | tuple):
        value = [value]
    found = (
        text_of(item.get("name") or item.get("title")) if isinstance(item, dict) else text_of(item) for item in value
    )
    return tuple(dict.fromkeys(name for name in found if name))


def is_true(value: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a field says yes."""
    return value is True or (isinstance(value, str) and value.strip().lower() in TRUE)


def is_false(value: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a field says no, and does not merely say nothing."""
    return value is False or (isinstance(value, str) and value.strip().lower() in {"false", "no", "off", "0"})


def unused_fields(fields: Mapping[str, Any], used: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The other fields, each with its value as one line of JSON."""
    return tuple(
        (name, json.dumps(value, ensure_ascii=False, default=str))
        for name, value in fields.items()
        if name not in used and value not in (None, "", [], {})
    )


def slug_of(value: Any) -> str:  # noqa: ANN401 - as above
    """A slug that can be part of an address; empty where the value cannot."""
    text = text_of(value).strip("/").rpartition("/")[2]
    return re.sub(r"[\s\\?#%]+", "-", text).strip("-.") if text else ""
