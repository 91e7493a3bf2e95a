"""Which requests the preview answers: those of this machine's own browser, to this server, for this site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost", "[::1]")
"""What this machine calls itself. A name that somebody else's server resolves to it (DNS rebinding) is none of these."""
DESK = "/.standfirst/"
"""Below this are the desk bar and what it asks for. No file of a site can be: no output has a name with a dot in front."""
HTTP_PORT = 80
OWN = frozenset({"same-origin", "none"})
"""Values of Sec-Fetch-Site: a page of ours asks, or a person who typed the address."""


def refusal(method: str, path: str, headers: Message, port: int) -> tuple[int, str] | None:
    """Status and reason for a request that is not answered; None for one that is.

    A plain GET or HEAD of the site is answered to any page that links here, as on every site. The desk bar answers pages of
    the site alone, and nothing here takes a command.
    """
    hosts = headers.get_all("Host", [])
    if len(hosts) != 1:
        return 400, "One Host header is needed."
    if hosts[0].strip().lower() not in own_hosts(port):
        return 421, "This server is for this machine alone."
    if method not in {"GET", "HEAD"}:
        return 405, "There is nothing here to be changed."
    if path.startswith(DESK) and not _is_ours(headers, port):
        return 403, "The desk bar answers pages of this site alone."
    return None


def own_hosts(port: int) -> Sequence[str]:
    """The Host headers of requests that are meant for this server."""
    return [*(f"{name}:{port}" for name in NAMES), *(NAMES if port == HTTP_PORT else ())]


def _is_ours(headers: Message, port: int) -> bool:
    origins = {f"http://{host}" for host in own_hosts(port)}
    fetched = {value.strip().lower() for value in headers.get_all("Sec-Fetch-Site", [])}
    asked = {value.strip().lower() for value in headers.get_all("Origin", [])}
    return fetched <= OWN and asked <= origins
