"""What is kept of a token, and what it allows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

EVERY_LOCALE = "*"
"""Stands in a grant for every locale, those of later days among them."""


class Role(StrEnum):
    """What a grant allows in a locale; each is the name of a field of Grants, in their order.

    DRAFTS is to see what is not published, TRANSLATE to write translations, REVIEW to judge those of others, PUBLISH to
    change what readers are given, and ADMINISTER to see to who works on what, and to what readers report.
    """

    DRAFTS = "drafts"
    PUBLISH = "publish"
    TRANSLATE = "translate"
    REVIEW = "review"
    ADMINISTER = "administer"


SEEING_DRAFTS = frozenset({Role.DRAFTS, Role.TRANSLATE, Role.REVIEW, Role.ADMINISTER})
"""The roles whose holders may see drafts of the locale: nobody can work on what they don't see."""


class Grants(Struct, frozen=True):
    """What somebody may do, each in which locales: canonical tags, sorted, or EVERY_LOCALE.

    A tag grants that very locale: `es` says nothing of es-MX. But for SEEING_DRAFTS, no list implies anything of
    another: who publishes a locale need not see drafts, who reviews does not translate, an administrator does neither.
    """

    drafts: tuple[str, ...] = ()
    publish: tuple[str, ...] = ()
    translate: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    administer: tuple[str, ...] = ()

    def locales_of(self, role: Role) -> tuple[str, ...]:
        """The locales that one role is granted in."""
        locales: tuple[str, ...] = getattr(self, role.value)
        return locales

    @property
    def allow_anything(self) -> bool:
        """Whether there is any grant at all."""
        return any(map(self.locales_of, Role))


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
