"""The issuer of signed tokens, as settings name it."""

from __future__ import annotations

import pytest

from verbena.access.issuer import Issuer, may_be_asked, read_issuer
from verbena.bootstrap import open_services
from verbena.model.errors import BadUserInput
from verbena.settings import OidcSettings, read_settings


def test_no_issuer_need_be_named() -> None:
    """Where nothing is set, there is none."""
    assert read_issuer(read_settings({}).oidc) is None


def test_issuer_is_known_by_its_own_name() -> None:
    """The address is kept as it stands, for tokens and discovery name it so; claims have names of their own."""
    environment = {"VERBENA_OIDC_ISSUER": "https://login.example/", "VERBENA_OIDC_AUDIENCE": "verbena"}

    issuer = read_issuer(read_settings(environment).oidc)

    assert issuer == Issuer("https://login.example/", "verbena", "verbena_roles", "sub")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://login.example", True),
        ("https://login.example:8443/realms/health", True),
        ("http://127.0.0.1:8080/realms/health", True),
        ("http://127.1.2.3", True),
        ("http://[::1]:8080", True),
        ("http://localhost:8080", True),
        ("http://login.example", False),
        ("http://localhost.example", False),
        ("http://127.0.0.1.example", False),
        ("http://10.0.0.1", False),
        ("https://login.example/?a=b", False),
        ("https://login.example/#a", False),
        ("https://amina:secret@login.example", False),
        ("https://login.example/a b", False),
        ("https://login.example:port", False),
        ("https://[::1", False),
        ("https://", False),
        ("login.example", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_keys_come_encrypted_or_from_here(url: str, expected: bool) -> None:
    """An issuer is asked by https; by http on this very machine alone."""
    assert may_be_asked(url) == expected
    if url and not expected:
        with pytest.raises(BadUserInput, match="VERBENA_OIDC_ISSUER is"):
            read_issuer(OidcSettings(url, "verbena"))


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"VERBENA_OIDC_ISSUER": "https://login.example"}, "without VERBENA_OIDC_AUDIENCE"),
        ({"VERBENA_OIDC_AUDIENCE": "verbena"}, "without VERBENA_OIDC_ISSUER"),
        ({"VERBENA_OIDC_ISSUER": "login", "VERBENA_OIDC_AUDIENCE": "verbena"}, "is 'login'"),
    ],
)
def test_half_an_issuer_is_refused(environment: dict[str, str], told: str) -> None:
    """A server whose issuer is not whole does not start: it would know nobody, or too many."""
    settings = read_settings({"VERBENA_DATABASE_URL": "sqlite://", **environment})

    with pytest.raises(BadUserInput, match=told), open_services(settings):
        pass
