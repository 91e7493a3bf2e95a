"""Machines of private networks are not asked, however their address is written."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from standfirst.desk.outside.reach import PrivateError, UnreachableError, is_open, machines


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",  # noqa: S104 - refused
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "no address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_open_network(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_that_are(address: str) -> None:
    assert is_open(address)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_up(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(PrivateError):
        machines("news.example", 80, private=False)
    assert machines("news.example", 80, private=True) == ["1.1.1.1", "10.0.0.1"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "[::1]".strip("[]")])
def test_all_spellings_of_this_machine_are_private_or_no_name(host: str) -> None:
    with pytest.raises((PrivateError, UnreachableError)):
        machines(host, 80, private=False)


@pytest.mark.parametrize("host", ["a" * 64, "a..b", "no-such-host.invalid"])
def test_what_is_no_name_is_unreachable(host: str) -> None:
    with pytest.raises(UnreachableError):
        machines(host, 80, private=False)
