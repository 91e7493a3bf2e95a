"""A record -> the YAML text of a record file, as a writer of this desk would set it down."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.exchange import Exchange

WORDS = frozenset(
    {"agreement", "kind", "status", "date_precision", "field", "country", "role", "parties", "categories"}
)
"""Fields that hold a code or a name of our own: they need no quotes. What people wrote always has them."""
IN_BLOCKS = frozenset({"sources"})
"""Lists whose items take a line for each field."""
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that other readers of YAML take for something else, Norway's code among them."""
UNWRITABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What YAML or an editor would take for a line end, for nothing, or for a mistake."""


def write_record(record: Exchange) -> str:
    """The text of a record's own file. What is unknown is left out; `read_record` gives the same record back."""
    data = record.model_dump(mode="json", exclude_defaults=True)
    return "".join(f"{line}\n" for name, value in data.items() for line in _field(name, value))


def _field(name: str, value: Any) -> list[str]:  # noqa: ANN401 - any part of a record
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = [_block(item) if name in IN_BLOCKS else f"  - {_flow(name, item)}" for item in value]
        return [f"{name}:", *items]
    if isinstance(value, dict) and any(isinstance(part, dict) for part in value.values()):
        return [f"{name}:", *(f"  {_word(key)}: {_flow(key, part)}" for key, part in value.items())]
    return [f"{name}: {_flow(name, value)}"]


def _block(item: Mapping[str, Any]) -> str:
    return "  - " + "\n    ".join(f"{key}: {_flow(key, value)}" for key, value in item.items())


def _flow(name: str, value: Any) -> str:  # noqa: ANN401 - as above
    """A value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_word(key)}: {_flow(key, part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(_flow(name, item) for item in value) + "]"
        case str():
            return _word(value) if name in WORDS else _quoted(value)
        case _:
            return json.dumps(value)


def _word(text: str) -> str:
    return text if PLAIN.fullmatch(text) and text.lower() not in TAKEN else _quoted(text)


def _quoted(text: str) -> str:
    """In double quotes, whose escapes YAML has in common with JSON."""
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
