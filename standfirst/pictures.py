"""Pictures of the content folder: found, measured, and given their place on the page."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from standfirst.folder import PICTURES
from standfirst.links import FILES, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from standfirst.folder import Folder
    from standfirst.links import Target
    from standfirst.model import Offer, Rendition, Renditions

COLUMN = "(min-width: 43rem) 40rem, calc(94.8vw - 0.8rem)"
"""How wide the text of an article is on a screen: theme/css/40-layout.css."""
COLUMN_WIDTH = 640
"""The same in pixels at the most."""
PLAIN_WIDTH = 1280
"""Widest file, in pixels, for readers that know no srcset."""
DIGITS = 6
"""A width with as many is none."""
SIDEWAYS = range(5, 9)
ORIENTATION = 0x0112

IMG = re.compile(r"<img\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<end>/?>)", re.IGNORECASE)
SIZED = re.compile(r"\s(?:width|height)\s*=", re.IGNORECASE)
_CLOSED = "picture|script|style|template|textarea|noscript"
TOKEN = re.compile(
    rf"(?P<opens><!--|<(?P<opened>{_CLOSED})\b)|(?P<closes>-->|</(?P<closed>{_CLOSED})\b)|{IMG.pattern}", re.IGNORECASE
)
"""A picture, or where something begins or ends in which pictures stay as they are."""
UNSAID = re.compile(r"!\[\s*\]\(\s*<?([^\s)>]+)")
"""Markdown's picture without words."""
ATTRIBUTE = re.compile(r"\s(?P<name>[^\s=\"'<>/]+)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")


def measure(html: str, path: str, folder: Folder) -> str:
    """The body of the file at `path` with the size of each of its pictures written out, so that no text moves when they load.

    Pictures from elsewhere, and those whose writer gives a size, stay as they are.
    """

    def measured(found: re.Match[str]) -> str:
        target = _source(found[0], path)
        if target is None or SIZED.search(found["attributes"]):
            return found[0]
        size = upright_size(folder, target.key) if target.key in folder.known else None
        if size is None:
            return found[0]
        lazy = "" if "loading" in _attributes(found) else ' loading="lazy"'
        end = " />" if found["end"] == "/>" else ">"
        return f'<img{found["attributes"].rstrip()} width="{size[0]}" height="{size[1]}"{lazy}{end}'

    return IMG.sub(measured, html) if "<img" in html.casefold() else html


def upright_size(folder: Folder, path: str) -> tuple[int, int] | None:
    """Width and height of a picture as a browser shows it, which turns it as its Exif says; None where it is none."""
    size = folder.image_size(path)
    if size is None or size[0] == size[1]:
        return size
    from PIL import Image  # noqa: PLC0415 - most files are read without a look at a picture

    try:
        with folder.open(path) as file, Image.open(file, formats=PICTURES) as picture:
            said = Image.Exif()
            said.load(picture.info.get("exif") or b"")
            return size[::-1] if said.get(ORIENTATION) in SIDEWAYS else size
    except Exception:  # noqa: BLE001 - a decoder may raise anything on a broken file
        return size


def wordless(html: str, path: str, text: str) -> Iterator[tuple[Target, int]]:
    """Pictures of a body without alternative text, each with how often its address stands before it.

    `![](…)` says nothing, on purpose or not; `<img alt="">` says that there is nothing to say.
    """
    unsaid = {found[1] for found in UNSAID.finditer(text)}
    before: Counter[str] = Counter()
    end = 0
    for found in _free(html):
        target = next(iter(targets(found[0], path)), None)
        before.update(other.written for other in targets(html[end : found.start()], path))
        end = found.end()
        if target is None:
            continue
        written = _attributes(found)
        if not written.get("alt") and ("alt" not in written or target.written in unsaid):
            yield target, before[target.written]
        before[target.written] += 1


def shown_pictures(html: str, path: str) -> set[str]:
    """Pictures of the content folder that a body shows."""
    return {target.key for found in _free(html) if (target := _source(found[0], path))}


def _free(html: str) -> Iterator[re.Match[str]]:
    """The pictures that nothing around them speaks for: no <picture> of the writer's own, no comment, no script."""
    inside = ""
    for token in TOKEN.finditer(html) if ("<i" in html or "<I" in html) and "<img" in html.casefold() else ():
        mark = (token["opened"] or token["closed"] or "--").casefold()
        if token["closes"] and mark == inside:
            inside = ""
        elif not inside and token["opens"]:
            inside = mark
        elif not inside and token["end"]:
            yield token


def _rewritten(html: str, rewrite: Callable[[re.Match[str]], str]) -> str:
    pieces, end = [], 0
    for found in _free(html):
        pieces += [html[end : found.start()], rewrite(found)]
        end = found.end()
    return "".join([*pieces, html[end:]])


def respond(html: str, path: str, made: Callable[[str], Renditions | None], prefix: str) -> str:
    """The body with each picture in all the formats and widths that `made` has of it. Addresses begin with `prefix`."""

    def responsive(found: re.Match[str]) -> str:
        target, written = _source(found[0], path), _attributes(found)
        offers = made(target.key) if target and "srcset" not in written else None
        if offers is None or not offers.whole:
            return found[0]
        width = written.get("width", "")
        sizes = sizes_of(int(width) if width.isdecimal() and len(width) < DIGITS else offers.width)
        sources = "".join(
            f'<source type="{offer.type}" srcset="{srcset(offer, prefix)}" sizes="{sizes}">'
            for offer in offers.whole[:-1]
        )
        usual = offers.whole[-1]
        fresh = {"src": f"{prefix}/{plain(offers).url}"}
        if len(usual.files) > 1:
            fresh |= {"srcset": srcset(usual, prefix), "sizes": sizes}
        late = {"loading": "lazy", "decoding": "async"}
        kept = {name: value for name, value in written.items() if name not in {"src", "sizes"}}
        return f"<picture>{sources}{_img(fresh | late | kept)}</picture>"

    return _rewritten(html, responsive)


def simplify(html: str, path: str, made: Callable[[str], Renditions | None], site_url: str) -> str:
    """The body with each picture as one file of a middling width, for feeds: many readers know nothing else."""

    def simple(found: re.Match[str]) -> str:
        target = _source(found[0], path)
        offers = made(target.key) if target else None
        if offers is None or not offers.whole:
            return found[0]
        written, file = _attributes(found), plain(offers)
        written["src"] = f"{site_url}/{file.url}"
        if (written.get("width"), written.get("height")) == (str(offers.width), str(offers.height)):
            written |= {"width": str(file.width), "height": str(file.height)}
        return _img(written)

    return _rewritten(html, simple)


def plain(offers: Renditions) -> Rendition:
    """The file for those that can take but one."""
    files = offers.whole[-1].files
    return next((file for file in reversed(files) if file.width <= PLAIN_WIDTH), files[0])


def srcset(offer: Offer, prefix: str) -> str:
    """The files of an offer, as an attribute lists them."""
    return escape(", ".join(f"{prefix}/{file.url} {file.width}w" for file in offer.files))


def sizes_of(width: int) -> str:
    """How wide a picture of this many pixels is shown in the column."""
    return COLUMN if width >= COLUMN_WIDTH else f"(min-width: {width + 32}px) {width}px, 94vw"


def _source(tag: str, path: str) -> Target | None:
    target = next(iter(targets(tag, path)), None)
    return target if target and target.what in FILES else None


def _attributes(found: re.Match[str]) -> dict[str, str]:
    """The attributes of a tag as they are written, entities and all, without quotes; the first of a name counts."""
    written: dict[str, str] = {}
    for item in ATTRIBUTE.finditer(found["attributes"] or ""):
        value = item["value"] or ""
        written.setdefault(item["name"].casefold(), value[1:-1] if value[:1] in {'"', "'"} else value)
    return written


def _img(attributes: Mapping[str, str]) -> str:
    escaped = {name: value.replace('"', "&quot;") for name, value in attributes.items()}
    return "<img" + "".join(f' {name}="{value}"' for name, value in escaped.items()) + ">"
