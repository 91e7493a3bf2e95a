"""One page as a source: an HTML file, or what was copied from a page."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.desk.importing.addresses import old_path, relative
from standfirst.desk.importing.found import Found, Note
from standfirst.desk.importing.pasted import read_pasted
from standfirst.desk.importing.web import decoded, is_html, read_page
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.desk.importing.found import Person

MAX_PAGE = 8 * 1024 * 1024
"""Longest page that is read, in bytes."""


@dataclass
class Page:
    """A file, or with None for it `data` from standard input."""

    file: Path | None
    data: bytes

    @property
    def root(self) -> Path | None:
        """The folder of the file."""
        return Path(os.path.realpath(self.file)).parent if self.file else None

    def people(self) -> Iterable[Person]:
        """A page gives names alone."""
        return ()

    def stories(self, *, whole: bool) -> Iterator[Found | Note]:  # noqa: ARG002 - every source is asked so
        """The one article, or why there is none."""
        where = shown_path(self.file) if self.file else "standard input"
        if len(self.data) > MAX_PAGE:
            yield Note(where, "left out", f"it is longer than {MAX_PAGE // 1024 // 1024} MiB")
            return
        text, wrong = decoded(self.data)
        if text is None:
            yield Note(where, "left out", wrong)
            return
        origin = f"page:{hashlib.sha256(self.data).hexdigest()[:16]}"
        made = read_page(text, where, origin) if is_html(text) else read_pasted(text, where, origin)
        doubts = (Note(where, "doubtful", wrong),) if wrong else ()
        yield replace(made, alone=True, notes=(*made.notes, *doubts)) if isinstance(made, Found) else made

    def names(self, found: Found, address: str) -> Iterable[str]:  # noqa: ARG002 - every source is asked so
        """A file beside the page, or below the folder that it lies in."""
        path = relative("page", address) if self.root and ":" not in address and not address.startswith("/") else None
        if path and self.root:
            file = Path(os.path.realpath(self.root / path))
            yield from [path] if file.is_file() and file.is_relative_to(self.root) else []

    def address(self, found: Found, address: str) -> str | None:
        """Only the page's own address is known."""
        return old_path(address) if found.source and address.startswith(found.source) else None
