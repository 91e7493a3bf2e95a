"""What pydantic finds wrong with a header, in a newsroom's words and with its place in the file."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, get_args

from standfirst.diagnostics import Diagnostic
from standfirst.fields import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

    from standfirst.yamltree import Node

UNION_MEMBERS = {"Exchange", "str", "[key]"}
"""Steps that pydantic puts into an error's path and that are not in the file."""


def in_our_words(
    model: type[Record], errors: Sequence[ErrorDetails], data: Mapping[str, Any], node: Node, path: str
) -> list[Diagnostic]:
    """Pydantic's errors as diagnostics, one for each place: a value that is neither an id nor a record counts once."""
    found: dict[tuple[str, int, int], Diagnostic] = {}
    for item in errors:
        loc = list(item["loc"])
        if loc[-1] == "str" and isinstance(_value(data, item["loc"]), dict):
            continue
        known = [step for step in loc if isinstance(step, int) or step not in UNION_MEMBERS]
        unknown, parent = item["type"] == "extra_forbidden", node.at(known[:-1])
        place = node.locate(known, key=unknown or loc[-1] == "[key]")
        if item["type"] == "too_short" and any(
            other["loc"][: len(loc)] == item["loc"] for other in errors if other is not item
        ):
            continue  # what is there was not counted, because it is wrong
        if item["type"] == "missing":
            place = parent.keys.get(str(known[-1]), (parent.line, parent.column))
        name = shortened(".".join(str(step + 1) if isinstance(step, int) else step for step in known))
        code, message, hint = _in_words(item, _fields_at(model, known[:-1]))
        key = name if item["type"] == "missing" else ""
        found.setdefault((key, *place), Diagnostic(path, *place, code, f"{name}: {message}", hint))
    return list(found.values())


def _value(data: Any, loc: Sequence[int | str]) -> Any:  # noqa: ANN401 - any part of a tree
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return data
    return data


def _fields_at(model: type[Record], path: Sequence[int | str]) -> list[str]:
    """The fields that there are at a place of a header."""
    for step in path:
        if step in model.model_fields:
            model = _record_in(model.model_fields[str(step)].annotation) or model
    return sorted(model.model_fields)


def _record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _in_words(item: ErrorDetails, fields: Sequence[str]) -> tuple[str, str, str]:
    """Code, message and hint for one of pydantic's errors."""
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    shown = f"'{shortened(value)}'" if isinstance(value, str) else "this"
    match kind:
        case "missing":
            return "SF010", "missing", "add it"
        case "extra_forbidden":
            near = difflib.get_close_matches(str(item["loc"][-1]).lower(), fields, n=1)
            return "SF011", "there is no such field", f"did you mean {near[0]}?" if near else "leave it out"
        case "literal_error":
            return "SF014", f"{shown} is not known", f"use {context['expected']}"
        case "string_pattern_mismatch":
            return _pattern_words(str(item["loc"][-1]), shown)
        case "string_too_short":
            return "SF010", "empty", "fill it in or leave the field out"
        case "string_too_long" | "too_long":
            return "SF013", f"too long (at most {context['max_length']})", "shorten it"
        case "too_short":
            return "SF010", f"at least {context['min_length']} needed", "add to it"
        case "int_parsing" | "int_type" | "float_parsing" | "int_parsing_size" | "finite_number":
            return "SF013", f"{shown} is not a number", "write digits alone: 1000"
        case "greater_than_equal" | "less_than_equal":
            limit = context.get("ge", context.get("le"))
            return "SF013", f"{shown} is out of range", f"the limit is {limit}"
        case "bool_parsing" | "bool_type":
            return "SF013", f"{shown} is neither true nor false", "write true or false"
        case "SF012" | "SF013" | "SF015":
            message, _, hint = item["msg"].partition(" (")
            return kind, message, hint.rstrip(")")
        case "string_type":
            return "SF013", "text is needed here", "write it on one line, in quotes if it holds : or #"
        case "tuple_type" | "list_type":
            return "SF013", f"{shown} is not a list", "write each item on a line of its own, with - in front"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "SF013", f"{shown} is not a set of fields", "write each field on a line of its own: name: value"
        case _:
            return "SF013", item["msg"], ""


def shortened(text: str, most: int = 60) -> str:
    """A text as a message can show it: its beginning, on one line."""
    text = " ".join(text[: most * 4].split())
    return text if len(text) <= most else f"{text[:most]}…"


def _pattern_words(name: str, shown: str) -> tuple[str, str, str]:
    match name:
        case "url":
            return "SF013", f"{shown} is not an address", "begin with https://"
        case "slug":
            return (
                "SF015",
                f"{shown} cannot be part of an address",
                "use letters, digits and hyphens, no / ? # %",
            )
        case "lang":
            return "SF013", f"{shown} is not a language tag", "use en, uk, pt-BR and the like"
        case "id":
            return "SF013", f"{shown} is not a record's id", "use the date and a suffix: 2025-05-23, 2025-06-11-bodies"
        case "template":
            return "SF013", f"{shown} is not a template's name", "use the file's name without .html"
        case _:
            return "SF013", f"{shown} is not a country code", "use two capital letters: UA"
