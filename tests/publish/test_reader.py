"""A hundred releases under a reader who never stops reading."""

from __future__ import annotations

import http.client
import json
import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.publish.release import Terms, roll_back
from tests.publish.places import make_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.publish.places import Place

RELEASES = 100


class Reader(threading.Thread):
    """Opens pages over one connection, each with what belongs to it, and keeps what was wrong."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        self.wrong: list[str] = []
        self.seen: list[int] = []
        self.requests = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                self.visit()
            except (OSError, http.client.HTTPException, AssertionError, TypeError) as error:
                self.wrong.append(repr(error))
        self.connection.close()

    def visit(self) -> None:
        """A page and its stylesheet are of one edition, the next page is of no earlier one, and nothing is missing."""
        for path in ("/index.html", "/news/story.html"):
            body = self.get(path)
            edition = int(re.search(rb"edition (\d+)", body)[1])  # type: ignore[index]
            style = re.search(rb'href="(?:\.\./)?([^"]+)"', body)[1].decode()  # type: ignore[index]
            assert self.get(f"/{style}") == b"/* edition %d */" % edition
            self.seen.append(edition)
        assert self.get("/old/kept.html")
        assert json.loads(self.get("/release.json"))["stories"] == {"story.md": "news/story.html"}

    def get(self, path: str) -> bytes:
        self.requests += 1
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{path}: {answer.status}"
        return body


def test_a_hundred_releases_show_a_reader_no_mixed_and_no_missing_page(
    tmp_path: Path, place_of: Callable[..., Place]
) -> None:
    """nginx in front of a folder: each page has its own style, none is missing, and time never runs backwards."""
    place = place_of("folder", keep=3)
    place.publish(make_tree(tmp_path, 0))
    reader = Reader(place.address)
    reader.start()
    for edition in range(1, RELEASES + 1):
        place.publish(make_tree(tmp_path, edition))
    before = len(reader.seen)
    roll_back(place.target(), "", Terms(keep=3))
    while len(reader.seen) < before + 4 and reader.is_alive() and not reader.wrong:
        threading.Event().wait(0.01)
    reader.ended.set()
    reader.join(30)
    assert reader.wrong == []
    forward = reader.seen[:before]
    assert forward == sorted(forward)
    assert len(set(forward)) > RELEASES / 4, "the reader was there for many of them"
    assert reader.requests > 2 * RELEASES
    assert reader.seen[-1] == RELEASES - 1
    assert len(list((place.folder / "www" / "releases").iterdir())) == 3
