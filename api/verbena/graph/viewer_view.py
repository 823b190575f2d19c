"""Whoever asks, as the schema tells of them."""

from __future__ import annotations

from msgspec import Struct

from verbena.access.principal import Principal, PrincipalKind
from verbena.model.token import Role


class GrantView(Struct, frozen=True):
    """A role, and the locales that it is granted in."""

    role: Role
    locales: tuple[str, ...]


class ViewerView:
    """Whoever asks."""

    def __init__(self, principal: Principal) -> None:
        self._principal = principal
        self.name = principal.name
        self.kind: PrincipalKind = principal.kind
        granted = ((role, principal.grants.locales_of(role)) for role in Role)
        self.grants = tuple(GrantView(role, locales) for role, locales in granted if locales)

    def may(self, role: Role, locale: str) -> bool:
        """Whether they may do what the role allows in that very locale, by itself or by another that implies it."""
        return self._principal.may_read_drafts(locale) if role is Role.DRAFTS else self._principal.may(role, locale)
