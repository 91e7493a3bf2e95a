"""Pictures without what their makers did not mean to publish: places, cameras, names, thumbnails, remarks.

Nothing is decoded: the picture itself, its colour profile and the way it is turned stay bit for bit as they were. What
cannot be understood is left out, so that nothing can hide in a broken file.
"""

from __future__ import annotations

import io
import re

from PIL import Image

from standfirst.outputs.images_boxes import blank_metadata, is_boxed_picture
from standfirst.outputs.images_chunks import PNG, strip_gif, strip_png, strip_webp
from standfirst.outputs.images_exif import bare_exif, orientation

SOI, EOI, SOS, COM, APP0, APP2, APP14 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xE2, 0xEE
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""JPEG markers without a length."""
MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""The next marker in JPEG's compressed data that ends a scan."""

TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
TIFF_MORE = 330
"""The TIFF field that names pictures within the picture."""
TIFF_METADATA = (270, 271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34853)
"""TIFF fields with words, makers, dates, places."""


def may_hold_metadata(head: bytes) -> bool:
    """Whether a file that begins so (256 bytes are enough) is one that `strip_metadata` looks through."""
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return webp or is_boxed_picture(head) or head.startswith((b"\xff\xd8\xff", PNG, b"GIF87a", b"GIF89a", *TIFF))


def strip_metadata(data: bytes) -> bytes:
    """A JPEG, PNG, WebP, GIF, AVIF, HEIC or TIFF file without its metadata; anything else as it is. Told by content, not by name."""
    if data.startswith(b"\xff\xd8\xff"):
        return _strip_jpeg(data)
    if data.startswith(PNG):
        return strip_png(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return strip_webp(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return strip_gif(data)
    if is_boxed_picture(data):
        return blank_metadata(data)
    if data.startswith(TIFF):
        return _rewrite_tiff(data)
    return data


def _strip_jpeg(data: bytes) -> bytes:
    """All up to the end of the picture: phones put a second picture or a film behind it."""
    kept, turned, at = [b"\xff\xd8"], 1, 2
    while found := MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == EOI:
            kept.append(b"\xff\xd9")
            break
        if marker in ALONE or marker == SOI:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):  # noqa: PLR2004 - the length counts itself
            break
        body, at = data[at + 2 : at + length], at + length
        if marker == 0xE1 and body.startswith(b"Exif\0"):  # noqa: PLR2004 - APP1
            turned = orientation(body) if turned == 1 else turned
        elif marker == APP0 and body.startswith(b"JFIF\0"):
            body = body[:12] + b"\0\0"  # without its thumbnail
            kept.append(_segment(marker, body))
        elif _is_picture(marker, body):
            kept.append(_segment(marker, body))
        if marker == SOS:
            end = MARKER.search(data, at)
            kept.append(data[at : end.start() if end else len(data)])
            at = end.start() if end else len(data)
    if turned != 1:
        # Behind JFIF's own segment, which wants to be first.
        first = 2 if len(kept) > 1 and kept[1][1] == APP0 else 1
        kept.insert(first, _segment(0xE1, b"Exif\0\0" + bare_exif(turned)))
    return b"".join(kept)


def _is_picture(marker: int, body: bytes) -> bool:
    if marker == APP2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == APP14:
        return body.startswith(b"Adobe")
    return not (APP0 <= marker <= 0xEF or marker == COM)  # noqa: PLR2004 - APP15


def _segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body


def _rewrite_tiff(data: bytes) -> bytes:
    """The picture, compressed without loss: in a TIFF file anything can be anywhere.

    One with several pictures, such as a camera's raw file, is more than a picture and stays as it is.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["TIFF"]) as picture:
            tags = picture.getexif()
            if (
                getattr(picture, "n_frames", 1) > 1
                or TIFF_MORE in tags
                or not any(tag in tags for tag in TIFF_METADATA)
            ):
                return data
            fresh, profile, made = picture.copy(), picture.info.get("icc_profile"), io.BytesIO()
        fresh.info = {}
        fresh.save(made, "TIFF", compression="tiff_adobe_deflate", icc_profile=profile)
    except Exception:  # noqa: BLE001 - a decoder may raise anything on a broken file
        return b""
    return made.getvalue()
