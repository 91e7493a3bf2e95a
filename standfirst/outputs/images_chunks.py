"""PNG, WebP and GIF files without their metadata: chunks that a picture needs are kept, all others are left out."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from standfirst.outputs.images_exif import bare_exif, orientation

if TYPE_CHECKING:
    from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI",
     b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip
WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
GIF_APPLICATIONS = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"))
"""Extensions that say how often an animation runs, and its colours."""


def strip_png(data: bytes) -> bytes:
    """Up to its end: what follows is no part of the picture."""
    kept, turned, at = [PNG], 1, len(PNG)
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name == b"eXIf":
            turned = orientation(data[at + 8 : at + 8 + length])
        elif name in PNG_KEPT:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            break
    if turned != 1 and len(kept) > 1:
        kept.insert(2, _chunk(b"eXIf", bare_exif(turned)))
    return b"".join(kept)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def strip_webp(data: bytes) -> bytes:
    """Up to the end that its header names."""
    kept, turned = [], 1
    for name, body in _riff(data):
        if name == b"EXIF":
            turned = orientation(body)
        elif name in WEBP_KEPT:
            kept.append((name, body))
    if turned != 1:
        kept.append((b"EXIF", bare_exif(turned)))
    if kept and kept[0][0] == b"VP8X" and kept[0][1]:
        # Its first byte says which chunks there are: 4 is XMP, 8 is Exif.
        flags = kept[0][1][0] & ~0x0C | (0x08 if turned != 1 else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
    elif turned != 1:
        kept.pop()  # without VP8X there is no Exif that a browser reads
    body = b"".join(name + len(part).to_bytes(4, "little") + part + b"\0" * (len(part) % 2) for name, part in kept)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = 12
    while at + 8 <= end:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : min(end, at + 8 + length)]
        at += 8 + length + length % 2


def strip_gif(data: bytes) -> bytes:
    """All frames and their timing, without remarks and what programs add."""
    flags = data[10] if len(data) > 10 else 0  # noqa: PLR2004 - the byte of the header that tells of the colour table
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    kept = [data[:at]]
    while at < len(data):
        start, kind = at, data[at]
        if kind == 0x3B:  # noqa: PLR2004 - the end of the file
            kept.append(b"\x3b")
            break
        if kind == 0x2C and at + 10 < len(data):  # noqa: PLR2004 - a picture
            own = data[at + 9]
            at = _blocks_end(data, at + 11 + (3 << (own & 7) + 1 if own & 0x80 else 0))
            kept.append(data[start:at])
        elif kind == 0x21 and at + 2 < len(data):  # noqa: PLR2004 - an extension
            label, name = data[at + 1], data[at + 3 : at + 14]
            at = _blocks_end(data, at + 2)
            if label == 0xF9 or (label == 0xFF and name in GIF_APPLICATIONS):  # noqa: PLR2004 - timing; an application's
                kept.append(data[start:at])
        else:
            break
    return b"".join(kept)


def _blocks_end(data: bytes, at: int) -> int:
    """The place behind a chain of blocks, each of which begins with its length and the last of which is empty."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))
