"""Servers that all tests of publishing share, and a target of any kind, new for each test."""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING, Any

import pytest

from tests.publish.places import SECRET, Place, folder_place, git_place, rsync_place, s3_place
from tests.publish.servers import Sshd, s3, sshd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("ssh")) as server:
        yield server


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Credentials of the loopback's servers, and none of this machine's."""
    for name in ("AWS_CA_BUNDLE", "AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "SSH_AUTH_SOCK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "loopback")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")


@pytest.fixture
def place_of(
    tmp_path: Path, request: pytest.FixtureRequest, serve: Callable[[Path], str]
) -> Iterator[Callable[..., Place]]:
    """A function that makes a target of a kind, with settings of its own, and serves what it shows."""
    with contextlib.ExitStack() as made:

        def make(kind: str, **settings: Any) -> Place:
            number = next(NUMBERS)
            folder = tmp_path / f"{kind}-{number}"
            folder.mkdir()
            match kind:
                case "folder":
                    place = folder_place(folder, **settings)
                case "rsync":
                    place = rsync_place(folder, request.getfixturevalue("ssh_server"), **settings)
                case "git":
                    place = git_place(folder, serve, **settings)
                case _:
                    place = s3_place(folder, request.getfixturevalue("s3_server"), f"bucket-{number}", **settings)
            return made.enter_context(place)

        yield make
