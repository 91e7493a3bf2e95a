"""Fuzz each target for so many seconds: `python -m tests.fuzz.run 60 [TARGET]`, guided by which code each input reaches.

atheris watches the code that runs, so it finds its way into branches that random input never meets. One process a target: libFuzzer
ends the process that it runs in. What breaks a target is written to fuzz-TARGET-… and can be given to it again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS_FOR_ONE_INPUT = 20
LONGEST = 4096
SEEDS = {
    "front_matter": [
        b"---\ntitle: A\ndate: 2026-01-01\ntags: [a, b]\nimage: {src: a.png, alt: x}\n---\nWords <b>x</b> [a](b.md)[^1]\n\n[^1]: n",
        b"Title: A\nDate: 2026-01-01\n    more\n\nWords.",
        b"---\ntitle: &a A\nis_valid: !!python/name:x\nsources: [{title: T, url: 'https://x.example/'}]\n---\n",
    ],
    "record": [
        b"id: 2026-01-01\nkind: exchange\ndate: 2026-01-01\nstatus: completed\nparties: [UA, RU]\nreturned: {UA: {total: 5}}\n"
        b"sources: [{title: T, url: 'https://source.example/'}]\n"
    ],
    "markdown_guard": [b"# A\n\n> - [a](b) ![c](d) `e` *f* **g**\n\na | b\n--|--\nc | d\n\n```python\nx\n```\n\n*[a]: b\n[^1]: c\nterm\n: d\n"],
    "html": [
        b"<p onclick=x><a href='javascript:x'>a</a><svg><style><![CDATA[</style><img src=x onerror=y>]]></svg><iframe src='https://frames.example/'></iframe>"
    ],
    "drawing": [b'<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style><image href="data:image/png;base64,AA"/><use href="#a"/></svg>'],
}


def main() -> None:
    """Run all targets one after another, or one for as long as is left."""
    seconds, *named = sys.argv[1:] or ["60"]
    if len(named) == 2 and named[1] == "here":  # noqa: PLR2004 - the target, and that this is its process
        _fuzz(named[0], int(seconds))
    for name in named[:1] or SEEDS:
        print(f"{name}: {seconds} s", flush=True)  # noqa: T201 - it is a command
        done = subprocess.run([sys.executable, "-m", "tests.fuzz.run", seconds, name, "here"], check=False)
        if done.returncode:
            sys.exit(f"{name}: something was found; the input is in the file named above")


def _fuzz(name: str, seconds: int) -> None:
    import atheris  # it changes how modules are loaded: for this process alone

    with atheris.instrument_imports(include=["standfirst", "tests.fuzz.targets"]):
        from tests.fuzz.targets import TARGETS

    with tempfile.TemporaryDirectory(prefix="fuzz-") as corpus:
        for number, seed in enumerate(SEEDS[name]):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        arguments = [f"-max_total_time={seconds}", f"-timeout={SECONDS_FOR_ONE_INPUT}", f"-max_len={LONGEST}", "-verbosity=0", f"-artifact_prefix=fuzz-{name}-"]
        atheris.Setup([sys.argv[0], corpus, *arguments], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
