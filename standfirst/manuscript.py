"""A source file as its writer left it: header and text understood, the rest of the site not yet looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from standfirst.characters import DIRECTION
from standfirst.clean import places
from standfirst.diagnostics import Diagnostic
from standfirst.frontmatter import FrontMatter, Header, check_header, read_names, read_pelican_header, split_header
from standfirst.links import Target, targets
from standfirst.prose import Body, Renderer, plain_text, without_shortcodes
from standfirst.weight import TooHeavyError, check_depth, heaviest_line
from standfirst.yamltree import Node, parse_mapping

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from standfirst.model import Action, Repeated

MARKUP = re.compile(r"[*_`<>&\[\]\\#~^|{}]|^\s*(?:[-+=:>]|\d+[.)])|\n|://|@|!", re.MULTILINE)
"""What could make a summary more than plain text. Without any of it Markdown changes nothing."""
LINK_BEGINS, LINK_ENDS = frozenset("(<\"'="), frozenset([*")>\"'", ""])
"""What stands before the address of a link in Markdown or HTML, and behind it."""
FIRST_HEADING = re.compile(r"\A\s*(?:#+[ \t]+(?P<atx>.+?)[ \t#]*$|(?P<setext>[^\n]+)\n(?:=+|-+)[ \t]*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rest of the site asks of a header."""

    save_as: str | None
    template: str | None
    translation: bool
    image: str | None
    """Where the writer says the lead image lies."""
    teaser: Literal["settle", "keep"] | None
    repeats: Mapping[Repeated, Action]
    extra: Mapping[str, Any]
    """Keys that the settings let through for a theme or plugin."""
    redirects: tuple[str, ...] = ()
    """Addresses that lead here."""


def facts_of(header: Header[FrontMatter]) -> Facts:
    """What the rest of the site asks of a header."""
    values = header.values
    image = values.image.src if values.image else None
    return Facts(
        values.save_as,
        values.template,
        values.translation,
        image,
        values.teaser,
        values.repeats,
        dict(header.extra),
        tuple(values.redirects),
    )


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article or page file."""

    path: str
    """Below the content folder."""
    where: str
    """The path as messages name it."""
    kind: Literal["article", "page"]
    facts: Facts
    header: Header[FrontMatter]
    summary: str | None
    """Plain text."""
    body: Body
    targets: tuple[Target, ...]
    text: str = field(repr=False)
    """The source below the header."""
    text_line: int = 1
    """The line on which `text` starts."""

    def find(self, target: Target, nth: int = 0) -> tuple[int, int]:
        """Line and column of the nth place that links to `target`, or of the text where it cannot be found."""
        starts = self.starts(target)
        return self.place_of(starts[min(nth, len(starts) - 1)]) if starts else (self.text_line, 1)

    def starts(self, target: Target) -> list[int]:
        """Where in the text `target` is linked to, in order."""
        text, written, found = self.text, target.written, []
        start = text.find(written)
        while start >= 0:
            before, behind = text[max(0, start - 3) : start], text[start + len(written) : start + len(written) + 1]
            begins = before[-1:] in LINK_BEGINS or before.endswith(("]:", "]: "))
            if begins and (behind in LINK_ENDS or behind.isspace()):
                found.append(start)
            start = text.find(written, start + 1)
        return found

    def place_of(self, start: int) -> tuple[int, int]:
        """Line and column of an offset in the text."""
        before = self.text[:start]
        return self.text_line + before.count("\n"), start - (before.rfind("\n") + 1) + 1

    def find_name(self, name: str, *fields: str) -> tuple[int, int]:
        """Line and column of one name of a list, or of the line of names that holds it."""
        for node in (self.header.node.at([given]) for given in fields if given in self.header.node.keys):
            for item in node.value if isinstance(node.value, list) else [node]:
                if isinstance(item.value, str) and name in read_names(
                    item.value if item is node else [" ".join(item.value.split())]
                ):
                    return item.line, item.column
        return self.at(fields[0])

    @property
    def named_by(self) -> str:
        """The field that gives it its address."""
        values = self.header.values
        return "save_as" if values.save_as else "slug" if values.slug else "title"

    def at(self, *names: int | str) -> tuple[int, int]:
        """Line and column of a field, or of the header where it is not given."""
        return self.header.node.locate(names)


def read_manuscript(
    text: str,
    path: str,
    where: str,
    kind: Literal["article", "page"],
    renderer: Renderer,
    *,
    defaults: Mapping[str, str],
    allowed: Collection[str] = (),
    must_have_header: bool = False,
    converted: bool = True,
) -> tuple[Manuscript | None, list[Diagnostic]]:
    """Read one Markdown file. `defaults` are fields that the settings draw from its path; `allowed` are extra keys.

    A file without front matter becomes a page named by its first heading, or else by its file, unless `must_have_header`.
    Without `converted` the text and the summary are left as they are, and the body is empty.
    """
    form, header_text, body_text, body_line = split_header(text)
    if form == "yaml" and not body_line:
        hint = "end the front matter with a line of ---"
        return None, [Diagnostic(where, 1, 1, "SF002", "the front matter does not end", hint)]
    if form == "yaml":
        node, problems = parse_mapping(header_text, where, first_line=2)
    elif form == "pelican":
        node, problems = read_pelican_header(header_text, where)
    else:
        heading = FIRST_HEADING.match(text)
        if must_have_header:
            hint = "begin the file with ---, title: …, date: YYYY-MM-DD, ---"
            return None, [Diagnostic(where, 1, 1, "SF002", "no front matter", hint)]
        try:
            title = plain_text(renderer.html(heading["atx"] or heading["setext"])) if heading else ""
        except TooHeavyError as error:
            return None, [_too_heavy(error, where, 1)]
        title = title or re.sub(r"[-_\s]+", " ", PurePosixPath(path).stem).strip()
        node, kind = Node(1, 1, {"title": Node(1, 1, title)}, {"title": (1, 1)}), "page"
        hint = "to make it an article, give it a title and a date between lines of ---"
        problems = [Diagnostic(where, 1, 1, "SF016", "no front matter: built as a page", hint)]
    if node is None:
        return None, problems
    header, found = _checked(node, where, form, defaults, allowed)
    problems += found
    fields = node.value if isinstance(node.value, dict) else {}
    status = fields["status"].plain() if "status" in fields else ""
    undated = not any(name in fields and fields[name].written for name in ("date", "embargo"))
    if kind == "article" and undated and str(status).strip().lower() not in {"draft", "skip"}:
        place = node.keys.get("date", (node.line, 1))
        problems.append(Diagnostic(where, *place, "SF010", "date: missing", "add date: YYYY-MM-DD"))
        header = None
    if header is None:
        return None, problems
    values = header.values
    if any(problem.code == "SF005" for problem in problems):
        return None, problems
    summary = values.summary
    try:
        if converted and summary and MARKUP.search(summary):
            summary = plain_text(renderer.html(without_shortcodes(summary))) or None
    except TooHeavyError as error:
        return None, [*problems, _too_heavy(error, where, *header.node.locate(["summary"]))]
    try:
        body = renderer.body(body_text) if converted else Body("")
    except TooHeavyError as error:
        return None, [*problems, _too_heavy(error, where, body_line + heaviest_line(body_text))]
    found = check_markup(body, body_text, where, body_line)
    problems += found
    if any(problem.code == "SF041" for problem in found):
        return None, problems
    found_targets = tuple(targets(body.html, path))
    manuscript = Manuscript(
        path, where, kind, facts_of(header), header, summary, body, found_targets, body_text, body_line
    )
    return manuscript, problems


def from_html(
    html: str,
    fields: Mapping[str, str | list[str]],
    source: str,
    path: str,
    where: str,
    kind: Literal["article", "page"],
    allowed: Collection[str] = (),
    renderer: Renderer | None = None,
) -> tuple[Manuscript | None, list[Diagnostic]]:
    """A manuscript from what another format's reader made of a file: its HTML and its fields as text.

    The reader says nothing of places; they are looked for in `source`, the file's own text.
    """
    places = {key: _line_of(key, source) for key in fields}
    tree = {
        key: Node(*places[key], [Node(*places[key], item) for item in value] if isinstance(value, list) else value)
        for key, value in fields.items()
    }
    node = Node(1, 1, dict(tree), places)
    header, problems = check_header(FrontMatter, node, where, "pelican", allowed)
    if header is None:
        return None, problems
    given = header.values.date or header.values.embargo
    if kind == "article" and given is None and header.values.status not in {"draft", "skip"}:
        return None, [*problems, Diagnostic(where, 1, 1, "SF010", "date: missing", "add a date: YYYY-MM-DD")]
    summary = plain_text(header.values.summary) if header.values.summary else None
    try:
        check_depth(html)
    except TooHeavyError as error:
        return None, [*problems, _too_heavy(error, where, 1)]
    body = (renderer or Renderer({})).cleaned(html)
    problems += (found := check_markup(body, source, where, 1))
    if any(problem.code == "SF041" for problem in found):
        return None, problems
    found_targets = tuple(targets(body.html, path))
    return Manuscript(path, where, kind, facts_of(header), header, summary, body, found_targets, source), problems


def check_markup(body: Body, text: str, where: str, first_line: int) -> list[Diagnostic]:
    """What of the markup of a text is not published, at its first place each. `first_line` is the line on which `text` starts."""
    found = []
    for what, begins in body.left_out:
        at = next(places(text, begins), 0)
        hint = "a page shows text, pictures and links; docs/writing.md lists the elements"
        message = f"{what} was left out"
        found.append(Diagnostic(where, *_place_at(text, at, first_line), "SF040", message, hint))
    if body.unclosed:
        begins, before = body.unclosed
        at = next(islice(places(text, begins), before, None), next(places(text, begins), 0))
        hint = "close it, or write &lt; for <"
        message = f"'{begins}' is opened and not closed: the rest of the text would be lost"
        found.append(Diagnostic(where, *_place_at(text, at, first_line), "SF041", message, hint))
    if turned := DIRECTION.search(text):
        message = f"U+{ord(turned[0]):04X} turns the direction of what follows, and was left out"
        place = _place_at(text, turned.start(), first_line)
        found.append(Diagnostic(where, *place, "SF023", message, "delete it; browsers find the direction themselves"))
    return found


def _place_at(text: str, at: int, first_line: int) -> tuple[int, int]:
    before = text[:at]
    return first_line + before.count("\n"), at - (before.rfind("\n") + 1) + 1


def _too_heavy(error: TooHeavyError, where: str, line: int, column: int = 1) -> Diagnostic:
    return Diagnostic(where, line, column, "SF021", str(error), error.hint)


def _line_of(name: str, source: str) -> tuple[int, int]:
    """Line and column at which a field stands in reStructuredText, HTML or the like; 1, 1 where it is not found."""
    found = re.search(
        rf"^[ \t]*(?::|\.\. |<meta[^>]*name=[\"'])?({re.escape(name)})\b", source, re.MULTILINE | re.IGNORECASE
    )
    if not found:
        return 1, 1
    before = source[: found.start(1)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _checked(
    node: Node,
    where: str,
    form: Literal["yaml", "pelican", "none"],
    defaults: Mapping[str, str],
    allowed: Collection[str],
) -> tuple[Header[FrontMatter] | None, list[Diagnostic]]:
    """The header with what the path says filled in where the writer says nothing."""
    fields = node.value if isinstance(node.value, dict) else {}
    for key, value in defaults.items():
        if key in FrontMatter.model_fields and not (key in fields and fields[key].written):
            fields[key] = Node(node.line, node.column, value)
            node.keys.setdefault(key, (node.line, node.column))
    header, problems = check_header(FrontMatter, node, where, form, allowed)
    if header is not None:
        drawn = {key: value for key, value in defaults.items() if key not in FrontMatter.model_fields}
        header = replace(header, extra={**drawn, **header.extra})
    return header, problems
