"""What scripts and styles a page of ours may have: those of its own site, the line that colours it before it is drawn, the theme's sheets."""

from __future__ import annotations

import base64
import hashlib
import re

from standfirst.pelican_site.sheets import read_sheets
from tests.harness import ROOT

_PARTIAL = (ROOT / "theme/templates/partials/head_scheme.html").read_text("utf-8")
(_LINE,) = re.findall(r"<script>(.*?)</script>", _PARTIAL, re.DOTALL)


def named(text: str) -> str:
    """An inline script or style as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


SCRIPTS = f"script-src 'self' {named(_LINE)}"
"""A directive. Any other inline script is refused."""
STYLES = " ".join(["style-src 'self'", *map(named, read_sheets(str(ROOT / "theme"), ()).values())])
"""The same for styles."""
