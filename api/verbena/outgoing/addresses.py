"""Which addresses a request may go to: public ones, and those that whoever runs the server allows besides."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def read_address(text: str) -> Address:
    """An address as a resolver gives it; the zone of a link-local one is left out.

    Raises:
        ValueError: where it is none.
    """
    return ip_address(text.partition("%")[0])


def is_allowed(address: Address, networks: Iterable[Network]) -> bool:
    """Whether one of these networks holds it; an IPv4 address within an IPv6 one counts as that IPv4 address."""
    inner = unwrap(address)
    return any(one in network for network in networks for one in (address, inner) if one.version == network.version)


def is_public(address: Address) -> bool:
    """Whether everybody on the internet means the same machine by it (IANA's special-purpose address registries).

    Loopback, private, link-local (cloud metadata lives there), shared, benchmarking, documentation, multicast,
    broadcast, reserved and unspecified addresses are not, and no IPv6 address is in which such an IPv4 address stands.
    """
    inner = unwrap(address)
    if isinstance(inner, IPv6Address):
        # All that is given out so far (RFC 4291 section 2.4, IANA's registry of IPv6 global unicast addresses).
        return inner in _GLOBAL_UNICAST and inner.is_global and not any(inner in network for network in _NEWER)
    return inner.is_global and not (
        inner.is_multicast or inner.is_reserved or any(inner in network for network in _OLD)
    )


def unwrap(address: Address) -> Address:
    """The IPv4 address that an IPv6 one leads to: mapped (RFC 4291), by 6to4 (RFC 3056) or by NAT64 (RFC 6052)."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Protocol assignments (RFC 6890) and relays of 6to4 (RFC 7526), which Python's own list has only in part.
_OLD = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# Documentation (RFC 9637), which Python's own list lacks in older versions.
_NEWER = (IPv6Network("3fff::/20"),)
