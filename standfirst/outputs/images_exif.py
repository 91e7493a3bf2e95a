"""The one thing that Exif says which a picture cannot do without: how it is turned."""

from __future__ import annotations

import struct

from PIL import Image

ORIENTATION = 0x0112
"""The Exif field that says how a picture is turned; 1 is upright."""
TURNED = range(2, 9)


def orientation(exif: bytes) -> int:
    """How an Exif block says that its picture is turned; 1 where it says nothing that can be read."""
    try:
        found = Image.Exif()
        found.load(exif)
        turned = int(found.get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - the decoder may raise anything on a broken block
        return 1
    return turned if turned in TURNED else 1


def bare_exif(turned: int) -> bytes:
    """An Exif block (a TIFF file) that says how a picture is turned, and nothing else."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
