"""What was written of former addresses, settled into redirects: each leads in one step to something that is there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standfirst.copydesk import address_key
from standfirst.diagnostics import Diagnostic
from standfirst.redirects.addresses import (
    AddressError,
    bare_path,
    encoded,
    files_of,
    former_path,
    forms,
    new_address,
    same_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Rule:
    """One former address as written, and where it leads."""

    old: str
    new: str
    """A path on this site, an https address, or nothing: what stood there is gone."""
    where: str
    """The file that says so, as messages name it."""
    place: tuple[int, int]
    """Line and column of the former address."""
    new_place: tuple[int, int]
    """Line and column of where it leads."""


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """A former address that leads somewhere in one step."""

    old: str
    """From the site's root, decoded, with a leading slash; it may ask by a query."""
    new: str
    """Percent-encoded: a path from the site's root with a leading slash, or an https address; "" where it is gone."""
    forms: tuple[str, ...]
    """All addresses it was known by, decoded, `old` first; none of them is live."""


@dataclass(frozen=True)
class Published:
    """What is known of the output when redirects are settled."""

    files: Collection[str]
    """Output files, relative to the output folder."""
    complete: bool
    """Whether these are all: before pages are rendered, only articles and pages are known."""
    waits: Callable[[str], bool] = lambda _: False
    """Whether an output file belongs to a story that is not out, or could not be read: its redirects wait with it."""


def settle_redirects(
    rules: Iterable[Rule], published: Published, site_url: str
) -> tuple[tuple[Redirect, ...], list[Diagnostic]]:
    """Redirects by former address, and what is wrong with the rules. Chains are shortened; circles are refused.

    A rule with something wrong gives no redirect.
    """
    live = {address_key(name): name for name in published.files}
    known, problems = _read(rules, live, site_url)
    redirects = []
    for entry in known.values():
        rule = entry.rule
        way = _way(entry, known, live)
        end = way[-1]
        if way.count(end) > 1:
            hint = "let one of them lead to a page that is there"
            problems.append(_told(rule, "SF153", f"a circle of redirects: {' -> '.join(map(bare_path, way))}", hint))
        elif not end.startswith("/") or _leads(end, live) or (not published.complete and not _waits(end, published)):
            redirects.append(_redirect(entry, end, known, live))
        elif len(way) == 2 and not _waits(end, published):  # noqa: PLR2004 - a longer way ends with a rule that is told of
            near = _near(end, published.files)
            hint = f"did you mean /{near}?" if near else "name a page that is published"
            problems.append(_told(rule, "SF154", f"'{bare_path(end)}' is not published", hint, rule.new_place))
    return tuple(sorted(redirects)), problems


@dataclass(frozen=True, slots=True)
class _Entry:
    """A rule that was understood."""

    rule: Rule
    olds: list[str]
    """The former address in each way that it was written, decoded."""
    new: str


def _read(rules: Iterable[Rule], live: Mapping[str, str], site_url: str) -> tuple[dict[str, _Entry], list[Diagnostic]]:
    """Rules by former page, each page once."""
    known: dict[str, _Entry] = {}
    problems = []
    for rule in rules:
        place = rule.place
        try:
            old = former_path(rule.old, site_url)
            place = rule.new_place
            new = new_address(rule.new, site_url)
        except AddressError as error:
            problems.append(_told(rule, "SF150", error.message, error.hint, place))
            continue
        if taken := next((live[key] for name in files_of(old) if (key := address_key(name)) in live), None):
            hint = "take the redirect out, or give what is published there another address"
            problems.append(_told(rule, "SF151", f"'{old}' is no former address: '{taken}' is published there", hint))
            continue
        first = known.setdefault(same_page(old), _Entry(rule, [], new))
        if first.new == new:
            first.olds.append(old)
            continue
        other = first.rule
        message = f"'{old}' leads to '{first.new or 'nothing'}' already ({other.where}:{other.place[0]})"
        problems.append(_told(rule, "SF152", message, "keep one of them", other=(other.where, *other.place)))
    return known, problems


def _way(entry: _Entry, known: Mapping[str, _Entry], live: Mapping[str, str]) -> list[str]:
    """The addresses that a redirect leads by, from the former one to the last; in a circle the last stands there twice."""
    way = [encoded(entry.olds[0])]
    while True:
        way.append(entry.new)
        key = same_page(bare_path(entry.new))
        if not entry.new.startswith("/") or _leads(entry.new, live) or key not in known:
            return way
        entry = known[key]
        here = encoded(entry.olds[0])
        way[-1] = here
        if here in way[:-1]:
            return way


def _redirect(entry: _Entry, new: str, known: Mapping[str, _Entry], live: Mapping[str, str]) -> Redirect:
    """`entry` in one step, under every address that nothing else has."""
    free = dict.fromkeys(
        form
        for old in entry.olds
        for form in forms(old)
        if known.get(same_page(form), entry) is entry and not any(address_key(name) in live for name in files_of(form))
    )
    return Redirect(entry.olds[0], new, tuple(free))


def _leads(address: str, live: Mapping[str, str]) -> bool:
    path = bare_path(address)
    return any(address_key(name) in live for name in (*files_of(path), f"{path.lstrip('/')}.html"))


def _waits(address: str, published: Published) -> bool:
    path = bare_path(address)
    return any(published.waits(name) for name in (*files_of(path), f"{path.lstrip('/')}.html"))


def _near(address: str, files: Collection[str]) -> str:
    """A published page of the same name in another folder."""
    name = posixpath.basename(bare_path(address).rstrip("/"))
    same = sorted(file for file in files if posixpath.basename(file) in {name, f"{name}.html"})
    return encoded(same[0]) if len(same) == 1 else ""


def _told(
    rule: Rule,
    code: str,
    message: str,
    hint: str,
    place: tuple[int, int] | None = None,
    other: tuple[str, int, int] | tuple[()] = (),
) -> Diagnostic:
    return Diagnostic(rule.where, *(place or rule.place), code, message, hint, other=other)
