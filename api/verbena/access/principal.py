"""On whose behalf something is done, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from verbena.model.errors import Forbidden, Unauthenticated
from verbena.model.token import EVERY_LOCALE, SEEING_DRAFTS, Grants, Role


class PrincipalKind(StrEnum):
    """How somebody is known."""

    ANONYMOUS = "ANONYMOUS"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of thing
    SIGNED = "SIGNED"
    OPERATOR = "OPERATOR"


class Principal(Struct, frozen=True):
    """Who asks; `name` signs what they do, and is null of those who brought no token. Locales are canonical tags."""

    name: str | None
    grants: Grants
    kind: PrincipalKind = PrincipalKind.TOKEN

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody knows who asks."""
        return self.name is None

    def may(self, role: Role, locale: str) -> bool:
        """Whether they hold a role in that very locale; it says nothing of what other roles imply."""
        return _covers(self.grants.locales_of(role), locale)

    def may_read_drafts(self, locale: str) -> bool:
        """Whether they may see what is not published in that very locale."""
        return any(self.may(role, locale) for role in SEEING_DRAFTS)

    def may_publish(self, locale: str) -> bool:
        """Whether they may change what readers of that very locale are given."""
        return self.may(Role.PUBLISH, locale)

    def may_translate(self, locale: str) -> bool:
        """Whether they may write translations into that very locale."""
        return self.may(Role.TRANSLATE, locale)

    def may_review(self, locale: str) -> bool:
        """Whether they may review translations into that very locale; of which of them, `access.four_eyes` says."""
        return self.may(Role.REVIEW, locale)

    def may_administer(self, locale: str) -> bool:
        """Whether they may see to who works on that very locale, and to what its readers report."""
        return self.may(Role.ADMINISTER, locale)


ANONYMOUS = Principal(None, Grants(), PrincipalKind.ANONYMOUS)
"""Whoever brings no token: they read what is published, and nothing else."""


def act_as_operator(name: str) -> Principal:
    """Somebody who may do everything under this name, as those do who reach the database itself."""
    return Principal(name, Grants(**{role.value: (EVERY_LOCALE,) for role in Role}), PrincipalKind.OPERATOR)


def require_drafts(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may read the drafts of none of these locales.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not.
    """
    wanted = tuple(locales)
    if not any(principal.may_read_drafts(locale) for locale in wanted):
        raise _refuse(principal, Role.DRAFTS, wanted)


def require_publish(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may not publish each of these locales, as `require_role` does."""
    require_role(principal, Role.PUBLISH, locales)


def require_translate(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may not translate into each of these locales, as `require_role` does."""
    require_role(principal, Role.TRANSLATE, locales)


def require_review(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may not review in each of these locales, as `require_role` does."""
    require_role(principal, Role.REVIEW, locales)


def require_administer(principal: Principal, locales: Iterable[str]) -> None:
    """Refuse those who may not administer each of these locales, as `require_role` does.

    What belongs to no locale, such as whom to tell of what happens, takes `[EVERY_LOCALE]`.
    """
    require_role(principal, Role.ADMINISTER, locales)


def require_role(principal: Principal, role: Role, locales: Iterable[str]) -> None:
    """Refuse those who lack a role in any of these locales; EVERY_LOCALE among them takes just that grant.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not; the locales that they lack it in are named.
    """
    lacking = tuple(locale for locale in locales if not principal.may(role, locale))
    if lacking:
        raise _refuse(principal, role, lacking)


def require_publisher(principal: Principal) -> None:
    """Refuse those who may publish in no locale at all, as `require_anywhere` does."""
    require_anywhere(principal, Role.PUBLISH)


def require_anywhere(principal: Principal, role: Role) -> None:
    """Refuse those who have a role in no locale at all, before anything is looked up for them.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not.
    """
    if not principal.grants.locales_of(role):
        raise _refuse(principal, role, ())


def _refuse(principal: Principal, role: Role, locales: tuple[str, ...]) -> Unauthenticated | Forbidden:
    act = f"{_ACTS[role]} {', '.join(map(_tell_locale, locales)) or 'any locale'}"
    if principal.is_anonymous:
        return Unauthenticated(
            f"To {act}, send a token that allows it: the header `Authorization: Bearer …`, with what"
            " `verbena tokens create` printed, or what your organisation signs people in with gave you."
        )
    needed = " ".join(f"{role}:{locale}" for locale in locales) or f"{role}:LOCALE"
    return Forbidden(f"The token of {principal.name} does not allow to {act}: that needs the grant {needed}.", locales)


def _tell_locale(locale: str) -> str:
    return "every locale" if locale == EVERY_LOCALE else locale


def _covers(granted: tuple[str, ...], locale: str) -> bool:
    return EVERY_LOCALE in granted or locale in granted


_ACTS = {
    Role.DRAFTS: "see drafts in",
    Role.PUBLISH: "publish in",
    Role.TRANSLATE: "translate into",
    Role.REVIEW: "review in",
    Role.ADMINISTER: "administer",
}
