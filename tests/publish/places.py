"""Targets of each kind on the loopback with what readers see of them, and small trees to publish."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from standfirst.publish.choose import open_target
from standfirst.publish.release import Terms, publish
from standfirst.publish.target import silent
from standfirst.publish.tree import Tree, seal
from standfirst.release_settings import TargetSettings
from tests.publish.servers import Sshd, get, nginx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from standfirst.publish.release import Outcome
    from standfirst.publish.target import Progress, Target

KINDS = ("folder", "rsync", "git", "s3")
SECRET = "loopback-secret-7f3a9c"  # noqa: S105 - a secret that the tests look for in what is printed
PAGES = ("index.html", "news/story.html", "old/kept.html")
SETTINGS: TypeAdapter[TargetSettings] = TypeAdapter(TargetSettings)


def make_tree(
    folder: Path,
    edition: int,
    *,
    built: str = "2026-01-02T03:04:05Z",
    redirects: dict[str, str] | None = None,
    **more: bytes,
) -> Tree:
    """A site in which page, stylesheet and feed all say which edition they are of; one page and a picture stay."""
    style = f"/* edition {edition} */".encode()
    name = f"theme/site.{hashlib.sha256(style).hexdigest()[:10]}.css"
    page = f'<!doctype html><html lang="en"><title>t</title><link rel="stylesheet" href="{{up}}{name}"><p>edition {edition}</p></html>'
    files = {
        name: style,
        "index.html": page.format(up="").encode(),
        "news/story.html": page.format(up="../").encode(),
        "old/kept.html": b'<!doctype html><html lang="en"><title>t</title><p>always</p></html>',
        "pictures/kept.png": b"\x89PNG" + b"." * 2000,
        "feeds/all.atom.xml": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>edition {edition}</title></feed>'.encode(),
    }
    root = folder / f"tree-{edition}"
    shutil.rmtree(root, ignore_errors=True)
    for path, data in {**files, **more}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    beside, stories = folder / f"beside-{edition}", {"story.md": "news/story.html"}
    return seal(root, beside, built=built, commit="", stories=stories, redirects=redirects)


@dataclass
class Place:
    """One target, and where readers find it."""

    kind: str
    settings: TargetSettings
    folder: Path
    address: str
    check_out: Callable[[], None] = lambda: None
    """For a branch: do what a host does when it is pushed to."""
    put: Callable[[str, bytes], None] = lambda *_: None
    """Put a file of somebody else's where the target's own are."""
    _targets: dict[str, Target] = field(default_factory=dict)

    def target(self, state: str = "state") -> Target:
        """The target as one machine sees it; `state` names another machine's folder."""
        if state not in self._targets:
            self._targets[state] = open_target(self.settings, "here", self.folder / state)
        return self._targets[state]

    def publish(self, tree: Tree, progress: Progress = silent, **terms: Any) -> Outcome:
        return publish(self.target(), tree, Terms(keep=self.settings.keep, **terms), progress)

    def get(self, path: str) -> tuple[int, bytes]:
        self.check_out()
        return get(f"{self.address}/{path}")

    def edition(self, path: str = "index.html") -> int:
        """The edition that a page is of; its stylesheet is there and of the same."""
        status, body = self.get(path)
        assert status == 200, f"{path}: {status}"
        found = re.search(rb"edition (\d+)", body)
        style = re.search(rb'href="(?:\.\./)?([^"]+)"', body)
        assert found
        assert style
        assert self.get(style[1].decode()) == (200, b"/* edition %s */" % found[1])
        return int(found[1])

    def whole(self) -> int:
        """The edition that the whole site is of."""
        editions = {self.edition("index.html"), self.edition("news/story.html")}
        status, feed = self.get("feeds/all.atom.xml")
        found = re.search(rb"edition (\d+)", feed)
        assert found
        assert editions == {int(found[1])}, f"{editions}, feed {found[1]}"
        assert self.get("old/kept.html")[0] == self.get("pictures/kept.png")[0] == status == 200
        assert json.loads(self.get("release.json")[1])["files"]
        return int(found[1])


@contextlib.contextmanager
def folder_place(folder: Path, **settings: Any) -> Iterator[Place]:
    made = SETTINGS.validate_python({"kind": "folder", "path": str(folder / "www"), **settings})
    with nginx(folder / "www" / "current", folder / "nginx") as address:
        yield Place("folder", made, folder, address, put=put_into(folder / "www"))


@contextlib.contextmanager
def rsync_place(folder: Path, server: Sshd, **settings: Any) -> Iterator[Place]:
    given = {
        "kind": "rsync",
        "host": f"{server.user}@127.0.0.1",
        "path": str(folder / "srv"),
        "port": server.port,
        "identity": str(server.identity),
        "known_hosts": str(server.known_hosts),
    }
    made = SETTINGS.validate_python({**given, **settings})
    with nginx(folder / "srv" / "current", folder / "nginx") as address:
        yield Place("rsync", made, folder, address, put=put_into(folder / "srv"))


@contextlib.contextmanager
def git_place(folder: Path, serve: Callable[[Path], str], **settings: Any) -> Iterator[Place]:
    bare, out = folder / "bare.git", folder / "out"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    out.mkdir()
    made = SETTINGS.validate_python({"kind": "git", "repository": str(bare), **settings})

    def check_out() -> None:
        index = {**os.environ, "GIT_INDEX_FILE": str(folder / "index")}
        command = ["git", f"--git-dir={bare}", f"--work-tree={out}"]
        shutil.rmtree(out)
        out.mkdir()
        if (bare / "refs/heads/gh-pages").exists() or (bare / "packed-refs").exists():
            subprocess.run([*command, "read-tree", "gh-pages"], env=index, check=True)
            subprocess.run([*command, "checkout-index", "--all", "--force"], env=index, check=True)

    yield Place("git", made, folder, serve(out), check_out, put_on_branch(folder, bare))


@contextlib.contextmanager
def s3_place(folder: Path, address: str, bucket: str, **settings: Any) -> Iterator[Place]:
    import boto3

    given = {"kind": "s3", "bucket": bucket, "endpoint": address}
    made = SETTINGS.validate_python({**given, **settings})
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1")
    client.create_bucket(Bucket=bucket)
    about = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    client.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [about]}))

    def put(path: str, data: bytes) -> None:
        client.put_object(Bucket=bucket, Key=path, Body=data)

    yield Place("s3", made, folder, f"{address}/{bucket}", put=put)
    client.close()


def put_into(root: Path) -> Callable[[str, bytes], None]:
    def put(path: str, data: bytes) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    return put


def put_on_branch(folder: Path, bare: Path) -> Callable[[str, bytes], None]:
    def put(path: str, data: bytes) -> None:
        work = folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", bare, work], check=True, stderr=subprocess.DEVNULL)
        git = ["git", "-C", work, "-c", "user.name=n", "-c", "user.email=m@localhost"]
        there = subprocess.run([*git, "checkout", "--quiet", "gh-pages"], stderr=subprocess.DEVNULL, check=False)
        if there.returncode:
            subprocess.run([*git, "checkout", "--quiet", "-b", "gh-pages"], check=True)
        put_into(work)(path, data)
        subprocess.run([*git, "add", "--all"], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", "by hand"], check=True)
        subprocess.run([*git, "push", "--quiet", "origin", "gh-pages"], check=True)

    return put
