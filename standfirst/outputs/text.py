"""Text that XML, JSON and URIs can carry, whatever a writer typed."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

# The complement of "Char" in XML 1.0, section 2.2.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ABSOLUTE = re.compile(r"(https?://)(\[[^\]/]*\]|[^/?#:]*)(.*)", re.DOTALL)
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# What RFC 3986 lets stand in a path, query or fragment, and "%" so that an encoded address is not encoded again.
_URI_SAFE = "/?:@!$&'()*+,;=~%"


def xml_safe(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids even as references: most controls, lone surrogates, U+FFFE."""
    return _NOT_XML.sub("", text)


def json_text(value: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    """`value` as compact JSON that can be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A browser that takes the file for a page finds no element in it.
    text = text.replace("<", "\\u003c")
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def uri(address: str) -> str:
    """An absolute http address (an IRI as people write it) as an RFC 3986 URI: ASCII only. An encoded one stays as it is."""
    found = _ABSOLUTE.match(address)
    if not found:
        return _encoded(address)
    scheme, host, rest = found.groups()
    return scheme + _ascii_host(host) + _encoded(rest)


def _encoded(text: str) -> str:
    # Only the first "#" begins a fragment; another has no place in it.
    parts = _BARE_PERCENT.sub("%25", text).split("#", 1)
    return "#".join(quote(part, safe=_URI_SAFE, errors="replace") for part in parts)


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host, safe="[]", errors="replace")


def timestamp(moment: datetime) -> str:
    """An RFC 3339 date-time to the second, with offset. Raises ValueError where `moment` has none."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment} has no offset")
    # Local mean time, as time zones give it for old dates, has an offset with seconds: RFC 3339 cannot say it.
    if offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds")
