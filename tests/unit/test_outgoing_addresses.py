"""Requests go to addresses that everybody means the same machine by, and to those that are allowed besides."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from verbena.outgoing.addresses import is_allowed, is_public, read_address

INSIDE = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1", "100::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    *("64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:db8::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    *("3fff::1", "5f00::1", "4000::1", "2001:10::1"),
)
OUTSIDE = ("8.8.8.8", "1.1.1.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "2a00:1450::200e", "::ffff:8.8.8.8")


@pytest.mark.parametrize("text", INSIDE)
def test_special_addresses_are_not_public(text: str) -> None:
    """No address for special purposes is public, nor an IPv6 address in which one stands."""
    assert not is_public(read_address(text))


@pytest.mark.parametrize("text", OUTSIDE)
def test_others_are_public(text: str) -> None:
    """Addresses that were given out to somebody are public, however they are written."""
    assert is_public(read_address(text))


@pytest.mark.parametrize(
    ("network", "address", "allowed"),
    [
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("10.0.0.0/8", "::ffff:10.1.2.3", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.2", False),
        ("::1", "::1", True),
        ("fd00::/8", "fd12::1", True),
        ("fd00::/8", "10.0.0.1", False),
    ],
)
def test_networks_are_allowed(network: str, address: str, allowed: bool) -> None:
    """A network allows the addresses that it holds, and an IPv4 one those that stand in IPv6 too."""
    assert is_allowed(read_address(address), [ip_network(network)]) is allowed
