"""Who asks, and what they may: as GraphQL tells it to themselves."""

from __future__ import annotations

from itertools import product

import pytest

from tests.support.graph_client import GraphClient
from verbena.access.principal import ANONYMOUS, Principal, PrincipalKind, act_as_operator
from verbena.model.token import Grants, Role

_WHO = "{ viewer { name kind grants { role locales } } }"
_MAY = "query ($role: Role!, $locale: Locale!) { viewer { may(role: $role, locale: $locale) } }"


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (ANONYMOUS, {"name": None, "kind": "ANONYMOUS", "grants": []}),
        (Principal("Amina", Grants()), {"name": "Amina", "kind": "TOKEN", "grants": []}),
        (
            Principal("Amina", Grants(("en", "sw"), (), ("sw",), (), ("*",)), PrincipalKind.SIGNED),
            {
                "name": "Amina",
                "kind": "SIGNED",
                "grants": [
                    {"role": "DRAFTS", "locales": ["en", "sw"]},
                    {"role": "TRANSLATE", "locales": ["sw"]},
                    {"role": "ADMINISTER", "locales": ["*"]},
                ],
            },
        ),
        (
            act_as_operator("root"),
            {
                "name": "root",
                "kind": "OPERATOR",
                "grants": [{"role": role.name, "locales": ["*"]} for role in Role],
            },
        ),
    ],
)
def test_viewer_is_whoever_asks(client: GraphClient, principal: Principal, expected: object) -> None:
    """Name, kind and grants are those of the request, and nobody is anonymous."""
    assert client.ask(_WHO, principal=principal)["viewer"] == expected


@pytest.mark.parametrize(("granted", "asked"), [*product(Role, repeat=2)])
@pytest.mark.parametrize("locale", ["sw", "sw-KE", "en"])
def test_viewer_is_told_what_roles_imply(client: GraphClient, granted: Role, asked: Role, locale: str) -> None:
    """Over all roles: each may what it says in its very locale, and see drafts where its work needs it."""
    principal = Principal("Amina", Grants(**{granted: ("sw",)}))

    may = client.ask(_MAY, {"role": asked.name, "locale": locale}, principal=principal)["viewer"]["may"]

    implied = asked is Role.DRAFTS and granted is not Role.PUBLISH
    assert may == (locale == "sw" and (asked is granted or implied))


def test_locale_is_a_tag(client: GraphClient) -> None:
    """What is no tag is refused; `*` is none."""
    for locale in ("en_US", "*", ""):
        refused = client.execute(_MAY, {"role": "REVIEW", "locale": locale})
        assert [error["extensions"]["code"] for error in refused["errors"]] == ["INVALID_LOCALE"]
