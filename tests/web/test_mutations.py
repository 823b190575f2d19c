"""Mutations over HTTP: by POST alone, with a token, and signed with its name."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.support.mutations import write_mutation
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, make_article
from verbena.access.tokens import issue_token
from verbena.graph.schema import build_schema
from verbena.model.token import Grants
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.web.app import build_app

_PUBLISH = write_mutation("publishArticle")
_INPUT = {"slug": "bones", "why": "First."}


@pytest.fixture
def store() -> Any:
    with open_migrated("sqlite://") as opened:
        opened.save_revisions([make_article()])
        yield opened


def send(store: Store, method: str, authorization: str | None, **parts: Any) -> httpx.Response:
    """What a server over the store answers."""
    app = build_app(store, Library(store, "http://verbena.test", "en"), build_schema())
    headers = {"Authorization": authorization} if authorization else {}

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://verbena.test") as client:
            return await client.request(method, "/graphql", headers=headers, **parts)

    return asyncio.run(ask())


def test_a_token_publishes_and_signs(store: Store) -> None:
    """With a token that may publish, the article is there, and the history names whose token it was."""
    token = issue_token(store, "Amina, Swahili", Grants(publish=("en",)), datetime.now(UTC), None).text

    answer = send(store, "POST", f"Bearer {token}", json={"query": _PUBLISH, "variables": {"input": _INPUT}})

    assert answer.status_code == 200
    assert answer.json()["data"]["publishArticle"]["problems"] == []
    assert "no-store" in answer.headers["cache-control"]
    (change,) = store.read_history(article_name("bones"), None, 9).changes
    assert (change.signature.by, change.signature.why) == ("Amina, Swahili", "First.")


def test_nothing_is_done_without_one(store: Store) -> None:
    """Without a token there is a problem in the payload; with one that does not hold, the request is refused."""
    body = {"query": _PUBLISH, "variables": {"input": _INPUT}}

    without = send(store, "POST", None, json=body)
    forged = send(store, "POST", f"Bearer verbena_{'a' * 12}_{'b' * 43}", json=body)

    assert without.status_code == 200
    assert without.json()["data"]["publishArticle"]["problems"][0]["code"] == "UNAUTHENTICATED"
    assert "Authorization" in without.headers["vary"]
    assert forged.status_code == 401
    assert store.position() == 0


def test_a_link_changes_nothing(store: Store) -> None:
    """A mutation by GET is refused even with a token: what a page can make a browser fetch must not publish."""
    token = issue_token(store, "Amina", Grants(publish=("*",)), datetime.now(UTC), None).text
    document = 'mutation { publishArticle(input: {slug: "bones"}) { problems { code } } }'

    answer = send(store, "GET", f"Bearer {token}", params={"query": document})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert store.position() == 0
