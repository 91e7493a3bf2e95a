"""Whom a release is told to: WebSub hubs, IndexNow, a cache. Tried again where that fails, and never a reason to fail."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standfirst.diagnostics import Diagnostic
from standfirst.publish.kinds import address_of, is_feed, is_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standfirst.publish.plan import Plan
    from standfirst.release_settings import AfterRelease

SECONDS = 10
"""That one request may take."""
COMMAND_SECONDS = 120
MOST = 10_000
"""Addresses in one list: IndexNow's own limit."""
AGAIN = {408, 425, 429}
"""Refusals that say to come back later, as 5xx do."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request, or one program."""

    what: str
    """How a message names it."""
    url: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ()


def calls(settings: AfterRelease, plan: Plan, site_url: str, environ: Mapping[str, str]) -> list[Call]:
    """What a release asks for, given what it changed."""
    changed = [*plan.added, *plan.changed]
    pages = [f"{site_url}/{address_of(path)}" for path in (*changed, *plan.removed) if is_page(path)]
    files = [f"{site_url}/{address_of(path)}" for path in (*changed, *plan.removed)]
    made = [
        Call(
            f"WebSub hub {hub}",
            hub,
            urllib.parse.urlencode({"hub.mode": "publish", "hub.url": f"{site_url}/{path}"}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        for hub in settings.websub
        for path in changed
        if is_feed(path)
    ]
    as_json = {"Content-Type": "application/json; charset=utf-8"}
    if settings.indexnow and settings.indexnow_key:
        key = settings.indexnow_key
        for start in range(0, len(pages), MOST):
            told = {
                "host": urlsplit(site_url).hostname,
                "key": key,
                "keyLocation": f"{site_url}/{key}.txt",
                "urlList": pages[start : start + MOST],
            }
            made.append(Call(f"IndexNow {settings.indexnow}", settings.indexnow, json.dumps(told).encode(), as_json))
    if settings.purge_url and files:
        token = environ.get(settings.purge_token, "") if settings.purge_token else ""
        headers = as_json | ({"Authorization": f"Bearer {token}"} if token else {})
        made.append(
            Call(f"purge of {settings.purge_url}", settings.purge_url, json.dumps({"files": files}).encode(), headers)
        )
    if settings.purge_command and files:
        body = "".join(f"{address}\n" for address in files).encode()
        made.append(Call(f"purge command {settings.purge_command[0]}", body=body, command=settings.purge_command))
    return made


def tell(made: Sequence[Call], attempts: int, sleep: Callable[[float], None] = time.sleep) -> list[Diagnostic]:
    """Make the calls, each again after 1, 2, 4 ... seconds where it fails. Returns a warning for each that never went through."""
    return [
        Diagnostic("", 1, 1, "SF966", f"{call.what}: {why}", "the release is out; this alone can be done again by hand")
        for call in made
        if (why := _made(call, attempts, sleep))
    ]


def _made(call: Call, attempts: int, sleep: Callable[[float], None]) -> str:
    """Why a call did not go through; empty where it did."""
    why = ""
    for attempt in range(attempts):
        if attempt:
            sleep(2.0 ** (attempt - 1))
        why, again = _run(call) if call.command else _requested(call)
        if not why or not again:
            break
    return why


def _requested(call: Call) -> tuple[str, bool]:
    """Why a request failed, and whether it may go through later."""
    request = urllib.request.Request(call.url, call.body, {"User-Agent": "Standfirst", **call.headers})  # noqa: S310 - the settings take http and https alone
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            answer.read(1)
    except urllib.error.HTTPError as error:
        with error:
            return f"{error.code} {error.reason}", error.code >= 500 or error.code in AGAIN  # noqa: PLR2004 - the server's own failures
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", "") or error), True
    return "", False


def _run(call: Call) -> tuple[str, bool]:
    """Why a program failed."""
    try:
        done = subprocess.run(call.command, input=call.body, capture_output=True, timeout=COMMAND_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"no end after {COMMAND_SECONDS} seconds", False
    except OSError as error:
        return error.strerror or str(error), False
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return ((lines or [f"exit status {done.returncode}"])[-1] if done.returncode else ""), True
