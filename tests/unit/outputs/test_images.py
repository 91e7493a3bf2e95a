"""Pictures, ordinary and hostile: never larger than they are, never with more than they show, never a traceback."""

from __future__ import annotations

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, PngImagePlugin

from standfirst.outputs.images import _ladder, file_names, make_crops, make_whole
from standfirst.outputs.images_encode import BadPictureError, Decoded, cropped, decode, encoders
from standfirst.outputs.images_exif import orientation
from standfirst.outputs.images_strip import strip_metadata

SECRET = b"51.4779N"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


def photo(size: tuple[int, int] = (700, 400), mode: str = "RGB") -> Image.Image:
    """Soft light with edges: more colours than a graphic has; the top left corner is red."""
    ground = Image.radial_gradient("L").resize(size)
    image = Image.merge(
        "RGB", (ground, ground.transpose(Image.Transpose.ROTATE_180), Image.linear_gradient("L").resize(size))
    )
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(255, 0, 0))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **settings: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, form, **settings)
    return made.getvalue()


def exif(turned: int = 1) -> bytes:
    """A camera's: where, when, by whom, and which way up."""
    found = Image.Exif()
    found[0x0112], found[0x010F], found[0x013B] = turned, "Maker", SECRET.decode()
    place = found.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (51.0, 28.0, 40.0), SECRET.decode()
    return found.tobytes()


def icc() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


# --- metadata -------------------------------------------------------------------------------------------------------

TEXT = PngImagePlugin.PngInfo()
TEXT.add_text("Comment", SECRET.decode())
TEXT.add_itxt("XML:com.adobe.xmp", XMP.decode())
LADEN: dict[str, dict[str, Any]] = {
    "JPEG": {"exif": exif(6), "xmp": XMP, "comment": SECRET, "icc_profile": icc(), "progressive": True},
    "PNG": {"exif": exif(6), "pnginfo": TEXT, "icc_profile": icc()},
    "WEBP": {"exif": exif(6), "xmp": XMP, "icc_profile": icc()},
    "AVIF": {"exif": exif(6), "xmp": XMP, "icc_profile": icc()},
    "GIF": {
        "comment": SECRET,
        "save_all": True,
        "append_images": [photo((90, 60)).rotate(180)],
        "duration": 70,
        "loop": 3,
    },
    "TIFF": {"exif": exif(6), "icc_profile": icc()},
}


@pytest.mark.parametrize("form", LADEN)
def test_metadata_is_gone_and_the_picture_is_bit_for_bit_what_it_was(form: str) -> None:
    data = saved(photo((90, 60)), form, **LADEN[form])
    assert SECRET in data
    clean = strip_metadata(data)
    before, after = opened(data), opened(clean)
    assert SECRET not in clean
    assert not after.getexif().get_ifd(0x8825)
    assert set(after.getexif()) - {
        0x0100,
        0x0101,
        0x0102,
        0x0103,
        0x0106,
        0x0111,
        0x0115,
        0x0116,
        0x0117,
        0x011C,
        0x0153,
        0x8773,
    } <= {0x0112}
    assert (after.format, after.size, after.mode) == (form, before.size, before.mode)
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert after.info.get("icc_profile") == before.info.get("icc_profile")
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    assert strip_metadata(clean) == clean
    if form != "TIFF":
        assert after.getexif().get(0x0112) == before.getexif().get(0x0112)
    if form == "GIF":
        assert (after.info["duration"], after.info["loop"]) == (70, 3)


@pytest.mark.parametrize("form", LADEN)
def test_a_file_without_metadata_is_left_as_it_is(form: str) -> None:
    data = saved(photo((90, 60)), form)
    assert strip_metadata(data) == data


def test_what_a_phone_puts_behind_a_picture_is_gone() -> None:
    """A second picture, or a film with a place of its own."""
    data = saved(photo((90, 60)), "JPEG", exif=exif())
    assert strip_metadata(data + b"\0\0\0\x18ftypmp42" + SECRET) == strip_metadata(data)
    double = io.BytesIO()
    photo((90, 60)).save(double, "MPO", save_all=True, append_images=[photo((80, 60))], exif=exif())
    assert opened(strip_metadata(double.getvalue())).format == "JPEG"


@pytest.mark.parametrize("form", [*LADEN, "HEIC"])
@settings(max_examples=60)
@given(data=st.data())
def test_no_broken_file_stops_a_build_or_keeps_its_metadata(form: str, data: st.DataObject) -> None:
    """Cut anywhere, or with bytes changed anywhere outside of what is sought."""
    whole = saved(photo((40, 30)), "AVIF" if form == "HEIC" else form, **LADEN["AVIF" if form == "HEIC" else form])
    whole = whole.replace(b"avif", b"heic") if form == "HEIC" else whole
    cut = data.draw(st.integers(0, len(whole)))
    strip_metadata(whole[:cut])
    place, byte = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 255))
    strip_metadata(whole[:place] + bytes([byte]) + whole[place + 1 :])


@given(st.binary(max_size=80))
@example(b"\xff\xd8\xff\xe1\x00\x02")
@example(b"GIF89a")
def test_no_bytes_stop_a_build(data: bytes) -> None:
    for head in (
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x40\0\0\0WEBP",
        b"GIF89a",
        b"\0\0\0\x10ftypavif\0\0\0\0",
        b"II*\0",
    ):
        strip_metadata(head + data)
        orientation(head + data)


# --- sizes ----------------------------------------------------------------------------------------------------------


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_nothing_is_ever_larger_than_its_source(width: int, height: int) -> None:
    widths = _ladder(width, (320, 480, 720, 960, 1280, 1920))
    assert widths == sorted(set(widths))
    assert widths[-1] == min(width, 1920)
    picture = Decoded(Image.new("1", (width, height)), width, height, "photo")
    for across, down in ((16, 9), (4, 3), (1, 1)):
        crop = cropped(picture, across, down)
        assert crop.image.size == (crop.width, crop.height)
        assert 1 <= crop.width <= width
        assert 1 <= crop.height <= height
        assert crop.width == width or crop.height == height
        assert abs(crop.width * down - crop.height * across) <= max(across, down)


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (319, 200), (700, 3), (700, 400), (2000, 1300)])
@pytest.mark.parametrize("make", [make_whole, make_crops])
def test_every_file_is_what_it_is_said_to_be(size: tuple[int, int], make: Any) -> None:
    files, notes = make(saved(photo(size), "JPEG", quality=92))
    offered = (
        {}
        if notes is None
        else {
            name: (width, height, kind)
            for part in ("whole", "card")
            for kind, made in notes.get(part, ())
            for name, width, height in made
        }
    )
    if notes:
        offered |= {name: (width, height, "image/jpeg") for name, width, height in notes.get("crops", ())}
    assert offered.keys() == files.keys()
    for name, (width, height, kind) in offered.items():
        found = opened(files[name])
        assert (found.size, found.get_format_mimetype()) == ((width, height), kind)
        assert width <= size[0]
        assert height <= size[1]
        assert not found.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment"} & found.info.keys()


def test_a_photograph_comes_in_three_formats_the_lightest_first() -> None:
    files, notes = make_whole(saved(photo((2000, 1300)), "JPEG", quality=92))
    assert [kind for kind, _ in notes["whole"]] == ["image/avif", "image/webp", "image/jpeg"]
    assert [[width for _, width, _ in made] for _, made in notes["whole"]] == [[320, 480, 720, 960, 1280, 1920]] * 3
    assert len(files["1920.avif"]) < len(files["1920.webp"]) < len(files["1920.jpg"])


def test_the_crops_are_1200_pixels_wide_where_the_source_allows() -> None:
    _, large = make_crops(saved(photo((2000, 1300)), "JPEG"))
    assert [crop[1:] for crop in large["crops"]] == [[1200, 675], [1200, 900], [1200, 1200]]
    _, small = make_crops(saved(photo((700, 400)), "JPEG"))
    assert [crop[1:] for crop in small["crops"]] == [[700, 394], [533, 400], [400, 400]]


def test_the_same_bytes_come_out_whatever_else_runs() -> None:
    data = saved(photo((1500, 1000)), "JPEG")
    alone = make_whole(data)
    with ThreadPoolExecutor(4) as pool:
        assert all(made == alone for made in pool.map(make_whole, [data] * 4))


def test_names_differ_from_those_of_the_writer_s_own_files() -> None:
    key = "0123456789abcdef" * 4
    names = file_names("images/Café, noir.jpg", key, ["320.avif"], set(), "pics/Café, noir.jpg")
    assert names == {"320.avif": "pics/Café-noir-320-01234567.avif"}
    names = file_names("images/a.jpg", key, ["320.avif"], {"images/a-320-01234567.avif"}, "images/a.jpg")
    assert names == {"320.avif": "images/a-320-0123456789abcdef.avif"}
    assert all(
        len(name.encode()) < 140 for name in file_names("ї" * 120 + ".jpg", key, ["1.avif"], set(), "x.jpg").values()
    )


# --- what cameras, scanners and strangers make ------------------------------------------------------------------------


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_picture_is_turned_as_its_exif_says(form: str, turned: int) -> None:
    found = decode(saved(photo((3000, 1000)), form, exif=exif(turned)))
    assert found
    assert (found.width, found.height) == ((1000, 3000) if turned > 4 else (3000, 1000))
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    x, y = corners[turned]
    wide, high = found.image.size
    red, green, blue = found.image.getpixel((x * (wide - 1), y * (high - 1)))[:3]  # type: ignore[index]
    assert (red > 200, green < 90, blue < 90) == (True, True, True)


def test_a_profile_is_turned_into_srgb() -> None:
    """The profile here says that red is blue."""
    swapped = icc().replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    profile = swapped.replace("sRGB".encode("utf-16-be"), "Blue".encode("utf-16-be"))
    for said, expected in ((profile, (0, 0, 255)), (icc(), (255, 0, 0)), (b"broken", (255, 0, 0))):
        found = decode(saved(Image.new("RGB", (40, 30), (255, 0, 0)), "PNG", icc_profile=said))
        assert found
        shown = found.image.getpixel((5, 5))
        assert max(abs(a - b) for a, b in zip(shown, expected, strict=True)) <= 3  # type: ignore[arg-type]


def deep_png(value: int) -> bytes:
    """A grey picture of 16 bits a pixel."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + struct.pack(">H", value) * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 16, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (0x8000, 128), (0xFFFF, 255)])
def test_sixteen_bits_become_eight_of_the_same_brightness(value: int, expected: int) -> None:
    found = decode(deep_png(value))
    assert found
    assert abs(found.image.getpixel((0, 0))[0] - expected) <= 1  # type: ignore[index, operator]


@pytest.mark.parametrize(
    ("form", "image", "kind"),
    [
        ("JPEG", photo((400, 300), "CMYK"), "photo"),
        ("JPEG", photo((400, 300), "L"), "photo"),
        ("PNG", photo((400, 300), "P"), "graphic"),
        ("PNG", Image.new("1", (400, 300)), "graphic"),
        ("PNG", Image.new("LA", (400, 300), (9, 128)), "graphic"),
        ("PNG", photo((400, 300), "RGBA"), "photo"),
        ("GIF", photo((400, 300)), "graphic"),
        ("BMP", photo((400, 300)), "photo"),
        ("TIFF", photo((400, 300), "LAB"), "photo"),
    ],
)
def test_every_kind_of_picture_is_read(form: str, image: Image.Image, kind: str) -> None:
    data = saved(image, form)
    found = decode(data)
    assert found
    assert (found.kind, found.image.mode in {"RGB", "RGBA"}) == (kind, True)
    files, notes = make_whole(data)
    assert files
    assert notes["size"] == [400, 300]


def test_a_picture_with_alpha_keeps_it_in_every_format() -> None:
    image = photo((400, 300), "RGBA")
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    files, notes = make_whole(saved(image, "PNG"))
    assert notes["whole"][-1][0] == "image/png"
    assert {opened(data).mode for data in files.values()} == {"RGBA"}


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_what_moves_is_left_as_it_is(form: str) -> None:
    data = saved(photo((40, 30)), form, save_all=True, append_images=[photo((40, 30)).rotate(90)])
    assert make_whole(data) == ({}, None)
    assert make_crops(data) == ({}, None)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"no picture", b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_what_is_no_picture_for_a_page_is_left_as_it_is(data: bytes) -> None:
    assert make_whole(data) == ({}, None)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_truncated_file_is_an_error_in_words(form: str) -> None:
    data = saved(photo(), form)
    with pytest.raises(BadPictureError, match=r"^cannot be read: .") as told:
        decode(data[: len(data) // 2])
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("side", "told"), [(10_001, "100"), (60_000, "is larger than 100 million")])
def test_a_bomb_is_not_decoded(side: int, told: str) -> None:
    data = deep_png(0).replace(struct.pack(">II", 8, 8), struct.pack(">II", side, side), 1)
    head = data[12:29]
    data = data[:29] + struct.pack(">I", zlib.crc32(head)) + data[33:]
    with pytest.raises(BadPictureError, match=told):
        decode(data)


def test_this_machine_writes_all_formats() -> None:
    assert [name for name, _ in encoders()] == ["AVIF", "WEBP", "JPEG", "PNG"]
