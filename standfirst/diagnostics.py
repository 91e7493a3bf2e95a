"""What is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Severity = Literal["error", "warning", "ignore"]
Level = Literal["error", "warning", "note", "ignore"]
"""A note is for those who ask: `standfirst check` shows it, and no build fails or warns for it."""

CODES: Mapping[str, tuple[Level, str]] = {
    "SF001": ("error", "The file cannot be read as text: it is not UTF-8, or holds characters that no page may hold."),
    "SF002": ("error", "The front matter is missing, or does not end."),
    "SF003": ("error", "The front matter is not valid YAML."),
    "SF004": ("error", "The front matter uses a part of YAML that is not for writers: tags, anchors, aliases."),
    "SF005": ("error", "A field is given twice."),
    "SF006": ("error", "The file or its front matter is too large or too deeply nested."),
    "SF007": ("error", "A table is not valid CSV, or a row of it does not fit its header."),
    "SF008": ("error", "A value is cut off, because ' #' begins a comment."),
    "SF010": ("error", "A field that must be there is missing."),
    "SF011": ("error", "There is no field of this name."),
    "SF012": ("error", "A date is not a date."),
    "SF013": ("error", "A value is not of the kind that the field takes."),
    "SF014": ("error", "A value is not one of those that the field knows."),
    "SF015": ("error", "A slug cannot be part of an address, or none can be made from the title or name."),
    "SF016": ("warning", "A file without front matter was built as a page."),
    "SF020": ("error", "What lies in the content folder or the theme is no file of its own: a link, a pipe, a device."),
    "SF021": ("error", "The text takes more time or memory to convert than it may, or is nested too deeply."),
    "SF022": ("error", "A file's name cannot be published."),
    "SF023": ("warning", "A character turns the direction of the text; it was left out."),
    "SF024": ("error", "A field holds a character that hides, or that turns the direction of the text."),
    "SF025": ("error", "The file holds the marks of a merge that was not finished."),
    "SF026": ("warning", "A file that a browser or a host may run was not copied."),
    "SF027": ("warning", "A file among the articles was not read, because its format is not known."),
    "SF028": ("error", "Two names of authors, topics or tags would share a page."),
    "SF040": ("warning", "Markup that no article may have was left out."),
    "SF041": ("error", "An element or a comment is opened and not closed, and the rest of the text would be lost."),
    "SF101": ("error", "The author is not known."),
    "SF102": ("error", "Two files have one address."),
    "SF103": ("error", "An image is missing."),
    "SF104": ("error", "A link leads to nothing."),
    "SF105": ("error", "A link leads to something that is not published."),
    "SF106": ("error", "A link leads to a place on a page that is not there."),
    "SF107": ("warning", "An image has no alternative text."),
    "SF120": ("error", "A time does not exist: the clocks are put forward over it."),
    "SF121": ("error", "A time comes twice: the clocks are put back over it."),
    "SF122": ("error", "An article goes away before it is published."),
    "SF123": ("warning", "A draft has a time at which it is to be published or to go away."),
    "SF124": ("warning", "A link will lead to nothing, because of when articles are published or go away."),
    "SF130": ("warning", "A heading leaves out a level, or is as high as the headline."),
    "SF131": ("note", "The lead image is too small for cards."),
    "SF132": ("warning", "An image is huge."),
    "SF133": ("note", "The article is not published yet."),
    "SF134": ("warning", "A change or a correction is dated in the future."),
    "SF135": ("warning", "An address that was published leads to nothing."),
    "SF136": ("warning", "A name is spelt otherwise than the site spells it."),
    "SF137": ("warning", "A link to another site leads to nothing."),
    "SF138": ("note", "A page of another site has moved for good."),
    "SF139": ("note", "A link to another site could not be tried."),
    "SF150": ("error", "A former address, or where it leads, is not an address that can be used."),
    "SF151": ("error", "A former address is one at which something is published."),
    "SF152": ("error", "A former address leads to two places."),
    "SF153": ("error", "Redirects lead in a circle."),
    "SF154": ("error", "A redirect leads to nothing."),
    "SF160": ("error", "A catalogue of the interface's words cannot be used."),
    "SF201": ("error", "There is no exchange record of this id."),
    "SF202": ("error", "Two records have one id."),
    "SF203": ("error", "The parts of a figure do not add up to it."),
    "SF204": ("error", "The stages of an agreement do not fit it, or do not add up to it."),
    "SF205": ("warning", "The official running total does not follow from the records."),
    "SF206": ("error", "An ordinal is used by two exchanges, or goes back in time."),
    "SF207": ("error", "The status does not fit the date."),
    "SF208": ("error", "There is no country of this code."),
    "SF209": ("error", "A figure has no source."),
    "SF210": ("warning", "It is not said what a mediator did."),
    "SF211": ("warning", "A figure in the text contradicts the record."),
    "SF212": ("warning", "A figure in the text belongs to another record."),
    "SF213": ("warning", "A date in the text is that of no record or source of the article."),
    "SF214": ("warning", "A country or nationality in the text is known to no record or source of the article."),
    "SF301": ("warning", "The teaser is a passage of the article, word for word."),
    "SF302": ("warning", "The teaser is the beginning of a passage of the article, cut off."),
    "SF303": ("warning", "The teaser says in nearly the same words what the article says."),
    "SF304": ("warning", "The headline stands again in the text."),
    "SF305": ("warning", "A label that a content system left behind."),
    "SF306": ("warning", "A paragraph stands in an article twice."),
    "SF307": ("warning", "A teaser is a sentence that many articles have."),
    "SF308": ("warning", "Two articles have one teaser."),
    "SF309": ("warning", "The teaser is that of an earlier article, brought up to date."),
    "SF310": ("warning", "Two teasers are made from one mould, on different events."),
    "SF801": ("error", "There is no setting of this name."),
    "SF802": ("error", "A setting has a value that it cannot take."),
    "SF803": ("error", "The time zone is not known."),
    "SF804": ("error", "The settings file cannot be read or run."),
    "SF810": ("error", "A template of the theme failed."),
    "SF811": ("error", "A plugin failed to load or to run."),
    "SF812": ("error", "Pelican reported an error."),
    "SF813": ("error", "The index of the search could not be made."),
    "SF901": ("error", "The output folder cannot be replaced."),
    "SF902": ("error", "A file could not be read or written."),
    "SF903": ("error", "There is no content."),
    "SF904": ("error", "Another build of the site is running."),
    "SF905": ("error", "Most of the site's pages, or all of its content, would be gone."),
    "SF906": ("error", "The machine has no more room, memory or file handles."),
    "SF907": ("error", "The content changed while the site was being built."),
    "SF908": ("warning", "Nothing can be kept for the next build."),
    "SF909": ("warning", "Two builds at once cannot be kept apart."),
    "SF910": ("error", "The machine's clock was never set."),
    "SF950": ("error", "The target of a publication is not known."),
    "SF951": ("error", "The target cannot be reached, or is not there."),
    "SF952": ("error", "The server does not have the key that it is known by."),
    "SF953": ("error", "The target refuses whoever publishes."),
    "SF954": ("error", "There is no room left at the target."),
    "SF955": ("error", "The connection to the target broke, or its server kept failing."),
    "SF956": ("error", "Somebody else is publishing to the target."),
    "SF957": ("error", "The target holds files in the way that no release wrote."),
    "SF958": ("error", "A link of the written site leads to nothing."),
    "SF959": ("error", "A feed or sitemap cannot be parsed, or lists what is not there."),
    "SF960": ("error", "The written site has an address of the machine that built it."),
    "SF961": ("error", "The written site has unfinished text, or a headline that is not published."),
    "SF962": ("error", "A page, a file or the whole site is larger than it may be."),
    "SF963": ("error", "A release would take many pages away."),
    "SF964": ("error", "There is no such release to go back to."),
    "SF965": ("error", "A program or package that the target needs is not installed."),
    "SF966": ("warning", "Somebody could not be told of a release."),
    "SF967": ("error", "The record of a release at the target is damaged."),
    "SF968": ("error", "The built site holds something that cannot be published."),
    "SF969": ("error", "The target failed."),
    "SF970": ("warning", "Releases that need not be kept could not be removed."),
}
"""Every code: how severe it is unless the settings say otherwise, and what it means."""

SETTABLE = frozenset(
    {
        "SF016",
        "SF023",
        "SF026",
        "SF027",
        "SF028",
        "SF040",
        "SF101",
        "SF103",
        "SF104",
        "SF105",
        "SF106",
        "SF107",
        "SF201",
        "SF811",
        "SF812",
    }
    | {f"SF{number}" for number in range(958, 963)}
    | {f"SF{number}" for number in (*range(130, 140), 154, *range(203, 215))}
)
"""Codes whose severity the settings may change: the article can be published all the same. The others mean that there is no
article, and none may vanish because a setting says so."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. Lines and columns count from 1, columns in characters."""

    path: str
    """The file as the reader of the message would name it."""
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    """What to do."""
    verdict: str = ""
    """For repeated text: how it repeats."""
    text: str = ""
    """For repeated text, and for words that do not agree with the record: the words."""
    other: tuple[str, int, int] | tuple[()] = ()
    """For what two places have in common: path, line and column of the other."""
    level: Level | Literal[""] = ""
    """How severe it is, where that is not for its code to say."""

    def __str__(self) -> str:
        """`path:line:column: CODE message (hint)`, on one line."""
        hint = f" ({self.hint})" if self.hint else ""
        where = f"{self.path}:{self.line}:{self.column}: " if self.path else ""
        return " ".join(f"{where}{self.code} {self.message}{hint}".split())

    @property
    def values(self) -> list[Any]:
        """The finding as plain data, for `of`."""
        return [getattr(self, field.name) for field in fields(self)]

    @classmethod
    def of(cls, values: Sequence[Any]) -> Diagnostic:
        """The finding that `values` were taken from, also after a way through JSON. Raises ValueError, TypeError."""
        path, line, column, code, message, hint, verdict, text, other, level = values
        return cls(path, line, column, code, message, hint, verdict, text, tuple(other), level)

    def under(self, folder: str) -> Diagnostic:
        """The same finding with its path below `folder`."""
        return replace(self, path=f"{folder}/{self.path}" if folder else self.path)


class BuildError(Exception):
    """A problem that ends the build at once."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def severity(code: str, changed: Mapping[str, Severity]) -> Level:
    """How severe a code is, given the settings' changes."""
    return changed.get(code, CODES[code][0])


def sort_out(
    found: Iterable[Diagnostic], changed: Mapping[str, Severity]
) -> tuple[list[Diagnostic], list[Diagnostic], list[Diagnostic]]:
    """Errors, warnings and notes, each once and in order of place; what the settings ignore is left out."""
    ordered = sorted(set(found))
    errors = [d for d in ordered if (d.level or severity(d.code, changed)) == "error"]
    warnings = [d for d in ordered if (d.level or severity(d.code, changed)) == "warning"]
    notes = [
        d for d in ordered if (d.level or severity(d.code, changed)) == "note" and severity(d.code, changed) != "ignore"
    ]
    return errors, warnings, notes
