"""The preview ends when it is asked to, by whom and whenever: with all of its processes, in plain words, and can begin again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.faults import machine
from tests.harness import ROOT, Site, fail

ENDINGS = {signal.SIGINT: (0, ""), signal.SIGTERM: (143, "SIGTERM"), signal.SIGHUP: (129, "SIGHUP")}
"""Exit status and what is said. Ctrl-C is the usual end."""


def begin(site: Site) -> tuple[subprocess.Popen[bytes], int]:
    """The command as a process of its own, in a group of its own, and the port that it says."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    with (site.root / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "standfirst", "serve", "--port", "0", "--state", "state"],
            cwd=site.root,
            env=kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,
        )
    assert process.stdout
    found = re.match(rb"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
    return process, int(found[1]) if found else fail((site.root / "said").read_text())


def at_work(site: Site) -> list[str]:
    """The processes that work in the site's folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink().is_relative_to(site.root):
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it has ended meanwhile
            continue
    return found


@pytest.mark.parametrize("whom", ["it", "all of them"])
@pytest.mark.parametrize("when", ["while it builds", "while it waits"])
@pytest.mark.parametrize("asked", ENDINGS, ids=lambda asked: asked.name)
def test_it_ends_whole_and_begins_again(tmp_path: Path, asked: signal.Signals, when: str, whom: str) -> None:
    site = Site(tmp_path).write(machine.PLAIN + machine.ARTICLES)
    process, port = begin(site)
    built = site.root / "state/preview/index.html"
    if when == "while it waits":
        machine.wait_for(built)
        with urlopen(f"http://127.0.0.1:{port}/", timeout=machine.PATIENCE) as page:
            assert b"Told 9" in page.read()
    else:
        machine.wait_for(site.root / "state/.preview.new")
    os.killpg(process.pid, asked) if whom == "all of them" else process.send_signal(asked)
    process.communicate(timeout=machine.PATIENCE)
    said = (site.root / "said").read_text()
    status, words = ENDINGS[asked]
    assert (process.returncode, "Traceback" in said, words in said) == (status, False, True), said
    until = time.monotonic() + machine.PATIENCE
    while at_work(site) and time.monotonic() < until:
        time.sleep(0.02)
    assert at_work(site) == []
    with socket.socket() as asking:
        assert asking.connect_ex(("127.0.0.1", port)) != 0
    again, _ = begin(site)
    machine.wait_for(built)
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=machine.PATIENCE)
    assert again.returncode == 0
