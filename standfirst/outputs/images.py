"""What is made of one picture: which widths, crops and formats, under which names, and what a page is offered."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from standfirst.model import Offer, Rendition, Renditions
from standfirst.outputs.images_encode import (
    CROP_WIDTH,
    ENCODERS,
    ENDINGS,
    MIME,
    MOST_COLOURS,
    WIDEST,
    cropped,
    decode,
    encode,
    encoders,
    reduced,
    resized,
)
from standfirst.outputs.images_strip import strip_metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from standfirst.outputs.images_encode import Decoded

WIDTHS = (320, 480, 720, 960, 1280, WIDEST)
CARD_WIDTHS = (320, 480, 720, 960, 1280)
"""A card is a column of the page, and on the front page two thirds of it."""
AVATAR_WIDTHS = (96, 224)
"""The theme shows them 48 to 112 wide; screens have 2 pixels for one and more."""
AVATAR_COLOURS = 64
"""Of one that is a graphic: smoothing edges makes hundreds, which nobody sees at this size and which weigh as much as the rest."""
NEAR = 0.9
"""A width this near to the picture's own is not worth a file."""
CARD = (16, 9)
CROPS = (CARD, (4, 3), (1, 1))
NAME = 80
"""Longest part of a file's name that is kept, in bytes."""
DIGITS = 8
"""Of the key, in a file's name."""

Use = Literal["whole", "lead", "avatar"]
"""What is made of a picture: all of it in every width; crops for cards and search engines; a small square."""
Made = tuple[dict[str, bytes], Any]
"""Files by name, and what is to be remembered of them."""


def key_of(data: bytes, use: Use) -> str:
    """The same for the same picture, made in the same way by the same encoders."""
    recipe = f"{RECIPES[use]} {use} {encoders()}\0"
    return hashlib.sha256(recipe.encode() + data).hexdigest()


def make_whole(data: bytes) -> Made:
    """All widths of a picture. The notes are None for one that is left as it is. Raises BadPictureError."""
    picture = decode(data)
    if picture is None:
        return {}, None
    files: dict[str, bytes] = {}
    own = strip_metadata(data) if picture.as_is else b""
    notes = {"size": [picture.width, picture.height], "whole": _offers(picture, "", WIDTHS, files, own)}
    return (files, notes) if notes["whole"] else ({}, None)


def make_crops(data: bytes) -> Made:
    """What cards and structured data want of a picture. The notes are as for the whole. Raises BadPictureError."""
    picture = decode(data)
    if picture is None:
        return {}, None
    files: dict[str, bytes] = {}
    crops = []
    for across, down in CROPS:
        crop = cropped(picture, across, down)
        width = min(CROP_WIDTH, crop.width)
        height = _height(crop, width)
        name = f"{across}x{down}-{width}.jpg"
        made = encode(resized(crop.image, (width, height)), crop.kind, "JPEG")
        if made is not None:
            files[name] = made
            crops.append([name, width, height])
    return files, {"card": _offers(cropped(picture, *CARD), "16x9-", CARD_WIDTHS, files), "crops": crops}


def make_avatar(data: bytes) -> Made:
    """The middle of a picture, square and small. The notes are as for the whole. Raises BadPictureError."""
    picture = decode(data)
    if picture is None:
        return {}, None
    square = cropped(picture, 1, 1)
    files: dict[str, bytes] = {}
    notes = {
        "size": [square.width, square.height],
        "whole": _offers(square, "1x1-", AVATAR_WIDTHS, files, colours=AVATAR_COLOURS),
    }
    return (files, notes) if notes["whole"] else ({}, None)


RECIPES: dict[Use, int] = {"whole": 1, "lead": 1, "avatar": 2}
"""Goes up with each change to what is made of a picture."""
MAKERS: dict[Use, Callable[[bytes], Made]] = {"whole": make_whole, "lead": make_crops, "avatar": make_avatar}


def _offers(
    picture: Decoded,
    prefix: str,
    widths: Iterable[int],
    files: dict[str, bytes],
    own: bytes = b"",
    colours: int = MOST_COLOURS,
) -> list[Any]:
    """Every width in every format, and for each format [its MIME type, [[name, width, height]]].

    A file that is heavier than a wider one is of use to nobody, nor is a format that is heavier than the next. `own` is
    the picture's own file, where no encoder may be able to make a lighter one; `colours` the most that a graphic may have.
    """
    sizes = [(width, _height(picture, width)) for width in _ladder(picture.width, widths)]
    images = [resized(picture.image, size) for size in sizes]
    if picture.kind == "graphic" and colours < MOST_COLOURS:
        images = [reduced(image, colours) for image in images]
    offers: list[Any] = []
    lightest = 0
    for form in reversed([form for form in ENCODERS[picture.kind] if form in dict(encoders())]):
        made = [encode(image, picture.kind, form) for image in images]
        if own and form == picture.as_is and sizes[-1][0] == picture.width and len(own) < len(made[-1] or own + b"-"):
            made[-1] = own
        kept: dict[tuple[int, int], bytes] = {}
        weight, least = 0, b""
        for size, data in reversed(list(zip(sizes, made, strict=True))):
            if data is not None and (not least or len(data) < len(least)):
                kept[size] = least = data
            weight += len(least)
        if None in made or (offers and weight >= lightest):
            continue
        lightest = weight
        named = {size: f"{prefix}{size[0]}.{ENDINGS[form]}" for size in reversed(kept)}
        files |= {named[size]: data for size, data in kept.items()}
        offers.insert(0, [MIME[form], [[name, *size] for size, name in named.items()]])
    return offers if len(offers) > 1 or any(len(made) > 1 for _, made in offers) else []


def _ladder(width: int, widths: Iterable[int]) -> list[int]:
    """The widths that are made of a picture: never wider than itself."""
    steps = list(widths)
    widest = min(width, steps[-1])
    return [*(step for step in steps if step <= widest * NEAR), widest]


def _height(picture: Decoded, width: int) -> int:
    return max(1, round(width * picture.height / picture.width))


def file_names(path: str, key: str, names: Iterable[str], taken: Container[str], save_as: str) -> dict[str, str]:
    """The output file of each derived file, beside the one that the picture itself is published as.

    The key in the name makes it new with each change to the picture, so that it can be kept for ever. It is made longer
    where the content folder has a file of that name.
    """
    stem = posixpath.splitext(posixpath.basename(path))[0]
    stem = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", stem)).strip("-.") or "image"
    stem = stem.encode()[:NAME].decode("utf-8", "ignore")
    folder = posixpath.dirname(save_as)
    made: dict[str, str] = {}
    for digits in range(DIGITS, len(key) + 1, DIGITS):
        made = {
            name: posixpath.join(folder, f"{stem}-{part}-{key[:digits]}{ending}")
            for name in sorted(names)
            for part, ending in [posixpath.splitext(name)]
        }
        if not any(name.casefold() in taken for name in made.values()):
            break
    return made


def renditions(
    whole: Mapping[str, Any], crops: Mapping[str, Any] | None, names: Mapping[str, str], url: str
) -> Renditions:
    """What a page is offered, from the notes of both; `names` are the output files, `url` is the picture's own address."""
    folder = posixpath.dirname(url)

    def rendition(name: str, width: int, height: int) -> Rendition:
        address = posixpath.join(folder, posixpath.basename(names[name]))
        return Rendition(url=quote(address, safe="/:@!$&'()*+;=~"), width=width, height=height)

    def offers(made: Iterable[Any]) -> tuple[Offer, ...]:
        return tuple(Offer(type=kind, files=tuple(rendition(*file) for file in files)) for kind, files in made)

    width, height = whole["size"]
    return Renditions(
        width=width,
        height=height,
        whole=offers(whole["whole"]),
        card=offers(crops["card"]) if crops else (),
        crops=tuple(rendition(*file) for file in crops["crops"]) if crops else (),
    )
