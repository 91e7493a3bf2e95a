"""The words of the interface in each language: catalogues of messages, plural forms, and the forms of dates and numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Catalog

FOLDER = Path(__file__).resolve().parent / "locale"
"""Our own catalogues: LANG.po. Messages are written in English, which needs none."""
SOURCE = "en"
ENGLISH = "en_GB"
"""Day before month: unambiguous for readers of every English."""
MOST = 1000
"""Numbers below this one show every plural form that a language has for whole numbers, save that for millions."""


def N_(message: str) -> str:  # noqa: N802 - the name that every tool for catalogues looks for
    """Mark a message for the catalogue where it is not said yet."""
    return message


@dataclass(frozen=True)
class Language:
    """One language of the interface."""

    tag: str
    """BCP 47."""
    locale: Locale
    words: NullTranslations

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, with `values` in the places of %(name)s."""
        said = self.words.gettext(message)
        return said % values if values else said

    def pgettext(self, sense: str, message: str, **values: object) -> str:
        """The same for a message that has several senses."""
        said = self.words.pgettext(sense, message)
        return said % values if values else said

    def ngettext(self, one: str, other: str, number: int, **values: object) -> str:
        """The form of the message that goes with `number`; %(num)s is `number` as it is, unless `values` have another."""
        return self.words.ngettext(one, other, number) % {"num": number, **values}

    @cached_property
    def examples(self) -> dict[str, int]:
        """A number for each plural category of the language, by the category's name in the Unicode CLDR."""
        found: dict[str, int] = {}
        for number in range(MOST):
            found.setdefault(self.locale.plural_form(number), number)
        return {name: found.get(name, 0) for name in sorted(self.locale.plural_form.tags | {"other"})}

    @property
    def direction(self) -> str:
        """The way that it is written: ltr or rtl."""
        return str(self.locale.text_direction)


class Languages:
    """The languages of one site. `folders` hold its own catalogues; what they have wins over ours, message by message.

    Raises BuildError where a catalogue cannot be used.
    """

    def __init__(self, default: str, folders: Iterable[Path] = ()) -> None:
        """`default` is the site's own language, in which the interface is where a page's has no catalogue."""
        self.folders = (*folders, FOLDER)
        self._known: dict[str, Language] = {}
        self._default = self._find(default) or self._english()
        for folder in self.folders[:-1]:
            if not folder.is_dir():
                hint = "the setting STANDFIRST_LOCALES names it"
                raise BuildError(Diagnostic("", 1, 1, "SF160", f"there is no folder '{shown_path(folder)}'", hint))
            for file in sorted(folder.glob("*.po")):
                load(file)

    def of(self, tag: str) -> Language:
        """The language of the interface on a page in the language of this tag."""
        if tag not in self._known:
            self._known[tag] = self._find(tag) or self._default
        return self._known[tag]

    def _find(self, tag: str) -> Language | None:
        """The language of a tag, or of its beginning: uk-UA, uk. None where there are no words in it."""
        if base_of(tag) == SOURCE and not self._catalogues(tag):
            return Language(tag, locale_of(tag), NullTranslations())
        files = self._catalogues(tag)
        if not files:
            return None
        words, *further = map(load, files)
        for catalogue in further:
            words.add_fallback(catalogue)
        return Language(tag, locale_of(tag), words)

    def _catalogues(self, tag: str) -> list[Path]:
        names = [f"{tag}.po", f"{base_of(tag)}.po"]
        files = [folder / name for folder in self.folders for name in dict.fromkeys(names)]
        return [file for file in files if file.is_file()]

    def _english(self) -> Language:
        return Language(SOURCE, locale_of(SOURCE), NullTranslations())


def base_of(tag: str) -> str:
    """The language itself, without script and region: uk for uk-UA."""
    return tag.replace("_", "-").split("-")[0].lower()


@lru_cache
def locale_of(tag: str) -> Locale:
    """Babel's locale of a language tag; that of its beginning, or English, where it knows none."""
    for name in (tag, base_of(tag)):
        try:
            found = Locale.parse(name.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        return Locale.parse(ENGLISH) if str(found) == SOURCE else found
    return Locale.parse(ENGLISH)


def known(tag: str) -> bool:
    """Whether Babel knows the language."""
    return locale_of(tag).language == base_of(tag)


@lru_cache
def direction_of(tag: str) -> str:
    """The way that text in a language is written: ltr or rtl."""
    return str(locale_of(tag).text_direction)


def load(file: Path) -> GNUTranslations:
    """A catalogue in gettext's form. Raises BuildError where it cannot be read, or would break a page."""
    stamp = file.stat()
    return GNUTranslations(io.BytesIO(_packed(file, stamp.st_mtime_ns, stamp.st_size)))


@lru_cache
def _packed(file: Path, _changed: int, _size: int) -> bytes:
    catalogue = _read(file)
    for message, errors in catalogue.check():
        raise _unusable(file, message.lineno or 1, f"'{message.string}': {errors[0]}")
    packed = io.BytesIO()
    write_mo(packed, catalogue)
    return packed.getvalue()


def _read(file: Path) -> Catalog:
    try:
        return read_po(io.StringIO(file.read_text("utf-8")), locale=_locale(file), abort_invalid=True)
    except PoFileError as error:
        raise _unusable(file, (error.lineno or 0) + 1, str(error)) from None
    except (UnicodeDecodeError, ValueError, UnknownLocaleError) as error:
        raise _unusable(file, 1, str(error)) from None


def _locale(file: Path) -> Locale:
    return Locale.parse(file.stem.replace("-", "_"))


def _unusable(file: Path, line: int, why: str) -> BuildError:
    hint = "mend it with a program for gettext catalogues; docs/theming.md says what belongs in one"
    return BuildError(Diagnostic(shown_path(file), line, 1, "SF160", f"the catalogue cannot be used: {why}", hint))
