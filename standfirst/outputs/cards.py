"""Social cards: what a network shows of an article that is shared, drawn as a picture without a browser."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from standfirst.outputs.cards_type import broken, cut, drawn_by, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standfirst.outputs.cards_type import Role, Typefaces

RECIPE = 1
"""Goes up with each change to how a card looks."""
WIDTH, HEIGHT = 1200, 630
"""Pixels: what the networks ask for."""

PAPER, INK, MUTED, ACCENT, LINE = "#ffffff", "#1a1d21", "#4d545c", "#8c1c2b", "#d8d6d0"
"""The theme's light colours."""
STEPS = {INK: 7, MUTED: 4, ACCENT: 3, LINE: 1}
"""From paper to each colour. With the paper they are 16 colours, so that a pixel takes half a byte."""

EDGE = 72
"""Left and right margin; no network's crop reaches into it."""
INNER = WIDTH - 2 * EDGE
NAME, NAME_LINE = 34, 92
"""Size of the site's name, and its baseline; so with the others."""
KICKER, KICKER_LINE = 28, 176
HEADLINE_TOP = 194
SIZES = (72, 66, 60, 56, 52, 48, 44)
BIG = 56
"""From this size on a headline has three lines at the most."""
LEADING = 1.18
DESCENT = 0.25
SINK = 0.35
"""The part of the height left over that stands above a short headline."""
FIGURES_TOP, FIGURES_LINE = 428, 500
FIGURE_SIZES = (56, 50, 44, 36, 30)
FOOT = 538
FOOT_SIZE, FOOT_LINE = 28, 587
GAP = 44
LONGEST = 400
"""Characters of a headline that are looked at: no card holds more."""
Z_RLE = 3

Box = tuple[int, int, int, int]
"""Left, top, right, bottom; the last two are the first pixels outside."""
SHAPES: tuple[tuple[Box, str], ...] = (
    ((0, 0, WIDTH, 18), INK),
    ((EDGE, 110, EDGE + 64, 116), ACCENT),
    ((EDGE, FOOT, WIDTH - EDGE, FOOT + 2), LINE),
)


def _blend(colour: str, strength: float) -> bytes:
    """A colour thinned with paper, as the edge of a letter is."""
    pairs = zip(bytes.fromhex(PAPER[1:]), bytes.fromhex(colour[1:]), strict=True)
    return bytes(round(paper + (ink - paper) * strength) for paper, ink in pairs)


def _shade(colour: str) -> list[int]:
    """How much of a pixel a letter covers (0 to 255) -> the number of its colour in the palette."""
    first = sum(steps for name, steps in list(STEPS.items())[: list(STEPS).index(colour)])
    steps = [round(cover * STEPS[colour] / 255) for cover in range(256)]
    return [first + step if step else 0 for step in steps]


_SHADE = {colour: _shade(colour) for colour in STEPS}
_PALETTE = bytes.fromhex(PAPER[1:]) + b"".join(
    _blend(colour, step / steps) for colour, steps in STEPS.items() for step in range(1, steps + 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, and what it counts."""

    number: str
    """As printed; empty where the label says why there is none."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says: plain text that the faces can draw. What is empty is left out."""

    site_name: str
    topic: str
    headline: str
    figures: tuple[Figure, ...] = ()
    note: str = ""
    """What the figures are of."""
    by: str = "{}"
    """What stands around the names: By {}."""
    names: tuple[str, ...] = ()
    date: str = ""

    def digest(self, faces: Typefaces) -> str:
        """The same for a card that says the same in the same type."""
        return hashlib.sha256(f"{RECIPE}\n{faces.digest}\n{self!r}".encode()).hexdigest()

    def drawn_as(self, faces: Typefaces) -> str:
        """The same for the same picture, byte for byte."""
        return hashlib.sha256(f"card {self.digest(faces)} {drawn_by()}".encode()).hexdigest()


class _Text(NamedTuple):
    """A line of text, and where its baseline begins."""

    text: str
    role: Role
    size: int
    x: float
    y: int
    colour: str


def draw_card(card: Card, faces: Typefaces) -> bytes:
    """The card as PNG: the same bytes for the same card and faces."""
    layer = Image.new("L", (WIDTH, HEIGHT), 0)
    canvas = layer.copy()
    pen = ImageDraw.Draw(layer)
    inked = [*SHAPES]
    for (left, top, right, bottom), _ in SHAPES:
        pen.rectangle((left, top, right - 1, bottom - 1), 255)
    for text, role, size, x, y, colour in _texts(card, faces):
        pen.text((x, y), text, fill=255, font=faces.face(role, size), anchor="ls")
        box = (round(x), y - size - size // 4, WIDTH, y + size // 2)
        inked.append((box, colour))
    # Where boxes overlap, the one further right or further down has the last word, and it is the one that is printed there.
    for box, colour in inked:
        canvas.paste(layer.crop(box).point(_SHADE[colour]), box)
    canvas.putpalette(_PALETTE)
    file = io.BytesIO()
    # Runs of one colour are nearly all of it: other ways of packing save little and take many times as long.
    canvas.save(file, "PNG", bits=4, compress_type=Z_RLE)
    return file.getvalue()


def _texts(card: Card, faces: Typefaces) -> Iterator[_Text]:
    yield _Text(cut(card.site_name, faces, "headline", NAME, INNER), "headline", NAME, EDGE, NAME_LINE, INK)
    top = HEADLINE_TOP if card.topic else HEADLINE_TOP - KICKER
    bottom = FIGURES_TOP if card.figures else FOOT - GAP
    size, lines = fit_headline(card.headline, faces, bottom - top)
    # A short headline stands nearer to the middle.
    spare = bottom - top - _height(size, len(lines))
    down = round(spare * SINK)
    if card.topic:
        topic = cut(card.topic, faces, "strong", KICKER, INNER)
        yield _Text(topic, "strong", KICKER, EDGE, KICKER_LINE + down, ACCENT)
    for number, line in enumerate(lines):
        yield _Text(line, "headline", size, EDGE, top + down + size + round(number * size * LEADING), INK)
    yield from _figures(card, faces)
    yield from _foot(card, faces)


def fit_headline(headline: str, faces: Typefaces, height: float) -> tuple[int, list[str]]:
    """The largest size at which a headline fits, and its lines; at the smallest one it is cut with an ellipsis."""
    headline = headline[:LONGEST]
    length = faces.width(headline, "headline", SIZES[-1])
    for size in SIZES:
        most = _most_lines(size, height)
        if length * size / SIZES[-1] > INNER * (most + 1):
            continue
        lines = broken(headline, faces, size, INNER)
        if lines is not None and len(lines) <= most:
            return size, lines
    size = SIZES[-1]
    return size, filled(headline, faces, size, INNER, _most_lines(size, height))


def _most_lines(size: int, height: float) -> int:
    most = 3 if size >= BIG else 4 if size > SIZES[-1] else 5
    return next((lines for lines in range(most, 1, -1) if _height(size, lines) <= height), 1)


def _height(size: int, lines: int) -> float:
    """From the top of the first line to the foot of the last one's descenders, in pixels."""
    return size + (lines - 1) * size * LEADING + size * DESCENT


def _figures(card: Card, faces: Typefaces) -> Iterator[_Text]:
    """The figures in one row, as large as they fit; the note where there is room for it."""
    rows = (_row(card, size, note) for note in (card.note, "") for size in FIGURE_SIZES)
    groups = next((row for row in rows if _row_width(row, faces) <= INNER), [])
    x = float(EDGE)
    for group in groups:
        for piece in group:
            yield piece._replace(x=x)
            x += faces.width(piece.text, piece.role, piece.size)
        x += GAP


def _row(card: Card, size: int, note: str) -> list[list[_Text]]:
    """Each figure with its label, and the note: not yet in their places."""
    small = max(FOOT_SIZE, size // 2)
    groups = []
    for figure in card.figures:
        label = _Text(figure.label, "text", small, 0, FIGURES_LINE, MUTED)
        number = _Text(f"{figure.number} ", "strong", size, 0, FIGURES_LINE, INK)
        groups.append([number, label] if figure.number else [label])
    return [*groups, [_Text(note, "text", small, 0, FIGURES_LINE, MUTED)]] if note and groups else groups


def _row_width(groups: Sequence[Sequence[_Text]], faces: Typefaces) -> float:
    widths = [faces.width(piece.text, piece.role, piece.size) for group in groups for piece in group]
    return sum(widths) + GAP * (len(groups) - 1)


def _foot(card: Card, faces: Typefaces) -> Iterator[_Text]:
    width = round(faces.width(card.date, "text", FOOT_SIZE))
    if card.names:
        byline = _byline(card, faces, INNER - width - GAP)
        yield _Text(byline, "strong", FOOT_SIZE, EDGE, FOOT_LINE, INK)
    if card.date:
        yield _Text(card.date, "text", FOOT_SIZE, WIDTH - EDGE - width, FOOT_LINE, MUTED)


def _byline(card: Card, faces: Typefaces, width: float) -> str:
    """As many names as fit, and how many more there are."""
    for kept in range(len(card.names), 0, -1):
        more = len(card.names) - kept
        names = ", ".join(card.names[:kept])
        line = card.by.replace("{}", names) + (f" +{more}" if more else "")
        if faces.width(line, "strong", FOOT_SIZE) <= width:
            return line
    return cut(card.by.replace("{}", card.names[0]), faces, "strong", FOOT_SIZE, width)
