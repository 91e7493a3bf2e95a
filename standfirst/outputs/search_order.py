"""Pagefind's files in one order: what it writes as a hash table gives it differs from run to run otherwise.

Pagefind 1.5 does so with its languages and with a filter's values.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = b"pagefind_dcd"
"""Stands before what a file of an index holds, once it is unpacked."""
ENTRY = "pagefind-entry.json"
UNSIGNED, TEXT, ARRAY = 0, 3, 4
"""Major types of CBOR (RFC 8949, section 3.1): all that a filter is made of."""
INLINE, WIDEST = 24, 27
"""Of the five bits after the type: below, the value itself; up to, how many bytes have it (RFC 8949, section 3)."""


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index, with filter values and languages sorted, and files named after what they hold now.

    Raises ValueError or KeyError where a file is not what it should be.
    """
    found = dict(files)
    entry = json.loads(found[ENTRY])
    entry["languages"] = dict(sorted(entry["languages"].items()))
    for lang, index in entry["languages"].items():
        meta = _unpacked(found.pop(f"pagefind.{index['hash']}.pf_meta"))
        for path in sorted(path for path in files if path.startswith(f"filter/{lang}_")):
            ordered = sorted_values(_unpacked(found.pop(path)))
            old = path.removeprefix("filter/").removesuffix(".pf_filter")
            # Also where they stood in order by chance: its name must not depend on that.
            new = _named(old, ordered)
            found[f"filter/{new}.pf_filter"] = _packed(ordered)
            meta = meta.replace(old.encode(), new.encode())
        index["hash"] = _named(index["hash"], meta)
        found[f"pagefind.{index['hash']}.pf_meta"] = _packed(meta)
    found[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(found.items()))


def sorted_values(filter_index: bytes) -> bytes:
    """A filter, `[name, [[value, [page, ...]], ...]]` in CBOR, with its values in order. Raises ValueError."""
    kind, _, at = _head(filter_index, 0)
    start = _end(filter_index, at)
    listed, amount, at = _head(filter_index, start)
    if (kind, listed) != (ARRAY, ARRAY):
        raise ValueError("a filter is no list of values")
    items: list[tuple[bytes, bytes]] = []
    first = at
    for _ in range(amount):
        _, _, text = _head(filter_index, at)
        _, size, text = _head(filter_index, text)
        end = _end(filter_index, at)
        items.append((filter_index[text : text + size], filter_index[at:end]))
        at = end
    return filter_index[:first] + b"".join(item for _, item in sorted(items)) + filter_index[at:]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type and argument of the item at `at`, and where its content begins."""
    kind, value = data[at] >> 5, data[at] & 31
    if value < INLINE:
        return kind, value, at + 1
    if value > WIDEST:
        raise ValueError("a filter has a part of unknown length")
    size = 1 << (value - INLINE)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size]), at + 1 + size


def _end(data: bytes, at: int) -> int:
    """Where the item at `at` ends."""
    kind, value, at = _head(data, at)
    if kind == ARRAY:
        for _ in range(value):
            at = _end(data, at)
    elif kind == TEXT:
        at += value
    elif kind != UNSIGNED:
        raise ValueError(f"a filter has a part of type {kind}")
    if at > len(data):
        raise ValueError("a filter is cut off")
    return at


def _unpacked(content: bytes) -> bytes:
    plain = content if content.startswith(MARK) else gzip.decompress(content)
    if not plain.startswith(MARK):
        raise ValueError("a file of the index has no mark")
    return plain.removeprefix(MARK)


def _packed(plain: bytes) -> bytes:
    return gzip.compress(MARK + plain, 9, mtime=0)


def _named(old: str, content: bytes) -> str:
    """A name like the old one, as long as it was: language, underscore, beginning of a hash."""
    lang, _, digest = old.rpartition("_")
    return f"{lang}_{hashlib.sha256(content).hexdigest()[: len(digest)]}"
