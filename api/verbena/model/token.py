"""What is kept of a token, and what it allows."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

EVERY_LOCALE = "*"
"""Stands in a grant for every locale, those of later days among them."""


class Grants(Struct, frozen=True):
    """What somebody may do, each in which locales: canonical tags, sorted, or EVERY_LOCALE.

    A tag grants that very locale: `es` says nothing of es-MX. Neither list implies anything of the other: who publishes
    a locale need not see drafts, and who sees drafts publishes nothing.
    """

    drafts: tuple[str, ...] = ()
    publish: tuple[str, ...] = ()


class Token(Struct, frozen=True):
    """A token as it is kept: of its secret only the hash, from which nobody gets back to it.

    `name` is whose it is: it signs what is done with the token. `hash` is the SHA-256 of the secret in hexadecimal. One
    without `expires_at` holds until it is revoked. Instants have an offset.
    """

    id: str
    name: str
    hash: str
    grants: Grants
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
