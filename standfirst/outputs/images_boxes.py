"""AVIF and HEIC files without their metadata (ISO/IEC 14496-12 and 23008-12: boxes within boxes).

What is overwritten keeps its length: a file's parts are found by their place, which must not move.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BRANDS = frozenset((b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"))
METADATA = frozenset((b"Exif", b"mime", b"uri "))
"""Types of items that are no picture. XMP is a `mime`."""
EMPTY_EXIF = b"\0\0\0\0II*\0\x08\0\0\0"
"""Where its TIFF file begins, and one without a field; zeros follow."""

Span = tuple[int, int]
"""Where something begins and ends in the file, in bytes."""


def is_boxed_picture(data: bytes) -> bool:
    """Whether the file says that it is AVIF or HEIC."""
    if data[4:8] != b"ftyp":
        return False
    end = min(int.from_bytes(data[:4], "big"), len(data), 256)
    return any(data[at : at + 4] in BRANDS for at in range(8, end - 3, 4))


def blank_metadata(data: bytes) -> bytes:
    """The file with Exif, XMP and the like overwritten; nothing at all where its parts cannot be found."""
    made = bytearray(data)
    try:
        for kind, (start, end) in _metadata(data):
            fresh = EMPTY_EXIF if kind == b"Exif" and end - start > len(EMPTY_EXIF) + 6 else b""
            made[start:end] = fresh + bytes(end - start - len(fresh))
    except (struct.error, IndexError):
        return b""
    return bytes(made)


def _metadata(data: bytes) -> Iterator[tuple[bytes, Span]]:
    meta = dict(_boxes(data, (0, len(data)))).get(b"meta")
    if meta is None:
        return
    parts = dict(_boxes(data, (meta[0] + 4, meta[1])))
    kinds = dict(_kinds(data, parts[b"iinf"])) if b"iinf" in parts else {}
    within = parts.get(b"idat", (0, 0))[0]
    for item, method, (start, end) in _places(data, parts[b"iloc"]) if b"iloc" in parts else ():
        shift = within if method == 1 else 0
        if kinds.get(item) in METADATA and method <= 1 and start + shift < end + shift <= len(data):
            yield kinds[item], (start + shift, end + shift)


def _boxes(data: bytes, span: Span) -> Iterator[tuple[bytes, Span]]:
    """Each box's type and what it holds; the first of a type is the one that counts, so later ones come first."""
    found, (at, end) = [], span
    while at + 8 <= end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        stop = end if size == 0 else at + size
        if stop <= at or stop > end:
            break
        found.append((kind, (at + head, stop)))
        at = stop
    yield from reversed(found)


def _kinds(data: bytes, span: Span) -> Iterator[tuple[int, bytes]]:
    """Each item's number and type."""
    at, end = span
    for _, (start, _) in _boxes(data, (at + (6 if data[at] == 0 else 8), end)):
        wide = data[start] > 2  # noqa: PLR2004 - from version 3 on numbers have 4 bytes
        number = int.from_bytes(data[start + 4 : start + (8 if wide else 6)], "big")
        kind = start + (10 if wide else 8)
        yield number, data[kind : kind + 4]


def _places(data: bytes, span: Span) -> Iterator[tuple[int, int, Span]]:
    """Each part of each item: its number, what its place is counted from (0: the file, 1: the box `idat`), the place."""
    at = span[0]
    version, sizes = data[at], struct.unpack_from(">H", data, at + 4)[0]
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    at += 6

    def read(size: int) -> int:
        nonlocal at
        if at + size > span[1]:
            raise IndexError(at)
        at += size
        return int.from_bytes(data[at - size : at], "big")

    wide = 4 if version > 1 else 2
    for _ in range(read(wide)):
        number = read(wide)
        method = read(2) & 15 if version else 0
        read(2)
        base = read(base_size)
        for _ in range(read(2)):
            read(index_size)
            start, length = base + read(offset_size), read(length_size)
            yield number, method, (start, start + length if length else len(data))
