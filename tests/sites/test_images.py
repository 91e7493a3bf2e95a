"""Writers drop one file beside the article; readers get what fits their screen, and nothing that was not meant for them."""

from __future__ import annotations

import io
import os
import re
import struct
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw

from tests.sites.commands import run
from tests.sites.pages import broken_links, read_pages
from tests.validators.structured_data import page_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.harness import Built, Site

SETTINGS = """
-- pelicanconf.py --
from standfirst.defaults import *

SITENAME = "Pictures"
SITEURL = "https://pictures.example"
RELATIVE_URLS = {relative}
"""
ARTICLE = """
-- content/articles/bridge.md --
---
title: Bridge
date: 2026-01-01
authors: [liam]
image: {src: images/bridge.jpg, alt: The bridge, credit: Liam}
---
The bridge is open.

![The way there](way.jpg)

See [the whole picture]({static}/images/bridge.jpg), and <img src="{attach}way.jpg" alt="" width="200" class="aside">.
-- content/authors/liam.md --
---
name: Liam
avatar: images/liam.jpg
---
Takes pictures.
"""
PLAIN = SETTINGS.format(relative=False)


def photo(size: tuple[int, int], angle: int = 0) -> Image.Image:
    """No two angles are one picture."""
    ground = Image.radial_gradient("L").resize(size)
    image = Image.merge("RGB", (ground, ground.rotate(180), Image.linear_gradient("L").resize(size)))
    ImageDraw.Draw(image).pieslice((0, 0, *size), 0, 20 + angle, fill=(200, angle, 0))
    return image


def put(site: Site, path: str, image: Image.Image, **settings: Any) -> None:
    """Write a picture as a camera does: with the place, the maker and a remark in it."""
    file = site.root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    found = Image.Exif()
    found[0x010F], found[0x9286] = "Maker", "a remark"
    found.get_ifd(0x8825)[2] = (50.0, 27.0, 0.0)
    image.save(file, **({"exif": found} if file.suffix != ".gif" else {}) | settings)


@pytest.fixture
def bridge(site: Site) -> Site:
    """A site with one article and its pictures."""
    site.write(PLAIN + ARTICLE)
    put(site, "images/bridge.jpg", photo((2000, 1300)), quality=90)
    put(site, "articles/way.jpg", photo((800, 600), 90), quality=90)
    put(site, "images/liam.jpg", photo((300, 300), 180), quality=90)
    put(site, "images/unused.png", photo((60, 40)))
    return site


def pictures(built: Built) -> Iterator[tuple[str, Image.Image]]:
    """Every picture of the output, by name."""
    for name in built.paths():
        if name.startswith(("images/", "articles/", "news/")) and not name.endswith((".html", ".svg")):
            with Image.open(built.output / name) as image:
                image.load()
                image.getexif()
            yield name, image


def unhashed(text: str) -> str:
    """The text without the part of a name that changes with the encoder."""
    return re.sub(r"-[0-9a-f]{8}\.(avif|webp|jpg|png)", r".\1", text)


def test_a_page_offers_each_picture_in_every_format_and_width(bridge: Site) -> None:
    page = unhashed(bridge.build().checked().text("news/bridge.html"))
    column = "(min-width: 43rem) 40rem, calc(94.8vw - 0.8rem)"
    base = "https://pictures.example/images/bridge"

    def files(name: str, ending: str, *widths: int) -> str:
        return ", ".join(f"{name}-{width}.{ending} {width}w" for width in widths)

    widths = (320, 480, 720, 960, 1280, 1920)
    assert (
        f'<figure class="lead-image">\n<picture>\n'
        f'<source type="image/avif" srcset="{files(base, "avif", *widths)}" sizes="{column}">\n'
        f'<source type="image/webp" srcset="{files(base, "webp", *widths)}" sizes="{column}">\n'
        f'<img src="{base}-1280.jpg" srcset="{files(base, "jpg", *widths)}" sizes="{column}" alt="The bridge"'
        f' width="1920" height="1248" fetchpriority="high">\n</picture>\n'
    ) in page
    base = "https://pictures.example/news/way"
    widths = (320, 480, 720, 800)
    assert (
        f'<p><picture><source type="image/avif" srcset="{files(base, "avif", *widths)}" sizes="{column}">'
        f'<source type="image/webp" srcset="{files(base, "webp", *widths)}" sizes="{column}">'
        f'<img src="{base}-800.jpg" srcset="{files(base, "jpg", *widths)}" sizes="{column}"'
        ' loading="lazy" decoding="async" alt="The way there" width="800" height="600"></picture></p>'
    ) in page
    small = "(min-width: 232px) 200px, 94vw"
    assert f'sizes="{small}" loading="lazy" decoding="async" alt="" width="200" class="aside"></picture>.</p>' in page
    assert 'See <a href="https://pictures.example/images/bridge.jpg">the whole picture</a>' in page


def test_no_published_file_says_where_or_by_whom_it_was_made(bridge: Site) -> None:
    """Neither what was made of a picture, nor the picture itself, nor one that no page shows."""
    put(bridge, "images/wrong.png", photo((90, 60)), format="JPEG")
    put(bridge, "images/turned.webp", photo((90, 60)))
    put(bridge, "images/old.tif", photo((90, 60)))
    put(bridge, "images/new.avif", photo((90, 60)))
    put(bridge, "images/moving.gif", photo((90, 60)), comment=b"a remark")
    built = bridge.build().checked()
    found = dict(pictures(built))
    kept = {"bridge.jpg", "liam.jpg", "unused.png", "wrong.png", "turned.webp", "old.tif", "new.avif", "moving.gif"}
    assert {f"images/{name}" for name in kept} <= found.keys()
    for name, image in found.items():
        said = image.getexif()
        assert not said.get_ifd(0x8825), name
        assert 0x010F not in said, name
        assert b"remark" not in (built.output / name).read_bytes(), name


def test_nothing_is_larger_than_its_source_and_every_link_leads_somewhere(bridge: Site) -> None:
    built = bridge.build().checked()
    sources = {"bridge": (2000, 1300), "way": (800, 600), "liam": (300, 300)}
    for name, image in pictures(built):
        source = sources.get(name.split("/")[-1].split("-")[0].split(".")[0])
        assert source is None or (image.width <= source[0] and image.height <= source[1]), name
    assert broken_links(built.output, "https://pictures.example") == []
    offered = set()
    for page in read_pages(built.output).values():
        for element in page.find("//*[@srcset]"):
            offered |= {item.split()[0] for item in element.get("srcset", "").split(", ")}
    made = {name for name in built.paths() if re.search(r"-\d+-[0-9a-f]{8}\.", name)}
    assert {address.removeprefix("https://pictures.example").removeprefix("/") for address in offered} <= made


def test_search_engines_are_given_three_crops(bridge: Site) -> None:
    built = bridge.build().checked()
    (article, *_) = page_data((built.output / "news/bridge.html").read_bytes())
    assert [unhashed(image["url"]) for image in article["image"]] == [
        "https://pictures.example/images/bridge-16x9-1200.jpg",
        "https://pictures.example/images/bridge-4x3-1200.jpg",
        "https://pictures.example/images/bridge-1x1-1200.jpg",
    ]
    for image, height in zip(article["image"], (675, 900, 1200), strict=True):
        with Image.open(built.output / image["url"].removeprefix("https://pictures.example/")) as crop:
            assert (crop.size, crop.format) == ((1200, height), "JPEG")


def test_a_card_shows_the_crop(bridge: Site) -> None:
    home = read_pages(bridge.build().checked().output)["index.html"]
    (image,) = home.find("//img[@class='card-picture']")
    assert (image.get("width"), image.get("height"), image.get("fetchpriority")) == ("1280", "720", "high")
    assert unhashed(image.get("src", "")) == "https://pictures.example/images/bridge-16x9-1280.jpg"


def test_a_feed_has_one_plain_picture_in_its_place(bridge: Site) -> None:
    built = bridge.build().checked()
    atom = unhashed(built.text("feeds/all.atom.xml"))
    assert "srcset" not in atom
    assert 'src="https://pictures.example/news/way-800.jpg" width="800" height="600"' in atom
    assert '"image":"https://pictures.example/images/bridge-1280.jpg"' in unhashed(built.text("feeds/all.json"))


def test_an_unchanged_picture_is_not_made_again(bridge: Site) -> None:
    def kept() -> dict[str, int]:
        root = bridge.root / "state" / "images"
        return {str(file.relative_to(root)): file.stat().st_mtime_ns for file in root.rglob("*.*") if file.is_file()}

    first = bridge.build_here().checked().sums()
    before = kept()
    assert len(before) > 20
    assert bridge.build_here().checked().sums() == first
    assert kept() == before
    put(bridge, "articles/way.jpg", photo((800, 600), 91), quality=90)
    changed = bridge.build_here().checked().sums()
    after = kept()
    old, new = {name.split("/")[0] for name in before}, {name.split("/")[0] for name in after}
    assert (len(old - new), len(new - old)) == (1, 1)
    assert {name: at for name, at in after.items() if name.split("/")[0] in old}.items() <= before.items()
    assert [name for name in first if "way" in name and name in changed and "-" in name] == []


def test_a_damaged_cache_is_mended(bridge: Site) -> None:
    first = bridge.build_here().checked().sums()
    for file in (bridge.root / "state" / "images").rglob("*.avif"):
        file.unlink()
        file.write_bytes(b"damaged")
    assert bridge.build_here().checked().sums() == first


def test_the_same_bytes_come_out_of_one_core_and_of_all(bridge: Site) -> None:
    several = bridge.build_here("--state", "one").checked().sums()
    if not hasattr(os, "sched_setaffinity"):
        pytest.fail("this test needs a system that can bind a process to a core")
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert bridge.build_here("--state", "other").checked().sums() == several
    finally:
        os.sched_setaffinity(0, cores)


@pytest.mark.parametrize("relative", [False, True])
def test_pelican_and_standfirst_write_the_same_bytes(bridge: Site, relative: bool) -> None:
    bridge.write(SETTINGS.format(relative=relative))
    own = bridge.build_here().checked()
    theirs = run(
        bridge.root, "pelican", "content", "-s", "pelicanconf.py", "-o", "theirs", output=bridge.root / "theirs"
    )
    assert theirs.checked().sums() == own.sums()
    if relative:
        assert 'srcset="../images/bridge-320-' in own.text("news/bridge.html")
        assert 'srcset="../news/way-320-' in own.text("news/bridge.html")


def test_a_foreign_theme_shows_the_same_pictures(bridge: Site) -> None:
    page = bridge.build_here("-t", "simple").checked().text("news/bridge.html")
    assert 'srcset="https://pictures.example/news/way-320-' in page


def test_a_picture_of_what_is_not_published_leaves_no_trace(bridge: Site) -> None:
    bridge.write("""
-- content/articles/later.md --
---
title: Later
date: 2030-01-01
image: {src: images/secret.jpg, alt: Secret}
---
![Hidden](hidden.jpg)
-- content/articles/draft.md --
---
title: Draft
date: 2026-01-01
status: draft
image: {src: images/bridge.jpg, alt: Shared}
---
![Hidden](../images/other.jpg)
""")
    for name in ("images/secret.jpg", "images/other.jpg", "articles/hidden.jpg"):
        put(bridge, name, photo((500, 400), len(name)))
    built = bridge.build_here().checked()
    assert [name for name in built.paths() if re.search("secret|other|hidden", name)] == []
    kept = [entry for entry in (bridge.root / "state" / "images").iterdir() if list(entry.glob("*.webp"))]
    assert len(kept) == 4  # the bridge, its crops, the way, the author


def test_a_link_to_a_source_is_never_written_through(bridge: Site) -> None:
    """Pelican can publish files as links to the writer's own: what is stripped must not be the writer's file."""
    bridge.write(PLAIN + "STATIC_CREATE_LINKS = True\n")
    before = (bridge.root / "content/images/bridge.jpg").read_bytes()
    built = bridge.build_here().checked()
    assert (bridge.root / "content/images/bridge.jpg").read_bytes() == before
    assert (built.output / "images/bridge.jpg").read_bytes() != before


def test_pictures_that_are_none_are_told_and_never_a_traceback(site: Site) -> None:
    names = ["fine.jpg", "cut.jpg", "bomb.png", "text.jpg", "one.png", "moving.gif", "cmyk.jpg", "drawing.svg"]
    body = "\n\n".join(f"![{name}](../images/{name})" for name in names)
    site.write(f"{PLAIN}\n-- content/articles/a.md --\n---\ntitle: All\ndate: 2026-01-01\n---\n{body}\n")
    put(site, "images/fine.jpg", photo((400, 300)))
    put(site, "images/cut.jpg", photo((400, 300)))
    put(site, "images/one.png", photo((1, 1)))
    put(site, "images/cmyk.jpg", photo((400, 300)).convert("CMYK"))
    put(site, "images/moving.gif", photo((40, 30)), save_all=True, append_images=[photo((40, 30), 50)])
    folder = site.root / "content/images"
    (folder / "cut.jpg").write_bytes((folder / "cut.jpg").read_bytes()[:3000])
    (folder / "text.jpg").write_text("no picture")
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    bomb = io.BytesIO()
    Image.new("1", (8, 8)).save(bomb, "PNG")
    (folder / "bomb.png").write_bytes(
        bomb.getvalue().replace(struct.pack(">II", 8, 8), struct.pack(">II", 50_000, 50_000))
    )
    built = site.build()
    told = [line for line in built.stderr.splitlines() if "SF103" in line]
    assert [re.sub(r" SF103.*", "", line) for line in told] == [
        "content/articles/a.md:7:12:",
        "content/articles/a.md:9:13:",
    ]
    assert "cut.jpg' cannot be read" in told[0]
    assert "bomb.png'" in told[1]
    assert "Traceback" not in built.stdout + built.stderr
    assert built.code == 1


def test_a_picture_without_words_is_a_warning_at_its_place(bridge: Site) -> None:
    bridge.write(
        "-- content/articles/b.md --\n---\ntitle: B\ndate: 2026-01-01\n---\nOne ![](way.jpg) and ![Words](way.jpg).\n\n"
        'Raw: <img src="../images/bridge.jpg"> and <img src="../images/liam.jpg" alt=""> `![](way.jpg)`.\n'
    )
    built = bridge.build_here().checked()
    told = [line.split(" (")[0] for line in built.stderr.splitlines() if "SF107" in line]
    assert told == [
        "content/articles/b.md:5:9: SF107 the image 'way.jpg' has no alternative text",
        "content/articles/b.md:7:16: SF107 the image '../images/bridge.jpg' has no alternative text",
    ]


def test_what_a_writer_has_made_responsive_stays_as_it_is(bridge: Site) -> None:
    raw = (
        '<picture><source srcset="x.webp"><img src="../images/liam.jpg" alt="A" width="9" height="9"></picture>\n\n'
        '<!-- <img src="../images/liam.jpg"> -->\n\n<img src="https://else.example/x.png" alt="B">\n'
    )
    bridge.write(f"-- content/articles/raw.md --\n---\ntitle: Raw\ndate: 2026-01-01\n---\n{raw}")
    page = bridge.build_here().checked().text("news/raw.html")
    image = '<img src="https://pictures.example/images/liam.jpg" alt="A" width="9" height="9">'
    assert f'<picture><source srcset="x.webp">{image}</picture>' in page
    assert '<img src="https://else.example/x.png" alt="B">' in page
    assert "<!--" not in page.partition("<main")[2]
