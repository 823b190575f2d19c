"""The Authorization header: whose request it is, what is refused, and what nobody may keep or read."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.support.failing_stores import ask_failing
from tests.support.site import Site
from tests.web.answers import read_data, read_refusal
from verbena.access.tokens import NewToken, issue_token, revoke_token
from verbena.model.errors import StoreUnavailable
from verbena.model.token import Grants

_QUERY = {"query": "{ locales { tag } }"}
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_NEVER_ISSUED = f"verbena_{'0' * 12}_{'S3cret' * 7}x"


@pytest.fixture(scope="module")
def token(site: Site) -> NewToken:
    return issue_token(site.services.store, "Amina", Grants(drafts=("sw",)), _NOW, None)


def _ask(site: Site, *authorization: str, **parts: Any) -> httpx.Response:
    headers = [("authorization", line.encode()) for line in authorization]
    return site.request("POST", "/graphql", headers=headers, **(parts or {"json": _QUERY}))


def test_request_with_a_token_is_answered(site: Site, token: NewToken) -> None:
    """Who brings a token reads what everybody reads, and no cache keeps the answer or gives it to somebody else."""
    answered = _ask(site, f"Bearer {token.text}")

    assert read_data(answered) == read_data(_ask(site))
    assert answered.headers["cache-control"] == "private, no-store"
    assert "Authorization" in answered.headers["vary"].split(", ")


def test_request_without_a_token_is_everybodys(site: Site) -> None:
    """What doesn't depend on who asks says nothing of Authorization, so that caches may share it."""
    answered = _ask(site)

    assert "cache-control" not in answered.headers
    assert answered.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    "lines",
    [[""], ["Bearer"], ["Basic dXNlcjpwYXNz"], [f"Bearer {_NEVER_ISSUED}"], ["{token}"], ["Token {token}"],
     ["Bearer {token}x"], ["Bearer {token}", "Bearer {token}"], ["Bearer \u00ff\u00fe"], ["Digest a=b, c=d"]],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json", "*/*"])
def test_token_that_does_not_hold_is_401(site: Site, token: NewToken, lines: list[str], accept: str) -> None:
    """Another scheme, an unknown or altered token, and two of them get one and the same answer, and no data."""
    headers = [("authorization", line.format(token=token.text).encode()) for line in lines]

    refused = site.request("POST", "/graphql", json=_QUERY, headers=[*headers, ("accept", accept)])

    assert read_refusal(refused) == (401, "UNAUTHENTICATED")
    assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert refused.headers["cache-control"] == "private, no-store"
    assert "Authorization" in refused.headers["vary"].split(", ")
    assert refused.json() == _ask(site, "Bearer nonsense").json()


@pytest.mark.parametrize(
    ("method", "parts"),
    [
        ("GET", {"params": _QUERY}),
        ("GET", {"params": {"query": "mutation { a }"}}),
        ("POST", {"content": b"{"}),
        ("POST", {"json": {"query": "{"}}),
        ("PUT", {}),
    ],
)
def test_token_is_looked_at_first(site: Site, method: str, parts: dict[str, Any]) -> None:
    """A token that does not hold is refused before anything else of the request is taken in."""
    refused = site.request(method, "/graphql", headers={"authorization": f"Bearer {_NEVER_ISSUED}"}, **parts)

    assert read_refusal(refused) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("parts", [{"content": b"{"}, {"json": {"query": "{"}}, {"json": {"query": "{ nothing }"}}])
def test_refusals_are_private_too(site: Site, token: NewToken, parts: dict[str, Any]) -> None:
    """Whatever is answered to a request with a token, an error too, is kept nowhere."""
    refused = _ask(site, f"Bearer {token.text}", **parts)

    assert refused.json()["errors"]
    assert refused.headers["cache-control"] == "private, no-store"


def test_expired_token_is_told_to_its_owner(site: Site) -> None:
    """Who has all of an expired token is told so; who has its id alone is not."""
    made = issue_token(site.services.store, "Old", Grants(drafts=("*",)), _NOW - timedelta(2), _NOW - timedelta(1))

    owner, other = _ask(site, f"Bearer {made.text}"), _ask(site, f"Bearer {made.text[:-1]}_")

    assert read_refusal(owner) == (401, "UNAUTHENTICATED")
    assert "expired at 2025-12-31T00:00:00Z" in owner.json()["errors"][0]["message"]
    assert other.json() == _ask(site, "Bearer nonsense").json()


def test_revoked_token_is_refused_from_the_next_request_on(site: Site) -> None:
    """A token that was good a moment ago is as unknown as any other once it is revoked."""
    made = issue_token(site.services.store, "Leaked", Grants(drafts=("*",)), _NOW, None)
    before = _ask(site, f"Bearer {made.text}")

    revoke_token(site.services.store, made.token.id, _NOW)

    assert before.status_code == 200
    after = _ask(site, f"Bearer {made.text}")
    assert read_refusal(after) == (401, "UNAUTHENTICATED")
    assert after.json() == _ask(site, "Bearer nonsense").json()


@pytest.mark.parametrize("error", [RuntimeError("a mistake"), StoreUnavailable("the disk is gone")])
def test_tokens_reach_no_log(caplog: pytest.LogCaptureFixture, site: Site, token: NewToken, error: Exception) -> None:
    """Neither a refusal nor a store that fails at the token writes the token into an answer or the log."""
    with caplog.at_level(logging.DEBUG):
        answers = [
            _ask(site, f"Bearer {token.text}"),
            _ask(site, f"Bearer {token.text}x"),
            _ask(site, f"Basic {token.text}"),
            _ask(site, f"Bearer {_NEVER_ISSUED}"),
            ask_failing(
                error, "POST", "/graphql", json=_QUERY, headers={"authorization": f"Bearer {token.text}"}
            ),
        ]  # fmt: skip

    assert answers[-1].status_code in (500, 503)
    told = caplog.text + "".join(answer.text + str(answer.headers) for answer in answers)
    assert len(caplog.records) > 0
    assert [secret for secret in (token.text, _NEVER_ISSUED) if secret.rpartition("_")[2] in told] == []
