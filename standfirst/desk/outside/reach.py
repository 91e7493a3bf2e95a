"""Which machines may be asked: those of the open network, and by the address that was looked at."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that a gateway turns into IPv4 (RFC 6052)."""


class UnreachableError(Exception):
    """There is no machine of this name."""


class PrivateError(Exception):
    """The machine is in a private network, or this one."""


def machines(host: str, port: int, *, private: bool) -> list[str]:
    """The addresses of a host, to be connected to as they are: a second look-up could give others.

    Raises UnreachableError, and PrivateError where any of them is not of the open network and `private` does not allow it.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = error.strerror if isinstance(error, OSError) else ""
        raise UnreachableError(said or "the name cannot be looked up") from None
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    if not private and any(not is_open(address) for address in addresses):
        raise PrivateError(host)
    return addresses


def is_open(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet would reach, also behind each way to write IPv4 as IPv6."""
    try:
        return all(
            ip.is_global and not ip.is_multicast for ip in _meant(ipaddress.ip_address(address.partition("%")[0]))
        )
    except ValueError:
        return False


def _meant(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        yield ip
        return
    inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in NAT64:
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    embedded = [each for each in inner if each]
    yield from embedded
    if not ip.ipv4_mapped:
        yield ip
