"""One picture, decoded with care, in every format and width that readers' browsers may want.

The same bytes come out whatever the number of cores: no encoder uses more than one. docs/decisions/0002-images.md has the
measurements that formats, qualities and speeds were chosen by.
"""

from __future__ import annotations

import io
import re
import threading
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from PIL import Image, ImageCms, UnidentifiedImageError, features
from PIL import __version__ as pillow

from standfirst.outputs.images_exif import orientation

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
"""What is decoded. Others that Pillow knows are no pictures for a page, and some of them are programs."""
SIGNATURE = re.compile(rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP|GIF8|....ftypavi", re.DOTALL)
"""How files begin that cannot be but one of them."""
MAX_PIXELS = 100_000_000
"""Of a picture that is decoded: 400 MB."""
LARGE = 24_000_000
"""Pixels above which pictures are decoded one after another, so that memory has a bound whatever the number of cores."""
WIDEST = 1920
"""Pixels; a wider file is of use to no page: the text column is 640 wide, and screens have 3 for one at most."""
MOST_COLOURS = 256

Kind = Literal["photo", "alpha", "graphic"]
ENCODERS: dict[Kind, dict[str, dict[str, Any]]] = {
    "photo": {
        "AVIF": {"quality": 50, "speed": 8, "subsampling": "4:2:0"},
        "WEBP": {"quality": 75, "method": 4},
        "JPEG": {"quality": 75, "progressive": True, "optimize": True},
    },
    "alpha": {
        "AVIF": {"quality": 60, "speed": 8, "subsampling": "4:4:4"},
        "WEBP": {"quality": 80, "method": 4},
        "PNG": {"optimize": True},
    },
    "graphic": {
        "AVIF": {"quality": 70, "speed": 8, "subsampling": "4:4:4"},
        "WEBP": {"lossless": True, "quality": 75, "method": 4},
        "PNG": {"optimize": True},
    },
}
"""By kind of picture, from the lightest format to the one for every browser."""
MIME = {"AVIF": "image/avif", "WEBP": "image/webp", "JPEG": "image/jpeg", "PNG": "image/png"}
ENDINGS = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg", "PNG": "png"}

JPEG = frozenset({"JPEG", "MPO"})
CROP_WIDTH = 1200
"""Pixels that search engines want a crop to have."""
HALF_TURNED = 4
"""Above this, Exif's number for how a picture is turned means that it lies on its side."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_one_at_a_time = threading.Lock()


class BadPictureError(Exception):
    """The picture cannot be read; the message says why, in a writer's words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture, upright and in sRGB."""

    image: Image.Image
    """RGB, or RGBA where it is not opaque; it may have been read at half its size or less."""
    width: int
    """Pixels of the picture itself, upright."""
    height: int
    kind: Kind
    as_is: str = ""
    """The format of its file, where that can be shown as it is beside what is made of it."""


@cache
def encoders() -> tuple[tuple[str, str], ...]:
    """The formats that can be written here, each with the version of what writes it: others write other bytes."""
    known = {"AVIF": "avif", "WEBP": "webp", "JPEG": "libjpeg_turbo", "PNG": "zlib"}
    found = {
        name: str(features.version(known[name]))
        for name in MIME
        if name in {"JPEG", "PNG"} or features.check(known[name])
    }
    return tuple((name, f"{version} {pillow}") for name, version in found.items())


def decode(data: bytes) -> Decoded | None:
    """The picture in a file; None for one that moves or is of a format that is left as it is.

    Raises BadPictureError.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            size = opened.size
            if size[0] * size[1] > MAX_PIXELS:
                raise BadPictureError(_too_large(*size))
            if opened.format != "MPO" and getattr(opened, "is_animated", False):
                return None
            if opened.mode == "F":
                return None
            _shrink_on_load(opened)
            with _one_at_a_time if opened.width * opened.height > LARGE else nullcontext():
                return _upright(opened, size)
    except BadPictureError:
        raise
    except UnidentifiedImageError:
        if SIGNATURE.match(data):
            raise BadPictureError("cannot be read: it is damaged") from None
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPictureError(f"is larger than {MAX_PIXELS // 1_000_000} million pixels") from None
    except MemoryError:
        raise BadPictureError("takes more memory than there is") from None
    except Exception as error:  # noqa: BLE001 - a decoder may raise anything on a broken file
        raise BadPictureError(f"cannot be read: {' '.join(str(error).split()) or type(error).__name__}") from None


def _too_large(width: int, height: int) -> str:
    return f"has {width} x {height} pixels; the limit is {MAX_PIXELS // 1_000_000} million"


def _shrink_on_load(opened: Image.Image) -> None:
    """Have a JPEG read at a half, a quarter or an eighth of its size where that leaves enough, at a fraction of the cost."""
    width, height = opened.size[::-1] if _turned(opened) > HALF_TURNED else opened.size
    scale = max(1.5 * WIDEST / width, CROP_WIDTH / height)
    if scale < 1:
        opened.draft(opened.mode, (round(opened.width * scale), round(opened.height * scale)))


def _turned(opened: Image.Image) -> int:
    return orientation(opened.info.get("exif") or b"")


def _upright(opened: Image.Image, size: tuple[int, int]) -> Decoded:
    opened.load()
    original, profile = opened.format, opened.info.get("icc_profile")
    turned = 1 if original == "TIFF" else _turned(opened)  # Pillow turns that one itself
    if original not in JPEG:
        size = opened.size
    shown = opened.transpose(TURNS[turned]) if turned in TURNS else opened
    width, height = size[::-1] if turned > HALF_TURNED else size
    image = _srgb(_eight_bits(shown), profile)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info = {}
    few = original not in JPEG and image.getcolors(MOST_COLOURS) is not None
    kind: Kind = "graphic" if few else "alpha" if image.mode == "RGBA" else "photo"
    as_is = original if turned == 1 and opened.mode in {"RGB", "RGBA", "L", "LA", "P"} else None
    return Decoded(image, width, height, kind, as_is or "")


def _eight_bits(image: Image.Image) -> Image.Image:
    """The picture with 8 bits a channel: Pillow would cut off what is brighter."""
    if not image.mode.startswith("I"):
        return image
    deep = image.convert("I")
    _, high = deep.getextrema()
    scale = 1 / 257 if image.mode != "I" or cast("int", high) > 255 else 1.0  # noqa: PLR2004 - 8 bits
    return deep.point(lambda value: value * scale + 0).convert("L")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = None
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
    if image.mode == "P" or alpha:
        image = image.convert("RGB")
    converted = _by_profile(image, profile) if profile else None
    image = converted or image.convert("RGB")
    if alpha:
        image.putalpha(alpha)
    return image


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture in sRGB; None where the profile is that already, is broken, or is not one for such a picture."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(own).casefold():
            return None
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture at another size."""
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def reduced(image: Image.Image, colours: int) -> Image.Image:
    """The picture in so many colours at most."""
    return _quantized(image, colours).convert(image.mode)


def _quantized(image: Image.Image, colours: int) -> Image.Image:
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    return image.quantize(colours, method, dither=Image.Dither.NONE)


def cropped(picture: Decoded, across: int, down: int) -> Decoded:
    """The middle of a picture, `across` to `down`."""
    image = picture.image
    width = min(image.width, max(1, round(image.height * across / down)))
    height = min(image.height, max(1, round(image.width * down / across)))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    own_width = min(picture.width, max(1, round(picture.height * across / down)))
    own_height = min(picture.height, max(1, round(picture.width * down / across)))
    return Decoded(image.crop((left, top, left + width, top + height)), own_width, own_height, picture.kind)


def encode(image: Image.Image, kind: Kind, form: str) -> bytes | None:
    """The file of a picture in a format; None where the format cannot hold it."""
    settings = ENCODERS[kind].get(form) or ENCODERS["photo"][form]
    if form == "AVIF":
        # With more threads, or tiles chosen by their number, the bytes would depend on the machine.
        settings = settings | {"max_threads": 1, "autotiling": False}
    elif form == "JPEG" and image.mode == "RGBA":
        image = flattened(image)
    elif form == "PNG" and kind == "graphic":
        image = _quantized(image, MOST_COLOURS)
    made = io.BytesIO()
    try:
        image.save(made, form, **settings)
    except (ValueError, OSError):
        return None
    return made.getvalue()


def flattened(image: Image.Image) -> Image.Image:
    """The picture on white."""
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
