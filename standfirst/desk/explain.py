"""A code in full: what it means, the wrong and the right, and how to change how severe it is."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from standfirst.desk.explanations import EXPLANATIONS
from standfirst.desk.names import near_names
from standfirst.diagnostics import CODES, SETTABLE
from standfirst.teasers import policy

if TYPE_CHECKING:
    from standfirst.diagnostics import Level

WIDTH = 88
KINDS = {code: kind for kind, code in policy.CODES.items()}


class UnknownCodeError(Exception):
    """A code that there is not, with those that are near it."""


def explain(code: str) -> str:
    """The words to one code, written in any case, with or without SF. Raises UnknownCodeError."""
    name = re.sub(r"^(SF)?", "SF", code.strip().upper(), count=1)
    if name not in CODES:
        near = _near(name)
        hint = f"did you mean {' or '.join(near)}?" if near else "standfirst explain lists them all"
        raise UnknownCodeError(f"there is no code {code} ({hint})")
    severity, meaning = CODES[name]
    known = EXPLANATIONS.get(name)
    parts = [f"{name} [{severity}] {meaning}"]
    if known:
        parts.append(textwrap.fill(known.why, WIDTH, break_on_hyphens=False, break_long_words=False))
        parts += [f"{title}:\n{textwrap.indent(text, '    ')}" for title, text in _examples(known.wrong, known.right)]
    return "\n\n".join([*parts, _severity(name, severity)])


def list_codes() -> str:
    """All codes, a line each."""
    return "\n".join(f"{code} [{severity}] {meaning}" for code, (severity, meaning) in CODES.items())


def _near(name: str) -> list[str]:
    """Codes of the same hundred, the nearest number first; else those that are written nearly so."""
    number = int(name[2:]) if re.fullmatch("SF[0-9]{3}", name) else -1
    same = [code for code in CODES if int(code[2:]) // 100 == number // 100]
    return sorted(same, key=lambda code: abs(int(code[2:]) - number))[:2] or near_names(name, CODES)[:2]


def _examples(wrong: str, right: str) -> list[tuple[str, str]]:
    return [("Wrong", wrong), ("Right", right)] if wrong else []


def _severity(code: str, severity: Level) -> str:
    """What can be done about a code that is not to be followed."""
    if kind := KINDS.get(code):
        return (
            f"What is done about it is {policy.ACTIONS[kind]}. Others are settle, warn, error and ignore:\n\n"
            f'    STANDFIRST_REPEATS = {{"{kind}": "ignore"}}    in the settings, for the site\n'
            f"    repeats: {{{kind}: ignore}}    in an article's front matter"
        )
    if code in SETTABLE:
        other = "warning" if severity == "error" else "error"
        return (
            f'It can be an error, a warning, or ignored:\n\n    STANDFIRST_SEVERITY = {{"{code}": "{other}"}}    '
            "in the settings"
        )
    return "How severe it is cannot be changed."
