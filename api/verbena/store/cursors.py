"""Cursors: where a list goes on, as text that means nothing to clients."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, msgpack

from verbena.model.errors import InvalidCursor

# What every database can be asked for: a forged cursor must be refused here, not by a driver.
_StoredNumber = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
_StoredText = Annotated[str, Meta(pattern=r"^[^\0]*$")]


class Place(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A place in a list: the list's order by name, and the two values by which that order sorts the entry there."""

    order: str
    sort: bytes | _StoredNumber | None
    key: _StoredText


def write_cursor(place: Place) -> str:
    """The cursor of a place: base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(msgpack.encode(place)).rstrip(b"=").decode()


def read_cursor(cursor: str, order: str, sort: type) -> Place:
    """The place of a cursor in a list of that order, whose first value is of the type `sort`.

    Raises:
        InvalidCursor: where no list gave this cursor, or a list of another order did.
    """
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place = msgpack.decode(data, type=Place)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise InvalidCursor(
            f"{_shorten(cursor)} is no cursor of this server: leave `after` out to start anew"
        ) from error
    if place.order != order or not isinstance(place.sort, sort) or write_cursor(place) != cursor:
        raise InvalidCursor(f"{_shorten(cursor)} is a cursor of another list: leave `after` out to start anew")
    return place


def _shorten(cursor: str) -> str:
    return repr(cursor if len(cursor) <= 40 else f"{cursor[:40]}…")
