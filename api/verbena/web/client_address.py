"""From where a request comes: the address of the connection, or what proxies of one's own say that it is."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

from starlette.requests import HTTPConnection

from verbena.outgoing.addresses import Network, is_allowed


def find_client(connection: HTTPConnection, proxies: Collection[Network]) -> str | None:
    """The address that a request comes from, null where there is none, as on a Unix socket.

    `X-Forwarded-For` is believed only of these proxies: read from its end, where the nearest proxy wrote, up to the
    first address that is not one of theirs. What stands before that, anybody may have written.
    """
    client = connection.client.host if connection.client else None
    if client is None or not _is_proxy(client, proxies):
        return client
    told = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
    for hop in reversed([one.strip() for one in told]):
        if not _is_address(hop):
            return client
        client = hop
        if not _is_proxy(hop, proxies):
            return client
    return client


def _is_proxy(text: str, proxies: Collection[Network]) -> bool:
    return _is_address(text) and is_allowed(ip_address(text), proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
