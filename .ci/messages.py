"""Bring the catalogues in standfirst/locale/ up to date with the messages in the theme's templates and in the package."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from standfirst.exchanges.columns import columns

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "standfirst" / "locale"
TEMPLATE = FOLDER / "messages.pot"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
SOURCES = (
    ("theme/templates", [("**.html", "jinja2")], {"**.html": {"silent": "false", "trimmed": "false"}}),
    ("standfirst", [("**.py", "python")], {}),
)


def extract() -> Catalog:
    """Every message that a reader may see, with the files that it stands in."""
    found = Catalog(charset="utf-8")
    for folder, methods, options in SOURCES:
        walk = extract_from_dir(ROOT / folder, methods, options, KEYWORDS, comment_tags=("Translators:",))
        for name, _line, message, comments, context in walk:
            found.add(message, None, [(f"{folder}/{name}", None)], auto_comments=comments, context=context)
    # The meanings of a record's fields are read off its type, and no call marks them.
    for entry in columns(("RU", "UA")):
        for words in entry.said:
            found.add(words, None, [("standfirst/exchange.py", None)])
    return found


def read(file: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    locale = file.stem if file.suffix == ".po" else None
    return read_po(io.BytesIO(file.read_bytes()), locale=locale, abort_invalid=True)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as text, the same on every day and every machine."""
    text = io.BytesIO()
    write_po(text, catalogue, width=120, omit_header=True, include_lineno=False)
    lines = ["Project-Id-Version: Standfirst", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    lines.append("Content-Transfer-Encoding: 8bit")
    if catalogue.locale:
        lines += [f"Language: {catalogue.locale}", f"Plural-Forms: {catalogue.plural_forms}"]
    header = "".join(f'"{line}\\n"\n' for line in lines)
    return f'msgid ""\nmsgstr ""\n{header}\n'.encode() + text.getvalue().lstrip()


def main() -> int:
    """Write the template, and each language's catalogue with what is new in it and without what has gone."""
    messages = extract()
    TEMPLATE.write_bytes(written(messages))
    missing = 0
    for file in sorted(FOLDER.glob("*.po")):
        catalogue = read(file)
        catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        file.write_bytes(written(catalogue))
        open_ = [message for message in catalogue if message.id and not translated(message)]
        missing += len(open_)
        print(f"{file.relative_to(ROOT)}: {len(catalogue)} messages, {len(open_)} not translated")
    return int(missing > 0)


def translated(message: Message) -> bool:
    """Whether every form of a message has words."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms)


if __name__ == "__main__":
    sys.exit(main())
