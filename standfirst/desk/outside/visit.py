"""One address asked: HEAD, else GET without its body; redirects followed by hand, so that each machine is looked at first."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from standfirst.desk.outside.answer import Answer
from standfirst.desk.outside.reach import PrivateError, UnreachableError, machines

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

SECONDS = 10
"""Longest silence of a server."""
DEADLINE = 30
"""Longest time that one request may take in all: a server could send a byte every nine seconds."""
MOST_HOPS = 8
FOR_GOOD = frozenset({301, 308})
FOR_NOW = frozenset({302, 303, 307})
GONE = frozenset({404, 410})
CLOSED = frozenset({401, 402, 403, 407, 429, 451, 999})
"""Answers that are about who asks, not about the page. 999 is what a large network says to programs."""
BUSY = frozenset({429, 503})
NO_HEAD = range(400, 600)
"""Answers to HEAD after which GET is tried: many servers do not know HEAD, and some say so with any of these."""
SAFE = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and how."""

    agent: str
    """The name that servers see; it says whose program this is."""
    turn: Callable[[str], AbstractContextManager[object]]
    """Waits until a host may be asked, and holds it until the end of the block."""
    private: bool = False
    """Whether machines of private networks, and this one, are asked too."""

    def ask(self, url: str) -> Answer:
        """What an address gives a reader. Never raises for what a server does."""
        here, moved, good = url, "", True
        seen = {here}
        for _ in range(MOST_HOPS):
            answer, to = self._once(here)
            if to is None:
                if answer.kind == "there" and moved:
                    return Answer("moved", "it has moved for good", moved)
                return answer
            good = good and answer.what == "for good"
            here = to
            if good:
                moved = here
            if here in seen:
                return Answer("failed", "it leads on to itself, without end")
            seen.add(here)
        return Answer("failed", f"it leads on more than {MOST_HOPS} times")

    def _once(self, url: str) -> tuple[Answer, str | None]:
        """The answer of one address, and where it leads on to."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
            host = host.encode("idna").decode() if not host.isascii() else host
        except ValueError:
            return Answer("failed", "it is not an address"), None
        if parts.scheme not in {"http", "https"} or not host:
            return Answer("failed", f"it leads to {parts.scheme or 'no'}: which is not asked"), None
        target = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
        named = f"[{host}]" if ":" in host else host
        named = named if port in {80, 443} else f"{named}:{port}"
        try:
            addresses = machines(host, port, private=self.private)
            status, headers = 0, http.client.HTTPMessage()
            for method in ("HEAD", "GET"):
                with self.turn(host):
                    status, headers = _request(parts.scheme, addresses, port, host, named, method, target, self.agent)
                if status not in NO_HEAD or status in BUSY:
                    break
        except PrivateError:
            return Answer("private", f"{host} is in a private network"), None
        except UnreachableError as error:
            return Answer("failed", f"there is no server {host} ({error})"), None
        except (OSError, HTTPError, http.client.HTTPException) as error:
            return Answer("failed", _said(error)), None
        if status in FOR_GOOD | FOR_NOW and (location := headers.get("Location", "")):
            try:
                to = urljoin(url, location)
            except ValueError:
                return Answer("failed", "it leads on to what is no address"), None
            to = to if "#" in to or not parts.fragment else f"{to}#{parts.fragment}"
            return Answer("there", "for good" if status in FOR_GOOD else "for now"), to
        return _judged(status, headers.get("Retry-After", "")), None


def _judged(status: int, later: str) -> Answer:
    phrase = http.client.responses.get(status, "")
    said = f"{status} {phrase}".strip()
    if status < 400:  # noqa: PLR2004 - where HTTP's errors begin
        return Answer("there", said)
    if status in BUSY and (wait := _seconds(later)):
        return Answer("closed", said, wait=wait)
    if status in GONE:
        return Answer("gone", said)
    return Answer("closed" if status in CLOSED else "failed", said)


def _seconds(later: str) -> float:
    """What Retry-After says: seconds, or a date (RFC 9110, 10.2.3)."""
    if later.strip().isdecimal():
        return float(later[:9])
    try:
        moment = parsedate_to_datetime(later)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())  # noqa: TID251 - a server's clock, not the build's


def _request(
    scheme: str, addresses: list[str], port: int, host: str, named: str, method: str, target: str, agent: str
) -> tuple[int, http.client.HTTPMessage]:
    """Status and headers from the first of the addresses that can be connected to."""
    failed: Exception = OSError("no address")
    for address in addresses[:2]:
        connection: HTTPConnection
        if scheme == "https":
            connection = HTTPSConnection(
                address, port, timeout=SECONDS, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
            )
        else:
            connection = HTTPConnection(address, port, timeout=SECONDS)
        watch = threading.Timer(DEADLINE, _cut, [connection])
        watch.daemon = True
        watch.start()
        try:
            headers = {"Host": named, "User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
            connection.request(method, target, headers={**headers, "Connection": "close"}, preload_content=False)
            response = connection.getresponse()
            found = http.client.HTTPMessage()
            for name, value in response.headers.items():
                found[name] = value
            return response.status, found  # noqa: TRY300 - the loop goes on only after an error
        except (OSError, HTTPError) as error:
            failed = error
        finally:
            watch.cancel()
            with contextlib.suppress(Exception):
                connection.close()
    raise failed


def _cut(connection: HTTPConnection) -> None:
    with contextlib.suppress(Exception):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _said(error: Exception) -> str:
    """What went wrong, in words and without the machine's."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate cannot be trusted: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"no safe connection: {(cause.reason or 'TLS failed').replace('_', ' ').lower()}"
        if isinstance(cause, TimeoutError):
            return f"no answer within {SECONDS} seconds"
        if isinstance(cause, ConnectionRefusedError):
            return "the server refuses the connection"
        if isinstance(cause, ConnectionResetError | http.client.RemoteDisconnected):
            return "the server breaks the connection off"
        cause = cause.__cause__ or cause.__context__
    return "the server's answer is not HTTP" if isinstance(error, http.client.HTTPException) else "no connection"
