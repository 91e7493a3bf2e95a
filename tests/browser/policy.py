"""What scripts a page of ours may run: those of its own site, and the one line that colours it before it is drawn."""

from __future__ import annotations

import base64
import hashlib
import re

from tests.harness import ROOT

_PARTIAL = (ROOT / "theme/templates/partials/head_scheme.html").read_text("utf-8")
(_LINE,) = re.findall(r"<script>(.*?)</script>", _PARTIAL, re.DOTALL)
SCRIPTS = f"script-src 'self' 'sha256-{base64.b64encode(hashlib.sha256(_LINE.encode()).digest()).decode()}'"
"""A directive of a Content-Security-Policy. Any other inline script is refused."""
