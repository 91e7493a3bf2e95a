"""Findings as text, JSON, annotations of code hosts, and SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from standfirst.diagnostics import CODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.diagnostics import Diagnostic, Level
    from standfirst.model import Action

Format = Literal["text", "json", "github", "gitlab", "sarif"]
Found = tuple["Diagnostic", "Level"]

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_findings(found: Sequence[Found], form: Format, *, colour: bool = False) -> str:
    """All findings in one text, in the order given, without a line end after the last. Only text can have colours."""
    match form:
        case "text":
            lines = [f"{finding}{'' if level == 'error' else f' [{level}]'}" for finding, level in found]
            if colour:
                pairs = zip(lines, found, strict=True)
                lines = [line.replace(f.code, _lit(f.code, level), 1) for line, (f, level) in pairs]
            return "\n".join(lines)
        case "json":
            rows = ",\n ".join(json.dumps(_row(finding, level), ensure_ascii=False) for finding, level in found)
            return f"[{rows}]"
        case "github":
            return "\n".join(_annotation(finding, level) for finding, level in found)
        case "gitlab":
            return json.dumps(_code_quality(found), ensure_ascii=False, indent=1)
        case "sarif":
            return json.dumps(_sarif(found), ensure_ascii=False, indent=1)


def write_repeats(found: Sequence[tuple[Diagnostic, Action]]) -> str:
    """Repeats as JSON, each with what was done about it, in the order of their places."""
    ordered = sorted(found, key=lambda item: item[0])
    return (
        "["
        + ",\n ".join(
            json.dumps({**_row(finding, finding.level or "warning"), "action": action}, ensure_ascii=False)
            for finding, action in ordered
        )
        + "]"
    )


def _lit(code: str, level: Level) -> str:
    """A code in the colour of its severity (ECMA-48: 1 is bold, 31 red, 33 yellow, 36 cyan)."""
    number = {"error": 31, "warning": 33}.get(level, 36)
    return f"\x1b[1;{number}m{code}\x1b[0m"


def _row(finding: Diagnostic, level: Level) -> dict[str, Any]:
    row: dict[str, Any] = {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": level,
        "message": finding.message,
        "hint": finding.hint,
    }
    if finding.verdict:
        row["verdict"] = finding.verdict
    if finding.text:
        row["text"] = finding.text
    if finding.other:
        row["other"] = dict(zip(("path", "line", "column"), finding.other, strict=True))
    return row


def _annotation(finding: Diagnostic, level: Level) -> str:
    """A workflow command of GitHub Actions; its documentation says what is to be escaped."""

    def escaped(text: str, more: str = "") -> str:
        for char in f"%\r\n{more}":
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    place = f"file={escaped(finding.path, ':,')},line={finding.line},col={finding.column},title={finding.code}"
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"::{'notice' if level == 'note' else level} {place}::{escaped(finding.message + hint)}"


def _code_quality(found: Sequence[Found]) -> list[dict[str, Any]]:
    """GitLab's report of code quality: what it shows beside the lines of a merge request.

    A finding is the same one after lines above it have come or gone, so its fingerprint is not made of its place.
    """
    names = {"error": "major", "warning": "minor"}
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for finding, level in found:
        what = (finding.path, finding.code, finding.message)
        seen[what] += 1
        made.append(
            {
                "description": f"{finding.message}{f' ({finding.hint})' if finding.hint else ''}",
                "check_name": finding.code,
                "fingerprint": hashlib.sha256("\0".join((*what, str(seen[what]))).encode()).hexdigest(),
                "severity": names.get(level, "info"),
                "location": {"path": finding.path or "publishconf.py", "lines": {"begin": finding.line}},
            }
        )
    return made


def _sarif(found: Sequence[Found]) -> dict[str, Any]:
    codes = sorted({finding.code for finding, _ in found})
    rules = [{"id": code, "shortDescription": {"text": CODES[code][1]}} for code in codes]
    results = [
        {
            "ruleId": finding.code,
            "level": level,
            "message": {"text": f"{finding.message}{f' ({finding.hint})' if finding.hint else ''}"},
            "locations": [_location(finding.path, finding.line, finding.column)] if finding.path else [],
            **({"relatedLocations": [_location(*finding.other)]} if finding.other else {}),
        }
        for finding, level in found
    ]
    driver = {"name": "standfirst", "version": version("standfirst"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _location(path: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(path.replace("\\", "/"))}, "region": region}}
