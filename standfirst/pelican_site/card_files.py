"""The social cards of one build: which articles have one, and the files themselves."""

from __future__ import annotations

import errno
import hashlib
import posixpath
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pelican.generators import Generator

from standfirst.copydesk import address_key
from standfirst.model import Picture
from standfirst.outputs.cards import HEIGHT, WIDTH, Card, draw_card
from standfirst.outputs.cards_many import draw_cards
from standfirst.outputs.cards_type import Typefaces
from standfirst.outputs.cards_words import card_of
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.build.derived import DerivedFiles
    from standfirst.config import Config
    from standfirst.languages import Languages
    from standfirst.model import Story
    from standfirst.outputs.cards_type import Role
    from standfirst.pelican_site.picture_files import PictureFiles
    from standfirst.pelican_site.writer import SiteWriter

FOLDER = "cards"
FACES: tuple[Role, ...] = ("headline", "text", "strong")
"""A theme that wants cards has fonts/card-ROLE.woff, .otf or .ttf for each."""
FONT_ENDINGS = (".woff", ".otf", ".ttf")
SHARED = (".jpg", ".jpeg", ".png", ".webp")
"""Pictures that networks show."""
DIGITS = 8
"""Of the card's digest, in its file's name: networks keep a picture for as long as its address is the same."""
FILE = "card.png"
"""Its name among the kept files."""


@dataclass(frozen=True, slots=True)
class CardFiles:
    """What is drawn for one build."""

    faces: Typefaces | None = None
    """None where no cards are wanted, or the theme cannot draw them."""
    cards: Mapping[str, tuple[Card, str]] = field(default_factory=dict)
    """By path of the story: its card, and the output file."""

    def of(self, story: Story) -> Picture | None:
        """A story's card as a picture; None where it has none."""
        if story.path not in self.cards:
            return None
        name = self.cards[story.path][1]
        return Picture(url=quote(name), alt=story.title, width=WIDTH, height=HEIGHT)

    def shared(self, story: Story, pictures: PictureFiles) -> Picture | None:
        """What a network shows of a story: a photograph that is wide enough for it, or else the card.

        None where there is neither a photograph nor a card.
        """
        photograph = story.picture
        made = pictures.at(photograph.url) if photograph else None
        if photograph and made:
            crop = next((crop for crop in made.crops if crop.width >= WIDTH), None)
            if crop:
                return Picture(url=crop.url, alt=photograph.alt, width=crop.width, height=crop.height)
        wide = bool(photograph and photograph.width and photograph.width >= WIDTH)
        if photograph and wide and photograph.url.lower().endswith(SHARED):
            return photograph
        return self.of(story) or photograph

    def write(self, writer: SiteWriter, cache: DerivedFiles) -> None:
        """Put every card into the output. Only those are drawn that no earlier build has drawn."""
        faces = self.faces
        if faces is None:
            return
        ours = {
            name: card
            for path, (card, name) in sorted(self.cards.items())
            if not writer.has(name) and writer.claim(name, path, f"the social card of {path}")
        }
        keys = {name: card.drawn_as(faces) for name, card in ours.items()}
        # The same card may stand for two articles.
        new = {keys[name]: card for name, card in ours.items() if not cache.holds(keys[name])}
        writer.progress.expect(len(ours))
        writer.progress.step(len(ours) - len(new), reused=True)
        for key, data in zip(new, draw_cards(list(new.values()), faces), strict=True):
            writer.progress.step()
            cache.entry(key, partial(_files, data))
        for name, card in ours.items():
            entry = cache.entry(keys[name], lambda card=card: _files(draw_card(card, faces)))  # type: ignore[misc]  # a default binds it
            cache.publish(entry, FILE, Path(writer.output_path) / name)


def _files(data: bytes) -> tuple[dict[str, bytes], None]:
    return {FILE: data}, None


class CardsGenerator(Generator):
    """Writes the social cards. A file that the site itself publishes under the address of one takes its place."""

    def generate_output(self, writer: SiteWriter) -> None:
        """Write all of them."""
        for static in self.context["staticfiles"]:
            writer.reserved.setdefault(address_key(static.save_as), str(static.get_relative_source_path()))
        cards: CardFiles = self.context["social_cards"]
        cards.write(writer, self.context["pictures"].cache)


def plan_cards(public: Mapping[str, Story], config: Config, languages: Languages, theme: Path) -> CardFiles:
    """The cards of the articles that are out, where the settings and the theme want them.

    Raises OSError where a font of the theme cannot be read.
    """
    faces = read_faces(theme) if config.social_cards else None
    if faces is None:
        return CardFiles()
    cards: dict[str, tuple[Card, str]] = {}
    for path, story in public.items():
        card = card_of(story, config, languages.of(story.lang), faces) if story.kind == "article" else None
        if card:
            cards[path] = card, _file_of(story, card.digest(faces))
    return CardFiles(faces, cards)


def read_faces(theme: Path) -> Typefaces | None:
    """The fonts that a theme draws its cards with; None where it has none. Raises OSError where one cannot be read."""
    found = {
        role: file
        for role in FACES
        for ending in FONT_ENDINGS
        if (file := theme / "fonts" / f"card-{role}{ending}").is_file()
    }
    if len(found) < len(FACES):
        return None
    files = {role: file.read_bytes() for role, file in found.items()}
    for role, data in files.items():
        try:
            Typefaces({role: data})
        except OSError as error:
            raise OSError(errno.EINVAL, f"this is no font ({error})", shown_path(found[role])) from error
    return Typefaces(files)


def _file_of(story: Story, digest: str) -> str:
    # The address is in the key too, for two articles that say the same.
    key = hashlib.sha256(f"{digest} {story.save_as}".encode()).hexdigest()
    if story.status != "published":
        # An unlisted article is named on its own page alone: a list of files must not tell of it.
        return f"{FOLDER}/{key[: 2 * DIGITS]}.png"
    return f"{FOLDER}/{posixpath.splitext(story.save_as)[0]}-{key[:DIGITS]}.png"
