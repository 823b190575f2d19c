"""Which pages may open a WebSocket here: browsers ask nobody before they do (RFC 6455 section 10.2)."""

from __future__ import annotations

from collections.abc import Iterable

from verbena.settings import ANY_ORIGIN, write_origin


def is_allowed(origin: str | None, host: str | None, public_url: str, allowed: Iterable[str]) -> bool:
    """Whether a connection may be opened with this Origin header by way of this Host header.

    Programs that are no browsers send none. The page may be one of the server's own, by its public address or by the
    name that the connection itself is made to, or one of the `allowed` origins.
    """
    if origin is None or ANY_ORIGIN in allowed:
        return True
    written = write_origin(origin)
    if written is None:
        return False
    own = {write_origin(public_url), *(write_origin(f"{scheme}://{host}") for scheme in ("http", "https") if host)}
    return written in own or written in allowed
