"""A found article -> the text of a file of ours, with the origin by which a second import knows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from standfirst.characters import FORBIDDEN
from standfirst.desk.importing.fields import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.desk.importing.found import Found, Person, Picture

ORIGIN = re.compile(r"^# imported from: (?P<origin>.+)$", re.MULTILINE)
UNWRITABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""What YAML or an editor would take for a line end, for nothing, or for a mistake."""
MOST_REMARK = 2000
"""Characters of a field's value that a remark keeps."""
HEADER_ROOM = 40_000
"""Characters that all remarks of a file may take."""
MOST_NAMES = 50
LONGEST_NAME = 120
LONGEST_TITLE = 300


def write_article(found: Found, *, picture: Picture | None, slug: str) -> str:
    """The file's text. `picture` has its path below the content folder, or an address."""
    date = found.date
    status = found.status if date or found.kind == "page" or found.status == "skip" else "draft"
    fields: list[tuple[str, str]] = [("title", quoted(shortened(found.title, LONGEST_TITLE)))]
    fields += [(name, value) for name, value in (("date", date), ("modified", found.modified)) if value]
    if found.authors:
        fields.append(("authors", _list(found.authors)))
    if found.topic:
        fields.append(("category", quoted(shortened(found.topic, LONGEST_NAME))))
    if found.tags:
        fields.append(("tags", _list(found.tags)))
    fields.append(("slug", quoted(slug)))
    if found.summary:
        fields.append(("summary", quoted(found.summary)))
    if status != "published":
        fields.append(("status", status))
    if found.lang:
        fields.append(("lang", quoted(found.lang)))
    if found.translation:
        fields.append(("translation", "true"))
    if picture:
        said = {"src": picture.src, "alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
        parts = ", ".join(f"{name}: {quoted(value)}" for name, value in said.items() if value is not None)
        fields.append(("image", f"{{{parts}}}"))
    header = "".join(f"{name}: {value}\n" for name, value in fields)
    body = FORBIDDEN.sub("", found.body).strip("\n")
    return f"---\n{header}{remarks(found)}---\n\n{body}\n"


def remarks(found: Found) -> str:
    """Where it is from, and what the original said that means nothing here: no reader sees it."""
    lines, room = [f"# imported from: {bare_line(found.origin)}"], HEADER_ROOM
    if found.source:
        lines.append(f"# the page: {bare_line(found.source)}")
    for name, value in found.unused:
        line = f"# {bare_line(name)}: {shortened(bare_line(value), MOST_REMARK)}"
        room -= len(line)
        if room > 0:
            lines.append(line)
    lines += [f"# {UNWRITABLE.sub('', FORBIDDEN.sub('', line))}".rstrip() for line in found.remark]
    return "".join(f"{line}\n" for line in lines)


def write_person(person: Person) -> str:
    """The text of an author's file."""
    return (
        f"---\nname: {quoted(shortened(person.name, LONGEST_NAME))}\n---\n\n{FORBIDDEN.sub('', person.bio).strip()}\n".rstrip(
            "\n"
        )
        + "\n"
    )


def quoted(text: str) -> str:
    """In double quotes, whose escapes YAML has in common with JSON."""
    return UNWRITABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(FORBIDDEN.sub("", text), ensure_ascii=False)
    )


def bare_line(text: str) -> str:
    """Text that a remark in YAML can hold: one line, nothing that ends it."""
    return UNWRITABLE.sub("", text_of(text))


def shortened(text: str, most: int) -> str:
    """At most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _list(names: Sequence[str]) -> str:
    # "-glib" would make an address that begins with a hyphen.
    bare = dict.fromkeys(name.strip("- ") or name for name in names)
    return f"[{', '.join(quoted(shortened(name, LONGEST_NAME)) for name in [*bare][:MOST_NAMES])}]"


def cut_short(found: Found) -> list[tuple[str, str]]:
    """What the fields of a file have no room for: what, and the words."""
    lost = [("the headline is cut", found.title)] if len(found.title) > LONGEST_TITLE else []
    for what, names in (
        ("author", found.authors),
        ("tag", found.tags),
        ("topic", (found.topic,) if found.topic else ()),
    ):
        lost += [(f"the {what} is cut", name) for name in names if len(name) > LONGEST_NAME]
        lost += [(f"a {what} beyond the {MOST_NAMES} that an article can have", name) for name in names[MOST_NAMES:]]
    room = HEADER_ROOM
    for name, value in found.unused:
        room -= len(name) + min(len(value), MOST_REMARK) + 4
        if room <= 0 or len(value) > MOST_REMARK:
            lost.append((f"the field {name} is too long to be kept", value))
    return lost
