"""The links of a site to others, each with its places, and what their answers mean for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from standfirst.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standfirst.desk.outside.answer import Answer
    from standfirst.exchanges.records import Kept
    from standfirst.manuscript import Manuscript

Places = dict[str, list[tuple[str, int, int]]]
"""Address without fragment -> path, line and column of each place that links to it."""


def outside_links(manuscripts: Iterable[Manuscript], records: Iterable[Kept], site_url: str) -> Places:
    """Every http and https address of other sites: in texts, and as sources of articles and records."""
    found: Places = defaultdict(list)
    for manuscript in manuscripts:
        seen: Counter[str] = Counter()
        for target in manuscript.targets:
            if url := _address(target.written, site_url):
                found[url].append((manuscript.where, *manuscript.find(target, seen[target.written])))
            seen[target.written] += 1
        for number, source in enumerate(manuscript.header.values.sources):
            if url := _address(source.url, site_url):
                found[url].append((manuscript.where, *manuscript.at("sources", number, "url")))
    for kept in records:
        for number, source in enumerate(kept.record.sources):
            if url := _address(source.url, site_url):
                found[url].append((kept.where, *kept.at("sources", number, "url")))
    return dict(found)


def link_findings(places: Places, answers: Mapping[str, Answer]) -> Iterator[Diagnostic]:
    """A finding at each place whose address does not answer as it should."""
    for url, answer in answers.items():
        match answer.kind:
            case "there":
                continue
            case "moved":
                code, message, hint = "SF138", f"{url} has moved for good", f"write {answer.to}"
            case "gone":
                hint = "find its new address, or a copy in an archive"
                code, message = "SF137", f"{url} is not there: {answer.what}"
            case "failed":
                code, message, hint = "SF137", f"{url} does not answer: {answer.what}", "open it in a browser"
            case "private":
                hint = "a reader cannot open it; --private asks it all the same"
                code, message = "SF139", f"{url} was not asked: {answer.what}"
            case "closed":
                code, message, hint = "SF139", f"{url} tells programs nothing: {answer.what}", "open it in a browser"
        for place in places.get(url, ()):
            yield Diagnostic(*place, code, message, hint, text=url)


def _address(written: str, site_url: str) -> str:
    """The address without its fragment; empty where it is none of another site."""
    written = written.strip()
    written = f"https:{written}" if written.startswith("//") else written
    if not written.lower().startswith(("http://", "https://")):
        return ""
    if written == site_url or written.startswith(f"{site_url}/"):
        return ""
    try:
        parts = urlsplit(written)
    except ValueError:
        return written
    netloc = parts.netloc.rpartition("@")[2]  # a name and password are not sent
    return urlunsplit((parts.scheme.lower(), netloc, parts.path, parts.query, ""))
