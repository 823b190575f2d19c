"""The organisation's issuer of signed tokens, as settings name it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from msgspec import Struct

from verbena.model.errors import BadUserInput
from verbena.settings import OidcSettings


class Issuer(Struct, frozen=True):
    """Who signs tokens (OpenID Connect's `iss`), for whom (`aud`), and in which claims roles and names stand."""

    url: str
    audience: str
    roles_claim: str
    name_claim: str


def read_issuer(settings: OidcSettings) -> Issuer | None:
    """The issuer whose tokens are taken; null where none is named.

    Raises:
        BadUserInput: where it is no address that may be asked, or for whom it has to sign is not said.
    """
    if settings.issuer is None:
        if settings.audience is not None:
            raise BadUserInput("VERBENA_OIDC_AUDIENCE is set without VERBENA_OIDC_ISSUER: name both, or neither")
        return None
    if not may_be_asked(settings.issuer):
        raise BadUserInput(
            f"VERBENA_OIDC_ISSUER is {settings.issuer[:100]!r}: write the issuer's whole address as it names itself,"
            " like https://login.example/realms/health; http is for this very machine alone"
        )
    if settings.audience is None:
        raise BadUserInput(
            "VERBENA_OIDC_ISSUER is set without VERBENA_OIDC_AUDIENCE: name what the issuer calls this server, for else"
            " tokens for any other program would open this one"
        )
    return Issuer(settings.issuer, settings.audience, settings.roles_claim, settings.name_claim)


def may_be_asked(url: str) -> bool:
    """Whether an address is safe to read keys from: by https, or on this very machine (RFC 8252 section 8.3)."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    if not host or parts.query or parts.fragment or "@" in parts.netloc or not url.isprintable() or " " in url:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
