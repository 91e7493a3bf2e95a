"""The same sources, settings and build time give the same bytes, whatever the machine is like that builds."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.harness import ROOT, Built, Site

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = "1767323045"
SITE = """
-- pelicanconf.py --
from standfirst.defaults import *
SITEURL = "https://news.example"
TIMEZONE = "Europe/Kyiv"
STANDFIRST_HOST_FILES = ("pages", "_redirects", "_headers", "nginx", "caddy", "s3")
STATIC_PATHS = ["images", "files"]
-- content/files/a.csv --
a,b
-- content/authors/ann.md --
---
name: Ann
---
-- content/authors/bo.md --
---
name: Bo
---
-- content/redirects.csv --
from,to
/old/,/news/one.html
/older,/old/
-- content/exchanges/2025-12-08.yaml --
id: 2025-12-08
kind: exchange
date: 2025-12-08
status: completed
parties: [UA, RU]
returned:
  UA: {total: 10}
  RU: {total: 10}
sources:
  - {title: A report, url: "https://example.org/report"}
""" + "".join(
    f"""-- content/articles/{name}.md --
---
title: The {name} of them
slug: {name}
date: 2025-12-{day}
authors: [ann, bo]
category: {topic}
tags: [zebra, {name}, alpha]
exchange: 2025-12-08
image: {{src: images/{picture}.jpg, alt: Noise}}
redirects: [/was/{name}, /before/{name}.html]
---
On 8 December 2025 the {name} came back, and it was told in {topic}. [A file]({{static}}/files/a.csv)
"""
    for name, day, topic, picture in (
        ("one", "08", "News", "wide"),
        ("two", "09", "Analysis", "tall"),
        ("three", "08", "News", "wide"),
        ("four", "10", "Reports", "tall"),
    )
)
SHUFFLED = '''
"""Every folder is listed in an order that nobody expects."""
import os
import random

order = random.Random(os.environ["SHUFFLED"])
listdir, scandir = os.listdir, os.scandir


class Shuffled:
    def __init__(self, entries):
        with entries:
            self.entries = list(entries)
        order.shuffle(self.entries)
        self.left = iter(self.entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.left)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass


def shuffled(*given):
    names = listdir(*given)
    order.shuffle(names)
    return names


os.listdir = shuffled
os.scandir = lambda *given: Shuffled(scandir(*given))
'''
HERE = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "COLUMNS": "200", "SHUFFLED": "1"}
THERE = {
    "TZ": "Asia/Kathmandu", "LANG": "uk_UA.UTF-8", "LC_ALL": "uk_UA.UTF-8", "PYTHONHASHSEED": "4242", "COLUMNS": "40",
    "SHUFFLED": "2", "PYTHONOPTIMIZE": "1", "USER": "somebody", "LOGNAME": "somebody", "NO_COLOR": "1",
    "PYTHONUTF8": "1", "XDG_CACHE_HOME": "/nowhere",
}  # fmt: skip


def written(folder: Path, reverse: bool) -> Site:
    """The site, its files made in another order and at another time."""
    folder.mkdir(parents=True)
    site = Site(folder).write(SITE)
    noise = random.Random(7)
    for name, size in (("wide", (1280, 720)), ("tall", (600, 800))):
        small = Image.frombytes("RGB", (34, 20), noise.randbytes(34 * 20 * 3))
        picture = small.resize(size, Image.Resampling.BICUBIC)
        (folder / "content/images").mkdir(exist_ok=True)
        picture.save(folder / f"content/images/{name}.jpg", quality=90)
    if reverse:
        for number, file in enumerate(sorted((folder / "content").rglob("*.*"), reverse=True)):
            if file.is_file():
                kept = file.read_bytes()
                file.unlink()
                file.write_bytes(kept)
                os.utime(file, (10**9 + number, 10**9 + number))
    return site


def build(site: Site, tmp_path: Path, name: str, *, cores: str, umask: int, **environment: str) -> Built:
    home, custom = tmp_path / f"home {name}", tmp_path / "custom"
    home.mkdir(exist_ok=True)
    custom.mkdir(exist_ok=True)
    (custom / "sitecustomize.py").write_text(SHUFFLED, "utf-8")
    arguments = ["build", "--settings", "pelicanconf.py", "--output", "output", "--state", "state"]
    done = subprocess.run(
        ["taskset", "--cpu-list", cores, sys.executable, "-m", "standfirst", *arguments],
        cwd=site.root,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TMPDIR": str(home),
            "SOURCE_DATE_EPOCH": EPOCH,
            "PYTHONPATH": f"{custom}:{ROOT}",
            **environment,
        },
        umask=umask,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Built(done.returncode, done.stdout, done.stderr, site.root / "output").checked()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """One site built twice, in surroundings that have nothing in common."""
    place = tmp_path_factory.mktemp("reproducible")
    cores = sorted(os.sched_getaffinity(0))
    one = build(written(place / "a", reverse=False), place, "a", cores=str(cores[0]), umask=0o022, **HERE)
    every = ",".join(map(str, cores))
    folder = place / "deep" / "in ünother — folder"
    return one, build(written(folder, reverse=True), place, "b", cores=every, umask=0o077, **THERE)


def test_two_machines_write_the_same_bytes(pair: tuple[Built, Built]) -> None:
    """Pages, pictures in every format, social cards, the index of the search, feeds, and the files for hosts."""
    one, other = pair
    sums = one.sums()
    endings = {path.rpartition(".")[2] for path in sums}
    assert {"html", "avif", "webp", "jpg", "xml", "json", "pf_index", "pagefind"} <= endings
    assert [path for path in sums if path.startswith("cards/")]
    assert {path: other.sums().get(path) for path in sums} == sums
    assert other.paths() == one.paths()


def test_what_is_for_servers_is_the_same_too(pair: tuple[Built, Built]) -> None:
    for file in sorted((pair[0].output.parent / "state/hosting").iterdir()):
        assert file.read_bytes() == (pair[1].output.parent / "state/hosting" / file.name).read_bytes(), file.name


def test_every_file_can_be_read_by_a_server_whatever_the_umask_of_the_build(pair: tuple[Built, Built]) -> None:
    """And is run by nobody."""
    for built in pair:
        modes = {oct((built.output / path).stat().st_mode & 0o777) for path in built.paths() if path != ".standfirst"}
        assert modes == {"0o644"}
        folders = {oct(folder.stat().st_mode & 0o777) for folder in built.output.rglob("*") if folder.is_dir()}
        assert folders == {"0o755"}


def test_a_build_that_can_use_the_last_one_writes_the_same_bytes(pair: tuple[Built, Built], tmp_path: Path) -> None:
    first = pair[0].sums()
    site = Site(pair[0].output.parent)
    again = build(
        site, tmp_path, "c", cores=str(min(os.sched_getaffinity(0))), umask=0o022, **(THERE | {"SHUFFLED": "3"})
    )
    assert again.sums() == first


def test_no_page_tells_of_the_machine_that_built_it(pair: tuple[Built, Built]) -> None:
    for built in pair:
        known = [part.encode() for part in (str(built.output.parent), "somebody", "Kathmandu", str(ROOT))]
        for path in built.paths():
            data = (built.output / path).read_bytes()
            assert not [part for part in known if part in data], path
