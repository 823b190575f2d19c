"""People whom an organisation's issuer knows, at every door: HTTP, events, WebSockets and figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.issuer import AUDIENCE, Issuer, make_key, run_issuer
from tests.support.mutations import write_mutation
from tests.support.sockets import open_session, serve_app
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, make_article
from tests.web.answers import read_refusal
from verbena.access import issuer as settings
from verbena.access.authentication import Authenticator
from verbena.access.issuer_keys import IssuerKeys
from verbena.access.signed_tokens import SignedTokens
from verbena.graph.schema import build_schema
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.web.app import build_app

_DRAFT = '{ article(slug: "bones", locale: "en", preview: true) { title { value } } }'
_SEEN = {"article": {"title": {"value": "About bones"}}}
_EVENTS = {"Accept": "text/event-stream"}
_FOLLOW = "subscription { articleChanged { locale } }"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with run_issuer() as running:
        yield running


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with a draft that was never published."""
    with open_migrated("sqlite://") as opened:
        opened.save_revisions([make_article()])
        yield opened


@pytest.fixture
def host(store: Store, issuer: Issuer) -> Iterator[str]:
    """Where a server is that knows the issuer."""
    signed = SignedTokens(settings.Issuer(issuer.url, AUDIENCE, "verbena_roles", "sub"), IssuerKeys(issuer.url))
    library = Library(store, "http://health.example", "en")
    with serve_app(build_app(store, library, build_schema(), authenticator=Authenticator(store, signed))) as place:
        yield place


def _post(host: str, token: str, query: str = _DRAFT, **variables: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.post(f"http://{host}/graphql", json={"query": query, "variables": variables}, headers=headers)


def _reviewer(issuer: Issuer, **changes: Any) -> str:
    return issuer.sign({"verbena_roles": ["review:en"], **changes})


def test_roles_of_the_issuer_open_what_they_say(host: str, issuer: Issuer, store: Store) -> None:
    """A reviewer sees the draft, and may not publish it; a publisher does, and signs with their name."""
    publish = write_mutation("publishArticle")

    seen = _post(host, _reviewer(issuer))
    refused = _post(host, _reviewer(issuer), publish, input={"slug": "bones"})
    done = _post(host, issuer.sign({"sub": "juma", "verbena_roles": ["publish:en"]}), publish, input={"slug": "bones"})

    assert seen.json()["data"] == _SEEN
    assert seen.headers["cache-control"] == "private, no-store"
    assert refused.json()["data"]["publishArticle"]["problems"][0]["code"] == "FORBIDDEN"
    assert done.json()["data"]["publishArticle"]["problems"] == []
    (change,) = store.read_history(article_name("bones"), None, 9).changes
    assert change.signature.by == "juma"


@pytest.mark.parametrize("changes", [{"exp": 1}, {"aud": "other"}, {"iss": "https://other.example"}])
def test_token_that_does_not_hold_is_401(host: str, issuer: Issuer, changes: dict[str, Any]) -> None:
    """Like any other: never a request of nobody's, and told that the token is the reason."""
    refused = _post(host, _reviewer(issuer, **changes))

    assert read_refusal(refused) == (401, "UNAUTHENTICATED")
    assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_issuer_that_is_away_is_503(host: str, issuer: Issuer) -> None:
    """Where a token can't be judged, the request fails and says so; others are answered, with and without a token."""
    token = _reviewer(issuer)
    issuer.answers = {"/keys": (500, b"", {})}

    failed = _post(host, token)

    assert failed.status_code == 503
    assert failed.json()["errors"][0]["extensions"] == {"code": "ISSUER_UNAVAILABLE"}
    assert failed.headers["cache-control"] == "no-store"
    assert issuer.url not in failed.text
    assert httpx.post(f"http://{host}/graphql", json={"query": "{ locales { tag } }"}).json() == {
        "data": {"locales": [{"tag": "en"}]}
    }
    assert httpx.get(f"http://{host}/health/ready").status_code == 200


def test_rotated_keys_are_followed(host: str, issuer: Issuer) -> None:
    """A server that knows the old key takes tokens by the old one until the issuer is asked for the new."""
    issuer.keys = [make_key("ES256"), make_key("RS256", "next")]
    assert _post(host, _reviewer(issuer)).json()["data"] == _SEEN

    issuer.keys.reverse()

    assert _post(host, _reviewer(issuer)).json()["data"] == _SEEN
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


@pytest.mark.parametrize("by", ["header", "payload"])
def test_sockets_know_people_too(host: str, issuer: Issuer, by: str) -> None:
    """A signed token in the handshake or in connection_init holds for the connection's operations."""
    given = {"Authorization": f"Bearer {_reviewer(issuer)}"}
    with open_session(host, ["graphql-transport-ws"], given if by == "header" else None) as session:
        session.send({"type": "connection_init", **({"payload": given} if by == "payload" else {})})
        assert session.receive() == {"type": "connection_ack"}
        session.send({"id": "1", "type": "subscribe", "payload": {"query": _DRAFT}})

        assert session.receive() == {"id": "1", "type": "next", "payload": {"data": _SEEN}}


@pytest.mark.parametrize(("away", "code"), [(False, 4403), (True, 1013)])
def test_sockets_end_where_a_token_does_not_hold(host: str, issuer: Issuer, away: bool, code: int) -> None:
    """Before the connection is acknowledged: forbidden where it does not hold, try again where that can't be told."""
    token = _reviewer(issuer, exp=None if away else 1)
    issuer.answers = {"/keys": (500, b"", {})} if away else {}
    with open_session(host, ["graphql-transport-ws"], {"Authorization": f"Bearer {token}"}) as session:
        session.send({"type": "connection_init"})

        assert session.read_closed()[0] == code


def test_events_know_people_too(host: str, issuer: Issuer) -> None:
    """A stream of events begins for who brings a signed token that holds, and not for others."""
    asked = {"json": {"query": _FOLLOW}, "timeout": 30}
    url = f"http://{host}/graphql"

    with httpx.stream(
        "POST", url, headers={**_EVENTS, "Authorization": f"Bearer {_reviewer(issuer)}"}, **asked
    ) as begun:
        assert (begun.status_code, begun.headers["vary"]) == (200, "Accept, Authorization")
    old = {**_EVENTS, "Authorization": f"Bearer {_reviewer(issuer, exp=1)}"}
    assert httpx.post(url, headers=old, **asked).status_code == 401
