"""Where the tests find files of npm packages."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def package_file(path: str) -> Path:
    """A file of an installed npm package, as package/path. Raises FileNotFoundError with what to do."""
    file = ROOT / "node_modules" / path
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: install the packages of package.json")
    return file
