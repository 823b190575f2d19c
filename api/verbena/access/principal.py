"""On whose behalf something is done, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from verbena.model.errors import Forbidden, Unauthenticated
from verbena.model.token import EVERY_LOCALE, Grants


class Principal(Struct, frozen=True):
    """Who asks; `name` signs what they do, and is null of those who brought no token. Locales are canonical tags."""

    name: str | None
    grants: Grants

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody knows who asks."""
        return self.name is None

    def may_read_drafts(self, locale: str) -> bool:
        """Whether they may see what is not published in that very locale."""
        return _covers(self.grants.drafts, locale)

    def may_publish(self, locale: str) -> bool:
        """Whether they may change what readers of that very locale are given."""
        return _covers(self.grants.publish, locale)


ANONYMOUS = Principal(None, Grants())
"""Whoever brings no token: they read what is published, and nothing else."""


def act_as_operator(name: str) -> Principal:
    """Somebody who may do everything under this name, as those do who reach the database itself."""
    return Principal(name, Grants((EVERY_LOCALE,), (EVERY_LOCALE,)))


def require_drafts(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may read the drafts of none of these locales.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not.
    """
    wanted = tuple(locales)
    if not any(principal.may_read_drafts(locale) for locale in wanted):
        raise _refuse(principal, "see drafts in", "drafts", wanted)


def require_publish(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may not publish each of these locales.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not; the locales that they may not publish are named.
    """
    lacking = tuple(locale for locale in locales if not principal.may_publish(locale))
    if lacking:
        raise _refuse(principal, "publish in", "publish", lacking)


def require_publisher(principal: Principal) -> None:
    """Refuse those who may publish in no locale at all, before anything is looked up for them.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not.
    """
    if not principal.grants.publish:
        raise _refuse(principal, "publish in", "publish", ("any locale",), ())


def _refuse(
    principal: Principal, act: str, grant: str, told: tuple[str, ...], locales: tuple[str, ...] | None = None
) -> Unauthenticated | Forbidden:
    named = ", ".join(told)
    if principal.is_anonymous:
        return Unauthenticated(
            f"To {act} {named}, send a token that allows it: the header `Authorization: Bearer …`, with what"
            " `verbena tokens create` printed."
        )
    message = f"The token of {principal.name} does not allow to {act} {named}: that needs a --{grant} grant."
    return Forbidden(message, told if locales is None else locales)


def _covers(granted: tuple[str, ...], locale: str) -> bool:
    return EVERY_LOCALE in granted or locale in granted
