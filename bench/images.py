"""What pictures cost: Pillow beside libvips, AVIF by speed and quality, threads: `python bench/images.py PHOTO...`.

Photographs of one's own say most; without any, a made-up one with gradients, edges and grain stands in. libvips is measured
where `--vips` names an interpreter that has pyvips: it is no dependency of the project.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image as Picture

WIDTHS = (320, 480, 720, 960, 1280, 1920)
PHONE = 720
"""The width that a phone of 412 px at a density of 1.75 takes."""
WINDOW = 8
"""Pixels a side of the windows in which likeness is measured."""
SPEEDS = (6, 7, 8, 9)
QUALITIES = (40, 45, 50, 55, 60)
OTHERS = {"WEBP": (70, 75, 80), "JPEG": (70, 75, 80)}


def main() -> None:
    """Measure, and print one table for each question."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("photos", nargs="*", type=Path)
    options.add_argument("--vips", metavar="PYTHON", help="an interpreter that has pyvips")
    options.add_argument("--one", metavar="FILE", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(time_vips(chosen.one)))
        return
    with tempfile.TemporaryDirectory() as folder:
        photos = chosen.photos or [made_photo(Path(folder) / "made.jpg")]
        for photo in photos:
            measure(photo, chosen.vips)


def measure(photo: Path, vips: str | None) -> None:
    """Every table for one photograph."""
    from PIL import Image, features  # noqa: PLC0415 - the interpreter with pyvips need not have it

    with Image.open(photo) as opened:
        print(f"{opened.width} x {opened.height} {opened.format}, {photo.stat().st_size / 1024:.0f} KB")
        picture = opened.convert("RGB")
    print(
        f"  Pillow {features.version('pil')}, libavif {features.version('avif')}; processor seconds, KB in all widths:"
    )
    began = time.process_time()
    sized = shrink(photo)
    print(f"    decode and {len(sized)} sizes {time.process_time() - began:5.2f}")
    for kind, settings in (
        *((f"AVIF speed {speed}", {"format": "AVIF", "quality": 50, "speed": speed}) for speed in SPEEDS),
        ("WebP", {"format": "WEBP", "quality": 75, "method": 4}),
        ("JPEG", {"format": "JPEG", "quality": 75, "progressive": True, "optimize": True}),
    ):
        began = time.process_time()
        total = kilobytes(len(encode(one, **settings)) for one in sized)
        print(f"    {kind:18} {time.process_time() - began:5.2f}  {total:7.0f} KB")
    jobs = [partial(encode, one, format="AVIF", quality=50, speed=8) for one in sized] * 4
    for workers in (1, 2):
        began = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda job: job(), jobs))
        print(f"    AVIF four times over, {workers} thread(s): {time.perf_counter() - began:5.2f} s by the clock")
    if vips:
        command = [vips, __file__, "--one", str(photo)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(f"  libvips {found.pop('version')}, [processor seconds, KB]: {found}")
    phone = picture.resize((PHONE, round(PHONE * picture.height / picture.width)))
    print(f"  At {PHONE} px: KB and likeness (SSIM of luma, 1 is the same):")
    rows = [("AVIF", {"quality": q, "speed": 8}) for q in QUALITIES]
    rows += [(kind, {"quality": q}) for kind, qualities in OTHERS.items() for q in qualities]
    for kind, settings in rows:
        data = encode(phone, format=kind, **settings)
        with Image.open(io.BytesIO(data)) as again:
            print(f"    {kind} q{settings['quality']}: {len(data) / 1024:6.1f} KB  {likeness(phone, again):.4f}")


def shrink(photo: Path) -> list[Picture]:
    """The photograph at every width below its own."""
    from PIL import Image  # noqa: PLC0415 - as above

    with Image.open(photo) as opened:
        opened.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1] * opened.height // opened.width))
        whole = opened.convert("RGB")
    widths = [width for width in WIDTHS if width <= whole.width]
    return [
        whole.resize((width, round(width * whole.height / whole.width)), Image.Resampling.LANCZOS, reducing_gap=3)
        for width in widths
    ]


def encode(picture: Picture, **settings: object) -> bytes:
    """The file of a picture."""
    made = io.BytesIO()
    if settings["format"] == "AVIF":
        settings |= {"max_threads": 1, "autotiling": False}
    picture.save(made, **settings)
    return made.getvalue()


def likeness(one: Picture, other: Picture) -> float:
    """Structural similarity (Wang et al. 2004) of two pictures' luma, the mean over windows that do not overlap."""
    from PIL import Image, ImageMath  # noqa: PLC0415 - as above

    a, b = (picture.convert("L").convert("F") for picture in (one, other))

    def mean(args: dict[str, Picture]) -> Picture:
        return args["x"] * args["y"]

    products = [ImageMath.lambda_eval(mean, x=x, y=y).reduce(WINDOW) for x, y in ((a, a), (b, b), (a, b))]
    flat = [a.reduce(WINDOW), b.reduce(WINDOW), *products]
    low, high = (0.01 * 255) ** 2, (0.03 * 255) ** 2

    def similarity(args: dict[str, Picture]) -> Picture:
        ma, mb, aa, bb, ab = (args[name] for name in ("ma", "mb", "aa", "bb", "ab"))
        top = (ma * mb * 2 + low) * ((ab - ma * mb) * 2 + high)
        return top / ((ma * ma + mb * mb + low) * (aa - ma * ma + bb - mb * mb + high))

    found = ImageMath.lambda_eval(similarity, **dict(zip(("ma", "mb", "aa", "bb", "ab"), flat, strict=True)))
    return float(found.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))


def time_vips(photo: str) -> dict[str, object]:
    """The same work by libvips."""
    import pyvips  # noqa: PLC0415 - only in its own interpreter

    pyvips.cache_set_max(0)
    found: dict[str, object] = {"version": ".".join(str(pyvips.version(part)) for part in range(3))}
    for name, ending in (
        ("AVIF effort 4", ".avif[Q=50,effort=4]"),
        ("AVIF effort 1", ".avif[Q=50,effort=1]"),
        ("WebP", ".webp[Q=75,effort=4]"),
        ("JPEG", ".jpg[Q=75,interlace,optimize_coding]"),
    ):
        began, total = time.process_time(), 0
        for width in WIDTHS:
            total += len(pyvips.Image.thumbnail(photo, width, size="down").write_to_buffer(ending))
        found[name] = [round(time.process_time() - began, 2), total // 1024]
    return found


def made_photo(path: Path) -> Path:
    """A picture with what makes photographs costly: soft light, hard edges, grain."""
    from PIL import Image, ImageDraw, ImageFilter  # noqa: PLC0415 - as above

    dice, size = random.Random(1), (3000, 2000)  # noqa: S311 - the same picture each time
    ground = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (ground, ground.transpose(Image.Transpose.ROTATE_180), ground))
    draw = ImageDraw.Draw(picture)
    for _ in range(400):
        x, y, r = dice.randrange(size[0]), dice.randrange(size[1]), dice.randrange(10, 200)
        draw.ellipse((x - r, y - r, x + r, y + r // 2), fill=tuple(dice.randrange(256) for _ in range(3)))
    grain = Image.effect_noise(size, 24).convert("RGB")
    Image.blend(picture.filter(ImageFilter.GaussianBlur(1.5)), grain, 0.12).save(path, quality=92)
    return path


def kilobytes(sizes: Iterable[int]) -> float:
    """Bytes in all, as KB."""
    return sum(sizes) / 1024


if __name__ == "__main__":
    main()
