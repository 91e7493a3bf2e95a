"""Templates compiled once for all generators, each of which has an environment of its own; and for the builds of a preview."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import CodeType

    from jinja2 import Environment
    from jinja2.bccache import Bucket

OPTIONS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "autoescape",
    "finalize",
)
"""Of an environment: what decides how a source is compiled, beside its extensions."""

Key = tuple[str, str]

_known: dict[Key, CodeType] = {}
"""By a template's name, its file and the options; and by a sum of its source."""


class Compiled(BytecodeCache):
    """What this process has compiled already. Nothing is read from a disk that somebody else may write to."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """With the file in it, which Python's tracebacks name."""
        return f"{name}\0{filename}"

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Where the code of a template goes in this environment."""
        return super().get_bucket(environment, f"{name}\0{_options(environment)}", filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give it what is known."""
        bucket.code = _known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            _known[bucket.key, bucket.checksum] = bucket.code


def hand_over(file: Path, before: Mapping[Key, Any]) -> None:
    """Write what has been compiled beyond `before` for the process that this one is a copy of."""
    fresh = [(key, code) for key, code in _known.items() if key not in before]
    file.write_bytes(marshal.dumps(fresh))


def take_over(file: Path) -> None:
    """Read what a copy of this process has handed over, into a folder that nobody else can write to."""
    if file.is_file():
        _known.update(marshal.loads(file.read_bytes()))  # noqa: S302 - from our own process


def known() -> dict[Key, Any]:
    """What is compiled at this time."""
    return dict(_known)


def _options(environment: Environment) -> str:
    values = [repr(getattr(environment, name)) for name in OPTIONS]
    return "\0".join([*values, *sorted(environment.extensions)])
