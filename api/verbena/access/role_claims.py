"""What an issuer says of somebody, as grants and a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from verbena.language.tags import parse_tag
from verbena.model.errors import InvalidLocale
from verbena.model.token import EVERY_LOCALE, Grants, Role


def read_claim(claims: Mapping[str, Any], name: str) -> object:
    """A claim by its name, or by the names of objects within each other with dots between; null where it is not there.

    A claim with that very name goes first: those of some issuers are addresses, which have dots too.
    """
    if name in claims:
        return claims[name]
    found: object = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def read_roles(claim: object) -> Grants:
    """The grants in a list of roles such as `translate:sw` and `review:*`, or in one string with blanks between.

    What is none of them is left out: issuers name other programs' roles there too. So is a locale that is no tag.
    """
    words = claim.split() if isinstance(claim, str) else claim if isinstance(claim, list) else []
    pairs = [pair for word in words if isinstance(word, str) for pair in _read_role(word)]
    return Grants(**{role.value: tuple(sorted({tag for held, tag in pairs if held == role})) for role in Role})


def _read_role(word: str) -> Iterator[tuple[str, str]]:
    role, _, locale = word.partition(":")
    if role not in list(Role) or not locale:
        return
    try:
        yield role, locale if locale == EVERY_LOCALE else parse_tag(locale)
    except InvalidLocale:
        return
