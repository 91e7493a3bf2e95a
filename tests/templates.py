"""Each template is compiled once for all tests: Jinja takes longer over those of the theme than a small site takes otherwise.

What is kept is what Jinja made of the same text, in the same file, for an environment with the same syntax and names.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from types import CodeType
from typing import TYPE_CHECKING, Any

import jinja2

from tests.harness import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ROOT / ".pytest_cache" / "templates"
SYNTAX = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "sandboxed", "is_async", "autoescape", "finalize"),
)
NAMES = ("extensions", "filters", "tests")

_anew = jinja2.Environment.compile


def compile_once(self: jinja2.Environment, source: Any, name: Any = None, filename: Any = None, **how: Any) -> Any:
    """In the place of jinja2.Environment.compile."""
    if not isinstance(source, str) or any(how.values()):
        return _anew(self, source, name, filename, **how)
    form = [getattr(self, each) for each in SYNTAX] + [sorted(getattr(self, each)) for each in NAMES]
    about = (sys.version, jinja2.__version__, type(self).__qualname__, form, name, filename, source)
    file = KEPT / hashlib.sha256(repr(about).encode("utf-8", "surrogatepass")).hexdigest()
    if file.is_file():
        return marshal.loads(file.read_bytes())  # noqa: S302 - a file of our own tests
    made = _anew(self, source, name, filename)
    if isinstance(made, CodeType) and filename and os.path.realpath(filename).startswith(f"{ROOT}/theme/"):
        keep(file, marshal.dumps(made))
    return made


def keep(file: Path, data: bytes) -> None:
    """Put a file in its place at once: other tests may be reading it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(file)


def compile_each_once() -> None:
    """From now on, in this process and those that it forks."""
    jinja2.Environment.compile = compile_once  # type: ignore[assignment]
